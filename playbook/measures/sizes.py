"""How small the firms of an industry are, and which sizes grow. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

SMALLEST = 100
"""Units under which percentages would say more than the counts carry: rounding to 5 alone moves a share by 3 points."""

_BAND = re.compile(r"(\d+)(?:-(\d+)|\+)")


@functools.cache
def band_limits(label: str) -> tuple[int, int | None] | None:
    """First and last number of people of a band's label (`0-4`, `250+`); None for another word."""
    found = _BAND.fullmatch(label)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def share_below(labels: Sequence[str], counts: Sequence[float | None], limit: int) -> float | None:
    """Percent of units with fewer than `limit` people, out of bands that ascend without a gap.

    Formula: 100 · Σ counts of bands that end below the limit / Σ counts. Range: 0 to 100.
    None where a count is not known, where a band spans the limit, or where there are under SMALLEST units.
    """
    known = [count for count in counts if count is not None]
    total = sum(known)
    ends = [(band_limits(label) or (0, None))[1] for label in labels]
    if len(known) < len(counts) or total < SMALLEST or limit - 1 not in ends:
        return None
    return 100 * sum(known[: ends.index(limit - 1) + 1]) / total


def growth(now: float | None, before: float | None) -> float | None:
    """Percent change between two editions. Formula: 100 · (now − before) / before. Range: −100 and up.

    None where either is not known, or where there were under SMALLEST before.
    """
    if now is None or before is None or before < SMALLEST:
        return None
    return 100 * (now - before) / before
