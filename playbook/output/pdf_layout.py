"""What can be read off a sheet once it is laid out: lines, and the pages that anchors stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def lines_on(page: Any) -> int:
    """How many lines of text stand on a page one below the other, its head and foot apart."""
    return len({round(box.position_y) for box in _boxes(page._page_box) if type(box).__name__ == "LineBox"})


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        placed = getattr(child, "_box", child)  # what is placed absolutely stands behind a placeholder
        if type(placed).__name__ != "MarginBox":
            yield from _boxes(placed)


def number_pages(document: Any) -> None:
    """Write its page's number into every `<span data-page="anchor">000</span>`, at the right edge of the room for three figures.

    The numbers change no line, so nothing has to be laid out twice, as CSS's `target-counter` would.
    """
    numbers = {name: number for number, page in reversed(list(enumerate(document.pages, 1))) for name in page.anchors}
    for page in document.pages:
        for box in _boxes(page._page_box):
            if type(box).__name__ == "TextBox" and box.element is not None and (wanted := box.element.get("data-page")):
                text = str(numbers.get(wanted, "–"))
                box.position_x += box.width * (1 - len(text) / len(box.text))
                box.text = box.pango_layout.text = text
