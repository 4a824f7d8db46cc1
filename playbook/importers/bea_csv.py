"""The Use table as a CSV export: a column for each buyer, with lists of codes and a crosswalk to NAICS beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playbook.importers.bea_use import UseTable, amounts, fits, is_flow, once, total_problem
from playbook.importers.reading import NotImportedError, OfficialFile, columns_of, one_year
from playbook.problems import Problem

_CROSSWALK = re.compile(r"BEA_(\d{4})_Detail_Code")
_YEAR = re.compile(r"\d{4}")
_BUYER = re.compile(r"commodity|[A-Z0-9]{4,6}|NA(\.\d+)?")


def recognises(file: OfficialFile) -> bool:
    """Whether this is the Use table, its crosswalk, or a list of codes."""
    return _is_use(file) or _is_list(file) or bool(_CROSSWALK.search(file.first_line))


def read(files: Sequence[OfficialFile]) -> UseTable:
    """The Use table of an export. NotImportedError where a part of it is missing, or of another year."""
    uses = [file for file in files if _is_use(file)]
    walks = [file for file in files if _CROSSWALK.search(file.first_line)]
    lists = [file for file in files if _is_list(file)]
    for found, words in ((uses, "the Use table itself"), (walks, "the crosswalk to NAICS"), (lists, "a list of codes and titles")):
        if not found:
            hint = "Import the Use table, its lists of codes and its crosswalk in one command."
            raise NotImportedError(Problem(files[0].at(), f"{words} is missing", hint))
    if len(uses) > 1:
        raise NotImportedError(Problem(uses[1].at(), f"a second Use table beside {uses[0].name}", "Import one at a time."))
    dated = [*uses, *walks]
    year = one_year(dated, [_year(file) for file in dated], "us-trade")
    titles = {row[0]: row[1] for file in lists for _, row in list(file.rows())[1:] if len(row) == 2}
    columns, cells = _use(uses[0])
    naics, earlier = _crosswalk(walks[0])
    flows = tuple(code for code in columns if is_flow(code))
    known = {pair: fit for pair, fit in naics.items() if pair[0] in flows}
    inputs = tuple(sorted(files, key=lambda file: file.name))
    return UseTable(inputs, year, "detail", f"BEA {year}", "NAICS 2017", flows, cells, titles, known, earlier)


def _is_use(file: OfficialFile) -> bool:
    return file.first_line.startswith("commodity,")


def _is_list(file: OfficialFile) -> bool:
    return file.first_line.strip() == "code,title"


def _year(file: OfficialFile) -> int:
    """The year that the header says, or else the name."""
    found = _CROSSWALK.search(file.first_line)
    named = _YEAR.search(file.name)
    if not found and not named:
        hint = "Put the year into its name, as use_2017.csv."
        raise NotImportedError(Problem(file.at(), "which year is this? The file does not say, and its name does not either", hint))
    return int(found[1] if found else named[0] if named else 0)


def _use(file: OfficialFile) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Columns, and amounts by commodity."""
    rows = list(file.rows())
    header = rows[0][1]
    columns_of(file, header, ["commodity", "T001"], _BUYER, file.at())
    once(header[1:], [file.at(1, index) for index in range(2, len(header) + 1)])
    once([row[0] for _, row in rows[1:]], [file.at(line) for line, _ in rows[1:]])
    found: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for line, row in rows[1:]:
        if len(row) != len(header):
            message = f"this row has {len(row)} columns, but the header has {len(header)}"
            problems.append(Problem(file.at(line), message, "The file may be cut off."))
        elif is_flow(row[0]):
            written = [(name, row[at], file.at(line, at + 1)) for at, name in enumerate(header) if at and is_flow(name)]
            found[row[0]], wrong = amounts(written)
            total = header.index("T001")
            problems += wrong or total_problem(row[0], found[row[0]], row[total], file.at(line, total + 1))
    if problems:
        raise NotImportedError(*problems)
    return header[1:], found


def _crosswalk(file: OfficialFile) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Input-output codes and NAICS 2017, and NAICS 2012 and NAICS 2017, six digits each."""
    header = file.header
    detail = next(name for name in header if _CROSSWALK.fullmatch(name))
    known = re.compile(r"BEA_\d{4}_(Sector|Summary|Detail)_Code|NAICS_20(12|17)_Code")
    columns = columns_of(file, header, [detail, "NAICS_2017_Code", "NAICS_2012_Code"], known, file.at())
    rows = [row for _, row in list(file.rows())[1:] if len(row) == len(header)]
    codes = [tuple(row[at] for at in columns.values()) for row in rows]
    six = [(bea, new, old) for bea, new, old in codes if len(new) == len(old) == 6 and new.isdigit() and old.isdigit()]
    return fits((bea, new) for bea, new, _ in six), fits((old, new) for _, new, old in six)
