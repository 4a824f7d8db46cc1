"""Forms that are filled in on a screen: every box a field, every field a name that can be read out."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pytest

from tests.print.conftest import Shop

pytestmark = pytest.mark.slow


@dataclass
class Field:
    kind: str
    said: str
    """What a screen reader calls it."""
    buttons: list[str]
    """What it calls each of a group."""


def fields_of(shop: Shop, path: str) -> dict[str, Field]:
    """The fields of a page's sheet by their names."""
    page = shop.site.page_at(path)
    assert page
    with pikepdf.open(io.BytesIO(shop.press(shop.prints_a4().of_page(page).set()).data)) as pdf:
        form = pdf.Root.AcroForm
        assert form.NeedAppearances
        found = {}
        for field in form.Fields:
            assert str(field.T) not in found
            assert "." not in str(field.T), "a full stop in a name makes a field inside another"
            kids = list(field.get("/Kids", ()))
            assert all("/T" not in kid for kid in kids)
            found[str(field.T)] = Field(str(field.FT), str(field.TU), [str(kid.TU) for kid in kids])
        return found


def test_a_ledger_has_a_field_for_each_cell_and_step(shop: Shop) -> None:
    fields = fields_of(shop, "assessments/event-audit")
    assert fields["events-3-3"].said == "Event 3: Hours, with travel"
    assert len([name for name in fields if name.startswith("events-")]) == 12 * 7
    assert fields["step-H"].said == "Step H: True-networking share of your hours"
    assert fields["hour_value"].said == "1 What is one hour of your time worth?"
    assert all(field.kind == "/Tx" for name, field in fields.items() if name.startswith("step-"))


def test_the_levels_of_a_question_exclude_each_other(shop: Shop) -> None:
    group = fields_of(shop, "assessments/ten-keys")["research"]
    names = [said.removeprefix("1 Before I go, I have two names and a question for each. ") for said in group.buttons]
    assert names == ["Not yet", "Sometimes", "Mostly", "Always, and I could show proof"]


def test_a_card_can_be_ticked(shop: Shop) -> None:
    fields = fields_of(shop, "checklists/follow-up")
    assert [field.said for field in fields.values()][6] == "Thank the person who brought you into the room."
    assert {field.kind for field in fields.values()} == {"/Btn"}
    assert len(fields) == 10
