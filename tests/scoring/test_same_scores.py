"""The browser's scorer against Python's: no difference in any key, and a test that would see one."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from playbook.render.assets import bare
from playbook.scoring.better import better
from playbook.scoring.evaluate import remarks, scorer, worker
from playbook.scoring.trace import trace
from tests.scoring.support import SCRIPTS, answer_sets, assessments, definition_of, in_node

MODULES = ("scoring.js", "scoring-values.js", "scoring-rules.js", "scoring-trace.js", "better.js")
MUTATIONS = {
    "truncate instead of round": ("scoring-values.js", "(2n * (n < 0n ? -n : n) + d) / (2n * d)", "(n < 0n ? -n : n) / d"),
    "halves down": ("scoring-values.js", "(2n * (n < 0n ? -n : n) + d)", "(2n * (n < 0n ? -n : n) + d - 1n)"),
    "halves of negatives up": ("scoring-values.js", "n < 0n ? -size", "n < 0n ? -((d - 1n - 2n * n) / (2n * d))"),
    "a number divided by 0 is 0": ("scoring-values.js", "if (d === 0n) return null", "if (d === 0n) return 0"),
    "a negative divisor": ("scoring-values.js", "if (d < 0n) [n, d] = [-n, -d]", ""),
    "a comma is a point": ("scoring-values.js", ".replaceAll(',', '')", ".replaceAll(',', '.').split('.')[0]"),
    "a minus everywhere": ("scoring-values.js", "(found[1] && !signed)", "false"),
    "huge numbers": ("scoring-values.js", "n > -LIMIT && n < LIMIT ? Number(n) : null", "Number(n)"),
    "above instead of at least": ("scoring-rules.js", "return left >= right", "return left > right"),
    "at most instead of below": ("scoring-rules.js", "? left < right :", "? left <= right :"),
    "at least instead of above": ("scoring-rules.js", ": left > right", ": left >= right"),
    "unknown holds": ("scoring-rules.js", "if (left === null || right === null) return false", ""),
    "a step is passed, not reached": ("scoring-rules.js", "value >= start", "value > start"),
    "where ignored": ("scoring-rules.js", "return where ? rows.filter((row) => holds(where, row, row)) : rows", "return rows"),
    "weights dropped": ("scoring-rules.js", "({ id, weight = 1 }) => weight * found", "({ id }) => found"),
    "weights of tops dropped": ("scoring-rules.js", "({ scale, weight = 1 }) => weight * highest", "({ scale }) => highest"),
    "need ignored": ("scoring-rules.js", "if (known.length < rule.need) return null", ""),
    "rank: ties turned round": ("scoring-rules.js", " : 0))", " : b.n - a.n))"),
    "rank: then ignored": ("scoring-rules.js", "b.cells[1] - a.cells[1]", "0"),
    "rank: unknown as 0": ("scoring-rules.js", "rows.filter(({ cells }) => !cells.includes(null))", "rows"),
    "tally: ties turned round": ("scoring-rules.js", "totals.toSorted(", "totals.toReversed().sort("),
    "tally: need ignored": ("scoring-rules.js", "cast.length >= rule.need", "true"),
    "match: unknown tags match": ("scoring-rules.js", "row.get(rule.on) !== null && theirs", "theirs"),
    "sum: no known cell is 0": ("scoring-rules.js", "rows.length && !cells.length ? null :", ""),
    "floor ignored": ("scoring-rules.js", "floor !== null && sum < floor", "false"),
    "if_unknown ignored": ("scoring-rules.js", "if (value === null) return fallback", "if (value === null) return null"),
    "hidden questions count": ("scoring.js", "hidden ? null : (valueOf", "false ? null : (valueOf"),
    "missing ignored": ("scoring.js", "valueOf(asked, answer, scales) ?? asked.missing", "valueOf(asked, answer, scales)"),
    "defaults ignored": ("scoring.js", "(given ?? asked.default ?? null)", "(given ?? null)"),
    "defaults of cells ignored": ("scoring.js", "?? column.default", ""),
    "blank rows count": ("scoring.js", "&& !asked.columns.every((column) => blank(own(row, column.id)))", ""),
    "too many ticks": ("scoring.js", "chosen.length > (asked.max ?? options.length) ? null :", ""),
    "cap ignored": ("scoring.js", "place !== null && cap?.[name]", "false"),
    "lift ignored": ("scoring.js", "place !== null && lift?.[name]", "false"),
    "hide ignored": ("scoring.js", "place === null || hidden", "place === null"),
    "focus: ties turned round": ("scoring.js", "a.size - b.size)", "a.size - b.size || -1)"),
    "focus: weights dropped": ("scoring.js", "size: share - weight", "size: share"),
    "row first, then page": ("scoring.js", "new Map([...found.values, ...row])", "new Map([...row, ...found.values])"),
}  # fmt: skip


@pytest.mark.slow
def test_no_difference_in_two_thousand_sets_of_answers_each() -> None:
    jobs = [{"definition": made, "sets": answer_sets(made, 2000)} for made in map(definition_of, assessments())]
    for job, found in zip(jobs, in_node(jobs, "evaluate", "remarks"), strict=True):
        made = job["definition"]
        score, work = scorer(made), worker(made)
        for answers, (theirs, told) in zip(job["sets"], found, strict=True):
            ours = score(answers)
            assert theirs == ours, answers
            assert list(theirs) == list(ours)
            assert told == remarks(made, work(answers)), answers


def test_the_scorer_is_small() -> None:
    """Bytes, gzip, without comments, as they are served: of all five modules together, and one by one."""
    served = [bare(f"assets/js/{name}", (SCRIPTS / name).read_text(encoding="utf-8")).encode() for name in MODULES]
    assert len(gzip.compress(b"".join(served), 9)) <= 8_000
    assert sum(len(gzip.compress(each, 9)) for each in served) <= 9_300


@pytest.mark.slow
def test_the_same_reasons_in_the_same_words() -> None:
    jobs = [{"definition": made, "sets": answer_sets(made, 150, seed=3)} for made in map(definition_of, assessments())]
    for job, found in zip(jobs, in_node(jobs, "trace"), strict=True):
        for answers, (theirs,) in zip(job["sets"], found, strict=True):
            assert theirs == trace(job["definition"], answers), answers


@pytest.mark.slow
def test_the_same_way_up() -> None:
    jobs = [{"definition": made, "sets": answer_sets(made, 40, seed=4)} for made in map(definition_of, assessments())]
    for job, found in zip(jobs, in_node(jobs, "better"), strict=True):
        for answers, (theirs,) in zip(job["sets"], found, strict=True):
            assert theirs == better(job["definition"], answers), answers


@pytest.fixture(scope="module")
def fewer() -> tuple[list[dict], list[list]]:
    jobs = [
        {"definition": made, "sets": answer_sets(made, 300, seed=2)}
        for made in map(definition_of, ("definitions/every-rule", "definitions/odd-values"))
    ]
    return jobs, [[[scorer(job["definition"])(answers)] for answers in job["sets"]] for job in jobs]


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_wrong_scorer_is_found_out(name: str, fewer: tuple[list[dict], list[list]], tmp_path: Path) -> None:
    file, right, wrong = MUTATIONS[name]
    shutil.copytree(SCRIPTS, tmp_path / "js")
    text = (tmp_path / "js" / file).read_text(encoding="utf-8")
    assert text.count(right) == 1, f"{file} has no line, or several, with {right}"
    (tmp_path / "js" / file).write_text(text.replace(right, wrong), encoding="utf-8")
    jobs, ours = fewer
    assert in_node(jobs, "evaluate", folder=tmp_path / "js") != ours
