"""The UK Office for National Statistics: the workbook "UK business: activity, size and location".

Table 4 counts enterprises by class and size, Table 17 local units (sites) by class and region, Table 3 names the divisions.
Where the header stands differs between editions, so it is found by its words. Region codes change; names do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playbook.importers.reading import NotImportedError, OfficialFile, Watch, described, number_in
from playbook.importers.sections import section_of
from playbook.importers.tidy import Tidy
from playbook.importers.titles import readable
from playbook.importers.workbook import Row
from playbook.model.columns import LIST, TOTAL, WITHHELD
from playbook.model.statistics import Dataset
from playbook.problems import Problem

BANDS = ("0-4", "5-9", "10-19", "20-49", "50-99", "100-249", "250+")
REGIONS = (
    "North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East", "London", "South East",
    "South West", "Wales", "Scotland", "Northern Ireland",
)  # fmt: skip
OVERLAPPING = ("United Kingdom", "Great Britain", "England and Wales", "England")
"""Columns that contain others; only the first is used, as the total."""
ROUNDED = 5

_TITLE = re.compile(r"UK business[:,]? activity, size and location\W+(\d{4})", re.I)
_CLASS = re.compile(r"(\d{4}) ?: ?(.+)")
_DIVISION = re.compile(r"(\d{2}) ?: ?(.+)")
_PLACE = re.compile(r"(?:([A-Z]\d{8})\s*:?\s*)?(.+)")
_SUPPRESSED = frozenset({"[c]", "c", "..", ".", ":", "*", "x", "[x]", "-"})
_AGAIN = "The layout of this workbook has changed: a newer program may know it."


@dataclass(frozen=True)
class _Sheet:
    """A table of the workbook: its rows, where its header is, and which column holds what."""

    file: OfficialFile
    name: str
    rows: list[Row]
    header: int
    columns: dict[str, int]
    codes: dict[str, str]

    def problem(self, row: int, column: int, message: str, hint: str = _AGAIN) -> Problem:
        """A problem at a cell, both counted from 0."""
        return Problem(self.file.at(row + 1, column + 1, self.name), message, hint)


def recognises(file: OfficialFile) -> bool:
    """Whether this is an edition of the workbook."""
    return file.workbook is not None and _year(file) is not None


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """Industries, enterprises by size and sites by region of each edition. NotImportedError where one cannot be read whole."""
    tables: list[Tidy] = []
    for file in watch("Reading workbooks", files, len(files)):
        year = _year(file) or 0
        divisions = _divisions(_open(file, "Table 3", "division", ()))
        sizes = _open(file, "Table 4", "enterprises by .*class by employment sizebands", (*BANDS, "Total"))
        places = _open(file, "Table 17", "local units by .*class and region", (*REGIONS, *OVERLAPPING))
        titles, sizes_rows = _numbers(sizes, BANDS, "Total")
        _, places_rows = _numbers(places, REGIONS, OVERLAPPING[0])
        tables += [
            Tidy(_dataset(file, year, "industries"), LIST, [_listed(code, titles[code], divisions) for code in titles]),
            Tidy(_dataset(file, year, "sizes"), ("code", "title", *BANDS, TOTAL), sizes_rows),
            Tidy(_dataset(file, year, "places", places.codes), ("code", "title", *REGIONS, TOTAL), places_rows),
        ]
    return tables


_TABLES = {
    "industries": ("gb-industries", "UK industries by class", "classes", "Tables 3 and 4"),
    "sizes": ("gb-enterprises", "UK enterprises by class and number of people employed", "enterprises", "Table 4"),
    "places": ("gb-sites", "UK sites by class and region", "sites", "Table 17"),
}
_NOTES = {
    "industries": ("Readable titles are made from the official ones.",),
    "sizes": (
        "Enterprises registered for VAT or PAYE; most people who work alone below the VAT threshold are not counted.",
        "People employed are employees and working owners, so 0-4 includes owners who work alone.",
        "Counts are rounded to 5: a zero need not be a true zero.",
    ),
    "places": (
        "Sites (local units) of enterprises registered for VAT or PAYE, where they stand and not where the head office is.",
        "Counts are rounded to 5: a zero need not be a true zero.",
    ),
}


def _dataset(file: OfficialFile, year: int, topic: str, places: dict[str, str] | None = None) -> Dataset:
    name, title, unit, table = _TABLES[topic]
    return described(
        [file],
        id=f"{name}-{year}",
        title=f"{title}, {year}",
        topic=topic,
        country="GB",
        year=year,
        unit=unit,
        codes="UK SIC 2007",
        publisher="Office for National Statistics",
        publication=f"UK business: activity, size and location {year}",
        table=table,
        licence="Open Government Licence v3.0",
        attribution="Source: Office for National Statistics licensed under the Open Government Licence v3.0",
        rounded_to=None if topic == "industries" else ROUNDED,
        places=places or {},
        notes=_NOTES[topic],
    )


def _year(file: OfficialFile) -> int | None:
    """The edition, from the title on one of the first sheets."""
    book = file.workbook
    for sheet in book.sheets[:3] if book else ():
        for row in book.rows(sheet, 5) if book else ():
            if found := _TITLE.search(" ".join(row)):
                return int(found[1])
    return None


def _open(file: OfficialFile, name: str, words: str, labels: Sequence[str]) -> _Sheet:
    """A table with its header found. NotImportedError where sheet, title, or a column is not there, or one is new."""
    book = file.workbook
    sheet = book.named(name) if book else None
    if book is None or sheet is None:
        raise NotImportedError(Problem(file.at(), f"there is no sheet '{name}'", _AGAIN))
    rows = book.rows(sheet)
    if not any(re.search(words, " ".join(row), re.I | re.S) for row in rows[:5]):
        raise NotImportedError(Problem(file.at(sheet=name), f"'{name}' is another table than expected", _AGAIN))
    if not labels:
        return _Sheet(file, name, rows, 0, {}, {})
    found = {index: _labelled(row) for index, row in enumerate(rows[:15])}
    header, cells = max(found.items(), key=lambda each: len(set(labels) & set(each[1])))
    missing = [label for label in labels if label not in cells]
    if missing:
        raise NotImportedError(Problem(file.at(header + 1, sheet=name), f"no column '{missing[0]}' in the header", _AGAIN))
    made = _Sheet(file, name, rows, header, {label: cells[label][0] for label in labels}, {})
    if new := [label for label in cells if label not in labels and cells[label][0]]:
        raise NotImportedError(made.problem(header, cells[new[0]][0], f"a column that is not known: '{new[0]}'"))
    return _Sheet(file, name, rows, header, made.columns, {label: cells[label][1] for label in labels if label in REGIONS})


def _labelled(row: Row) -> dict[str, tuple[int, str]]:
    """The column and the code of each label in a header row."""
    found = {}
    for index, cell in enumerate(row):
        if match := _PLACE.fullmatch(cell):
            found[match[2].strip()] = index, match[1] or ""
    return found


def _divisions(sheet: _Sheet) -> dict[str, str]:
    return {found[1]: found[2] for row in sheet.rows if (found := _DIVISION.fullmatch(row[0] or row[1]))}


def _listed(code: str, title: str, divisions: dict[str, str]) -> tuple[str, ...]:
    section, section_title = section_of(code)
    division = readable(divisions.get(code[:2], ""))
    return code, title, readable(title), code[:2], division, section, section_title


def _numbers(sheet: _Sheet, labels: Sequence[str], total: str) -> tuple[dict[str, str], list[list[str]]]:
    """Titles by code, and the rows with a total at the end; every cell is checked, and each row's sum."""
    titles: dict[str, str] = {}
    table: list[list[str]] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    last_row = [0] * (len(labels) + 1)
    for index, row in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 1):
        label = next((cell for cell in row[: min(sheet.columns.values())] if cell), "")
        found = _CLASS.fullmatch(label)
        code = found[1] if found else TOTAL if label == "Total" else ""
        if not code:
            if label and any(number_in(row[column]) for column in sheet.columns.values()):
                problems.append(sheet.problem(index, 0, f"'{label}' is no class: expected a row such as '6920 : Title'"))
            continue
        if code in lines:
            problems.append(sheet.problem(index, 0, f"the code {code} stands in row {lines[code]} already", "Keep one of the two."))
            continue
        lines[code] = index + 1
        cells, wrong = _cells(sheet, index, [*labels, total])
        problems += wrong or _sum_problems(sheet, index, cells)
        if found:
            titles[code] = found[2]
        last_row = [index]
        table.append([code, found[2] if found else "All industries", *cells])
    if TOTAL not in lines:
        problems.append(
            sheet.problem(last_row[0], 0, "no row 'Total' at the end", "The workbook may be cut off: download it again.")
        )
    if problems:
        raise NotImportedError(*problems)
    return titles, table


def _cells(sheet: _Sheet, index: int, labels: Sequence[str]) -> tuple[list[str], list[Problem]]:
    cells, problems = [], []
    for label in labels:
        column = sheet.columns[label]
        written = sheet.rows[index][column]
        number = number_in(written)
        if number is None and written not in _SUPPRESSED:
            problems.append(sheet.problem(index, column, f"'{written}' is no number under '{label}'", "Expected a count."))
        cells.append(WITHHELD if number is None else number)
    return cells, problems


def _sum_problems(sheet: _Sheet, index: int, cells: Sequence[str]) -> list[Problem]:
    """A row whose parts do not come to its total, rounding apart."""
    if WITHHELD in cells:
        return []
    *parts, total = map(int, cells)
    if abs(sum(parts) - total) > ROUNDED * len(parts) // 2:
        message = f"the columns come to {sum(parts):,}, but the total says {total:,}"
        return [sheet.problem(index, 0, message)]
    return []
