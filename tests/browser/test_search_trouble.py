"""What the search makes of strange questions, broken indexes and slow lines, in Chromium; and the search in preview."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from playbook.memo import Memo
from playbook.serve import Preview
from tests.browser.conftest import OpenPage
from tests.browser.searching import SIDEWAYS, START, answered, field, look
from tests.conftest import ROOT, Book, until

pytestmark = [pytest.mark.slow]
STRANGE = {
    "long": "referral " * 1_200,
    "one long word": "x" * 10_000,
    "punctuation": "?!.,;:()[]{}…—'\"",
    "emoji": "🤝🏽 👩‍👩‍👧",
    "right to left": "شبكة \u202eאבג",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "a regular expression": "(a+)+$ [a-z]* \\d{9,} ^|.*",
    "controls": "a\u0000b\u200bc\ufeffd",
    "inherited names": "__proto__ constructor toString",
}


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE.keys())
def test_whatever_is_typed_is_only_text(open_page: OpenPage, words: str) -> None:
    page = field(open_page(START, width=360))
    page.locator("#search-input").fill(words)
    page.locator(".found[data-answered]:not([data-answered=''])").wait_for()
    assert page.locator("dialog.search :is(script, img)").count() == 0
    assert page.evaluate(SIDEWAYS) <= 0
    root = page.url.removesuffix(START)
    page.goto(root + "search/")
    page.evaluate("words => location.assign('?' + new URLSearchParams({ q: words.slice(0, 4000) }))", words)
    page.wait_for_url("**/search/?q=*")
    page.locator(".hits, .state").first.wait_for()
    assert page.locator("[data-found] :is(script, img)").count() == 0
    assert page.evaluate(SIDEWAYS) <= 0
    page.goto(root + START)
    page.evaluate("words => location.assign('?' + new URLSearchParams({ find: words.slice(0, 4000) }))", words)
    page.wait_for_load_state("networkidle")
    assert page.locator("main :is(script, img)").count() == 0


def fetches(page: Page, answer: Callable[[Route], None]) -> None:
    """Lets the files of the index come as `answer` will have them; pages and scripts come as ever."""
    page.route("**/search/**", lambda route: answer(route) if route.request.resource_type == "fetch" else route.continue_())


BROKEN: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404),
    "not JSON": lambda route: route.fulfill(body="<!DOCTYPE html><p>Hello"),
    "cut short": lambda route: route.fulfill(body=(route.fetch().body())[:40]),
    "other JSON": lambda route: route.fulfill(json={"referral": "§§§", "parts": 3}),
    "empty": lambda route: route.fulfill(body=""),
    "no connection": lambda route: route.abort("connectionrefused"),
}


class Gate:
    """Holds back whatever comes until it is opened."""

    def __init__(self) -> None:
        self.held: list[Route] = []
        self._open = False

    def __call__(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        self._open = True
        for route in self.held:
            route.continue_()


@pytest.fixture
def tab(browser: Browser, base: str) -> Iterator[Page]:
    """A page whose files of the index may fail, of which the browser may complain; nothing else may go wrong."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(base + START)
    yield page
    context.close()
    assert errors == []


@pytest.mark.parametrize("part", ["all", "parts"])
@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_index_is_told_and_can_be_tried_again(tab: Page, answer: Callable[[Route], None], part: str) -> None:
    fetches(tab, lambda route: answer(route) if part == "all" or "/parts/" in route.request.url else route.continue_())
    field(tab)
    tab.locator("#search-input").fill("referral")
    state = tab.locator("dialog.search .state")
    expect(state).to_contain_text("The search does not work just now.")
    expect(tab.locator("dialog.search [role=status]")).to_contain_text("missing or damaged")
    expect(state.get_by_role("link", name="Every page, A to Z")).to_have_attribute("href", re.compile(r"/search/a-z/$"))
    tab.unroute_all()
    state.get_by_role("button", name="Try again").click()
    tab.locator("[role=option]").first.wait_for()
    expect(tab.locator("#search-input")).to_be_focused()


def test_a_broken_index_on_the_results_page(tab: Page, base: str) -> None:
    fetches(tab, BROKEN["missing"])
    tab.goto(f"{base}search/?q=referral")
    state = tab.locator("[data-found] .state")
    expect(state).to_contain_text("The search does not work just now.")
    expect(tab.locator("[data-said]")).to_contain_text("missing or damaged")
    tab.unroute_all()
    state.get_by_role("button", name="Try again").click()
    tab.locator(".hits li").first.wait_for()
    fetches(tab, BROKEN["missing"])
    tab.locator("#q").fill("zebra")
    expect(state.get_by_role("link", name="Every page, A to Z")).to_be_visible()


def test_offline_is_told_and_what_was_loaded_still_works(tab: Page) -> None:
    look(field(tab), "referral")
    tab.context.set_offline(True)
    tab.locator("#search-input").fill("zebra crossing")
    expect(tab.locator("dialog.search .state")).to_contain_text("You seem to be offline")
    expect(tab.get_by_role("link", name="Every page, A to Z")).to_be_visible()
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Try again").click()
    expect(tab.locator("dialog.search .state")).to_have_count(0)


def test_offline_before_the_search_was_ever_opened_is_told(tab: Page) -> None:
    tab.context.set_offline(True)
    tab.locator("a.find").click()
    said = tab.get_by_role("alert")
    expect(said).to_contain_text("The search could not be loaded. Are you offline?")
    assert said.get_by_role("link").get_attribute("href").endswith("/search/a-z/")  # type: ignore[union-attr]


def test_a_slow_answer_never_takes_the_place_of_a_newer_one(tab: Page) -> None:
    look(field(tab), "trust")
    gate = Gate()
    fetches(tab, gate)
    tab.locator("#search-input").fill("zebra")
    until(lambda: tab.evaluate("1") and gate.held, "the slow question")
    tab.locator("#search-input").fill("trust")
    answered(tab, "trust")
    before = tab.locator("#search-options").inner_html()
    assert before
    with tab.expect_event("requestfinished"):
        gate.open()
    tab.wait_for_load_state("networkidle")
    assert tab.locator("#search-options").inner_html() == before


def test_waiting_is_told_only_when_it_lasts(tab: Page) -> None:
    gate = Gate()
    fetches(tab, gate)
    field(tab)
    tab.locator("#search-input").fill("referral")
    expect(tab.locator("dialog.search .state")).to_have_text("Searching …")
    gate.open()
    answered(tab, "referral")
    expect(tab.locator("dialog.search .state")).to_have_count(0)


FIRST, NEXT = 60_000, 20_000
"""Bytes, each file gzipped by itself, before the first result and for each further key."""


class Meter:
    """Counts what a page loads."""

    def __init__(self, page: Page) -> None:
        self._done: list[Request] = []
        self._page = page
        page.on("requestfinished", lambda request: self._done.append(request))

    def taken(self) -> int:
        """Bytes since the last time."""
        self._page.wait_for_load_state("networkidle")
        counted, self._done[:] = list(self._done), []
        return sum(len(gzip.compress(answer.body(), 9)) for each in counted if (answer := each.response()) and answer.ok)


@pytest.mark.parametrize("words", ["referral", "how do i follow up", "accountent"])
def test_a_slow_phone_loads_little_for_each_key(open_page: OpenPage, words: str) -> None:
    """All that comes once the search is opened is counted: scripts, style, index and snippets."""
    page = open_page(START, width=360)
    page.wait_for_load_state("networkidle")
    meter = Meter(page)
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}  # bytes a second: slow 4G
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.type(words[0])
    answered(page, words[0])
    page.locator("[role=option]").first.wait_for()
    assert meter.taken() <= FIRST
    for at in range(1, len(words)):
        page.keyboard.type(words[at])
        answered(page, words[: at + 1].strip())
        assert meter.taken() <= NEXT, words[: at + 1]
    page.locator("[role=option]").first.wait_for()


def test_a_reading_page_loads_nothing_of_the_search(open_page: OpenPage) -> None:
    page = open_page(START)
    page.wait_for_load_state("networkidle")
    names = page.evaluate("performance.getEntriesByType('resource').map(each => each.name.split('/').at(-1))")
    assert "main.js" in names
    assert not [name for name in names if name.startswith(("search", "overlay", "asking", "marks", "store"))]


def test_search_works_in_the_preview_and_finds_what_was_just_saved(browser: Browser, handbook: Callable[..., Book]) -> None:
    text = "---\ntitle: Start\nsummary: A page.\n---\n\nFirst {} words.\n"
    book = handbook({"start.md": text.format("quixotic"), "plan.md": "---\nsummary: A plan.\n---\n\n# Plan\n\nTwo.\n"})
    preview = Preview(book.handbook, Memo(ROOT / ".playbook"), port=0)
    preview.start()
    page = browser.new_page()
    page.goto(f"{preview.address}start/")
    look(field(page), "quixotic")
    expect(page.locator("[role=option]")).to_have_count(1)
    with page.expect_navigation():
        book.write({"start.md": text.format("zymurgy")})
    look(field(page), "zymurgy")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Words you searched for")).to_contain_text("1 place marked")
    look(field(page), "quixotic")
    expect(page.locator("dialog.search .state")).to_contain_text("Nothing found")
    page.goto("about:blank")
    preview.stop()
    page.close()
