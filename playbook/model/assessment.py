"""A self-assessment: what it asks, scores and says. Format `assessment/1`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from playbook.model.amount import UNITS, Worth
from playbook.model.conditions import Condition
from playbook.model.figures import MEASURES
from playbook.model.results import Bands, Example, Flag, Focus, Remark, View
from playbook.model.schema import Day, Id, Paper, Reference, Schema, Summary, Text
from playbook.model.scores import RowScore, Score
from playbook.problems import did_you_mean


class Level(Schema):
    """A step of a scale."""

    points: Worth
    label: Text


class Option(Schema):
    """A choice offered."""

    id: Id
    label: Text
    points: Worth = 0
    votes: dict[Id, Worth] = {}
    """What choosing it adds to the outcomes of a tally."""
    say: Text | None = None
    """What to do, for those who choose it."""
    do: tuple[Reference, ...] = ()


class Column(Schema):
    """A column of a ledger."""

    id: Id
    kind: Literal["count", "percent", "money", "hours", "level", "choice", "tag", "text", "date"]
    label: Text
    hint: Text | None = None
    optional: bool = False
    default: Text | int | None = None
    """The answer taken where the cell is empty; a position, for a level."""
    missing: Text | None = None
    """The answer taken where the cell cannot be read."""
    signed: bool = False
    """Whether a minus is read."""
    fixed: bool = False
    """A fact that no next step changes: “one band up” leaves it alone."""
    scale: Id | None = None
    tags: tuple[Id, ...] = ()
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _has_its_choices(self) -> Column:
        needed = {"level": self.scale, "choice": self.options, "tag": self.tags}
        if self.kind in needed and not needed[self.kind]:
            key = {"level": "scale", "choice": "options", "tag": "tags"}[self.kind]
            raise ValueError(f"needs '{key}', since its kind is {self.kind}")
        _only_numbers(self)
        return self


def _known_figure(value: str) -> str:
    if value != IN_PLACE and value not in MEASURES:
        raise ValueError(f"is no figure: '{value}'. {did_you_mean(value, [*MEASURES, IN_PLACE])}".strip())
    return value


IN_PLACE = "sites_in_place"
"""Beside the measures: how many sites of an industry there are in the region or state that the reader chose."""


class OfficialFigure(Schema):
    """Which official figure of an industry a number can start from."""

    of: Annotated[str, AfterValidator(_known_figure)]
    """A measure's id, or `sites_in_place`."""
    say: Text
    """What the figure counts, and how the reader's own answer may differ."""


class Question(Schema):
    """One thing asked."""

    id: Id
    kind: Literal["count", "percent", "money", "hours", "scale", "choice", "multi", "text", "date", "ledger"]
    label: Text
    hint: Text | None = None
    why: Text | None = None
    """Why it is asked, in a sentence."""
    group: Id | None = None
    weight: Annotated[int, Field(ge=0, le=1000)] = 1
    allow_na: bool = False
    default: Text | int | tuple[Any, ...] | None = None
    """The answer taken where there is none: text for a number, a position for a scale, ids or rows as a list."""
    missing: Text | None = None
    """The answer taken where it cannot be read."""
    signed: bool = False
    """Whether a minus is read."""
    fixed: bool = False
    """A fact that no next step changes: “one band up” leaves it alone."""
    when: Condition | None = None
    """Asked only where this holds of earlier answers."""
    scale: Id | None = None
    options: tuple[Option, ...] = ()
    max: Annotated[int, Field(ge=1)] | None = None
    """How many options may be picked."""
    columns: tuple[Column, ...] = ()
    row_scores: tuple[RowScore, ...] = ()
    """Worked out for each row, from its columns, earlier row scores and the page's answers."""
    min_rows: Annotated[int, Field(ge=1)] = 1
    paper_rows: Annotated[int, Field(ge=1)] = 6
    row_label: Text = "row"
    do: tuple[Reference, ...] = ()
    figure: OfficialFigure | None = None
    """The official figure that an industry's page fills in here, for the reader to change."""

    @model_validator(mode="after")
    def _has_its_choices(self) -> Question:
        needed = {"scale": self.scale, "choice": self.options, "multi": self.options, "ledger": self.columns}
        if self.kind in needed and not needed[self.kind]:
            key = {"scale": "scale", "ledger": "columns"}.get(self.kind, "options")
            raise ValueError(f"needs '{key}', since its kind is {self.kind}")
        _only_numbers(self)
        return self


def _only_numbers(asked: Column | Question) -> None:
    """Only a number can be missing or signed, or start from a figure."""
    for key in ("missing", "signed", "figure"):
        if getattr(asked, key, None) and asked.kind not in UNITS:
            raise ValueError(f"cannot have '{key}', since its kind is {asked.kind}, not a number")


class Assessment(Schema):
    """`content/assessments/<id>.yaml`."""

    format: Literal["assessment/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    short: Text | None = None
    question: Text
    """The plain question that it answers."""
    summary: Summary | None = None
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    related: tuple[Reference, ...] = ()
    tags: tuple[Text, ...] = ()
    order: int = 1000
    minutes: Annotated[int, Field(ge=1)]
    paper: Paper | None = None
    repeat: Literal["once", "yearly", "quarterly", "monthly", "each event", "each deal", "each review"]
    reviewed: Day | None = None
    groups: dict[Id, Text] = {}
    scales: dict[Id, Annotated[tuple[Level, ...], Field(min_length=2)]] = {}
    ask: Annotated[tuple[Question, ...], Field(min_length=1)]
    scores: tuple[Score, ...] = ()
    """In the order in which they are worked out."""
    bands: tuple[Bands, ...] = ()
    flags: tuple[Flag, ...] = ()
    """In the order in which they apply."""
    checks: tuple[Remark, ...] = ()
    focus: Focus | None = None
    views: tuple[View, ...] = ()
    examples: tuple[Example, ...] = ()
