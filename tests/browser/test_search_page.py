"""The results page, the page that was found, the A–Z index and the page for wrong addresses, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from playbook.render import alphabet
from tests.browser.conftest import OpenPage
from tests.browser.searching import SIDEWAYS, START, field, look
from tests.browser.sheets import axe_finds
from tests.conftest import Book

pytestmark = [pytest.mark.slow]
LOOKS = pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])


@LOOKS
@pytest.mark.parametrize("asked", ["", "?q=event", "?q=event&kind=checklist", "?q=zzyzxqq", f"?q={'x' * 300}"])
def test_axe_finds_nothing_on_the_results_page(open_page: OpenPage, asked: str, width: int, scheme: str) -> None:
    page = open_page(f"search/{asked}", width=width, color_scheme=scheme, bypass_csp=True)
    page.locator(".hits, .state").first.wait_for()
    assert axe_finds(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    small = page.evaluate("""() => [...document.querySelectorAll('.facets a, .chips a, .btn, summary')]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.5).map(each => each.outerHTML)""")
    assert small == []


def test_facets_are_links_that_the_back_button_undoes(open_page: OpenPage) -> None:
    page = open_page("search/?q=event")
    total = page.locator(".sum")
    total.wait_for()
    everything = total.inner_text()
    chip = page.locator('[data-narrow="kind checklist"]')
    count = int(chip.locator("small").inner_text())
    chip.click()
    page.wait_for_url("**/search/?q=event&kind=checklist")
    expect(total).to_have_text(re.compile(rf"^{count} results?$"))
    expect(page.locator('[data-narrow="kind checklist"]')).to_be_focused()
    expect(page.locator('[data-narrow="kind checklist"]')).to_have_attribute("aria-current", "true")
    assert {each.inner_text() for each in page.locator(".hits .quiet").all()} == {"Checklist"}
    page.reload()
    expect(total).to_have_text(re.compile(rf"^{count} results?$"))
    page.go_back()
    expect(total).to_have_text(everything)
    assert page.url.endswith("/search/?q=event")
    page.go_forward()
    expect(total).to_have_text(re.compile(rf"^{count} results?$"))
    page.locator('[data-narrow="kind checklist"]').click()
    expect(total).to_have_text(everything)


def test_a_trade_narrows_too(open_page: OpenPage) -> None:
    page = open_page("search/?q=event")
    chip = page.locator('[data-narrow^="industry "]').first
    count = int(chip.locator("small").inner_text())
    chip.click()
    page.wait_for_url(re.compile(r"/search/\?q=event&industry="))
    expect(page.locator(".sum")).to_have_text(re.compile(rf"^{count} results?$"))


def test_more_adds_to_the_list_and_goes_on_from_there(open_page: OpenPage) -> None:
    page = open_page("search/?q=networking", width=360)
    hits = page.locator(".hits li")
    expect(hits).to_have_count(20)
    page.get_by_role("button", name="More").click()
    expect(hits.nth(20).locator("a")).to_be_focused()
    assert page.url.endswith("n=40")
    shown = hits.count()
    page.reload()
    expect(hits).to_have_count(shown)


def test_a_question_typed_on_the_results_page_is_in_its_address(open_page: OpenPage) -> None:
    page = open_page("search/")
    page.locator("#q").fill("referral")
    page.wait_for_url("**/search/?q=referral")
    page.locator(".hits li").first.wait_for()
    assert page.title().startswith("referral · Search")
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"^\d+ results\."))
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    assert page.locator("dialog.search").count() == 0


@pytest.mark.parametrize("drawn", [True, False], ids=["highlights", "mark elements"])
def test_a_found_page_shows_where_and_can_be_cleared(open_page: OpenPage, drawn: bool) -> None:
    page = open_page(START, width=360)
    if not drawn:
        page.add_init_script("delete CSS.highlights")
    look(field(page), "referral")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    bar = page.get_by_role("region", name="Words you searched for")
    expect(bar.get_by_role("status")).to_have_text(re.compile(r"^\d+ places? marked$"))
    count = int(bar.get_by_role("status").inner_text().split()[0])
    text = page.locator("main").inner_text()
    marked = "CSS.highlights.get('found').size" if drawn else "document.querySelectorAll('.found-mark').length"
    assert page.evaluate(marked) == count > 1
    bar.get_by_role("button", name="Next").click()
    expect(bar.get_by_role("status")).to_have_text(f"1 of {count}")
    bar.get_by_role("button", name="Next").click()
    expect(bar.get_by_role("status")).to_have_text(f"2 of {count}")
    assert page.evaluate(SIDEWAYS) <= 0
    bar.get_by_role("button", name="Clear").click()
    expect(bar).to_have_count(0)
    assert "find=" not in page.url
    assert page.evaluate("CSS.highlights.size" if drawn else marked) == 0
    assert page.locator("main").inner_text() == text
    expect(page.locator("main")).to_be_focused()


def test_words_that_are_not_there_leave_no_bar(open_page: OpenPage) -> None:
    page = open_page(f"{START}?find=zzyzxqq#do-this-week")
    page.wait_for_url(lambda url: "find=" not in url)
    assert page.url.endswith("#do-this-week")
    assert page.locator(".marks").count() == 0


def test_without_javascript_the_index_leads_to_every_page(open_page: OpenPage) -> None:
    page = open_page(START, width=360, java_script_enabled=False)
    page.locator("a.find").click()
    page.wait_for_url("**/search/")
    assert "Search needs JavaScript." in page.locator("main .lead").inner_text()
    assert not page.locator("[data-ask]").is_visible()
    page.get_by_role("link", name=re.compile("^All .* pages, A to Z")).click()
    page.get_by_role("link", name="H", exact=True).click()
    page.get_by_role("link", name="Host a small event").click()
    assert page.locator("h1").inner_text().startswith("Host a small event")
    page.goto(f"{page.url}?find=event")
    assert page.locator(".marks").count() == 0


def test_a_wrong_address_becomes_a_question(browser: Browser, serve: Callable[[Path], str], site_dir: Path) -> None:
    """A host shows the page at whatever address was asked for."""
    root = serve(site_dir)
    page = browser.new_page()
    page.route("**/chek*/**", lambda route: route.fulfill(status=404, path=site_dir / "404.html"))
    page.goto(f"{root}cheklists/folow-up.html")
    link = page.locator("[data-lost]")
    expect(link).to_have_text("Search for “folow up”")
    link.click()
    page.wait_for_url("**/search/?q=folow+up")
    expect(page.locator("#q")).to_have_value("folow up")
    page.goto(f"{root}404.html")
    expect(page.locator("[data-lost]")).to_have_text("Search the handbook")
    page.close()


@LOOKS
def test_axe_finds_nothing_in_a_long_index(
    browser: Browser,
    handbook: Callable[..., Book],
    serve: Callable[[Path], str],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    monkeypatch.setattr(alphabet, "MOST", 2)
    text = "---\ntitle: {0} matters\nsummary: A page.\n---\n\nWords.\n"
    book = handbook({f"{name}.md": text.format(name) for name in ("bakers", "booths", "bread", "clay")})
    assert not book.build().fails()
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{serve(book.root / 'site')}search/a-z/")
    assert axe_finds(page) == []
    page.get_by_role("link", name="B 2").click()
    page.locator("main").get_by_role("link", name="bread matters").wait_for()
    assert axe_finds(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    page.close()
