"""Readings: what an industry's figures mean for its networking, as the editor writes them and as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from playbook.model.conditions import Condition
from playbook.model.figures import Status
from playbook.model.schema import Id, Reference, Schema, Text

About = Literal["sizes", "growth", "places", "concentration", "buyers"]


class Rule(Schema):
    """A reading, and the figures that it holds for."""

    id: Id
    about: About
    """Beside which figures it stands."""
    when: Annotated[Condition, Field(min_length=1)]
    """`{cr4: {at_least: 40}, cr4_percentile: {at_least: 75}}`: all must hold; a figure that is withheld or missing never does."""
    title: Annotated[Text, Field(max_length=70)]
    """The reading in a few words."""
    text: Text
    """What the figures say. `{cr4}` stands for the number, `{cr4.year}` for its year; see docs/writing.md."""
    act: Text
    """What to do about it."""
    do: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """The pages that help with it, the most useful first."""
    caveat: Text
    """What the figures do not say."""


class ReadingBook(Schema):
    """`content/industries/readings.yaml`: the readings in the order in which pages show them."""

    readings: tuple[Rule, ...]


@dataclass(frozen=True)
class Number:
    """A figure that a reading used."""

    name: str
    """As its condition names it: `cr4`, `cr4_percentile`."""
    label: str
    amount: float | None
    """As the reading saw it: rounded to what is shown; None for a word."""
    text: str
    """With its sign or unit, and with "at least" where it is: `47.7%`, `at least 963`, `0.15`."""
    unit: str
    """As in `model/figures`, or `rank` for a percentile, or `word`."""
    status: Status
    year: int
    dataset: str
    """The dataset's id, for source and attribution."""
    country: str
    """ISO 3166 code of the country that is counted."""


@dataclass(frozen=True)
class Reading:
    """What some figures of one industry mean, in words that a page can show as they are."""

    id: str
    about: About
    title: str
    text: str
    """With the numbers placed."""
    act: str
    do: tuple[str, ...]
    """Paths of pages from `content/`, without suffix."""
    caveats: tuple[str, ...]
    """The rule's own first, then what these figures' country, secrecy and joins ask for."""
    numbers: tuple[Number, ...]
    """In the order of the rule's conditions."""
