"""Small files of who buys from whom, and of codes that mean the same, in the publishers' layouts."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import Rows, Sheets, delimited

USE = [
    ["commodity", "541200", "622000", "541920", "T001", "F01000", "F02E00", "F03000", "F04000", "F05000", "F06C00", "NA", "NA.1"],
    ["541200", "20", "300", "80", "400", "100", "0", "5", "50", "-10", "40", "185", "585"],
    ["622000", "0", "10", "0", "10", "900", "0", "0", "0", "0", "60", "960", "970"],
    ["541920", "40", "5", "0", "45", "200", "0", "0", "0", "0", "0", "200", "245"],
    ["S00300", "1", "2", "3", "6", "0", "0", "0", "0", "0", "0", "0", "6"],
    ["T005", "61", "317", "83", "461", "", "", "", "", "", "", "", ""],
    ["V00100", "9", "9", "9", "27", "", "", "", "", "", "", "", ""],
]
TITLES = {
    "541200": "Accounting services",
    "622000": "Hospitals",
    "541920": "Photographic services",
    "S00300": "Noncomparable imports",
}
CROSSWALK = [
    ["BEA_2017_Sector_Code", "BEA_2017_Summary_Code", "BEA_2017_Detail_Code", "NAICS_2017_Code", "NAICS_2012_Code"],
    ["PROF", "5412OP", "541200", "5412", "5412"],
    ["PROF", "5412OP", "541200", "541211", "541211"],
    ["PROF", "5412OP", "541200", "541219", "541219"],
    ["PROF", "5412OP", "541920", "541921", "541921"],
    ["PROF", "5412OP", "541920", "541713", "541711"],
    ["6", "622", "622000", "622110", "622110"],
    ["F100", "F10C", "F10C00", "", ""],
]


def bea_files(folder: Path, year: int = 2017) -> list[Path]:
    """The CSV export of the Use table with what belongs to it."""
    walk = [[name.replace("BEA_2017", f"BEA_{year}") for name in CROSSWALK[0]], *CROSSWALK[1:]]
    return [
        delimited(folder / "use_2017_detail.csv", USE),
        delimited(folder / "industries_2017.csv", [["code", "title"], *([code, title] for code, title in TITLES.items())]),
        delimited(folder / f"crosswalk_{year}.csv", walk),
    ]


def bea_detail() -> Sheets:
    """The publisher's workbook of detail."""
    codes = ["541200", "622000", "T001", "F01000", "F04000", "T004"]
    return {
        "ReadMe": [["ReadMe for file IOUse"]],
        "NAICS codes": [
            ["Industry Codes"], [None], ["BEA Code and Title", None, None, None, "Notes", "Related 2007 NAICS Codes"],
            ["54", "Professional services"], [None, "5412OP", "Miscellaneous services"],
            [None, None, "541200", "Accounting services", None, "54121"], [None, None, "622000", "Hospitals", None, "6221-3"],
        ],
        "2007": [
            ["Use Table, Before Redefinitions, 2007"], ["[Millions of Dollars]"], [None],
            ["Commodity / Industry", None, "Accounting services", "Hospitals", "Total Intermediate", "Consumption", "Exports", "Total"],
            ["Code", "Commodity Description", *codes],
            ["541200", "Accounting services", 20, 300, 320, 100, None, 420], ["622000", "Hospitals", None, 10, 10, 900, 0, 910],
            ["T005", "Total Intermediate", 20, 310, 330, None, None, None], [None], ["Note. Detail may not add to total."],
        ],
    }  # fmt: skip


def bea_summary() -> Sheets:
    """The publisher's workbook of summary tables, two years of it."""
    table: Rows = [
        ["The Use of Commodities by Industries"], ["(Millions of dollars)"], ["Bureau"], ["1998"], [None],
        ["", "Commodities/Industries", "5412OP", "622", "", "F010", "F040", ""],
        ["IOCode", "Name", "Miscellaneous services", "Hospitals", "Total Intermediate", "Consumption", "Exports", "Total"],
        ["\xa05412OP", "Miscellaneous services", 20, 300, 320, 100, "...", 420], ["\xa0622", "Hospitals", "...", 10, 10, 900, 0, 910],
        ["", "Total Intermediate", 20, 310, 330], ["V001", "Compensation", 5, 5, 10], ["Legend / Footnotes:"],
    ]  # fmt: skip
    codes: Rows = [
        ["Industry Codes"], ["BEA Code and Title", None, None, None, "Notes", "Related 2007 NAICS Codes"],
        [None, "5412OP", "Miscellaneous services"], [None, None, "541200", "Accounting services", None, "54121"],
        [None, "622", "Hospitals"], [None, None, "622000", "Hospitals", None, "622"],
    ]  # fmt: skip
    return {"ReadMe": [["ReadMe"]], "NAICS codes": codes, "1998": table, "2015": table}


def isic_nace(path: Path) -> Path:
    """The UN's correspondence."""
    lines = [
        '"ISIC4code","ISIC4part","NACE2code","NACE2part"',
        '"M",0,"M",0',
        '"6910",0,"69.10",0',
        '"6920",0,"69.20",0',
        '"7912",1,"79.12",0',
    ]
    path.write_bytes("\r\n".join(lines).encode())
    return path


def isic_naics() -> Sheets:
    """The Census Bureau's correspondence, whose ISIC codes are numbers."""
    header = [
        "Part of ISIC",
        "ISIC 4.0",
        "ISIC Revision 4.0 Title",
        "Part of NAICS US",
        "2017\nNAICS\nUS  ",
        "2017 NAICS US TITLE",
        "Notes:  link content",
    ]
    return {
        "ISIC 4 to NAICS 17 technical": [
            header, ["*", 6920, "Accounting", None, 541211, "Offices of CPAs", " "], ["*", 6920, "Accounting", "*", 541219, "Other", " "],
            [None, 111, "Cereals", None, 111110, "Soybean Farming", " "], [None, 9820, "Services for own use", None, 0, "Multiple", " "],
        ]
    }  # fmt: skip
