"""`playbook statistics`: what it lists, and how it ends where something is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from tests.conftest import Book
from tests.importers import samples
from tests.test_tables import described

TABLE = "code,title,0-4,5+,total\n6920,Accountants,100,20,120\n"


def test_the_list_shows_what_is_there_and_its_year(handbook: Callable[..., Book]) -> None:
    book = handbook({**described("at-firms-2023", "sizes", TABLE), **described("at-old", "sizes", TABLE)})
    book.write({"statistics/at-old.yaml": described("at-old", "sizes", TABLE)["statistics/at-old.yaml"].replace("2023", "2019")})
    result = CliRunner().invoke(main, ["statistics", "list", "--handbook", str(book.root)])
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["dataset", "year", "covers", "codes", "rows"]
    assert lines[1][:2] == ["at-firms-2023", "2023"]
    assert lines[2][:2] == ["at-old", "2019"]
    assert lines[1][-1] == "1"


def test_the_list_tells_mistakes(handbook: Callable[..., Book]) -> None:
    book = handbook(described("at-firms-2023", "sizes", TABLE.replace("120", "150")))
    result = CliRunner().invoke(main, ["statistics", "list", "--handbook", str(book.root)])
    assert result.exit_code == 1
    assert "content/statistics/at-firms-2023.csv:2:25: error: the columns of '6920' come to 120" in result.stderr


def test_without_the_table_readers_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    file = samples.workbook(tmp_path / "ons.xlsx", samples.ons())
    result = CliRunner().invoke(main, ["statistics", "import", str(file), "--into", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "fastexcel is missing. Install it: pip install 'networking-playbook[statistics]'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["statistics", "import", str(tmp_path / "gone.xlsx")])
    assert result.exit_code == 2
