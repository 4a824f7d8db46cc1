"""Who buys from an industry and whom it buys from, out of an input-output Use table. Pure.

A Use table has a row for each commodity, named as the industry that mainly makes it, and a column for each buyer: industries, then
final uses. Amounts are in one currency, and may be negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from playbook.model.columns import SALES


@dataclass(frozen=True)
class Flows:
    """One industry's sales or purchases."""

    own: float
    """Percent within the industry itself: of all sales, or of all purchases."""
    partners: tuple[tuple[str, float], ...]
    """Code and percent of the sales to, or purchases from, other industries; largest first; in all 100 where there are any."""
    uses: Mapping[str, float]
    """Of sales: percent of all sales that go to `industries` (others) and to each of SALES. Empty for purchases."""


def sales(row: Mapping[str, float], code: str) -> Flows | None:
    """An industry's sales by buyer: `row` is its commodity's row, by column. None where it sells nothing.

    Formula: a buyer's share is 100 · z_ij / Σ_{j≠i} z_ij over industries; a use's share is that of Σ of all positive uses.
    Range: 0 to 100 each. Negative cells (returns, stocks drawn down) count as none. Reference: Miller and Blair, Input-Output
    Analysis (2009), ch. 2.
    """
    uses = {name: max(0.0, row.get(name, 0.0)) for name in SALES}
    bought = {name: amount for name, amount in row.items() if amount > 0 and name not in SALES}
    own = bought.pop(code, 0.0)
    between = sum(bought.values())
    total = own + between + sum(uses.values())
    if not total:
        return None
    shares = {name: 100 * amount / total for name, amount in {"industries": between, **uses}.items()}
    return Flows(100 * own / total, _ranked(bought), shares)


def purchases(column: Mapping[str, float], code: str) -> Flows | None:
    """An industry's purchases by supplier: `column` is its own, by commodity. None where it buys nothing.

    Formula: a supplier's share is 100 · z_ij / Σ_{i≠j} z_ij. Range: 0 to 100. Reference: as `sales`.
    """
    bought = {name: amount for name, amount in column.items() if amount > 0}
    total = sum(bought.values())
    own = bought.pop(code, 0.0)
    return Flows(100 * own / total, _ranked(bought), {}) if total else None


def _ranked(amounts: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Shares in percent, largest first; equal ones by code."""
    total = sum(amounts.values())
    ordered = sorted(sorted(amounts.items()), key=itemgetter(1), reverse=True)
    return tuple([(name, 100 * amount / total) for name, amount in ordered])
