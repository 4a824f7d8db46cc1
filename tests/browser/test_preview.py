"""What an editor sees in Chromium while files are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.memo import Memo
from playbook.serve import Preview
from tests.conftest import ROOT, Book, until

LONG = "\n\n".join(f"Paragraph {number}, which says something." for number in range(80))
PAGE = f"---\ntitle: Start\nsummary: A page.\n---\n\n{{}}\n\n{LONG}\n"
PATIENCE = 30_000
pytestmark = [pytest.mark.slow]


@pytest.fixture
def book(handbook: Callable[..., Book]) -> Book:
    return handbook({"start.md": PAGE.format("First words."), "plan.md": "---\nsummary: A plan.\n---\n\n# Plan\n\nTwo.\n"})


@pytest.fixture
def tab(browser: Browser, book: Book) -> Iterator[Page]:
    """A tab on the page that is edited; complaints of the browser fail the test."""
    preview = Preview(book.handbook, Memo(ROOT / ".playbook"), port=0)
    preview.start()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda call: None if call.url.startswith(preview.address) else complaints.append(call.url))
    page.goto(f"{preview.address}start/")
    with page.expect_response(lambda answer: "/.preview/events" in answer.url):
        page.reload()
    yield page
    page.goto("about:blank")
    preview.stop()
    context.close()
    assert complaints == []


def see(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible(timeout=PATIENCE)


def scrolled(page: Page) -> int:
    return int(page.evaluate("Math.round(scrollY)"))


def test_a_saved_page_shows_at_once_and_stays_where_it_was(tab: Page, book: Book) -> None:
    tab.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    assert scrolled(tab) == 700
    book.write({"start.md": PAGE.format("Second words.")})
    see(tab, "Second words.")
    until(lambda: scrolled(tab) == 700, "the old place")
    book.write({"start.md": PAGE.format("Third words.")})
    see(tab, "Third words.")
    until(lambda: scrolled(tab) == 700, "the old place")


def test_a_saved_style_shows_without_a_reload(tab: Page, book: Book) -> None:
    tab.evaluate("window.still = 'here'")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        book.write({"templates/assets/css/own.css": f"main {{ color: {colour}; }}"})
        until(lambda: tab.evaluate("getComputedStyle(document.querySelector('main')).color") == colour, colour)  # noqa: B023
    until(lambda: tab.locator("link[rel=stylesheet]").count() == 1, "one stylesheet")
    assert tab.evaluate("window.still") == "here"


def test_a_mistake_shows_over_the_last_good_page_and_goes_when_mended(tab: Page, book: Book) -> None:
    tab.evaluate("window.still = 'here'")
    book.write({"start.md": PAGE.format("See [the plan](plam.md)."), "plan.md": "---\ntitle: [\n---\n\nTwo.\n"})
    overlay = tab.get_by_role("alert")
    expect(overlay).to_contain_text("content/start.md:6:16", timeout=PATIENCE)
    expect(overlay).to_contain_text("error: no page at plam.md")
    expect(overlay).to_contain_text("See [the plan](plam.md).")
    expect(overlay).to_contain_text("Did you mean plan.md?")
    expect(overlay).to_contain_text("content/plan.md:")
    assert overlay.evaluate("box => getComputedStyle(box).position") == "fixed"
    see(tab, "First words.")
    book.write({"start.md": PAGE.format("First words."), "plan.md": "---\nsummary: A plan.\n---\n\n# Plan\n\nTwo.\n"})
    expect(overlay).to_have_count(0, timeout=PATIENCE)
    assert tab.evaluate("window.still") == "here"


def test_the_overlay_can_be_put_aside(tab: Page, book: Book) -> None:
    book.write({"start.md": PAGE.format("See [the plan](plam.md).")})
    expect(tab.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    tab.get_by_role("button", name="Hide").click()
    expect(tab.get_by_role("alert")).to_have_count(0)
    book.write({"start.md": PAGE.format("See [the plan](plem.md).")})
    expect(tab.get_by_role("alert")).to_contain_text("plem.md", timeout=PATIENCE)
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("alert")).to_have_count(0)


def test_a_mistake_in_a_template_shows_too(tab: Page, book: Book) -> None:
    book.write({"templates/pages/prose.html": "{% if %}"})
    expect(tab.get_by_role("alert")).to_contain_text("templates/pages/prose.html:1:1", timeout=PATIENCE)
    (book.root / "templates" / "pages" / "prose.html").unlink()
    expect(tab.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)
    see(tab, "First words.")


def test_a_hidden_tab_lets_go_and_catches_up(tab: Page, book: Book) -> None:
    tab.evaluate(
        "Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true });"
        "window.away = true; document.dispatchEvent(new Event('visibilitychange'))"
    )
    other = tab.context.new_page()
    other.goto(tab.url)
    book.write({"start.md": PAGE.format("Missed words.")})
    see(other, "Missed words.")
    other.close()
    see(tab, "First words.")
    tab.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    see(tab, "Missed words.")


def test_a_page_that_moves_away_and_comes_back(tab: Page, book: Book) -> None:
    tab.goto(tab.url.replace("start/", "plan/"))
    see(tab, "Two.")
    tab.go_back()
    book.write({"start.md": PAGE.format("New words.")})
    see(tab, "New words.")
