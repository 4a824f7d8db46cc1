"""Small files in the publishers' layouts, written on the spot, whole or with one thing wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rows = list[list[str | int | None]]
Sheets = dict[str, Rows]

REGIONS = {
    "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber", "E12000004": "East Midlands ",
    "E12000005": "West Midlands", "E12000006": "East", "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
}  # fmt: skip
BANDS = ["0-4", "5-9", "10-19", "20-49", "50-99", "100-249", "250+"]
CLASSES = {
    "6910 : Legal activities": [800, 100, 50, 30, 10, 5, 5],
    "6920 : Accounting; bookkeeping and auditing activities; tax consultancy": [900, 60, 20, 10, 5, 0, 5],
    "7912 : Tour operator activities": [40, 10, 5, 5, 0, 0, 0],
}


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook of these sheets; empty cells are left out, as publishers do."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, column, cell)
    return path


def ons(year: int = 2024) -> Sheets:
    """The ONS workbook: the layout of 2024, or that of 2021, whose header stands lower and whose codes of countries differ."""
    new = year >= 2024
    lead: Rows = [[None]] * (3 if new else 5)
    codes = ("W92000004: Wales", "S92000003 : Scotland", "N92000002 : Northern Ireland") if new else (
        "W12000001 : Wales", "S12000001 : Scotland", "N12000001 : Northern Ireland")  # fmt: skip
    wide = ["K02000001 United Kingdom", "K03000001 Great Britain", "K04000001 England and Wales", "E92000001 England"]
    header = [*wide, *(f"{code} : {name}" for code, name in REGIONS.items()), *codes]
    spread = [5, 10, 5, 5, 10, 10, 30, 15, 5, 0, 5, 0]
    places: Rows = [[f"{label}", sum(spread), sum(spread), 95, 95, *spread] for label in CLASSES]
    totals = [sum(column) for column in zip(*CLASSES.values(), strict=True)]
    sizes: Rows = [[label, *counts, sum(counts)] for label, counts in CLASSES.items()]
    foot: Rows = (
        []
        if new
        else [
            [None],
            ["Note: Total may differ by minor amounts due to the disclosure control methods used."],
            ["Data as at March 2021"],
        ]
    )
    title = "Number of VAT and/or PAYE based"
    return {
        "Cover sheet " if new else "Notes": [["COVERSHEET"], [f"UK Business, activity, size and location, {year}"]],
        "Contents": [[f"UK BUSINESS: ACTIVITY, SIZE AND LOCATION - {year}"]],
        "Table 3": [[f"Table 3 - {title} enterprises within region by division"], ["69 : Legal and accounting activities"], ["79 : Travel agency; tour operator and other reservation service and related activities"]],
        "Table 4": [
            [f"Table 4 - {title} enterprises by Standard Industrial Classification (SIC) class by employment sizebands"], *lead,
            [None, *BANDS, "Total"], *sizes, ["Total", *totals, sum(totals)], *foot,
        ],
        "Table 17": [
            [f"Table 17 - {title} local units by Standard Industrial Classification (UK SIC2007) class and region"], *lead,
            [None, *header], *places, ["Total", *(3 * each for each in (100, 100, 95, 95, *spread))], *foot,
        ],
    }  # fmt: skip


_VALUES = ("FIRM", "ESTAB", "RCPTOT", "PAYANN", "PAYQTR1", "EMP", "VAL_PCT", "HHI")
_SHARES = {"001": "100", "604": "47.7", "608": "53.4", "620": "60.4", "650": "65.7"}


def concentration(year: int = 2022) -> list[list[str]]:
    """Header and rows of the Economic Census's file, in the layout of 2022 or of 2017."""
    new = year >= 2022
    label = "LABEL" if new else "TTL"
    lead = ["#GEOTYPE", *([] if new else ["ST"]), "GEO_ID", f"GEO_{label}", "GEO_ID_F", "SECTOR", *(["INDLEVEL"] if new else [])]
    header = [
        *lead,
        f"NAICS{year}",
        f"NAICS{year}_{label}",
        f"NAICS{year}_F",
        "TYPOP",
        f"TYPOP_{label}",
        "CONCENFI",
        f"CONCENFI_{label}",
        "YEAR",
    ]
    header += [name for value in _VALUES for name in (value, f"{value}_F")]
    titles = {"54": "Professional, scientific, and technical services", "541": "Professional services", "541211": "Offices of certified public accountants", "541219": "Other accounting services"}  # fmt: skip
    rows = []
    for code, title in titles.items():
        for group, share in _SHARES.items():
            values = ["100", "", "120", "", "5000", "", "900", "", "200", "", "700", "", share, "", "601.6" if group == "650" else "0", "" if group == "650" else "X"]  # fmt: skip
            if code == "541219" and group == "650":
                values[-2:] = ["0", "D"]
            place = ["01", *([] if new else ["00"]), "0100000US", "United States", "", "54", *([str(len(code))] if new else [])]
            rows.append([*place, code, title, "", "00", "All establishments", group, "firms", str(year), *values])
    return [header, *rows]


def delimited(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", tail: str = "") -> Path:
    """A text with these rows; `tail` ends every line."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=f"{tail}\n", quoting=csv.QUOTE_NONE if delimiter == "|" else csv.QUOTE_MINIMAL
    )
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


SIZES = ("1_4", "5_9", "10_19", "20_49", "50_99", "100_249", "250_499", "500_999", "1000")


def cbp_national(year: int = 2012) -> list[list[str]]:
    """The national file; until 2016 the first band is n1_4, later n<5."""
    first = "n1_4" if year < 2017 else "n<5"
    header = [
        "uscode",
        "naics",
        "lfo",
        *(["empflag"] if year < 2017 else []),
        "emp_nf",
        "emp",
        "est",
        first,
        *(f"n{size}" for size in SIZES[1:]),
    ]
    flag = [""] if year < 2017 else []
    rows = [
        ["98", code, lfo, *flag, "G", "10", str(sum(counts)), *map(str, counts)]
        for code, lfo, counts in (
            ("------", "-", [600, 200, 100, 60, 20, 10, 5, 3, 2]),
            ("------", "C", [1, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("54----", "-", [500, 100, 50, 30, 10, 5, 3, 1, 1]),
            ("541211", "-", [300, 80, 40, 20, 5, 3, 1, 1, 0]),
            ("541219", "-", [100, 20, 10, 5, 0, 0, 0, 0, 0]),
        )
    ]
    return [header, *rows]


def cbp_states(*, lfo: bool = True) -> list[list[str]]:
    """The state file of 2012 or before; without legal forms it is an extract."""
    header = ["fipstate", "naics", *(["lfo"] if lfo else []), "empflag", "emp_nf", "emp", "est"]
    rows = [
        [state, code, *(["-"] if lfo else []), "", "G", "10", est]
        for state, code, est in (
            ("06", "------", "500"), ("36", "------", "300"), ("48", "------", "200"),
            ("06", "541211", "200"), ("36", "541211", "150"), ("48", "541211", "100"), ("06", "541219", "135"),
        )
    ]  # fmt: skip
    if lfo:
        rows.append(["06", "541211", "C", "", "G", "1", "9"])
    return [header, *rows]


def cbp_counties(year: int = 2012) -> list[list[str]]:
    """The county file in both its layouts."""
    old = year < 2017
    sizes = [f"n{size}" for size in SIZES] if old else ["n<5", *(f"n{size}" for size in SIZES[1:])]
    header = ["fipstate", "fipscty", "naics", *(["empflag"] if old else []), "emp_nf", "emp", "qp1_nf", "qp1", "ap_nf", "ap", "est"]
    header += [*sizes, *(f"n1000_{part}" for part in range(1, 5)), *(["censtate", "cencty"] if old else [])]
    rows = []
    for state, county, code, est in (
        ("06", "001", "------", 400), ("06", "999", "------", 100), ("36", "061", "------", 500), ("36", "061", "54----", 90),
        ("06", "001", "541211", 90), ("06", "999", "541211", 10), ("36", "061", "541211", 60),
    ):  # fmt: skip
        rest = ["N" if not old else "0"] * (len(sizes) + 4)
        rows.append(
            [
                state,
                county,
                code,
                *([""] if old else []),
                "G",
                "1",
                "G",
                "1",
                "G",
                "1",
                str(est),
                *rest,
                *(["1", "1"] if old else []),
            ]
        )
    return [header, *rows]


EXPORT_SIZES = {"001": 100, "210": 60, "220": 20, "230": 10, "241": 5, "242": 3, "251": 1, "252": 1}
"""Two sizes have fewer than three establishments, and no row."""


def export(states: bool = False) -> list[list[str]]:
    """An export of data.census.gov, without the comma at the end of lines."""
    names = ["GEO_ID", "NAME", "NAICS2017", "NAICS2017_LABEL", "LFO", "LFO_LABEL", "EMPSZES", "EMPSZES_LABEL", "YEAR", "ESTAB", "PAYANN", "PAYANN_N"]  # fmt: skip
    rows = [
        ["0100000US", "United States", code, title, lfo, "form", size, "size", "2021", str(count), "1", "G"]
        for code, title in (("00", "Total for all sectors"), ("541211", "Offices of certified public accountants"))
        for lfo in ("001", "9101")
        for size, count in EXPORT_SIZES.items()
    ]
    for code in ("00", "541211") if states else ():
        rows += [
            [f"0400000US{fips}", name, code, "title", "001", "form", "001", "size", "2021", count, "1", "G"]
            for fips, name, count in (("06", "California", "60"), ("36", "New York", "30"))
        ]
    return [names, [f"Meaning of {name}" for name in names], *rows]


def changed(rows: Rows | list[list[str]], change: Callable[[list[list[str | int | None]]], object]) -> list[list[str]]:
    """A copy of the rows with a change made to it."""
    copy = [list(row) for row in rows]
    change(copy)  # type: ignore[arg-type]
    return copy  # type: ignore[return-value]
