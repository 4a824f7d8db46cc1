"""The lens: a trade chosen once, and every page that follows it, before anything is painted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from playbook.model.assessment import Assessment
from playbook.model.profile import Profile
from playbook.model.site import Site
from playbook.scoring.definition import definition, with_thresholds
from playbook.scoring.evaluate import evaluate
from tests.browser.conftest import OpenPage
from tests.browser.sheets import axe_finds, bands_shown, fill, sheet

pytestmark = [pytest.mark.slow]

WINERIES = {"id": "wineries", "title": "Wineries and drinks makers", "label": "Drinks makers", "url": "industries/wineries/"}
STORED = f"localStorage.setItem('playbook:trade', {json.dumps(json.dumps(WINERIES))})"
SHIFTS = (
    "window.shifted = 0; new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifted += each.value })"
    ".observe({ type: 'layout-shift', buffered: true })"
)
FOLLOWING = ["", "checklists/trade-fair/", "assessments/industry-screen/", "industries/wineries/", "industries/", "me/"]


@pytest.fixture
def followed(open_page: OpenPage, base: str) -> Any:
    """Opens a page for a reader who has chosen the wineries."""

    def open_(address: str = "", **options: Any) -> Page:
        page = open_page("privacy/", **options)
        page.evaluate(STORED)
        page.goto(base + address)
        return page

    return open_


def trades(shipped: Site) -> list[Profile]:
    return [page.body for page in shipped.pages.values() if isinstance(page.body, Profile)]


def test_a_trade_chosen_on_its_page_is_followed_from_then_on(open_page: OpenPage) -> None:
    page = open_page("industries/wineries/", width=360)
    line = page.get_by_role("complementary", name="Your trade")
    assert not line.is_visible()
    page.get_by_role("button", name="This is my trade").click()
    line.get_by_role("link", name="Drinks makers").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Drinks makers"
    assert not page.get_by_role("button", name="This is my trade").is_visible()
    page.goto(page.url.replace("industries/wineries", "checklists/trade-fair"))
    assert page.get_by_text("In your trade: Send two samples").is_visible()
    assert not page.locator(".trades").is_visible()
    line.get_by_role("link", name="Drinks makers").click()
    assert page.url.endswith("/industries/wineries/")


def test_the_choice_can_be_changed_and_dropped_where_it_shows(followed: Any) -> None:
    page = followed("principles/research/")
    line = page.get_by_role("complementary", name="Your trade")
    line.get_by_role("button", name="Change").click()
    expect(page.get_by_label("I am in")).to_have_value("wineries")
    page.get_by_label("I am in").select_option("bakeries")
    page.get_by_role("button", name="Follow it").click()
    assert line.get_by_role("link").inner_text() == "Bakeries"
    assert page.evaluate("document.activeElement.textContent") == "Change"
    assert page.evaluate("document.documentElement.dataset.trade") == "bakeries"
    line.get_by_role("button", name="Change").click()
    page.get_by_label("I am in").select_option("")
    page.get_by_role("button", name="Follow it").click()
    assert not line.is_visible()
    assert page.evaluate("localStorage.getItem('playbook:trade')") is None


def test_home_starts_where_the_trade_starts(followed: Any, shipped: Site) -> None:
    page = followed("")
    panels = page.locator("section:has(> h2:text('start here'))")
    assert [panel.get_attribute("data-for") for panel in panels.all() if panel.is_visible()] == ["wineries"]
    assert panels.count() == len(trades(shipped))
    shown = page.locator("[data-for=wineries]")
    wineries = next(trade for trade in trades(shipped) if trade.id == "wineries")
    month = [link.get_attribute("href") for link in shown.locator("ol a").all()]
    assert month == [f"{step.do}/" for step in wineries.first_month]
    assert shown.get_by_role("link", name="How networking works in your trade").get_attribute("href") == "industries/wineries/"


def test_without_a_trade_everything_of_every_trade_can_be_reached(open_page: OpenPage, shipped: Site) -> None:
    page = open_page("checklists/follow-up/", java_script_enabled=False)
    count = sum("follow-up" in trade.checklist_notes for trade in trades(shipped))
    page.locator(".trades summary").click()
    assert page.locator(".trades dd").count() == count > 3
    assert not [each for each in page.locator("[data-for], [data-choose]").all() if each.is_visible()]
    page.goto(page.url.replace("checklists/follow-up/", ""))
    assert page.locator(".chips a").count() == len(trades(shipped))


@pytest.mark.parametrize("score", [3, 6, 7])
def test_the_bands_begin_where_the_trade_has_them(followed: Any, shipped: Site, score: int) -> None:
    """As Python has it, on screen; and back where they were once the trade is dropped."""
    test = sheet(shipped, "industry-screen")
    wineries = next(trade for trade in trades(shipped) if trade.id == "wineries")
    given = {"possible": "90", "wanted": "45", "top3": "0", "fit": {3: "0", 6: "0", 7: "30"}[score]}
    if score == 3:
        given |= {"wanted": "3"}
    plain, made = definition(test), with_thresholds(definition(test), wineries.thresholds[test.id].scores)
    labels = {level["id"]: level["label"] for level in plain["bands"][0]["levels"]}
    page = followed("assessments/industry-screen/")
    assert page.locator("[data-for=wineries]", has_text="The bands begin elsewhere").is_visible()
    fill(page, test, given)
    assert evaluate(plain, given)["total"] == score
    assert bands_shown(page) == [f"{score}: {labels[evaluate(made, given)['band.total']]}"]
    page.evaluate("localStorage.removeItem('playbook:trade'); document.dispatchEvent(new Event('trade'))")
    assert bands_shown(page) == [f"{score}: {labels[evaluate(plain, given)['band.total']]}"]
    assert not page.locator("[data-for=wineries]", has_text="The bands begin elsewhere").is_visible()


def test_by_hand_the_bands_are_the_trades_too(followed: Any, shipped: Site) -> None:
    page = followed("assessments/industry-screen/")
    assert isinstance(shipped.pages["assessments/industry-screen/"].body, Assessment)
    page.emulate_media(media="print")
    found = [
        line.inner_text() for line in page.locator(".hand p").all() if line.is_visible() and line.inner_text().startswith("Find")
    ]
    assert len(found) == 1
    assert "3–5" in found[0]
    assert "6+" in found[0]


def test_my_networking_shows_the_trade_and_takes_it_along(followed: Any, tmp_path: Path) -> None:
    page = followed("me/", bypass_csp=True)
    mine = page.locator("section:has(> h2:text('My trade'))")
    assert mine.get_by_role("link").inner_text() == "Wineries and drinks makers"
    assert axe_finds(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything").click()
    download.value.save_as(tmp_path / "all.json")
    assert json.loads((tmp_path / "all.json").read_text())["kept"]["trade"] == WINERIES
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()
    mine.get_by_text("None chosen").wait_for()
    assert not page.get_by_role("complementary", name="Your trade").is_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(tmp_path / "all.json")
    mine.get_by_role("link", name="Wineries and drinks makers").wait_for()
    mine.get_by_role("button", name="Change").click()
    page.get_by_label("I am in").select_option("bakeries")
    page.get_by_role("button", name="Follow it").click()
    mine.get_by_role("link", name="Bakeries").wait_for()


@pytest.mark.parametrize("address", FOLLOWING)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_trade_chosen(followed: Any, address: str, scheme: str) -> None:
    page = followed(address, color_scheme=scheme, bypass_csp=True, width=360)
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_axe_finds_nothing_in_the_list_of_trades(followed: Any) -> None:
    page = followed("me/", bypass_csp=True, width=360)
    page.get_by_role("button", name="Change").first.click()
    page.get_by_role("button", name="Follow it").wait_for()
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("address", ["", "checklists/trade-fair/", "principles/research/", "industries/wineries/"])
def test_nothing_moves_and_nothing_more_is_fetched(open_page: OpenPage, base: str, address: str) -> None:
    """Two visits with an empty cache: without the trade, then with it. The page's icon is fetched when the browser has time."""
    page = open_page("privacy/", width=360)
    page.add_init_script(SHIFTS)
    calls: list[list[str]] = [[]]
    page.on("request", lambda call: None if call.url.endswith("/mark.svg") else calls[-1].append(call.url.removeprefix(base)))
    moved = []
    for script in ("localStorage.clear()", STORED):
        page.evaluate(script)
        calls.append([])
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        moved.append(page.evaluate("window.shifted"))
    assert sorted(calls[1]) == sorted(calls[2])
    assert len(calls[2]) <= 11
    assert moved == [0, 0]


def test_the_trade_is_named_on_paper(followed: Any) -> None:
    page = followed("checklists/trade-fair/")
    page.emulate_media(media="print")
    line = page.get_by_role("complementary", name="Your trade")
    assert line.is_visible()
    assert "Drinks makers" in line.inner_text()
    assert not line.get_by_role("button").is_visible()


def test_every_card_with_its_note_fits_one_printed_page(open_page: OpenPage, shipped: Site, base: str) -> None:
    """For each card, with the longest of its notes."""
    page = open_page("privacy/")
    longest: dict[str, Profile] = {}
    for trade in trades(shipped):
        for name, note in trade.checklist_notes.items():
            if name not in longest or len(note) > len(longest[name].checklist_notes[name]):
                longest[name] = trade
    pages = {}
    for name, trade in longest.items():
        chosen = json.dumps(
            {"id": trade.id, "label": shipped.pages[f"industries/{trade.id}/"].label, "url": f"industries/{trade.id}/"}
        )
        page.evaluate("chosen => localStorage.setItem('playbook:trade', chosen)", chosen)
        page.goto(f"{base}checklists/{name}/")
        assert page.locator(f"[data-for={trade.id}]").is_visible()
        pages[name] = [len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in ("A4", "Letter")]
    assert {name: counts for name, counts in pages.items() if counts != [1, 1]} == {}


def test_closed_storage_is_told_and_holds_for_the_page(open_page: OpenPage) -> None:
    page = open_page("start-here/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed') }})")
    page.goto(page.url.replace("start-here", "industries/wineries"))
    page.get_by_role("button", name="This is my trade").click()
    page.get_by_role("complementary", name="Your trade").get_by_role("link", name="Drinks makers").wait_for()
    assert page.get_by_text("does not let us keep your choice").is_visible()


@pytest.mark.parametrize(
    "kept", ["nonsense", "{}", '{"id":"a\\"]{}","label":"x","url":"x/"}', '{"id":"a","label":"x","url":"javascript:alert(1)"}']
)
def test_what_was_not_written_here_is_not_followed(open_page: OpenPage, kept: str) -> None:
    page = open_page("privacy/")
    page.evaluate("kept => localStorage.setItem('playbook:trade', kept)", kept)
    page.reload()
    assert page.evaluate("document.documentElement.dataset.trade ?? ''") == ""
    assert not page.get_by_role("complementary", name="Your trade").is_visible()


def test_another_tab_follows(followed: Any) -> None:
    page = followed("checklists/trade-fair/")
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate("localStorage.removeItem('playbook:trade')")
    page.get_by_text("In your trade: Send two samples").wait_for(state="hidden")
    assert page.locator(".trades").is_visible()
