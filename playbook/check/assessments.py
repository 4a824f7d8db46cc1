"""Rules about self-assessments: what their answers can lead to, what their examples show, what industries change in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.page import Page
from playbook.model.profile import Profile, Threshold
from playbook.model.site import Site
from playbook.problems import Location, Problem, did_you_mean
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import evaluate
from playbook.scoring.search import unreached

_WAY_OUT = "Change its limits, or say why it is there with 'unreached: …'."


def unreachable_parts(page: Page) -> Iterator[Problem]:
    """A band, a flag or a cell of a table that no answers lead to."""
    if page.form != Assessment.__name__ or not isinstance(test := page.body, Assessment) or not test.scores:
        return
    for kind, *goal in _unreached(json.dumps(definition(test))):
        if kind == "band":
            yield Problem(_level_place(page, test, *goal), f"no answers lead to the band '{goal[1]}'", _WAY_OUT)
        elif kind == "flag":
            number = [flag.id for flag in test.flags].index(goal[0])
            yield Problem(page.place(f"flags/{number}/when"), f"the flag '{goal[0]}' can never hold", _WAY_OUT)
        else:
            ledger, name, row, column = goal
            message = f"no answers lead to row {row + 1}, column {column + 1} of the table '{name}'"
            place = f"{_rule_key(test, ledger, name)}/table/{row}/{column}"
            yield Problem(page.place(place), message, "Change its steps, or say why with 'unreached: …' beside the table.")


@cache
def _unreached(made: str) -> list[Any]:
    """The search for a definition as JSON; it is long, and its answer stays the same while a preview runs."""
    return list(unreached(json.loads(made)))


def _level_place(page: Page, test: Assessment, score: str, band: str) -> Location:
    number = [bands.score for bands in test.bands].index(score)
    level = [level.id for level in test.bands[number].levels].index(band)
    return page.place(f"bands/{number}/levels/{level}/id")


def _rule_key(test: Assessment, ledger: str, name: str) -> str:
    if not ledger:
        return f"scores/{[score.id for score in test.scores].index(name)}"
    number = [question.id for question in test.ask].index(ledger)
    return f"ask/{number}/row_scores/{[score.id for score in test.ask[number].row_scores].index(name)}"


def bands_without_example(page: Page) -> Iterator[Problem]:
    """A band that no example ends in; scores without any example."""
    if page.form != Assessment.__name__ or not isinstance(test := page.body, Assessment) or not test.scores:
        return
    made = definition(test)
    results: list[Mapping[str, Any]] = [evaluate(made, example.given) for example in test.examples]
    if not results:
        hint = "Add worked answers and what they come to under 'examples'."
        yield Problem(page.place("scores"), "there are scores, and no examples", hint)
        return
    for bands in test.bands:
        shown = {result[f"band.{bands.score}"] for result in results}
        for level in bands.levels:
            if level.id not in shown and not level.unreached:
                hint = f"Add answers under 'examples' that expect band.{bands.score}: {level.id}"
                yield Problem(_level_place(page, test, bands.score, level.id), f"no example ends in the band '{level.id}'", hint)


def misfit_thresholds(site: Site) -> Iterator[Problem]:
    """An industry's band limits for a score or band that is not there, or that do not ascend."""
    tests: dict[str, Assessment | None] = {}
    for page in site.pages.values():
        if page.form != Profile.__name__ or not any(each.startswith("assessments/") for each in page.pointers):
            continue
        thresholds = page.body.thresholds if isinstance(page.body, Profile) else {}
        for name, threshold in thresholds.items():
            if name not in tests:
                tests[name] = _scored(site, name)
            if test := tests[name]:
                yield from _misfits(page, test, threshold)


def _scored(site: Site, name: str) -> Assessment | None:
    """A published assessment that has scores."""
    found = site.page_at(f"assessments/{name}")
    body = found.body if found and found.form == Assessment.__name__ else None
    return body if isinstance(body, Assessment) and body.scores else None


def _misfits(page: Page, test: Assessment, threshold: Threshold) -> Iterator[Problem]:
    levels = {bands.score: bands.levels for bands in test.bands}
    for score, limits in threshold.scores.items():
        place = f"thresholds/{test.id}/scores/{score}"
        if score not in levels:
            yield Problem(page.place(place), f"'{test.id}' has no bands for '{score}'", did_you_mean(score, levels))
            continue
        known = [level.id for level in levels[score]]
        for band in limits:
            if band not in known:
                yield Problem(page.place(f"{place}/{band}"), f"'{score}' has no band '{band}'", did_you_mean(band, known))
        made = next(bands for bands in definition(test)["bands"] if bands["score"] == score)
        starts = [limits.get(level["id"], level["from"]) for level in made["levels"]]
        if starts != sorted(set(starts)):
            yield Problem(page.place(place), f"the bands of '{score}' would not ascend: {', '.join(map(str, starts))}")
