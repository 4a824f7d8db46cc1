"""Tables written by hand: what an association's own figures become, and what no table can break."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from playbook.load.discover import LARGEST_TABLE
from playbook.load.statistics import read_statistics
from playbook.model.source import SourceFile
from playbook.model.statistics import Statistics
from tests.conftest import ROOT, Book

GUIDE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
DESCRIPTION = """\
id: {name}
title: A table
topic: {topic}
country: AT
year: 2023
unit: {unit}
codes: ÖNACE 2008
publisher: A chamber
publication: A survey
licence: By permission
attribution: "Source: a chamber"
"""


def described(name: str, topic: str, table: str, unit: str = "firms", more: str = "") -> dict[str, str]:
    description = DESCRIPTION.format(name=name, topic=topic, unit=unit) + more
    return {f"statistics/{name}.csv": table, f"statistics/{name}.yaml": description}


def read(files: Mapping[str, str]) -> tuple[Statistics, list[str]]:
    sources = [SourceFile(name, files[name], f"{name} {hash(files[name])}") for name in sorted(files)]
    statistics, problems = read_statistics(tuple(sources))
    return statistics, [str(problem) for problem in problems]


def test_the_example_of_the_guide_works(handbook: Callable[..., Book]) -> None:
    blocks = ["\n".join(line[4:] for line in block.splitlines()) for block in re.findall(r"(?:^ {4}.*\n)+", GUIDE, re.M)]
    [table] = [block for block in blocks if block.startswith("code,")]
    [description] = [block for block in blocks if block.startswith("id:")]
    book = handbook({"statistics/at-firms-2023.csv": table, "statistics/at-firms-2023.yaml": description})
    site, result = book.check()
    assert not result.problems
    accountants = site.statistics.industry("at", "6920")
    assert accountants is not None
    assert (accountants.title, accountants.codes) == ("Accounting and tax advice", "ÖNACE 2008")
    sizes = accountants.figures.sizes
    assert sizes is not None
    assert [(band.label, band.number, band.status) for band in sizes.bands] == [
        ("0-4", 9100, "rounded"), ("5-9", 820, "rounded"), ("10-49", None, "withheld"), ("50+", 40, "rounded"),
    ]  # fmt: skip
    assert accountants.figures.amount("under_10") is None, "a band is withheld, so no share can be said"


def test_every_topic_of_the_guide_is_one_of_the_program() -> None:
    section = GUIDE.partition("| topic |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `(\w+)` \|", section, re.M)
    assert sorted(listed) == sorted(("sizes", "places", "concentration", "trade", "industries", "correspondence"))


def test_tables_are_not_published_as_files(handbook: Callable[..., Book]) -> None:
    table = "code,title,0-4,5+,total\n6920,Accountants,100,20,120\n"
    book = handbook({**described("at", "sizes", table), "prices.csv": "a,b\n1,2\n"})
    assert not book.build().fails()
    assert (book.root / "site" / "prices.csv").is_file()
    assert not (book.root / "site" / "statistics").exists()


def test_a_table_may_be_larger_than_a_page_but_not_endless(handbook: Callable[..., Book]) -> None:
    rows = "".join(f"{code:06},T,100,20,120\n" for code in range(70_000))
    book = handbook(described("at", "sizes", f"code,title,0-4,5+,total\n{rows}"))
    assert not [problem for problem in book.check()[1].problems if "larger" in problem.message]
    book.write({"statistics/at.csv": "x" * (LARGEST_TABLE + 1)})
    assert "content/statistics/at.csv:1:1: error: the file is larger than 8,000 kB" in book.problems


def test_many_mistakes_in_one_table_are_told_in_short() -> None:
    rows = "".join(f'{code},"1,5",2,4\n' for code in range(1000, 1100))
    _, problems = read(described("at", "sizes", f"code,0-4,5+,total\n{rows}"))
    assert len(problems) == 21
    assert problems[-1].endswith("more mistakes follow from here on\n    Mend those above first.")


def test_names_with_points_and_short_suffixes(handbook: Callable[..., Book]) -> None:
    table = "code,title,0-4,5+,total\n6920,Accountants,100,20,120\n"
    files = {**described("at", "sizes", table), **described("at.d", "sizes", table, unit="sites")}
    files["statistics/at.yml"] = files.pop("statistics/at.yaml")
    files["statistics/notes.md"] = "---\ntitle: Notes\nsummary: A page beside the tables.\n---\n\nWords.\n"
    site, result = handbook(files).check()
    assert [str(problem) for problem in result.problems] == [
        "content/statistics/at.d.yaml:1:5: error: 'id' should be small letters, digits, - and _, a letter first, not 'at.d'"
    ]
    assert list(site.statistics.datasets) == ["at"]
    assert "statistics/notes/" in site.pages


PLACES = "code,title,Wien,Tirol,total\ntotal,All,600,400,1000\n"


def test_places_that_are_mostly_withheld_are_not_measured() -> None:
    table = f"{PLACES}6910,Lawyers,withheld,200,500\n6920,Accountants,100,withheld,140\n"
    statistics, problems = read(described("at", "places", table))
    assert not problems
    for code, shares, disclosed in (("6910", (None, None), 40.0), ("6920", (100.0, None), 100 * 100 / 140)):
        industry = statistics.industry("at", code)
        assert industry is not None
        places = industry.figures.places
        assert places is not None
        assert places.shares == shares
        assert places.disclosed == disclosed
        assert "withheld" in places.statuses
        assert ("krugman" in industry.figures.measures) is (code == "6920")


def test_at_least_is_carried_to_the_measure() -> None:
    table = "code,title,firms,largest 4 (%),largest 8 (%),largest 20 (%),largest 50 (%),HHI of the 50 largest\n"
    table += "1,A,>=100,10,20,30,40,withheld\n2,B,100,withheld,20,30,40,withheld\n3,C,100,10,20,30,40,50\n"
    statistics, problems = read(described("at", "concentration", table))
    assert not problems
    found = [industry.figures.measures for industry in statistics.of_country("at")]
    assert [(each["hhi"].status, each["hhi"].amount is None) for each in found] == [
        ("partial", False), ("withheld", True), ("known", False),
    ]  # fmt: skip
    assert (found[0]["firms"].amount, found[0]["firms"].status) == (100, "partial")
    assert (found[1]["cr4"].amount, found[1]["cr4"].status) == (None, "withheld")
    assert found[2]["cr4"].percentile is not None
    assert found[2]["cr4"].percentile.among == 2


CELLS = st.one_of(
    st.sampled_from(
        ["", "withheld", ">=5", ">=", "1,5", '"1,5"', "nan", "1e5", "1_0", "-", "-3", "0111", "total", "Infinity", '"']
    ),
    st.integers(-5, 10**18).map(str),
    st.text(max_size=8),
)


@given(
    st.lists(st.lists(CELLS, max_size=7), max_size=8), st.sampled_from(["sizes", "places", "concentration", "trade", "industries"])
)
def test_no_table_breaks_the_reader(rows: list[list[str]], topic: str) -> None:
    headers = {"sizes": "code,title,0-4,5+,total", "places": "code,title,Wien,total", "trade": "code,title,A,households"}
    header = headers.get(topic, "code,title,firms,largest 4 (%),largest 8 (%)")
    text = "\n".join([header, *(",".join(row).replace("\n", " ").replace("\r", " ") for row in rows)])
    statistics, problems = read(described("at", topic, text))
    for industry in statistics.of_country("at"):
        for measure in industry.figures.measures.values():
            assert measure.amount is None or abs(measure.amount) < 1e20
    assert problems or statistics.datasets
