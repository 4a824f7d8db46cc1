"""The readings that ship: borne out by the figures, fit to be read, and documented."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from playbook.check.readings import unreached_readings
from playbook.load.located import read_yaml
from playbook.load.readability import grade, sentences_in, words_in
from playbook.load.schema import validate
from playbook.measures.readings import readings_of
from playbook.measures.vocabulary import CONCENTRATED, NAMES
from playbook.model.figures import MEASURES, Figures, Partner, Trade
from playbook.model.readings import ReadingBook, Rule
from playbook.model.site import Site
from playbook.model.source import SourceFile
from playbook.model.statistics import Statistics
from tests.conftest import ROOT, Book
from tests.test_readings import DATASETS, industry, measure, spread


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
