"""What makes a PDF small changes nothing of what it says or shows."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest

from playbook.output.pdf import Press
from playbook.output.pdf_words import _said
from tests.print.conftest import Shop

PATHS = ["checklists/follow-up.md", "assessments/event-audit.yaml", "industries/bakeries.yaml", "principles/research.md"]


def opened(shop: Shop, path: str) -> pikepdf.Pdf:
    page = shop.site.page_at(path)
    assert page
    return pikepdf.open(io.BytesIO(shop.press(shop.prints_a4().of_page(page).set()).data))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    found, waiting = [], [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


@pytest.mark.parametrize("path", PATHS)
def test_every_mark_belongs_to_the_element_that_holds_it(shop: Shop, path: str) -> None:
    with opened(shop, path) as pdf:
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums
        held = {
            (element.Pg.objgen, int(kid)): element.objgen for element in elements(pdf) for kid in element.K if isinstance(kid, int)
        }
        for number, page in enumerate(pdf.pages):
            marks = set(map(int, re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())))
            listed = owners[2 * number + 1]
            assert len(listed) > max(marks)
            for mark, owner in enumerate(listed):
                assert (mark in marks) == (owner is not None)
                if owner is not None and (page.objgen, mark) in held:  # else it is of a foot, which is read nowhere
                    assert held[page.objgen, mark] == owner.objgen
        assert {page for page, _ in held} == {page.objgen for page in pdf.pages}


@pytest.mark.parametrize("path", PATHS)
def test_a_span_that_says_nothing_is_not_there(shop: Shop, path: str) -> None:
    with opened(shop, path) as pdf:
        for element in elements(pdf):
            for kid in element.K:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    assert kid.P.objgen == element.objgen
                    plain = str(kid.S) in ("/Span", "/NonStruct") and set(kid.keys()) == {"/Type", "/S", "/K", "/Pg", "/P"}
                    assert not plain or str(element.S) in ("/Document", "/L", "/Table", "/THead", "/TBody", "/TR")


def test_every_object_is_wanted(shop: Shop) -> None:
    with opened(shop, "checklists/follow-up.md") as pdf:
        numbers = [each.objgen[0] for each in pdf.objects if each is not None]
        before = len(numbers)
        pdf.remove_unreferenced_resources()
        saved = io.BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        with pikepdf.open(saved) as again:
            assert len(again.objects) >= before - 2, "but for the lists of objects themselves"


def test_a_chart_is_drawn_in_one_go(shop: Shop) -> None:
    industry = shop.site.statistics.industry("us", "332439")
    assert industry
    handout = shop.prints_a4().of_industry(industry).set()
    assert 'text-anchor="end"' in handout.html
    pressed = shop.press(handout)
    assert len(pressed.data) < 60_000
    with pikepdf.open(io.BytesIO(pressed.data)) as pdf:
        for page in pdf.pages:
            assert not [each for each in page.Resources.XObject.values() if each.get("/Subtype") == "/Form" and "/Group" in each]
        words = " ".join(" ".join(_said(pikepdf, pdf, number).values()) for number in range(len(pdf.pages)))
        numbers = re.findall(r'text-anchor="end">([^<]+)</text>', handout.html)
        assert numbers
        assert all(number.replace(" ", "") in words.replace(" ", "") for number in numbers)


def test_the_bytes_are_the_same_in_another_press(shop: Shop) -> None:
    page = shop.site.page_at("industries/bakeries.yaml")
    assert page
    handout = shop.prints_a4().of_page(page).set()
    assert Press(shop.prints_a4().printer.style).press(handout) == shop.press(handout)
