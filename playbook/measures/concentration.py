"""How much of an industry's sales its largest firms have. Pure."""

from __future__ import annotations

from typing import Literal

MODERATE, HIGH = 1_000, 1_800
"""HHI above which US agencies call a market moderately, and highly, concentrated (Merger Guidelines 2023, guideline 1)."""


def herfindahl_at_least(cr4: float, cr8: float, cr20: float, cr50: float) -> float:
    """What the HHI of the 50 largest firms is at least, from their concentration ratios in percent.

    Formula: CR4²/4 + (CR8−CR4)²/4 + (CR20−CR8)²/12 + (CR50−CR20)²/30: each group's sum of squares is least when its firms are
    equal. Range: 0 to 10,000.
    """
    return cr4**2 / 4 + (cr8 - cr4) ** 2 / 4 + (cr20 - cr8) ** 2 / 12 + (cr50 - cr20) ** 2 / 30


def level(hhi: float) -> Literal["low", "moderate", "high"]:
    """What US agencies would call a market with this HHI; almost every industry is low, so show the percentile first."""
    return "high" if hhi > HIGH else "moderate" if hhi > MODERATE else "low"
