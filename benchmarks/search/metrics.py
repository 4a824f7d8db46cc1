"""How good a ranking is, against graded judgements."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

DEPTH = 10
GOOD = 2
"""The least grade that answers the query."""


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of the first `depth` results, from 0 to 1; a page nobody judged gains nothing.

    DCG = Σ (2^grade − 1) / log2(place + 1), divided by that of the best order possible. Discount: Järvelin and Kekäläinen,
    "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002; exponential gain: Burges and others, "Learning to rank
    using gradient descent", ICML 2005.
    """
    best = sorted(judged.values(), reverse=True)
    return _gain([judged.get(url, 0) for url in ranked[:depth]]) / _gain(best[:depth])


def success_at_1(ranked: Sequence[str], judged: Mapping[str, int]) -> bool:
    """Whether the first result answers the query (grade 2 or 3)."""
    return bool(ranked) and judged.get(ranked[0], 0) >= GOOD


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
