"""The few official figures that a trade's printed sheet has room for, in words and numbers. Pure.

Each is of the handbook's own country where it is published there, else of the next that has it, and says so. The numbers
are printed as the trade's page prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playbook.measures.sizes import SMALLEST
from playbook.model.figures import Measure, Places
from playbook.model.statistics import Dataset, Industry
from playbook.render.amounts import amount_text, measure_text, rank_text
from playbook.render.industries import country_name

Datasets = Mapping[str, Dataset]
_TOP = 3
"""How many places and buyers are named."""


def key_figures(industries: Sequence[Industry], datasets: Datasets) -> dict[str, Any]:
    """Sizes, growth, places and concentration, the buyers, and whose figures they are; `industries` are one a country."""
    asked = ("under_10", "growth", "top3_places", "cr4")
    facts = [(name, found) for name in asked if (found := _having(name, industries))]
    sold = next((each for each in industries if each.figures.trade and each.figures.trade.buyers), None)
    used = [datasets[_measure(name, each).dataset] for name, each in facts]
    if sold and sold.figures.trade:
        used.append(datasets[sold.figures.trade.dataset])
    return {
        "facts": [_fact(name, industry, datasets) for name, industry in facts],
        "buyers": _buyers(sold, datasets) if sold else None,
        "of": [f"{country_name(each.country)}: “{each.title}” ({each.codes} {each.code})" for each in industries],
        "sources": list(dict.fromkeys(each.attribution for each in used)),
    }


def _having(name: str, industries: Sequence[Industry]) -> Industry | None:
    """The first industry whose measure is known, else the first where it is withheld; few firms have their number instead."""
    speaking = [each for each in industries if name in each.figures.measures or (name == "under_10" and _few(each))]
    return next((each for each in speaking if _measure(name, each).amount is not None), speaking[0] if speaking else None)


def _few(industry: Industry) -> bool:
    """Whether there are too few firms for percentages."""
    sizes = industry.figures.sizes
    return sizes is not None and sizes.small and "firms" in industry.figures.measures


def _measure(name: str, industry: Industry) -> Measure:
    measures = industry.figures.measures
    return measures["firms" if name == "under_10" and _few(industry) else name]


def _fact(name: str, industry: Industry, datasets: Datasets) -> dict[str, str]:
    measure = _measure(name, industry)
    dataset = datasets[measure.dataset]
    words = f"{_WORDS[measure.id](industry, dataset, datasets)}. {country_name(industry.country)}, {dataset.year}."
    rank = rank_text(measure.percentile)
    return {
        "id": measure.id,
        "figure": measure_text(measure),
        "label": words,
        "rank": f"{rank[:1].upper()}{rank[1:]} comparable industries." if rank and measure.amount is not None else "",
    }


def _small(industry: Industry, dataset: Dataset, datasets: Datasets) -> str:
    return f"{dataset.unit}: under {SMALLEST}, so there are no percentages"


def _sizes(industry: Industry, dataset: Dataset, datasets: Datasets) -> str:
    firms = industry.figures.measures.get("firms")
    whole = f"{measure_text(firms)} {dataset.unit}" if firms and firms.amount is not None else dataset.unit
    return f"of {whole} have fewer than 10 people"


def _growth(industry: Industry, dataset: Dataset, datasets: Datasets) -> str:
    sizes = industry.figures.sizes
    before = datasets.get(sizes.earlier or "") if sizes else None
    return f"change in the number of {dataset.unit}" + (f" since {before.year}" if before else "")


def _places(industry: Industry, dataset: Dataset, datasets: Datasets) -> str:
    found = industry.figures.places
    return f"of {dataset.unit} are in " + (_most(found) if found else "three places")


def _most(places: Places) -> str:
    """The places that have most, in words."""
    known = [each for each in places.places if each.number is not None]
    names = [each.name for each in sorted(known, key=lambda each: (-(each.number or 0), each.name))[:_TOP]]
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def _largest(industry: Industry, dataset: Dataset, datasets: Datasets) -> str:
    """The share of the largest; the index beside it, which may be no more than a lower bound."""
    hhi = industry.figures.measures.get("hhi")
    beside = f"; HHI {measure_text(hhi)}" if hhi and hhi.dataset == dataset.id else ""
    return f"of sales go to the 4 largest firms{beside}"


_WORDS: Mapping[str, Callable[[Industry, Dataset, Datasets], str]] = {
    "firms": _small,
    "under_10": _sizes,
    "growth": _growth,
    "top3_places": _places,
    "cr4": _largest,
}
"""What a number says, below it."""


def _buyers(industry: Industry, datasets: Datasets) -> dict[str, Any] | None:
    """The largest buyers among industries, and what households buy."""
    trade = industry.figures.trade
    if trade is None:
        return None
    dataset, households = datasets[trade.dataset], industry.figures.measures.get("to_households")
    return {
        "names": [{"title": each.title, "text": amount_text(each.share, "percent")} for each in trade.buyers[:_TOP]],
        "households": measure_text(households) if households and households.amount is not None else "",
        "where": f"{country_name(industry.country)}, {dataset.year}",
        "wider": trade.title if trade.fit == "partial" else "",
    }
