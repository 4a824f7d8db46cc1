"""What each name of an assessment stands for: a number in a unit, an id, or neither. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.model.amount import UNITS
from playbook.model.assessment import Assessment, Column, Question
from playbook.model.scores import AnyScore, Lookup, Points, Tally


@dataclass(frozen=True)
class Noun:
    """What a name stands for."""

    what: str
    """With its article, as messages call it."""
    unit: str | None = None
    """Of a number; None for what is not one."""
    ids: tuple[str, ...] | None = None
    """What `is` may compare it with; None for what has no ids."""


Nouns = dict[str, Noun]


def question_nouns(questions: Sequence[Question]) -> Nouns:
    """What the page's answers stand for, `<ledger>.rows` among them."""
    found: Nouns = {}
    for question in questions:
        found[question.id] = _asked(question)
        if question.kind == "ledger":
            found[f"{question.id}.rows"] = Noun("a number", "count")
    return found


def column_nouns(ledger: Question) -> Nouns:
    """What a row's columns stand for; a choice or tag there is an id."""
    found = {}
    for column in ledger.columns:
        ids = column.tags if column.kind == "tag" else tuple(option.id for option in column.options)
        found[column.id] = Noun(f"a {column.kind}", None, ids) if column.kind in ("tag", "choice") else _asked(column)
    return found


def row_nouns(ledger: Question) -> Nouns:
    """What a row's columns and row scores stand for."""
    found = column_nouns(ledger)
    for score in ledger.row_scores:
        found[score.id] = score_noun(score)
    return found


def score_nouns(score: AnyScore, test: Assessment) -> Nouns:
    """What a score adds to the names: itself, or one for each group or outcome."""
    if isinstance(score, Points) and score.by:
        return {f"{score.id}.{group}": score_noun(score) for group in groups_of(test)}
    if isinstance(score, Tally):
        totals = {f"{score.id}.{outcome.id}": Noun("a number", "count") for outcome in score.outcomes}
        return {score.id: score_noun(score), **totals}
    return {score.id: score_noun(score)}


def all_nouns(test: Assessment) -> Nouns:
    """What every name of the page stands for: answers and scores."""
    found = question_nouns(test.ask)
    for score in test.scores:
        found |= score_nouns(score, test)
    return found


def _asked(asked: Question | Column) -> Noun:
    if asked.kind in UNITS:
        return Noun("a number", asked.kind)
    if asked.kind in ("scale", "level", "multi"):
        return Noun("a number", "count")
    if asked.kind == "choice":
        return Noun("a choice", "count", tuple(option.id for option in asked.options))
    return Noun(f"a {asked.kind}")


def score_noun(score: AnyScore) -> Noun:
    """What one key of a score stands for."""
    if score.rule in ("rank", "tally"):
        return Noun("a list")
    if isinstance(score, Lookup) and not is_number(score):
        return Noun("a text", None, tuple(dict.fromkeys(str(cell) for row in score.table for cell in row)))
    if isinstance(score, Points):
        return Noun("a number", score.show or score.as_ or "count")
    return Noun("a number", score.show or "count")


def is_number(score: Lookup) -> bool:
    """Whether a table holds numbers, not ids."""
    return isinstance(score.table[0][0], int)


def groups_of(test: Assessment) -> list[str]:
    """The groups that have scale questions, in the order in which they appear."""
    return list(dict.fromkeys(asked.group for asked in test.ask if asked.kind == "scale" and asked.group))
