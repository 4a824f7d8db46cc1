"""US County Business Patterns: establishments by size for the country, and by state, from the publisher's text files.

The national file gives sizes; the state file, or the county file added up, gives places. Counts carry no noise. Until 2016 every
count is published, so that a missing row is a zero; from 2017 rows of fewer than three establishments are left out, so that a
missing row is unknown. The files hold no year: it is taken from their name (`cbp12us.txt`), or from a column `year`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import Any

from playbook.importers.cbp_rows import TOTAL as ALL
from playbook.importers.cbp_rows import sums_by_state
from playbook.importers.reading import CENSUS, NotImportedError, OfficialFile, Watch, columns_of, described, number_in
from playbook.importers.states import STATES, TERRITORIES
from playbook.importers.tidy import Tidy
from playbook.model.columns import AT_LEAST, TOTAL, WITHHELD
from playbook.model.statistics import Dataset
from playbook.problems import Problem

_SIZES = ("1_4", "5_9", "10_19", "20_49", "50_99", "100_249", "250_499", "500_999", "1000")
_NAME = re.compile(r"cbp(\d\d)", re.I)
_KNOWN = re.compile(
    r"year|uscode|fipstate|fipscty|naics|lfo|empflag|est|(emp|qp1|ap)(_nf)?|censtate|cencty|"
    r"[feqan](<5|\d+_\d+|1000)(_?nf)?|n1000_[1-4]"
)
_VINTAGES = ((2017, 2017), (2012, 2012), (2008, 2007), (2003, 2002), (1900, 1997))
"""First year of figures by each edition of NAICS, newest first."""
_SECRET_SINCE = 2017
"""The first year whose small counts are left out."""

COUNTED = "Establishments (sites) with paid employees; owners who work alone, most farms and government are not counted."
SMALL_LEFT_OUT = "Rows of fewer than three establishments are not published: those counts are unknown, not zero."
_UNTITLED = (
    "The publisher's file has codes without titles. It is joined to newer editions of NAICS only where a code means the same."
)


def recognises(file: OfficialFile) -> bool:
    """Whether this is a national, state or county file."""
    names = file.header
    return {"naics", "est"} <= set(names) and bool({"uscode", "fipstate"} & set(names))


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """A table of sizes or of places for each file. NotImportedError where one cannot be read whole."""
    return [_sizes(file, watch) if "uscode" in file.header else _places(file, watch) for file in files]


def vintage_of(year: int) -> str:
    """The edition of NAICS that a year's figures are classified by."""
    return f"NAICS {next(vintage for first, vintage in _VINTAGES if first <= year)}"


def _year(file: OfficialFile, year: str = "") -> int:
    found = _NAME.match(file.name)
    if year.isdigit() or found:
        return int(year) if year.isdigit() else 2000 + int(found[1] if found else 0)
    hint = "Give it the publisher's name, as cbp12us.txt or cbp12co.txt for 2012."
    raise NotImportedError(Problem(file.at(), "which year is this? The file does not say, and its name does not either", hint))


def _sizes(file: OfficialFile, watch: Watch) -> Tidy:
    year = _year(file)
    rows = file.rows()
    _, header = next(rows)
    bands = [f"n{size}" if f"n{size}" in header else "n<5" for size in _SIZES]
    columns = columns_of(file, header, ["naics", "lfo", "est", *bands], _KNOWN, file.at())
    table: list[list[str]] = []
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for line, row in watch(f"Reading {file.name}", rows, file.text.count("\n")):
        if len(row) != len(header):
            message = f"this row has {len(row)} columns, but the header has {len(header)}"
            problems.append(Problem(file.at(line), message, "The file may be cut off: download it again."))
            continue
        code = row[columns["naics"]]
        if row[columns["lfo"]] != "-" or not (code.isdigit() or code == "------"):
            continue
        code = TOTAL if code == "------" else code
        if code in lines:
            problems.append(Problem(file.at(line), f"the code {code} stands on line {lines[code]} already", "Keep one of the two."))
        lines[code] = line
        cells, wrong = _cells(file, line, row, {name: columns[name] for name in (*bands, "est")})
        problems += wrong
        table.append([code, *cells])
    if problems:
        raise NotImportedError(*problems)
    labels = [re.sub(r"^n", "", band).replace("_", "-").replace("<5", "0-4") for band in bands]
    labels[-1] = "1000+"
    about = dataset(file, year, "sizes", vintage_of(year), "National file", (_UNTITLED,))
    return Tidy(about, ("code", *labels, TOTAL), table)


def _cells(file: OfficialFile, line: int, row: Sequence[str], columns: dict[str, int]) -> tuple[list[str], list[Problem]]:
    """Counts of a row, and whether its sizes come to its total."""
    cells, problems = [], []
    for name, at in columns.items():
        number = number_in(row[at])
        if number is None and row[at] not in ("N", "D", "S"):
            problems.append(Problem(file.at(line, at + 1), f"'{row[at]}' is no number under {name}"))
        cells.append(WITHHELD if number is None else number)
    if not problems and WITHHELD not in cells and sum(map(int, cells[:-1])) != int(cells[-1]):
        message = f"the sizes come to {sum(map(int, cells[:-1])):,}, but est says {cells[-1]}"
        problems.append(Problem(file.at(line, columns["est"] + 1), message, "Take the file as it was downloaded."))
    return cells, problems


def _places(file: OfficialFile, watch: Watch) -> Tidy:
    header = file.header
    columns = columns_of(file, header, ["fipstate", "naics", "est"], _KNOWN, file.at())
    second = next(csv.reader(file.head.decode("utf-8", errors="replace").splitlines()[1:2]), [])
    year = _year(file, second[header.index("year")] if "year" in header and len(second) == len(header) else "")
    sums = sums_by_state(file, header, watch)
    if strange := sorted({state for _, state in sums} - set(STATES) - TERRITORIES):
        place = file.at(1, columns["fipstate"] + 1)
        raise NotImportedError(Problem(place, f"the state {strange[0]:02} is not known", "Expected FIPS codes from 01 to 56."))
    table = []
    for code in sorted({code for code, _ in sums}):
        known = [sums.get((code, state)) for state in STATES]
        total = sum(number or 0 for number in known)
        partial = year >= _SECRET_SINCE
        name = f"{code:06}" if code != ALL else TOTAL
        whole = f"{AT_LEAST}{total}" if partial else str(total)
        table.append([name, *(_cell(number, county="fipscty" in header, partial=partial) for number in known), whole])
    codes = dict(STATES.values())
    names = tuple(name for name, _ in STATES.values())
    notes = _notes(header, year, len(table))
    about = dataset(file, year, "places", vintage_of(year), "State or county file", notes, places=codes)
    return Tidy(about, ("code", *names, TOTAL), table)


def _cell(number: int | None, *, county: bool, partial: bool) -> str:
    """A state's count: missing is zero until 2016 and unknown later; sums of counties then lack the small ones."""
    if number is None:
        return WITHHELD if partial else "0"
    return f"{AT_LEAST}{number}" if county and partial else str(number)


def _notes(header: Sequence[str], year: int, rows: int) -> list[str]:
    """What sets a table of places apart."""
    notes = [_UNTITLED]
    if year >= _SECRET_SINCE:
        notes.append(SMALL_LEFT_OUT)
    if "fipscty" in header:
        notes.append("States are the sums of their counties.")
    elif "lfo" not in header:
        notes.append(f"Read from an extract of the state file, which holds {rows - 1} industries and not all.")
    return notes


def dataset(file: OfficialFile, year: int, topic: str, codes: str, table: str, notes: Sequence[str] = (), **rest: Any) -> Dataset:
    """Describes establishments by size or by place, as all layouts of this publication are described."""
    name, title = {
        "sizes": ("us-establishments", "US establishments by industry and number of employees"),
        "places": ("us-states", "US establishments by industry and state"),
    }[topic]
    return described(
        [file],
        id=f"{name}-{year}",
        title=f"{title}, {year}",
        topic=topic,
        year=year,
        unit="establishments",
        codes=codes,
        publication=f"County Business Patterns {year}",
        table=table,
        attribution=f"Source: US Census Bureau, County Business Patterns {year}",
        notes=(COUNTED, *notes),
        **CENSUS,
        **rest,
    )
