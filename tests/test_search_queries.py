"""The search benchmark: its queries name real pages, the held-out quarter is drawn by a rule, the measures are right."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.search.metrics import ndcg, success_at_1
from benchmarks.search.pages import read_pages
from playbook.model.site import Site
from tests.conftest import ROOT

LEAST = {"word": 25, "phrase": 35, "typo": 50, "everyday": 35, "code": 20, "question": 35, "prefix": 20, "synonym": 25}
"""How many queries of a class both files hold together, at least."""


def queries(name: str) -> list[dict[str, object]]:
    return json.loads((ROOT / f"benchmarks/search/queries-{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def both() -> list[dict[str, object]]:
    return queries("tune") + queries("held")


def test_each_judgement_names_a_page_of_the_handbook_and_a_grade(both: list[dict[str, object]], shipped: Site) -> None:
    for row in both:
        assert set(row) == {"query", "class", "judged"}, row
        judged = row["judged"]
        assert isinstance(judged, dict)
        assert judged, row
        assert set(judged) <= set(shipped.pages), row
        assert set(judged.values()) <= {1, 2, 3}, row
        assert max(judged.values()) >= 2, row


def test_no_query_comes_twice(both: list[dict[str, object]]) -> None:
    texts = Counter(str(row["query"]).casefold() for row in both)
    assert [text for text, times in texts.items() if times > 1] == []


def test_there_are_enough_of_each_class(both: list[dict[str, object]]) -> None:
    counts = Counter(row["class"] for row in both)
    assert set(counts) == set(LEAST)
    assert {name: number for name, number in counts.items() if number < LEAST[str(name)]} == {}


def test_the_quarter_held_out_is_drawn_by_the_hash_of_the_query(both: list[dict[str, object]]) -> None:
    drawn = set()
    for name in LEAST:
        texts = sorted((str(row["query"]) for row in both if row["class"] == name), key=digest)
        drawn |= set(texts[: round(len(texts) / 4)])
    assert {str(row["query"]) for row in queries("held")} == drawn


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_ranking_is_measured_by_grade_and_place() -> None:
    judged = {"a/": 3, "b/": 2, "c/": 1}
    assert ndcg(["a/", "b/", "c/"], judged) == 1
    assert ndcg([], judged) == 0
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["x/", "a/"], judged) == pytest.approx(7 / math.log2(3) / best)
    assert ndcg([*"123456789x", "a/"], judged) == 0, "the eleventh result does not count"
    assert [success_at_1(ranked, judged) for ranked in (["b/"], ["c/", "a/"], [])] == [True, False, False]


def test_a_document_holds_what_a_reader_reads(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<html><head><title>Short · Book</title></head><body><nav>No</nav><main><nav>Nor this</nav><h1>Long title</h1>"
        '<p>One<br>two <b>th</b>ree</p><p hidden>No</p><h2>Head<a class="anchor">#</a></h2><button>No</button>'
        "<form><label>Four &amp; five</label></form><script>no()</script></main></body></html>",
        encoding="utf-8",
    )
    (page,) = read_pages(tmp_path, iter([""]))
    assert (page.title, page.headings, page.text) == ("Short", "Long title\nHead", "One\ntwo three\nFour & five")
    assert page.plain_html.endswith("<h2>Head</h2>\n<p>Four &amp; five</p></body></html>")
