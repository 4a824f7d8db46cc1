"""Where an industry is: shares of places, location quotients, how uneven it is. Pure.

`counts` are an industry's units by place, `totals` those of all industries in the same places and the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

DISCLOSED = 70.0
"""Percent of an industry's total under which its places are not measured: the withheld rest could be anywhere."""


def shares(counts: Sequence[float]) -> list[float]:
    """Each place's share of the industry. Formula: s_r = x_r / Σ x. Range: 0 to 1, in all 1; zeros where there are none."""
    total = sum(counts)
    return [count / total for count in counts] if total else [0.0] * len(counts)


def location_quotients(counts: Sequence[float], totals: Sequence[float]) -> list[float | None]:
    """How much more of a place's units than of the country's are in the industry.

    Formula: LQ_r = (x_ir / x_r) / (x_i / x), with x_r all units of the place. Range: 0 and up; 1 is the country's share.
    None where a place has no units at all. Reference: Isard, Methods of Regional Analysis (1960), ch. 7.
    """
    overall = shares(totals)
    return [own / part if part else None for own, part in zip(shares(counts), overall, strict=True)]


def top_share(counts: Sequence[float], places: int) -> float:
    """Percent of the industry in the `places` that have most of it. Range: 0 to 100."""
    return 100 * sum(sorted(shares(counts), reverse=True)[:places])


def krugman(counts: Sequence[float], totals: Sequence[float]) -> float:
    """How differently the industry is spread from all industries together.

    Formula: K = Σ_r |s_ir − s_r|. Range: 0 (spread as everything is) to 2 (nowhere that anything else is).
    Reference: Krugman, Geography and Trade (1991), p. 76.
    """
    return sum(abs(own - part) for own, part in zip(shares(counts), shares(totals), strict=True))


def locational_gini(counts: Sequence[float], totals: Sequence[float]) -> float:
    """How concentrated the industry is in places, compared with all industries.

    Formula: 1 − Σ (T_r − T_{r−1}) (S_r + S_{r−1}): twice the area between the diagonal and the Lorenz curve of the industry's
    cumulated shares S over all industries' T, places ordered by their location quotient. Range: 0 to 1.
    Reference: Krugman, Geography and Trade (1991), p. 55.
    """
    own, overall = shares(counts), shares(totals)
    if not any(own):
        return 0.0
    order = sorted((each for each in zip(own, overall, strict=True) if each[1]), key=lambda each: each[0] / each[1])
    area, height = 0.0, 0.0
    for share, part in order:
        area += part * (2 * height + share)
        height += share
    return max(0.0, 1 - area)
