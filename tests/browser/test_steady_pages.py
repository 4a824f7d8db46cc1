"""Nothing moves under the reader's eyes while a page comes alive: the layout shift that browsers measure, on a slow device."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow]
MOST = 0.05
"""Half of what is called good: https://web.dev/articles/cls."""
PAGES = {
    "results of a search": ("search/?q=referral", ".hits"),
    "search": ("search/", ".state"),
    "assessment with rows": ("assessments/event-audit/", ".ledger.live"),
    "assessment with choices": ("assessments/ten-keys/", ".opts input"),
    "finder": ("atlas/", ".filter:not([hidden])"),
    "country": ("atlas/gb/", ".filter:not([hidden])"),
    "trades": ("industries/", ".filter:not([hidden])"),
    "compare": ("atlas/compare/?a=us/541211&b=us/332710", "[data-compare] figure"),
    "my networking": ("me/", ".me-list"),
}
WATCH = """window.moved = 0
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.moved += each.value })
    .observe({type: 'layout-shift', buffered: true})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("address", "alive"), PAGES.values(), ids=PAGES.keys())
def test_nothing_moves(browser: Browser, base: str, address: str, alive: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    device = context.new_cdp_session(page)
    device.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    device.send("Animation.enable")
    device.send("Animation.setPlaybackRate", {"playbackRate": 0.1})  # scripts may take longer than a page waits for them
    page.goto(base + address)
    page.locator(alive).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.moved") < MOST
    context.close()


def test_what_a_script_would_change_is_seen_where_it_never_comes(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    for address, place in (("assessments/event-audit/", ".ledger"), ("search/", ".browse a")):
        page.goto(base + address)
        shown = page.locator(place).first
        shown.wait_for(state="attached")
        page.wait_for_function("place => document.querySelector(place).checkVisibility({visibilityProperty: true})", arg=place)
    context.close()
