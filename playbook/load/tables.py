"""A CSV of `content/statistics/` → its cells and numbers, each mistake at its line and column. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playbook.model.columns import AT_LEAST, WITHHELD
from playbook.model.figures import Status
from playbook.model.source import SourceFile
from playbook.problems import Location, Problem, did_you_mean, several

MOST = 20
"""Mistakes told of one table; a file saved with the wrong settings has one in every cell."""

_OTHER_SIGNS = {";": "';'", "\t": "tabs"}
_COMMA = re.compile(r"-?\d+,\d+")
_PLAIN = re.compile(r"[0-9.-]*")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")


@dataclass
class Cells:
    """A CSV read: its header, and rows with their lines."""

    source: SourceFile
    header: tuple[str, ...] = ()
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def at(self, line: int, column: int) -> Location:
        """The place of a cell, its column counted from 0 in cells, in signs of the line."""
        return self.source.at(line, _start(self.source.text.split("\n")[line - 1], column))

    def tell(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note a mistake in a cell; the last of many says how it goes on."""
        if len(self.problems) < MOST:
            self.problems.append(Problem(self.at(line, column), message, hint))
        elif len(self.problems) == MOST:
            self.problems.append(Problem(self.at(line, column), "more mistakes follow from here on", "Mend those above first."))


def read_cells(source: SourceFile) -> Cells:
    """The cells of a table. What is not a table with commas, or a row of another width, is told."""
    reader = csv.reader(io.StringIO(source.text))
    header = next(reader, [])
    cells = Cells(source, tuple(header))
    if len(header) < 2:
        separated = {sign: name for sign, name in _OTHER_SIGNS.items() if sign in source.text.partition("\n")[0]}
        hint = "Save it again as CSV with commas between the columns, and a point in numbers." if separated else ""
        message = "there is no header with columns here"
        if separated:
            message = f"the columns are separated by {next(iter(separated.values()))}, not by commas"
        cells.problems.append(Problem(source.at(), message, hint))
        return cells
    for column, name in enumerate(header):
        if name in header[:column]:
            cells.tell(1, column, f"the column '{name}' stands here twice", "Every column has its own name.")
    if (line := _open_quotation(source.text)) is not None:
        cells.tell(line, 0, "a quotation mark here is not closed", 'Write " twice inside a quoted cell, and at its end once.')
        return cells
    for row in reader:
        if len(row) == len(header):
            cells.rows.append((reader.line_num, row))
        elif row:
            hint = "A number with a comma makes two cells: write 12.5, and 1200 for 1,200." if len(row) > len(header) else ""
            column = min(len(row), len(header)) - 1
            counted = several(len(row), "cell")
            cells.tell(reader.line_num, column, f"this row has {counted}, but the header has {len(header)}", hint)
    if not cells.rows and not cells.problems:
        cells.problems.append(Problem(source.at(), "the table has no rows"))
    return cells


def _open_quotation(text: str) -> int | None:
    """The line from which on everything is taken for one cell; None where all quotation marks have their counterparts."""
    if text.count('"') % 2 == 0:
        return None
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.count('"') % 2)


def numbers_of(
    cells: Cells, first: int, blank: float | None = None
) -> tuple[dict[str, tuple[float | None, ...]], dict[tuple[str, str], Status], dict[str, int]]:
    """Numbers by code from column `first` on, the status of cells that are no plain number, and each code's line.

    `blank` is what an empty cell means.
    """
    rows: dict[str, tuple[float | None, ...]] = {}
    marks: dict[tuple[str, str], Status] = {}
    lines: dict[str, int] = {}
    for line, row in cells.rows:
        code = row[0]
        if code in lines:
            cells.tell(line, 0, f"the code '{code}' stands on line {lines[code]} already", "Every industry has one row.")
            continue
        lines[code] = line
        rows[code] = _plain(row[first:], blank) or tuple(_marked(cells, line, row, first, marks, blank))
    return rows, marks, lines


def _plain(row: Sequence[str], blank: float | None) -> tuple[float | None, ...] | None:
    """The numbers of a row that holds nothing else; None where there is another thing in it."""
    if not _PLAIN.fullmatch("".join(row)):  # float() also reads 'nan', '1e5' and '1_000'
        return None
    try:
        return tuple([float(cell) if cell else blank for cell in row])
    except ValueError:
        return None


def _marked(
    cells: Cells, line: int, row: Sequence[str], first: int, marks: dict[tuple[str, str], Status], blank: float | None
) -> Iterator[float | None]:
    """The numbers of a row that holds marks, or mistakes."""
    for column, cell in enumerate(row[first:], first):
        key, plain = (row[0], cells.header[column]), cell.removeprefix(AT_LEAST)
        if cell in ("", WITHHELD):
            if cell:
                marks[key] = "withheld"
            yield None if cell else blank
        elif _NUMBER.fullmatch(plain):
            if plain != cell:
                marks[key] = "partial"
            yield float(plain)
        else:
            message, hint = f"'{cell}' is no number", f"Write a number, or {WITHHELD}, or {AT_LEAST}120 for 'at least 120'."
            if _COMMA.fullmatch(plain):
                message, hint = f"'{cell}' has a comma in it", "Write 12.5 with a point, and 1200 without a sign for thousands."
            cells.tell(line, column, message, hint)
            yield None


def unknown_columns(cells: Cells, known: Mapping[str, object], words: str) -> None:
    """Tell the columns that are none of the known ones."""
    for column, name in enumerate(cells.header):
        if name not in known:
            cells.tell(1, column, f"{words} '{name}'", did_you_mean(name, known))


def _start(line: str, column: int) -> int:
    """Where a cell starts in its line, counted from 1."""
    at, quoted = 0, False
    for index, sign in enumerate(line):
        if at == column:
            return index + 1
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            at += 1
    return len(line) + (1 if at == column else 0) or 1
