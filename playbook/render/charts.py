"""Charts of official figures as SVG of our own: attributes, no style; shades that grey print keeps. Pure.

Every chart is `WIDTH` units wide, says in its text alternative what it draws, and prints the same texts as the table beside it.
Coordinates have one decimal at most, so that the same figures give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from playbook.render.templates import safe

WIDTH = 340
_ROW = 36
_BUYER = 62
_LETTER = 6.6
"""Units that a letter takes, about."""


class Row(NamedTuple):
    """One bar or dot."""

    label: str
    amount: float | None
    """None where it is withheld or not published: nothing is drawn."""
    text: str
    """The number as the table prints it, or the word for why there is none."""


class Buyer(NamedTuple):
    """An industry that buys, and how much of its own sales its four largest firms have."""

    label: str
    share: float
    text: str
    top4: float | None
    top4_text: str


def bars(title: str, rows: Sequence[Row], *, whole: float | None = None) -> Markup:
    """Bars from the left, as long as their amounts: of a `whole` that is drawn behind them, else of the largest."""
    top = whole or max((row.amount or 0 for row in rows), default=0) or 1
    parts = []
    for index, row in enumerate(rows):
        y = index * _ROW
        ground = _bar("bar-ground", y + 18, 10, str(WIDTH)) if whole else ""
        bar = _bar("bar-value", y + 18, 10, _at(row.amount, top)) if row.amount is not None else ""
        parts.append(f"{_caption(y, row.label, row.text)}{ground}{bar}")
    return picture(title, _listed(rows), len(rows) * _ROW, "".join(parts))


def changes(title: str, rows: Sequence[Row]) -> Markup:
    """Bars to both sides of a line at zero: growth to the right, decline, hatched by its outline, to the left."""
    top = max((abs(row.amount) for row in rows if row.amount is not None), default=0) or 1
    middle = WIDTH // 2
    parts = []
    for index, row in enumerate(rows):
        y = index * _ROW
        parts.append(_caption(y, row.label, row.text))
        if row.amount is not None:
            size = _at(abs(row.amount), top * 2)
            x = middle if row.amount >= 0 else _short(middle - float(size))
            kind = "bar-value" if row.amount >= 0 else "bar-less"
            parts.append(f'<rect class="{kind}" x="{x}" y="{y + 18}" width="{size}" height="10"/>')
    height = len(rows) * _ROW
    parts.append(f'<path class="zero" d="M{middle} 14V{height}"/>')
    return picture(title, _listed(rows), height, "".join(parts))


def ranks(title: str, rows: Sequence[Row]) -> Markup:
    """Percentiles from 0 to 100 as dots on a line, the quarters marked."""
    parts = []
    for index, row in enumerate(rows):
        y = index * _ROW
        quarters = f"M0 {y + 23}H{WIDTH}M{WIDTH // 4} {y + 19}v8M{WIDTH // 2} {y + 17}v12M{WIDTH * 3 // 4} {y + 19}v8"
        dot = f'<circle class="trend-dot" cx="{_at(row.amount, 100)}" cy="{y + 23}" r="6"/>' if row.amount is not None else ""
        parts.append(f'{_caption(y, row.label, row.text)}<path class="rail" d="{quarters}"/>{dot}')
    return picture(title, _listed(rows), len(rows) * _ROW, "".join(parts))


def buyers(title: str, rows: Sequence[Buyer]) -> Markup:
    """Each buyer's share of what is sold as a bar; below it, thinner, how much of its own market its four largest firms have."""
    top = max((row.share for row in rows), default=0) or 1
    parts, said, y = [], [], 0
    for row in rows:
        parts.append(_caption(y, row.label, row.text) + _bar("bar-value", y + 18, 10, _at(row.share, top)))
        said.append(f"{row.label} {row.text}")
        if row.top4 is not None:
            parts.append(_bar("bar-thin", y + 32, 5, _at(row.top4, 100)))
            parts.append(f'<text class="small" y="{y + 51}">Its 4 largest: {escape(row.top4_text)}</text>')
            said[-1] += f", its 4 largest firms {row.top4_text}"
        y += _ROW if row.top4 is None else _BUYER
    return picture(title, "; ".join(said), y, "".join(parts))


def _caption(y: float, label: str, text: str) -> str:
    """A bar's label, cut where it would run into its number: the table has it whole."""
    room = int(WIDTH / _LETTER) - len(text) - 1
    short = label if len(label) <= room else f"{label[: room - 1].rstrip()}…"
    return f'<text y="{y + 13}">{escape(short)}</text><text x="{WIDTH}" y="{y + 13}" text-anchor="end">{escape(text)}</text>'


def _bar(kind: str, y: float, height: int, width: str) -> str:
    return f'<rect class="{kind}" y="{y}" width="{width}" height="{height}"/>'


def _at(amount: float | None, top: float) -> str:
    return _short(min(1.0, max(0.0, (amount or 0) / top)) * WIDTH)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _listed(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row.label} {row.text}" for row in rows)


def picture(title: str, said: str, height: float, inside: str) -> Markup:
    """An SVG image under its title; `said` is its text alternative, `inside` is markup already."""
    words = f"{title}: {said}."
    return safe(
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{escape(words)}">{inside}</svg></figure>'
    )
