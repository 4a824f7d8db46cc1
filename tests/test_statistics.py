"""The figures that ship: check values, where they come from, and a second way to every number."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from playbook.build import unwatched
from playbook.importers.recognise import read_files
from playbook.importers.tidy import csv_text
from playbook.load.statistics import read_statistics
from playbook.measures.sizes import share_below
from playbook.model.figures import MEASURES
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


# The second way: the CSVs read afresh, and every measure written out as its definition says.


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(text))}


def numbers(row: Mapping[str, str]) -> dict[str, float]:
    return {name: float(cell) for name, cell in row.items() if name not in ("code", "title") and re.fullmatch(r"-?[\d.]+", cell)}


def people(row: dict[str, float], limit: int) -> float:
    small = sum(count for name, count in row.items() if name != "total" and int(re.split(r"[-+]", name)[-1] or 10**9) < limit)
    return 100 * small / sum(count for name, count in row.items() if name != "total")


def spread(dataset: str, code: str) -> tuple[list[float], list[float]]:
    own, everyone = numbers(table(dataset)[code]), numbers(table(dataset)["total"])
    names = [name for name in own if name != "total"]
    return [own[name] / sum(own[each] for each in names) for name in names], [everyone[name] / everyone["total"] for name in names]


def gini(parts: tuple[list[float], list[float]]) -> float:
    own, everyone = parts
    ratio = [a / b for a, b in zip(own, everyone, strict=True)]
    return sum(p * q * abs(a - b) for a, p in zip(ratio, everyone, strict=True) for b, q in zip(ratio, everyone, strict=True)) / 2


def change(now: float, before: float) -> float:
    return 100 * now / before - 100


def other(row: dict[str, float]) -> float:
    return sum(list(row.values())[1:-1])


def used(code: str) -> dict[str, float]:
    """What the commodity of an input-output industry is sold for, returns and imports apart."""
    return {
        name: amount
        for name, amount in numbers(table("us-trade-2017")[code]).items()
        if amount > 0 and name not in ("imports", "stocks")
    }


def bought(code: str) -> dict[str, float]:
    found = {seller: float(row[code] or 0) for seller, row in table("us-trade-2017").items() if code in row}
    return {seller: amount for seller, amount in found.items() if amount > 0}


USES = ("households", "investment", "government", "exports")


def sold_to(code: str, what: str) -> float:
    flows = used(code)
    own = flows.get(code, 0)
    amounts = {
        "own": own,
        "industries": sum(a for name, a in flows.items() if name not in (*USES, code)),
        **{use: flows.get(use, 0) for use in USES},
    }
    return 100 * amounts[what] / sum(flows.values())


def largest(flows: dict[str, float], own: str, count: int) -> float:
    others = sorted((amount for name, amount in flows.items() if name not in (*USES, own)), reverse=True)
    return 100 * sum(others[:count]) / sum(others)


def earlier(dataset: str) -> str:
    return {"gb-enterprises-2024": "gb-enterprises-2021", "us-concentration-2022": "us-concentration-2017"}[dataset]


def total_of(dataset: str, code: str) -> float:
    return numbers(table(dataset)[code])["firms" if "concentration" in dataset else "total"]


def bound(row: dict[str, float]) -> float:
    cr = [row[f"largest {count} (%)"] for count in (4, 8, 20, 50)]
    return float(
        row.get("HHI of the 50 largest")
        or cr[0] ** 2 / 4 + (cr[1] - cr[0]) ** 2 / 4 + (cr[2] - cr[1]) ** 2 / 12 + (cr[3] - cr[2]) ** 2 / 30
    )


def share(data: str, code: str, count: int) -> float:
    return numbers(table(data)[code])[f"largest {count} (%)"]


def pair(data: str, code: str, measure: Callable[[dict[str, float]], float]) -> tuple[float, float]:
    """A number of this edition and of the one before."""
    return measure(numbers(table(data)[code])), measure(numbers(table(earlier(data))[code]))


def units(data: str, code: str) -> float:
    return numbers(table(data)[code])["establishments" if "concentration" in data else "total"]


SECOND: dict[str, Callable[[str, str, str], float]] = {
    "firms": lambda data, code, flow: total_of(data, code),
    "sites": lambda data, code, flow: units(data, code),
    "under_5": lambda data, code, flow: people(numbers(table(data)[code]), 5),
    "under_10": lambda data, code, flow: people(numbers(table(data)[code]), 10),
    "under_20": lambda data, code, flow: people(numbers(table(data)[code]), 20),
    "under_50": lambda data, code, flow: people(numbers(table(data)[code]), 50),
    "growth": lambda data, code, flow: change(total_of(data, code), total_of(earlier(data), code)),
    "growth_small": lambda data, code, flow: change(*pair(data, code, lambda row: row["0-4"])),
    "growth_other": lambda data, code, flow: change(*pair(data, code, other)),
    "top_place": lambda data, code, flow: 100 * max(spread(data, code)[0]),
    "top3_places": lambda data, code, flow: 100 * sum(sorted(spread(data, code)[0])[-3:]),
    "krugman": lambda data, code, flow: sum(abs(a - b) for a, b in zip(*spread(data, code), strict=True)),
    "gini": lambda data, code, flow: gini(spread(data, code)),
    "cr4": lambda data, code, flow: share(data, code, 4),
    "cr8": lambda data, code, flow: share(data, code, 8),
    "cr20": lambda data, code, flow: share(data, code, 20),
    "cr50": lambda data, code, flow: share(data, code, 50),
    "cr4_change": lambda data, code, flow: share(data, code, 4) - share(earlier(data), code, 4),
    "hhi": lambda data, code, flow: bound(numbers(table(data)[code])),
    "to_own": lambda data, code, flow: sold_to(flow, "own"),
    "to_industries": lambda data, code, flow: sold_to(flow, "industries"),
    "to_households": lambda data, code, flow: sold_to(flow, "households"),
    "to_investment": lambda data, code, flow: sold_to(flow, "investment"),
    "to_government": lambda data, code, flow: sold_to(flow, "government"),
    "to_exports": lambda data, code, flow: sold_to(flow, "exports"),
    "top_buyer": lambda data, code, flow: largest(used(flow), flow, 1),
    "top3_buyers": lambda data, code, flow: largest(used(flow), flow, 3),
    "top_supplier": lambda data, code, flow: largest(bought(flow), flow, 1),
    "own_purchases": lambda data, code, flow: 100 * bought(flow).get(flow, 0) / sum(bought(flow).values()),
}


def test_two_hundred_figures_by_a_second_route(statistics: Statistics) -> None:
    assert set(SECOND) == set(MEASURES)
    chance = random.Random(20261121)
    every = [
        (each, measure)
        for country in ("gb", "us")
        for each in statistics.of_country(country)
        for measure in each.figures.measures.values()
        if measure.amount is not None
    ]
    chosen = chance.sample(every, 200) + [next(pair for pair in every if pair[1].id == name) for name in MEASURES]
    for each, measure in chosen:
        trade = each.figures.trade
        second = SECOND[measure.id](measure.dataset, each.code, trade.code if trade else "")
        assert abs((measure.amount or 0) - second) < 1e-6 * max(1, abs(second)), f"{each.url} {measure}"


def test_percentiles_by_a_second_route(statistics: Statistics) -> None:
    chance = random.Random(7)
    for country in ("gb", "us"):
        found = list(statistics.of_country(country))
        for each in chance.sample(found, 20):
            for name, measure in each.figures.measures.items():
                if measure.percentile is None:
                    continue
                amounts = [
                    other.figures.measures[name].amount or 0
                    for other in found
                    if name in other.figures.measures and other.figures.measures[name].percentile
                ]
                below = sum(amount < (measure.amount or 0) for amount in amounts)
                alike = sum(amount == measure.amount for amount in amounts)
                assert measure.percentile.among == len(amounts)
                assert abs(measure.percentile.rank - 100 * (below + alike / 2) / len(amounts)) < 1e-9


# Joins across editions, and what is not said.


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
