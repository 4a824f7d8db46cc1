"""The closed vocabulary of scoring rules. Each score may use questions and earlier scores only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from playbook.model.amount import LARGEST, Amount, Unit, Worth, shown
from playbook.model.conditions import Condition
from playbook.model.schema import Id, Reference, Schema, Text, written_as

Ref = Annotated[str, *written_as(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?", "the name of a question or of an earlier score")]
"""The name of a question, of an earlier score, or of a part of one: `events.rows`, `keys.give`."""
Cells = Annotated[str, *written_as(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*", "a ledger and its column, such as events.hours")]
"""A ledger's column, or one of its row scores: `events.hours`."""
Refs = Annotated[tuple[Ref, ...], Field(min_length=1)]


def _cell(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise ValueError(f"should be a whole number or an id, not {shown(value)}")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"is too large: {value}")
    return value


Cell = Annotated[int | str, BeforeValidator(_cell), WithJsonSchema({"type": ["integer", "string"]})]


class _Score(Schema):
    """What all rules have in common."""

    id: Id
    label: Text | None = None
    """What the result calls the score; without it, the id in words."""
    show: Unit | None = None
    """How it is printed, and so its unit; without it a count."""


class Points(_Score):
    """The weighted points of all scale questions, or of each group's."""

    rule: Literal["points"]
    as_: Literal["percent"] | None = Field(default=None, alias="as")
    """Of the most that the answered ones could give."""
    need: Annotated[int, Field(ge=1)] = 1
    """With fewer answers the score is unknown."""
    by: Literal["group"] | None = None
    """One score `<id>.<group>` for each group."""
    labels: dict[Id, Text] = {}
    """What each group's score is called; without it, the group's name."""

    @model_validator(mode="after")
    def _needs_one_each(self) -> Points:
        if self.by and self.need != 1:
            raise ValueError("has 'by', so leave 'need' out: each group needs one answer")
        return self


class Sum(_Score):
    """The sum of a column."""

    rule: Literal["sum"]
    of: Cells
    where: Condition | None = None
    """Only the rows where this holds of the row's own columns."""


class Count(_Score):
    """The number of rows."""

    rule: Literal["count"]
    of: Cells
    """A column, which only names the ledger."""
    where: Condition | None = None


class Ratio(_Score):
    """`part` × `times` ÷ `whole`."""

    rule: Literal["ratio"]
    part: Ref
    whole: Ref
    times: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class Scale(_Score):
    """`value` × `by` ÷ `over`."""

    rule: Literal["scale"]
    value: Ref
    by: Ref
    over: Amount = 1

    @model_validator(mode="after")
    def _over_something(self) -> Scale:
        if self.over == 0 or str(self.over).split(" ")[0].strip("-0.") == "":
            raise ValueError("cannot divide 'over' 0")
        return self


class Add(_Score):
    """A sum of scores and answers, others taken away."""

    rule: Literal["add"]
    plus: Refs
    minus: tuple[Ref, ...] = ()
    floor: Amount | None = None
    """The least that the result can be."""


class Least(_Score):
    """The smallest of several."""

    rule: Literal["least"]
    of: Refs


class Bandpoints(_Score):
    """Points by steps: those of the last step that the value has reached."""

    rule: Literal["bandpoints"]
    of: Ref
    steps: Annotated[tuple[tuple[Amount, Worth], ...], Field(min_length=1)]
    """`[[from, points], …]`, ascending."""
    if_unknown: Worth | None = None
    """The points where the value is unknown."""


class Lookup(_Score):
    """A cell of a table, by two values."""

    rule: Literal["lookup"]
    rows: Ref
    row_steps: Annotated[tuple[Amount, ...], Field(min_length=1)]
    """From which value on each row of the table holds, ascending."""
    cols: Ref
    col_steps: Annotated[tuple[Amount, ...], Field(min_length=1)]
    table: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)]
    """Numbers, or ids."""
    labels: dict[Id, Text] = {}
    """What each id in the table is called; without it, the id in words."""
    unreached: Text | None = None
    """Why some cells cannot be reached."""


class Rank(_Score):
    """The rows that come first, the highest first."""

    rule: Literal["rank"]
    of: Id
    """A ledger."""
    by: Id
    """A column or row score of it."""
    then: Id | None = None
    """What decides between equals, before their order."""
    top: Annotated[int, Field(ge=1)]


class Match(_Score):
    """How many rows of one ledger have a tag that some row of the other has."""

    rule: Literal["match"]
    left: Id
    left_where: Condition | None = None
    right: Id
    right_where: Condition | None = None
    on: Id
    """A tag or choice column that both ledgers have."""


class Outcome(Schema):
    """Something that options vote for."""

    id: Id
    label: Text | None = None
    say: Text | None = None
    """What to do where it wins."""
    do: tuple[Reference, ...] = ()


def _outcome(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


class Tally(_Score):
    """The outcomes with the most votes of the chosen options."""

    rule: Literal["tally"]
    outcomes: Annotated[tuple[Annotated[Outcome, BeforeValidator(_outcome)], ...], Field(min_length=2)]
    """Ids, or mappings with an id, in the order that decides between equals."""
    need: Annotated[int, Field(ge=1)] = 1
    """With fewer questions that voted, the score is unknown."""
    top: Annotated[int, Field(ge=1)] = 1


Calculating = Ratio | Scale | Add | Bandpoints | Lookup
"""Rules that need nothing but values, so that a row may use them too."""
RowScore = Annotated[Calculating, Field(discriminator="rule")]
AnyScore = Calculating | Points | Sum | Count | Least | Rank | Match | Tally
Score = Annotated[AnyScore, Field(discriminator="rule")]
