"""Figures that ship, by a second way: the CSVs read afresh, and every measure written out as its definition says."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from playbook.model.figures import MEASURES
from playbook.model.site import Site
from playbook.model.statistics import Statistics
from tests.test_statistics import FOLDER


@pytest.fixture(scope="module")
def statistics(shipped: Site) -> Statistics:
    return shipped.statistics


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
