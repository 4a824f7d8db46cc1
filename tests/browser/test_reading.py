"""What a reader sees, in Chromium: every kind of page, at every width, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from playbook.model.site import Site
from tests.browser.conftest import OpenPage
from tests.conftest import ROOT

KINDS = {
    "home": "",
    "section": "principles/",
    "section of checklists": "checklists/",
    "section of assessments": "assessments/",
    "section of trades": "industries/",
    "principle": "principles/reasons-to-network/",
    "key": "principles/follow-through/",
    "alliance": "alliances/joint-purchasing/",
    "checklist": "checklists/follow-up/",
    "guide": "for-advisers/",
    "start": "start-here/",
    "profile": "industries/accountancy/",
    "assessment": "assessments/event-audit/",
    "glossary": "glossary/",
    "sources": "sources/",
    "statement": "privacy/",
    "tag": "tags/trust/",
    "tags": "tags/",
    "my networking": "me/",
    "a group": "me/group/",
    "search": "search/",
    "index": "search/a-z/",
}
pytestmark = [pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_axe_finds_nothing(open_page: OpenPage, address: str, scheme: str) -> None:
    page = open_page(address, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]
    found = page.evaluate("rules => axe.run({runOnly: rules})", rules)
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]] == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_scrolls_sideways(open_page: OpenPage, shipped: Site, base: str, width: int) -> None:
    """320 pixels are 1280 at a zoom of 400 %."""
    page = open_page(width=width)
    wide = {}
    for url in [*shipped.pages, "me/", "me/group/", "tags/", "search/", "search/a-z/"]:
        page.goto(base + url)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[url] = over
    assert wide == {}


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_finger_can_hit_every_button(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=360)
    small = page.evaluate("""() => [...document.querySelectorAll('button:not(.term), .btn, summary, input, .card a')]
        .filter(each => each.checkVisibility()).map(each => [each.outerHTML.slice(0, 80), each])
        .filter(([, each]) => {
            const box = (each.closest('.card') ?? each.closest('li:has(input)') ?? each).getBoundingClientRect()
            return box.height < 43.5
        }).map(([html]) => html)""")
    assert small == []


def test_pages_read_without_javascript(open_page: OpenPage) -> None:
    page = open_page("checklists/follow-up/", width=360, java_script_enabled=False)
    assert page.get_by_role("checkbox").count() == 10
    assert page.get_by_role("button", name="Clear ticks").count() == 0
    assert page.get_by_role("button", name="Print").count() == 0
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Principles").first.click()
    page.get_by_role("link", name="What networking is").first.click()
    assert "/principles/what-networking-is/" in page.url


def test_the_colours_follow_the_reader(open_page: OpenPage) -> None:
    page = open_page("start-here/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(250, 246, 238)"
    switch = page.get_by_role("button", name="Dark colours")
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.evaluate(paper) == "rgb(21, 25, 27)"
    page.reload()
    assert page.evaluate(paper) == "rgb(21, 25, 27)"


def test_a_word_is_explained_in_place(open_page: OpenPage) -> None:
    page = open_page("principles/weak-links/", width=360)
    word = page.locator("button.term").first
    shown = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert not shown.is_visible()
    word.click()
    assert shown.is_visible()
    assert shown.get_by_role("link").get_attribute("href").startswith("../../glossary/#")
    page.keyboard.press("Escape")
    assert not shown.is_visible()


def test_keys_help_and_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page("principles/research/")
    page.keyboard.press("?")
    page.get_by_role("heading", name="Keys").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Keys").wait_for(state="hidden")
    page.keyboard.press("n")
    page.wait_for_url("**/principles/elevator-speech/")
    page.keyboard.press("?")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("heading", name="Keys").wait_for(state="hidden")
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url.endswith("/principles/elevator-speech/")


def test_a_key_counts_as_soon_as_a_dialog_is_closed(open_page: OpenPage) -> None:
    """A dialog that was closed this moment still holds the focus."""
    page = open_page("principles/research/")
    page.keyboard.press("?")
    page.get_by_role("heading", name="Keys").wait_for()
    page.evaluate("""() => {
        document.querySelector('dialog[open]').close()
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }))
    }""")
    page.wait_for_url("**/principles/elevator-speech/")


def test_a_trade_is_found_by_its_everyday_name(open_page: OpenPage) -> None:
    page = open_page("industries/", width=360)
    page.get_by_label("Type your trade").fill("tax adviser")
    shown = [card.inner_text() for card in page.locator(".card").all() if card.is_visible()]
    assert len(shown) == 1
    assert shown[0].startswith("Accountants and bookkeepers")
    assert "1 of 25" in page.get_by_role("status").inner_text()
    page.get_by_label("Type your trade").fill("xyzzy")
    assert "None found" in page.get_by_role("status").inner_text()


def test_the_wrong_address_leads_back(browser: Browser, serve: Callable[[Path], str], site_dir: Path) -> None:
    """Without site_url the site is taken to live at the top of its host."""
    page = browser.new_page()
    page.goto(f"{serve(site_dir)}404.html")
    assert page.get_by_role("heading", level=1).inner_text() == "This page is not here"
    page.get_by_role("link", name="Checklists", exact=True).last.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Checklists"
    page.close()


def test_fonts_arrive_and_nothing_moves(open_page: OpenPage) -> None:
    page = open_page("principles/follow-through/")
    page.wait_for_load_state("networkidle")
    families = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"Source Serif", "Source Sans"} <= {name.strip('"') for name in families}
    moved = page.evaluate("""() => new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
        || setTimeout(() => done(0), 300))""")
    assert moved < 0.02


def test_a_page_takes_few_requests(open_page: OpenPage) -> None:
    page = open_page("checklists/follow-up/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("performance.getEntriesByType('resource').length") + 1 <= 12


def test_paper_shows_the_text_and_nothing_to_click(open_page: OpenPage) -> None:
    page = open_page("principles/follow-through/")
    page.emulate_media(media="print")
    for gone in (".bar", ".list", ".turn", ".buttons, .tools"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 10_000
