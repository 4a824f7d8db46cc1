"""Self-assessments in Chromium, filled in as a person would on a phone."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.model.site import Site
from tests.browser.conftest import OpenPage
from tests.browser.sheets import axe_finds, bands_expected, bands_shown, fill, sheet
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow]
LETTERS = """Math.min(99, ...[...document.querySelectorAll('.result .chart text')].map(each =>
    parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a))"""
OVERLAPS = """[...document.querySelectorAll('.result .chart')].flatMap(chart => {
    const words = [...chart.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect()])
    return words.flatMap(([one, box], place) => words.slice(place + 1).filter(([, other]) =>
        box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 4 && other.top < box.bottom - 4)
        .map(([other]) => `${one} / ${other}`))
})"""
LEAST_LETTERS = 11
"""CSS pixels: charts shrink with the card that they stand in, and their words must stay readable on a phone."""
IDS = sorted(path.stem for path in (ROOT / "content" / "assessments").glob("*.yaml"))


@pytest.mark.parametrize("name", IDS)
def test_a_filled_form_says_what_python_says_and_stays(open_page: OpenPage, shipped: Site, name: str) -> None:
    test = sheet(shipped, name)
    page = open_page(f"assessments/{name}/", width=360)
    given = test.examples[0].given
    fill(page, test, given)
    expected = bands_expected(test, given)
    assert [words.split(": ", 1)[1].casefold() for words in bands_shown(page)] == [label.casefold() for label in expected]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(LETTERS) >= LEAST_LETTERS
    assert page.evaluate(OVERLAPS) == []
    shown = page.locator("[data-result] .numbers").inner_html() if test.scores else ""
    page.reload()
    page.locator("[data-result]").wait_for()
    assert (page.locator("[data-result] .numbers").inner_html() if test.scores else "") == shown


@pytest.mark.parametrize("name", IDS)
def test_axe_finds_nothing_while_a_result_shows(open_page: OpenPage, shipped: Site, name: str) -> None:
    test = sheet(shipped, name)
    page = open_page(f"assessments/{name}/", bypass_csp=True)
    fill(page, test, test.examples[0].given)
    page.wait_for_timeout(600)
    assert axe_finds(page) == []


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/", width=360)
    page.locator("#answer-hour_value").focus()
    keys = page.keyboard
    keys.type("60")
    for words in ("Tab", "Tab"):
        keys.press(words)
    assert page.evaluate("document.activeElement.dataset.column ?? document.activeElement.parentElement.className") is not None
    page.locator('[data-column="event"]').first.focus()
    for value in ("Trade fair", None, "6", "80", "12", "5", "4"):
        if value is None:
            keys.press("Tab")
            keys.press("Tab")
            keys.press("Tab")
        else:
            keys.type(value)
        keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Take away event 1"
    assert page.locator("[data-result]").is_visible()


def test_an_answer_that_is_no_number_is_told(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/", width=360)
    page.locator("#answer-hour_value").fill("1e3")
    assert page.get_by_text("We could not read this as a number.").is_visible()
    page.locator("#answer-hour_value").fill("1,500")
    assert page.get_by_text("We could not read this as a number.").count() == 0


def test_without_javascript_the_blank_form_and_the_paper_steps_are_there(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/", java_script_enabled=False)
    assert page.get_by_text("What is one hour of your time worth?").first.is_visible()
    assert page.locator(".ledger tbody tr").count() == 12
    assert page.get_by_role("heading", name="Score it by hand").is_visible()
    assert page.locator(".letters-of-steps > li").count() >= 5


def test_a_blank_form_is_printed_blank_and_the_answers_stay(open_page: OpenPage, shipped: Site) -> None:
    test = sheet(shipped, "ten-keys")
    page = open_page("assessments/ten-keys/")
    fill(page, test, test.examples[0].given)
    page.evaluate("""window.print = () => {
        const count = what => document.querySelectorAll(`[data-form] ${what}`).length
        window.printed = [count('input'), count('.box')]
    }""")
    page.get_by_role("button", name="Print a blank form").click()
    assert page.evaluate("window.printed") == [0, sum(4 + asked.allow_na for asked in test.ask)]
    assert page.locator("[data-form] input:checked").count() == 10 - list(test.examples[0].given.values()).count(None)


def test_the_page_embeds_what_the_command_prints(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/")
    embedded = json.loads(page.locator("#definition").inner_text())["definition"]
    file = ROOT / "content" / "assessments" / "event-audit.yaml"
    printed = CliRunner().invoke(main, ["score", str(file), "--definition"]).stdout
    assert embedded == json.loads(printed)


def test_what_a_reader_types_never_becomes_a_page(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/")
    page.locator('[data-column="event"]').first.fill("<img src=x onerror=alert(1)>")
    page.locator('[data-column="hours"]').first.fill("6")
    page.locator('[data-column="event"]').nth(1).fill("B")
    page.locator('[data-column="hours"]').nth(1).fill("2")
    assert page.locator("[data-result] img").count() == 0
    assert page.get_by_text("<img src=x").first.is_visible()
