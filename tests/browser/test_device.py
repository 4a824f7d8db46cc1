"""What stays on the reader's device: files, history, the plan, the purpose, and what an adviser sees of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import icalendar
import pytest

from playbook.model.site import Site
from tests.browser.conftest import OpenPage
from tests.browser.sheets import axe_finds, fill, sheet

pytestmark = [pytest.mark.slow]


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


def test_closed_storage_is_told_and_nothing_typed_is_lost(open_page: OpenPage) -> None:
    page = open_page("start-here/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed') }})")
    page.goto(page.url.replace("start-here", "assessments/ten-keys"))
    page.locator('[data-ask] input[type="radio"]').first.check()
    assert page.get_by_text("does not let us keep your answers").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["answers"]


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
    assert "1 May 2026" in (page.locator("[data-result] svg.chart").last.text_content() or "")
