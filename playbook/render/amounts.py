"""Official figures as a reader sees them: `39,965`, `90.6%`, `at least 963`, `withheld`. Pure."""

from __future__ import annotations

from playbook.model.figures import MEASURES, Measure, Percentile, Status, Unit

WHOLE = frozenset({"hhi"})
"""Indices that are shown without decimals: their scale has thousands of steps."""


def amount_text(amount: float | None, unit: Unit, status: Status = "known", *, signed: bool = False, whole: bool = False) -> str:
    """A number with its sign and unit, or the word that says why there is none."""
    if amount is None:
        return "withheld" if status == "withheld" else "not published"
    text = _number(amount, unit, signed=signed or unit == "points", whole=whole)
    return f"at least {text}" if status == "partial" else text


def measure_text(measure: Measure) -> str:
    """A measure as tables print it."""
    unit = MEASURES[measure.id][0]
    return amount_text(measure.amount, unit, measure.status, signed=measure.id.startswith("growth"), whole=measure.id in WHOLE)


def rank_text(rank: Percentile | None) -> str:
    """Where a measure stands: `higher than 83% of 614`."""
    return f"higher than {_percent(rank.rank)} of {rank.among:,}" if rank else ""


def _percent(rank: float) -> str:
    """A percentile without decimals; never 0% or 100%, which no rank is."""
    return f"{min(99, max(1, round(rank)))}%"


def _number(amount: float, unit: Unit, *, signed: bool, whole: bool) -> str:
    digits = {"count": 0, "percent": 1, "points": 1, "ratio": 2, "index": 0 if whole else 2}[unit]
    size = f"{abs(amount):,.{digits}f}"
    zero = not size.strip("0.,")
    sign = "" if zero else "−" if amount < 0 else "+" if signed else ""
    return sign + size + {"percent": "%", "points": " points"}.get(unit, "")
