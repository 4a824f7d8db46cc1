"""Which codes of one list stand for which of another: UN tables (ISIC and NACE) and the US Census Bureau's (ISIC and NAICS).

Both are many to many. A pair is `exact` only where neither file marks a side as a part of its code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from playbook.importers.reading import NotImportedError, OfficialFile, Watch, columns_of, described
from playbook.importers.tidy import Tidy
from playbook.importers.workbook import Row
from playbook.model.columns import PAIRS
from playbook.model.statistics import Dataset
from playbook.problems import Problem

_NACE = ("ISIC4code", "ISIC4part", "NACE2code", "NACE2part")
_NAICS = re.compile(r"(20\d\d)\s+NAICS\s+US")


def recognises(file: OfficialFile) -> bool:
    """Whether this is one of the two tables."""
    return "NACE2code" in file.first_line or _naics_sheet(file) is not None


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """A table of pairs for each file. NotImportedError where one cannot be read whole."""
    return [_nace(file) if file.workbook is None else _naics(file) for file in watch("Reading codes", files, len(files))]


def _nace(file: OfficialFile) -> Tidy:
    rows = file.rows()
    _, header = next(rows)
    columns = columns_of(file, header, _NACE, re.compile("|".join(_NACE)), file.at())
    pairs: dict[tuple[str, str], str] = {}
    for line, row in rows:
        if len(row) != len(header):
            message = f"this row has {len(row)} columns, but the header has {len(header)}"
            raise NotImportedError(Problem(file.at(line), message, "The file may be cut off: download it again."))
        isic, part, nace, nace_part = (row[columns[name]] for name in _NACE)
        if len(isic) == 4:
            pairs[nace.replace(".", ""), isic] = "exact" if part == nace_part == "0" else "partial"
    return Tidy(_dataset(file, "NACE Rev. 2", "ISIC Rev. 4", "United Nations Statistics Division"), PAIRS, _rows(pairs))


def _naics_sheet(file: OfficialFile) -> tuple[str, list[Row]] | None:
    """The edition of NAICS and the rows of the workbook's sheet; None where this is another workbook."""
    book = file.workbook
    if book is None or not any("ISIC" in sheet and "NAICS" in sheet for sheet in book.sheets):
        return None
    rows = book.rows(next(sheet for sheet in book.sheets if "ISIC" in sheet and "NAICS" in sheet))
    found = next((match for cell in (rows[0] if rows else ()) if (match := _NAICS.search(cell))), None)
    return (found[1], rows) if found else None


def _naics(file: OfficialFile) -> Tidy:
    year, rows = _naics_sheet(file) or ("", [])
    header = [re.sub(r"\s+", " ", cell).strip() for cell in rows[0]]
    known = re.compile(r"Part of ISIC|ISIC 4\.0|Part of NAICS US|20\d\d NAICS US( TITLE)?|ISIC Revision 4\.0 Title|Notes:.*|")
    needed = ["Part of ISIC", "ISIC 4.0", "Part of NAICS US", f"{year} NAICS US"]
    columns = columns_of(file, header, needed, known, file.at())
    pairs: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows[1:], 2):
        part, isic, naics_part, naics = (row[columns[name]] for name in needed)
        if not isic.isdigit() or not naics.isdigit():
            raise NotImportedError(Problem(file.at(number, columns["ISIC 4.0"] + 1), f"no pair of codes: '{isic}' and '{naics}'"))
        if len(naics) == 6 and len(isic) > 2:  # shorter ones are no classes
            pairs[isic.zfill(4), naics] = "partial" if part or naics_part else "exact"
    return Tidy(_dataset(file, "ISIC Rev. 4", f"NAICS {year}", "US Census Bureau"), PAIRS, _rows(pairs))


def _rows(pairs: dict[tuple[str, str], str]) -> list[list[str]]:
    return [[*pair, fit] for pair, fit in sorted(pairs.items())]


def _dataset(file: OfficialFile, codes: str, other: str, publisher: str) -> Dataset:
    slug = re.sub(r"[^a-z0-9]+", "-", f"{codes} to {other}".lower())
    census = publisher == "US Census Bureau"
    licence = "Public domain (work of the US government)" if census else "United Nations terms of use; the pairs of codes are facts"
    return described(
        [file],
        id=slug,
        title=f"{codes} and {other}: which codes correspond",
        topic="correspondence",
        year=2017 if census else 2008,
        unit="pairs of codes",
        codes=codes,
        other_codes=other,
        publisher=publisher,
        publication=f"Correspondence table {codes} – {other}",
        licence=licence,
        attribution=f"Source: {publisher}, correspondence of {codes} and {other}",
        notes=("'partial': one of the two codes means more, or they only overlap.",),
    )
