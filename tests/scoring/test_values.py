"""Numbers: the same vectors in both languages, and division against exact fractions."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.scoring.samples import written
from playbook.scoring.values import LIMIT, blank, div, number, printed, stored
from tests.conftest import ROOT
from tests.scoring.support import in_node

VECTORS: dict[str, list[list[Any]]] = json.loads((ROOT / "tests" / "scoring" / "numbers.json").read_text(encoding="utf-8"))


def test_numbers_are_read() -> None:
    for unit, signed, answer, expected in VECTORS["read"]:
        assert number(answer, unit, signed=signed) == expected, (unit, signed, answer)


def test_numbers_are_printed() -> None:
    for show, value, expected in VECTORS["print"]:
        assert printed(value, show, "£") == expected


@pytest.mark.slow
def test_the_browser_reads_and_prints_them_alike() -> None:
    read = [{"definition": {"unit": unit, "signed": signed}, "sets": [answer]} for unit, signed, answer, _ in VECTORS["read"]]
    assert [found[0][0] for found in in_node(read, "number")] == [expected for *_, expected in VECTORS["read"]]
    shown = [{"definition": {"show": show, "sign": "£"}, "sets": [value]} for show, value, _ in VECTORS["print"]]
    assert [found[0][0] for found in in_node(shown, "printed")] == [expected for *_, expected in VECTORS["print"]]


@settings(deadline=None)
@given(st.integers(-(2**70), 2**70), st.integers(-(2**60), 2**60).filter(bool))
def test_division_rounds_half_away_from_zero(n: int, d: int) -> None:
    exact = Fraction(n, d)
    size = int(abs(exact) + Fraction(1, 2))
    expected = -size if exact < 0 else size
    assert div(n, d) == (expected if abs(expected) < LIMIT else None)


def test_nothing_is_divided_by_0() -> None:
    assert div(0, 0) is None
    assert div(5, 0) is None


@settings(deadline=None)
@given(st.integers(-999_999_999, 999_999_999), st.sampled_from(["count", "percent", "money", "hours"]))
def test_what_is_written_is_read_back(size: int, unit: str) -> None:
    assert number(written(size, unit), unit, signed=True) == size


def test_amounts_of_a_definition() -> None:
    assert [stored(each) for each in (5, "400 money", "-0.5 hours", "12.345 money", "30 percent", "prospects")] == [
        5,
        40000,
        -30,
        1235,
        30,
        None,
    ]


def test_blank_cells() -> None:
    assert all(blank(cell) for cell in (None, "", " \t\r\n"))
    assert not any(blank(cell) for cell in (0, "0", "\u00a0", False, [], "x"))
