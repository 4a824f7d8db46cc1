"""The closed list of names that readings may use of an industry's figures, and the range of each. Pure.

A bound is a whole number: of percent, points and counts as they are; of indexes below 2 and of location quotients in hundredths.
Numbers are compared as they are shown, so that no sentence contradicts the figure beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from playbook.model.conditions import Condition
from playbook.model.figures import MEASURES, Unit

CONCENTRATED = 40
"""Percent of a trade's sales with its four largest firms from which a buyer counts as concentrated: our judgement."""
SIZEABLE = 5
"""Percent of an industry that a place must hold to be named for its location quotient: a handful of firms says little."""


@dataclass(frozen=True)
class Name:
    """Something a reading may name."""

    label: str
    unit: Unit | Literal["rank", "word"]
    decimals: int = 0
    """How many are shown."""
    hundredths: bool = False
    """Whether bounds are written in hundredths."""
    least: int | None = 0
    """The lowest it can be, written as a bound is; None where there is no limit."""
    most: int | None = None
    ids: tuple[str, ...] = ()
    """What `is` may compare it with."""
    more: tuple[str, ...] = ()
    """What may be placed beside the number, its year and what is counted: `{growth.since}`."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything that may follow the name in a text: `{cr4.year}`."""
        return ("year", "unit", *self.more)

    @property
    def signed(self) -> bool:
        """Whether it is a change, which shows its sign even where it is a gain."""
        return "size" in self.more

    def stored(self, bound: int) -> int:
        """A bound in the unit of the last decimal shown."""
        return bound if self.hundredths else bound * 10**self.decimals


_CHANGES = ("growth", "growth_small", "growth_other", "cr4_change")
_NAMED = ("top_place", "top3_places", "top_buyer", "top3_buyers", "top_supplier")


def _measure(name: str, unit: Unit, label: str) -> Name:
    more = ("since", "size") if name in _CHANGES else ("name",) if name in _NAMED else ()
    if unit == "index":
        small = name != "hhi"
        most = {"hhi": 10_000, "krugman": 200, "gini": 100}[name]
        return Name(label, unit, 2 if small else 0, hundredths=small, most=most, more=more)
    if name in _CHANGES:
        return Name(label, unit, 1, least=-100, most=100 if unit == "points" else None, more=more)
    return Name(label, unit, 0 if unit == "count" else 1, most=100 if unit == "percent" else None, more=more)


NAMES: Mapping[str, Name] = {
    **{name: _measure(name, unit, label) for name, (unit, label) in MEASURES.items()},
    "top_quotient": Name(
        f"Highest location quotient of a place with {SIZEABLE}% of the industry or more", "ratio", 2, True, more=("name",)
    ),
    "top_buyer_cr4": Name("Sales of the 4 largest firms of the largest buyer", "percent", 1, most=100, more=("name",)),
    "concentrated_buyers": Name(
        f"Sales to buyers whose 4 largest firms have {CONCENTRATED}% or more", "percent", 1, most=100, more=("name",)
    ),
    "hhi_level": Name("What US agencies call this HHI", "word", ids=("low", "moderate", "high")),
    "trade_fit": Name("Whether the input-output table counts this industry alone", "word", ids=("exact", "partial")),
    **{
        f"{name}_percentile": Name(f"{label}: percentile", "rank", most=100, more=("among",))
        for name, (_, label) in MEASURES.items()
    },
}
"""By name: every measure, what is derived from figures here, and the percentile of every measure."""


def resolved(when: Condition) -> list[list[int | str]]:
    """`{name: {op: bound}}` as `[[name, op, bound]]`, bounds in the unit of the last decimal shown."""
    return [
        [name, op, NAMES[name].stored(bound) if isinstance(bound, int) else bound]
        for name, comparison in when.items()
        for op, bound in comparison.items()
    ]


def names_in(when: Condition) -> tuple[str, ...]:
    """Every name that a condition uses, on either side, each once, in the order of the condition."""
    used: list[str] = []
    for name, comparison in when.items():
        used += [name, *(str(bound) for op, bound in comparison.items() if op != "is" and bound in NAMES)]
    return tuple(dict.fromkeys(used))


def can_hold(when: Condition) -> bool:
    """Whether any number in its range satisfies all that a condition says of each name by itself."""
    for name, comparison in when.items():
        known = NAMES[name]
        low = known.stored(known.least) if known.least is not None else None
        high = known.stored(known.most) if known.most is not None else None
        for op, bound in comparison.items():
            if not isinstance(bound, int):
                continue
            limit = known.stored(bound)
            if op == "below":
                high = limit - 1 if high is None else min(high, limit - 1)
            else:
                limit += op == "above"
                low = limit if low is None else max(low, limit)
        if low is not None and high is not None and low > high:
            return False
    return True
