"""The US Economic Census: "Concentration of largest firms", a text with | between its columns (`EC2200SIZECONCEN.dat`).

Five rows an industry: all firms, and the 4, 8, 20 and 50 largest. A value that is withheld is printed as 0 and flagged: it is never
read as zero. HHI stands on the row of the 50 largest alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playbook.importers.reading import CENSUS, NotImportedError, OfficialFile, Watch, columns_of, described, number_in
from playbook.importers.tidy import Tidy
from playbook.model.columns import CONCENTRATION, LIST, WITHHELD
from playbook.model.statistics import Dataset
from playbook.problems import Problem

GROUPS = {"001": "all firms", "604": "4 largest", "608": "8 largest", "620": "20 largest", "650": "50 largest"}
HEADER = ("code", "title", *CONCENTRATION)

_NEEDED = ("GEO_ID", "SECTOR", "TYPOP", "CONCENFI", "YEAR", "FIRM", "ESTAB", "RCPTOT", "EMP", "VAL_PCT", "HHI")
_VALUES = ("FIRM", "ESTAB", "RCPTOT", "PAYANN", "PAYQTR1", "EMP", "VAL_PCT", "HHI", "RCPTOT_IMP", "PAYANN_IMP", "EMP_IMP")
_KNOWN = re.compile(
    rf"GEOTYPE|ST|GEO_ID(_F)?|GEO_(LABEL|TTL)|SECTOR|INDLEVEL|NAICS\d{{4}}(_LABEL|_TTL|_F)?|TYPOP(_LABEL|_TTL)?|"
    rf"CONCENFI(_LABEL|_TTL)?|YEAR|({'|'.join(_VALUES)})(_F)?"
)
_CODE = re.compile(r"NAICS(\d{4})")
_HIDDEN = frozenset("DSXN")
"""Flags of a value that is printed as 0 and is none: withheld, below standards, not applicable, not available."""


@dataclass
class _Found:
    """What the file says, row by row."""

    titles: dict[str, str] = field(default_factory=dict)
    groups: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def recognises(file: OfficialFile) -> bool:
    """Whether this is the concentration file of an Economic Census."""
    return "CONCENFI" in file.first_line and "|" in file.first_line


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """Concentration and the list of industries of each file. NotImportedError where one cannot be read whole."""
    return [table for file in watch("Reading the Economic Census", files, len(files)) for table in _read(file)]


def _read(file: OfficialFile) -> list[Tidy]:
    rows = file.rows("|")
    _, header = next(rows)
    header = [name.lstrip("#") for name in header]
    codes = next((name for name in header if _CODE.fullmatch(name)), "NAICS2022")
    label = f"{codes}_LABEL" if f"{codes}_LABEL" in header else f"{codes}_TTL"
    needed = [codes, label, *_NEEDED, *(f"{name}_F" for name in _VALUES[:8])]
    columns = columns_of(file, header, needed, _KNOWN, file.at())
    found = _Found()
    for line, row in rows:
        if len(row) != len(header):
            message = f"this row has {len(row)} columns, but the header has {len(header)}"
            found.problems.append(Problem(file.at(line), message, "The file may be cut off: download it again."))
        elif row[columns["GEO_ID"]] == "0100000US" and row[columns["TYPOP"]] == "00":
            cells = {name: row[at] for name, at in columns.items()}
            _take(file, line, cells, columns, cells[codes], cells[label], found)
    problems = [*found.problems, *_order_problems(file, found)]
    if len(found.years) != 1:
        years = ", ".join(map(str, sorted(found.years))) or "none"
        problems.append(
            Problem(file.at(), f"the rows are of more than one year, or of none: {years}", "Import one year at a time.")
        )
    if problems:
        raise NotImportedError(*problems)
    return _tables(file, found.years.pop(), codes, found)


def _take(
    file: OfficialFile, line: int, cells: Mapping[str, str], columns: Mapping[str, int], code: str, title: str, found: _Found
) -> None:
    group = cells["CONCENFI"]
    if group not in GROUPS:
        hint = f"Known: {', '.join(GROUPS)}."
        found.problems.append(Problem(file.at(line, columns["CONCENFI"] + 1), f"the group '{group}' is not known", hint))
    if (code, group) in found.lines:
        message = f"{code} has a row for '{GROUPS.get(group, group)}' on line {found.lines[code, group]} already"
        found.problems.append(Problem(file.at(line), message, "Keep one of the two."))
    found.lines.setdefault((code, group), line)
    found.titles[code] = title
    found.years.add(int(cells["YEAR"]) if cells["YEAR"].isdigit() else 0)
    values = {}
    for name in ("FIRM", "ESTAB", "EMP", "RCPTOT", "VAL_PCT", "HHI"):
        if cells[f"{name}_F"] in _HIDDEN or cells[f"{name}_F"] in set("abcdefghijklm"):
            values[name] = "" if cells[f"{name}_F"] in "XN" else WITHHELD
        elif (number := number_in(cells[name])) is None:
            found.problems.append(Problem(file.at(line, columns[name] + 1), f"'{cells[name]}' is no number under {name}"))
        else:
            values[name] = number
    found.groups[code][group] = values


def _order_problems(file: OfficialFile, found: _Found) -> list[Problem]:
    """Industries that lack a group, and shares that do not ascend from the 4 largest to the 50 largest, up to 100."""
    problems = []
    for code, groups in found.groups.items():
        missing = [words for group, words in GROUPS.items() if group not in groups]
        line = min(at for (each, _), at in found.lines.items() if each == code) if missing else 1
        if missing:
            problems.append(Problem(file.at(line), f"{code} has no row for: {', '.join(missing)}", "Download the file again."))
            continue
        shares = [groups[group].get("VAL_PCT", "") for group in ("604", "608", "620", "650")]
        known = [float(share) for share in shares if share not in ("", WITHHELD)]
        if known != sorted(known) or any(not 0 <= share <= 100 for share in known):
            place = file.at(found.lines[code, "604"])
            problems.append(Problem(place, f"the shares of {code} do not ascend to 100 at most: {', '.join(shares)}"))
    return problems


def _tables(file: OfficialFile, year: int, codes: str, found: _Found) -> list[Tidy]:
    six = [code for code in found.titles if len(code) == 6 and code.isdigit()]
    rows = []
    for code in six:
        groups = found.groups[code]
        everyone = [groups["001"].get(name, "") for name in ("FIRM", "ESTAB", "EMP", "RCPTOT")]
        shares = [groups[group].get("VAL_PCT", "") for group in ("604", "608", "620", "650")]
        rows.append([code, found.titles[code], *everyone, *shares, groups["650"].get("HHI", "")])
    listed = [[code, found.titles[code], found.titles[code], *_above(code, found.titles)] for code in six]
    vintage = f"NAICS {codes.removeprefix('NAICS')}"
    return [
        Tidy(_dataset(file, year, vintage, "industries"), LIST, listed),
        Tidy(_dataset(file, year, vintage, "concentration"), HEADER, rows),
    ]


def _above(code: str, titles: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Subsector and sector; sectors may span digits, as 31-33."""
    sector = next((each for each in titles if _spans(each, code[:2])), code[:2])
    return code[:3], titles.get(code[:3], ""), sector, titles.get(sector, "")


def _spans(sector: str, digits: str) -> bool:
    first, _, last = sector.partition("-")
    return len(first) == 2 and first <= digits <= (last or first)


_WORDS = {
    "industries": ("us-industries", "US industries", "industries", ("Titles are in sentence case as published.",)),
    "concentration": (
        "us-concentration",
        "US firms, and the share of receipts of the largest",
        "firms",
        (
            "Firms with paid employees; most farms, government and firms without employees are not counted.",
            "A national share says nothing about who is large in one town.",
            "'withheld' is the publisher's D: it would disclose a firm. It is not zero.",
        ),
    ),
}
"""Id, title, unit and notes by topic."""


def _dataset(file: OfficialFile, year: int, codes: str, topic: str) -> Dataset:
    name, title, unit, notes = _WORDS[topic]
    return described(
        [file],
        id=f"{name}-{year}",
        title=f"{title}, {year}",
        topic=topic,
        year=year,
        unit=unit,
        codes=codes,
        publication=f"{year} Economic Census: Concentration of Largest Firms for the U.S.",
        table=f"EC{year % 100:02}00SIZECONCEN",
        attribution=f"Source: US Census Bureau, {year} Economic Census",
        notes=notes,
        **CENSUS,
    )
