"""What an editor or a machine may do to a print, and what comes of it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools import ttLib

from playbook.crew import Crew
from playbook.load.fonts import discover_faces
from playbook.memo import Memo
from playbook.model.handout import Edition
from playbook.output.pdf_check import check_pdf
from playbook.output.pdf_slim import cut
from playbook.printing import Printer
from playbook.prints import Prints
from tests.conftest import ROOT, Book
from tests.print.conftest import picture

SETTINGS = 'title: Test\nsite_url: "https://example.org/book/"\n'
SOURCES = "title: Sources\nsummary: All.\nsources:\n  - {id: us, kind: article, title: Us, says: Much.}\n"


def card(items: int, pages: int = 1, word: str = "Ring one person whom you met and ask how the fair went for them.") -> str:
    lines = "\n".join(f"- [ ] {word} {{#item-{number}}}" for number in range(items))
    return f"---\ntitle: A card\nsummary: A card.\nkind: checklist\npaper: {{pages: {pages}}}\n---\n\n{lines}\n"


def ledger(rows: int) -> str:
    return f"""schema: assessment/1
id: book
version: 1
title: The book
question: How many?
sources: [us]
minutes: 5
repeat: once
ask:
  - id: events
    kind: ledger
    label: Everything
    paper_rows: {rows}
    columns: [{{id: what, kind: text, label: What}}, {{id: hours, kind: hours, label: Hours}}]
"""


def problems_of(book: Book, edition: Edition = Edition()) -> list[str]:  # noqa: B008
    """What printing all sheets tells an editor."""
    site, _ = book.check()
    prints = Prints(site, edition, Memo(None))
    printed = list(prints.printer.print(list(prints.sheets())))
    assert all(check_pdf(each.data).faults == () for each in printed)
    return [str(problem) for each in printed for problem in each.problems]


def test_a_ledger_of_300_rows_repeats_its_heads(sheets_of: Callable[..., dict], printed: Callable[..., str]) -> None:
    _, pressed = sheets_of({"assessments/book.yaml": ledger(300), "sources.yml": SOURCES})["assessments/book.pdf"]
    assert check_pdf(pressed.data).faults == ()
    pages = printed(pressed.data, pressed.pages).split("\f")
    assert all("Hours (h)" in page for page in pages if "\n150\n" in page or "\n299\n" in page)
    assert "300" in pages[pressed.pages - 1]


@pytest.mark.parametrize(("paper", "name"), [("a4", "A4"), ("letter", "Letter")])
def test_a_card_of_60_items_is_told_by_how_many_lines(handbook: Callable[..., Book], paper: str, name: str) -> None:
    book = handbook({"checklists/card.md": card(60)})
    (problem,) = problems_of(book, Edition(paper))  # type: ignore[arg-type]
    said, hint = problem.splitlines()
    start = "content/checklists/card.md:5:8: warning: the sheet promises 1 page and takes "
    assert re.fullmatch(rf"{start}[23] on {name}: \d+ lines too many", said)
    assert hint == "    Shorten it by as much, or promise more pages where it may."


def test_so_many_items_fewer_fit(handbook: Callable[..., Book]) -> None:
    """The lines that are too many, taken away, make the card fit; one more does not."""
    over = int(problems_of(handbook({"checklists/card.md": card(60)}))[0].split(": ")[-1].split(" ")[0])
    assert problems_of(handbook({"checklists/card.md": card(60 - over)})) == []
    assert len(problems_of(handbook({"checklists/card.md": card(60 - over + 2)}))) == 1


def test_a_sheet_that_promises_too_much(handbook: Callable[..., Book]) -> None:
    book = handbook({"checklists/card.md": card(3, pages=2)})
    assert problems_of(book) == [
        "content/checklists/card.md:5:8: warning: the sheet promises 2 pages and fills 1 on A4\n    Write 'paper: {pages: 1}'."
    ]


def test_a_word_of_200_letters_stays_on_the_page(sheets_of: Callable[..., dict], printed: Callable[..., str]) -> None:
    _, pressed = sheets_of({"checklists/card.md": card(1, word="w" * 200)})["checklists/card.pdf"]
    assert printed(pressed.data, 1).replace("\n", "").count("w" * 200) == 1


def test_a_huge_logo_is_made_coarser(handbook: Callable[..., Book]) -> None:
    settings = SETTINGS + "association: Chamber\nlogo: logo.png\n"
    book = handbook({"playbook.yml": settings, "logo.png": picture(6000, 4000), "checklists/card.md": card(3)})
    site, result = book.check()
    assert not result.fails()
    prints = Prints(site, Edition(), Memo(None))
    (printed,) = prints.printer.print(list(prints.sheets()))
    assert printed.problems == ()
    assert check_pdf(printed.data).faults == ()
    assert len(printed.data) < 60_000


def test_a_missing_logo_stops_the_print_before_it_starts(handbook: Callable[..., Book]) -> None:
    book = handbook({"playbook.yml": SETTINGS + "logo: gone.png\n", "checklists/card.md": card(3)})
    assert "playbook.yml:3:7: error: no picture at content/gone.png" in book.problems


@pytest.mark.parametrize("address", ["https://example.com/spy.png", "file:///etc/passwd"])
def test_a_drawing_with_a_script_and_an_outside_reference_gets_neither(handbook: Callable[..., Book], address: str) -> None:
    drawing = f'<title>A drawing</title><script>alert(1)</script><image href="{address}" width="9" height="9"/>'
    text = f'---\ntitle: Plan\nsummary: A plan.\nkind: guide\n---\n\nWords.\n\n<svg viewBox="0 0 9 9">{drawing}</svg>\n'
    book = handbook({"playbook.yml": SETTINGS + "trust_html: true\n", "plan.md": text})
    told = "\n".join(problems_of(book))
    assert f"content/plan.md:2:8: warning: the sheet asks for {address}, which is not a picture of this handbook" in told
    assert "alert" not in told


def test_a_picture_that_is_not_there_is_told(handbook: Callable[..., Book]) -> None:
    """However a sheet comes to ask for one."""
    site, _ = handbook({"checklists/card.md": card(3)}).check()
    prints = Prints(site, Edition(), Memo(None))
    (sheet,) = prints.sheets()
    asking = replace(sheet.set(), html=sheet.set().html.replace("<h1>", '<img src="playbook:/gone.png" alt="A plan"><h1>'))
    (printed,) = prints.printer.print([replace(sheet, set=lambda: asking)])
    said = "content/checklists/card.md:5:8: warning: the sheet asks for playbook:/gone.png, which is not a picture of this handbook"
    assert [str(problem).splitlines()[0] for problem in printed.problems] == [said]


def test_a_face_is_cut_to_what_paper_needs() -> None:
    whole = Path(discover_faces()[0].path).read_bytes()
    before, after = (ttLib.TTFont(io.BytesIO(data)) for data in (whole, cut(whole, ())))
    assert set(after.reader.tables) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"} & set(
        before.reader.tables
    )
    assert all(after.reader[tag] == before.reader[tag] for tag in after.reader.tables if tag not in ("head", "hmtx"))
    assert all(
        entry.checkSum == ttLib.sfnt.calcChecksum(after.reader[tag]) for tag, entry in after.reader.tables.items() if tag != "head"
    )
    order, kept = before.getGlyphOrder(), after["hmtx"].metrics
    for sign, width in zip(order, map(kept.get, after.getGlyphOrder()), strict=True):
        drawn = before["glyf"][sign].numberOfContours != 0
        assert width == (before["hmtx"][sign] if drawn or sign == order[-1] else (0, 0))


def test_a_sign_that_the_faces_lack_is_named_and_replaced(handbook: Callable[..., Book], printed: Callable[..., str]) -> None:
    book = handbook({"checklists/card.md": card(1, word="Launch 🚀 it, ＡＢ.")})
    site, _ = book.check()
    prints = Prints(site, Edition(), Memo(None))
    (done,) = prints.printer.print(list(prints.sheets()))
    assert [problem.message for problem in done.problems] == [
        "the print faces have no ‘Ａ’ (fullwidth latin capital letter a, U+FF21): another stands for it",
        "the print faces have no ‘Ｂ’ (fullwidth latin capital letter b, U+FF22): another stands for it",
        "the print faces have no ‘🚀’ (rocket, U+1F680): another stands for it",
    ]
    assert "Launch ◊ it" in printed(done.data, 1)
    assert check_pdf(done.data).faults == ()


def test_no_fonts_installed_give_the_same_bytes(handbook: Callable[..., Book], tmp_path: Path) -> None:
    """A system without a single face, another hash seed, time zone and folder: the faces come with the program."""
    book = handbook({"checklists/card.md": card(3)})
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    script = (
        "import sys; from pathlib import Path\nfrom playbook.cli import main\n"
        "main(['pdf', '--handbook', sys.argv[1], '--only', 'handouts', '--out', sys.argv[2]])"
    )
    made = []
    for name, odd in (("here", {}), ("there", {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "TZ": "Pacific/Auckland"})):
        environment = {**os.environ, "PYTHONHASHSEED": str(len(name)), "PYTHONWARNINGS": "ignore", **odd}
        command = [sys.executable, "-c", script, str(book.root), str(tmp_path / name)]
        shutil.rmtree(book.root / ".playbook", ignore_errors=True)
        subprocess.run(command, check=True, env=environment, capture_output=True, cwd=ROOT if name == "here" else tmp_path)
        made.append((tmp_path / name / "checklists" / "card.pdf").read_bytes())
    assert made[0] == made[1]


def test_a_killed_print_leaves_no_half_file(handbook: Callable[..., Book], tmp_path: Path) -> None:
    """Killed while it prints, and again: what is there is whole, and the next run ends the work."""
    book = handbook({f"checklists/card-{number}.md": card(20) for number in range(7)})
    out = tmp_path / "out"
    script = (
        "import sys\nfrom playbook.cli import main\nmain(['pdf', '--handbook', sys.argv[1], '--out', sys.argv[2], '--jobs', '1'])"
    )
    command = [sys.executable, "-c", script, str(book.root), str(out)]
    for wanted in (1, 4):
        running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
        while running.poll() is None and len(list(out.rglob("card-*.pdf"))) < wanted:
            pass
        running.kill()
        running.communicate()
        assert all(path.read_bytes().startswith(b"%PDF-") and check_pdf(path.read_bytes()) for path in out.rglob("*.pdf"))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert len(list(out.rglob("card-*.pdf"))) == 7
    assert not list(out.rglob("*.part"))


def test_a_memo_of_nonsense_costs_only_time(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book = handbook({"checklists/card.md": card(3)})
    site, _ = book.check()
    first = Prints(site, Edition(), Memo(tmp_path / "memo"))
    (one,) = first.printer.print(list(first.sheets()))
    for file in (tmp_path / "memo").rglob("*"):
        if file.is_file():
            file.write_bytes(b"nonsense")
    again = Prints(site, Edition(), Memo(tmp_path / "memo"))
    (two,) = again.printer.print(list(again.sheets()))
    assert one.data == two.data
    assert two.fresh


def test_workers_print_the_same(handbook: Callable[..., Book]) -> None:
    book = handbook({f"checklists/card-{number:02}.md": card(number + 1) for number in range(12)})
    site, _ = book.check()
    prints = Prints(site, Edition(), Memo(None))
    sheets = list(prints.sheets())
    alone = {each.path: each.data for each in prints.printer.print(sheets)}
    shared = {each.path: each.data for each in Printer(Edition(), prints.printer.style, Memo(None), Crew(2)).print(sheets)}
    assert alone == shared
    assert len(alone) == 12
