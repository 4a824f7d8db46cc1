"""Ticks: they stay on the device, survive an edit of the words around them, and can be taken away and taken along."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from playbook.model.site import Site
from tests.browser.conftest import OpenPage
from tests.conftest import Book

pytestmark = [pytest.mark.slow]


def card(*items: str) -> str:
    return "---\ntitle: Card\nsummary: A card.\n---\n\n" + "".join(f"- [ ] {item}\n" for item in items)


def test_ticks_survive_a_reload_and_can_be_cleared(open_page: OpenPage) -> None:
    page = open_page("checklists/follow-up/", width=360)
    page.get_by_label("Send what you promised").check()
    page.get_by_label("Thank the person").check()
    assert page.get_by_text("2 of 10 done").is_visible()
    page.reload()
    assert page.get_by_label("Send what you promised").is_checked()
    assert page.get_by_text("2 of 10 done").is_visible()
    page.get_by_role("button", name="Clear ticks").click()
    page.reload()
    assert page.get_by_role("checkbox", checked=True).count() == 0


def test_ticks_survive_an_edit_and_new_items_are_told(
    browser: Browser, handbook: Callable[..., Book], serve: Callable[[Path], str]
) -> None:
    book = handbook({"checklists/card.md": card("Send it. {#send}", "Call back. {#call}")})
    assert not book.build().fails()
    page = browser.new_page()
    page.goto(f"{serve(book.root / 'site')}checklists/card/")
    page.get_by_label("Call back").check()
    book.write({"checklists/card.md": card("Write first. {#write}", "Ring them back today. {#call}", "Send all of it. {#send}")})
    assert not book.build().fails()
    page.reload()
    assert page.get_by_label("Ring them back today").is_checked()
    assert not page.get_by_label("Send all of it").is_checked()
    assert page.get_by_text("1 new item since you ticked").is_visible()
    page.get_by_label("Write first").check()
    assert not page.get_by_text("new item").is_visible()
    page.close()


def test_a_card_goes_into_a_file(open_page: OpenPage) -> None:
    page = open_page("checklists/follow-up/")
    page.get_by_label("Thank the person").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "follow-up.txt"
    text = download.value.path().read_text(encoding="utf-8")
    assert "[x] Thank the person who brought you into the room." in text
    assert text.count("[ ]") == 9


def test_closed_storage_is_told(open_page: OpenPage) -> None:
    page = open_page("start-here/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed') }})")
    page.goto(page.url.replace("start-here", "checklists/follow-up"))
    page.get_by_label("Thank the person").check()
    assert page.get_by_label("Thank the person").is_checked()
    assert page.get_by_text("does not let us keep your ticks").is_visible()


def test_paper_shows_the_ticks(open_page: OpenPage) -> None:
    page = open_page("checklists/follow-up/")
    page.get_by_label("Thank the person").check()
    page.emulate_media(media="print")
    mark = "getComputedStyle(document.querySelector('#thank'), '::before').content"
    assert page.evaluate(mark) == '"✓"'


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_card_fits_one_printed_page(open_page: OpenPage, shipped: Site, base: str, paper: str) -> None:
    page = open_page("checklists/follow-up/")
    pages = {}
    for url, checklist in shipped.pages.items():
        if checklist.kind == "checklist":
            page.goto(base + url)
            data = page.pdf(format=paper)
            pages[url] = len(re.findall(rb"/Type\s*/Page\b", data))
    assert {url: count for url, count in pages.items() if count != 1} == {}
