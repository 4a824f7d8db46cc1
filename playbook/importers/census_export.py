"""County Business Patterns as data.census.gov exports them (`CBP2021.CB2100CBP-Data.csv`).

Two header rows (codes, then labels), and a comma at the end of every line. Rows of all legal forms are used; the national ones
give establishments by size. An export of states gives establishments by state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.importers.cbp import SMALL_LEFT_OUT, dataset
from playbook.importers.reading import NotImportedError, OfficialFile, Watch, columns_of, number_in
from playbook.importers.states import STATES
from playbook.importers.tidy import Tidy
from playbook.model.columns import TOTAL, WITHHELD
from playbook.problems import Problem

SIZES = {
    "210": "0-4", "220": "5-9", "230": "10-19", "241": "20-49", "242": "50-99", "251": "100-249", "252": "250-499",
    "254": "500-999", "260": "1000+",
}  # fmt: skip
"""Bands by code; 001 is all sizes."""

_COLUMNS = ("GEO_ID", "NAICS2017", "NAICS2017_LABEL", "LFO", "EMPSZES", "YEAR", "ESTAB")
_KNOWN = re.compile(r"|GEO_ID|NAME|NAICS2017(_LABEL)?|LFO(_LABEL)?|EMPSZES(_LABEL)?|YEAR|ESTAB|(PAYANN|PAYQTR1|EMP)(_N)?")
_NATION = "0100000US"
_STATE = re.compile(r"0400000US(\d\d)")

Counts = dict[str, dict[str, str]]


@dataclass
class _Found:
    """What the rows say."""

    titles: dict[str, str] = field(default_factory=dict)
    sizes: Counts = field(default_factory=lambda: defaultdict(dict))
    places: Counts = field(default_factory=lambda: defaultdict(dict))
    years: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def recognises(file: OfficialFile) -> bool:
    """Whether this is such an export."""
    header = file.header
    return {"GEO_ID", "EMPSZES", "ESTAB"} <= set(header)


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """Sizes, and places where there are states, of each export. NotImportedError where one cannot be read whole."""
    return [table for file in watch("Reading exports", files, len(files)) for table in _read(file)]


def _read(file: OfficialFile) -> list[Tidy]:
    header = file.header
    columns = columns_of(file, header, _COLUMNS, _KNOWN, file.at())
    found = _Found()
    for line, row in list(file.rows())[2:]:
        if len(row) != len(header):
            message = f"this row has {len(row)} columns, but the header has {len(header)}"
            found.problems.append(Problem(file.at(line), message, "The file may be cut off: download it again."))
        else:
            _take(file, line, {name: row[at] for name, at in columns.items()}, columns["ESTAB"] + 1, found)
    if len(found.years) != 1:
        said = ", ".join(sorted(found.years)) or "none"
        message = f"the rows are of more than one year, or of none: {said}"
        found.problems.append(Problem(file.at(), message, "Export one year at a time."))
    if found.problems:
        raise NotImportedError(*found.problems)
    return _tables(file, int(next(iter(found.years))), found)


def _take(file: OfficialFile, line: int, cells: dict[str, str], column: int, found: _Found) -> None:
    """Note a row's count where it is used; `column` is where it stands."""
    into = _into(cells, found)
    if into is None:
        return
    code, (table, key) = cells["NAICS2017"], into
    found.years.add(cells["YEAR"])
    found.titles[code] = cells["NAICS2017_LABEL"]
    number = number_in(cells["ESTAB"])
    if number is None and cells["ESTAB"] not in ("N", "D", "S", "X", ""):
        found.problems.append(Problem(file.at(line, column), f"'{cells['ESTAB']}' is no number under ESTAB"))
    if key in table[code]:
        found.problems.append(Problem(file.at(line), f"{code} has this row twice", "Keep one of the two."))
    table[code][key] = WITHHELD if number is None else number


def _into(cells: dict[str, str], found: _Found) -> tuple[Counts, str] | None:
    """The table and the column that a row belongs to; None where it is not used."""
    state = _STATE.fullmatch(cells["GEO_ID"])
    if cells["LFO"] != "001":
        return None
    if cells["GEO_ID"] == _NATION and cells["EMPSZES"] in ("001", *SIZES):
        return found.sizes, SIZES.get(cells["EMPSZES"], TOTAL)
    if state and cells["EMPSZES"] == "001" and int(state[1]) in STATES:
        return found.places, STATES[int(state[1])][0]
    return None


def _tables(file: OfficialFile, year: int, found: _Found) -> list[Tidy]:
    """A missing row stands for fewer than three establishments: withheld, not zero."""
    tables = []
    names = dict(STATES.values())
    for topic, counted, labels in (("sizes", found.sizes, [*SIZES.values(), TOTAL]), ("places", found.places, [*names])):
        rows = []
        for code, counts in counted.items():
            known = [counts.get(label, WITHHELD) for label in labels]
            whole = [] if topic == "sizes" else [found.sizes.get(code, {}).get(TOTAL, "")]
            rows.append([TOTAL if code == "00" else code, found.titles[code], *known, *whole])
        if rows:
            header = ("code", "title", *labels, *(() if topic == "sizes" else (TOTAL,)))
            rest = {"url": "https://data.census.gov/", "places": names if topic == "places" else {}}
            about = dataset(file, year, topic, "NAICS 2017", f"CB{year % 100:02}00CBP", (SMALL_LEFT_OUT,), **rest)
            tables.append(Tidy(about, header, rows))
    return tables
