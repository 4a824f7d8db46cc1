"""The scoring as it stands in the PDF's own text, done by its words alone, is the screen's."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from playbook.model.amount import SCALE
from playbook.model.assessment import Assessment, Column, Question
from playbook.model.handout import Edition
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import evaluate
from playbook.scoring.paper import paper
from playbook.scoring.values import number
from tests.conftest import ROOT
from tests.print.by_words import Sheet
from tests.print.conftest import Shop

pytestmark = pytest.mark.slow
NAMES = sorted(path.stem for path in (ROOT / "content" / "assessments").glob("*.yaml"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", NAMES)
def test_done_by_its_words(shop: Shop, printed: Callable[..., str], name: str) -> None:
    page = shop.site.page_at(f"assessments/{name}")
    assert page
    test = page.body
    assert isinstance(test, Assessment)
    made = definition(test, "£")
    sheet = paper(made)
    handout = shop.prints(Edition()).of_page(page).set()
    pressed = shop.press(handout)
    steps = printed_steps(printed(pressed.data, pressed.pages), sheet)
    assert steps or not test.scores
    for example in test.examples:
        result = evaluate(made, example.given)
        hand = Sheet(*written(test, sheet, example.given)).follow(steps)
        for step in sheet["steps"]:
            if "row_of" not in step and step["op"] != "winners":
                show = SCALE[step.get("show") or "count"]
                said = hand[step["letter"]]
                assert (said * show if isinstance(said, Fraction) else said) == result[step["id"]], (example.name, step["words"])


def printed_steps(text: str, sheet: dict[str, Any]) -> list[str]:
    """The steps' words as the PDF holds them: from each letter in the first column to the step's name below its words."""
    scoring = squeezed(text.partition("Score it by hand")[2].partition("Worked example")[0])
    place, steps = 0, []
    for step in sheet["steps"]:
        words = step["words"].removeprefix(f"{step['letter']}. ")
        line = squeezed(f"{step['letter']} {words} ")
        found = scoring.find(line, place)
        assert found >= 0, f"not printed, or not in order: {line}"
        place = found + len(line)
        if step["op"] != "winners":
            steps.append(f"{step['letter']}. {scoring[found:place].split(' ', 1)[1].strip()}")
    return steps


def written(
    test: Assessment, sheet: dict[str, Any], given: dict[str, Any]
) -> tuple[dict[int, Any], dict[int, list[dict[str, Any]]]]:
    """What a person writes into the boxes: numbers, points of levels, words of choices."""
    answers: dict[int, Any] = {}
    rows: dict[int, list[dict[str, Any]]] = {}
    for place, asked in enumerate(test.ask, 1):
        answer = given.get(asked.id, asked.default)
        if asked.kind == "ledger":
            rows[place] = [
                {column.label: cell(test, column, row.get(column.id)) for column in asked.columns} for row in answer or ()
            ]
        else:
            answers[place] = cell(test, asked, answer)
    return hidden(test, sheet, answers, rows)


def hidden(test: Assessment, sheet: dict[str, Any], answers: dict[int, Any], rows: dict[int, Any]) -> tuple[Any, Any]:
    """Questions whose condition, as printed, does not hold stay empty."""
    for place, (asked, entry) in enumerate(zip(test.ask, sheet["form"], strict=True), 1):
        if asked.when is not None and not Sheet(answers, rows).holds(entry["only"].removeprefix("Only if "), None):
            answers[place] = None
    return answers, rows


def cell(test: Assessment, asked: Question | Column, answer: Any) -> Any:
    answer = asked.default if answer is None else answer
    if asked.kind in SCALE:
        size = number(answer, asked.kind, signed=asked.signed)
        size = number(asked.missing, asked.kind, signed=asked.signed) if size is None and asked.missing is not None else size
        return None if size is None else Fraction(size, SCALE[asked.kind])
    if asked.scale and isinstance(answer, int):
        return Fraction(test.scales[asked.scale][answer].points)
    if asked.options and isinstance(answer, list):
        return Fraction(sum(option.points for option in asked.options if option.id in answer))
    option = next((option for option in asked.options if option.id == answer), None)
    if option is None:
        return answer
    return Fraction(option.points) if any(each.points for each in asked.options) else option.label
