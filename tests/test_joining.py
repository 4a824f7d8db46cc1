"""Figures that are remembered are the figures that were joined, with the same mistakes told in the same places."""

from __future__ import annotations

import pickle
import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest

from playbook import starter
from playbook.joining import Joiner
from playbook.load.discover import Sources, discover
from playbook.load.known import Known
from playbook.load.statistics import read_statistics
from playbook.memo import NAME, Memo
from playbook.model.source import SourceFile
from playbook.model.statistics import Industry, Statistics
from tests.conftest import ROOT
from tests.records import DATASET, table


@pytest.fixture(scope="module")
def sources() -> Sources:
    return discover(ROOT, starter.TEMPLATES, Known(Memo(None)))


def parts(statistics: Statistics) -> list[list[object]]:
    """Everything that is known of every industry, but its digest."""
    names = [each.name for each in fields(Industry) if each.name != "digest"]
    names += ["other_titles", "has_trade", "sells_to", "numbers"]
    return [[getattr(each, name) for name in names] for found in statistics.industries.values() for each in found.values()]


def test_what_is_unpacked_is_what_was_packed(sources: Sources, tmp_path: Path) -> None:
    joined, _ = read_statistics(sources.statistics)
    memo = Memo(tmp_path)
    first, _ = Joiner(memo)(sources.statistics)
    memo.save()
    again, _ = Joiner(Memo(tmp_path))(sources.statistics)
    assert parts(first) == parts(again) == parts(joined)
    assert (first.datasets, first.digest, first.lists) == (again.datasets, again.digest, again.lists)
    assert (first.datasets, first.digest) == (joined.datasets, joined.digest)
    assert [list(found) for found in again.industries.values()] == [list(found) for found in joined.industries.values()]


def test_they_are_not_read_again(sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo(tmp_path)
    Joiner(memo)(sources.statistics)
    memo.save()
    monkeypatch.setattr("playbook.joining.read_statistics", None)
    found, _ = Joiner(Memo(tmp_path))(sources.statistics)
    assert all(each.figures.measures for each in found.of_country("gb"))
    other: Statistics = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert parts(other) == parts(found), "a worker takes them from the same memo"


def test_figures_that_were_lost_are_joined_again(sources: Sources, tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    Joiner(memo)(sources.statistics)
    memo.save()
    found, _ = Joiner(Memo(tmp_path))(sources.statistics)
    with sqlite3.connect(tmp_path / NAME) as file:
        file.execute("DELETE FROM results")
    assert parts(found) == parts(read_statistics(sources.statistics)[0])


def test_figures_without_a_memo_reach_a_worker(sources: Sources) -> None:
    found, _ = Joiner(Memo(None))(sources.statistics)
    other: Statistics = pickle.loads(pickle.dumps(found))  # noqa: S301
    lawyers = other.industry("gb", "6910")
    assert lawyers
    assert lawyers.figures == read_statistics(sources.statistics)[0].industries["gb"]["6910"].figures


def test_mistakes_are_told_again(tmp_path: Path) -> None:
    text = table([30, 100]).replace("30,20", "many,20")
    files = (("firms.csv", text), ("firms.yaml", DATASET.format(year=2024)))
    wrong = tuple(SourceFile(f"statistics/{name}", said, f"digest of {name}") for name, said in files)
    memo = Memo(tmp_path)
    _, problems = Joiner(memo)(wrong, ("statistics/other.csv",))
    memo.save()
    assert problems
    assert Joiner(Memo(tmp_path))(wrong, ("statistics/other.csv",))[1] == problems
    assert problems == read_statistics(wrong, ("statistics/other.csv",))[1]


def test_one_number_changes_few_digests() -> None:
    def digests(counts: list[int]) -> tuple[dict[str, str], str]:
        files = (("firms.csv", table(counts)), ("firms.yaml", DATASET.format(year=2024)))
        read = tuple(SourceFile(f"statistics/{name}", said, said) for name, said in files)
        found, _ = Joiner(Memo(None))(read)
        return {each.code: each.digest for each in found.of_country("gb")}, found.lists

    before, lists = digests([400, 100, 30, 300])
    after, still = digests([400, 100, 31, 300])
    assert lists == still
    assert {code for code in before if before[code] != after[code]} == {"4724"}
