"""Maps of places as tiles of one size, so that a small place with many firms is seen. Pure.

A country whose places are not known here has no map, and its bars and table all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from playbook.model.figures import Place
from playbook.render.amounts import amount_text
from playbook.render.charts import WIDTH, picture

STEPS = (0.5, 0.8, 1.25, 2.0)
"""Location quotients at which the next darker shade begins."""
_UK = """
. SCT . .
NIR . NE .
. NW YH .
WAL WM EM EE
. SW SE LON
"""
_US = """
AK . . . . . . . . . ME
. . . . . . . . . VT NH
WA ID MT ND MN WI . MI NY MA RI
OR NV WY SD IA IL IN OH PA NJ CT
CA UT CO NE MO KY WV VA MD DE .
. AZ NM KS AR TN NC SC DC . .
. . . OK LA MS AL GA . . .
HI . . TX . . . . FL . .
"""
_UK_NAMES = {
    "scotland": "SCT", "northern ireland": "NIR", "north west": "NW", "north east": "NE", "west midlands": "WM",
    "yorkshire and the humber": "YH", "wales": "WAL", "south west": "SW", "east midlands": "EM", "east": "EE",
    "east of england": "EE", "south east": "SE", "london": "LON",
}  # fmt: skip
_US_NAMES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO", "connecticut": "CT",
    "delaware": "DE", "district of columbia": "DC", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID",
    "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME",
    "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO",
    "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM",
    "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN", "texas": "TX",
    "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip


class Layout(NamedTuple):
    """Where a country's tiles stand."""

    names: Mapping[str, str]
    """The sign on each place's tile, by its name in small letters."""
    cells: Mapping[str, tuple[int, int]]
    """Column and row by sign."""
    columns: int
    rows: int


def _layout(drawn: str, names: Mapping[str, str]) -> Layout:
    lines = [line.split() for line in drawn.strip().splitlines()]
    cells = {sign: (x, y) for y, line in enumerate(lines) for x, sign in enumerate(line) if sign != "."}
    return Layout(names, cells, max(map(len, lines)), len(lines))


LAYOUTS = {"gb": _layout(_UK, _UK_NAMES), "us": _layout(_US, _US_NAMES)}


def tile_map(country: str, title: str, places: Sequence[Place]) -> Markup | None:
    """The places as tiles, darker where their location quotient is higher; None where a place has no tile."""
    layout = LAYOUTS.get(country)
    if layout is None or any(place.name.lower() not in layout.names for place in places):
        return None
    size = min(76.0, WIDTH / layout.columns)
    parts = [_tile(layout, place, size) for place in places]
    bottom = round(size * 0.76 * layout.rows) + 8
    legend = _legend(bottom) if any(place.quotient is not None for place in places) else ""
    said = "; ".join(f"{place.name} {_value(place)}" for place in places)
    return picture(title, said, bottom + (32 if legend else 0), "".join(parts) + legend)


def shade(quotient: float | None) -> str:
    """The class of a tile: `t0` (far below the country's share) to `t4` (twice it or more); `tx` where it is not known.

    By the number as it is shown, so that no shade contradicts the table.
    """
    return "tx" if quotient is None else f"t{sum(round(quotient, 2) >= step for step in STEPS)}"


def _tile(layout: Layout, place: Place, size: float) -> str:
    sign = layout.names[place.name.lower()]
    column, row = layout.cells[sign]
    x, y = column * size, row * size * 0.76
    wide, high = size - 3, size * 0.76 - 3
    value = _value(place) if size > 60 else ""
    middle = x + wide / 2
    text = f'<text x="{middle:.1f}" y="{y + high / 2 + (-3 if value else 4):.1f}" text-anchor="middle">{sign}</text>'
    if value:
        text += f'<text class="small" x="{middle:.1f}" y="{y + high / 2 + 15:.1f}" text-anchor="middle">{escape(value)}</text>'
    return (
        f'<rect class="tile {shade(place.quotient)}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="4"/>{text}'
    )


def _value(place: Place) -> str:
    """What a tile says: the quotient, or the number where there is none."""
    if place.quotient is not None:
        return amount_text(place.quotient, "ratio")
    return amount_text(place.number, "count", place.status)


def _legend(y: int) -> str:
    edges = ["under 0.5", "to 0.8", "to 1.25", "to 2", "2 and over"]
    wide = WIDTH // len(edges)
    return "".join(
        f'<rect class="tile t{index}" x="{index * wide}" y="{y}" width="{wide - 3}" height="12" rx="3"/>'
        f'<text class="small" x="{index * wide + wide // 2}" y="{y + 27}" text-anchor="middle">{words}</text>'
        for index, words in enumerate(edges)
    )
