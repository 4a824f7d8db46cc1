"""A self-assessment: its questions. Format `assessment/1`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from playbook.model.schema import Day, Id, Reference, Schema, Summary, Text

Comparison = dict[Literal["at_least", "below", "above", "is"], int | str]
Condition = dict[str, Comparison]
"""`{question: {at_least: 60}}`: all must hold."""


class Level(Schema):
    """A step of a scale."""

    points: int
    label: Text


class Option(Schema):
    """A choice offered."""

    id: Id
    label: Text
    points: int = 0


class Column(Schema):
    """A column of a ledger."""

    id: Id
    kind: Literal["count", "percent", "money", "hours", "level", "choice", "tag", "text", "date"]
    label: Text
    hint: Text | None = None
    optional: bool = False
    default: Text | None = None
    missing: Text | None = None
    """The answer taken where the cell cannot be read."""
    signed: bool = False
    scale: Id | None = None
    tags: tuple[Id, ...] = ()
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _has_its_choices(self) -> Column:
        needed = {"level": self.scale, "choice": self.options, "tag": self.tags}
        if self.kind in needed and not needed[self.kind]:
            key = {"level": "scale", "choice": "options", "tag": "tags"}[self.kind]
            raise ValueError(f"needs '{key}', since its kind is {self.kind}")
        return self


class Question(Schema):
    """One thing asked."""

    id: Id
    kind: Literal["count", "percent", "money", "hours", "scale", "choice", "multi", "text", "date", "ledger"]
    label: Text
    hint: Text | None = None
    why: Text | None = None
    """Why it is asked, in a sentence."""
    group: Id | None = None
    weight: Annotated[int, Field(ge=0)] = 1
    allow_na: bool = False
    default: Text | None = None
    missing: Text | None = None
    signed: bool = False
    when: Condition | None = None
    """Asked only where this holds of earlier answers."""
    scale: Id | None = None
    options: tuple[Option, ...] = ()
    max: Annotated[int, Field(ge=1)] | None = None
    """How many options may be picked."""
    columns: tuple[Column, ...] = ()
    min_rows: Annotated[int, Field(ge=1)] = 1
    paper_rows: Annotated[int, Field(ge=1)] = 6
    row_label: Text = "row"
    do: tuple[Reference, ...] = ()

    @model_validator(mode="after")
    def _has_its_choices(self) -> Question:
        needed = {"scale": self.scale, "choice": self.options, "multi": self.options, "ledger": self.columns}
        if self.kind in needed and not needed[self.kind]:
            key = {"scale": "scale", "ledger": "columns"}.get(self.kind, "options")
            raise ValueError(f"needs '{key}', since its kind is {self.kind}")
        return self


class Assessment(Schema):
    """`content/assessments/<id>.yaml`."""

    format: Literal["assessment/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    short: Text | None = None
    question: Text
    """The plain question that it answers."""
    summary: Summary
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    related: tuple[Reference, ...] = ()
    tags: tuple[Text, ...] = ()
    order: int = 1000
    minutes: Annotated[int, Field(ge=1)]
    repeat: Literal["once", "yearly", "quarterly", "monthly", "each event", "each deal", "each review"]
    reviewed: Day
    groups: dict[Id, Text] = {}
    scales: dict[Id, Annotated[tuple[Level, ...], Field(min_length=2)]] = {}
    ask: Annotated[tuple[Question, ...], Field(min_length=1)]
