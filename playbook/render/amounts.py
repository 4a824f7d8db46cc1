"""Official figures as a reader sees them: `39,965`, `90.6%`, `at least 963`, `withheld`. Pure."""

from __future__ import annotations

from playbook.measures.vocabulary import NAMES
from playbook.model.figures import MEASURES, Measure, Percentile, Status, Unit, number_text

_DECIMALS: dict[Unit, int] = {"count": 0, "percent": 1, "points": 1, "ratio": 2, "index": 2}


def amount_text(
    amount: float | None, unit: Unit, status: Status = "known", *, signed: bool = False, decimals: int | None = None
) -> str:
    """A number with its sign and unit, or the word that says why there is none."""
    if amount is None:
        return "withheld" if status == "withheld" else "not published"
    return number_text(amount, unit, _DECIMALS[unit] if decimals is None else decimals, status, signed=signed)


def measure_text(measure: Measure) -> str:
    """A measure as tables print it."""
    known = NAMES[measure.id]
    return amount_text(measure.amount, MEASURES[measure.id][0], measure.status, signed=known.signed, decimals=known.decimals)


def rank_text(rank: Percentile | None) -> str:
    """Where a measure stands: `higher than 83% of 614`; never 0% or 100%, which no rank is."""
    return f"higher than {min(99, max(1, round(rank.rank)))}% of {rank.among:,}" if rank else ""
