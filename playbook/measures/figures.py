"""One industry's figures, out of the tables that can be joined to its code. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.measures.concentration import herfindahl_at_least
from playbook.measures.joins import Editions
from playbook.measures.places import DISCLOSED, krugman, location_quotients, locational_gini, top_share
from playbook.measures.sizes import SMALLEST, growth, share_below
from playbook.measures.trading import Raw, Trading
from playbook.model.columns import HHI, SHARES, TOTAL
from playbook.model.figures import Band, Figures, Places, Sizes, Status
from playbook.model.statistics import Table, Topic, Value

FIRMS = frozenset({"enterprises", "firms"})
"""Units that are whole firms; all others are sites."""
LIMITS = (5, 10, 20, 50)
CONCENTRATION = {**dict(zip(("cr4", "cr8", "cr20", "cr50"), SHARES, strict=True)), "hhi": HHI}
"""Columns by measure."""


class Shelf:
    """A country's tables, newest first, and what is known of its codes."""

    def __init__(self, country: str, codes: str, editions: Editions) -> None:
        """`codes` is the country's own list."""
        self.codes = codes
        self.editions = editions
        self._tables = sorted(
            (table for table in editions.tables.values() if (table.dataset.country or "").lower() == country),
            key=lambda table: (-table.dataset.year, table.dataset.id),
        )
        trades = [table for table in self._tables if table.dataset.topic == "trade"]
        self._tables = [table for table in self._tables if table.dataset.topic != "trade"]
        others = {table.dataset.codes for table in self._tables} - {self.codes}
        self._same = {codes: self.editions.unchanged(codes, self.codes) | {TOTAL} for codes in others}
        self._plain = {table.dataset.id: (table.status,) * (len(table.columns) - 1) for table in self._tables}
        self._names = {
            table.dataset.id: (table.columns[:-1], tuple(table.dataset.places.get(name, "") for name in table.columns[:-1]))
            for table in self._tables
        }
        self._marked = {table.dataset.id: {code for code, _ in table.marks} for table in self._tables}
        self.trading = Trading(trades, self.editions, self.codes, self._top4)

    def joined(self, topic: Topic, code: str) -> Iterator[Table]:
        """The tables of a topic that have this industry, newest first."""
        for table in self._tables:
            if table.dataset.topic == topic and code in table.rows and self._means_the_same(table, code):
                yield table

    def not_joined(self, code: str) -> tuple[str, ...]:
        """Datasets that have this code, in an edition in which it does not mean the same."""
        found = (table for table in self._tables if code in table.rows)
        return tuple(table.dataset.id for table in found if not self._means_the_same(table, code))

    def named(self, table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names and codes of a table's places."""
        return self._names[table.dataset.id]

    def statuses(self, table: Table, code: str) -> tuple[Status, ...]:
        """The status of each column but the total."""
        if code not in self._marked[table.dataset.id] and None not in table.rows[code]:
            return self._plain[table.dataset.id]
        return tuple(table.cell(code, name).status for name in table.columns[:-1])

    def _means_the_same(self, table: Table, code: str) -> bool:
        codes = table.dataset.codes
        return codes == self.codes or code in self._same[codes]

    def _top4(self, code: str) -> float | None:
        table = next(self.joined("concentration", code), None)
        return table.cell(code, CONCENTRATION["cr4"]).amount if table else None


def figures_of(shelf: Shelf, code: str) -> tuple[Figures, list[Raw]]:
    """All figures of one industry but its measures, and these: their percentiles need the other industries too."""
    all_sizes = list(shelf.joined("sizes", code))
    sizes, size_measures = _sizes(shelf, all_sizes, code)
    places, place_measures = _places(shelf, next(shelf.joined("places", code), None), code, all_sizes)
    concentration = _concentration(list(shelf.joined("concentration", code)), code)
    trade, trade_measures = shelf.trading.of(code)
    raw: dict[str, Raw] = {}
    for measure in (*concentration, *size_measures, *place_measures, *trade_measures):
        raw.setdefault(measure[0], measure)
    return Figures({}, sizes, places, trade, shelf.not_joined(code)), list(raw.values())


def _raw(name: str, value: Value, table: Table) -> Raw:
    return name, value.amount, value.status, table.dataset.id


def _derived(name: str, amount: float | None, table: Table) -> Raw:
    """A measure that is calculated: as good as the table's counts."""
    return name, amount, "missing" if amount is None else table.status, table.dataset.id


def _sizes(shelf: Shelf, tables: Sequence[Table], code: str) -> tuple[Sizes | None, list[Raw]]:
    """Bands with their shares and growth, and the measures of size."""
    if not tables:
        return None, []
    table = tables[0]
    labels, total = table.columns[:-1], table.cell(code, TOTAL)
    counts = table.rows[code][:-1]
    earlier = next((each for each in tables[1:] if each.columns == table.columns and each.dataset.unit == table.dataset.unit), None)
    before = earlier.rows[code] if earlier else (None,) * len(table.columns)
    small = total.amount is None or total.amount < SMALLEST
    shares = [None if small or count is None else 100 * count / (total.amount or 1) for count in counts]
    bands = map(Band, labels, counts, shelf.statuses(table, code), shares, map(growth, counts, before))
    measures = [_raw("firms" if table.dataset.unit in FIRMS else "sites", total, table)]
    measures += [_derived(f"under_{limit}", share_below(labels, counts, limit), table) for limit in LIMITS]
    if earlier and table.dataset.unit in FIRMS:
        measures += [
            _derived("growth", growth(total.amount, before[-1]), table),
            _derived("growth_small", growth(counts[0], before[0]), table),
            _derived("growth_other", growth(_sum(counts[1:]), _sum(before[1:-1])), table),
        ]
    return Sizes(table.dataset.id, total.amount, tuple(bands), small, earlier.dataset.id if earlier else None), measures


def _sum(counts: Sequence[float | None]) -> float | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _places(shelf: Shelf, table: Table | None, code: str, sizes: Sequence[Table]) -> tuple[Places | None, list[Raw]]:
    """Counts by place with shares and location quotients, and the measures of unevenness."""
    if table is None:
        return None, []
    total = table.cell(code, TOTAL)
    cells = table.rows[code][:-1]
    counts = [cell or 0.0 for cell in cells]
    everyone = [cell or 0.0 for cell in table.rows[TOTAL][:-1]]
    known, whole = sum(counts), _whole(table, total, code, sizes)
    disclosed = min(100 * known / whole, 100.0) if whole else 0.0
    measures = [_raw("sites", total, table)]
    if (whole or 0) < SMALLEST or disclosed < DISCLOSED:
        quotients: Sequence[float | None] = (None,) * len(counts)
        parts: Sequence[float | None] = quotients
    else:
        quotients = location_quotients(counts, everyone)
        parts = [None if cell is None else 100 * cell / known for cell in cells]
        measures += [
            _derived("top_place", top_share(counts, 1), table),
            _derived("top3_places", top_share(counts, 3), table),
            _derived("krugman", krugman(counts, everyone), table),
            _derived("gini", locational_gini(counts, everyone), table),
        ]
    names, codes = shelf.named(table)
    columns = (names, codes, cells, shelf.statuses(table, code), tuple(parts), tuple(quotients))
    return Places(table.dataset.id, total.amount, disclosed, *columns), measures


def _whole(table: Table, total: Value, code: str, sizes: Sequence[Table]) -> float | None:
    """All units of an industry: where the places' total is only "at least", the total of the sizes of the same year."""
    if total.status not in ("partial", "withheld"):
        return total.amount
    same = (each for each in sizes if each.dataset.year == table.dataset.year and each.dataset.unit == table.dataset.unit)
    return next((each.cell(code, TOTAL).amount for each in same), None)


def _concentration(tables: Sequence[Table], code: str) -> Iterator[Raw]:
    """Firms, shares of the largest, HHI, and what changed since the edition before."""
    if not tables:
        return
    table, earlier = tables[0], tables[1] if len(tables) > 1 else None
    found = {name: table.cell(code, column) for name, column in CONCENTRATION.items()}
    if found["hhi"].status == "withheld":
        found["hhi"] = _hhi_at_least([found[name] for name in ("cr4", "cr8", "cr20", "cr50")])
    yield _raw("firms", table.cell(code, "firms"), table)
    if "establishments" in table.columns:
        yield _raw("sites", table.cell(code, "establishments"), table)
    for name, value in found.items():
        yield _raw(name, value, table)
    if earlier:
        now, before = found["cr4"].amount, earlier.cell(code, CONCENTRATION["cr4"]).amount
        change = now - before if now is not None and before is not None else None
        yield _derived("cr4_change", change, table)
        yield _derived("growth", growth(table.cell(code, "firms").amount, earlier.cell(code, "firms").amount), table)


def _hhi_at_least(shares: Sequence[Value]) -> Value:
    """A lower bound where the index is withheld and the shares are not."""
    known = [value.amount for value in shares if value.amount is not None]
    if len(known) < 4:
        return Value(None, "withheld")
    cr4, cr8, cr20, cr50 = known
    return Value(herfindahl_at_least(cr4, cr8, cr20, cr50), "partial")
