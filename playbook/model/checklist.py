"""A checklist: groups of items that a reader ticks."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.problems import Location


@dataclass(frozen=True)
class ChecklistItem:
    """One action. Its id outlives changes of its words, so that a reader's tick does too."""

    id: str
    html: str
    where: Location


@dataclass(frozen=True)
class ChecklistGroup:
    """The items under one heading."""

    title: str
    id: str
    """The heading's anchor; empty for items before the first heading."""
    before: str
    """HTML between heading and items."""
    items: tuple[ChecklistItem, ...]
    after: str
    """HTML between these items and the next heading."""


@dataclass(frozen=True)
class Checklist:
    """A card of items, with what is said before and after it."""

    lead: str
    """HTML before the first item or heading."""
    groups: tuple[ChecklistGroup, ...]
    outro: str
    """HTML after the last item."""
    when: str = ""
    minutes: int | None = None
    pages: int | None = None
    """How many printed pages it promises to fit."""

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """All items, in order."""
        return tuple(item for group in self.groups for item in group.items)
