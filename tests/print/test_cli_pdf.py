"""`playbook pdf`: what it prints, says and leaves behind, and what the site offers."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook import printing
from playbook.cli import main
from playbook.memo import Memo
from playbook.unchanged import Seal
from tests.conftest import ROOT, Book
from tests.print.test_bad_input import card

GUIDE = "---\ntitle: The year\nsummary: A plan.\nkind: guide\n---\n\nA plan. See [the card](checklists/card.md).\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_pdfs_are_made_once_and_offered_beside_their_pages(handbook: Callable[..., Book]) -> None:
    book = handbook({"checklists/card.md": card(3), "year.md": GUIDE})
    assert not book.build().fails()
    assert "On paper" not in book.page("checklists/card")
    first = run("pdf", "--handbook", book.root, "--verify")
    assert first.exit_code == 0, first.output
    assert "3 PDFs, " in first.stderr
    assert "3 printed anew" in first.stderr
    assert [line.split(": ")[:2] for line in first.stdout.splitlines()] == [
        ["book.pdf", "ok"], ["checklists/card.pdf", "ok"], ["year.pdf", "ok"]
    ]  # fmt: skip
    page = book.page("checklists/card")
    size = round((book.root / "site/print/checklists/card.pdf").stat().st_size / 1000)
    assert f'<a href="../../print/checklists/card.pdf" type="application/pdf">Print this: one page, {size} KB</a>' in page
    assert "The whole handbook as a book: " in book.page("")
    assert "0 printed anew" in run("pdf", "--handbook", book.root).stderr


def test_a_build_keeps_what_is_current_and_drops_what_is_not(handbook: Callable[..., Book]) -> None:
    book = handbook({"checklists/card.md": card(3), "year.md": GUIDE})
    run("pdf", "--handbook", book.root)
    book.write({"checklists/card.md": card(4)})
    assert run("build", "--handbook", book.root).exit_code == 0
    assert "On paper" in book.page("year")
    assert "On paper" not in book.page("checklists/card")
    assert not (book.root / "site/print/checklists/card.pdf").exists()
    again = run("pdf", "--handbook", book.root, "--only", "handouts")
    assert "1 printed anew" in again.stderr
    assert "On paper" in book.page("checklists/card")


def test_single_pages_go_where_they_are_wanted(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book = handbook({"checklists/card.md": card(3), "year.md": GUIDE})
    out = tmp_path / "out"
    result = run(
        "pdf", book.root / "content" / "checklists" / "card.md", "--handbook", book.root, "--out", out, "--paper", "letter"
    )
    assert result.exit_code == 0, result.output
    assert [path.relative_to(out).as_posix() for path in out.rglob("*.pdf")] == ["checklists/card.pdf"]
    assert not (book.root / "site").exists()
    run("pdf", "year.md", "--handbook", book.root, "--large-print")
    assert (book.root / "print" / "a4-large" / "year.pdf").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["checklists/crad.md"], "checklists/crad.md is no page of this handbook. Did you mean checklists/card.md?"),
        (["index.md"], "has no handout"),
        (["--pack", "bakeries"], "There is no trade 'bakeries'."),
    ],
)
def test_wrong_use_is_told(handbook: Callable[..., Book], arguments: list[str], words: str) -> None:
    book = handbook({"checklists/card.md": card(3), "index.md": "---\ntitle: Home\nsummary: Home.\n---\n\nHome.\n"})
    result = run("pdf", "--handbook", book.root, *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_mistake_stops_the_print(handbook: Callable[..., Book]) -> None:
    book = handbook({"checklists/card.md": card(3), "bad.md": "---\ntitle: A\nsummary: A.\n---\n\n[a](gone.md)\n"})
    result = run("pdf", "--handbook", book.root)
    assert result.exit_code == 1
    assert "content/bad.md:6:5: error: no page at gone.md" in result.stdout
    assert "Nothing was printed." in result.stderr


def test_without_the_engine_one_sentence_says_what_to_do(handbook: Callable[..., Book], monkeypatch: pytest.MonkeyPatch) -> None:
    book = handbook({"checklists/card.md": card(3)})
    real = importlib.import_module

    def gone(name: str, package: str | None = None) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", gone)
    printing._press.cache_clear()  # another test may have left the engine at work
    result = run("pdf", "--handbook", book.root)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: PDFs need WeasyPrint and the libraries it prints with: run 'make pdf'")
    assert not book.build().fails()
    assert "On paper" not in book.page("checklists/card")


def test_output_that_cannot_be_written_is_told(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book = handbook({"checklists/card.md": card(3)})
    (tmp_path / "file").write_text("in the way")
    result = run("pdf", "--handbook", book.root, "--out", tmp_path / "file" / "below")
    assert result.exit_code == 1
    assert "cannot be written: Not a directory. Name another folder with --out." in " ".join(result.stderr.split())


def test_an_industry_is_printed_when_asked_for_and_offered_beside_its_page(handbook: Callable[..., Book]) -> None:
    book = handbook({"checklists/card.md": card(3)})
    shutil.copytree(ROOT / "content" / "statistics", book.root / "content" / "statistics")
    wrong = run("pdf", "--handbook", book.root, "atlas/gb/6290")
    assert wrong.exit_code == 2
    assert "atlas/gb/6290 is no page of this handbook. Did you mean atlas/gb/6209?" in " ".join(wrong.stderr.split())
    result = run("pdf", "--handbook", book.root, "atlas/gb/6920/", "--verify")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("atlas/gb/6920.pdf: ok")
    assert (book.root / "site" / "print" / "atlas" / "gb" / "6920.pdf").is_file()
    assert 'href="../../../print/atlas/gb/6920.pdf"' in book.page("atlas/gb/6920")
    assert "print/" not in book.page("atlas/gb/6910")


def test_a_single_page_is_offered_beside_it_at_once(handbook: Callable[..., Book]) -> None:
    """Printed alone, before anything else was."""
    book = handbook({"checklists/card.md": card(3), "year.md": GUIDE})
    assert run("pdf", "--handbook", book.root, "checklists/card.md").exit_code == 0
    assert (book.root / "site" / "print" / "checklists" / "card.pdf").is_file()
    assert "On paper" in book.page("checklists/card")
    assert "On paper" not in book.page("year")
    assert run("build", "--handbook", book.root).exit_code == 0
    assert "On paper" in book.page("checklists/card")


def test_a_print_in_which_nothing_changed_is_answered_by_its_seal(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book, out = handbook({"checklists/card.md": card(3), "year.md": GUIDE}), tmp_path / "out"
    words = ["pdf", "--handbook", str(book.root), "--out", str(out), "--jobs", "1"]
    while Memo(book.root / ".playbook").moment() <= Seal(words).newest:
        pass  # what was saved within the same tick of the disk's clock is not trusted
    first = CliRunner().invoke(main, words, obj=(Seal(words), None))
    assert first.exit_code == 0, first.output
    assert "3 printed anew" in first.stderr
    told, summary = Seal(words).answer() or ("", "")
    assert told == first.stdout
    assert re.fullmatch(r"3 PDFs, \d+ pages, \d\.\d MB; 0 printed anew\. No problems\.\nThe PDFs are in .*/out/", summary)
    (out / "year.pdf").unlink()
    assert Seal(words).answer() is None
    again = CliRunner().invoke(main, words, obj=(Seal(words), None))
    assert "0 printed anew" in again.stderr
    assert (out / "year.pdf").is_file()
    assert Seal(words).answer()
    book.write({"year.md": GUIDE + "\nMore.\n"})
    assert Seal(words).answer() is None
