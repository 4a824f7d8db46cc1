"""The command `playbook score`: what it prints, and what it says of answers that it cannot take."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.scoring.definition import definition
from tests.conftest import ROOT
from tests.scoring.support import assessments

AUDIT = ROOT / "tests" / "scoring" / "definitions" / "event-audit.yaml"
GIVEN = assessments()["definitions/event-audit"].examples[0].given
SAVED = {"app": "playbook", "id": "event-audit", "version": 1, "saved": "2026-11-21", "answers": GIVEN, "history": []}


def score(*arguments: str | Path, file: Path = AUDIT, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["score", str(file), *map(str, arguments)], input=text)


def written(folder: Path, content: Any, name: str = "answers.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("content", [GIVEN, SAVED])
def test_answers_and_saved_files_are_scored(tmp_path: Path, content: Any) -> None:
    result = score("--answers", written(tmp_path, content))
    assert (result.exit_code, result.stderr) == (0, "")
    [line] = result.stdout.splitlines()
    assert json.loads(line)["true_share"] == 71


def test_a_workshop_comes_out_a_line_each_and_as_a_table(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(each) for each in (GIVEN, SAVED, {}))
    for given in (written(tmp_path, lines, "group.jsonl"), written(tmp_path, [GIVEN, SAVED, {}])):
        assert [json.loads(line)["true_share"] for line in score("--answers", given).stdout.splitlines()] == [71, 71, None]
    table = score("--answers", "-", "--format", "csv", text=lines).stdout.splitlines()
    assert table[0].startswith("minutes_all,minutes_true,")
    assert table[0].endswith(",band.true_share,flags")
    assert table[1] == "720,510,9850,72000,81850,6,4,71,67,20463,working,"
    assert table[3] == "0,0,0,0,0,0,0,,,,,too-few"


def test_what_cannot_be_taken_is_told_and_the_rest_is_scored(tmp_path: Path) -> None:
    path = written(
        tmp_path, "\n".join([json.dumps(GIVEN), '{"hour_value": "6', json.dumps({**SAVED, "id": "ten-keys"}), "[1]"]), "all.jsonl"
    )
    result = score("--answers", path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == (
        f"{path}:2: error: this is not whole JSON (line 1, column 16)\n    Save the answers again: the file may be cut off.\n"
        f"{path}:3: error: these answers are for 'ten-keys', not for 'event-audit'\n"
        f"{path}:4: error: answers must be a mapping of question: answer\n"
    )


def test_other_versions_and_unknown_answers_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, {**SAVED, "version": 3, "answers": {**GIVEN, "hour_vale": "9"}})
    result = score("--answers", path)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["full_cost"] == 81850
    assert result.stderr == (
        f"{path}: warning: saved with version 3, scored with version 1 where answers fit\n"
        f"{path}: warning: no question 'hour_vale'. Did you mean hour_value?\n"
    )


def test_a_cut_or_huge_or_missing_file_is_refused(tmp_path: Path) -> None:
    cut = written(tmp_path, json.dumps(SAVED)[:-9], "cut.json")
    assert score("--answers", cut).stderr.startswith(f"{cut}: error: this is not whole JSON (line 1, column ")
    deep = written(tmp_path, "[" * 100_000, "deep.json")
    assert f"{deep}: error: this is not whole JSON" in score("--answers", deep).stderr
    huge = written(tmp_path, " " * 10_000_001, "huge.json")
    assert "huge.json is larger than 10 MB: answers are a few KB." in score("--answers", huge).stderr
    assert "answers must be a mapping" in score("--answers", written(tmp_path, "null", "null.json")).stderr
    assert "gone.json cannot be read: No such file or directory." in score("--answers", tmp_path / "gone.json").stderr
    assert "Say which answers with --answers FILE" in score().stderr


def test_the_definition_is_the_pages(tmp_path: Path) -> None:
    assert json.loads(score("--definition").stdout) == definition(assessments()["definitions/event-audit"])


def test_an_industry_has_limits_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "problems" / "assessment-thresholds" / "content", tmp_path / "content")
    profile = tmp_path / "content" / "industries" / "bakeries.yaml"
    text = (
        profile.read_text(encoding="utf-8").replace("{low: 0, middel: 30, high: 7}", "{high: 30}").replace("totel: {high: 40}", "")
    )
    profile.write_text(text, encoding="utf-8")
    file = tmp_path / "content" / "assessments" / "test.yaml"
    answers = written(tmp_path, {"gain": "12"})
    assert json.loads(score("--answers", answers, file=file).stdout)["band.total"] == "high"
    assert json.loads(score("--answers", answers, "--industry", "bakeries", file=file).stdout)["band.total"] == "middle"
    refused = score("--answers", answers, "--industry", "bakery", file=file)
    assert refused.exit_code == 2
    assert "There is no profile bakery" in refused.stderr
    assert "Did you mean bakeries?" in refused.stderr


def test_numbers_are_explained(tmp_path: Path) -> None:
    lines = score("--answers", written(tmp_path, GIVEN), "--explain").stdout.replace("\u00a0", " ").splitlines()
    assert "True-networking share of your hours: 71% because 8.5 hours of 12 hours" in lines
    assert "Working: More than half is real. Cut the weakest event." in lines
    assert lines[-1] == "“Sharp” would need 7.75 hours at “Hours, with travel” in row 1, not 6 hours."


def test_the_paper_form_has_questions_and_steps() -> None:
    text = score("--paper").stdout
    assert "1. What is one hour of your time worth?\n" in text
    assert "H. B ÷ A × 100. Round; a half goes up. If A is 0, write “–”.\n" in text
    assert "Find H: 0–24 pretending · 25–49 drifting · 50–74 working · 75+ sharp\n" in text


def test_a_file_that_cannot_be_scored_says_where(tmp_path: Path) -> None:
    text = AUDIT.read_text(encoding="utf-8")
    broken = written(tmp_path, text.replace("of: events.hours, show", "of: events.ours, show"), "broken.yaml")
    result = score("--definition", file=broken)
    assert result.exit_code == 1
    assert f"{broken}:32:38: error: no column of 'events' is called 'ours'\n    Did you mean hours?\n" in result.stderr
    wrong = written(tmp_path, text.replace("true_share: 71", "true_share: 70"), "wrong.yaml")
    result = score("--definition", file=wrong)
    assert (result.exit_code, "'true_share' should be 70, but is 71" in result.stderr) == (0, True)
