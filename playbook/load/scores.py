"""The rules of an assessment: their names, units and steps. Each mistake with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playbook.load.calculations import Rule, alike_problems, calculating_problems, operand_problems, show_problem
from playbook.load.located import Document
from playbook.load.naming import Scope, condition_problems, name_problems, noun_of, same_unit
from playbook.load.schema import place_of
from playbook.model.amount import PLAIN
from playbook.model.assessment import Assessment
from playbook.model.scores import AnyScore, Count, Least, Match, Points, Rank, Sum, Tally
from playbook.problems import Problem, did_you_mean
from playbook.scoring.names import column_nouns, question_nouns, row_nouns, score_noun, score_nouns


def score_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    """Everything wrong with row scores and scores."""
    answers = question_nouns(test.ask)
    for index, ledger in enumerate(test.ask):
        known = column_nouns(ledger) if ledger.columns else {}
        page = {name: noun for name, noun in answers.items() if not name.endswith(".rows")}
        for position, score in enumerate(ledger.row_scores):
            later = [each.id for each in ledger.row_scores[position:]]
            rule = Rule(document, ("ask", index, "row_scores", position), Scope({**page, **known}, "no column or answer", later))
            yield from calculating_problems(rule, score)
            known[score.id] = score_noun(score)
    nouns = dict(answers)
    for index, each in enumerate(test.scores):
        later = [name for later in test.scores[index:] for name in score_nouns(later, test)]
        rule = Rule(document, ("scores", index), Scope(nouns, "no question or earlier score", later))
        yield from _any_problems(rule, each, test)
        nouns = {**nouns, **score_nouns(each, test)}


def _any_problems(rule: Rule, score: AnyScore, test: Assessment) -> Iterator[Problem]:
    match score:
        case Points():
            yield from _points_problems(rule, score, test)
        case Sum() | Count():
            yield from _column_problems(rule, score, test)
        case Least():
            yield from alike_problems(rule, score, {("of", index): ref for index, ref in enumerate(score.of)})
        case Rank():
            yield from _rank_problems(rule, score, test)
        case Match():
            yield from _match_problems(rule, score, test)
        case Tally():
            yield from _tally_problems(rule, score, test)
        case _:
            yield from calculating_problems(rule, score)


def _points_problems(rule: Rule, score: Points, test: Assessment) -> Iterator[Problem]:
    asked = [question for question in test.ask if question.kind == "scale"]
    where = place_of(rule.document, *rule.path)
    if not asked:
        yield Problem(where, "there are no scale questions to give points")
    elif score.by and not any(question.group for question in asked):
        yield Problem(where, "no scale question has a group")
    elif score.need > len(asked):
        yield Problem(
            place_of(rule.document, *rule.path, "need"), f"'{score.id}' needs {score.need} answers, and {len(asked)} can be given"
        )
    if score.show in ("money", "hours"):
        yield show_problem(rule, score, score.as_ or "count", "the points are")
    for name in score.labels:
        if name not in test.groups:
            yield Problem(
                place_of(rule.document, *rule.path, "labels", name), f"no group '{name}'", did_you_mean(name, test.groups)
            )


def _ledger_scope(rule: Rule, test: Assessment, name: str, *path: str) -> tuple[Scope | None, list[Problem]]:
    """What a row of a ledger can name; None, with the problem, where there is no such ledger."""
    ledgers = {question.id: question for question in test.ask if question.kind == "ledger"}
    if name in ledgers:
        return Scope(row_nouns(ledgers[name]), f"no column of '{name}' is called"), []
    return None, [Problem(place_of(rule.document, *rule.path, *path), f"no ledger '{name}'", did_you_mean(name, ledgers))]


def _column_problems(rule: Rule, score: Sum | Count, test: Assessment) -> Iterator[Problem]:
    name, column = score.of.split(".")
    scope, wrong = _ledger_scope(rule, test, name, "of")
    yield from wrong
    if scope is None:
        return
    summed = isinstance(score, Sum)
    wrong = list(name_problems(rule.document, (*rule.path, "of"), column, scope, number=summed))
    yield from wrong
    unit = noun_of(scope, column).unit
    if summed and not wrong and unit and not same_unit(unit, score.show or "count"):
        yield show_problem(rule, score, unit, f"'{score.of}' is")
    if not summed and score.show not in (None, *PLAIN):
        yield show_problem(rule, score, "count", "a number of rows is")
    yield from condition_problems(rule.document, (*rule.path, "where"), score.where, scope)


def _rank_problems(rule: Rule, score: Rank, test: Assessment) -> Iterator[Problem]:
    scope, wrong = _ledger_scope(rule, test, score.of, "of")
    yield from wrong
    if scope is not None:
        yield from operand_problems(replace(rule, scope=scope), "by", *(["then"] if score.then else []), score=score)


def _match_problems(rule: Rule, score: Match, test: Assessment) -> Iterator[Problem]:
    for side in ("left", "right"):
        scope, wrong = _ledger_scope(rule, test, getattr(score, side), side)
        yield from wrong
        if scope is not None:
            wrong = list(name_problems(rule.document, (*rule.path, "on"), score.on, scope))
            yield from wrong
            if not wrong and noun_of(scope, score.on).ids is None:
                message = f"'{score.on}' is {noun_of(scope, score.on).what}: only tags and choices can match"
                yield Problem(place_of(rule.document, *rule.path, "on"), message)
            yield from condition_problems(rule.document, (*rule.path, f"{side}_where"), getattr(score, f"{side}_where"), scope)


def _tally_problems(rule: Rule, score: Tally, test: Assessment) -> Iterator[Problem]:
    outcomes = [outcome.id for outcome in score.outcomes]
    ballots = [
        {name for option in question.options for name in option.votes if name in outcomes}
        for question in test.ask
        if question.kind == "choice"
    ]
    voting = sum(bool(ballot) for ballot in ballots)
    for index, name in enumerate(outcomes):
        where = place_of(rule.document, *rule.path, "outcomes", index)
        if name in outcomes[:index]:
            yield Problem(where, f"the outcome '{name}' stands here twice")
        elif not any(name in ballot for ballot in ballots):
            yield Problem(where, f"no option votes for '{name}'", f"Add 'votes: {{{name}: 1}}' to an option of a choice question.")
    if voting < score.need:
        yield Problem(
            place_of(rule.document, *rule.path, "need"), f"'{score.id}' needs {score.need} votes, and {voting} can be given"
        )
    if score.top > len(outcomes):
        yield Problem(place_of(rule.document, *rule.path, "top"), f"asks for the first {score.top} of {len(outcomes)} outcomes")
