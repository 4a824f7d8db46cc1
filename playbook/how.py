"""How a build goes about it, and who looks on: nothing here changes what it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from playbook.crew import ALONE, Crew
from playbook.stopwatch import Stopwatch

Item = TypeVar("Item")


class Watch(Protocol):
    """Looks on as a step goes through its items: a progress bar, a stopwatch."""

    def __call__(self, step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
        """The items, unchanged; `count` is about how many there will be."""


def unwatched(step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
    """Nobody looks on."""
    return items


@dataclass(frozen=True)
class How:
    """What a command may ask of a build."""

    crew: Crew = ALONE
    verify: bool = False
    """Read every file, whatever it looks like from outside."""
    explained: Callable[[str, str], None] | None = None
    """Told of each page, and why it was rendered or was not."""
    clock: Stopwatch = field(default_factory=Stopwatch)
