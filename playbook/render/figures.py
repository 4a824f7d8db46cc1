"""An industry's figures as parts of a page: a strip, then sections of charts, each with its table and source. Pure.

Atlas pages and profiles show the same parts. Everything is plain data.
"""

from __future__ import annotations

from typing import Any

from playbook.model.figures import MEASURES, Figures
from playbook.model.statistics import Dataset, Industry
from playbook.render import charts
from playbook.render.amounts import measure_text, rank_text
from playbook.render.figure_parts import (
    Address,
    Datasets,
    Part,
    concentration_part,
    known,
    part,
    places_part,
    sizes_part,
    trade_parts,
)

STRIP = {
    "firms": "{unit}, {year}",
    "under_10": "have fewer than 10 people, {year}",
    "cr4": "of sales go to the 4 largest firms, {year}",
    "top3_places": "of {unit} are in three places, {year}",
    "growth": "change in the number of {unit} since {since}",
}
"""What stands large at the head of a page, where it is known, and the words below it."""
RANKED = ("under_10", "growth", "top3_places", "krugman", "cr4", "hhi", "to_households", "top3_buyers")
"""What the picture of ranks shows; its table has every measure."""
_DOTS = "A dot far to the right means that few industries have more. The table has more measures."


def figures_context(industry: Industry, datasets: Datasets, address: Address) -> dict[str, Any]:
    """Everything that is known of an industry, in the order in which an owner asks."""
    figures = industry.figures
    parts = [
        sizes_part(figures.sizes, datasets) if figures.sizes else None,
        places_part(figures.places, industry.country, datasets) if figures.places else None,
        concentration_part(figures, datasets),
        *(trade_parts(figures, figures.trade, datasets, address) if figures.trade else ()),
        _standing(figures, datasets),
    ]
    return {
        "strip": _strip(figures, datasets),
        "parts": [each for each in parts if each],
        "datasets": [_provenance(datasets[name]) for name in _used(figures) if name in datasets],
        "left_out": [datasets[name].title for name in figures.not_joined if name in datasets],
    }


def _strip(figures: Figures, datasets: Datasets) -> dict[str, Any]:
    """The few numbers that stand large, with their sources; those that are not known are left to their own part."""
    shown, sources = [], []
    for name, words in STRIP.items():
        measure = figures.measures.get(name)
        dataset = datasets.get(measure.dataset) if measure else None
        if measure and dataset and measure.amount is not None:
            label = words.format(unit=dataset.unit, year=dataset.year, since=_since(dataset, datasets))
            shown.append({"id": name, "figure": measure_text(measure), "label": label})
            sources.append(f"{dataset.publisher}, {dataset.year}")
    return {"facts": shown, "source": "; ".join(dict.fromkeys(sources))}


def _since(dataset: Dataset, datasets: Datasets) -> str:
    """The year of the edition before."""
    same = [each.year for each in datasets.values() if (each.topic, each.country) == (dataset.topic, dataset.country)]
    return str(max((year for year in same if year < dataset.year), default="the edition before"))


def _standing(figures: Figures, datasets: Datasets) -> Part | None:
    """Every measure with its rank; the table is what the compare page reads."""
    found = [figures.measures[name] for name in MEASURES if name in figures.measures]
    if not found:
        return None
    dots = [
        charts.Row(MEASURES[each.id][1], each.percentile.rank, measure_text(each))
        for each in found
        if each.id in RANKED and each.percentile and each.amount is not None
    ]
    rows = [
        (MEASURES[each.id][1], measure_text(each), rank_text(each.percentile) or "–", str(datasets[each.dataset].year))
        for each in found
    ]
    drawn = [charts.ranks("Place among the country’s industries, fewest on the left", dots)] if dots else []
    heads = ["Measure", "Number", "Among the country’s industries", "Year"]
    legend = [_DOTS] if dots else []
    made = part("standing", "Beside all other industries", [], drawn, heads, rows, known(found, datasets), legend=legend)
    return {**made, "names": [each.id for each in found]}


def _used(figures: Figures) -> list[str]:
    """The ids of all datasets that a page rests on."""
    parts = [each.dataset for each in (figures.sizes, figures.places, figures.trade) if each]
    earlier = [figures.sizes.earlier] if figures.sizes and figures.sizes.earlier else []
    return list(dict.fromkeys([*parts, *earlier, *(each.dataset for each in figures.measures.values())]))


def _provenance(dataset: Dataset) -> dict[str, Any]:
    """Where a dataset comes from, as a licence asks."""
    table = f", {dataset.table}" if dataset.table else ""
    return {
        "title": dataset.title,
        "from": f"{dataset.publisher}: {dataset.publication}{table}.",
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "url": dataset.url or "",
        "notes": list(dataset.notes),
    }
