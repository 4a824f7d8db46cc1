"""A YAML source → an Assessment, with every mistake that the file alone shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.load.located import Document, Path, read_yaml
from playbook.load.naming import Scope, condition_problems, repeated
from playbook.load.results import example_problems, lowest_problems, result_problems
from playbook.load.schema import place_of, validate
from playbook.load.scores import score_problems
from playbook.model.amount import UNITS
from playbook.model.assessment import Assessment, Column, Question
from playbook.model.scores import Tally
from playbook.model.source import SourceFile
from playbook.problems import Problem, did_you_mean
from playbook.scoring.definition import asked_definition
from playbook.scoring.names import question_nouns
from playbook.scoring.reading import value_reader
from playbook.scoring.values import number

RESERVED = ("flags", "focus", "band")
"""Keys of the result that no question or score may have."""


def read_assessment(source: SourceFile) -> tuple[Assessment | None, list[Problem]]:
    """An assessment, wherever the file lies, and what is wrong in it; None where it cannot be scored."""
    document = read_yaml(source)
    test, problems = validate(Assessment, document) if document.data is not None or not document.problems else (None, [])
    problems = [*document.problems, *problems]
    if test is None:
        return None, problems
    wrong, sound = assessment_problems(document, test)
    return test if sound else None, [*problems, *wrong]


def assessment_problems(document: Document, test: Assessment) -> tuple[list[Problem], bool]:
    """Everything wrong inside one assessment, and whether it can be scored: its names and units are right."""
    problems = _structure_problems(document, test)
    if problems:
        return problems, False
    return [*lowest_problems(document, test), *example_problems(document, test)], True


def _structure_problems(document: Document, test: Assessment) -> list[Problem]:
    problems = [*_id_problems(document, test), *_scale_problems(document, test)]
    for index, question in enumerate(test.ask):
        problems += _question_problems(document, test, index, question)
    return [*problems, *score_problems(document, test), *result_problems(document, test)]


def questions_only(test: Assessment) -> Assessment:
    """An assessment that cannot be scored, without what would have to be."""
    nothing = dict.fromkeys(("scores", "bands", "flags", "checks", "views", "examples"), ())
    return test.model_copy(update={**nothing, "focus": None})


def _id_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    """Ids are used once among questions, scores and flags; columns and row scores once in their ledger."""
    page: dict[Path, str] = {
        (name, index, "id"): each.id for name in ("ask", "scores", "flags") for index, each in enumerate(getattr(test, name))
    }
    yield from repeated(document, page)
    for path, name in page.items():
        if name in RESERVED:
            yield Problem(place_of(document, *path), f"the id '{name}' is kept for the result", "Choose another word.")
    for index, question in enumerate(test.ask):
        parts = ("columns", "row_scores")
        yield from repeated(
            document, {("ask", index, part, at, "id"): each.id for part in parts for at, each in enumerate(getattr(question, part))}
        )
        yield from repeated(document, {("ask", index, "options", at, "id"): each.id for at, each in enumerate(question.options)})


def _scale_problems(document: Document, test: Assessment) -> Iterator[Problem]:
    for name, levels in test.scales.items():
        if max(level.points for level in levels) <= 0:
            yield Problem(
                place_of(document, "scales", name), f"no level of '{name}' gives points", "Give the best level more than 0."
            )


def _question_problems(document: Document, test: Assessment, index: int, question: Question) -> Iterator[Problem]:
    """Names inside a question that the assessment does not define: its scale, its group, earlier questions, outcomes."""
    for name, known in (("scale", set(test.scales)), ("group", set(test.groups))):
        said = getattr(question, name)
        if said is not None and said not in known:
            yield Problem(place_of(document, "ask", index, name), f"no {name} '{said}' here", did_you_mean(said, known))
    for position, column in enumerate(question.columns):
        path = ("ask", index, "columns", position)
        if column.scale is not None and column.scale not in test.scales:
            where = place_of(document, *path, "scale")
            yield Problem(where, f"no scale '{column.scale}' here", did_you_mean(column.scale, test.scales))
        yield from _stand_in_problems(document, test, path, column)
    yield from _stand_in_problems(document, test, ("ask", index), question)
    earlier = Scope(question_nouns(test.ask[:index]), "no earlier question")
    yield from condition_problems(document, ("ask", index, "when"), question.when, earlier)
    yield from _vote_problems(document, test, index, question)


def _stand_in_problems(document: Document, test: Assessment, path: Path, asked: Question | Column) -> Iterator[Problem]:
    """Defaults and `missing` that could not be an answer."""
    if asked.missing is not None and asked.kind in UNITS and number(asked.missing, asked.kind, signed=asked.signed) is None:
        yield Problem(place_of(document, *path, "missing"), f"'{asked.missing}' cannot be read as {asked.kind}")
    if asked.default is None or (asked.scale is not None and asked.scale not in test.scales):
        return
    where = place_of(document, *path, "default")
    if asked.kind == "ledger":
        if not isinstance(asked.default, tuple):
            yield Problem(where, "the default of a ledger is a list of rows")
    elif asked.kind == "tag":
        if asked.default not in asked.tags:
            yield Problem(where, f"no tag '{asked.default}'", did_you_mean(str(asked.default), asked.tags))
    elif asked.kind not in ("text", "date"):
        scales = {name: {"points": [level.points for level in levels]} for name, levels in test.scales.items()}
        default = list(asked.default) if isinstance(asked.default, tuple) else asked.default
        if value_reader(asked_definition(asked), scales)(default) is None:
            hint = "Count the levels from 0." if asked.kind in ("scale", "level") else ""
            yield Problem(where, f"the default '{asked.default}' is no answer to a {asked.kind}", hint)


def _vote_problems(document: Document, test: Assessment, index: int, question: Question) -> Iterator[Problem]:
    outcomes = {outcome.id for score in test.scores if isinstance(score, Tally) for outcome in score.outcomes}
    for position, option in enumerate(question.options):
        for name in option.votes:
            where = place_of(document, "ask", index, "options", position, "votes", name)
            if question.kind != "choice":
                yield Problem(where, f"only the options of a choice vote, and '{question.id}' is a {question.kind}")
            elif name not in outcomes:
                yield Problem(where, f"no outcome '{name}'", did_you_mean(name, outcomes))
