"""The paper steps: their words, and that following them by hand gives the screen's result."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from playbook.model.amount import SCALE
from playbook.scoring.by_hand import follow
from playbook.scoring.evaluate import scorer
from playbook.scoring.paper import paper
from playbook.scoring.samples import Draws, Sample
from tests.scoring.support import assessments, definition_of

HUGE = 2**50


def test_the_words_of_the_design() -> None:
    sheet = paper(definition_of("definitions/event-audit"))
    steps = [step["words"] for step in sheet["steps"]]
    assert steps[:2] == [
        "A. Add up the “Hours, with travel” column",
        "B. Add up the “Hours, with travel” column, only the rows where “Possible clients or suppliers in the room” is 1 or more",
    ]
    assert steps[3] == "D. A × answer 1. Round to two decimals; a half goes up."
    assert steps[7] == "H. B ÷ A × 100. Round; a half goes up. If A is 0, write “–”."
    assert [find["words"] for find in sheet["finds"]] == ["Find H: 0–24 pretending · 25–49 drifting · 50–74 working · 75+ sharp"]
    assert sheet["checks"][0]["words"].startswith("Check: if I is below 50 and F is 3 or more, H is at most “Working”: ")


@pytest.mark.parametrize("name", assessments())
def test_by_hand_as_on_the_screen(name: str) -> None:
    made = definition_of(name)
    sheet, score, sample = paper(made), scorer(made), Sample(made, Draws(5))
    shows = {step["id"]: step.get("show") for step in sheet["steps"]}
    compared = 0
    for _ in range(300):
        answers = sample.answers()
        hand, screen = follow(sheet, answers), score(answers)
        if any(isinstance(value, Fraction) and abs(value) > HUGE for value in hand["steps"].values()):
            continue
        compared += 1
        assert {key: _stored(value, shows[key]) for key, value in hand["steps"].items()} == {
            key: screen[key] for key in shows if key in screen
        }
        assert hand["bands"] == {key.removeprefix("band."): band for key, band in screen.items() if key.startswith("band.")}
        assert hand["flags"] == screen["flags"]
    assert compared > 200


def _stored(value: Any, show: str | None) -> Any:
    return value * SCALE[show or "count"] if isinstance(value, Fraction) else value
