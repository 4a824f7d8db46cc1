"""The context of a self-assessment's blank form. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.model.assessment import Assessment, Column, Question
from playbook.model.page import Page
from playbook.model.scores import Condition
from playbook.model.source import relative_url
from playbook.render.view import View

_UNITS = {"percent": "%", "hours": "h"}
_COMPARED = {"at_least": "is {} or more", "below": "is under {}", "above": "is over {}", "is": "is {}"}


def assessment_context(view: View, page: Page, test: Assessment) -> dict[str, Any]:
    """Every question as it is asked on paper."""
    numbers = {question.id: number for number, question in enumerate(test.ask, 1)}
    return {
        "question": test.question,
        "minutes": test.minutes,
        "repeat": test.repeat,
        "form": [_question(view, test, question, numbers, page.url) for question in test.ask],
    }


def _question(view: View, test: Assessment, question: Question, numbers: Mapping[str, int], start: str) -> dict[str, Any]:
    helpers = view.site.pages_at(question.do)
    return {
        "id": question.id,
        "number": numbers[question.id],
        "kind": question.kind,
        "label": question.label,
        "hint": question.hint or "",
        "why": question.why or "",
        "group": test.groups.get(question.group or "", ""),
        "unit": _unit(view, question.kind),
        "condition": _condition(test, question.when, numbers) if question.when else "",
        "options": _options(test, question),
        "most": question.max,
        "columns": [_column(view, test, column) for column in question.columns],
        "rows": list(range(1, question.paper_rows + 1)),
        "row_label": question.row_label,
        "help": [{"title": page.title, "url": relative_url(page.url, start)} for page in helpers],
    }


def _options(test: Assessment, asked: Question) -> list[str]:
    levels = [level.label for level in test.scales[asked.scale]] if asked.scale in test.scales else []
    labels = levels or [option.label for option in asked.options]
    return [*labels, "Does not apply to me"] if asked.allow_na else labels


def _unit(view: View, kind: str) -> str:
    """What a number counts, as the reader writes it."""
    if kind == "money":
        return view.site.settings.currency_sign
    return _UNITS.get(kind, "")


def _column(view: View, test: Assessment, column: Column) -> dict[str, Any]:
    """A column's heading, with the choices that fit into its cells as numbers."""
    choices: list[str] = []
    if column.kind == "level" and column.scale in test.scales:
        choices = [f"{level.points} {level.label}" for level in test.scales[column.scale]]
    elif column.kind in ("choice", "tag"):
        choices = [option.label for option in column.options] or [tag.replace("-", " ") for tag in column.tags]
    number = column.kind in ("count", "percent", "money", "hours", "level")
    return {
        "label": column.label,
        "hint": column.hint or "",
        "unit": _unit(view, column.kind),
        "choices": choices,
        "number": number,
    }


def _condition(test: Assessment, when: Condition, numbers: Mapping[str, int]) -> str:
    """When a question is asked, in words: only if the answer to 3 is 60 or more."""
    by_id = {question.id: question for question in test.ask}
    parts = []
    for ref, comparison in when.items():
        name = ref.removesuffix(".rows")
        labels = {option.id: f"“{option.label}”" for option in by_id[name].options} if name in by_id else {}
        for word, bound in comparison.items():
            parts.append(f"your answer to {numbers.get(name, name)} " + _COMPARED[word].format(labels.get(str(bound), bound)))
    return f"Only if {' and '.join(parts)}."
