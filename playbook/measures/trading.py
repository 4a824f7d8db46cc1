"""Input-output industries and a country's own codes: which flows belong to which trade. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from playbook.measures.joins import Editions
from playbook.measures.trade import Flows, purchases, sales
from playbook.model.columns import NO_SALES
from playbook.model.figures import Partner, Status, Trade
from playbook.model.statistics import Table

Raw = tuple[str, float | None, Status, str]
"""A measure on its way: id, amount, status, dataset."""
LEAST = 1.0
"""Percent under which a partner is not named."""


@dataclass(frozen=True)
class Trading:
    """The input-output tables of a country, newest first, and how their industries are joined to its codes."""

    tables: Sequence[Table]
    editions: Editions
    codes: str
    """The country's own list."""
    top4: Callable[[str], float | None]
    """CR4 of one of its industries."""

    def of(self, code: str) -> tuple[Trade | None, list[Raw]]:
        """The flows of an industry, from the newest table that has one input-output industry for it; else nothing.

        An industry that falls under several input-output industries (as in construction, which is split by what is built) has
        none: its share of each is not known.
        """
        for table in self.tables:
            found = self._joins[table.dataset.id].get(code, [])
            if len(found) == 1 and (made := self._made[table.dataset.id].get(found[0][0])):
                trade, measures = made
                return (trade if trade.fit == found[0][1] else replace(trade, fit=found[0][1])), measures
        return None, []

    @cached_property
    def _joins(self) -> dict[str, dict[str, list[tuple[str, Literal["exact", "partial"]]]]]:
        """By table and own code: the input-output industries that hold it, and whether it is the only one in it."""
        return {table.dataset.id: self._join(table) for table in self.tables}

    def _join(self, table: Table) -> dict[str, list[tuple[str, Literal["exact", "partial"]]]]:
        found: dict[str, list[tuple[str, Literal["exact", "partial"]]]] = defaultdict(list)
        own = self.editions.listed.get(self.codes, {})
        digits = max(map(len, own), default=0)
        for name, pairs in self.editions.pairs.items():
            dataset = self.editions.datasets[name]
            if dataset.codes != table.dataset.codes or not dataset.other_codes:
                continue
            same = own.keys() if dataset.other_codes == self.codes else self.editions.unchanged(dataset.other_codes, self.codes)
            for pair in pairs:
                for code in (pair.other,) if len(pair.other) == digits else (code for code in own if code.startswith(pair.other)):
                    if code in same and code in own:
                        found[code].append((pair.code, pair.fit))
        return found

    @cached_property
    def _made(self) -> dict[str, dict[str, tuple[Trade, list[Raw]]]]:
        return {table.dataset.id: dict(self._make(table)) for table in self.tables}

    def _make(self, table: Table) -> list[tuple[str, tuple[Trade, list[Raw]]]]:
        """The flows of every input-output industry of a table."""
        rows = {
            code: {name: amount for name, amount in zip(table.columns, row, strict=True) if amount and name not in NO_SALES}
            for code, row in table.rows.items()
        }
        columns: dict[str, dict[str, float]] = defaultdict(dict)
        for code, row in rows.items():
            for buyer, amount in row.items():
                columns[buyer][code] = amount
        covers: dict[str, list[str]] = defaultdict(list)
        for own, found in self._joins[table.dataset.id].items():
            for code, _ in found:
                covers[code].append(own)
        return [
            (code, self._trade(table, code, sales(rows[code], code), purchases(columns.get(code, {}), code), covers))
            for code in covers
            if code in rows
        ]

    def _trade(
        self, table: Table, code: str, sold: Flows | None, bought: Flows | None, covers: dict[str, list[str]]
    ) -> tuple[Trade, list[Raw]]:
        buyers = self._partners(table, sold, covers)
        suppliers = self._partners(table, bought, covers)
        trade = Trade(table.dataset.id, code, table.titles.get(code, code), "partial", buyers, suppliers)
        amounts: dict[str, float] = {}
        if sold:
            amounts = {"to_own": sold.own, **{f"to_{use}": share for use, share in sold.uses.items()}}
        if sold and sold.partners:
            amounts |= {"top_buyer": sold.partners[0][1], "top3_buyers": sum(share for _, share in sold.partners[:3])}
        if bought:
            amounts["own_purchases"] = bought.own
        if bought and bought.partners:
            amounts["top_supplier"] = bought.partners[0][1]
        return trade, [(name, amount, "known", table.dataset.id) for name, amount in amounts.items()]

    def _partners(self, table: Table, flows: Flows | None, covers: dict[str, list[str]]) -> tuple[Partner, ...]:
        """The partners that are worth naming."""
        found = []
        for code, share in flows.partners if flows else ():
            if share < LEAST:
                break
            own = tuple(covers.get(code, ()))
            found.append(Partner(code, table.titles.get(code, code), share, own, self.top4(own[0]) if len(own) == 1 else None))
        return tuple(found)
