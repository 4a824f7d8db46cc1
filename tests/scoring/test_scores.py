"""What the scores mean: the design's example, and what must hold of any answers."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.scoring.definition import with_thresholds
from playbook.scoring.evaluate import evaluate
from playbook.scoring.samples import Draws, Sample
from playbook.scoring.search import unreached
from playbook.scoring.trace import trace
from tests.scoring.support import assessments, definition_of

ALL = list(assessments())
AUDIT = "definitions/event-audit"
seeds = st.integers(0, 2**32)


def sampled(name: str, seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    made = definition_of(name)
    return made, Sample(made, Draws(seed)).answers()


@pytest.mark.parametrize("name", ALL)
def test_every_example_holds(name: str) -> None:
    made = definition_of(name)
    assert assessments()[name].examples
    for example in assessments()[name].examples:
        result = evaluate(made, example.given)
        assert {key: result[key] for key in example.expect} == example.expect


def test_the_designs_example_to_the_last_key() -> None:
    [example] = assessments()[AUDIT].examples
    assert evaluate(definition_of(AUDIT), example.given) == {
        "minutes_all": 720, "minutes_true": 510, "cash": 9850, "time_cost": 72000, "full_cost": 81850, "met": 6, "kept": 4,
        "true_share": 71, "follow_rate": 67, "cost_per_kept": 20463, "band.true_share": "working", "flags": [],
    }  # fmt: skip


def test_why_this_number() -> None:
    [example] = assessments()[AUDIT].examples
    words = {entry["id"]: entry["words"].replace("\u00a0", " ") for entry in trace(definition_of(AUDIT), example.given)}
    assert words["true_share"] == "71% because 8.5 hours of 12 hours"
    assert words["time_cost"] == "£720 because 12 hours × £60"
    assert words["cost_per_kept"] == "£204.63 because £818.50 ÷ 4"


def test_flags_apply_in_order_and_hide_wins() -> None:
    made = definition_of(AUDIT)
    row = {"hours": "4", "prospects": "5", "talked": "4", "followed": "1"}
    result = evaluate(made, {"events": [row, row, row]})
    assert (result["true_share"], result["band.true_share"], result["flags"]) == (100, "working", ["no-followup"])
    result = evaluate(made, {"events": [row]})
    assert (result["band.true_share"], result["flags"]) == (None, ["no-followup", "too-few"])


def test_an_industry_changes_the_limits_and_nothing_else() -> None:
    made = definition_of(AUDIT)
    [example] = assessments()[AUDIT].examples
    changed = with_thresholds(made, {"true_share": {"sharp": 70}})
    assert evaluate(changed, example.given)["band.true_share"] == "sharp"
    assert with_thresholds(made, {}) == made


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_a_blank_row_changes_nothing(name: str, seed: int) -> None:
    made, answers = sampled(name, seed)
    before = evaluate(made, answers)
    for asked in made["ask"]:
        if asked["kind"] == "ledger" and isinstance(answers.get(asked["id"]), list):
            blank = {column["id"]: chosen for column, chosen in zip(asked["columns"], ("", None, " \t") * 5, strict=False)}
            rows = answers[asked["id"]]
            for extra in (blank, {}, None, "row", {"unknown": "1"}):
                place = seed % (len(rows) + 1)
                assert evaluate(made, {**answers, asked["id"]: [*rows[:place], extra, *rows[place:]]}) == before


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_an_unknown_operand_never_makes_a_number(name: str, seed: int) -> None:
    """Every score that is a number has known operands, or says itself what stands in for an unknown one."""
    made, answers = sampled(name, seed)
    result = evaluate(made, answers)
    for rule in made["scores"]:
        refs = {"ratio": ("part", "whole"), "scale": ("value", "by"), "lookup": ("rows", "cols")}.get(rule["rule"], ())
        operands = [rule[key] for key in refs] + (rule["plus"] + rule.get("minus", []) if rule["rule"] == "add" else [])
        operands += rule["of"] if rule["rule"] == "least" else []
        if any(operand in result and result[operand] is None for operand in operands):
            assert result[rule["id"]] is None


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=40, deadline=None)
@given(seed=seeds, junk=st.sampled_from(["abc", "1e9", "\u0663", "\u00a0", True, 2.5, {"a": 1}]))
def test_an_answer_that_cannot_be_read_counts_as_none(name: str, seed: int, junk: Any) -> None:
    made, answers = sampled(name, seed)
    for asked in made["ask"]:
        if asked["kind"] not in ("ledger", "text", "date") and "default" not in asked:
            without = {key: answer for key, answer in answers.items() if key != asked["id"]}
            assert evaluate(made, {**answers, asked["id"]: junk}) == evaluate(made, without)


@pytest.mark.parametrize("name", [name for name in ALL if any(rule["rule"] == "points" for rule in definition_of(name)["scores"])])
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_a_higher_level_never_lowers_points(name: str, seed: int) -> None:
    made, answers = sampled(name, seed)
    before = evaluate(made, answers)
    for asked in made["ask"]:
        points = made["scales"][asked["scale"]]["points"] if asked["kind"] == "scale" else []
        if (place := answers.get(asked["id"])) is None or any("when" in each for each in made["ask"]):
            continue
        for higher in [each for each in range(len(points)) if points[each] >= points[place]]:
            after = evaluate(made, {**answers, asked["id"]: higher})
            for rule in made["scores"]:
                keys = [f"{rule['id']}.{group}" for group in rule["groups"]] if "groups" in rule else [rule["id"]]
                for key in keys if rule["rule"] == "points" else ():
                    assert before[key] is None or after[key] >= before[key]


@settings(max_examples=100, deadline=None)
@given(seed=seeds)
def test_steps_sums_and_counts_never_fall(seed: int) -> None:
    made, answers = sampled(AUDIT, seed)
    before = evaluate(made, answers)
    row = {"hours": "1", "cost": "2", "prospects": "3", "talked": "1", "followed": "1"}
    after = evaluate(made, {**answers, "events": [*answers.get("events", []), row]})
    for key in ("minutes_all", "minutes_true", "cash", "met", "kept"):
        assert before[key] is None or after[key] > before[key]


@pytest.mark.parametrize("name", ALL)
def test_scoring_leaves_answers_and_definition_as_they_are(name: str) -> None:
    made, answers = sampled(name, 7)
    kept = copy.deepcopy((made, answers))
    evaluate(made, answers)
    assert (made, answers) == kept


@pytest.mark.parametrize(
    "answers", [None, [], "text", 3, {"events": {"hours": "3"}}, {"events": [[]]}, {"__proto__": {"a": 1}}, {"constructor": 1}]
)
def test_answers_of_any_shape_are_scored(answers: Any) -> None:
    result = evaluate(definition_of(AUDIT), answers)
    assert result["minutes_all"] == 0
    assert result["true_share"] is None


def test_the_search_says_the_same_twice_and_finds_what_is_out_of_reach() -> None:
    made = definition_of(AUDIT)
    assert unreached(made) == unreached(made) == []
    for level in made["bands"][0]["levels"][1:]:
        level["from"] += 100
    made["flags"][0]["when"] = [["kept", "above", 5], ["kept", "below", 5]]
    assert unreached(made, 500) == [
        *(["band", "true_share", band] for band in ("drifting", "working", "sharp")),
        ["flag", "no-followup"],
    ]
