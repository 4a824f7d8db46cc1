"""Files that somebody downloaded: what they are, where something stands in them, and why they cannot be read."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playbook.importers.workbook import Workbook, is_workbook, open_workbook
from playbook.model.statistics import Dataset, ReadFile
from playbook.problems import Location, Problem, did_you_mean

LARGEST_TEXT = 50_000_000
"""Bytes of a text file that is read whole; County Business Patterns are read in pieces."""
Watch = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Looks on as a step goes through its items; the items come back unchanged."""

_HEAD = 4096
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")

CENSUS = {
    "country": "US",
    "publisher": "US Census Bureau",
    "licence": "Public domain (work of the US government)",
}
"""What all datasets of the US Census Bureau have in common."""


class NotImportedError(Exception):
    """Nothing is written: `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class OfficialFile:
    """A file as it was downloaded."""

    path: Path

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.name

    @cached_property
    def head(self) -> bytes:
        """Its first bytes, by which it is recognised."""
        try:
            with self.path.open("rb") as file:
                return file.read(_HEAD)
        except OSError as error:
            raise NotImportedError(Problem(self.at(), f"the file cannot be read: {error.strerror}")) from None

    @cached_property
    def first_line(self) -> str:
        """Its first line, where it is text; empty for a workbook."""
        lines = [] if is_workbook(self.head) else self.head.decode("utf-8-sig", errors="replace").splitlines()
        return lines[0] if lines else ""

    @cached_property
    def header(self) -> list[str]:
        """The cells of its first line, separated by commas."""
        return next(csv.reader([self.first_line]), [])

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of its bytes, in hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def workbook(self) -> Workbook | None:
        """The workbook that it is; None where it is none. NotImportedError where it is damaged or encrypted."""
        if not is_workbook(self.head):
            return None
        opened = open_workbook(self.path)
        if isinstance(opened, Workbook):
            return opened
        raise NotImportedError(Problem(self.at(), *opened))

    def at(self, line: int = 1, column: int = 1, sheet: str = "") -> Location:
        """A place in it; in a workbook, row and column of a sheet."""
        return Location(f"{self.path}[{sheet}]" if sheet else str(self.path), line, column)

    @cached_property
    def text(self) -> str:
        """The whole text. NotImportedError where it is too large or not UTF-8."""
        if self.path.stat().st_size > LARGEST_TEXT:
            raise NotImportedError(Problem(self.at(), f"the file is larger than {LARGEST_TEXT // 1_000_000} MB", _ANOTHER))
        return decoded(self, self.path.read_bytes(), 1)

    def rows(self, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
        """The rows of a delimited text with their lines, empty ones left out."""
        lines = io.StringIO(self.text, newline="")
        plain = delimiter == "|"
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
        yield from ((reader.line_num, row) for row in reader if row)


def described(files: Sequence[OfficialFile], **keys: object) -> Dataset:
    """A dataset that was read from these files."""
    read = tuple(ReadFile(name=file.name, sha256=file.sha256) for file in files)
    return Dataset.model_validate({"files": read, **keys})


_ANOTHER = "Is it another file? docs/statistics.md says which ones are read."


def decoded(file: OfficialFile, data: bytes, first_line: int) -> str:
    """Bytes as text; NotImportedError at the first that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = file.at(first_line + before.count(b"\n"), len(before.rsplit(b"\n", 1)[-1]) + 1)
        hint = "Take the file as it was downloaded; a spreadsheet may have saved it in another encoding."
        raise NotImportedError(Problem(place, "a sign here is not UTF-8", hint)) from None


def columns_of(
    file: OfficialFile, header: Sequence[str], needed: Iterable[str], known: re.Pattern[str], place: Location
) -> dict[str, int]:
    """Where each needed column is. NotImportedError where one is missing, or where there is one that this program does not know."""
    wanted = list(needed)
    problems = []
    for name in wanted:
        if name not in header:
            hint = did_you_mean(name, header) if len(header) < 3 else "The layout has changed, or the file is another one."
            problems.append(Problem(place, f"the column '{name}' is missing", hint))
    for index, name in enumerate(header):
        if not known.fullmatch(name):
            where = Location(place.path, place.line, index + 1)
            hint = "The layout is newer than this program. Ask for a newer one, or take that column out of a copy of the file."
            problems.append(Problem(where, f"column {index + 1}, '{name}', is not known", hint))
    if problems:
        raise NotImportedError(*problems)
    return {name: header.index(name) for name in wanted}


def number_in(cell: str) -> str | None:
    """A number as it is written, thousands' commas taken out and `.4` made `0.4`; None for anything else."""
    plain = cell.strip().replace(",", "")
    return re.sub(r"^(-?)\.", r"\g<1>0.", plain) if _NUMBER.fullmatch(plain) else None


def one_year(files: Sequence[OfficialFile], years: Sequence[int], dataset: str) -> int:
    """The year that all files of a dataset share. NotImportedError where they differ."""
    for file, year in zip(files, years, strict=True):
        if year != years[0]:
            message = f"this file is of {year}, but {files[0].name} is of {years[0]}: they cannot make one dataset ({dataset})"
            raise NotImportedError(Problem(file.at(), message, "Import files of one year together, each year by itself."))
    return years[0]
