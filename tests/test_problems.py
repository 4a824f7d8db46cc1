"""What an editor reads: each folder of tests/problems/ holds a mistake, and the exact words it gets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, SETTINGS, Book

CASES = sorted(path for path in (ROOT / "tests" / "problems").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_gets_its_words(case: Path, tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    shutil.copytree(case, book.root, ignore=shutil.ignore_patterns("expected.txt"))
    if case.name != "no-settings" and not (book.root / "playbook.yml").exists():
        book.write({"playbook.yml": SETTINGS})
    assert book.problems == (case / "expected.txt").read_text(encoding="utf-8")


def test_every_mistake_of_one_run_is_told_and_the_last_good_build_stays(handbook: Callable[[Mapping[str, str]], Book]) -> None:
    book = handbook({"start.md": "---\ntitle: Start\nsummary: The first page.\n---\n\nGood.\n"})
    assert not book.build().fails()
    before = book.page("start")
    book.write(
        {
            "start.md": "---\ntitle: Start\nsumary: The first page.\n---\n\nSee [a](gone.md) and [b](lost.md).\n",
            "other.md": "---\ntitle: Other\n",
        }
    )
    result = book.build()
    assert [problem.message for problem in result.problems if problem.severity == "error"] == [
        "the front matter is not closed",
        "unknown key 'sumary'",
        "no page at gone.md",
        "no page at lost.md",
    ]
    assert result.changed == ()
    assert book.page("start") == before
