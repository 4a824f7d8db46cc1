"""The context of a self-assessment's paper form: questions, steps, bands, and the worked example. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.page import Page
from playbook.render.assessments import example_of, question_context
from playbook.render.view import View
from playbook.scoring.definition import definition, with_thresholds
from playbook.scoring.evaluate import evaluate
from playbook.scoring.paper import paper
from playbook.scoring.trace import labels_of, trace

Spec = Mapping[str, Any]


def paper_form_context(
    view: View, page: Page, test: Assessment, limits: Mapping[str, Mapping[str, int]] | None = None
) -> dict[str, Any]:
    """Everything that the form prints, in its order; `limits` are a trade's own starts of bands, `{score: {band: from}}`."""
    made = with_thresholds(definition(test, view.site.settings.currency_sign), limits or {})
    sheet = paper(made)
    labels = labels_of(made)
    questions = [
        {**question_context(view, test, asked, entry, page.url), "scale": asked.scale, "steps": _row_steps(sheet, entry)}
        for asked, entry in zip(test.ask, sheet["form"], strict=True)
    ]
    return {
        "heading": test.question,
        "minutes": test.minutes,
        "repeat": test.repeat,
        "blocks": list(_blocks(questions, made)),
        "notes": sheet["notes"] + sheet["keys"],
        "steps": [_step(step, labels) for step in sheet["steps"]],
        "finds": [_find(view, find, made, labels) for find in sheet["finds"]],
        "checks": [check["words"] for check in sheet["checks"]],
        "example": _example(test, made, sheet),
    }


def _blocks(questions: Sequence[dict[str, Any]], made: Spec) -> Iterator[dict[str, Any]]:
    """The questions; those that follow each other on one scale, or that a line answers, as one table."""
    for (kind, _), found in groupby(questions, key=lambda asked: (_form_of(asked), asked["scale"])):
        rows = list(found)
        if kind == "scale":
            yield {"kind": kind, "heads": _heads(rows, made), "groups": _grouped(rows)}
        elif kind == "lines":
            yield {"kind": kind, "rows": rows}
        else:
            yield from ({"kind": kind, "asked": asked} for asked in rows)


def _form_of(asked: Spec) -> str:
    if asked["kind"] == "scale":
        return "scale"
    return "question" if asked["columns"] or asked["options"] else "lines"


def _heads(rows: Sequence[Spec], made: Spec) -> list[dict[str, str]]:
    """The levels of a scale with their points; what some rows leave out stands last."""
    points = [str(each) for each in made["scales"][rows[0]["scale"]]["points"]]
    longest = max((row["options"] for row in rows), key=len)
    return [
        {"label": option["label"], "points": points[index] if index < len(points) else ""} for index, option in enumerate(longest)
    ]


def _grouped(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows under the name of their group."""
    groups: list[dict[str, Any]] = []
    for row in rows:
        if not groups or groups[-1]["title"] != row["group"]:
            groups.append({"title": row["group"], "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _row_steps(sheet: Spec, entry: Spec) -> list[str]:
    """The letters of the steps that are worked out in each row of a ledger."""
    return [step["letter"] for step in sheet["steps"] if step.get("row_of") == entry["number"]]


def _step(step: Spec, labels: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
    words = step["words"].removeprefix(f"{step['letter']}. ")
    return {"letter": step["letter"], "words": words, "label": labels[step["id"]][0], "in_rows": "row_of" in step}


def _find(view: View, find: Spec, made: Spec, labels: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
    """A score's bands: from where to where, what they are called, what to do."""
    levels = next(bands["levels"] for bands in made["bands"] if bands["score"] == find["score"])
    rows = [
        {
            "range": words,
            "label": level["label"],
            "say": level["say"],
            "see": [page.label for page in view.site.pages_at(level.get("do", ()))],
        }
        for words, level in zip(find["ranges"], levels, strict=True)
    ]
    return {"letter": find["letter"], "label": labels[find["score"]][0], "levels": rows}


def _example(test: Assessment, made: Spec, sheet: Spec) -> dict[str, Any] | None:
    """The first worked example with what each of its steps comes to."""
    example = example_of(test)
    if example is None:
        return None
    given = test.examples[0].given
    letters = {step["id"]: step["letter"] for step in sheet["steps"]}
    results = [{**entry, "letter": letters[entry["id"]]} for entry in trace(made, given) if entry["id"] in letters]
    result = evaluate(made, given)
    bands = [
        {"letter": letters[bands["score"]], "label": level["label"]}
        for bands in made.get("bands", ())
        for level in bands["levels"]
        if level["id"] == result[f"band.{bands['score']}"]
    ]
    turns = [flag for flag in made.get("flags", ()) if flag["id"] in result["flags"] and flag.keys() & {"cap", "lift", "hide"}]
    flags = [flag["say"] for flag in turns]
    return {**example, "results": results, "bands": bands, "flags": flags}
