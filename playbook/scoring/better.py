"""One band up: the smallest single change of an answer that would do it. Pure; `better.js` does the same in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.model.amount import SCALE
from playbook.scoring.evaluate import scorer, worker
from playbook.scoring.reading import Workings
from playbook.scoring.samples import written
from playbook.scoring.values import printed

Spec = Mapping[str, Any]
Answers = Mapping[str, Any]
GRID = {"count": 1, "percent": 1, "money": 100, "hours": 15}
"""The steps in which numbers are tried, in stored units: whole pounds, quarter-hours."""
_TONES = {"red": 0, "amber": 1, "green": 2}


@dataclass(frozen=True)
class Spot:
    """An answer that has been given, or its default: of a question, or of a cell."""

    asked: Spec
    question: str
    answer: Any
    value: Any
    """The number in stored units, or the id."""
    rows: Sequence[Any] = ()
    """All rows of a cell's ledger."""
    row: int | None = None
    """Which of them is the cell's, from 0."""


@dataclass(frozen=True)
class Change:
    """Another answer at a spot."""

    size: int
    """Positions moved; for a number, tenths of what it is now, rounded up."""
    answer: Any
    now: str
    """What is there, in words."""
    then: str
    spot: Spot


def better(definition: Spec, answers: Answers) -> list[dict[str, Any]]:
    """For each score with a band above it: `{score, band, target, change, words}`; `change` is None where none would do.

    Up is towards green. The change is `{question, row?, column?, answer}`, the smallest; of equals, the first asked.
    """
    score, found = scorer(definition), worker(definition)(answers)
    now, told = score(answers), []
    for bands in definition.get("bands", ()):
        levels = [level["id"] for level in bands["levels"]]
        key = f"band.{bands['score']}"
        up = -1 if _TONES[bands["levels"][0]["tone"]] > _TONES[bands["levels"][-1]["tone"]] else 1
        if now[key] is None or not 0 <= (target := levels.index(now[key]) + up) < len(levels):
            continue

        def reaches(changed: Answers, key: str = key, up: int = up, target: int = target, levels: list[str] = levels) -> bool:
            band = score(changed)[key]
            return band is not None and (levels.index(band) - target) * up >= 0

        best = _smallest(definition, answers, found, reaches)
        told.append({"score": bands["score"], "band": now[key], **_told(bands["levels"][target], best)})
    return told


def _smallest(definition: Spec, answers: Answers, found: Workings, reaches: Callable[[Answers], bool]) -> Change | None:
    best = None
    for spot in _spots(definition, answers, found):

        def try_answer(answer: Any, spot: Spot = spot) -> bool:
            return reaches(changed(answers, spot, answer))

        for change in _changes(definition, spot, try_answer):
            if best is None or change.size < best.size:
                best = change
    return best


def _told(target: Spec, best: Change | None) -> dict[str, Any]:
    if best is None:
        return {"target": target["id"], "change": None, "words": f"No single answer would lead to “{target['label']}”."}
    asked, row = best.spot.asked, best.spot.row
    change = {"question": best.spot.question, "answer": best.answer}
    place = ""
    if row is not None:
        change |= {"row": row, "column": asked["id"]}
        place = f" in row {row + 1}"
    words = f"“{target['label']}” would need {best.then} at “{asked['label']}”{place}, not {best.now}."
    return {"target": target["id"], "change": change, "words": words}


def changed(answers: Answers, spot: Spot, answer: Any) -> dict[str, Any]:
    """The answers with another one at a spot."""
    if spot.row is None:
        return {**answers, spot.question: answer}
    rows = list(spot.rows)
    rows[spot.row] = {**rows[spot.row], spot.asked["id"]: answer}
    return {**answers, spot.question: rows}


def _spots(definition: Spec, answers: Answers, found: Workings) -> Iterator[Spot]:
    """Everything answered that a next step can change, in the order of questions, then rows, then columns."""
    for asked in definition["ask"]:
        name = asked["id"]
        given = answers.get(name)
        if given is None:
            given = asked.get("default")
        if asked["kind"] != "ledger":
            value = found.ids.get(name) if asked["kind"] == "choice" else found.values[name]
            if value is not None and not asked.get("fixed"):
                yield Spot(asked, name, given, value)
            continue
        for place, row in zip(found.places[name], found.rows[name], strict=True):
            for column in asked["columns"]:
                answer, value = given[place].get(column["id"]), row[column["id"]]
                if value is not None and not column.get("fixed"):
                    yield Spot(column, name, column.get("default") if answer is None else answer, value, given, place)


def _changes(definition: Spec, spot: Spot, reaches: Callable[[Any], bool]) -> Iterator[Change]:
    """The nearest other answers at a spot that reach the band, at most one each way."""
    kind = spot.asked["kind"]
    if kind in SCALE:
        yield from _numbers(definition, spot, reaches)
    elif kind in ("scale", "level"):
        labels = definition["scales"][spot.asked["scale"]]["labels"]
        yield from _positions(spot, list(range(len(labels))), labels, reaches)
    elif kind in ("choice", "tag"):
        options = spot.asked.get("options") or [{"id": tag, "label": tag} for tag in spot.asked["tags"]]
        yield from _positions(spot, [option["id"] for option in options], [option["label"] for option in options], reaches)
    elif kind == "multi":
        for option in spot.asked["options"]:
            ticked = option["id"] in spot.answer
            answer = [each for each in spot.answer if each != option["id"]] + ([] if ticked else [option["id"]])
            if reaches(answer):
                words = [f"“{option['label']}” {state}" for state in ("unticked", "ticked")]
                yield Change(1, answer, words[ticked], words[not ticked], spot)


def _positions(spot: Spot, answers: list[Any], labels: list[str], reaches: Callable[[Any], bool]) -> Iterator[Change]:
    place = answers.index(spot.answer)
    for way in (1, -1):
        other = place + way
        while 0 <= other < len(answers):
            if reaches(answers[other]):
                yield Change(abs(other - place), answers[other], f"“{labels[place]}”", f"“{labels[other]}”", spot)
                break
            other += way


def _numbers(definition: Spec, spot: Spot, reaches: Callable[[Any], bool]) -> Iterator[Change]:
    """The nearest number each way: ever longer steps until one reaches the band, then bisection."""
    kind, value = spot.asked["kind"], spot.value
    grid, sign = GRID[kind], definition.get("sign", "")
    for way in (1, -1):
        start = (value if way > 0 else -value) // grid
        farthest = max(10 * abs(value), 100 * grid) // grid
        if way > 0 and kind == "percent" and value <= 100:
            farthest = 100 - value
        if way < 0 and not spot.asked.get("signed"):
            farthest = -start

        def at(steps: int, start: int = start, way: int = way) -> int:
            return (start + steps) * grid * way

        steps = _nearest(farthest, lambda steps, at=at: reaches(written(at(steps), kind)))  # type: ignore[misc]
        if steps is not None:
            size = -(-10 * abs(at(steps) - value) // max(abs(value), grid))
            yield Change(size, written(at(steps), kind), printed(value, kind, sign), printed(at(steps), kind, sign), spot)


def _nearest(farthest: int, reaches: Callable[[int], bool]) -> int | None:
    """The fewest steps that reach the band, from 1 to `farthest`."""
    low, high = 0, 1
    while high < farthest and not reaches(high):
        low, high = high, 2 * high
    high = min(high, farthest)
    if high <= low or not reaches(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high
