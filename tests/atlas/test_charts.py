"""Charts say what their tables say: both are read from the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from playbook.model.site import Site
from playbook.model.statistics import Industry
from playbook.render.amounts import amount_text, rank_text
from playbook.render.charts import Row, bars, changes
from playbook.render.site import render_sheet, sheets
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.tiles import LAYOUTS, shade
from playbook.render.view import View
from tests.atlas.made import ACCOUNTANCY, FEW, INDUSTRIES, MACHINE_SHOPS, OFFICES, SOLICITORS, WINERIES, with_figures
from tests.atlas.page_parts import Shown, sections

PageOf = Callable[[Industry], str]


@pytest.fixture(scope="module")
def page_of(shipped: Site) -> PageOf:
    site = with_figures(shipped)
    view = View(site, Templates(site.templates), glossary_of(site.terms), "assets/")
    found = {sheet.path: sheet for sheet in sheets(view, "/")}
    return lambda industry: render_sheet(view, found[f"{industry.url}index.html"]).data.decode()


def number(text: str) -> float | None:
    found = re.search(r"[−+]?[\d,]+(?:\.\d+)?", text)
    return float(found[0].replace(",", "").replace("−", "-")) if found else None


def charts_equal_table(part: Shown) -> None:
    """Every text of every chart stands in the table's row of that label; bars are as long as their numbers."""
    for title, marks in part.charts:
        assert marks, title
        for mark in marks:
            row = next(each for each in part.rows if _same(mark.label, each[0], part))
            if mark.text:
                assert mark.text in row[1:], (title, mark)
            if mark.kind.startswith("tile"):
                assert mark.kind == f"tile {shade(number(row[-1]))}", (title, mark)
            elif mark.kind == "trend-dot":
                rank = number(row[2].partition("than ")[2])
                assert rank is not None
                assert mark.size * 100 == pytest.approx(rank, abs=1)
        lengths = [(mark.size, abs(number(mark.text) or 0)) for mark in marks if mark.kind.startswith("bar")]
        longest, most = max(lengths, default=(0.0, 0.0))
        scale = longest / most if most else 0
        for size, amount in lengths:
            assert size == pytest.approx(scale * amount, abs=0.02), title


def _same(label: str, row: str, part: Shown) -> bool:
    if part.name == "place":
        return label in (row, *(layout.names.get(row.lower()) for layout in LAYOUTS.values()))
    return row.startswith(label.removesuffix("…"))


@pytest.mark.parametrize("industry", INDUSTRIES, ids=lambda industry: industry.title)
def test_charts_equal_their_tables(page_of: PageOf, industry: Industry) -> None:
    for part in sections(page_of(industry)):
        charts_equal_table(part)
        for said, (title, marks) in zip(part.said, part.charts, strict=True):
            assert said.startswith(title)
            assert all(mark.text in said for mark in marks)


def test_a_whole_page_shows_every_part(page_of: PageOf) -> None:
    assert [part.name for part in sections(page_of(ACCOUNTANCY))] == ["size", "place", "standing"]
    assert [part.name for part in sections(page_of(OFFICES))] == ["largest", "sales", "buyers", "suppliers", "standing"]
    assert "No figures are published for this industry." in page_of(SOLICITORS)


def test_what_is_withheld_is_said_and_never_zero(page_of: PageOf) -> None:
    largest = next(part for part in sections(page_of(WINERIES)) if part.name == "largest")
    assert largest.rows[0] == ["Sales of the 4 largest firms", "withheld"]
    assert largest.rows[-1][1] == "at least 963"
    (_, marks), *_ = largest.charts
    assert (marks[0].text, marks[0].kind) == ("withheld", "")
    assert ">0%" not in page_of(WINERIES)


def test_few_firms_get_counts_only(page_of: PageOf) -> None:
    page = page_of(FEW)
    size = next(part for part in sections(page) if part.name == "size")
    assert size.heads == ["People", "Enterprises"]
    assert [row[1] for row in size.rows] == ["35", "5", "0", "0", "0", "0", "0"]
    assert not any("%" in cell for part in sections(page) for row in part.rows for cell in row)
    assert "Only 60% of them are published by place" in page


def test_an_industry_without_buyers_says_so(page_of: PageOf) -> None:
    buyers = next(part for part in sections(page_of(MACHINE_SHOPS)) if part.name == "buyers")
    assert (buyers.rows, buyers.charts) == ([], [])
    assert "No other industry buys 1% or more" in page_of(MACHINE_SHOPS)


def test_every_part_names_its_source_and_year(page_of: PageOf) -> None:
    page = page_of(ACCOUNTANCY)
    for part in re.findall(r'<section class="figure".*?</section>', page, flags=re.DOTALL):
        assert re.search(r'<p class="src">Source: .*2024 \(Office for National Statistics\)', part)
    assert "A publication of 2021" in page
    assert "Registered firms only." in page
    assert "Counts are rounded to the nearest 5." in page


def test_a_buyer_shows_how_concentrated_it_is(page_of: PageOf) -> None:
    page = page_of(OFFICES)
    buyers = next(part for part in sections(page) if part.name == "buyers")
    assert buyers.rows[0] == ["Hospitals <and> clinics", "5.1%", "several industries"]
    assert buyers.rows[1] == ["Machine shops", "4.0%", "2.0%"]
    assert '<a href="../332710/">Machine shops</a>' in page
    assert "Its 4 largest: 2.0%" in page
    assert "Hospitals &lt;and&gt; clinics" in page


def test_numbers_in_words() -> None:
    assert amount_text(39_965, "count") == "39,965"
    assert amount_text(-6.04, "percent", signed=True) == "−6.0%"
    assert amount_text(0.04, "percent", signed=True) == "0.0%"
    assert amount_text(4.9, "points", signed=True) == "+4.9 points"
    assert amount_text(963, "index", "partial", decimals=0) == "at least 963"
    assert amount_text(None, "count", "withheld") == "withheld"
    assert amount_text(None, "count", "missing") == "not published"
    assert rank_text(None) == ""


def test_charts_of_nothing_and_of_zeros_are_drawn() -> None:
    assert "<rect" not in bars("None", [Row("a", None, "withheld")])
    assert 'width="0"' in bars("Zeros", [Row("a", 0, "0")])
    assert "bar-less" in changes("Down", [Row("a", -5, "−5%"), Row("b", None, "–")])
    assert "style=" not in bars("A & b <c>", [Row("<d>", 1, "1")])


@pytest.mark.parametrize(("country", "places"), [("gb", 12), ("us", 51)])
def test_every_place_has_its_own_tile(country: str, places: int) -> None:
    layout = LAYOUTS[country]
    assert len(layout.cells) == len(set(layout.cells.values())) == places
    assert set(layout.names.values()) == set(layout.cells)
