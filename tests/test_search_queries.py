"""The judged queries of the search benchmark: they name real pages, and the held-out quarter is drawn by a rule."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest

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
