"""Readings: what figures must bear out before a sentence is said of them, and that the sentence shows those figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.check.readings import unreached_readings
from playbook.load.located import read_yaml
from playbook.load.readability import grade, sentences_in, words_in
from playbook.load.schema import validate
from playbook.measures.readings import readings_of
from playbook.measures.vocabulary import CONCENTRATED, NAMES, can_hold
from playbook.model.figures import MEASURES, Figures, Measure, Partner, Percentile, Places, Sizes, Status, Trade
from playbook.model.readings import ReadingBook, Rule
from playbook.model.site import Site
from playbook.model.source import SourceFile
from playbook.model.statistics import Dataset, Group, Industry, Statistics
from tests.conftest import ROOT, Book


def dataset(name: str, topic: str, year: int, country: str = "US", unit: str = "firms") -> Dataset:
    provenance = {"publisher": "Office", "publication": "Tables", "licence": "Open", "attribution": "Source: Office"}
    made = {
        "id": name,
        "title": name,
        "topic": topic,
        "country": country,
        "year": year,
        "unit": unit,
        "codes": "List",
        **provenance,
    }
    return Dataset.model_validate(made)


DATASETS = {
    each.id: each
    for each in (
        dataset("now", "concentration", 2022),
        dataset("before", "concentration", 2017),
        dataset("sizes", "sizes", 2024, "GB", "enterprises"),
        dataset("sizes-before", "sizes", 2021, "GB", "enterprises"),
        dataset("places", "places", 2024, "GB", "local units"),
        dataset("trade", "trade", 2017, unit="millions of dollars"),
    )
}
OF = {
    "firms": "sizes",
    "under": "sizes",
    "growth": "sizes",
    "top": "places",
    "top3": "places",
    "krugman": "places",
    "gini": "places",
}


def industry(figures: Figures) -> Industry:
    return Industry(
        "us", "List", "1234", "MAKING OF THINGS", "Making of things", Group("12", "Things"), Group("C", "Making"), figures
    )


def measure(name: str, amount: float | None, status: Status = "known", rank: float | None = None) -> Measure:
    source = "trade" if name.startswith(("to_", "top_buyer", "top_supplier")) else OF.get(name.split("_", maxsplit=1)[0], "now")
    return Measure(name, amount, status, source, None if rank is None else Percentile(rank, 899))


def rule(when: dict[str, dict[str, Any]], text: str | None = None) -> Rule:
    first = next(iter(when))
    made = {"id": "rule", "about": "sizes", "when": when, "title": "Title", "act": "Act.", "do": ["a/b"], "caveat": "But."}
    return Rule.model_validate({**made, "text": text or f"{{{first}}} in {{{first}.year}}"})


def spread(**places: tuple[float, float]) -> Places:
    """Places with their shares and location quotients."""
    shares, quotients = (tuple(each[column] for each in places.values()) for column in (0, 1))
    many = len(places)
    return Places("places", 100, 100.0, tuple(places), ("",) * many, (10.0,) * many, ("known",) * many, shares, quotients)


def read(when: dict[str, dict[str, Any]], *measures: Measure, text: str | None = None, **parts: Any) -> Any:
    book = ReadingBook(readings=(rule(when, text),))
    found = readings_of(industry(Figures({each.id: each for each in measures}, **parts)), book, DATASETS, "GB")
    return found[0] if found else None


def test_a_reading_shows_the_numbers_it_used() -> None:
    when = {"cr4": {"at_least": 40}, "cr4_percentile": {"above": 90}}
    text = "{cr4} in {cr4.year}, more than {cr4_percentile}% of {cr4_percentile.among}"
    reading = read(when, measure("cr4", 47.66, rank=93.4), text=text)
    assert reading.text == "47.7% in 2022, more than 93% of 899"
    assert [(each.name, each.amount, each.unit, each.year, each.dataset, each.country) for each in reading.numbers] == [
        ("cr4", 47.7, "percent", 2022, "now", "US"),
        ("cr4_percentile", 93.0, "rank", 2022, "now", "US"),
    ]
    assert reading.caveats == (
        "But.",
        "The figures are from another country: United States, 2022. Where you are it may be different.",
    )


def test_numbers_are_compared_as_they_are_shown() -> None:
    assert read({"cr4": {"at_least": 50}}, measure("cr4", 49.96)).text == "50.0% in 2022"
    assert read({"cr4": {"at_least": 50}}, measure("cr4", 49.94)) is None
    assert read({"krugman": {"at_least": 30}}, measure("krugman", 0.296)).text == "0.30 in 2024"
    assert read({"krugman": {"at_least": 30}}, measure("krugman", 0.294)) is None
    assert read({"firms": {"below": 40_000}}, measure("firms", 39_965)).text == "39,965 in 2024"


def test_growth_says_since_when_and_can_be_said_without_its_sign() -> None:
    text = "{growth.size} from {growth.since} to {growth.year} ({growth}) of {growth.unit}"
    sizes = Sizes("sizes", 1000, (), small=False, earlier="sizes-before")
    reading = read({"growth": {"below": -5}}, measure("growth", -6.04), text=text, sizes=sizes)
    assert reading.text == "6.0% from 2021 to 2024 (−6.0%) of enterprises"
    assert reading.caveats == ("But.",)
    changed = read(
        {"cr4_change": {"above": 4}}, measure("cr4_change", 4.9), text="{cr4_change} since {cr4_change.since}, {cr4_change.year}"
    )
    assert changed.text == "+4.9 points since 2017, 2022"


def test_a_figure_that_is_at_least_so_much_is_said_to_be_and_bears_out_nothing_that_more_would_not() -> None:
    partial = measure("hhi", 963.4, "partial", rank=90)
    reading = read({"hhi": {"at_least": 900}}, partial)
    assert reading.text == "at least 963 in 2022"
    assert reading.caveats[-1].startswith("“At least” marks a figure that is not published in full")
    for when in ({"hhi": {"below": 1000}}, {"hhi_level": {"is": "low"}}, {"hhi_percentile": {"above": 50}}):
        assert read(when, partial) is None
    assert read({"hhi_level": {"is": "high"}}, measure("hhi", 1801, "partial")).numbers[0].text == "high"
    assert read({"hhi_level": {"is": "moderate"}}, measure("hhi", 1800)).numbers[0].amount is None


def test_places_and_partners_are_named() -> None:
    places = spread(North=(4.0, 9.0), South=(50.0, 1.2), East=(26.0, 2.5), West=(20.0, 0.5))
    top = read(
        {"top3_places": {"above": 90}}, measure("top3_places", 96.0), text="{top3_places.name}, {top3_places.year}", places=places
    )
    assert top.text == "South, East and West, 2024"
    quotient = read(
        {"top_quotient": {"at_least": 200}}, text="{top_quotient.name} {top_quotient} {top_quotient.year}", places=places
    )
    assert quotient.text == "East 2.50 2024"
    buyers = (
        Partner("1", "Car making", 60.0, ("9",), 70.0),
        Partner("2", "Shops", 30.0, (), None),
        Partner("3", "Air", 10.0, (), 45.0),
    )
    trade = Trade("trade", "12", "Things of all kinds", "partial", buyers, ())
    when = {"top_buyer_cr4": {"at_least": 40}, "concentrated_buyers": {"at_least": 70}, "trade_fit": {"is": "partial"}}
    text = "{top_buyer_cr4.name}: {top_buyer_cr4}, {top_buyer_cr4.year}; {concentrated_buyers} to {concentrated_buyers.name}"
    reading = read(when, text=text, trade=trade)
    assert reading.text == "Car making: 70.0%, 2022; at least 70.0% to Car making and Air"
    assert "“Things of all kinds”" in reading.caveats[-1]
    assert "United States, 2017 and 2022" in reading.caveats[1]
    assert read({"concentrated_buyers": {"below": 90}}, trade=trade) is None


NUMBERS = [name for name in MEASURES if NAMES[name].unit == "percent"]
CONDITIONS = st.dictionaries(
    st.sampled_from(NUMBERS),
    st.dictionaries(
        st.sampled_from(["at_least", "below", "above"]), st.integers(-20, 120) | st.sampled_from(NUMBERS), min_size=1, max_size=2
    ),
    min_size=1,
    max_size=3,
)
STATUSES: list[Status] = ["known", "rounded", "partial"]
AMOUNTS = st.fixed_dictionaries(
    {name: st.tuples(st.floats(-20, 120).map(lambda size: round(size, 2)), st.sampled_from(STATUSES)) for name in NUMBERS}
)


@given(CONDITIONS, AMOUNTS, st.data())
def test_what_holds_of_known_numbers_holds_of_all_that_they_may_stand_for(when: Any, amounts: Any, data: st.DataObject) -> None:
    """And falls when any of them is withheld."""
    measures = [measure(name, *given) for name, given in amounts.items()]
    reading = read(when, *measures)
    if reading is None:
        return
    grown = [
        each._replace(status="known", amount=(each.amount or 0) + data.draw(st.floats(0, 50))) if each.status == "partial" else each
        for each in measures
    ]
    assert read(when, *grown)
    used = data.draw(st.sampled_from([number.name for number in reading.numbers]))
    assert read(when, *(each._replace(amount=None, status="withheld") if each.id == used else each for each in measures)) is None


@given(CONDITIONS, AMOUNTS)
def test_the_numbers_shown_satisfy_the_condition(when: Any, amounts: Any) -> None:
    reading = read(when, *(measure(name, *given) for name, given in amounts.items()))
    if reading is None:
        return
    shown = {each.name: float(re.sub("[%+ ]|at least", "", each.text).replace("−", "-")) for each in reading.numbers}
    for name, comparison in when.items():
        for op, bound in comparison.items():
            right = shown[bound] if isinstance(bound, str) else bound
            assert {"at_least": shown[name] >= right, "below": shown[name] < right, "above": shown[name] > right}[op]


@given(
    st.sampled_from([name for name, each in NAMES.items() if not each.ids]),
    st.dictionaries(st.sampled_from(["at_least", "below", "above"]), st.integers(-200, 12_000), min_size=1),
)
def test_what_can_never_hold_is_found(name: str, comparison: dict[str, int]) -> None:
    known = NAMES[name]
    low = known.stored(known.least) if known.least is not None else -(10**9)
    high = known.stored(known.most) if known.most is not None else 10**9
    limits = [known.stored(bound) for bound in comparison.values()]
    tried = {size for limit in [*limits, low, high] for size in (limit - 1, limit, limit + 1) if low <= size <= high}
    compare = {"at_least": int.__ge__, "below": int.__lt__, "above": int.__gt__}
    held = any(all(compare[op](size, known.stored(bound)) for op, bound in comparison.items()) for size in tried)
    assert can_hold({name: comparison}) == held


def test_a_reading_that_no_industry_bears_out_is_told(shipped: Site) -> None:
    assert shipped.readings is not None
    figures = Figures({"cr4": measure("cr4", 60.0, rank=80), "cr50": measure("cr50", 60.0)})
    statistics = Statistics(DATASETS, {"us": {"1234": industry(figures)}})
    messages = [problem.message for problem in unreached_readings(replace(shipped, statistics=statistics))]
    names = ["top-heavy-for-its-kind", "nobody-leads", "fifty-have-it-all"]
    assert messages == [f"no industry in content/statistics bears out the reading '{name}'" for name in names]
    assert list(unreached_readings(replace(shipped, statistics=Statistics()))) == []


def book() -> ReadingBook:
    path = ROOT / "content" / "industries" / "readings.yaml"
    found, problems = validate(ReadingBook, read_yaml(SourceFile("industries/readings.yaml", path.read_text(encoding="utf-8"), "")))
    assert problems == []
    assert found is not None
    return found


def test_readings_are_many_and_every_part_of_the_figures_has_some() -> None:
    rules = book().readings
    assert len(rules) >= 24
    assert {rule.about for rule in rules} == {"sizes", "growth", "places", "concentration", "buyers"}


def test_readings_can_be_read_by_a_tired_owner_and_do_not_repeat_one_another() -> None:
    seen: dict[str, str] = {}
    for each in book().readings:
        texts = [each.text, each.act, each.caveat]
        filled = sentences_in([re.sub(r"\{[^}]*\}", "ten", text) for text in texts])
        assert grade([words_in(sentence) for sentence in filled]) <= 9, each.id
        for sentence in sentences_in(texts):
            words = " ".join(words_in(sentence)).casefold()
            assert len(words_in(sentence)) < 8 or seen.setdefault(words, each.id) == each.id, sentence


@pytest.mark.parametrize("each", book().readings, ids=lambda each: each.id)
def test_a_reading_of_national_shares_says_that_they_are_of_a_country(each: Rule) -> None:
    if each.about == "concentration":
        assert re.search(r"countr|national|small industry|another code|who is counted|different tables", each.caveat), each.caveat


@pytest.mark.parametrize("each", book().readings, ids=lambda each: each.id)
def test_no_text_of_a_reading_lacks_a_number_it_places(each: Rule) -> None:
    """With every figure known and any size that the condition allows, the text comes out whole."""
    places = spread(North=(60.0, 3.0))
    partner = Partner("1", "Shops", 60.0, ("9",), _middle(each, "top_buyer_cr4", CONCENTRATED))
    figures = Figures(
        {name: measure(name, _middle(each, name), rank=_middle(each, f"{name}_percentile")) for name in MEASURES},
        places=places,
        trade=Trade("trade", "12", "Things", "exact", (partner,), (partner,)),
    )
    [reading] = readings_of(industry(figures), ReadingBook(readings=(each,)), DATASETS)
    assert "{" not in reading.text
    assert re.search(r"\b20[0-9]{2}\b", reading.text)


def _middle(each: Rule, name: str, otherwise: int = 1) -> float:
    """A number that satisfies what a rule says of a name."""
    known, ops = NAMES[name], each.when.get(name, {})
    low = max([bound for op, bound in ops.items() if op != "below" and isinstance(bound, int)], default=None)
    high = min([bound for op, bound in ops.items() if op == "below" and isinstance(bound, int)], default=None)
    if low is None:
        low = (otherwise if high is None else high) - 1
    found = low + 1 if high is None else high - 1
    return found / 100 if known.hundredths else found


def test_every_name_is_in_the_documentation_with_what_it_means() -> None:
    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    for name, known in NAMES.items():
        if not name.endswith("_percentile"):
            assert f"| `{name}` | {known.label} |" in text, name


def test_links_of_readings_are_checked(handbook: Callable[..., Book]) -> None:
    text = (ROOT / "content" / "industries" / "readings.yaml").read_text(encoding="utf-8")
    assert "no page at checklists/ask-for-an-introduction" in handbook({"industries/readings.yaml": text}).problems


def test_the_figures_that_ship_are_read(shipped: Site) -> None:
    """Every reading is borne out somewhere, and what it says of three known industries is what the official tables say."""
    assert shipped.readings is not None
    assert isinstance(shipped.readings.body, ReadingBook)
    statistics, seen = shipped.statistics, set()
    for country in statistics.industries:
        for each in statistics.of_country(country):
            seen |= {reading.id for reading in readings_of(each, shipped.readings.body, statistics.datasets, "GB")}
    assert seen == {rule.id for rule in shipped.readings.body.readings}
    said = {}
    for country, code in (("gb", "6920"), ("us", "541211"), ("us", "561510")):
        found = statistics.industry(country, code)
        assert found is not None
        said[code] = {each.id: each for each in readings_of(found, shipped.readings.body, statistics.datasets, "GB")}
    assert said["6920"]["nearly-all-small"].text.startswith("90.6% of enterprises")
    assert said["6920"]["nearly-all-small"].caveats[1:] == ()
    assert "had 47.7% of sales in 2022" in said["541211"]["top-heavy-for-its-kind"].text
    assert "United States, 2022" in said["541211"]["top-heavy-for-its-kind"].caveats[1]
    assert said["561510"]["four-take-half"].numbers[0].amount == 61.7
    assert "From 2017 to 2022" in said["561510"]["concentrating"].text
    assert "went up by 13.8 points" in said["561510"]["concentrating"].text
