"""A page's parts as a reader sees them: tables as texts, charts as what is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from playbook.render.charts import WIDTH


@dataclass(frozen=True)
class Mark:
    """A bar, dot or tile with the words beside it."""

    label: str
    text: str
    kind: str
    """Its class; empty where nothing is drawn."""
    size: float
    """Width, or distance from the left, as a part of the chart's width."""


@dataclass(frozen=True)
class Shown:
    """A section of figures."""

    name: str
    heads: list[str]
    rows: list[list[str]]
    charts: list[tuple[str, list[Mark]]]
    """Title and marks of each."""
    said: list[str]
    """Text alternatives."""


def sections(html: str) -> list[Shown]:
    """All sections of figures of a page."""
    found = re.findall(r'<section class="figure".*?</section>', html, flags=re.DOTALL)
    return [_section(ElementTree.fromstring(each)) for each in found]


def _section(tree: ElementTree.Element) -> Shown:
    table = [[_text(cell) for cell in row] for row in tree.iter("tr")]
    charts = [(_text(figure[0]), _marks(figure[1])) for figure in tree.iter("figure")]
    said = [figure[1].get("aria-label", "") for figure in tree.iter("figure")]
    return Shown(tree.get("data-part", ""), table[0] if table else [], table[1:], charts, said)


def _text(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()


def _marks(svg: ElementTree.Element) -> list[Mark]:
    """Everything drawn, each with the two texts before it (a bar's caption) or after it (a tile's)."""
    assert svg.get("role") == "img"
    if any("tile" in each.get("class", "") for each in svg.iter("rect")):
        return _tiles(svg)
    marks: list[Mark] = []
    texts: list[str] = []
    for each in svg:
        kind = each.get("class", "")
        if each.tag == "text" and kind != "small":
            texts.append(_text(each))
            if len(texts) % 2 == 0:
                marks.append(Mark(texts[-2], texts[-1], "", 0))
        elif kind in ("bar-value", "bar-less", "trend-dot"):
            size = float(each.get("width") or each.get("cx") or 0) / WIDTH
            marks[-1] = Mark(marks[-1].label, marks[-1].text, kind, size)
    return marks


def _tiles(svg: ElementTree.Element) -> list[Mark]:
    found = list(svg)
    return [
        Mark(
            _text(found[at + 1]),
            "".join(_text(text) for text in found[at + 2 : at + 3] if text.tag == "text"),
            each.get("class", ""),
            0,
        )
        for at, each in enumerate(found)
        if each.tag == "rect" and found[at + 1].get("class") != "small"
    ]
