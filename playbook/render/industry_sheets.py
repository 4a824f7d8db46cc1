"""An atlas page as a sheet for paper: its own charts, texts and numbers, the longest tables cut to what two pages hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from playbook.model.handout import Handout
from playbook.model.statistics import Industry
from playbook.problems import Location
from playbook.render.atlas import industry_context
from playbook.render.charts import WIDTH
from playbook.render.figure_parts import Part
from playbook.render.figures import RANKED
from playbook.render.handouts import Setting, handout_path, imprint, pictures_of, set_sheet
from playbook.render.templates import safe
from playbook.render.view import View

MOST_PAGES = 2
_ROWS = {"place": 5, "buyers": 4, "suppliers": 4, "standing": 5}
"""How many rows of a long table stand on paper; the page has the others."""
_READINGS = {False: 4, True: 3}
"""How many stand on paper, by whether buyers and suppliers do; the page has the others."""
_MM = 66 / WIDTH
"""Of paper for a unit of a chart."""
_SPARE = 20
"""Millimetres that the right column may be higher than the left."""
_LETTERS = {1: 48, 2: 30, 3: 22}
"""Of a label that stand in one line, by how many numbers stand beside it."""
Piece = dict[str, Any]
_INK = (
    ".chart text{font-family:'Playbook Sans';font-size:12px;font-weight:600;fill:#14181c}.chart .small{font-weight:400}"
    ".bar-value{fill:#43474b}.bar-ground{fill:#e4dfd4}.bar-less{fill:none;stroke:#43474b;stroke-width:2}"
    ".zero{fill:none;stroke:#6f6a5f}.tile{fill:#43474b;stroke:#6f6a5f;stroke-width:.5}.t0{fill-opacity:.03}.t1{fill-opacity:.1}"
    ".t2{fill-opacity:.18}.t3{fill-opacity:.27}.t4{fill-opacity:.36}.t3,.t4{stroke:#14181c;stroke-width:1.5}"
    ".tx{fill:none;stroke-dasharray:4 3;stroke-width:1}"
)
"""What a drawing looks like on paper: no colour, and no style of the sheet reaches into it."""


def industry_handout(setting: Setting, industry: Industry) -> Handout:
    """The sheet of an atlas page."""
    view, url = setting.view, industry.url
    context = {**imprint(view, url), **industry_sheet_context(view, industry), "qr": setting.qr_code(view.live(url) or "")}
    html, lacking = set_sheet(setting, "industry", context)
    where = Location(f"content/statistics/{_dataset(industry)}.csv")
    return Handout(
        handout_path(url),
        url,
        industry.title,
        html,
        "Print this",
        where,
        most=MOST_PAGES,
        pictures=pictures_of(view, html),
        lacking=lacking,
    )


def _dataset(industry: Industry) -> str:
    figures = industry.figures
    return next((each.dataset for each in (figures.sizes, figures.places) if each), "") or next(
        (each.dataset for each in figures.measures.values()), "figures"
    )


def industry_sheet_context(view: View, industry: Industry) -> dict[str, Any]:
    """What the page says of an industry, chosen and cut for paper."""
    page = industry_context(view, industry)
    block = page["block"]
    parts: Mapping[str, Part] = {part["id"]: part for part in block["parts"]}
    shown = _READINGS["buyers" in parts]
    return {
        "kind": "industry",
        "title": industry.title,
        "heading": industry.title,
        "summary": page["summary"],
        "eyebrow": page["eyebrow"],
        "official": page["official"],
        "profiles": page["profiles"],
        "strip": block["strip"],
        "pairs": side_by_side(list(_pieces(parts))),
        "readings": block["readings"][:shown],
        "more_readings": len(block["readings"][shown:]),
        "screen": block["screen"],
        "next": block["next"],
        "datasets": block["datasets"],
        "left_out": block["left_out"],
    }


def side_by_side(pieces: Sequence[Piece]) -> list[tuple[list[Piece], list[Piece]]]:
    """Pieces in two columns, row by row: one on the left, and as many on the right as are about as high."""
    rows, waiting = [], list(pieces)
    while waiting:
        left, right = [waiting.pop(0)], waiting[:1]
        room = _height(left[0]) + _SPARE - sum(map(_height, right))
        while len(right) < len(waiting) and (room := room - _height(waiting[len(right)])) >= 0:
            right.append(waiting[len(right)])
        del waiting[: len(right)]
        rows.append((left, right))
    return rows


def _height(piece: Piece) -> float:
    """Of a piece in its column, in mm, about."""
    said = len(" ".join(piece["say"])) // 60 * 4
    if piece["chart"]:
        return said + 14 + _MM * float(str(piece["chart"]).partition(' height="')[2].partition('"')[0])
    return said + 12 + sum(4.4 if len(row["label"]) < _LETTERS[len(row["cells"])] else 8 for row in piece["rows"])


def _pieces(parts: Mapping[str, Part]) -> Iterator[Piece]:
    """What stands side by side: charts, then tables."""
    if "size" in parts:
        for chart, title in zip(parts["size"]["charts"], (parts["size"]["title"], "Which sizes grow"), strict=False):
            yield _piece(
                parts["size"], title=title, chart=on_paper(chart), say=[] if title.startswith("Which") else parts["size"]["say"]
            )
    if "place" in parts:
        yield _piece(parts["place"], chart=on_paper(parts["place"]["charts"][0]), say=parts["place"]["say"])
        rows = sorted(parts["place"]["rows"], key=lambda row: -_count(row["cells"][0]))
        yield _table(parts["place"], rows, title="The places that have most")
    for name in ("largest", "sales", "buyers", "suppliers"):
        if name in parts:
            yield _table(parts[name], parts[name]["rows"], say=parts[name]["say"])
    if "standing" in parts:
        standing = parts["standing"]
        rows = [row for name, row in zip(standing["names"], standing["rows"], strict=True) if name in RANKED]
        yield _table(standing, rows)


def _piece(part: Part, **more: Any) -> Piece:
    return {"id": part["id"], "title": part["title"], "chart": None, "say": [], "heads": [], "rows": [], "cut": 0, **more}


def _table(part: Part, rows: Sequence[Any], **more: Any) -> Piece:
    """A table's first rows."""
    shown = _ROWS.get(part["id"], len(rows))
    return _piece(part, heads=part["heads"], rows=rows[:shown], cut=len(rows[shown:]), **more)


def _count(text: str) -> int:
    """The number in a cell of counts; a word that stands for one comes last."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else -1


def on_paper(chart: Markup) -> Markup:
    """A chart of the page as the printing engine draws it: its text alternative is its title, and its ink its own."""
    head, _, rest = str(chart).partition(' aria-label="')
    said, _, drawn = rest.partition('">')
    return safe(f"{head}><title>{said}</title><style>{_INK}</style>{drawn}")
