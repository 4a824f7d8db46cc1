"""One section of an industry's figures after the other: what is said, the charts, the table beside them, the sources. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from playbook.measures.concentration import HIGH, MODERATE, level
from playbook.measures.places import DISCLOSED
from playbook.measures.sizes import SMALLEST
from playbook.model.figures import MEASURES, Band, Figures, Measure, Partner, Places, Sizes, Trade, Unit
from playbook.model.statistics import Dataset
from playbook.render import charts
from playbook.render.amounts import amount_text, measure_text
from playbook.render.tiles import tile_map

Datasets = Mapping[str, Dataset]
Part = dict[str, Any]
Address = Callable[[Partner], str]
"""Where to read on about a buyer or supplier; empty where nowhere."""
SHOWN = 10
"""Bars of a chart that could be long; its table has all."""
_SHARES = ("cr4", "cr8", "cr20", "cr50")
_USES = ("to_industries", "to_own", "to_households", "to_government", "to_investment", "to_exports")
_NATIONAL = "It is the whole country’s share, and says nothing about one town."


def part(
    name: str,
    title: str,
    say: Sequence[str],
    drawn: Iterable[Markup | None],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    sources: Iterable[Dataset],
    urls: Sequence[str] = (),
    legend: Sequence[str] = (),
) -> Part:
    """A section as its template reads it; the first cell of a row is its label, which leads to the row's address in `urls`.

    `legend` says what only the charts need.
    """
    return {
        "id": name,
        "title": title,
        "say": list(say),
        "legend": list(legend),
        "charts": [each for each in drawn if each],
        "heads": list(heads),
        "rows": [{"label": label, "url": urls[at] if urls else "", "cells": cells} for at, (label, *cells) in enumerate(rows)],
        "source": "; ".join(dict.fromkeys(f"{each.title} ({each.publisher})" for each in sources)),
        "names": [],
    }


def known(measures: Iterable[Measure], datasets: Datasets) -> list[Dataset]:
    """The datasets of some measures, each once."""
    return [datasets[name] for name in dict.fromkeys(each.dataset for each in measures) if name in datasets]


def sizes_part(sizes: Sizes, datasets: Datasets) -> Part:
    """How many firms have how many people, and which sizes grow."""
    dataset, before = datasets[sizes.dataset], datasets.get(sizes.earlier or "")
    say = [f"{amount_text(sizes.total, 'count')} {dataset.unit} in {dataset.year}, by how many people work there."]
    say += _rounding(dataset)
    columns = {"People": [band.label for band in sizes.bands]}
    columns[capital(dataset.unit)] = shown = [amount_text(band.number, "count", band.status) for band in sizes.bands]
    amounts = [band.number for band in sizes.bands]
    if sizes.small:
        say.append(f"Under {SMALLEST} in all: we print counts only, since a percentage would say more than they carry.")
    else:
        columns["Share"] = shown = [amount_text(band.share, "percent", band.status) for band in sizes.bands]
        amounts = [band.share for band in sizes.bands]
    rows = [charts.Row(*each) for each in zip(columns["People"], amounts, shown, strict=True)]
    drawn = [charts.bars(f"{capital(dataset.unit)} by people, {dataset.year}", rows, whole=None if sizes.small else 100)]
    if before and any(band.growth is not None for band in sizes.bands):
        grown = [charts.Row(band.label, band.growth, _grown(band)) for band in sizes.bands]
        columns[f"Change since {before.year}"] = [row.text for row in grown]
        drawn.append(charts.changes(f"Change in the number of {dataset.unit}, {before.year} to {dataset.year}", grown))
    sources = [dataset, before] if before else [dataset]
    return part("size", "How large the firms are", say, drawn, list(columns), zip(*columns.values(), strict=True), sources)


def places_part(places: Places, country: str, datasets: Datasets) -> Part:
    """Where they are: a map of tiles and the highest location quotients."""
    dataset, found = datasets[places.dataset], places.places
    measured = [place for place in found if place.quotient is not None]
    say = [f"{capital(dataset.unit)} in {dataset.year}.", *_rounding(dataset)]
    if measured:
        say.append("A location quotient of 1 means: as common there as in the whole country. At 2 it is twice as common.")
    elif places.disclosed < DISCLOSED:
        say.append(f"Only {places.disclosed:.0f}% of them are published by place, so we work out no shares.")
    else:
        say.append("They are too few to work out shares.")
    rows = [
        (each.name, amount_text(each.number, "count", each.status), _dashed(each.share, "percent"), _dashed(each.quotient, "ratio"))
        for each in found
    ]
    best = sorted(measured, key=lambda each: (-(each.quotient or 0), each.name))[: SHOWN + 2]
    bars = [charts.Row(each.name, each.quotient, amount_text(each.quotient, "ratio")) for each in best]
    tiles = tile_map(country, f"Location quotient, {dataset.year}" if measured else dataset.title, found)
    drawn = [tiles, charts.bars("Location quotient, highest first", bars) if bars else None]
    heads = ["Place", capital(dataset.unit), "Share", "Location quotient"]
    return part("place", "Where they are", say, drawn, heads, rows, [dataset])


def concentration_part(figures: Figures, datasets: Datasets) -> Part | None:
    """What the largest firms sell; None where no dataset speaks of it."""
    found = [figures.measures[name] for name in (*_SHARES, "cr4_change", "hhi") if name in figures.measures]
    sources = known(found, datasets)
    if not sources:
        return None
    say = [f"How much of all sales the largest firms have, {sources[0].year}. {_NATIONAL}", *_level(figures)]
    rows = [charts.Row(MEASURES[each.id][1], each.amount, measure_text(each)) for each in found if each.id in _SHARES]
    drawn = [charts.bars("Share of sales", rows, whole=100)] if any(row.amount is not None for row in rows) else []
    table = [(MEASURES[each.id][1], measure_text(each)) for each in found]
    return part("largest", "Who dominates", say, drawn, ["Measure", "Number"], table, sources)


def _level(figures: Figures) -> list[str]:
    """What US agencies call such a market."""
    hhi = figures.measures.get("hhi")
    if hhi is None or hhi.amount is None:
        return []
    limit = {"low": MODERATE, "moderate": MODERATE, "high": HIGH}[level(hhi.amount)]
    side = "above" if hhi.amount > limit else "under"
    if side == "under" and hhi.status == "partial":
        return [f"The HHI is {measure_text(hhi)}; how far above it is withheld."]
    word = "highly" if limit == HIGH else "moderately"
    return [f"The HHI is {measure_text(hhi)}, {side} the {limit:,} from which US agencies call a market {word} concentrated."]


def trade_parts(figures: Figures, trade: Trade, datasets: Datasets, address: Address) -> Iterator[Part]:
    """Where the sales go, who buys, and whom the industry buys from."""
    dataset = datasets[trade.dataset]
    fit = f"The input-output table of {dataset.year} counts it as “{trade.title}”, "
    fit += "the same activity." if trade.fit == "exact" else "which is wider than this industry or overlaps with it."
    uses = [figures.measures[name] for name in _USES if figures.amount(name) is not None]
    rows = [charts.Row(MEASURES[each.id][1], each.amount, measure_text(each)) for each in uses]
    if rows:
        drawn = [charts.bars("Share of sales", rows, whole=100)]
        yield part("sales", "Where its sales go", [fit], drawn, ["To", "Share"], _pairs(rows), [dataset])
    yield _buyers(trade, datasets, [] if rows else [fit], address)
    if trade.suppliers:
        rows = [charts.Row(each.title, each.share, amount_text(each.share, "percent")) for each in trade.suppliers]
        say = [f"Share of what it buys from other industries, {dataset.year}."]
        drawn, urls = [charts.bars("Largest suppliers", rows[:SHOWN])], [address(each) for each in trade.suppliers]
        yield part(
            "suppliers", "Whom it buys from", say, drawn, ["Supplier", "Share"], _pairs(rows), [dataset], urls, _more(len(rows))
        )


def _pairs(rows: Iterable[charts.Row]) -> list[tuple[str, str]]:
    return [(row.label, row.text) for row in rows]


def _buyers(trade: Trade, datasets: Datasets, fit: list[str], address: Address) -> Part:
    dataset, title = datasets[trade.dataset], "Who buys from it"
    if not trade.buyers:
        none = "No other industry buys 1% or more of what it sells to industries. Its customers are elsewhere."
        return part("buyers", title, [*fit, none], [], [], [], [dataset])
    rows = [
        charts.Buyer(each.title, each.share, amount_text(each.share, "percent"), each.top4, _top4(each)) for each in trade.buyers
    ]
    say = [*fit, f"Share of what it sells to other industries, {dataset.year}."]
    heads, sources, legend = ["Buyer", "Share", "Its 4 largest firms"], [dataset], _more(len(rows))
    if (largest := _concentration_of(dataset, datasets)) and any(each.top4 is not None for each in trade.buyers):
        legend.insert(0, f"The thin bar is the share of its own market that a buyer’s 4 largest firms have, {largest.year}.")
        sources.append(largest)
    table, urls = [(row.label, row.text, row.top4_text) for row in rows], [address(each) for each in trade.buyers]
    drawn = [charts.buyers("Largest buyers", rows[:SHOWN])]
    return part("buyers", title, say, drawn, heads, table, sources, urls, legend)


def _concentration_of(dataset: Dataset, datasets: Datasets) -> Dataset | None:
    """The newest figures of concentration in a dataset's country: what a buyer's own are taken from."""
    found = [each for each in datasets.values() if each.topic == "concentration" and each.country == dataset.country]
    return max(found, key=lambda each: each.year, default=None)


def _top4(buyer: Partner) -> str:
    if buyer.top4 is not None:
        return amount_text(buyer.top4, "percent")
    return "several industries" if len(buyer.industries) > 1 else "not known"


def _more(count: int) -> list[str]:
    return [f"The picture shows the {SHOWN} largest of {count}; the table has all with 1% or more."] if count > SHOWN else []


def _rounding(dataset: Dataset) -> list[str]:
    return [f"Counts are rounded to the nearest {dataset.rounded_to}."] if dataset.rounded_to else []


def _grown(band: Band) -> str:
    """A band's growth; few firms before, or none known, make no percentage."""
    return amount_text(band.growth, "percent", signed=True) if band.growth is not None else "too few to say"


def _dashed(amount: float | None, unit: Unit) -> str:
    return amount_text(amount, unit) if amount is not None else "–"


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
