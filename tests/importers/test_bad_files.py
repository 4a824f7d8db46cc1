"""Files that cannot be imported: the exact words, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.importers import cbp_rows
from tests.importers import samples, trade_samples
from tests.importers.trying import refused, run

WHOLE = "    The file may be cut off: download it again.\n"


def test_another_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 photo")
    samples.workbook(tmp_path / "budget.xlsx", {"Sheet1": [["Rent", 100]]})
    publications = (
        "    These publications are read:\n"
        "    - ONS UK business: activity, size and location\n"
        "    - US Economic Census: concentration of largest firms\n"
        "    - US County Business Patterns\n"
        "    - US County Business Patterns from data.census.gov\n"
        "    - US BEA input-output Use tables\n"
        "    - correspondence tables of ISIC with NACE and NAICS\n"
    )
    said = refused(tmp_path, tmp_path / "photo.jpg", tmp_path / "budget.xlsx")
    expected = [f"{name}:1:1: error: no importer knows this file\n{publications}" for name in ("budget.xlsx", "photo.jpg")]
    assert said == "".join(expected)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    assert refused(tmp_path, tmp_path / "empty.csv").startswith("empty.csv:1:1: error: no importer knows this file\n")


def census(folder: Path, change: Callable[..., object], name: str = "EC22.dat") -> Path:
    return samples.delimited(folder / name, samples.changed(samples.concentration(), change), "|")


def set_cell(row: int, name: str, value: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        rows[row][rows[0].index(name)] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda rows: [row.append("x") for row in rows] and set_cell(0, "x", "GINI")(rows),
            "EC22.dat:1:{columns}: error: column {columns}, 'GINI', is not known\n    The layout is newer than this program. "
            "Ask for a newer one, or take that column out of a copy of the file.\n",
        ),
        (
            set_cell(0, "VAL_PCT", "RCPTOT_IMP"),
            "EC22.dat:1:1: error: the column 'VAL_PCT' is missing\n    The layout has changed, or the file is another one.\n",
        ),
        (set_cell(12, "VAL_PCT", "many"), "EC22.dat:13:{share}: error: 'many' is no number under VAL_PCT\n"),
        (set_cell(12, "VAL_PCT", "99"), "EC22.dat:13:1: error: the shares of 541211 do not ascend to 100 at most: 99, 53.4, 60.4, 65.7\n"),
        (
            set_cell(12, "CONCENFI", "001"),
            "EC22.dat:12:1: error: 541211 has no row for: 4 largest\n    Download the file again.\n"
            "EC22.dat:13:1: error: 541211 has a row for 'all firms' on line 12 already\n    Keep one of the two.\n",
        ),
        (lambda rows: rows[-1].pop(), f"EC22.dat:21:1: error: this row has 29 columns, but the header has 30\n{WHOLE}"
         "EC22.dat:17:1: error: 541219 has no row for: 50 largest\n    Download the file again.\n"),
        (
            set_cell(12, "YEAR", "2017"),
            "EC22.dat:1:1: error: the rows are of more than one year, or of none: 2017, 2022\n    Import one year at a time.\n",
        ),
    ],
    ids=["one-more-column", "column-missing", "no-number", "do-not-ascend", "twice", "cut-off", "two-years"],
)  # fmt: skip
def test_an_economic_census_that_is_wrong(tmp_path: Path, change: Callable[..., object], words: str) -> None:
    header = samples.concentration()[0]
    expected = words.format(columns=len(header) + 1, share=header.index("VAL_PCT") + 1)
    assert sorted(refused(tmp_path, census(tmp_path, change)).splitlines()) == sorted(expected.splitlines())


def test_text_in_another_encoding(tmp_path: Path) -> None:
    file = samples.delimited(
        tmp_path / "EC22.dat", samples.changed(samples.concentration(), set_cell(3, "GEO_LABEL", "Cañada")), "|", "cp1252"
    )
    assert refused(tmp_path, file) == (
        "EC22.dat:4:16: error: a sign here is not UTF-8\n"
        "    Take the file as it was downloaded; a spreadsheet may have saved it in another encoding.\n"
    )


def test_business_patterns_without_a_year(tmp_path: Path) -> None:
    file = samples.delimited(tmp_path / "download.txt", samples.cbp_national())
    assert refused(tmp_path, file) == (
        "download.txt:1:1: error: which year is this? The file does not say, and its name does not either\n"
        "    Give it the publisher's name, as cbp12us.txt or cbp12co.txt for 2012.\n"
    )


@pytest.mark.parametrize(
    ("rows", "change", "words"),
    [
        ("national", set_cell(4, "n5_9", "81"), "cbp12us.txt:5:7: error: the sizes come to 451, but est says 450\n    Take the file as it was downloaded.\n"),
        ("national", set_cell(5, "naics", "541211"), "cbp12us.txt:6:1: error: the code 541211 stands on line 5 already\n    Keep one of the two.\n"),
        ("national", set_cell(4, "est", "x"), "cbp12us.txt:5:7: error: 'x' is no number under est\n"),
        ("states", set_cell(5, "est", "2,5"), "cbp12us.txt:6:1: error: this row has 8 columns, but the header has 7\n" + WHOLE),
        ("counties", set_cell(5, "est", "x"), "cbp12us.txt:6:1: error: 'x' is no number under est\n    Expected a whole number.\n"),
        ("counties", set_cell(6, "fipscty", "001"), "cbp12us.txt:7:1: error: 541211 stands for place 06 001 on line 6 already\n    Every industry has one row a place: download the file again.\n"),
        ("counties", set_cell(6, "fipstate", "99"), "cbp12us.txt:1:1: error: the state 99 is not known\n    Expected FIPS codes from 01 to 56.\n"),
        ("counties", lambda rows: rows[-1].pop(), f"cbp12us.txt:8:1: error: this row has 25 columns, but the header has 26\n{WHOLE}"),
    ],
    ids=["sum", "twice", "no-number", "comma", "no-number-piece", "twice-piece", "state", "cut-off"],
)  # fmt: skip
def test_business_patterns_that_are_wrong(tmp_path: Path, rows: str, change: Callable[..., object], words: str) -> None:
    good = {"national": samples.cbp_national, "states": samples.cbp_states, "counties": samples.cbp_counties}[rows]()
    file = tmp_path / "cbp12us.txt"
    file.write_text("".join(f"{','.join(row)}\n" for row in samples.changed(good, change)), encoding="utf-8")
    assert refused(tmp_path, file) == words


def test_more_rows_than_any_publication_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cbp_rows, "ROWS", 5)
    file = samples.delimited(tmp_path / "cbp12co.txt", samples.cbp_counties())
    assert refused(tmp_path, file) == (
        "cbp12co.txt:5:1: error: the file has more than 5 rows\n"
        "    Is it another file? docs/statistics.md says which ones are read.\n"
    )


def test_pieces_are_joined_wherever_they_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = samples.delimited(tmp_path / "cbp12co.txt", samples.cbp_counties())
    assert run(tmp_path, [file])[0] == 0
    whole = (tmp_path / "out" / "us-states-2012.csv").read_bytes()
    for size in (1, 60, 200):
        monkeypatch.setattr(cbp_rows, "PIECE", size)
        (tmp_path / "out" / "us-states-2012.csv").unlink()
        assert run(tmp_path, [file])[0] == 0
        assert (tmp_path / "out" / "us-states-2012.csv").read_bytes() == whole


def test_two_files_of_different_years_for_one_dataset(tmp_path: Path) -> None:
    use, titles, _ = trade_samples.bea_files(tmp_path)
    walk = trade_samples.bea_files(tmp_path, 2012)[2]
    assert refused(tmp_path, use, titles, walk) == (
        "crosswalk_2012.csv:1:1: error: this file is of 2012, but use_2017_detail.csv is of 2017: they cannot make one dataset (us-trade)\n"
        "    Import files of one year together, each year by itself.\n"
    )


def test_two_files_for_one_dataset(tmp_path: Path) -> None:
    first, second = (samples.delimited(tmp_path / name, samples.concentration(), "|") for name in ("a.dat", "b.dat"))
    assert refused(tmp_path, first, second) == (
        "b.dat:1:1: error: this file and a.dat both make us-concentration-2022\n    Import one of the two.\n"
        "b.dat:1:1: error: this file and a.dat both make us-industries-2022\n    Import one of the two.\n"
    )


def test_a_use_table_without_what_belongs_to_it(tmp_path: Path) -> None:
    use, titles, _ = trade_samples.bea_files(tmp_path)
    assert refused(tmp_path, use, titles) == (
        "use_2017_detail.csv:1:1: error: the crosswalk to NAICS is missing\n"
        "    Import the Use table, its lists of codes and its crosswalk in one command.\n"
    )


def test_a_use_table_that_does_not_add_up(tmp_path: Path) -> None:
    use, titles, walk = trade_samples.bea_files(tmp_path)
    samples.delimited(use, samples.changed(trade_samples.USE, set_cell(1, "622000", "3000")))
    assert refused(tmp_path, use, titles, walk) == (
        "use_2017_detail.csv:2:5: error: the industries that buy 541200 come to 3,100, but the total says 400\n"
        "    Rows or columns are missing: take the file as it was downloaded.\n"
    )


def test_one_bad_file_stops_the_good_one(tmp_path: Path) -> None:
    good = samples.workbook(tmp_path / "good.xlsx", samples.ons())
    (tmp_path / "bad.txt").write_text("nothing", encoding="utf-8")
    assert "bad.txt:1:1: error: no importer knows this file" in refused(tmp_path, good, tmp_path / "bad.txt")


def test_an_import_says_what_it_wrote(tmp_path: Path) -> None:
    code, said, written = run(tmp_path, [samples.workbook(tmp_path / "ons.xlsx", samples.ons())])
    assert code == 0
    assert said == (
        "gb-industries-2024: UK industries by class, 2024 (3 rows)\n"
        "gb-enterprises-2024: UK enterprises by class and number of people employed, 2024 (4 rows)\n"
        "gb-sites-2024: UK sites by class and region, 2024 (4 rows)\n"
    )
    assert written == [f"gb-{name}-2024.{kind}" for name in ("enterprises", "industries", "sites") for kind in ("csv", "yaml")]
