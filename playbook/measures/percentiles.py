"""Where one industry stands among comparable ones. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from playbook.model.figures import Percentile


def percentiles(amounts: Mapping[str, float]) -> dict[str, Percentile]:
    """The percentile rank of each industry among all of them.

    Formula: 100 · (how many have less + half of those that have as much, this one too) / how many. Range: above 0, below 100; the
    middle one of an odd number has 50. Reference: Crocker and Algina, Introduction to Classical and Modern Test Theory (1986),
    p. 439.
    """
    ordered = sorted(amounts.values())
    return {
        code: Percentile(100 * (bisect_left(ordered, amount) + bisect_right(ordered, amount)) / 2 / len(ordered), len(ordered))
        for code, amount in amounts.items()
    }
