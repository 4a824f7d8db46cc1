"""The atlas in Chromium: found by everyday words, put side by side, carried into the screen; and readable without any of it."""

from __future__ import annotations

import random

import pytest

from playbook.model.site import Site
from tests.browser.conftest import OpenPage
from tests.browser.sheets import axe_finds

pytestmark = [pytest.mark.slow]
SAMPLE = 40
SEED = 20261121
FIXED = ["atlas/", "atlas/gb/", "atlas/us/541/", "atlas/compare/?a=us/541211&b=us/332710", "industries/wineries/"]


def test_axe_finds_nothing_on_a_sample(open_page: OpenPage, shipped: Site, base: str) -> None:
    urls = sorted(each.url for country in ("gb", "us") for each in shipped.statistics.of_country(country))
    page = open_page("atlas/", bypass_csp=True)
    found = {}
    for url in [*FIXED, *random.Random(SEED).sample(urls, SAMPLE)]:
        page.goto(base + url)
        if "compare" in url:
            page.locator("[data-compare] figure").first.wait_for()
        found[url] = axe_finds(page)
    assert {url: finds for url, finds in found.items() if finds} == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(open_page: OpenPage, shipped: Site, base: str, width: int) -> None:
    urls = sorted(each.url for country in ("gb", "us") for each in shipped.statistics.of_country(country))
    page, wide = open_page("atlas/", width=width), {}
    for url in [*FIXED, *random.Random(SEED + width).sample(urls, 12)]:
        page.goto(base + url)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[url] = over
    assert wide == {}


def test_a_page_takes_few_requests_and_reads_without_javascript(open_page: OpenPage) -> None:
    page = open_page("atlas/us/541211/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("performance.getEntriesByType('resource').length") + 1 <= 12
    plain = open_page("atlas/us/541211/", width=360, java_script_enabled=False)
    assert plain.locator("svg.chart").count() >= 7
    plain.get_by_text("The numbers").first.click()
    assert plain.get_by_role("row", name="1-4").is_visible()
    plain.get_by_text("On paper, or without JavaScript").click()
    assert plain.get_by_text("47.7%, 2022").is_visible()
    finder = open_page("atlas/", java_script_enabled=False)
    assert not finder.get_by_label("Type a trade").is_visible()
    finder.get_by_role("link", name="United Kingdom").last.click()
    finder.get_by_role("link", name="Legal and accounting").wait_for()
    compare = open_page("atlas/compare/?a=us/541211", java_script_enabled=False)
    assert compare.locator("noscript a").is_visible()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tax adviser", "Accounting, bookkeeping"),
        ("6920", "Accounting, bookkeeping"),
        ("54.12", "Offices of certified"),
        ("winer", "Wineries"),
    ],
)
def test_an_industry_is_found_by_everyday_words_and_by_code(open_page: OpenPage, words: str, first: str) -> None:
    page = open_page("atlas/", width=360)
    page.get_by_label("Type a trade").fill(words)
    found = page.locator("[data-found] a").first
    found.wait_for()
    assert first in " ".join(page.locator("[data-found] a").all_inner_texts()[:3])
    found.click()
    page.wait_for_url("**/atlas/*/*/")
    assert page.get_by_role("heading", level=1).is_visible()


def test_what_is_not_found_is_said(open_page: OpenPage) -> None:
    page = open_page("atlas/gb/")
    page.get_by_label("Type a trade").fill("xyzzy")
    page.get_by_text("None found").wait_for()
    page.get_by_label("Type a trade").fill("man")
    page.get_by_text("20 of").wait_for()
    assert page.locator("[data-found] li").count() == 20


def test_two_industries_stand_side_by_side(open_page: OpenPage) -> None:
    page = open_page("atlas/us/541211/", width=360)
    own = page.locator("[data-measure=cr4] td").first.text_content() or "?"
    page.get_by_role("link", name="Compare with another industry").click()
    page.get_by_label("Choose the other industry").fill("machine shops")
    page.get_by_role("link", name="Machine shops").first.click()
    page.wait_for_url("**/atlas/compare/?a=us/541211&b=us/332710")
    page.locator("[data-compare] figure").first.wait_for()
    row = page.locator("[data-compare] tr", has_text="Sales of the 4 largest firms").first
    assert row.locator("td").first.inner_text().startswith(own)
    assert row.locator("td").nth(1).inner_text().startswith("2.0%")
    assert page.get_by_role("heading", name="Who dominates").count() == 1
    assert page.locator("[data-compare] svg.chart").count() >= 8
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_address_that_names_no_industry_shows_none(open_page: OpenPage) -> None:
    page = open_page("atlas/compare/?a=../../me&b=<b>")
    assert page.locator("[data-compare]").inner_text() == ""


def test_the_screen_starts_from_the_figures_and_the_reader_may_change_them(open_page: OpenPage) -> None:
    page = open_page("atlas/us/541211/", width=360)
    page.get_by_role("link", name="Screen it with these figures").click()
    fit, top3 = page.locator("#answer-fit"), page.locator("#answer-top3")
    page.get_by_text("From official figures 2022.").wait_for()
    assert top3.input_value() == "47.7"
    assert page.get_by_text("From official figures 2012.").is_visible()
    assert page.locator("[data-progress] output").inner_text().startswith("2 of")
    given = fit.input_value()
    fit.fill("30")
    page.get_by_text(f"Official figures 2012 say {given}.").wait_for()
    page.reload()
    page.get_by_text(f"Official figures 2012 say {given}.").wait_for()
    assert fit.input_value() == "30"
    page.get_by_role("button", name=f"Take {given}").click()
    assert fit.input_value() == given
    page.get_by_role("link", name="See the figures").first.click()
    page.wait_for_url("**/atlas/us/541211/")


def test_one_region_fills_in_the_number_of_firms(open_page: OpenPage) -> None:
    page = open_page("atlas/gb/6920/", width=360)
    page.get_by_text("Start from one region").click()
    page.get_by_role("link", name="North West").click()
    page.get_by_text("From official figures 2024, North West.").wait_for()
    assert int(page.locator("#answer-possible").input_value()) > 1000


def test_the_marks_stay_and_go_with_the_answers(open_page: OpenPage, base: str) -> None:
    page = open_page("assessments/industry-screen/?industry=us/541211&top3=47.7@2022")
    page.get_by_text("From official figures 2022.").wait_for()
    page.locator("#answer-wanted").fill("20")
    page.goto(f"{base}assessments/industry-screen/")
    page.get_by_text("From official figures 2022.").wait_for()
    assert page.locator("#answer-top3").input_value() == "47.7"


@pytest.mark.parametrize(
    "search",
    ["?industry=javascript:1&top3=47.7@2022", "?industry=us/541211&top3=<b>@2022", "?industry=us/541211&distance=all@2022"],
)
def test_a_strange_address_fills_in_nothing(open_page: OpenPage, search: str) -> None:
    page = open_page(f"assessments/industry-screen/{search}")
    page.locator("#answer-top3").wait_for()
    page.locator("[data-tools] button").first.wait_for()
    assert page.locator("#answer-top3").input_value() == ""
    assert page.locator(".official-answer").count() == 0
