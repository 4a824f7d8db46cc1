"""The whole paper form as plain text: the questions, then the scoring by hand. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.model.assessment import Assessment, Question
from playbook.scoring.paper import paper

_UNITS = {"percent": " %", "hours": " hours"}


def paper_text(made: Mapping[str, Any], test: Assessment) -> str:
    """The form of an assessment, and the scoring by its definition (which may have an industry's limits)."""
    sheet, sign = paper(made), made.get("sign", "")
    lines = [test.title, "", test.question, ""]
    for asked, entry in zip(test.ask, sheet["form"], strict=True):
        lines += [*_question(asked, entry, test, sign), ""]
    if sheet["steps"]:
        lines += ["Scoring by hand", "", *sheet["notes"], *sheet["keys"], ""]
        lines += [step["words"] for step in sheet["steps"]]
        lines += [each["words"] for each in (*sheet["finds"], *sheet["checks"])]
    return "\n".join(lines).rstrip() + "\n"


def _question(asked: Question, entry: Mapping[str, Any], test: Assessment, sign: str) -> Iterator[str]:
    yield f"{entry['number']}. {asked.label}"
    if asked.when is not None:
        yield f"   {entry['only']}"
    if asked.hint:
        yield f"   {asked.hint}"
    if asked.max:
        yield f"   Choose at most {asked.max}."
    labels = [level.label for level in test.scales[asked.scale]] if asked.scale else [option.label for option in asked.options]
    if asked.kind == "ledger":
        heads = " | ".join(f"{column.label}{_unit(column.kind, sign)}" for column in asked.columns)
        yield f"   | {heads} |"
        yield from [f"   |{' |' * len(asked.columns)}"] * asked.paper_rows
    elif labels:
        yield from (f"   [ ] {label}" for label in [*labels, *(["Does not apply to me"] if asked.allow_na else [])])
    else:
        yield f"   {sign if asked.kind == 'money' else ''}______{_UNITS.get(asked.kind, '')}"


def _unit(kind: str, sign: str) -> str:
    unit = sign if kind == "money" else _UNITS.get(kind, "").strip()
    return f" ({unit})" if unit else ""
