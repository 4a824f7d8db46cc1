"""What an assessment says about its scores: bands, flags, remarks, examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from playbook.model.amount import Amount
from playbook.model.conditions import Condition
from playbook.model.schema import Id, Reference, Schema, Text


class Band(Schema):
    """A level of a score, with the advice for those who are on it."""

    from_: Amount = Field(alias="from")
    """The lowest score that is on it."""
    id: Id
    tone: Literal["red", "amber", "green"]
    label: Text | None = None
    """What it is called; without it, the id in words."""
    say: Text
    do: tuple[Reference, ...] = ()
    unreached: Text | None = None
    """Why no answers lead to it."""


class Bands(Schema):
    """The levels of one score."""

    score: Annotated[str, Field(min_length=1)]
    levels: Annotated[tuple[Band, ...], Field(min_length=2)]
    """Ascending; the first starts at the lowest possible score."""


class Flag(Schema):
    """A special case, which may hold a band down, lift it or hide it."""

    id: Id
    when: Annotated[Condition, Field(min_length=1)]
    cap: dict[str, Id] = {}
    """`{score: band}`: not above this band."""
    lift: dict[str, Id] = {}
    """`{score: band}`: not below this band."""
    hide: tuple[str, ...] = ()
    """Scores that get no band."""
    say: Text
    do: tuple[Reference, ...] = ()
    unreached: Text | None = None
    """Why it can never hold."""


class Remark(Schema):
    """A sanity check: words beside a row, or beside the answers, where this holds. Nothing is blocked."""

    each: Id | None = None
    """The ledger whose rows are looked at; without it, the answers and scores of the page."""
    when: Annotated[Condition, Field(min_length=1)]
    say: Text


class Focus(Schema):
    """The weakest scale questions."""

    lowest: Annotated[int, Field(ge=1)]
    """How many."""
    of: Literal["all"] = "all"


class Example(Schema):
    """Answers, and what they come to."""

    name: Text
    given: dict[Id, Any]
    expect: Annotated[dict[str, Any], Field(min_length=1)]
    """Parts of the result, in stored units (cents, minutes)."""


View = Literal["band", "bars", "ledger-bars", "radar", "trend"]
