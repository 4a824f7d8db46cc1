"""Asking the search as a reader would."""

from __future__ import annotations

from playwright.sync_api import Page, expect

START = "principles/honesty/"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


def field(page: Page) -> Page:
    """The page, its search open."""
    page.locator("a.find").click()
    expect(page.locator("#search-input")).to_be_focused()
    return page


def look(page: Page, words: str) -> None:
    """Types into the dialog and waits for the answer to just that."""
    page.locator("#search-input").fill(words)
    answered(page, words)


def answered(page: Page, words: str) -> None:
    page.locator(f'dialog.search .found[data-answered="{words}"]').wait_for()
