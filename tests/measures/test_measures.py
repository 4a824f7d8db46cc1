"""Measures: their bounds, what they do not depend on, and figures worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.measures.concentration import HIGH, MODERATE, herfindahl_at_least, level
from playbook.measures.percentiles import percentiles
from playbook.measures.places import krugman, location_quotients, locational_gini, shares, top_share
from playbook.measures.sizes import SMALLEST, band_limits, growth, share_below
from playbook.measures.trade import purchases, sales
from playbook.model.columns import SALES

COUNTS = st.integers(0, 100_000).map(float)
PLACES = st.lists(st.tuples(COUNTS, COUNTS.filter(bool)), min_size=1, max_size=60).filter(lambda rows: any(own for own, _ in rows))
"""An industry's count and everyone's, place by place; everyone is somewhere, and the industry too."""
SOLD = st.lists(st.integers(1, 10_000_000).map(float), min_size=50, max_size=200)


def columns(rows: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [own for own, _ in rows], [everyone for _, everyone in rows]


@given(PLACES)
def test_quotients_weighted_by_place_come_to_one(rows: list[tuple[float, float]]) -> None:
    counts, totals = columns(rows)
    quotients = location_quotients(counts, totals)
    assert all(quotient is not None and quotient >= 0 for quotient in quotients)
    assert math.isclose(sum((quotient or 0) * part for quotient, part in zip(quotients, shares(totals), strict=True)), 1.0)


@given(PLACES)
def test_unevenness_keeps_its_bounds(rows: list[tuple[float, float]]) -> None:
    counts, totals = columns(rows)
    assert 0 <= krugman(counts, totals) <= 2 + 1e-9
    assert 0 <= locational_gini(counts, totals) <= 1
    assert (
        locational_gini(counts, totals) <= krugman(counts, totals) + 1e-9
    )  # Gini is at most 2H − H², and K is 2H (H: Hoover's index)
    assert 0 < top_share(counts, 1) <= top_share(counts, 3) <= 100 + 1e-9


@given(PLACES, st.integers(2, 1000), st.randoms())
def test_neither_scale_nor_order_of_places_matters(rows: list[tuple[float, float]], scale: int, random: object) -> None:
    counts, totals = columns(rows)
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    shuffled = columns(mixed)
    for measure in (krugman, locational_gini):
        assert math.isclose(measure(counts, totals), measure([scale * count for count in counts], totals), abs_tol=1e-9)
        assert math.isclose(measure(counts, totals), measure(*shuffled), abs_tol=1e-9)


@given(PLACES)
def test_an_industry_spread_as_everything_is_has_no_unevenness(rows: list[tuple[float, float]]) -> None:
    totals = columns(rows)[1]
    assert krugman(totals, totals) == 0
    assert math.isclose(locational_gini(totals, totals), 0, abs_tol=1e-9)
    assert all(math.isclose(quotient or 0, 1) for quotient in location_quotients(totals, totals))


def test_unevenness_worked_out_by_hand() -> None:
    assert krugman([3, 1], [2, 2]) == 0.5
    assert locational_gini([3, 1], [2, 2]) == 0.25
    assert locational_gini([0, 4], [2, 2]) == 0.5
    assert location_quotients([3, 1], [2, 2]) == [1.5, 0.5]
    assert location_quotients([1, 0], [1, 0]) == [1.0, None]
    assert krugman([4, 0], [0, 4]) == 2
    assert locational_gini([0, 0], [1, 1]) == 0


def gini_by_pairs(counts: list[float], totals: list[float]) -> float:
    """The second route: half the mean absolute difference of quotients, weighted by place."""
    parts, own = shares(totals), shares(counts)
    quotients = [share / part for share, part in zip(own, parts, strict=True)]
    pairs = zip(quotients, parts, strict=True)
    listed = list(pairs)
    return sum(one * two * abs(a - b) for a, one in listed for b, two in listed) / 2


@given(PLACES)
def test_the_lorenz_curve_and_the_pairs_give_one_gini(rows: list[tuple[float, float]]) -> None:
    counts, totals = columns(rows)
    assert math.isclose(locational_gini(counts, totals), gini_by_pairs(counts, totals), abs_tol=1e-9)


@given(SOLD)
def test_the_lower_bound_of_hhi_is_one_and_concentration_ratios_ascend(sold: list[float]) -> None:
    ordered, total = sorted(sold, reverse=True), sum(sold)
    ratios = [100 * sum(ordered[:firms]) / total for firms in (4, 8, 20, 50)]
    assert ratios == sorted(ratios)
    assert ratios[-1] <= 100 + 1e-9
    exact = sum((100 * sale / total) ** 2 for sale in ordered[:50])
    assert 0 < herfindahl_at_least(*ratios) <= exact + 1e-6 <= 10_000 + 1e-3


def test_the_lower_bound_is_exact_where_firms_are_equal() -> None:
    assert math.isclose(herfindahl_at_least(8, 16, 40, 100), 50 * 2**2)
    assert round(herfindahl_at_least(61.7, 67, 73.4, 78.2)) == 963


def test_levels_change_above_the_guidelines_limits() -> None:
    assert [level(hhi) for hhi in (0, MODERATE, MODERATE + 0.1, HIGH, HIGH + 0.1)] == [
        "low", "low", "moderate", "moderate", "high",
    ]  # fmt: skip


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.integers(-50, 50).map(float), min_size=1, max_size=80))
def test_percentiles_order_as_amounts_do(amounts: dict[str, float]) -> None:
    ranks = percentiles(amounts)
    assert {each.among for each in ranks.values()} == {len(amounts)}
    assert math.isclose(sum(each.rank for each in ranks.values()) / len(ranks), 50)
    for one, own in amounts.items():
        below = sum(amount < own for amount in amounts.values())
        alike = sum(amount == own for amount in amounts.values())
        assert math.isclose(ranks[one].rank, 100 * (below + alike / 2) / len(amounts))


LABELS = ["0-4", "5-9", "10-19", "20-49", "50+"]


@given(st.lists(st.integers(0, 10_000).map(float), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= SMALLEST))
def test_shares_ascend_with_their_limit(counts: list[float]) -> None:
    found = [share_below(LABELS, counts, limit) for limit in (5, 10, 20, 50)]
    assert None not in found
    assert found == sorted(found)  # type: ignore[type-var]
    assert 0 <= (found[0] or 0) <= (found[-1] or 0) <= 100


def test_what_cannot_be_said_is_not_said() -> None:
    assert share_below(LABELS, [50, 20, 10, 10, 9], 10) is None, "under a hundred"
    assert share_below(LABELS, [500, None, 10, 10, 9], 10) is None, "a count is withheld"
    assert share_below(LABELS, [500, 20, 10, 10, 9], 15) is None, "a band spans the limit"
    assert share_below(LABELS, [60, 20, 10, 5, 5], 10) == 80
    assert growth(90, 100) == -10
    assert growth(90, 99) is None
    assert growth(None, 100) is None
    assert growth(90, None) is None
    assert band_limits("250+") == (250, None)
    assert band_limits("0-4") == (0, 4)
    assert band_limits("London") is None


FLOWS = st.dictionaries(st.sampled_from(["A", "B", "C", "D", *SALES]), st.integers(-1000, 100_000).map(float))


@given(FLOWS)
def test_sales_and_purchases_are_shared_out_whole(row: dict[str, float]) -> None:
    sold, bought = sales(row, "A"), purchases({code: amount for code, amount in row.items() if code not in SALES}, "A")
    if sold:
        assert math.isclose(sold.own + sum(sold.uses.values()), 100)
        assert set(sold.uses) == {"industries", *SALES}
    for flows in (sold, bought):
        if flows and flows.partners:
            assert math.isclose(sum(share for _, share in flows.partners), 100)
            assert [share for _, share in flows.partners] == sorted((share for _, share in flows.partners), reverse=True)
            assert "A" not in dict(flows.partners)
    assert (sold is None) == (not any(amount > 0 for amount in row.values()))


def test_flows_worked_out_by_hand() -> None:
    sold = sales({"A": 20, "B": 30, "C": 10, "households": 30, "exports": 10, "government": -5}, "A")
    assert sold is not None
    assert sold.own == 20
    assert sold.partners == (("B", 75.0), ("C", 25.0))
    assert sold.uses == {"industries": 40, "households": 30, "investment": 0, "government": 0, "exports": 10}
    bought = purchases({"A": 25, "B": 50, "C": 25}, "A")
    assert bought is not None
    assert (bought.own, bought.partners, dict(bought.uses)) == (
        25,
        (("B", pytest.approx(200 / 3)), ("C", pytest.approx(100 / 3))),
        {},
    )
