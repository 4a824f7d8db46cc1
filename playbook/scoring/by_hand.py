"""Follows the paper steps as a person would: in written units (hours, not minutes), step by step, rounding where they say so. Pure.

It reads nothing but the sheet that `paper` makes, so that a test can hold the printed steps against the scorer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from playbook.model.amount import SCALE
from playbook.scoring.filled_form import Hand, Row, Sheet, reached_place, rounded


def follow(sheet: Sheet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a person gets: `{steps: value by id, bands: id by score, flags: ids}`; None where the sheet says “–”."""
    hand = Hand(sheet, answers)
    for step in sheet["steps"]:
        work = _DO[step["op"]]
        if "row_of" in step:
            for row in hand.rows_of(step["row_of"]):
                row[step["letter"]] = work(hand, step, row)
        else:
            hand.letters[step["letter"]] = work(hand, step, None)
    steps = {step["id"]: hand.letters[step["letter"]] for step in sheet["steps"] if "row_of" not in step}
    held = [check for check in sheet["checks"] if hand.holds(check["when"], None)]
    return {"steps": steps, "bands": _bands(sheet, hand, held), "flags": [check["flag"] for check in held]}


def _bands(sheet: Sheet, hand: Hand, held: Sequence[Sheet]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for find in sheet["finds"]:
        names = [level["id"] for level in find["levels"]]
        place = reached_place(
            [Fraction(level["from"], SCALE[find["show"]]) for level in find["levels"]], hand.letters[find["letter"]]
        )
        for check in held:
            if place is not None and find["score"] in check["cap"]:
                place = min(place, names.index(check["cap"][find["score"]][1]))
            if place is not None and find["score"] in check["lift"]:
                place = max(place, names.index(check["lift"][find["score"]][1]))
        hidden = any(find["score"] in check["hide"] for check in held)
        found[find["score"]] = None if place is None or hidden else names[place]
    return found


def _ratio(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    part, whole = hand.values([step["part"], step["whole"]], row)
    return rounded(Fraction(part) / whole * Fraction(*step["factor"]), step["show"]) if part is not None and whole else None


def _scale(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    value, by = hand.values([step["value"], step["by"]], row)
    return None if value is None or by is None else rounded(Fraction(value) * by * Fraction(*step["factor"]), step["show"])


def _add(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    plus, minus = hand.values(step["plus"], row), hand.values(step["minus"], row)
    if None in plus or None in minus:
        return None
    total = Fraction(sum(plus) - sum(minus))
    return max(total, Fraction(step["floor"], SCALE[step["show"]])) if "floor" in step else total


def _least(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    values = hand.values(step["plus"], row)
    return None if None in values else min(values)


def _bandpoints(hand: Hand, step: Sheet, row: Row | None) -> Any:
    (value,), unit = hand.values([step["of"]], row), SCALE[step["of"]["show"]]
    if value is None:
        return step.get("if_unknown")
    place = reached_place([Fraction(start, unit) for start, _ in step["steps"]], value)
    return None if place is None else step["steps"][place][1]


def _lookup(hand: Hand, step: Sheet, row: Row | None) -> Any:
    places = []
    for name, starts in (("rows", "row_steps"), ("cols", "col_steps")):
        (value,), unit = hand.values([step[name]], row), SCALE[step[name]["show"]]
        places.append(reached_place([Fraction(start, unit) for start in step[starts]], value))
    return None if None in places else step["table"][places[0]][places[1]]


def _points(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    known = [(hand.points(question), weight, top) for question, weight, top in step["items"] if hand.points(question) is not None]
    if len(known) < step["need"]:
        return None
    total, most = sum(weight * (points or 0) for points, weight, _ in known), sum(weight * top for _, weight, top in known)
    if not step["percent"]:
        return Fraction(total)
    return rounded(Fraction(total) / most * 100, "percent") if most else None


def _sum(hand: Hand, step: Sheet, row: Row | None) -> Fraction | None:
    rows = hand.counted(step["ledger"], step["where"])
    cells = [cell for each in rows for cell in hand.values([step["of"]], each) if cell is not None]
    return None if rows and not cells else Fraction(sum(cells))


def _count(hand: Hand, step: Sheet, row: Row | None) -> int:
    return len(hand.counted(step["ledger"], step["where"]))


def _rank(hand: Hand, step: Sheet, row: Row | None) -> list[int]:
    cells = [(place, hand.values(step["by"], each)) for place, each in enumerate(hand.counted(step["ledger"], None))]
    known = [(place, values) for place, values in cells if None not in values]
    return [place for place, _ in sorted(known, key=lambda each: [-value for value in each[1]])][: step["top"]]


def _match(hand: Hand, step: Sheet, row: Row | None) -> int:
    mine, theirs = (
        [hand.values([side["on"]], each)[0] for each in hand.counted(side["ledger"], side["where"])]
        for side in (step["left"], step["right"])
    )
    return sum(tag is not None and tag in theirs for tag in mine)


def _votes(hand: Hand, step: Sheet, row: Row | None) -> int:
    return sum(votes.get(hand.choice(question), 0) for question, votes in step["votes"].items())


def _winners(hand: Hand, step: Sheet, row: Row | None) -> list[str] | None:
    if sum(hand.choice(question) in voters for question, voters in step["voters"].items()) < step["need"]:
        return None
    order = sorted(step["letters"], key=lambda each: -hand.letters[each[0]])
    return [outcome for _, outcome, _ in order[: step["top"]]]


_DO: dict[str, Callable[[Hand, Sheet, Row | None], Any]] = {
    "ratio": _ratio,
    "scale": _scale,
    "add": _add,
    "least": _least,
    "bandpoints": _bandpoints,
    "lookup": _lookup,
    "points": _points,
    "sum": _sum,
    "count": _count,
    "rank": _rank,
    "match": _match,
    "votes": _votes,
    "winners": _winners,
}
