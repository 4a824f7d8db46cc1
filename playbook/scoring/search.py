"""What no answers lead to: bands, cells of tables, flags. A search with made-up answers, the same for the same definition. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.scoring.evaluate import scorer, worker
from playbook.scoring.reading import Workings
from playbook.scoring.rules import last_reached
from playbook.scoring.samples import Draws, Sample

Spec = Mapping[str, Any]
Goal = tuple[Any, ...]
"""`("band", score, band)`, `("flag", id)`, or `("cell", ledger or "", lookup, row, column)`."""

MOST = 2000
"""Sets of answers that are tried before something counts as out of reach."""


def unreached(definition: Spec, most: int = MOST) -> list[list[Any]]:
    """The goals that no tried set of answers leads to, in the definition's order; those marked `unreached` are left out.

    Plain data in and out: what it says of a definition may be remembered by the digest of its JSON.
    """
    goals = dict.fromkeys(_goals(definition))
    score, work = scorer(definition), worker(definition)
    sample = Sample(definition, Draws(1))
    pool: list[dict[str, Any]] = []
    draws = Draws(2)
    for tried in range(most):
        if not goals:
            break
        answers = sample.answers() if tried % 2 == 0 or not pool else _crossed(draws.pick(pool), sample.answers(), draws)
        found = work(answers)
        reached = {goal for goal in _reached(definition, found, score(answers)) if goal in goals}
        if reached or tried < 50:
            pool.append(answers)
        for goal in reached:
            del goals[goal]
    return [list(goal) for goal in goals]


def _crossed(one: Mapping[str, Any], other: Mapping[str, Any], draws: Draws) -> dict[str, Any]:
    """One set of answers with a few of another's: what led somewhere new may lead on."""
    share = draws.pick((10, 25, 50))
    return {**one, **{name: answer for name, answer in other.items() if draws.chance(share)}}


def lookups(definition: Spec) -> Iterator[tuple[str, Spec]]:
    """Every lookup with the ledger it belongs to; an empty name for the page."""
    for asked in definition["ask"]:
        yield from ((asked["id"], rule) for rule in asked.get("row_scores", ()) if rule["rule"] == "lookup")
    yield from (("", rule) for rule in definition["scores"] if rule["rule"] == "lookup")


def _goals(definition: Spec) -> Iterator[Goal]:
    for bands in definition.get("bands", ()):
        yield from (("band", bands["score"], level["id"]) for level in bands["levels"] if "unreached" not in level)
    for flag in definition.get("flags", ()):
        if "unreached" not in flag:
            yield "flag", flag["id"]
    for ledger, rule in lookups(definition):
        if "unreached" not in rule:
            rows, cols = range(len(rule["row_steps"])), range(len(rule["col_steps"]))
            yield from (("cell", ledger, rule["id"], row, col) for row in rows for col in cols)


def _reached(definition: Spec, found: Workings, result: Mapping[str, Any]) -> Iterator[Goal]:
    for bands in definition.get("bands", ()):
        yield "band", bands["score"], result[f"band.{bands['score']}"]
    yield from (("flag", name) for name in result["flags"])
    for ledger, rule in lookups(definition):
        for row in found.rows[ledger] if ledger else [{}]:
            seen = {**found.values, **row}
            places = last_reached(rule["row_steps"], seen[rule["rows"]]), last_reached(rule["col_steps"], seen[rule["cols"]])
            yield "cell", ledger, rule["id"], *places
