"""How low and how high each score of a definition can be. Pure.

Intervals: each name's lowest and highest value, worked out rule by rule as if the operands were independent. What comes out holds
every value that can happen, and sometimes more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

from playbook.scoring.totals import score_keys, votes_of
from playbook.scoring.values import LIMIT, div

Spec = Mapping[str, Any]
Range = tuple[int, int]
Ranges = dict[str, Range]

_EVERY = (1 - LIMIT, LIMIT - 1)
_FROM_ZERO = (0, LIMIT - 1)


def ranges(definition: Spec) -> Ranges:
    """The lowest and highest value of every number of the page, by ref."""
    scales = definition.get("scales", {})
    found: Ranges = {}
    columns: dict[str, Ranges] = {}
    for asked in definition["ask"]:
        if asked["kind"] == "ledger":
            found[f"{asked['id']}.rows"] = _FROM_ZERO
        else:
            found[asked["id"]] = _asked(asked, scales)
    for asked in definition["ask"]:
        if asked["kind"] == "ledger":
            columns[asked["id"]] = _row(asked, found, scales)
    for rule in definition["scores"]:
        for key in score_keys(rule):
            found[key] = _score(rule, key, definition, found, columns)
    return found


def _asked(asked: Spec, scales: Mapping[str, Spec]) -> Range:
    kind = asked["kind"]
    if kind in ("scale", "level"):
        points = scales[asked["scale"]]["points"]
        return min(points), max(points)
    if kind in ("choice", "multi"):
        worth = [option.get("points", 0) for option in asked["options"]]
        if kind == "choice":
            return min(worth), max(worth)
        return sum(each for each in worth if each < 0), sum(each for each in worth if each > 0)
    return _EVERY if asked.get("signed") else _FROM_ZERO


def _row(ledger: Spec, page: Ranges, scales: Mapping[str, Spec]) -> Ranges:
    own = {column["id"]: _asked(column, scales) for column in ledger["columns"] if column["kind"] not in ("choice", "tag")}
    found = {**page, **own}
    for rule in ledger.get("row_scores", ()):
        found[rule["id"]] = own[rule["id"]] = CALCULATED[rule["rule"]](rule, found)
    return own


def _score(rule: Spec, key: str, definition: Spec, found: Ranges, columns: Mapping[str, Ranges]) -> Range:
    name = rule["rule"]
    if name in CALCULATED:
        return CALCULATED[name](rule, found)
    if name == "points":
        return _points(rule, key.partition(".")[2], definition)
    if name == "sum":
        ledger, column = rule["of"].split(".")
        return _FROM_ZERO if columns[ledger].get(column, _EVERY)[0] >= 0 else _EVERY
    if name == "tally":
        outcome = key.partition(".")[2]
        cast = [votes_of(asked, rule) for asked in definition["ask"] if asked["kind"] == "choice"]
        votes = [[0, *(each.get(outcome, 0) for each in ballot.values())] for ballot in cast]
        return sum(map(min, votes)), sum(map(max, votes))
    return _FROM_ZERO


def _points(rule: Spec, group: str, definition: Spec) -> Range:
    """With `need` answers or more: percent lies between the worst and the best single question's."""
    lows, highs, worst, best = [], [], [], []
    for asked in definition["ask"]:
        if asked["kind"] == "scale" and (not group or asked.get("group") == group):
            points, weight = definition["scales"][asked["scale"]]["points"], asked.get("weight", 1)
            lows.append(weight * min(points))
            highs.append(weight * max(points))
            worst.append(div(100 * min(points), max(points)) or 0)
            best.append(div(100 * max(points), max(points)) or 0)
    if rule.get("as") == "percent":
        return min(worst, default=0), max(best, default=0)
    lows.sort()
    needed = lows[: rule["need"]]
    return sum(needed) + sum(each for each in lows[rule["need"] :] if each < 0), sum(each for each in highs if each > 0)


def _quotients(pairs: Iterable[tuple[int, int]]) -> Range:
    """The range of n ÷ d; what is too large counts as the largest number there is."""
    found = []
    for n, d in pairs:
        size = (2 * abs(n) + abs(d)) // (2 * abs(d))
        found.append(size if (n < 0) == (d < 0) else -size)
    return (max(min(found), _EVERY[0]), min(max(found), _EVERY[1])) if found else _EVERY


def _ratio(rule: Spec, found: Ranges) -> Range:
    low, high = found[rule["whole"]]
    divisors = {each for each in (low, high, 1 if low <= 1 <= high else 0, -1 if low <= -1 <= high else 0) if each}
    return _quotients((part * rule["times"], whole) for part, whole in product(found[rule["part"]], divisors))


def _scale(rule: Spec, found: Ranges) -> Range:
    return _quotients((one * other, rule["over"]) for one, other in product(found[rule["value"]], found[rule["by"]]))


def _add(rule: Spec, found: Ranges) -> Range:
    plus, minus = [found[ref] for ref in rule["plus"]], [found[ref] for ref in rule.get("minus", ())]
    low = sum(each[0] for each in plus) - sum(each[1] for each in minus)
    high = sum(each[1] for each in plus) - sum(each[0] for each in minus)
    floor = rule.get("floor", _EVERY[0])
    return max(low, floor, _EVERY[0]), min(max(high, floor), _EVERY[1])


def _least(rule: Spec, found: Ranges) -> Range:
    return min(found[ref][0] for ref in rule["of"]), min(found[ref][1] for ref in rule["of"])


def _bandpoints(rule: Spec, found: Ranges) -> Range:
    points = [points for _, points in rule["steps"]] + ([rule["if_unknown"]] if "if_unknown" in rule else [])
    return min(points), max(points)


def _lookup(rule: Spec, found: Ranges) -> Range:
    cells = [cell for row in rule["table"] for cell in row if isinstance(cell, int)]
    return (min(cells), max(cells)) if cells else _EVERY


CALCULATED: dict[str, Callable[[Spec, Ranges], Range]] = {
    "ratio": _ratio,
    "scale": _scale,
    "add": _add,
    "least": _least,
    "bandpoints": _bandpoints,
    "lookup": _lookup,
}
