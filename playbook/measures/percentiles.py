"""Where one industry stands among comparable ones. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from playbook.model.figures import Percentile


def percentiles(amounts: Mapping[str, float]) -> dict[str, Percentile]:
    """The percentile rank of each industry among all of them.

    Formula: 100 · (how many have less + half of those that have as much, this one too) / how many. Range: above 0, below 100; the
    middle one of an odd number has 50. Reference: Crocker and Algina, Introduction to Classical and Modern Test Theory (1986),
    p. 439.
    """
    ordered = sorted(amounts.values())
    alike = {amount: (first, count) for first, amount, count in _runs(ordered)}
    ranks = {amount: Percentile(100 * (first + count / 2) / len(ordered), len(ordered)) for amount, (first, count) in alike.items()}
    return {code: ranks[amount] for code, amount in amounts.items()}


def _runs(ordered: Sequence[float]) -> Iterator[tuple[int, float, int]]:
    """Where each amount first stands, and how often, in ascending amounts."""
    first = 0
    for amount, same in groupby(ordered):
        count = sum(1 for _ in same)
        yield first, amount, count
        first += count
