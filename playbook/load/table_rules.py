"""What the tables of each topic must be like: their columns, and what their numbers must come to. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playbook.load.tables import Cells, unknown_columns
from playbook.measures.sizes import band_limits
from playbook.model.columns import CONCENTRATION, HHI, LIST, NO_SALES, PAIRS, SALES, SHARES, TOTAL, WITHHELD
from playbook.model.statistics import Dataset, Table
from playbook.problems import did_you_mean


@dataclass(frozen=True)
class Rule:
    """How a topic's tables are checked; each part tells what is wrong on the cells."""

    header: Callable[[Cells, Dataset], None]
    rows: Callable[[Cells, Table], None]
    codes: Callable[[Cells], None]


def _fixed(*names: str) -> Callable[[Cells, Dataset], None]:
    """A header that is exactly these columns."""

    def check(cells: Cells, dataset: Dataset) -> None:
        unknown_columns(cells, dict.fromkeys(names), "unknown column")
        for name in names:
            if name not in cells.header:
                cells.tell(1, 0, f"the column '{name}' is missing", f"The columns are {','.join(names)}.")
        if not cells.problems and cells.header != names:
            cells.tell(1, 0, "the columns stand in another order", f"The columns are {','.join(names)}.")

    return check


def _starts_well(cells: Cells) -> tuple[str, ...]:
    """The measured columns; `code` comes first, then `title` where there is one."""
    if cells.header[0] != "code":
        cells.tell(1, 0, f"the first column is '{cells.header[0]}', and should be 'code'")
    return cells.header[2:] if cells.header[1] == "title" else cells.header[1:]


def _bands(cells: Cells, dataset: Dataset) -> None:
    """Size bands that join without a gap, and a total at the end."""
    columns = _starts_well(cells)
    offset = len(cells.header) - len(columns)
    limits = [band_limits(name) for name in columns[:-1]]
    for index, (name, limit) in enumerate(zip(columns, limits, strict=False)):
        before = limits[index - 1] if index else None
        if limit is None:
            cells.tell(1, offset + index, f"'{name}' is no size band", "Write 0-4 or 250+, and the last column is 'total'.")
        elif index and (before is None or before[1] is None or limit[0] != before[1] + 1):
            cells.tell(
                1, offset + index, f"the band '{name}' does not follow on '{columns[index - 1]}'", "Leave no gap between bands."
            )
    _ends_with_total(cells)


def _places(cells: Cells, dataset: Dataset) -> None:
    """Places that the description knows, and a total at the end."""
    columns = _starts_well(cells)
    offset = len(cells.header) - len(columns)
    for index, name in enumerate(columns):
        if dataset.places and name != TOTAL and name not in dataset.places:
            cells.tell(1, offset + index, f"unknown place '{name}'", did_you_mean(name, dataset.places) or "Add it to 'places'.")
    _ends_with_total(cells)


def _ends_with_total(cells: Cells) -> None:
    if cells.header[-1] != TOTAL:
        cells.tell(1, len(cells.header) - 1, f"the last column is '{cells.header[-1]}', and should be '{TOTAL}'")


def _concentration(cells: Cells, dataset: Dataset) -> None:
    _starts_well(cells)
    unknown_columns(cells, dict.fromkeys(("code", "title", *CONCENTRATION)), "unknown column")
    for name in ("firms", *SHARES[:1]):
        if name not in cells.header:
            cells.tell(1, 0, f"the column '{name}' is missing", f"Known here: {', '.join(CONCENTRATION)}.")


def _trade(cells: Cells, dataset: Dataset) -> None:
    """Buyers that are industries of the same table, then final uses."""
    _starts_well(cells)
    known = dict.fromkeys(("code", "title", *SALES, *NO_SALES, *(row[0] for _, row in cells.rows)))
    unknown_columns(cells, known, "no row, and no final use, is called")


def _sums(cells: Cells, table: Table) -> None:
    """Counts that are not negative and come to their total, rounding apart; where some are withheld, to no more than it."""
    _has_total_row(cells, table)
    parts = len(table.columns) - 1
    marked = {code for code, _ in table.marks}
    for code, row in table.rows.items():
        line = table.lines[code]
        known = [amount for amount in row[:-1] if amount is not None]
        if min(*known, row[-1] or 0, 0) < 0:
            column = len(cells.header) - len(row) + next(at for at, amount in enumerate(row) if (amount or 0) < 0)
            cells.tell(line, column, f"a count of '{code}' is below zero", f"Write {WITHHELD} where the publisher gives no number.")
        total, partial = row[-1], len(known) < parts or code in marked
        excess = sum(known) - total if total is not None else 0
        if (excess > 0 or (excess < 0 and not partial)) and abs(excess) > _slack(table, row):
            shown = len(cells.header) - 1
            message = f"the columns of '{code}' come to {sum(known):,.10g}, but the total says {total:,.10g}"
            cells.tell(line, shown, message, "Mend the numbers, or mark what the publisher withholds.")


def _slack(table: Table, row: Sequence[float | None]) -> float:
    """How far a row's parts may be from its total: half of what each is rounded to, a tenth where there are decimals."""
    exact = all(amount is None or amount.is_integer() for amount in row)
    return (table.dataset.rounded_to or (0 if exact else 0.1)) * (len(row) - 1) / 2 + 1e-6


def _has_total_row(cells: Cells, table: Table) -> None:
    if table.dataset.topic == "places" and TOTAL not in table.rows:
        hint = "Shares are compared with all industries together: add a row whose code is 'total'."
        cells.tell(cells.rows[-1][0], 0, "there is no row for all industries", hint)


def _ascending(cells: Cells, table: Table) -> None:
    """Shares of the largest that ascend, up to 100; an index of 10,000 at most."""
    columns = {name: table.columns.index(name) for name in (*SHARES, HHI) if name in table.columns}
    for code, row in table.rows.items():
        shares = [amount for name in SHARES if name in columns and (amount := row[columns[name]]) is not None]
        if shares != sorted(shares) or any(not 0 <= share <= 100 for share in shares):
            said = ", ".join(f"{share:g}" for share in shares)
            message = f"the shares of '{code}' do not ascend to 100 at most: {said}"
            cells.tell(table.lines[code], 0, message, "The 8 largest have at least what the 4 largest have.")
        index = row[columns[HHI]] if HHI in columns else None
        if index is not None and not 0 <= index <= 10_000:
            cells.tell(table.lines[code], 0, f"the index of '{code}' is {index:g}: it lies between 0 and 10,000")


def _fits(cells: Cells) -> None:
    """Pairs that stand once, and say how they fit."""
    seen: dict[tuple[str, str], int] = {}
    for line, (code, other, fit) in cells.rows:
        if fit not in ("exact", "partial"):
            cells.tell(line, 2, f"the fit is '{fit}'", "Write exact or partial.")
        if (first := seen.setdefault((code, other), line)) != line:
            cells.tell(line, 0, f"'{code}' and '{other}' stand on line {first} already", "Keep one of the two.")


def _once(cells: Cells) -> None:
    """Industries that stand once and have a title."""
    seen: dict[str, int] = {}
    for line, row in cells.rows:
        if (first := seen.setdefault(row[0], line)) != line:
            cells.tell(line, 0, f"the code '{row[0]}' stands on line {first} already", "Every industry has one row.")
        for column, name in ((1, "title"), (2, "readable title")):
            if not row[column]:
                cells.tell(line, column, f"'{row[0]}' has no {name}")


def _nothing(*_: object) -> None:
    """No rule."""


RULES: dict[str, Rule] = {
    "industries": Rule(_fixed(*LIST), _nothing, _once),
    "sizes": Rule(_bands, _sums, _nothing),
    "places": Rule(_places, _sums, _nothing),
    "concentration": Rule(_concentration, _ascending, _nothing),
    "trade": Rule(_trade, _nothing, _nothing),
    "correspondence": Rule(_fixed(*PAIRS), _nothing, _fits),
}
