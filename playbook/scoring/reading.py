"""Answers → values: each question of a definition becomes a function that reads its answer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.model.amount import SCALE
from playbook.model.conditions import holds
from playbook.scoring.rules import calculation
from playbook.scoring.values import blank, number, whole

Spec = Mapping[str, Any]
"""A part of a definition: plain data."""
Row = dict[str, Any]
"""The values of a row by column and row score: numbers, ids and texts, or None."""


@dataclass(frozen=True, slots=True)
class Workings:
    """Everything worked out from one set of answers."""

    values: dict[str, Any] = field(default_factory=dict)
    """By ref: questions, `<ledger>.rows`, then scores. Numbers in stored units, lists, texts, or None."""
    ids: dict[str, str] = field(default_factory=dict)
    """The chosen option by question, and the text by lookup."""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    """The rows that count, by ledger."""
    places: dict[str, list[int]] = field(default_factory=dict)
    """Where each row that counts stands among the rows as they were given, by ledger."""


Reader = Callable[[Mapping[str, Any], Workings], None]
"""Reads one question's answer into the workings."""


def question_reader(asked: Spec, scales: Mapping[str, Spec]) -> Reader:
    """What reads the answer to a question: unknown where the question is hidden, its default where there is no answer."""
    name, when, default = asked["id"], asked.get("when"), asked.get("default")
    take = _ledger(asked, scales) if asked["kind"] == "ledger" else _single(asked, scales)

    def read(answers: Mapping[str, Any], found: Workings) -> None:
        if when is not None and not holds(when, found.values, found.ids):
            take(None, found, hidden=True)
            return
        answer = answers.get(name)
        take(default if answer is None else answer, found, hidden=False)

    return read


def _single(asked: Spec, scales: Mapping[str, Spec]) -> Callable[..., None]:
    name, missing = asked["id"], asked.get("missing")
    value = value_reader(asked, scales)
    options = {option["id"] for option in asked["options"]} if asked["kind"] == "choice" else ()

    def take(answer: Any, found: Workings, *, hidden: bool) -> None:
        if hidden:
            found.values[name] = None
            return
        known = value(answer)
        found.values[name] = missing if known is None else known
        if isinstance(answer, str) and answer in options:
            found.ids[name] = answer

    return take


def value_reader(asked: Spec, scales: Mapping[str, Spec]) -> Callable[[Any], int | None]:
    """What makes a number of one answer; always unknown for texts and dates."""
    kind = asked["kind"]
    if kind in SCALE:
        signed = asked.get("signed", False)
        return lambda answer: number(answer, kind, signed=signed)
    if kind in ("scale", "level"):
        points = scales[asked["scale"]]["points"]
        return lambda answer: _level(answer, points)
    if kind in ("choice", "multi"):
        worth = {option["id"]: option.get("points", 0) for option in asked["options"]}
        if kind == "choice":
            return lambda answer: worth.get(answer) if isinstance(answer, str) else None
        most = asked.get("max", len(worth))
        return lambda answer: _options(answer, worth, most)
    return lambda answer: None


def _level(answer: Any, points: list[int]) -> int | None:
    position = answer if type(answer) is int else whole(answer)
    return points[position] if position is not None and 0 <= position < len(points) else None


def _options(answer: Any, worth: Mapping[str, int], most: int) -> int | None:
    if not isinstance(answer, list):
        return None
    chosen = {each for each in answer if isinstance(each, str) and each in worth}
    return sum(worth[each] for each in chosen) if len(chosen) <= most else None


def _ledger(asked: Spec, scales: Mapping[str, Spec]) -> Callable[..., None]:
    name = asked["id"]
    columns = [_cell_reader(column, scales) for column in asked["columns"]]
    names = [column["id"] for column in asked["columns"]]

    def take(answer: Any, found: Workings, *, hidden: bool) -> None:
        given = answer if isinstance(answer, list) and not hidden else []
        kept = [
            place for place, row in enumerate(given) if isinstance(row, Mapping) and not all(blank(row.get(key)) for key in names)
        ]
        found.places[name] = kept
        found.rows[name] = [{key: cell(given[place].get(key)) for key, cell in columns} for place in kept]
        found.values[f"{name}.rows"] = None if hidden else len(kept)

    return take


def _cell_reader(column: Spec, scales: Mapping[str, Spec]) -> tuple[str, Callable[[Any], Any]]:
    """A column's id, and what makes a value of a cell: a number, or the id of a choice or tag."""
    default, missing = column.get("default"), column.get("missing")
    value: Callable[[Any], Any] = value_reader(column, scales)
    if column["kind"] in ("choice", "tag"):
        value = _id_reader(column.get("tags") or [option["id"] for option in column["options"]])

    def cell(answer: Any) -> Any:
        found = value(default if answer is None else answer)
        return missing if found is None else found

    return column["id"], cell


def _id_reader(ids: list[str]) -> Callable[[Any], str | None]:
    known = set(ids)
    return lambda answer: answer if isinstance(answer, str) and answer in known else None


def row_scores(asked: Spec) -> Callable[[Workings], None]:
    """What works out the row scores of a ledger: the row first, then the page's answers."""
    name = asked["id"]
    steps = [(rule["id"], calculation(rule)) for rule in asked["row_scores"]]

    def work(found: Workings) -> None:
        for row in found.rows[name]:
            seen = {**found.values, **row}
            for key, step in steps:
                seen[key] = row[key] = step(seen)

    return work
