"""The figures that ship: check values, where they come from, and what they are not joined to."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.build import unwatched
from playbook.importers.recognise import read_files
from playbook.importers.tidy import csv_text
from playbook.load.statistics import read_statistics
from playbook.measures.sizes import share_below
from playbook.model.site import Site
from playbook.model.source import SourceFile
from playbook.model.statistics import Industry, Statistics
from tests.conftest import ROOT

FOLDER = ROOT / "content" / "statistics"
OFFICIAL = ROOT.parent / "shared" / "data"
"""The publishers' files, beside the repository where somebody keeps them."""
real = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"the publishers' files are not in {OFFICIAL}")
FILES = (
    "ukbusinessworkbook2024.xlsx", "ukbusinessworkbook2021.xlsx", "EC2200SIZECONCEN.dat", "EC1700SIZECONCEN.dat", "cbp12us.txt",
    "cbp11_states_all_naics.csv", "bea/use_2017_detail_producer_prices.csv", "bea/industries_2017_detail.csv",
    "bea/commodities_2017_detail.csv", "bea/bea_naics_crosswalk_2017.csv", "codes/ISIC4_NACE2.txt",
    "codes/ISIC_4_to_2017_NAICS.xlsx",
)  # fmt: skip


@pytest.fixture(scope="module")
def statistics(shipped: Site) -> Statistics:
    return shipped.statistics


def industry(statistics: Statistics, country: str, code: str) -> Industry:
    found = statistics.industry(country, code)
    assert found is not None, code
    return found


def rounded(statistics: Statistics, country: str, code: str, **digits: int) -> list[float]:
    """Measures of an industry, each to so many digits."""
    figures = industry(statistics, country, code).figures
    return [round(figures.measures[name].amount or 0, places) for name, places in digits.items()]


def test_every_industry_of_both_lists_is_there(statistics: Statistics) -> None:
    assert {country: len(found) for country, found in statistics.industries.items()} == {"gb": 615, "us": 899}
    for found in statistics.industries.values():
        for each in found.values():
            assert each.title
            assert each.title[0] == each.title[0].upper()
            assert "n.e.c." not in each.title
            assert each.division.title
            assert each.sector.title
    assert industry(statistics, "gb", "6910").official_title == "Legal activities"
    assert industry(statistics, "GB", "6910").url == "atlas/gb/6910/"
    assert statistics.industry("us", "6910") is None


def test_check_values_of_the_united_kingdom(statistics: Statistics) -> None:
    with (FOLDER / "gb-enterprises-2024.csv").open(encoding="utf-8") as file:
        (_, _, *labels, _), *_, (code, _, *counts, total) = csv.reader(file)
    assert (code, total) == ("total", "2724770")
    assert round(share_below(labels, list(map(float, counts)), 10) or 0, 1) == 89.1
    accountancy = {"firms": 0, "under_10": 1, "under_20": 1, "under_50": 1, "growth": 1, "top3_places": 1, "krugman": 2}
    assert rounded(statistics, "gb", "6920", **accountancy) == [39_965, 90.6, 96.2, 98.6, -6.0, 50.4, 0.15]
    places = industry(statistics, "gb", "6920").figures.places
    assert places is not None
    assert max(places.places, key=lambda place: place.number or 0).name == "London"
    quotients = dict(zip(places.names, places.quotients, strict=True))
    assert [round(quotients[name] or 0, 2) for name in ("London", "Northern Ireland")] == [1.25, 0.63]
    assert rounded(statistics, "gb", "6910", top_place=1, krugman=2) == [37.1, 0.40]


def test_check_values_of_the_united_states(statistics: Statistics) -> None:
    assert rounded(statistics, "us", "541211", cr4=1, cr4_change=1, hhi=0) == [47.7, 4.9, 602]
    travel = industry(statistics, "us", "561510").figures.measures
    assert (travel["cr4"].amount, round(travel["hhi"].amount or 0), travel["hhi"].status) == (61.7, 963, "partial")
    assert travel["hhi"].percentile is None, "a bound has no rank"
    assert rounded(statistics, "us", "332710", cr4=1, hhi=0) == [2.0, 4]
    assert rounded(statistics, "us", "541110", cr4=1) == [4.0]
    withheld = [each for each in statistics.of_country("us") if each.figures.measures["hhi"].status in ("partial", "withheld")]
    assert len(withheld) == 220
    assert sum(each.figures.measures["cr4"].amount is None for each in statistics.of_country("us")) == 2


@real
def test_figures_that_were_computed_independently_agree(statistics: Statistics) -> None:
    with (OFFICIAL / "figures_uk_2024.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = row["sic2007"]
            if not re.fullmatch(r"\d{4}", code) or float(row["enterprises_2024"]) < 100 or float(row["local_units_2024"]) < 100:
                continue
            found = {
                "firms": row["enterprises_2024"], "under_5": row["pct_lt5"], "under_10": row["pct_lt10"],
                "under_20": row["pct_lt20"], "under_50": row["pct_lt50"],
                "sites": row["local_units_2024"], "top3_places": row["top3_share_pct"],
                "krugman": row["krugman_K"], "gini": row["locational_gini"],
            }  # fmt: skip
            if float(row["enterprises_2021"]) >= 100:
                found["growth"] = row["growth_2021_24_pct"]
            agree(industry(statistics, "gb", code), found)
    with (OFFICIAL / "figures_us.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            each = statistics.industry("us", row["naics2022"])
            if each is None:
                continue
            names = {"cr4": "cr4_pct", "cr8": "cr8_pct", "cr20": "cr20_pct", "cr50": "cr50_pct", "firms": "ec2022_firms"}
            found = {name: row[column] for name, column in names.items()}
            joined = each.figures.measures
            if joined.get("under_5"):
                found |= {
                    "under_5": row["cbp2012_pct_est_lt5"],
                    "under_10": row["cbp2012_pct_lt10"],
                    "under_50": row["cbp2012_pct_lt50"],
                }
            if joined.get("krugman"):
                found |= {"krugman": row["cbp2011_krugman_K"], "gini": row["cbp2011_gini"]}
            agree(each, {name: text for name, text in found.items() if text})


def agree(each: Industry, found: Mapping[str, str]) -> None:
    for name, text in found.items():
        digits = len(text.partition(".")[2])
        assert abs((each.figures.amount(name) or 0) - float(text)) <= 0.5000001 * 10**-digits, f"{each.code} {name}: {text}"


@real
def test_the_tables_that_ship_are_what_the_files_give() -> None:
    made = {tidy.dataset.id: tidy for tidy in read_files([OFFICIAL / name for name in FILES], unwatched)}
    kept = {path.stem for path in FOLDER.glob("*.csv")}
    assert kept <= set(made)
    for name in kept:
        assert (FOLDER / f"{name}.csv").read_text(encoding="utf-8") == csv_text(made[name]), name
        described = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert all(file.sha256 in described for file in made[name].dataset.files)


def test_every_dataset_says_its_licence_and_source(statistics: Statistics) -> None:
    assert len(statistics.datasets) == len(list(FOLDER.glob("*.csv")))
    for dataset in statistics.datasets.values():
        assert dataset.licence
        assert dataset.attribution
        assert dataset.files
        assert dataset.publisher in dataset.attribution
        if dataset.country == "GB":
            assert dataset.licence == "Open Government Licence v3.0"
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


def test_editions_are_joined_only_where_a_code_means_the_same(statistics: Statistics) -> None:
    bakers = industry(statistics, "us", "445291")
    assert "us-states-2011" in bakers.figures.not_joined, "baked goods stores became baked goods retailers"
    assert "us-concentration-2017" in bakers.figures.not_joined
    assert bakers.figures.places is None
    assert "cr4_change" not in bakers.figures.measures
    printers = industry(statistics, "us", "323111")
    assert "us-states-2011" in printers.figures.not_joined, "the code was given to a wider industry in 2012"
    lawyers = industry(statistics, "us", "541110")
    assert lawyers.figures.sizes is not None
    assert lawyers.figures.sizes.dataset == "us-establishments-2012"
    research = industry(statistics, "us", "541713")
    assert research.figures.sizes is None, "new in 2017"


def test_what_has_no_single_input_output_industry_has_no_buyers(statistics: Statistics) -> None:
    assert industry(statistics, "us", "238210").figures.trade is None, "construction is split by what is built"
    machine_shops = industry(statistics, "us", "332710").figures.trade
    assert machine_shops is not None
    assert (machine_shops.fit, machine_shops.title) == ("exact", "Machine shops")
    accountants = industry(statistics, "us", "541211").figures.trade
    assert accountants is not None
    assert accountants.fit == "partial"
    assert accountants.buyers[0].title == "Hospitals"
    assert round(accountants.buyers[0].share, 1) == 5.2
    codes = {buyer.code for each in statistics.of_country("us") if each.figures.trade for buyer in each.figures.trade.buyers}
    assert not codes & {"households", "investment", "government", "exports", "imports", "stocks"}


def test_small_industries_have_counts_and_no_percentages(statistics: Statistics) -> None:
    grapes = industry(statistics, "gb", "0121").figures
    assert grapes.sizes is not None
    assert grapes.sizes.small
    assert {band.share for band in grapes.sizes.bands} == {None}
    assert (grapes.amount("firms"), grapes.amount("under_10"), grapes.amount("krugman")) == (75, None, None)
    assert grapes.places is not None
    assert {place.quotient for place in grapes.places.places} == {None}
    assert sum(place.number or 0 for place in grapes.places.places) == 80


def test_the_same_activity_in_other_lists(statistics: Statistics) -> None:
    lawyers = industry(statistics, "gb", "6910").matches
    assert lawyers[:2] == (("ISIC Rev. 4", "6910", "", "exact"), ("NACE Rev. 2", "69.10", "", "exact"))
    assert {(match.code, match.fit) for match in lawyers if match.codes == "NAICS 2022"} == {
        ("541110", "partial"), ("541191", "partial"), ("541199", "partial"), ("541990", "partial"),
    }  # fmt: skip
    travel = industry(statistics, "us", "561510").matches
    assert ("UK SIC 2007", "7911", "Travel agencies", "exact") in travel
    assert not [match for match in (*lawyers, *travel) if match.codes == "NAICS 2017"]


@real
def test_the_chain_of_correspondences_is_the_one_worked_out_before(statistics: Statistics) -> None:
    with (OFFICIAL / "codes" / "uk_sic2007_class_to_naics2017_via_isic4.csv").open(encoding="utf-8") as file:
        expected = {(row["sic2007_class"], row["naics2017"]) for row in csv.DictReader(file)}
    us = statistics.industries["us"]
    found = {
        (each.code, match.code) for each in statistics.of_country("gb") for match in each.matches if match.codes == "NAICS 2022"
    }
    assert found - expected == {(f"433{last}", "238310") for last in "12349"}, (
        "pairs whose ISIC cell holds line breaks were lost there"
    )
    missing = {naics for sic, naics in expected - found}
    kept = {code for code in missing if code in us}
    assert all("us-concentration-2017" in us[code].figures.not_joined for code in kept), "only codes that changed are left out"


def test_reading_again_gives_the_same_object() -> None:
    def sources() -> tuple[SourceFile, ...]:
        files = sorted(Path(FOLDER).iterdir())
        return tuple(SourceFile(f"statistics/{path.name}", path.read_text(encoding="utf-8"), path.name) for path in files)

    assert read_statistics(sources())[0] is read_statistics(sources())[0]
