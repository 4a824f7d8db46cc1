"""Sheets of industries: of trades with their figures, and of atlas pages, by the numbers that their pages show."""

from __future__ import annotations

import re
from html import unescape

import pytest

from playbook.model.handout import Edition
from playbook.model.statistics import Industry
from playbook.output.pdf_check import check_pdf
from playbook.render.atlas import industry_context
from playbook.render.profiles import profile_context
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View
from tests.print.conftest import Shop

ACCOUNTING, WINERIES, FEW, MANY = ("gb", "6920"), ("us", "312130"), ("gb", "0112"), ("us", "332439")


def industry(shop: Shop, which: tuple[str, str]) -> Industry:
    found = shop.site.statistics.industry(*which)
    assert found
    return found


def words_of(html: str) -> str:
    """The words of a piece of HTML, those that drawings say too."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html)))


def view_of(shop: Shop) -> View:
    return View(shop.site, Templates(shop.site.templates), glossary_of(shop.site.terms), "assets/")


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("which", [ACCOUNTING, WINERIES, FEW, MANY], ids="/".join)
def test_sheets_of_the_atlas_are_sound(shop: Shop, paper: str, which: tuple[str, str]) -> None:
    edition = Edition(paper)  # type: ignore[arg-type]
    prints = shop.prints(edition)
    handout = prints.of_industry(industry(shop, which)).set()
    pressed = shop.press(handout, edition)
    assert check_pdf(pressed.data).faults == ()
    assert prints.printer.told(handout, pressed.packed()).problems == ()
    assert handout.lacking == ()
    assert pressed.pages <= 2
    assert handout.url == f"atlas/{which[0]}/{which[1]}/"
    assert handout.path == f"print/atlas/{which[0]}/{which[1]}.pdf"


@pytest.mark.parametrize("which", [ACCOUNTING, WINERIES, FEW, MANY], ids="/".join)
def test_numbers_on_paper_are_the_pages(shop: Shop, which: tuple[str, str]) -> None:
    """Every row, drawing, reading and key number of the sheet stands on the page, in the same words."""
    view, found = view_of(shop), industry(shop, which)
    html = shop.prints(Edition()).of_industry(found).set().html
    whole = view.templates.render("pages/industry.html", industry_context(view, found))
    page, drawn = words_of(whole), set(re.findall(r'<svg[^>]* aria-label="([^"]*)"', whole))
    rows = [words_of(row).strip() for row in re.findall(r"<tbody>.*?</tbody>", html, re.S) for row in row.split("</tr>")]
    said = re.findall(r"<svg[^>]*><title>(?!QR)(.*?)</title>", html)
    read = [words_of(text).strip() for text in re.findall(r'<p class="hint">(From: .*?)</p>', html)]
    strip = re.findall(r"<div><b>([^<]*)</b> ([^<]*)</div>", html)
    assert rows
    assert said
    assert drawn.issuperset(said)
    for words in [*filter(None, rows), *read, *(f"{label} {figure}" for figure, label in strip)]:
        assert words in page, words


def test_what_is_withheld_is_said_and_few_firms_make_no_percentages(shop: Shop) -> None:
    wineries = words_of(shop.prints(Edition()).of_industry(industry(shop, WINERIES)).set().html)
    assert "Herfindahl-Hirschman index of the 50 largest firms at least 386" in wineries
    assert "“Withheld” is kept secret by the publisher, and is not zero" in wineries
    few = words_of(shop.prints(Edition()).of_industry(industry(shop, FEW)).set().html)
    assert "we print counts only" in few


def test_the_profiles_figures_are_its_pages(shop: Shop) -> None:
    """The key figures of all trades, each number as the page prints it of the same industries."""
    view = view_of(shop)
    for page in shop.prints_a4().trades():
        handout = shop.prints_a4().of_page(page).set()
        context = profile_context(view, page, page.body)  # type: ignore[arg-type]
        shown = str(context["figures"])
        facts = context["key_figures"]["facts"]
        assert [fact["id"] for fact in facts if fact["id"] in ("under_10", "growth", "top3_places")], page.url
        for fact in facts:
            assert fact["figure"] in shown, (page.url, fact)
            assert f"<b>{fact['figure']}</b> {fact['label']}" in unescape(handout.html)
