"""The calculating rules: those that need nothing but values, in a row or on the page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playbook.scoring.values import bounded, div

Spec = Mapping[str, Any]
Values = Mapping[str, Any]
Calculation = Callable[[Values], Any]


def calculation(rule: Spec) -> Calculation:
    """What works out a calculating rule from values by ref."""
    return CALCULATIONS[rule["rule"]](rule)


def last_reached(starts: Sequence[int], value: int | None) -> int | None:
    """The position of the last start that the value has reached; None below the first, and for unknown."""
    if value is None:
        return None
    reached = None
    for position, start in enumerate(starts):
        if start <= value:
            reached = position
    return reached


def _ratio(rule: Spec) -> Calculation:
    part, whole, times = rule["part"], rule["whole"], rule["times"]

    def work(values: Values) -> int | None:
        top, bottom = values[part], values[whole]
        return None if top is None or bottom is None else div(top * times, bottom)

    return work


def _scale(rule: Spec) -> Calculation:
    value, by, over = rule["value"], rule["by"], rule["over"]

    def work(values: Values) -> int | None:
        one, other = values[value], values[by]
        return None if one is None or other is None else div(one * other, over)

    return work


def _add(rule: Spec) -> Calculation:
    plus, minus, floor = rule["plus"], rule.get("minus", ()), rule.get("floor")

    def work(values: Values) -> int | None:
        added, taken = [values[ref] for ref in plus], [values[ref] for ref in minus]
        if None in added or None in taken:
            return None
        total = sum(added) - sum(taken)
        return bounded(total if floor is None else max(total, floor))

    return work


def _least(rule: Spec) -> Calculation:
    refs = rule["of"]

    def work(values: Values) -> int | None:
        found = [values[ref] for ref in refs]
        return None if None in found else min(found)

    return work


def _bandpoints(rule: Spec) -> Calculation:
    of, if_unknown = rule["of"], rule.get("if_unknown")
    starts, points = [start for start, _ in rule["steps"]], [points for _, points in rule["steps"]]

    def work(values: Values) -> int | None:
        value = values[of]
        if value is None:
            return if_unknown
        reached = last_reached(starts, value)
        return None if reached is None else points[reached]

    return work


def _lookup(rule: Spec) -> Calculation:
    rows, cols, table = rule["rows"], rule["cols"], rule["table"]
    row_steps, col_steps = rule["row_steps"], rule["col_steps"]

    def work(values: Values) -> int | str | None:
        row, col = last_reached(row_steps, values[rows]), last_reached(col_steps, values[cols])
        return None if row is None or col is None else table[row][col]

    return work


CALCULATIONS: dict[str, Callable[[Spec], Calculation]] = {
    "ratio": _ratio,
    "scale": _scale,
    "add": _add,
    "least": _least,
    "bandpoints": _bandpoints,
    "lookup": _lookup,
}
