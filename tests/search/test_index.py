"""The index's files: the same for the same content, small however large the site, and few of them changed by an edit."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.site import Site
from playbook.render.assets import bare
from playbook.search.cards import anchor_of
from playbook.search.documents import Collection, Document, Passage, collect
from playbook.search.index import index
from playbook.search.numbers import number
from playbook.search.postings import digits, from_digits
from playbook.search.rank import LOOKED_AT, find
from playbook.search.reader import Reader
from playbook.search.shards import LIMIT, Cutting, file_name, home, is_cut, recut, totals
from playbook.search.weights import LEVELS, weigh
from tests.conftest import ROOT
from tests.scoring.support import SCRIPTS
from tests.search.support import in_node, many, written, zipped

FIRST, NEXT, WHOLE, SCRIPT = 60_000, 20_000, 120_000, 7_200
"""Bytes, gzip: before the first result, for each next keystroke, of the handbook's whole index, of the four scripts one by one."""


def typing(queries: list[str]) -> list[list[object]]:
    """Each query letter by letter, and as a whole."""
    letters = [[[query[:size] for size in range(1, len(query) + 1)], {"limit": LOOKED_AT}] for query in queries]
    return [*letters, *([[query], {}] for query in queries)]


def costs(files: Mapping[str, bytes], queries: list[str], site: Path) -> tuple[int, int, int]:
    """The most bytes that a first find took, and that a keystroke after it did; the most requests of a first letter."""
    first = later = requests = 0
    for steps in in_node("type", typing(queries), written(files, site)):
        sizes = [sum(zipped(files[path.removeprefix("search/")]) for path in step["files"]) for step in steps]
        first, later = max(first, sizes[0]), max(later, *sizes[1:], 0)
        if len(steps[0]["query"]) == 1:
            requests = max(requests, len(steps[0]["files"]))
    return first, later, requests


@pytest.mark.slow
def test_the_handbook_s_index_is_small(shipped: Site, tmp_path: Path) -> None:
    collection = collect(shipped)
    proper = tuple(document for document in collection.documents if document.kind != "industry")
    own = index(replace(collection, documents=proper))
    assert sum(zipped(data) for path, data in own.items() if not path.startswith("text/")) <= WHOLE
    files = index(collection)
    queries = [
        "referral",
        "what is the best way to follow up after a meeting with a client",
        "conslutant",
        "association fee",
        "a",
        "plumber",
        "manufacture of wine",
        "541211",
    ]
    for each, most in ((own, 4), (files, 16)):
        first, later, requests = costs(each, queries, tmp_path)
        assert first <= FIRST
        assert later <= NEXT
        assert requests <= most


@pytest.mark.slow
def test_a_search_costs_no_more_in_ten_thousand_pages(tmp_path: Path) -> None:
    collection = many(10_000)
    files = index(collection)
    chance = random.Random(2)
    titles = [document.title for document in chance.sample(collection.documents, 12)]
    wrong = [title[:2] + title[3:] for title in titles[:6]] + [f"x{title[1:]}" for title in titles[:6]]
    first, later, requests = costs(files, [*titles, *wrong, " ".join(titles[:3]), "the best of a bad bunch"], tmp_path)
    assert first <= FIRST
    assert later <= NEXT
    assert requests <= 3 + LOOKED_AT


def test_the_scripts_are_small() -> None:
    names = ("search.js", "search-query.js", "search-index.js", "search-words.js")
    served = [bare(f"assets/js/{name}", (SCRIPTS / name).read_text(encoding="utf-8")).encode() for name in names]
    assert sum(map(zipped, served)) <= SCRIPT
    assert zipped(b"".join(served)) <= 6 * 1_024


def test_an_edited_page_changes_only_the_parts_of_its_words() -> None:
    collection = many(1_500)
    old = collection.documents[700]
    first = old.passages[0]
    new = replace(old, passages=(Passage("", "", f"{first.text} zebra quagga quagga"), *old.passages[1:]))
    before = index(collection)
    after = index(replace(collection, documents=tuple(new if each is old else each for each in collection.documents)))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if path.startswith("records/")} == set()
    assert {path for path in changed if path.startswith("text/")} == {f"text/{old.url.rstrip('/')}.json"}
    words = weigh(old).keys() | weigh(new).keys()
    moved = {word for word in words if weigh(old).get(word) != weigh(new).get(word)}
    starts = {path.split("-")[1] for path in changed if path.startswith("parts/w-")}
    assert starts
    assert all(any(word.startswith(start) for word in moved) for start in starts)
    assert len(starts) <= len(moved) * 4
    assert len(moved) < len(words) / 4
    assert "index.json" in changed


def test_a_page_keeps_its_number_when_others_come_and_go() -> None:
    documents = many(2_000).documents
    _, before = number(documents)
    _, after = number(documents[:-20])
    place = {document.key: at for at, document in after.items()}
    moved = [document for at, document in before.items() if place.get(document.key, at) != at]
    assert len(moved) <= 40


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tests.search.support import many\nfrom playbook.search.index import index\n"
        "print(hashlib.sha256(repr(sorted(index(many(60)).items())).encode()).hexdigest())"
    )
    command, found = [sys.executable, "-c", script, str(ROOT)], set()
    for seed in ("1", "2", "77"):
        run = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=tmp_path, capture_output=True, check=True)
        found.add(run.stdout)
    assert len(found) == 1


@given(st.integers(0, 10**9))
def test_numbers_are_read_back(size: int) -> None:
    assert from_digits(digits(size)) == size


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=5), st.integers(10, 3_000), max_size=200))
def test_every_word_is_in_the_part_of_its_longest_start(sizes: dict[str, int]) -> None:
    cutting = Cutting[int](lambda word, size: size, lambda starts: {})
    found = recut({}, sizes, cutting)
    assert found.sizes == {start: sum(part.values()) for start, part in found.fresh.items()}
    assert sorted(word for part in found.fresh.values() for word in part) == sorted(sizes)
    for word in sizes:
        assert word in found.fresh[home(word, found.sizes)]
    for start, part in found.fresh.items():
        assert is_cut(start, totals(found.sizes)[start]) or sum(part.values()) <= LIMIT


def test_words_that_look_like_paths_make_plain_names() -> None:
    assert file_name("../é") == "_2e_2e_2f_e9"


def test_anchors_of_plain_headings_follow_from_their_words(shipped: Site) -> None:
    cards = [document for document in collect(shipped).documents if document.kind in ("checklist", "principle")]
    passages = [passage for document in cards for passage in document.passages[1:]]
    assert anchor_of("Do this – a week’s work!") == "do-this-a-weeks-work"
    assert sum(anchor_of(passage.heading) == passage.anchor for passage in passages) > len(passages) * 0.9


def test_every_page_and_every_entry_is_a_document(shipped: Site) -> None:
    documents = {document.key: document for document in collect(shipped).documents}
    assert set(shipped.pages) <= set(documents)
    assert {f"glossary/#{term.id}" for term in shipped.terms} <= set(documents)
    assert {f"sources/#{name}" for name in shipped.sources} <= set(documents)
    for document in documents.values():
        anchors = {passage.anchor for passage in document.passages} - {""}
        assert len(anchors) == len(document.passages) - 1, document.key
    assert documents["checklists/follow-up/"].passages[1].anchor == "tonight-ten-minutes"
    assert "SIC 6920" in documents["industries/accountancy/"].codes


def test_an_empty_collection_finds_nothing() -> None:
    read = Reader(index(Collection((), (("", "Home"),), ())).__getitem__)
    assert find(read, "anything at all").total == 0


def test_a_document_s_weight_lowers_it() -> None:
    light = Document("b/", "Owls", "guide", "", (Passage("", "", "Owls."),), weight=0.3)
    heavy = replace(light, url="a/", weight=1.0)
    assert weigh(light)["owl"] < weigh(heavy)["owl"] < len(LEVELS)
