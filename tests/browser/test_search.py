"""The search over any page, in Chromium: by keyboard, with all that it says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.searching import SIDEWAYS, START, answered, field, look
from tests.browser.sheets import axe_finds

pytestmark = [pytest.mark.slow]
LOOKS = pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])


def option(page: Page, number: int) -> str | None:
    return page.locator("[role=option]").nth(number).get_attribute("id")


def test_by_keyboard_from_the_slash_to_the_page(open_page: OpenPage) -> None:
    page = open_page(START)
    box, keys = page.locator("#search-input"), page.keyboard
    keys.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(box).to_have_attribute("aria-expanded", "false")
    keys.type("referral")
    answered(page, "referral")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    last = page.locator("[role=option]").count() - 1
    assert last > 0
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last), ("ArrowDown", 0)):
        keys.press(key)
        expect(box).to_have_attribute("aria-activedescendant", option(page, at) or "")
        assert page.locator("[aria-selected=true]").count() == 1
    keys.press("Home")
    assert box.get_attribute("aria-activedescendant") is None
    assert box.evaluate("each => each.selectionStart") == 0
    keys.press("End")
    assert box.evaluate("each => each.selectionStart") == len("referral")
    keys.press("ArrowDown")
    target = page.locator("[aria-selected=true]").get_attribute("href")
    keys.press("Enter")
    page.wait_for_url(lambda url: "find=" in url)
    assert page.url == target
    assert page.locator("main").is_visible()


def test_escape_and_close_give_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(START)
    link = page.locator("main .prose a").first
    link.focus()
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(link).to_be_focused()
    field(page).get_by_role("button", name="Close").click()
    expect(page.locator("a.find")).to_be_focused()


def test_enter_without_a_choice_opens_the_results_page(open_page: OpenPage) -> None:
    page = field(open_page(START))
    look(page, "event")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=event")
    expect(page.locator("#q")).to_have_value("event")
    page.locator(".hits li").first.wait_for()


def test_the_help_lists_the_slash_and_it_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page(START)
    page.keyboard.press("?")
    expect(page.locator("dialog.help dt", has_text="/")).to_be_visible()
    page.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.locator("dialog.help").wait_for(state="detached")
    page.keyboard.press("/")
    page.keyboard.press("?")
    page.locator("dialog.help").wait_for()
    assert page.locator("dialog.search").count() == 0


def test_results_are_grouped_and_counted_for_those_who_hear_them(open_page: OpenPage) -> None:
    page = field(open_page(START))
    look(page, "referral")
    groups = page.locator("dialog.search [role=group]")
    assert groups.count() > 1
    names = [page.locator(f"#{each.get_attribute('aria-labelledby')}").inner_text() for each in groups.all()]
    assert len(set(names)) == len(names)
    assert page.locator("[role=option] mark").count() > 0
    expect(page.locator("dialog.search [role=status]")).to_have_text(re.compile(r"^\d+ results\."))
    more = page.locator("dialog.search .all")
    expect(more).to_have_text(re.compile(r"^All \d+ results$|^Open as a page$"))
    assert page.locator("[role=option]").count() <= 8


def test_a_slip_of_the_finger_is_said(open_page: OpenPage) -> None:
    page = field(open_page(START, width=360))
    look(page, "refferal")
    assert "referral" in page.locator("[role=option]").first.inner_text().lower()
    expect(page.locator("dialog.search .notes")).to_have_text(re.compile(r"Showing results for .*; nothing for “refferal”\."))
    expect(page.locator("dialog.search [role=status]")).to_contain_text("nothing for “refferal”")


def test_any_of_the_words_will_do_and_it_is_said(open_page: OpenPage) -> None:
    page = field(open_page(START))
    look(page, "referral zzyzx")
    expect(page.locator("dialog.search .notes")).to_contain_text("No page has all of these words.")
    assert page.locator("[role=option]").count() > 0


def test_nothing_found_offers_ways_on(open_page: OpenPage) -> None:
    page = field(open_page(START))
    look(page, "zzyzxqq")
    expect(page.locator("dialog.search .state")).to_contain_text("Nothing found for “zzyzxqq”.")
    expect(page.locator("#search-input")).to_have_attribute("aria-expanded", "false")
    assert page.locator("dialog.search .state a").count() > 4
    page.locator("dialog.search").get_by_role("link", name="Every page, A to Z").click()
    page.wait_for_url("**/search/a-z/")


@LOOKS
@pytest.mark.parametrize("words", ["", "event", "refferal zzyzx", "zzyzxqq"])
def test_axe_finds_nothing_in_the_dialog(open_page: OpenPage, words: str, width: int, scheme: str) -> None:
    page = open_page(START, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.evaluate("localStorage.setItem('playbook:searches', '[\"tax adviser\"]')")
    field(page)
    if words:
        look(page, words)
        page.keyboard.press("ArrowDown")
    assert axe_finds(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    assert (
        page.evaluate("document.querySelector('dialog.search .found').scrollWidth - document.querySelector('.found').clientWidth")
        <= 0
    )


def test_paper_shows_neither_dialog_nor_bar(open_page: OpenPage) -> None:
    page = open_page(f"{START}?find=honest")
    page.locator(".marks").wait_for()
    field(page)
    page.emulate_media(media="print")
    assert not page.locator(".marks").is_visible()
    assert not page.locator("dialog.search").is_visible()
    assert page.locator("main").is_visible()


def test_recent_searches_stay_here_and_go_one_by_one(open_page: OpenPage) -> None:
    page = open_page(START)
    for number in range(10):
        page.goto(page.url.split("/search/")[0].split("/principles/")[0] + f"/search/?q=word{number}")
        page.locator(".state, .hits").first.wait_for()
        page.locator("#q").press("Enter")
    kept = "JSON.parse(localStorage.getItem('playbook:searches'))"
    assert page.evaluate(kept) == [f"word{number}" for number in range(9, 1, -1)]
    page.goto(page.url.split("/search/")[0] + f"/{START}")
    field(page)
    page.get_by_role("button", name="Remove: word8").click()
    expect(page.get_by_role("button", name="Remove: word7")).to_be_focused()
    assert page.evaluate(kept) == ["word9", *(f"word{number}" for number in range(7, 1, -1))]
    page.get_by_role("button", name="word7", exact=True).click()
    answered(page, "word7")
    expect(page.locator("#search-input")).to_have_value("word7")
    page.locator("#search-input").fill("")
    page.get_by_role("button", name="Remove all").click()
    assert page.evaluate("localStorage.getItem('playbook:searches')") is None
    expect(page.locator("dialog.search .recents")).to_have_count(0)


def test_recent_searches_are_erased_with_everything_else(open_page: OpenPage) -> None:
    page = open_page("me/")
    page.evaluate("localStorage.setItem('playbook:searches', '[\"tax adviser\"]')")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()
    assert page.evaluate("localStorage.getItem('playbook:searches')") is None


@pytest.mark.parametrize("kept", ["{", '"word"', "[1, null, {}]", '{"0": "x"}'])
def test_damaged_recent_searches_do_no_harm(open_page: OpenPage, kept: str) -> None:
    page = open_page(START)
    page.evaluate("kept => localStorage.setItem('playbook:searches', kept)", kept)
    look(field(page), "referral")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=referral")
    assert page.evaluate("localStorage.getItem('playbook:searches')") == '["referral"]'


def test_closed_storage_stops_no_search(open_page: OpenPage) -> None:
    page = open_page(START)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed') }})")
    page.reload()
    look(field(page), "referral")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=referral")
