"""Every PDF of the shipped handbook, on both papers: accessible, sound, as long as promised, in the page's own order."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from playbook.model.handout import Edition
from playbook.output import pdf
from playbook.output.pdf_check import check_pdf
from playbook.output.pdf_layout import number_pages
from playbook.printing import Printer
from tests.print.conftest import LARGE_FOOT, Shop

SHARES = 8
"""Into how many tests the sheets of a paper are dealt."""
LARGEST = {"checklists": 39_000, "industries": 40_000}
"""Bytes of a checklist, and of a profile with its figures: two pages, four faces, a logo and a QR code."""

pytestmark = pytest.mark.slow


def texts_in(html: str) -> list[str]:
    """The pieces of text of a sheet's body, spaces taken out; short ones, and those of feet and drawings, left out."""
    body = html[html.index("<body") :]
    body = re.sub(r'<div class="(?:foot|number-of-page|code)">.*?</div>|<svg.*?</svg>', "", body, flags=re.S)
    pieces = [re.sub(r"\s", "", unescape(piece)) for piece in re.split(r"<[^>]*>", body)]
    return [piece for piece in pieces if len(piece) > 6]


def assert_same_order(html: str, text: str) -> None:
    read, place = re.sub(r"[\s•]", "", text), 0  # a page's bullets are painted when its lines are
    for piece in texts_in(html):
        found = read.find(piece, place)
        assert found >= 0, f"not after {read[max(0, place - 40) : place]!r}: {piece!r}"
        place = found + len(piece)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("share", range(SHARES))
def test_every_handout(shop: Shop, printed: Callable[..., str], paper: str, share: int) -> None:
    edition = Edition(paper)  # type: ignore[arg-type]
    prints = shop.prints(edition)
    handouts = [each.set() for each in prints.sheets()]
    assert len(handouts) > 100
    for handout in handouts[share::SHARES]:
        pressed = shop.press(handout, edition)
        assert check_pdf(pressed.data).faults == (), handout.path
        assert told(prints.printer, handout, pressed.packed()) == [], handout.path
        assert handout.lacking == ()
        assert len(pressed.data) <= LARGEST.get(handout.path.split("/")[1], 100_000), handout.path
        if paper == "a4":
            assert_same_order(handout.html, printed(pressed.data, pressed.pages))


@pytest.mark.parametrize("path", ["checklists/follow-up.md", "assessments/event-audit.yaml", "industries/bakeries.yaml"])
def test_each_page_says_whose_it_is_and_how_old(shop: Shop, printed: Callable[..., str], path: str) -> None:
    page = shop.site.page_at(path)
    assert page
    pressed = shop.press(shop.prints_a4().of_page(page).set())
    pages = printed(pressed.data, pressed.pages, 0).split("\f")[: pressed.pages]
    for number, text in enumerate(pages, 1):
        assert "Chamber of Northtown" in text
        assert "northtown.example/playbook/" in text
        assert re.search(r"Sheet [0-9a-f]{6} · reviewed \d+ \w+ \d{4}, due again", text)
        assert re.search(rf"\b{number} ?/ ?{pressed.pages}\b", text)


def told(printer: Printer, handout: object, packed: bytes) -> list[str]:
    """The problems that a print would tell."""
    made = printer.told(handout, packed)  # type: ignore[arg-type]
    return [str(problem) for problem in made.problems]


@pytest.mark.parametrize(
    "path", ["checklists/follow-up.md", "assessments/event-audit.yaml", "industries/bakeries.yaml", "principles/research.md"]
)
def test_large_print(shop: Shop, printed: Callable[..., str], path: str) -> None:
    edition = Edition("a4", large=True)
    page = shop.site.page_at(path)
    assert page
    handout = shop.prints(edition).of_page(page).set()
    pressed = shop.press(handout, edition)
    assert check_pdf(pressed.data).faults == ()
    assert_same_order(handout.html, printed(pressed.data, pressed.pages, LARGE_FOOT))


def test_the_whole_book(shop: Shop) -> None:
    handout = shop.prints(Edition()).whole().set()
    pressed = shop.press(handout)
    assert check_pdf(pressed.data).faults == ()
    assert pressed.pages > 150
    assert pressed.remarks == pressed.refused == ()


def test_a_pack_begins_with_its_trade_and_carries_its_notes(shop: Shop, printed: Callable[..., str]) -> None:
    edition = Edition("letter")
    page = shop.site.page_at("industries/accountancy")
    assert page
    handout = shop.prints(edition).of_trade(page).set()
    pressed = shop.press(handout, edition)
    assert check_pdf(pressed.data).faults == ()
    text = printed(pressed.data, pressed.pages)
    first = [
        next(number for number, page in enumerate(text.split("\f")) if words in page) for words in ("Who buys from", "Do this week")
    ]
    assert first[0] < 5 < first[1]
    assert "In your trade: Never attach an engagement letter." in text.replace("\n", " ")


def test_a_wrong_number_in_a_book_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number one page too high: in the contents, in the text and in the index."""
    page = shop.site.page_at("industries/accountancy")
    assert page
    book = shop.prints_a4().of_trade(page).set()
    monkeypatch.setattr(pdf, "number_pages", lambda document: number_pages(replace_pages(document)))
    faults = check_pdf(shop.press(book).data).faults
    assert "“Contents”" not in " ".join(faults)
    assert "“Accountants and bookkeepers” is said to be on page 4, and is on page 3" in faults
    assert sum(fault.startswith("“") for fault in faults) > 80


def replace_pages(document: Any) -> Any:
    """The document, with a page more at its start."""
    return SimpleNamespace(pages=[SimpleNamespace(anchors={}, _page_box=SimpleNamespace()), *document.pages])
