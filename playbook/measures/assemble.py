"""Tables → Statistics: every country's industries with their figures, joined across editions of code lists. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from playbook.measures.figures import Shelf, figures_of
from playbook.measures.joins import Editions
from playbook.measures.matches import matches, steps_between
from playbook.measures.percentiles import percentiles
from playbook.measures.trading import Raw
from playbook.model.columns import TOTAL
from playbook.model.figures import Figures, Measure, Percentile
from playbook.model.statistics import Dataset, Group, Industry, Match, Pair, Statistics, Table

UNRANKED = frozenset({"firms", "sites"})
"""Measures of size alone: a rank would say nothing about a trade."""


class Listed(NamedTuple):
    """A line of a list of industries."""

    code: str
    title: str
    readable: str
    division: str
    division_title: str
    sector: str
    sector_title: str


def assemble_statistics(
    datasets: Mapping[str, Dataset],
    tables: Mapping[str, Table],
    lists: Mapping[str, Sequence[Listed]],
    pairs: Mapping[str, Sequence[Pair]],
) -> Statistics:
    """All figures of a handbook: of `tables`, `lists` and `pairs`, only those whose dataset is among `datasets` are used."""
    tables = {name: table for name, table in tables.items() if name in datasets}
    homes = _homes(datasets, tables, lists)
    readable = {codes: {each.code: each.readable for each in rows} for codes, rows in homes.values()}
    official = {codes: {each.code: each.title for each in rows} for codes, rows in homes.values()}
    editions = Editions(tables, datasets, {name: found for name, found in pairs.items() if name in datasets}, official)
    steps = steps_between(editions)
    industries: dict[str, Mapping[str, Industry]] = {}
    for country, (codes, rows) in homes.items():
        shelf = Shelf(country, codes, editions)
        measured = _ranked({each.code: figures_of(shelf, each.code) for each in rows})
        others = matches(steps, codes, readable)
        industries[country] = {each.code: _industry(country, codes, each, measured[each.code], others) for each in rows}
    return Statistics(datasets, industries)


def _homes(
    datasets: Mapping[str, Dataset], tables: Mapping[str, Table], lists: Mapping[str, Sequence[Listed]]
) -> dict[str, tuple[str, Sequence[Listed]]]:
    """Each country's list: its newest list of industries, or else the titles of its newest table that has any."""
    found: dict[str, tuple[str, Sequence[Listed]]] = {}
    for name, dataset in sorted(datasets.items(), key=lambda each: (each[1].topic == "industries", each[1].year, each[0])):
        country = (dataset.country or "").lower()
        if name in lists:
            found[country] = dataset.codes, lists[name]
        elif name in tables and dataset.topic != "trade" and tables[name].titles:
            titled = tables[name].titles.items()
            found[country] = dataset.codes, [_bare(code, title) for code, title in titled if code != TOTAL]
    return found


def _bare(code: str, title: str) -> Listed:
    return Listed(code, title, title, code[:2], "", "", "")


def _industry(country: str, codes: str, line: Listed, figures: Figures, others: Mapping[str, tuple[Match, ...]]) -> Industry:
    return Industry(
        country=country,
        codes=codes,
        code=line.code,
        official_title=line.title,
        title=line.readable,
        division=Group(line.division, line.division_title),
        sector=Group(line.sector, line.sector_title),
        figures=figures,
        matches=others.get(line.code, ()),
    )


def _ranked(measured: Mapping[str, tuple[Figures, Sequence[Raw]]]) -> dict[str, Figures]:
    """Figures with their measures, each ranked among the industries of the country's list that have it."""
    amounts: dict[str, dict[str, float]] = defaultdict(dict)
    for code, (_, raw) in measured.items():
        for name, amount, status, _ in raw:
            if name not in UNRANKED and amount is not None and status != "partial":
                amounts[name][code] = amount
    ranks = {name: percentiles(found) for name, found in amounts.items()}
    nobody: Mapping[str, Percentile] = {}
    return {
        code: _with(figures, [Measure(*each, ranks.get(each[0], nobody).get(code)) for each in raw])
        for code, (figures, raw) in measured.items()
    }


def _with(figures: Figures, measures: Sequence[Measure]) -> Figures:
    return replace(figures, measures={measure.id: measure for measure in measures})
