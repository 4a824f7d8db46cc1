"""Official files in small, in each publisher's layouts: what they give, recognised by what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from playbook.build import unwatched
from playbook.importers.recognise import read_files
from playbook.importers.tidy import Tidy, csv_text, write
from playbook.importers.titles import readable
from tests.importers import samples, trade_samples

DAY = date(2026, 11, 21)


def tables(*files: Path) -> dict[str, Tidy]:
    return {tidy.dataset.id: tidy for tidy in read_files(files, unwatched)}


def rows(tidy: Tidy) -> dict[str, Mapping[str, str]]:
    return {row[0]: dict(zip(tidy.header, row, strict=True)) for row in tidy.rows}


@pytest.mark.parametrize("year", [2021, 2024])
def test_the_ons_workbook_in_both_layouts(tmp_path: Path, year: int) -> None:
    found = tables(samples.workbook(tmp_path / "a.xlsx", samples.ons(year)))
    assert list(found) == [f"gb-industries-{year}", f"gb-enterprises-{year}", f"gb-sites-{year}"]
    listed, sizes, places = map(rows, found.values())
    assert listed["6920"]["title"] == "Accounting; bookkeeping and auditing activities; tax consultancy"
    assert listed["6920"]["readable title"] == "Accounting, bookkeeping, auditing and tax advice"
    assert listed["7912"]["readable title"] == "Tour operators"
    assert (listed["6910"]["division title"], listed["6910"]["sector"]) == ("Legal and accounting services", "M")
    assert (sizes["6920"]["0-4"], sizes["6920"]["total"], sizes["total"]["total"]) == ("900", "1000", "2060")
    assert (places["6910"]["London"], places["6910"]["East Midlands"], places["total"]["total"]) == ("30", "5", "300")
    dataset = found[f"gb-sites-{year}"].dataset
    assert (dataset.year, dataset.rounded_to, dataset.codes) == (year, 5, "UK SIC 2007")
    assert dataset.places["Wales"] == ("W92000004" if year == 2024 else "W12000001")


@pytest.mark.parametrize("year", [2017, 2022])
def test_the_economic_census_in_both_layouts(tmp_path: Path, year: int) -> None:
    found = tables(samples.delimited(tmp_path / "a.dat", samples.concentration(year), "|"))
    listed, shares = rows(found[f"us-industries-{year}"]), rows(found[f"us-concentration-{year}"])
    assert list(shares) == ["541211", "541219"], "six digits only"
    assert listed["541211"]["division title"] == "Professional services"
    assert listed["541211"]["sector title"] == "Professional, scientific, and technical services"
    assert (shares["541211"]["largest 4 (%)"], shares["541211"]["HHI of the 50 largest"]) == ("47.7", "601.6")
    assert shares["541219"]["HHI of the 50 largest"] == "withheld", "a 0 that is flagged D is never zero"
    assert found[f"us-concentration-{year}"].dataset.codes == f"NAICS {year}"


def test_numbers_without_a_zero_before_the_point(tmp_path: Path) -> None:
    def tiny(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            if row[rows[0].index("CONCENFI")] == "604":
                row[rows[0].index("VAL_PCT")] = ".4"

    found = tables(samples.delimited(tmp_path / "a.dat", samples.changed(samples.concentration(), tiny), "|"))
    assert rows(found["us-concentration-2022"])["541211"]["largest 4 (%)"] == "0.4"


@pytest.mark.parametrize(("year", "band", "codes"), [(2012, "1-4", "NAICS 2012"), (2019, "0-4", "NAICS 2017")])
def test_county_business_patterns_of_the_country(tmp_path: Path, year: int, band: str, codes: str) -> None:
    found = tables(samples.delimited(tmp_path / f"cbp{year % 100}us.txt", samples.cbp_national(year)))
    [tidy] = found.values()
    assert (tidy.dataset.id, tidy.dataset.codes) == (f"us-establishments-{year}", codes)
    assert rows(tidy)["541211"][band] == "300"
    assert rows(tidy)["total"]["total"] == "1000"
    assert set(rows(tidy)) == {"total", "541211", "541219"}, "no wider codes, no other legal forms"


@pytest.mark.parametrize("lfo", [True, False])
def test_county_business_patterns_by_state(tmp_path: Path, lfo: bool) -> None:
    [tidy] = tables(samples.delimited(tmp_path / "cbp11st.txt", samples.cbp_states(lfo=lfo))).values()
    assert (tidy.dataset.id, tidy.dataset.codes) == ("us-states-2011", "NAICS 2007")
    assert rows(tidy)["541211"]["New York"] == "150"
    assert rows(tidy)["541219"]["New York"] == "0", "until 2016 every count is published"
    assert (rows(tidy)["541211"]["total"], rows(tidy)["total"]["total"]) == ("450", "1000")
    assert tidy.dataset.places["California"] == "CA"
    assert ("extract" in " ".join(tidy.dataset.notes)) is not lfo


@pytest.mark.parametrize(("year", "new_york", "texas", "total"), [(2012, "60", "0", "160"), (2019, ">=60", "withheld", ">=160")])
def test_county_business_patterns_by_county_are_added_up(tmp_path: Path, year: int, new_york: str, texas: str, total: str) -> None:
    [tidy] = tables(samples.delimited(tmp_path / f"cbp{year % 100}co.txt", samples.cbp_counties(year))).values()
    assert tidy.dataset.id == f"us-states-{year}"
    accountants = rows(tidy)["541211"]
    assert (accountants["New York"], accountants["Texas"], accountants["total"]) == (new_york, texas, total)
    assert accountants["California"].removeprefix(">=") == "100", "county 999 is the state's rest"


def test_an_export_of_the_census_site(tmp_path: Path) -> None:
    found = tables(samples.delimited(tmp_path / "b.csv", samples.export(states=True), encoding="utf-8-sig", tail=","))
    sizes, places = rows(found["us-establishments-2021"]), rows(found["us-states-2021"])
    assert (sizes["541211"]["0-4"], sizes["541211"]["500-999"], sizes["total"]["total"]) == ("60", "withheld", "100")
    assert (places["541211"]["California"], places["541211"]["Texas"], places["541211"]["total"]) == ("60", "withheld", "100")


def test_a_use_table_from_csv_with_its_lists(tmp_path: Path) -> None:
    found = tables(*trade_samples.bea_files(tmp_path))
    flows = rows(found["us-trade-2017"])
    assert flows["541200"]["title"] == "Accounting services"
    assert (flows["541200"]["622000"], flows["541200"]["households"], flows["541200"]["government"]) == ("300", "100", "40")
    assert (flows["541200"]["imports"], flows["541200"]["stocks"], flows["622000"]["541200"]) == ("-10", "5", "")
    assert "T005" not in flows
    assert "V00100" not in flows
    assert [list(row) for row in found["us-trade-codes-2017"].rows] == [
        ["541200", "541211", "partial"], ["541200", "541219", "partial"], ["541920", "541713", "partial"],
        ["541920", "541921", "partial"], ["622000", "622110", "exact"],
    ]  # fmt: skip
    assert ["541711", "541713", "exact"] in [list(row) for row in found["us-naics-2012-to-2017"].rows]


def test_use_tables_in_the_publishers_workbooks(tmp_path: Path) -> None:
    found = tables(
        samples.workbook(tmp_path / "d.xlsx", trade_samples.bea_detail()),
        samples.workbook(tmp_path / "s.xlsx", trade_samples.bea_summary()),
    )
    assert rows(found["us-trade-2007"])["541200"]["622000"] == "300"
    assert [list(row) for row in found["us-trade-codes-2007"].rows] == [
        ["541200", "54121", "exact"], ["622000", "6221", "partial"], ["622000", "6222", "partial"], ["622000", "6223", "partial"],
    ]  # fmt: skip
    assert rows(found["us-trade-2015"])["5412OP"]["622"] == "300", "the newest sheet"
    assert [list(row) for row in found["us-trade-codes-2015"].rows] == [["5412OP", "54121", "exact"], ["622", "622", "exact"]]


def test_correspondences_say_what_is_partial(tmp_path: Path) -> None:
    found = tables(trade_samples.isic_nace(tmp_path / "i.txt"), samples.workbook(tmp_path / "n.xlsx", trade_samples.isic_naics()))
    pairs = [list(row) for row in found["nace-rev-2-to-isic-rev-4"].rows]
    assert pairs == [["6910", "6910", "exact"], ["6920", "6920", "exact"], ["7912", "7912", "partial"]]
    pairs = [list(row) for row in found["isic-rev-4-to-naics-2017"].rows]
    assert pairs == [["0111", "111110", "exact"], ["6920", "541211", "partial"], ["6920", "541219", "partial"]]


def test_the_same_file_gives_the_same_bytes_on_another_day(tmp_path: Path) -> None:
    file = samples.workbook(tmp_path / "a.xlsx", samples.ons())
    out = tmp_path / "out"
    assert len(write(read_files([file], unwatched), out, DAY)) == 6
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert write(read_files([file], unwatched), out, date(2027, 1, 1)) == []
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    other = samples.workbook(tmp_path / "b.xlsx", samples.ons() | {"Notes": [["new"]]})
    changed = write(read_files([other], unwatched), out, date(2027, 1, 1))
    assert {path.suffix for path in changed} == {".yaml"}, "the file is another, its numbers are not"
    assert "imported: 2027-01-01" in (out / "gb-sites-2024.yaml").read_text(encoding="utf-8")


def test_files_in_any_order_give_the_same_tables(tmp_path: Path) -> None:
    files = trade_samples.bea_files(tmp_path)

    def texts(paths: Sequence[Path]) -> list[tuple[object, str]]:
        return [(tidy.dataset, csv_text(tidy)) for tidy in read_files(paths, unwatched)]

    assert texts(files) == texts(files[::-1])


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Legal activities", "Legal services"),
        ("Activities of head offices", "Head offices"),
        ("Other manufacturing n.e.c.", "Other manufacturing"),
        ("Manufacture of machinery and equipment n.e.c.", "Manufacture of machinery and equipment, of kinds not listed elsewhere"),
        ("Roofing activities", "Roofing"),
        ("Beverage serving activities", "Pubs, bars and other places that serve drinks"),
        ("Other human health activities", "Other human health activities"),
        ("Hunting; trapping and related service activities", "Hunting, trapping and related services"),
    ],
)
def test_titles_are_for_people(official: str, said: str) -> None:
    assert readable(official) == said
