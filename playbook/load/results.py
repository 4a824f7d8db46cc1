"""Bands, flags, remarks, views and examples of an assessment. Each mistake with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.load.located import Document
from playbook.load.naming import Scope, amount_problems, ascending_problems, condition_problems, name_problems, noun_of
from playbook.load.schema import place_of
from playbook.model.assessment import Assessment
from playbook.model.results import Bands
from playbook.problems import Problem, did_you_mean
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import evaluate
from playbook.scoring.names import all_nouns, row_nouns, score_nouns
from playbook.scoring.ranges import ranges
from playbook.scoring.values import LIMIT, printed, stored


def result_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    """What does not resolve or fit in bands, flags, remarks, focus and views."""
    nouns = {name: noun for score in test.scores for name, noun in score_nouns(score, test).items()}
    for index, bands in enumerate(test.bands):
        scope = Scope(nouns, "no score")
        wrong = list(name_problems(document, ("bands", index, "score"), bands.score, scope, number=True))
        yield from wrong
        if not wrong and bands.score in [each.score for each in test.bands[:index]]:
            yield Problem(place_of(document, "bands", index, "score"), f"'{bands.score}' has bands already")
        yield from _level_problems(document, index, bands, scope)
    yield from _flag_problems(document, test)
    yield from _remark_problems(document, test)
    if test.focus and not any(question.kind == "scale" for question in test.ask):
        yield Problem(place_of(document, "focus"), "there are no scale questions to focus on")
    yield from _view_problems(document, test)


def _level_problems(document: Document, index: int, bands: Bands, scope: Scope) -> Iterator[Problem]:
    path = ("bands", index, "levels")
    said: dict[str, str] = {}
    for position, level in enumerate(bands.levels):
        unit = noun_of(scope, bands.score).unit
        yield from amount_problems(document, (*path, position, "from"), level.from_, bands.score, unit)
        if level.id in [each.id for each in bands.levels[:position]]:
            yield Problem(place_of(document, *path, position, "id"), f"the band '{level.id}' stands here twice")
        if (key := level.say.casefold()) in said:
            where = place_of(document, *path, position, "say")
            yield Problem(
                where, f"'{level.id}' has the same advice as '{said[key]}'", "Say what this reader should do differently."
            )
        said.setdefault(key, level.id)
    yield from ascending_problems(document, path, [level.from_ for level in bands.levels], tail=("from",))


def _flag_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    scope = Scope(all_nouns(test), "no question or score")
    levels = {bands.score: [level.id for level in bands.levels] for bands in test.bands if bands.score in scope.nouns}
    for index, flag in enumerate(test.flags):
        path = ("flags", index)
        yield from condition_problems(document, (*path, "when"), flag.when, scope)
        limits = [((*path, key, score), score, band) for key in ("cap", "lift") for score, band in getattr(flag, key).items()]
        hidden = [((*path, "hide", place), score, None) for place, score in enumerate(flag.hide)]
        for where, score, band in [*limits, *hidden]:
            if score not in levels:
                yield Problem(place_of(document, *where), f"no bands for '{score}'", did_you_mean(score, levels))
            elif band is not None and band not in levels[score]:
                yield Problem(place_of(document, *where), f"'{score}' has no band '{band}'", did_you_mean(band, levels[score]))


def _remark_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    ledgers = {question.id: question for question in test.ask if question.kind == "ledger"}
    for index, check in enumerate(test.checks):
        path = ("checks", index)
        if check.each is None:
            scope = Scope(all_nouns(test), "no question or score")
        elif check.each in ledgers:
            scope = Scope(row_nouns(ledgers[check.each]), f"no column of '{check.each}' is called")
        else:
            yield Problem(place_of(document, *path, "each"), f"no ledger '{check.each}'", did_you_mean(check.each, ledgers))
            continue
        yield from condition_problems(document, (*path, "when"), check.when, scope)


def _view_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    groups = max((len(score_nouns(score, test)) for score in test.scores if getattr(score, "by", None) == "group"), default=0)
    needs = {
        "band": (bool(test.bands), "needs 'bands'"),
        "bars": (groups > 0, "needs a 'points' score 'by: group'"),
        "radar": (5 <= groups <= 8, f"needs 5 to 8 groups, and there are {groups}"),
        "ledger-bars": (any(question.kind == "ledger" for question in test.ask), "needs a ledger"),
        "trend": (bool(test.scores), "needs 'scores'"),
    }
    for index, view in enumerate(test.views):
        met, need = needs[view]
        if not met:
            yield Problem(place_of(document, "views", index), f"the view '{view}' {need}")


def lowest_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    """First bands that start above the lowest possible score."""
    found = ranges(definition(test))
    shows = {name: noun.unit for name, noun in all_nouns(test).items()}
    for index, bands in enumerate(test.bands):
        low, start = found[bands.score][0], stored(bands.levels[0].from_) or 0
        if start > low:
            name = printed(low, shows[bands.score])
            message = f"'{bands.score}' can be lower than its first band's start: "
            floor = "keep it up with 'floor' in an 'add' rule."
            if low == 1 - LIMIT:
                message, hint = f"{message}it has no lowest value", floor.capitalize()
            else:
                message, hint = f"{message}down to {name}", f"Start there, or {floor}"
            yield Problem(place_of(document, "bands", index, "levels", 0, "from"), message, hint)


def example_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    """Examples that name what is not asked, or do not come to what they say."""
    made = definition(test)
    asked = {question.id: question for question in test.ask}
    for index, example in enumerate(test.examples):
        path = ("examples", index)
        for name, given in example.given.items():
            if name not in asked:
                yield Problem(document.keys[*path, "given", name], f"no question '{name}'", did_you_mean(name, asked))
            elif asked[name].kind == "ledger" and isinstance(given, list):
                columns = [column.id for column in asked[name].columns]
                yield from _row_problems(document, (*path, "given", name), given, columns)
        result = evaluate(made, example.given)
        for key, expected in example.expect.items():
            yield from _expectation_problems(document, (*path, "expect", key), result, expected)


def _row_problems(document: Document, path: tuple[str | int, ...], rows: list[Any], columns: list[str]) -> Iterator[Problem]:
    for number, row in enumerate(rows):
        for name in row if isinstance(row, Mapping) else ():
            if name not in columns:
                yield Problem(document.keys[*path, number, name], f"no column '{name}'", did_you_mean(name, columns))


def _expectation_problems(
    document: Document, path: tuple[str | int, ...], result: Mapping[str, Any], expected: Any
) -> Iterator[Problem]:
    key = str(path[-1])
    if key not in result:
        yield Problem(document.keys[path], f"the result has no '{key}'", did_you_mean(key, result))
    elif result[key] != expected:
        said, scored = _plain(expected), _plain(result[key])
        yield Problem(place_of(document, *path), f"'{key}' should be {said}, but is {scored}", "Mend the example, or the rule.")


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return "unknown" if value is None else str(value)
