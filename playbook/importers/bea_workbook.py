"""The Use table in the publisher's workbooks: detail (one sheet, named as its year) and summary (a sheet a year: the newest).

Both have a sheet "NAICS codes" that says which NAICS industries each input-output industry means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from playbook.importers.bea_use import UseTable, amounts, fits, is_flow, naics_in, once, total_problem
from playbook.importers.reading import NotImportedError, OfficialFile
from playbook.importers.workbook import Row
from playbook.problems import Location, Problem

_CODES_SHEET = "NAICS codes"
_VINTAGE = re.compile(r"Related (\d{4}) NAICS Codes")
_AGAIN = "The layout of this workbook has changed: a newer program may know it."


def recognises(file: OfficialFile) -> bool:
    """Whether this is such a workbook."""
    return file.workbook is not None and file.workbook.named(_CODES_SHEET) is not None


def read(file: OfficialFile) -> UseTable:
    """The newest Use table of a workbook. NotImportedError where a sheet, a header or a total is not as expected."""
    book = file.workbook
    years = sorted(sheet for sheet in book.sheets if re.fullmatch(r"\d{4}", sheet.strip())) if book else []
    if book is None or not years:
        raise NotImportedError(Problem(file.at(), "there is no sheet named as a year, such as '2007'", _AGAIN))
    sheet = years[-1]
    rows = book.rows(sheet)
    codes_row = next((index for index, row in enumerate(rows[:15]) if row[0] in ("Code", "IOCode")), None)
    if codes_row is None:
        raise NotImportedError(
            Problem(file.at(1, 1, sheet), "no header: expected a row that starts with 'Code' or 'IOCode'", _AGAIN)
        )
    summary = rows[codes_row][0] == "IOCode"
    header = rows[codes_row - 1] if summary else rows[codes_row]
    columns = _columns(header, rows[codes_row])
    once(list(columns.values()), [file.at(codes_row + 1, at + 1, sheet) for at in columns])
    titles, cells = _cells(file, sheet, rows[codes_row + 1 :], codes_row + 2, columns)
    titles |= {code: (rows[codes_row] if summary else rows[codes_row - 1])[at] for at, code in columns.items()}
    vintage, naics = _naics(file, set(columns.values()), summary=summary)
    flows = tuple(code for code in columns.values() if is_flow(code))
    level = "summary" if summary else "detail"
    return UseTable((file,), int(sheet), level, f"BEA {sheet} {level}", vintage, flows, cells, titles, naics)


def _columns(header: Row, words: Row) -> dict[int, str]:
    """The code of each column; the total of the industries, which has no code in the summary, is T001."""
    found = {at: code for at, code in enumerate(header) if at > 1 and code}
    total = next((at for at, word in enumerate(words) if at > 1 and word.startswith("Total Intermediate") and not header[at]), None)
    return found | ({total: "T001"} if total else {})


def _cells(
    file: OfficialFile, sheet: str, rows: list[Row], first: int, columns: Mapping[int, str]
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Titles and amounts by commodity; the table ends at the first row of totals."""
    titles: dict[str, str] = {}
    found: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    total = next((at for at, code in columns.items() if code == "T001"), None)
    for number, row in enumerate(rows, first):
        if not is_flow(row[0]):
            break
        places = {at: Location(file.at(sheet=sheet).path, number, at + 1) for at in columns}
        if row[0] in found:
            problems.append(
                Problem(file.at(number, 1, sheet), f"the code {row[0]} stands here a second time", "Keep one of the two.")
            )
        written = [(code, row[at], places[at]) for at, code in columns.items() if is_flow(code)]
        titles[row[0]] = row[1]
        found[row[0]], wrong = amounts(written)
        if total is not None and not wrong:
            wrong = total_problem(row[0], found[row[0]], row[total], places[total])
        problems += wrong
    if problems or not found:
        raise NotImportedError(*problems or [Problem(file.at(first, 1, sheet), "there are no rows under the header", _AGAIN)])
    return titles, found


def _naics(file: OfficialFile, known: set[str], *, summary: bool) -> tuple[str, dict[tuple[str, str], str]]:
    """The edition of NAICS, and which of its codes each input-output industry means."""
    book = file.workbook
    rows = book.rows(book.named(_CODES_SHEET) or "") if book else []
    vintage = next((match[1] for row in rows[:8] for cell in row if (match := _VINTAGE.search(cell))), None)
    if vintage is None:
        raise NotImportedError(Problem(file.at(sheet=_CODES_SHEET), "no column 'Related … NAICS Codes'", _AGAIN))
    pairs, above = [], ""
    for row in rows:
        above = row[1] or above
        code = above if summary else row[2]
        if row[2] and code in known:
            pairs += [(code, naics) for naics in naics_in(row[5])]
    return f"NAICS {vintage}", fits(pairs)
