"""Self-assessments in Chromium, filled in as a person would on a phone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page

from playbook.cli import main
from playbook.model.assessment import Assessment, Column, Question
from playbook.model.site import Site
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import evaluate
from tests.browser.conftest import OpenPage
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow]
IDS = sorted(path.stem for path in (ROOT / "content" / "assessments").glob("*.yaml"))


def sheet(shipped: Site, name: str) -> Assessment:
    body = shipped.pages[f"assessments/{name}/"].body
    assert isinstance(body, Assessment)
    return body


def fill(page: Page, test: Assessment, given: dict[str, Any]) -> None:
    for asked in test.ask:
        if asked.id in given:
            field = page.locator(f'[data-ask="{asked.id}"]')
            if asked.kind == "ledger":
                fill_rows(field, asked, given[asked.id])
            else:
                answer(field, asked, given[asked.id])


def answer(field: Locator, asked: Question, given: Any) -> None:
    for each in given if isinstance(given, list) else [given]:
        choice = field.locator(f'input[value="{each}"]')
        if choice.count():
            choice.check()
        else:
            field.locator("input, textarea").fill(str(each))


def fill_rows(field: Locator, asked: Question, rows: list[dict[str, Any]]) -> None:
    columns = {column.id: column for column in asked.columns}
    for number, row in enumerate(rows):
        if field.locator("tbody tr").count() <= number:
            field.get_by_role("button", name="Add ").click()
        line = field.locator("tbody tr").nth(number)
        for name, value in row.items():
            cell(line.locator(f'[data-column="{name}"]'), columns[name], value)


def cell(place: Locator, column: Column, value: Any) -> None:
    if column.kind in ("level", "choice", "tag"):
        place.select_option(str(value))
    else:
        place.fill(str(value))


def bands_shown(page: Page) -> list[str]:
    return [pill.inner_text() for pill in page.locator("[data-result] .pill").all()]


def bands_expected(test: Assessment, given: dict[str, Any]) -> list[str]:
    """The labels of the bands that the Python scorer gives."""
    result = evaluate(definition(test), given)
    levels = {(each.score, level.id): level.label or level.id for each in test.bands for level in each.levels}
    return [levels[each.score, result[f"band.{each.score}"]] for each in test.bands if result[f"band.{each.score}"]]


def axe_finds(page: Page) -> list[tuple[str, list[str]]]:
    page.evaluate("scrollTo(0, 0)")  # what lies under the sticky bar is no small target
    page.add_script_tag(path=ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js")
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]


@pytest.mark.parametrize("name", IDS)
def test_a_filled_form_says_what_python_says_and_stays(open_page: OpenPage, shipped: Site, name: str) -> None:
    test = sheet(shipped, name)
    page = open_page(f"assessments/{name}/", width=360)
    given = test.examples[0].given
    fill(page, test, given)
    expected = bands_expected(test, given)
    assert [words.split(": ", 1)[1].casefold() for words in bands_shown(page)] == [label.casefold() for label in expected]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
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


def test_save_erase_open_gives_the_same_result(open_page: OpenPage, shipped: Site, tmp_path: Path) -> None:
    test = sheet(shipped, "ten-keys")
    page = open_page("assessments/ten-keys/")
    fill(page, test, test.examples[0].given)
    before = page.locator("[data-result] .pill").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert re.fullmatch(r"ten-keys-\d{4}-\d\d-\d\d\.json", saved.name)
    record = json.loads(saved.read_text(encoding="utf-8"))
    assert set(record) == {"app", "id", "version", "saved", "answers", "history"}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything here").click()
    assert page.locator("[data-result]").is_hidden()
    assert page.evaluate("localStorage.length") == 0
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(saved)
    page.locator("[data-result]").wait_for()
    assert page.locator("[data-result] .pill").first.inner_text() == before
    record["answers"] = dict.fromkeys(record["answers"], 0)
    saved.write_text(json.dumps(record), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Compare with a file").click()
    chooser.value.set_files(saved)
    page.get_by_role("heading", name="Side by side").wait_for()
    assert page.locator(".compare .agenda").count() > 0


def test_a_file_of_another_sheet_is_refused(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("assessments/ten-keys/")
    wrong = tmp_path / "wrong.json"
    for text, words in (
        ("{", "not a file that was saved here"),
        ('{"app": "networking-playbook", "id": "pruning", "answers": {}}', "belongs to another sheet: pruning"),
    ):
        wrong.write_text(text, encoding="utf-8")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open a file").click()
        chooser.value.set_files(wrong)
        page.get_by_text(words).wait_for()


def test_an_answer_that_is_no_number_is_told(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/", width=360)
    page.locator("#answer-hour_value").fill("1e3")
    assert page.get_by_text("We could not read this as a number.").is_visible()
    page.locator("#answer-hour_value").fill("1,500")
    assert page.get_by_text("We could not read this as a number.").count() == 0


def test_closed_storage_is_told_and_nothing_typed_is_lost(open_page: OpenPage) -> None:
    page = open_page("start-here/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed') }})")
    page.goto(page.url.replace("start-here", "assessments/ten-keys"))
    page.locator('[data-ask] input[type="radio"]').first.check()
    assert page.get_by_text("does not let us keep your answers").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["answers"]


def test_an_action_goes_into_the_plan_and_the_calendar_and_everything_can_move(
    open_page: OpenPage, shipped: Site, tmp_path: Path
) -> None:
    test = sheet(shipped, "event-audit")
    page = open_page("assessments/event-audit/", bypass_csp=True)
    fill(page, test, test.examples[0].given)
    page.get_by_role("button", name="Add to my plan").first.click()
    page.get_by_text("In my plan").wait_for()
    page.goto(page.url.replace("assessments/event-audit", "me"))
    assert page.locator(".me-list .pill").count() == 1
    assert page.locator(".plan-list li").count() == 1
    assert axe_finds(page) == []
    page.locator(".plan-list input[type=date]").fill("2026-12-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="Plan to my calendar").click()
    file = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    [event] = file.walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2026-12-01"
    assert len(event.walk("VALARM")) == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything").click()
    saved = tmp_path / "all.json"
    download.value.save_as(saved)
    before = page.locator("[data-me]").inner_html()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()
    assert page.locator(".plan-list li").count() == 0
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(saved)
    page.locator(".plan-list li").wait_for()
    assert page.locator("[data-me]").inner_html() == before


def test_the_purpose_stands_on_top(open_page: OpenPage) -> None:
    page = open_page("assessments/why-network/", width=360)
    boxes = page.locator('[data-ask] input[type="checkbox"]')
    for number in range(3):
        boxes.nth(number).check()
    assert boxes.nth(3).is_disabled()
    page.goto(page.url.replace("assessments/why-network", "me"))
    assert page.locator("[data-me] .lead").inner_text().startswith("I network to: ")


def test_an_adviser_sees_a_group(open_page: OpenPage, shipped: Site, tmp_path: Path) -> None:
    test = sheet(shipped, "ten-keys")
    page = open_page("me/group/")
    files = []
    for number, example in enumerate(test.examples):
        files.append(tmp_path / f"member-{number}.json")
        record = {
            "app": "networking-playbook",
            "id": "ten-keys",
            "version": 1,
            "saved": "2026-11-21",
            "answers": example.given,
            "history": [],
        }
        files[-1].write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "odd.json").write_text("{}", encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open files").click()
    chooser.value.set_files([*files, tmp_path / "odd.json"])
    page.get_by_text(f"{len(files)} files open. odd.json: This is not a file").wait_for()
    counts = page.locator("[data-group] table").first.locator("td").all_inner_texts()
    assert sum(map(int, counts)) == len(files)
    assert page.get_by_text("Where the group is weakest").is_visible()


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


def test_a_result_of_earlier_days_makes_a_trend(open_page: OpenPage, shipped: Site) -> None:
    test = sheet(shipped, "ten-keys")
    page = open_page("assessments/ten-keys/")
    scores = {test.bands[0].score: {"value": 20, "band": test.bands[0].levels[0].id}}
    history = [{"saved": "2026-05-01", "scores": scores}]
    record = {
        "app": "networking-playbook",
        "id": "ten-keys",
        "version": 1,
        "saved": "2026-05-01",
        "answers": {},
        "history": history,
    }
    page.evaluate("text => localStorage.setItem('playbook:answers:ten-keys', text)", json.dumps(record))
    page.reload()
    fill(page, test, test.examples[0].given)
    assert page.get_by_text("Since you began").is_visible()
    assert "2026-05-01" in (page.locator("[data-result] svg.chart").last.text_content() or "")


def test_what_a_reader_types_never_becomes_a_page(open_page: OpenPage) -> None:
    page = open_page("assessments/event-audit/")
    page.locator('[data-column="event"]').first.fill("<img src=x onerror=alert(1)>")
    page.locator('[data-column="hours"]').first.fill("6")
    page.locator('[data-column="event"]').nth(1).fill("B")
    page.locator('[data-column="hours"]').nth(1).fill("2")
    assert page.locator("[data-result] img").count() == 0
    assert page.get_by_text("<img src=x").first.is_visible()
