"""The context of a self-assessment's blank form. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.model.assessment import Assessment, Column, Question
from playbook.model.page import Page
from playbook.model.source import relative_url
from playbook.render.lens import thresholds
from playbook.render.templates import json_data
from playbook.render.view import View
from playbook.scoring.definition import definition
from playbook.scoring.paper import paper

_UNITS = {"percent": "%", "hours": "h"}


def assessment_context(view: View, page: Page, test: Assessment) -> dict[str, Any]:
    """Every question as it is asked on paper."""
    made = definition(test, view.site.settings.currency_sign)
    sheet, own = paper(made), thresholds(view, page, test, made)
    return {
        "question": test.question,
        "minutes": test.minutes,
        "repeat": test.repeat,
        "form": [question_context(view, test, *pair, page.url) for pair in zip(test.ask, sheet["form"], strict=True)],
        "data": json_data(_embedded(view, test, page, made) | {"thresholds": {each["id"]: each["scores"] for each in own}}),
        "thresholds": own,
        "hand": _by_hand(sheet),
        "example": example_of(test),
    }


def _embedded(view: View, test: Assessment, page: Page, made: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's script needs: the definition, how often to repeat it, and where advice leads."""
    wanted = {link.target for link in page.links}
    links = {
        name: {"title": found.title, "url": relative_url(found.url, page.url)}
        for name in sorted(wanted)
        if (found := view.site.page_at(name))
    }
    return {"definition": made, "repeat": test.repeat, "links": links}


def _by_hand(made: Mapping[str, Any]) -> dict[str, Any]:
    """The steps that score the sheet on paper, and what they find."""
    lines = {name: [each["words"] for each in made[name]] for name in ("steps", "finds", "checks")}
    return {**lines, "notes": made["notes"] + made["keys"]}


def question_context(view: View, test: Assessment, question: Question, entry: Mapping[str, Any], start: str) -> dict[str, Any]:
    """A question as a blank form asks it."""
    helpers = view.site.pages_at(question.do)
    return {
        "id": question.id,
        "number": entry["number"],
        "kind": question.kind,
        "label": question.label,
        "hint": question.hint or "",
        "why": question.why or "",
        "group": test.groups.get(question.group or "", ""),
        "unit": _unit(view, question.kind),
        "condition": f"{entry['only']}." if "only" in entry else "",
        "options": _options(test, question),
        "most": question.max,
        "columns": [_column(view, test, column) for column in question.columns],
        "rows": list(range(1, question.paper_rows + 1)),
        "least": question.min_rows,
        "row_label": question.row_label,
        "help": [{"title": page.title, "url": relative_url(page.url, start)} for page in helpers],
    }


def _options(test: Assessment, asked: Question) -> list[dict[str, str]]:
    """What may be ticked: a level by its position, an option by its id."""
    levels = test.scales.get(asked.scale or "", ())
    found = [{"value": str(position), "label": level.label} for position, level in enumerate(levels)]
    found += [{"value": option.id, "label": option.label} for option in asked.options]
    return [*found, {"value": "na", "label": "Does not apply to me"}] if asked.allow_na else found


def _unit(view: View, kind: str) -> str:
    """What a number counts, as the reader writes it."""
    return view.site.settings.currency_sign if kind == "money" else _UNITS.get(kind, "")


def _column(view: View, test: Assessment, column: Column) -> dict[str, Any]:
    """A column's heading, with the choices that fit into its cells as numbers."""
    choices: list[str] = []
    if column.kind == "level" and column.scale in test.scales:
        choices = [f"{level.points} {level.label}" for level in test.scales[column.scale]]
    elif column.kind in ("choice", "tag"):
        choices = [option.label for option in column.options] or [tag.replace("-", " ") for tag in column.tags]
    unit = _unit(view, column.kind)
    number = column.kind in ("count", "percent", "money", "hours", "level")
    return {
        "kind": column.kind,
        "label": column.label,
        "hint": column.hint or "",
        "unit": "" if unit in column.label else unit,
        "choices": choices,
        "number": number,
    }


def example_of(test: Assessment) -> dict[str, Any] | None:
    """The first worked example, as a person would read it out."""
    if not test.examples:
        return None
    example = test.examples[0]
    rows = [_given(test, asked, example.given[asked.id]) for asked in test.ask if asked.id in example.given]
    return {"name": example.name, "rows": rows}


def _given(test: Assessment, asked: Question, answer: Any) -> dict[str, Any]:
    """An answer in words; a ledger's as heads and lines, the columns that nobody filled in left out."""
    if asked.kind != "ledger":
        return {"label": asked.label, "text": _said(test, asked, answer), "lines": []}
    used = [column for column in asked.columns if any(column.id in row for row in answer)]
    lines = [[_said(test, column, row.get(column.id, "–")) for column in used] for row in answer]
    return {"label": asked.label, "text": "", "heads": [column.label for column in used], "lines": lines}


def _said(test: Assessment, asked: Question | Column, answer: Any) -> str:
    if isinstance(answer, list):
        return "; ".join(_said(test, asked, each) for each in answer)
    if isinstance(answer, int) and asked.scale in test.scales and 0 <= answer < len(test.scales[asked.scale]):
        return test.scales[asked.scale][answer].label
    labels = {option.id: option.label for option in asked.options}
    return labels.get(str(answer), "Does not apply" if answer == "na" else str(answer))
