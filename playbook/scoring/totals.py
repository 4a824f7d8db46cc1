"""The rules that look at questions and ledgers: points, sums, counts, ranks, matches, tallies. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playbook.model.conditions import Comparisons, holds
from playbook.scoring.reading import Row, Workings
from playbook.scoring.rules import CALCULATIONS
from playbook.scoring.values import bounded, div

Spec = Mapping[str, Any]
Step = Callable[[Workings], None]
"""Works out one score and adds it to the values."""
Totals = Callable[[Spec, Spec], Step]


def score_step(rule: Spec, definition: Spec) -> Step:
    """What works out a score of the page."""
    if rule["rule"] in CALCULATIONS:
        return _calculated(rule)
    return TOTALS[rule["rule"]](rule, definition)


def score_keys(rule: Spec) -> list[str]:
    """The keys that a score has in the result: one, or one for each group or outcome."""
    if "groups" in rule:
        return [f"{rule['id']}.{group}" for group in rule["groups"]]
    return [rule["id"], *(f"{rule['id']}.{outcome['id']}" for outcome in rule.get("outcomes", ()))]


def counted_rows(rows: Sequence[Row], where: Comparisons | None) -> list[Row]:
    """The rows that satisfy a `where`; it sees nothing but the row."""
    return [row for row in rows if where is None or holds(where, row, row)]


def _calculated(rule: Spec) -> Step:
    name, work = rule["id"], CALCULATIONS[rule["rule"]](rule)

    def step(found: Workings) -> None:
        value = found.values[name] = work(found.values)
        if isinstance(value, str):
            found.ids[name] = value

    return step


def _points(rule: Spec, definition: Spec) -> Step:
    if "groups" not in rule:
        return _weighed(rule["id"], rule, _items(definition, None))
    parts = [_weighed(f"{rule['id']}.{group}", rule, _items(definition, group)) for group in rule["groups"]]

    def step(found: Workings) -> None:
        for part in parts:
            part(found)

    return step


def _items(definition: Spec, group: str | None) -> list[tuple[str, int, int]]:
    """Each scale question of a group, or of all: id, weight, weight × highest points."""
    return [
        (asked["id"], asked.get("weight", 1), asked.get("weight", 1) * max(definition["scales"][asked["scale"]]["points"]))
        for asked in definition["ask"]
        if asked["kind"] == "scale" and (group is None or asked.get("group") == group)
    ]


def _weighed(name: str, rule: Spec, items: Sequence[tuple[str, int, int]]) -> Step:
    need, percent = rule["need"], rule.get("as") == "percent"

    def step(found: Workings) -> None:
        values = found.values
        known = total = most = 0
        for key, weight, top in items:
            value = values[key]
            if value is not None:
                known += 1
                total += weight * value
                most += top
        if known < need:
            values[name] = None
        else:
            values[name] = div(100 * total, most) if percent else bounded(total)

    return step


def _sum(rule: Spec, definition: Spec) -> Step:
    (ledger, column), where, name = rule["of"].split("."), rule.get("where"), rule["id"]

    def step(found: Workings) -> None:
        rows = counted_rows(found.rows[ledger], where)
        cells = [row[column] for row in rows if row[column] is not None]
        found.values[name] = None if rows and not cells else bounded(sum(cells))

    return step


def _count(rule: Spec, definition: Spec) -> Step:
    ledger, where, name = rule["of"].split(".")[0], rule.get("where"), rule["id"]

    def step(found: Workings) -> None:
        found.values[name] = len(counted_rows(found.rows[ledger], where))

    return step


def _rank(rule: Spec, definition: Spec) -> Step:
    name, ledger, top = rule["id"], rule["of"], rule["top"]
    keys = [rule["by"], *([rule["then"]] if "then" in rule else [])]

    def step(found: Workings) -> None:
        rows = [(number, [row[key] for key in keys]) for number, row in enumerate(found.rows[ledger])]
        known = [(number, cells) for number, cells in rows if None not in cells]
        known.sort(key=lambda each: [-cell for cell in each[1]])
        found.values[name] = [number for number, _ in known[:top]]

    return step


def _match(rule: Spec, definition: Spec) -> Step:
    name, tag = rule["id"], rule["on"]
    left_where, right_where = rule.get("left_where"), rule.get("right_where")

    def step(found: Workings) -> None:
        theirs = {row[tag] for row in counted_rows(found.rows[rule["right"]], right_where)} - {None}
        mine = counted_rows(found.rows[rule["left"]], left_where)
        found.values[name] = sum(row[tag] in theirs for row in mine)

    return step


def votes_of(asked: Spec, rule: Spec) -> dict[str, dict[str, int]]:
    """What each option of a question adds to the outcomes of a tally; options without votes are left out."""
    outcomes = [outcome["id"] for outcome in rule["outcomes"]]
    given = {option["id"]: option.get("votes", {}) for option in asked["options"]}
    found = {key: {outcome: votes[outcome] for outcome in outcomes if outcome in votes} for key, votes in given.items()}
    return {key: votes for key, votes in found.items() if votes}


def _tally(rule: Spec, definition: Spec) -> Step:
    name, need, top = rule["id"], rule["need"], rule["top"]
    outcomes = [outcome["id"] for outcome in rule["outcomes"]]
    ballots = [(asked["id"], votes_of(asked, rule)) for asked in definition["ask"] if asked["kind"] == "choice"]

    def step(found: Workings) -> None:
        cast = [votes[found.ids[key]] for key, votes in ballots if found.ids.get(key) in votes]
        totals = {outcome: sum(votes.get(outcome, 0) for votes in cast) for outcome in outcomes}
        winners = sorted(outcomes, key=lambda outcome: -totals[outcome])[:top]
        found.values[name] = winners if len(cast) >= need else None
        for outcome in outcomes:
            found.values[f"{name}.{outcome}"] = bounded(totals[outcome])

    return step


TOTALS: dict[str, Totals] = {
    "points": _points,
    "sum": _sum,
    "count": _count,
    "rank": _rank,
    "match": _match,
    "tally": _tally,
}
