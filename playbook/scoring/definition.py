"""An assessment → its definition: plain data, resolved, as the page embeds it and both scorers read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from playbook.model.amount import SCALE, unit_of
from playbook.model.assessment import Assessment, Column, Question
from playbook.model.conditions import Condition
from playbook.model.scores import AnyScore, Lookup, Points, Ratio, Scale, Tally
from playbook.scoring.names import Nouns, all_nouns, groups_of, is_number, row_nouns
from playbook.scoring.values import number, stored

_AMOUNTS = ("over", "floor")
_STEPS = ("row_steps", "col_steps")
_WHERES = ("where", "left_where", "right_where")
_WORDS = ("why", "hint", "paper_rows", "min_rows", "options", "columns", "row_scores", "missing", "when", "do", "optional")


def definition(test: Assessment, sign: str = "") -> dict[str, Any]:
    """The definition: amounts in stored units, conditions as `[ref, op, bound]`, defaults written out where rules need them.

    `sign` is the currency's, for words about money.
    """
    nouns = all_nouns(test)
    made = {
        "schema": test.format,
        "id": test.id,
        "version": test.version,
        "title": test.title,
        "sign": sign,
        "scales": {
            name: {"points": [level.points for level in levels], "labels": [level.label for level in levels]}
            for name, levels in test.scales.items()
        },
        "ask": [_question(question, test, nouns) for question in test.ask],
        "scores": [_score(score, test, nouns) for score in test.scores],
        "bands": [{"score": each.score, "levels": [_plain_level(level) for level in each.levels]} for each in test.bands],
        "flags": [_with_condition(flag.model_dump(exclude_defaults=True), flag.when) for flag in test.flags],
        "checks": [_with_condition(check.model_dump(exclude_defaults=True), check.when) for check in test.checks],
        "focus": test.focus and {"lowest": test.focus.lowest},
        "views": list(test.views),
    }
    return {key: value for key, value in made.items() if value or key == "scores"}


def in_words(name: str) -> str:
    """An id as a person would write it: `minutes_all` is “Minutes all”."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def _plain_level(level: Any) -> dict[str, Any]:
    made = {"from": stored(level.from_), "id": level.id, "tone": level.tone, "label": level.label or in_words(level.id)}
    made["say"] = level.say
    return {**made, **({"do": list(level.do)} if level.do else {}), **({"unreached": level.unreached} if level.unreached else {})}


def _listed(value: Any) -> Any:
    """Tuples as lists, all the way down."""
    if isinstance(value, Mapping):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value


def _with_condition(made: dict[str, Any], when: Condition) -> dict[str, Any]:
    return {**_listed(made), "when": comparisons(when)}


def comparisons(when: Condition) -> list[list[Any]]:
    """`{ref: {op: bound}}` as `[[ref, op, bound]]`; amounts in stored units."""
    return [[ref, op, _bound(op, bound)] for ref, each in when.items() for op, bound in each.items()]


def _bound(op: str, bound: int | str) -> int | str:
    if op == "is" or (isinstance(bound, str) and unit_of(bound) is None):
        return bound
    found = stored(bound)
    return bound if found is None else found


def asked_definition(asked: Question | Column) -> dict[str, Any]:
    """A question or column: what both scorers read, and its label."""
    made: dict[str, Any] = _listed(asked.model_dump(exclude_defaults=True, exclude=set(_WORDS)))
    if asked.missing is not None:
        made["missing"] = number(asked.missing, asked.kind, signed=asked.signed) if asked.kind in SCALE else None
    if asked.options:
        made["options"] = [_listed(option.model_dump(exclude_defaults=True)) for option in asked.options]
    return made


def _question(asked: Question, test: Assessment, nouns: Nouns) -> dict[str, Any]:
    made = asked_definition(asked)
    if asked.when is not None:
        made["when"] = comparisons(asked.when)
    if asked.columns:
        made["columns"] = [asked_definition(column) for column in asked.columns]
    if asked.row_scores:
        seen = {**nouns, **row_nouns(asked)}
        made["row_scores"] = [_score(score, test, seen) for score in asked.row_scores]
    return made


def _factor(made: Mapping[str, Any], nouns: Nouns) -> list[int]:
    """What a quotient or product of written amounts (hours, not minutes) is multiplied with, as a fraction in lowest terms."""

    def size(ref: str) -> int:
        return SCALE.get(nouns[ref].unit or "count", 1) if ref in nouns else 1

    if made["rule"] == "ratio":
        exact = Fraction(made["times"] * size(made["part"]), size(made["whole"]) * SCALE[made["show"]])
    else:
        exact = Fraction(size(made["value"]) * size(made["by"]), made["over"] * SCALE[made["show"]])
    return [exact.numerator, exact.denominator]


def _score(score: AnyScore, test: Assessment, nouns: Nouns) -> dict[str, Any]:
    made: dict[str, Any] = _listed(score.model_dump(by_alias=True, exclude_none=True, exclude={"labels"}))
    made["label"] = score.label or in_words(score.id)
    made |= {key: stored(made[key]) for key in _AMOUNTS if key in made}
    made |= {key: [stored(each) for each in made[key]] for key in _STEPS if key in made}
    made |= {key: comparisons(made[key]) for key in _WHERES if key in made}
    if "steps" in made:
        made["steps"] = [[stored(start), points] for start, points in made["steps"]]
    if isinstance(score, Points):
        made.pop("by", None)
        made["show"] = score.show or score.as_ or "count"
        if score.by:
            made["groups"] = {
                group: score.labels.get(group) or test.groups.get(group) or in_words(group) for group in groups_of(test)
            }
    elif isinstance(score, Tally):
        made["outcomes"] = [
            {"id": each.id, "label": each.label or in_words(each.id)}
            | ({"say": each.say} if each.say else {})
            | ({"do": list(each.do)} if each.do else {})
            for each in score.outcomes
        ]
    elif isinstance(score, Lookup) and not is_number(score):
        cells = dict.fromkeys(str(cell) for row in score.table for cell in row)
        made["labels"] = {cell: score.labels.get(cell) or in_words(cell) for cell in cells}
    elif score.rule != "rank":
        made["show"] = score.show or "count"
    if isinstance(score, Ratio | Scale):
        made["factor"] = _factor(made, nouns)
    return {key: value for key, value in made.items() if value != [] or key == "groups"}


def with_thresholds(made: Mapping[str, Any], scores: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The definition with other starts of bands, as an industry's profile has them: `{score: {band: from}}`."""
    bands = [
        {
            **each,
            "levels": [
                {**level, "from": scores.get(each["score"], {}).get(level["id"], level["from"])} for level in each["levels"]
            ],
        }
        for each in made.get("bands", ())
    ]
    return {**made, **({"bands": bands} if bands else {})}
