"""Workbooks that cannot be imported: the exact words, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importers import samples
from tests.importers.trying import ons, refused, run

AGAIN = "    The layout of this workbook has changed: a newer program may know it.\n"


def put(sheet: str, row: int, column: int, value: str | int | None) -> Callable[[samples.Sheets], object]:
    """Puts a value into a cell, counted as a spreadsheet does."""

    def change(sheets: samples.Sheets) -> None:
        sheets[sheet][row - 1][column - 1] = value

    return change


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    file = samples.workbook(tmp_path / "ons.xlsx", samples.ons())
    file.write_bytes(file.read_bytes()[:4000])
    assert refused(tmp_path, file) == (
        "ons.xlsx:1:1: error: the workbook is cut off or damaged\n"
        "    Download it again; a download that stops early looks like this.\n"
    )


def test_a_workbook_that_is_damaged_inside(tmp_path: Path) -> None:
    file = samples.workbook(tmp_path / "ons.xlsx", samples.ons())
    data = bytearray(file.read_bytes())
    at = data.index(b"xl/workbook.xml")
    data[at + 40 : at + 80] = bytes(40)
    file.write_bytes(bytes(data))
    assert refused(tmp_path, file).startswith("ons.xlsx:1:1: error: this is not a workbook, or it is damaged\n")


def test_a_workbook_that_is_encrypted(tmp_path: Path) -> None:
    file = tmp_path / "ons.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    assert refused(tmp_path, file) == (
        "ons.xlsx:1:1: error: the workbook is encrypted\n"
        "    Open it with its password in a spreadsheet, save it without one, and import that.\n"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda sheets: sheets.pop("Table 17"), f"ons.xlsx:1:1: error: there is no sheet 'Table 17'\n{AGAIN}"),
        (put("Table 4", 1, 1, "Table 4 - Turnover"), f"ons.xlsx[Table 4]:1:1: error: 'Table 4' is another table than expected\n{AGAIN}"),
        (put("Table 4", 5, 4, "10-24"), f"ons.xlsx[Table 4]:5:1: error: no column '10-19' in the header\n{AGAIN}"),
        (
            lambda sheets: [row.append("x") for row in sheets["Table 4"]] and put("Table 4", 5, 10, "500+")(sheets),
            f"ons.xlsx[Table 4]:5:10: error: a column that is not known: '500+'\n{AGAIN}",
        ),
        (
            put("Table 4", 7, 3, "n/a"),
            "ons.xlsx[Table 4]:7:3: error: 'n/a' is no number under '5-9'\n    Expected a count.\n",
        ),
        (
            put("Table 4", 7, 1, "6910 : Legal activities"),
            "ons.xlsx[Table 4]:7:1: error: the code 6910 stands in row 6 already\n    Keep one of the two.\n",
        ),
        (
            put("Table 4", 7, 2, 9000),
            f"ons.xlsx[Table 4]:7:1: error: the columns come to 9,100, but the total says 1,000\n{AGAIN}",
        ),
        (
            put("Table 4", 7, 1, "Accounting"),
            "ons.xlsx[Table 4]:7:1: error: 'Accounting' is no class: expected a row such as '6920 : Title'\n" + AGAIN,
        ),
        (
            lambda sheets: sheets["Table 17"].pop(),
            "ons.xlsx[Table 17]:8:1: error: no row 'Total' at the end\n    The workbook may be cut off: download it again.\n",
        ),
        (put("Table 17", 5, 12, "E99 : Narnia"), f"ons.xlsx[Table 17]:5:1: error: no column 'London' in the header\n{AGAIN}"),
    ],
    ids=["no-sheet", "other-table", "no-band", "new-band", "no-number", "twice", "sum", "no-class", "no-total", "no-region"],
)  # fmt: skip
def test_a_workbook_whose_layout_or_numbers_are_wrong(tmp_path: Path, change: Callable[..., object], words: str) -> None:
    assert refused(tmp_path, ons(tmp_path, change)) == words


def test_a_suppressed_cell_is_withheld_and_no_mistake(tmp_path: Path) -> None:
    code, _, written = run(tmp_path, [ons(tmp_path, put("Table 4", 7, 4, "[c]"))])
    assert code == 0
    assert len(written) == 6
    text = (tmp_path / "out" / "gb-enterprises-2024.csv").read_text(encoding="utf-8")
    assert ",900,60,withheld,10,5,0,5,1000\n" in text
