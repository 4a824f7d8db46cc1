"""What is measured of an industry: numbers that name their dataset, and the tables behind its charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Status = Literal["known", "rounded", "partial", "withheld", "missing"]
"""`rounded`: the publisher rounds this table; `partial`: the true number is at least this one; `withheld`: kept secret by the
publisher; `missing`: not published, or not joined to this industry. Withheld and missing have no amount and are never zero."""
Unit = Literal["count", "percent", "points", "ratio", "index"]
"""`points`: a difference of two percentages; `index`: a number of its own scale (HHI, K, Gini)."""


class Percentile(NamedTuple):
    """Where an industry stands among comparable ones."""

    rank: float
    """0 to 100: the share of the others that have less, half of those that have as much."""
    among: int
    """How many industries were compared, this one too."""


class Measure(NamedTuple):
    """One number about an industry."""

    id: str
    """As in MEASURES."""
    amount: float | None
    """None where withheld or missing."""
    status: Status
    """`partial` is shown as "at least"."""
    dataset: str
    """The dataset's id, for year, source and unit."""
    percentile: Percentile | None = None


class Band(NamedTuple):
    """A size band and how many are in it."""

    label: str
    """`0-4`, `250+`: people employed."""
    number: float | None
    status: Status
    share: float | None
    """Percent of all; None where the industry has under 100 or the number is not known."""
    growth: float | None
    """Percent since the earlier edition; None where there is none or it is too small to say."""


class Place(NamedTuple):
    """A region or state and how many are there."""

    name: str
    code: str
    """The publisher's, or empty."""
    number: float | None
    status: Status
    share: float | None
    """Percent of the industry's total."""
    quotient: float | None
    """Location quotient: 1 where the industry has as large a share of the place as of the country."""


class Partner(NamedTuple):
    """An industry that buys or sells, in the input-output table."""

    code: str
    """In the input-output list."""
    title: str
    share: float
    """Percent of intermediate sales (a buyer's) or of purchases (a supplier's), own industry left out."""
    industries: tuple[str, ...]
    """Codes of the country's own list that this one covers; empty where none is known."""
    top4: float | None
    """CR4 of the one industry that it means; None where it means several, or where it is not known."""


@dataclass(frozen=True)
class Sizes:
    """How large the firms are."""

    dataset: str
    total: float | None
    bands: tuple[Band, ...]
    small: bool
    """Under 100 in all: counts only, no percentages."""
    earlier: str | None = None
    """The dataset that growth is measured from."""


@dataclass(frozen=True)
class Places:
    """Where they are."""

    dataset: str
    total: float | None
    disclosed: float
    """Percent of the total that the places' known numbers come to; under 70 there are no shares."""
    names: tuple[str, ...]
    """Of the places, in the order of the table; the columns below are in the same order."""
    codes: tuple[str, ...]
    numbers: tuple[float | None, ...]
    statuses: tuple[Status, ...]
    shares: tuple[float | None, ...]
    quotients: tuple[float | None, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Place by place, in the order of the table."""
        columns = (self.names, self.codes, self.numbers, self.statuses, self.shares, self.quotients)
        return tuple(map(Place, *columns))


@dataclass(frozen=True)
class Trade:
    """Who buys from the industry and whom it buys from, in the input-output table's own terms."""

    dataset: str
    code: str
    """In the input-output list."""
    title: str
    fit: Literal["exact", "partial"]
    """`partial`: the input-output industry is wider than this one, or overlaps with it."""
    buyers: tuple[Partner, ...]
    """Largest first, own industry left out; at least 1 % of intermediate sales."""
    suppliers: tuple[Partner, ...]
    """Largest first, own industry left out; at least 1 % of purchases."""


@dataclass(frozen=True)
class Figures:
    """All figures of one industry; a part is None where no dataset has it."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    """By id; only those that some dataset speaks of: a withheld one is there, with no amount."""
    sizes: Sizes | None = None
    places: Places | None = None
    trade: Trade | None = None
    not_joined: tuple[str, ...] = ()
    """Datasets of another vintage of the code list that are left out, because this code or its title changed."""

    def amount(self, measure: str) -> float | None:
        """A measure's number; None where it is withheld, missing or not measured."""
        found = self.measures.get(measure)
        return found.amount if found else None


MEASURES: Mapping[str, tuple[Unit, str]] = {
    "firms": ("count", "Firms"),
    "sites": ("count", "Sites"),
    "under_5": ("percent", "With fewer than 5 people"),
    "under_10": ("percent", "With fewer than 10 people"),
    "under_20": ("percent", "With fewer than 20 people"),
    "under_50": ("percent", "With fewer than 50 people"),
    "growth": ("percent", "Growth in the number of firms"),
    "growth_small": ("percent", "Growth in the number of the smallest firms"),
    "growth_other": ("percent", "Growth in the number of all other firms"),
    "top_place": ("percent", "Share of the place that has most"),
    "top3_places": ("percent", "Share of the three places that have most"),
    "krugman": ("index", "Unevenness over places (Krugman’s K)"),
    "gini": ("index", "Unevenness over places (locational Gini)"),
    "cr4": ("percent", "Sales of the 4 largest firms"),
    "cr8": ("percent", "Sales of the 8 largest firms"),
    "cr20": ("percent", "Sales of the 20 largest firms"),
    "cr50": ("percent", "Sales of the 50 largest firms"),
    "cr4_change": ("points", "Change in the share of the 4 largest firms"),
    "hhi": ("index", "Herfindahl-Hirschman index of the 50 largest firms"),
    "to_industries": ("percent", "Sales to other industries"),
    "to_own": ("percent", "Sales within the industry"),
    "to_households": ("percent", "Sales to households"),
    "to_government": ("percent", "Sales to government"),
    "to_investment": ("percent", "Sales for investment"),
    "to_exports": ("percent", "Sales abroad"),
    "top_buyer": ("percent", "The largest buyer’s share of sales to other industries"),
    "top3_buyers": ("percent", "The three largest buyers’ share of sales to other industries"),
    "own_purchases": ("percent", "Purchases within the industry"),
    "top_supplier": ("percent", "The largest supplier’s share of purchases from other industries"),
}
"""Every measure's unit and plain name, in the order of pages. Readings name them by id; `<id>_percentile` is the rank."""


def number_text(amount: float, unit: str, decimals: int, status: Status = "known", *, signed: bool = False) -> str:
    """A number as a reader sees it: `47.7%`, `−6.0%`, `39,965`, `at least 963`; `+4.9 points` where it is `signed`."""
    size = f"{abs(amount):,.{decimals}f}"
    sign = "" if not size.strip("0.,") else "−" if amount < 0 else "+" if signed else ""
    text = sign + size + {"percent": "%", "points": " points"}.get(unit, "")
    return f"at least {text}" if status == "partial" else text
