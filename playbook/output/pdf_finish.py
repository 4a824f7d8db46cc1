"""What the engine leaves to be done for PDF/UA: figures' boxes, what table heads are heads of, and whole radio groups.

ISO 14289-1:2014, with ISO 32000-1:2008, 14.8.5.7 (Scope) and 14.8.5.4.3 (BBox).
"""

from __future__ import annotations

from typing import Any

PX = 0.75
"""Points in a pixel of CSS."""


def finish(document: Any, pdf: Any) -> None:
    """Mend the structure of a PDF that is about to be written."""
    pages = dict(zip(pdf.page_references, document.pages, strict=True))
    for element in pdf.objects:
        kind = element.get("S") if isinstance(element, dict) else None
        if kind == "/Figure":
            _mend_box(element, pages[element["Pg"]])
        elif kind == "/TH":
            _say_scope(element, pdf)
    _part_radios(pdf)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _mend_box(figure: Any, page: Any) -> None:
    """The box in points from the page's lower left corner; it comes in pixels from the upper left one."""
    left, top, right, bottom = figure["A"]["BBox"]
    figure["A"]["BBox"][:] = [left * PX, (page.height - bottom) * PX, right * PX, (page.height - top) * PX]


def _say_scope(head: Any, pdf: Any) -> None:
    """A head in the table's head belongs to its column, one in its body to its row; one that spans a row, to what is below it."""
    row = _object(pdf, head["P"])
    below = _object(pdf, row["P"])
    spans = head["A"].get("ColSpan", 1) > 1
    head["A"]["Scope"] = "/Column" if below["S"] == "/THead" or spans else "/Row"


def _part_radios(pdf: Any) -> None:
    """Only the group of a radio button is a field of the form; the button has no name beside the group's."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    buttons = [reference for reference in form["Fields"] if "Parent" in _object(pdf, reference)]
    form["Fields"][:] = [reference for reference in form["Fields"] if reference not in buttons]
    for reference in buttons:
        _object(pdf, reference).pop("T")
