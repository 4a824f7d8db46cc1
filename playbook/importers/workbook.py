"""Spreadsheet workbooks, read with calamine. The only importer of fastexcel, which is loaded when a workbook is opened."""

from __future__ import annotations

import importlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 400_000_000
"""Bytes that a workbook may unpack to: a hundred times what a publisher's has."""
ROWS = 200_000
"""Rows that a sheet may have."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Row = tuple[str, ...]


def is_workbook(head: bytes) -> bool:
    """Whether a file that starts so is a workbook: a zip, or the older compound file."""
    return head.startswith((_ZIP, _OLE))


@dataclass(frozen=True)
class Workbook:
    """An open workbook."""

    reader: Any
    sheets: tuple[str, ...]
    """Their names as they are, spaces at the end too."""

    def named(self, name: str) -> str | None:
        """The sheet of this name, spaces around it apart; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.strip() == name), None)

    def rows(self, sheet: str, most: int | None = None) -> list[Row]:
        """A sheet's rows as text, the first `most` of them; empty cells are empty. Row 1 is the sheet's first."""
        options = {"header_row": None, "dtypes": "string", "n_rows": most, "skip_whitespace_tail_rows": False}
        frame = self.reader.load_sheet(sheet, **options).to_polars()
        return [tuple("" if cell is None else cell.replace("\xa0", " ").strip() for cell in row) for row in frame.rows()]


def open_workbook(path: Path) -> Workbook | tuple[str, str]:
    """The workbook of a file, or what is wrong with it and what to do."""
    again = "Download it again; a download that stops early looks like this."
    with path.open("rb") as file:
        if file.read(8) == _OLE and _ENCRYPTED in file.read():
            return "the workbook is encrypted", "Open it with its password in a spreadsheet, save it without one, and import that."
    if path.suffix != ".xls":
        try:
            size = sum(part.file_size for part in zipfile.ZipFile(path).infolist())
        except (zipfile.BadZipFile, OSError):
            return "the workbook is cut off or damaged", again
        if size > LARGEST:
            return f"the workbook unpacks to {size // 1_000_000:,} MB: no publisher's is so large", again
    fastexcel = importlib.import_module("fastexcel")
    try:
        reader = fastexcel.read_excel(path)
    except fastexcel.FastExcelError:
        return "this is not a workbook, or it is damaged", again
    return Workbook(reader, tuple(reader.sheet_names))
