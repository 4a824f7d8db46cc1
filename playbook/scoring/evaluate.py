"""A definition and answers → the flat mapping of every score, band and flag. Pure; `scoring.js` says the same in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playbook.model.conditions import holds
from playbook.scoring.reading import Workings, question_reader, row_scores
from playbook.scoring.rules import last_reached
from playbook.scoring.totals import score_keys, score_step
from playbook.scoring.values import div

Definition = Mapping[str, Any]
"""Plain data, as `definition` makes it and the page embeds it; see docs/assessments.md."""
Answers = Mapping[str, Any]
Result = dict[str, Any]


def evaluate(definition: Definition, answers: Answers) -> Result:
    """Every score by id; `band.<score>`; `flags`; `focus` where the definition has it. Unknown is None."""
    return scorer(definition)(answers)


def scorer(definition: Definition) -> Callable[[Answers], Result]:
    """`evaluate` for many sets of answers: what can be prepared is prepared once."""
    work = worker(definition)
    names = [key for rule in definition["scores"] for key in score_keys(rule)]
    judge = _judge(definition)
    focus = _focus(definition)

    def score(answers: Answers) -> Result:
        found = work(answers)
        values = found.values
        result = {name: values[name] for name in names}
        judge(found, result)
        if focus is not None:
            result["focus"] = focus(values)
        return result

    return score


def worker(definition: Definition) -> Callable[[Answers], Workings]:
    """What works out the values of questions, rows and scores from answers."""
    scales = definition.get("scales", {})
    readers = [question_reader(asked, scales) for asked in definition["ask"]]
    in_rows = [row_scores(asked) for asked in definition["ask"] if asked.get("row_scores")]
    steps = [score_step(rule, definition) for rule in definition["scores"]]

    def work(answers: Answers) -> Workings:
        found = Workings()
        given = answers if isinstance(answers, Mapping) else {}
        for read in readers:
            read(given, found)
        for step in in_rows:
            step(found)
        for step in steps:
            step(found)
        return found

    return work


def _judge(definition: Definition) -> Callable[[Workings, Result], None]:
    """What adds bands and flags to a result: positions first, then each flag that holds, in order; `hide` wins."""
    bands = {each["score"]: [level["id"] for level in each["levels"]] for each in definition.get("bands", ())}
    starts = [(each["score"], [level["from"] for level in each["levels"]]) for each in definition.get("bands", ())]
    flags = definition.get("flags", ())

    def judge(found: Workings, result: Result) -> None:
        places = {score: last_reached(froms, found.values[score]) for score, froms in starts}
        held = [flag for flag in flags if holds(flag["when"], found.values, found.ids)]
        for flag in held:
            for key, better in (("cap", min), ("lift", max)):
                for score, band in flag.get(key, {}).items():
                    place = places[score]
                    if place is not None:
                        places[score] = better(place, bands[score].index(band))
        for flag in held:
            places.update(dict.fromkeys(flag.get("hide", ())))
        for score, place in places.items():
            result[f"band.{score}"] = None if place is None else bands[score][place]
        result["flags"] = [flag["id"] for flag in held]

    return judge


def _focus(definition: Definition) -> Callable[[Mapping[str, Any]], list[str]] | None:
    """What finds the weakest scale questions: the smallest `div(1000·value, top) − weight`, ties in the order of questions."""
    if "focus" not in definition:
        return None
    lowest, weights = definition["focus"]["lowest"], []
    for asked in definition["ask"]:
        if asked["kind"] == "scale":
            points = definition["scales"][asked["scale"]]["points"]
            shares = {value: div(1000 * value, max(points)) for value in points}
            known = {value: share - asked.get("weight", 1) for value, share in shares.items() if share is not None}
            weights.append((asked["id"], known))

    def focus(values: Mapping[str, Any]) -> list[str]:
        found = [(known[values[key]], key) for key, known in weights if values[key] in known]
        found.sort(key=lambda each: each[0])
        return [key for _, key in found[:lowest]]

    return focus


def remarks(definition: Definition, found: Workings) -> list[dict[str, Any]]:
    """The sanity checks that hold: `{check: its number, row: where the row was given}`; no row for a check of the page."""
    told: list[dict[str, Any]] = []
    for number, check in enumerate(definition.get("checks", ())):
        if "each" not in check:
            told += [{"check": number}] if holds(check["when"], found.values, found.ids) else []
            continue
        rows = zip(found.rows[check["each"]], found.places[check["each"]], strict=True)
        told += [{"check": number, "row": place} for row, place in rows if holds(check["when"], row, row)]
    return told
