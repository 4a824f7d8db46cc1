"""Filling in a self-assessment as a person would, and looking at what it says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from playbook.model.assessment import Assessment, Column, Question
from playbook.model.site import Site
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import evaluate
from tests.conftest import ROOT


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
