"""One figure of an industry by its name in readings: the number as it is compared, and as it is shown. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from playbook.measures.concentration import level
from playbook.measures.vocabulary import CONCENTRATED, NAMES, SIZEABLE
from playbook.model.figures import Measure, Place, Status, number_text
from playbook.model.readings import Number
from playbook.model.statistics import Dataset, Industry

Datasets = Mapping[str, Dataset]
_UNCERTAIN = ("withheld", "missing")


@dataclass(frozen=True)
class Figure:
    """A figure that is known: what a condition compares, and, when it is to be shown, what there is to say of it."""

    name: str
    amount: float | str
    status: Status
    dataset: Dataset
    more: Callable[[], Mapping[str, str]]

    @cached_property
    def stored(self) -> int | None:
        """In the unit of the last decimal shown; None for a word."""
        decimals = NAMES[self.name].decimals
        return None if isinstance(self.amount, str) else round(round(self.amount, decimals) * 10**decimals)

    @property
    def word(self) -> str | None:
        """What `is` compares; None for a number."""
        return self.amount if isinstance(self.amount, str) else None

    @property
    def partial(self) -> bool:
        """Whether the true number is at least this one."""
        return self.status == "partial"

    @cached_property
    def number(self) -> Number:
        """As a page lists it."""
        known = NAMES[self.name]
        amount = None if self.stored is None else self.stored / 10**known.decimals
        return Number(
            name=self.name,
            label=known.label,
            amount=amount,
            text=self.word or number_text(amount or 0, known.unit, known.decimals, self.status, signed=known.signed),
            unit=known.unit,
            status=self.status,
            year=self.dataset.year,
            dataset=self.dataset.id,
            country=self.dataset.country or "",
        )

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """What `{name.part}` stands for."""
        beside = {"year": str(self.dataset.year), "unit": self.dataset.unit, **self.more()}
        return {**beside, "size": self.number.text.lstrip("−+")} if NAMES[self.name].signed else beside


@dataclass(frozen=True)
class _Raw:
    """A figure with the id of its dataset."""

    amount: float | str
    status: Status
    dataset: str
    more: Callable[[], Mapping[str, str]] = dict


def figure(name: str, industry: Industry, datasets: Datasets) -> Figure | None:
    """A figure by its name in NAMES; None where it is withheld or missing, or its dataset is not there."""
    raw = _raw(name, industry, datasets)
    dataset = datasets.get(raw.dataset) if raw else None
    if raw is None or dataset is None or raw.status in _UNCERTAIN:
        return None
    return Figure(name, raw.amount, raw.status, dataset, raw.more)


def _raw(name: str, industry: Industry, datasets: Datasets) -> _Raw | None:
    figures = industry.figures
    if name.endswith("_percentile"):
        return _rank(figures.measures.get(name.removesuffix("_percentile")))
    if name in _DERIVED:
        return _DERIVED[name](industry, datasets)
    measure = figures.measures.get(name)
    if measure is None or measure.amount is None:
        return None
    return _Raw(measure.amount, measure.status, measure.dataset, lambda: _parts(name, measure, industry, datasets))


def _rank(measure: Measure | None) -> _Raw | None:
    """The percentile of a measure; unknown for one that is "at least" so much, since so would be its rank."""
    if measure is None or measure.percentile is None or measure.status == "partial":
        return None
    rank, among = measure.percentile
    return _Raw(min(99.0, max(1.0, rank)), measure.status, measure.dataset, lambda: {"among": f"{among:,}"})


def _level(industry: Industry, datasets: Datasets) -> _Raw | None:
    """What an HHI is called; of one that is "at least" so much, only that it is high."""
    measure = industry.figures.measures.get("hhi")
    if measure is None or measure.amount is None:
        return None
    word = level(measure.amount)
    if measure.status == "partial" and word != "high":
        return None
    return _Raw(word, "known", measure.dataset)


def _quotient(industry: Industry, datasets: Datasets) -> _Raw | None:
    """The place that has most of the industry for its size, among those with a sizeable part of it."""
    places = industry.figures.places
    found = [(each.quotient, each) for each in places.places if each.quotient and (each.share or 0) >= SIZEABLE] if places else []
    if not places or not found:
        return None
    quotient, place = max(found, key=lambda pair: pair[0])
    return _Raw(quotient, place.status, places.dataset, lambda: {"name": place.name})


def _top_buyer(industry: Industry, datasets: Datasets) -> _Raw | None:
    """How concentrated the largest buyer is, where one industry is meant by it and that is published."""
    trade = industry.figures.trade
    if not trade or not trade.buyers or trade.dataset not in datasets:
        return None
    first, dataset = trade.buyers[0], _latest("concentration", datasets[trade.dataset], datasets)
    return _Raw(first.top4, "known", dataset.id, lambda: {"name": first.title}) if first.top4 is not None and dataset else None


def _concentrated(industry: Industry, datasets: Datasets) -> _Raw | None:
    """What goes to concentrated buyers at least: how concentrated the others are is not known of each."""
    trade = industry.figures.trade
    found = [each for each in trade.buyers if (each.top4 or 0) >= CONCENTRATED] if trade else []
    if not trade or not found:
        return None
    return _Raw(
        sum(each.share for each in found), "partial", trade.dataset, lambda: {"name": _joined([each.title for each in found[:3]])}
    )


def _fit(industry: Industry, datasets: Datasets) -> _Raw | None:
    trade = industry.figures.trade
    return _Raw(trade.fit, "known", trade.dataset) if trade else None


_DERIVED: dict[str, Callable[[Industry, Datasets], _Raw | None]] = {
    "top_quotient": _quotient,
    "top_buyer_cr4": _top_buyer,
    "concentrated_buyers": _concentrated,
    "hhi_level": _level,
    "trade_fit": _fit,
}


def _parts(name: str, measure: Measure, industry: Industry, datasets: Datasets) -> dict[str, str]:
    """What is known beside a measure's number: since when it is counted, or whom or where it means."""
    figures, dataset = industry.figures, datasets.get(measure.dataset)
    if "since" in NAMES[name].parts:
        earlier = datasets.get(figures.sizes.earlier or "") if figures.sizes and name != "cr4_change" else None
        if earlier is None and dataset:
            earlier = _latest(dataset.topic, dataset, datasets, before=dataset.year)
        return {"since": str(earlier.year) if earlier else "the edition before"}
    if "name" not in NAMES[name].parts:
        return {}
    count = 3 if "3" in name else 1
    if "place" in name:
        return {"name": _joined([each.name for each in _largest(figures.places.places if figures.places else ())[:count]])}
    partners = (figures.trade.suppliers if "supplier" in name else figures.trade.buyers) if figures.trade else ()
    return {"name": _joined([each.title for each in partners[:count]])}


def _largest(places: tuple[Place, ...]) -> list[Place]:
    return sorted((each for each in places if each.share is not None), key=lambda each: -(each.share or 0))


def _latest(topic: str, like: Dataset, datasets: Datasets, before: int = 10_000) -> Dataset | None:
    """The newest dataset of a topic in the same country, before a year."""
    found = [each for each in datasets.values() if each.topic == topic and each.country == like.country and each.year < before]
    return max(found, key=lambda each: (each.year, each.id), default=None)


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
