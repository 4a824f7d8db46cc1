"""A filled paper form and the letters written on it, in written units (hours, not minutes). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from playbook.model.amount import SCALE
from playbook.scoring.values import blank, number

Sheet = Mapping[str, Any]
Row = dict[str, Any]


def reached_place(starts: Sequence[Fraction], value: Fraction | None) -> int | None:
    """The last start that a value has reached."""
    reached = [place for place, start in enumerate(starts) if value is not None and value >= start]
    return reached[-1] if reached else None


def rounded(value: Fraction, show: str) -> Fraction:
    """To a whole number, two decimals or a minute; a half goes away from 0."""
    size = abs(value) * SCALE[show]
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return Fraction(-whole if value < 0 else whole, SCALE[show])


class Hand:
    """A filled form, and the letters written so far."""

    def __init__(self, sheet: Sheet, answers: Mapping[str, Any]) -> None:
        self.letters: dict[str, Any] = {}
        self._numbers: dict[int, Fraction | None] = {}
        self._choices: dict[int, str] = {}
        self._rows: dict[int, list[Row]] = {}
        self._hidden: set[int] = set()
        for asked in sheet["form"]:
            self._read(asked, answers.get(asked["id"]))

    def _read(self, asked: Sheet, answer: Any) -> None:
        place = asked["number"]
        if "when" in asked and not self.holds(asked["when"], None):
            self._numbers[place], self._rows[place] = None, []
            self._hidden.add(place)
            return
        answer = asked.get("default") if answer is None else answer
        if asked["kind"] == "ledger":
            names = [column["id"] for column in asked["columns"]]
            written = [row for row in answer if not all(blank(row.get(name)) for name in names)] if isinstance(answer, list) else []
            self._rows[place] = [
                {column["id"]: _written(column, row.get(column["id"])) for column in asked["columns"]} for row in written
            ]
            return
        value = _written(asked, answer)
        self._numbers[place] = value
        if asked["kind"] == "choice" and value is not None:
            self._choices[place] = value
            self._numbers[place] = Fraction(next(option.get("points", 0) for option in asked["options"] if option["id"] == value))

    def _value(self, operand: Sheet, row: Row | None) -> Any:
        if "letter" in operand:
            return row[operand["letter"]] if row is not None and operand["letter"] in row else self.letters[operand["letter"]]
        if "column" in operand:
            return row[operand["column"]] if row is not None else None
        if "rows" in operand:
            return None if operand["rows"] in self._hidden else Fraction(len(self._rows[operand["rows"]]))
        return self._numbers[operand["answer"]]

    def holds(self, comparisons: Sequence[Sequence[Any]] | None, row: Row | None) -> bool:
        """Whether all comparisons hold; none with “–” does."""
        for left, op, bound in comparisons or ():
            value = self._value(left, row)
            if op == "is":
                value = self._choices.get(left["answer"]) if "answer" in left else value
                if value != bound:
                    return False
                continue
            right = self._value(bound, row) if isinstance(bound, Mapping) else Fraction(bound, SCALE[left["show"]])
            if (
                value is None
                or right is None
                or not {"at_least": value >= right, "below": value < right, "above": value > right}[op]
            ):
                return False
        return True

    def rows_of(self, question: int) -> list[Row]:
        """The rows that are filled in."""
        return self._rows[question]

    def counted(self, ledger: int, where: Any) -> list[Row]:
        """The rows that satisfy a condition."""
        return [row for row in self._rows[ledger] if self.holds(where, row)]

    def values(self, operands: Sequence[Sheet], row: Row | None) -> list[Any]:
        """What several operands stand for."""
        return [self._value(operand, row) for operand in operands]

    def choice(self, question: int) -> str | None:
        """The option chosen at a question."""
        return self._choices.get(question)

    def points(self, question: int) -> Fraction | None:
        """The points of a scale question."""
        return self._numbers[question]


def _written(asked: Sheet, answer: Any) -> Any:
    """An answer as it stands on the form: a number in written units, an option's id, or None."""
    kind, default = asked["kind"], asked.get("default")
    answer = default if answer is None else answer
    if kind in SCALE:
        size = number(answer, kind, signed=asked.get("signed", False))
        size = asked.get("missing") if size is None else size
        return None if size is None else Fraction(size, SCALE[kind])
    if kind in ("scale", "level"):
        return Fraction(asked["points"][answer]) if type(answer) is int and 0 <= answer < len(asked["points"]) else None
    ids = asked.get("tags") or [option["id"] for option in asked.get("options", ())]
    if kind in ("choice", "tag"):
        return answer if answer in ids else None
    if kind == "multi" and isinstance(answer, list):
        ticked = [option for option in asked["options"] if option["id"] in answer]
        return Fraction(sum(option.get("points", 0) for option in ticked)) if len(ticked) <= asked.get("max", len(ids)) else None
    return None
