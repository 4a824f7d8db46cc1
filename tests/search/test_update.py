"""An index that was brought up to date is the index made from nothing, whatever was edited in whatever order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.indexing import CONTENTS, Indexing
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.search.cards import Card, catalogue_of
from playbook.search.documents import Collection, Document, Passage
from playbook.search.index import Index, Kept, index, update

STEMS = (
    "alpha",
    "alps",
    "alpine",
    "beta",
    "betting",
    "best",
    "cat",
    "catty",
    "carry",
    "cart",
    "dog",
    "doge",
    "the",
    "there",
    "zebra",
)
WORDS = (*STEMS, "cats", "carries", "carting", "dogs", "bets", "run", "running", "runs", "purchasing", "purchases", "zeb", "them")
texts = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
numbers = st.integers(0, 30)
passages = st.lists(st.builds(Passage, st.just(""), texts, texts), max_size=7)
synonyms = st.lists(st.tuples(st.sampled_from(WORDS), st.tuples(st.sampled_from(WORDS))), max_size=3).map(tuple)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Document, ...]:
    """The documents of a page, whose address is not settled yet."""
    kind, section = draw(st.sampled_from([("guide", "g/"), ("principle", "p/")]))
    found = [replace(each, anchor=f"h{at}") for at, each in enumerate(draw(passages))]
    page = Document("", draw(texts), kind, section, (Passage("", "", draw(texts)), *found))
    entries = draw(st.lists(texts, max_size=2))
    return page, *(Document("", said, "glossary", section, (Passage("", "", said),), f"t{at}") for at, said in enumerate(entries))


saves = st.tuples(st.just("save"), numbers, pages())
appends = st.tuples(st.just("append"), numbers, texts)
deletions = st.tuples(st.just("delete"), numbers, st.none())
renamings = st.tuples(st.just("rename"), numbers, numbers)
wishes = st.tuples(st.just("wish"), st.just(0), synonyms)
edits = st.lists(st.one_of(saves, appends, appends, deletions, renamings, wishes), max_size=4)


class Editing:
    """A collection that is edited, and what is kept of its index."""

    def __init__(self, found: Iterable[tuple[Document, ...]]) -> None:
        self.pages = dict(enumerate(found))
        self.synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self.contents = b""
        self.rows: dict[str, bytes] = {}
        self.cards: dict[tuple[str, str], tuple[Card, ...]] = {}

    def edit(self, how: str, number: int, what: object) -> None:
        if how == "save":
            self.pages[number] = what  # type: ignore[assignment]
        elif how == "wish":
            self.synonyms = what  # type: ignore[assignment]
        elif number in self.pages:
            page, *rest = self.pages.pop(number)
            if how == "append":
                first = page.passages[0]
                page = replace(page, passages=(replace(first, text=f"{first.text} {what}"), *page.passages[1:]))
            if how != "delete":
                self.pages[what if isinstance(what, int) else number] = page, *rest

    @property
    def collection(self) -> Collection:
        named = (replace(document, url=f"u{number}/") for number, page in self.pages.items() for document in page)
        trades = (("cat", "Cats", tuple(f"u{number}/" for number in list(self.pages)[:3])),)
        return Collection(tuple(named), (("g/", "Guides"),), trades, self.synonyms)

    def update(self) -> Index:
        catalogue = catalogue_of(self.collection)
        rows = self.rows
        kept = Kept(self.contents, lambda keys: {key: rows[key] for key in keys}, lambda name, stamp: self.cards[name, stamp])
        found = update(catalogue, kept)
        changed = {key: found.changed[key] for key in found.changed}
        self.rows = {key: data for key, data in {**self.rows, **changed}.items() if data is not None}
        self.cards |= {(item.name, item.stamp): item.cards() for item in catalogue.items}
        self.contents = found.contents
        return found


def everything_small(patch: pytest.MonkeyPatch, limit: int) -> None:
    """Let few documents be enough for parts to be cut and lists to be full."""
    patch.setattr("playbook.search.shards.LIMIT", limit)
    patch.setattr("playbook.search.shards.SMALL", limit // 10)
    patch.setattr("playbook.search.starts.MOST_OF_START", 6)
    patch.setattr("playbook.search.entries.MOST", 9)
    patch.setattr("playbook.search.entries.MOST_OF_STOP_WORD", 6)
    patch.setattr("playbook.search.records.ONE_FILE", 1_500)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    found=st.lists(pages(), max_size=30),
    history=st.lists(edits, min_size=1, max_size=5),
    limit=st.sampled_from([60, 120, 400, 8_000]),
)
def test_updated_is_made_anew(found: list[tuple[Document, ...]], history: list[list[tuple[str, int, object]]], limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        everything_small(patch, limit)
        editing = Editing(found)
        for several in history:
            for each in several:
                editing.edit(*each)
            updated = editing.update()
            anew = update(catalogue_of(editing.collection), Kept())
            assert {path: updated[path] for path in updated.stamps} == index(editing.collection)
            assert editing.rows == {key: data for key, data in anew.changed.items() if data is not None}
            assert json.loads(updated.contents) == json.loads(anew.contents)


def test_an_edit_makes_few_rows_anew() -> None:
    chance = random.Random(3)
    made = [
        (Document("", f"Page {number}", "guide", "g/", (Passage("", "", " ".join(chance.choices(WORDS, k=60))),)),)
        for number in range(200)
    ]
    editing = Editing(made)
    editing.update()
    editing.edit("append", 7, "quagga")
    assert len(editing.update().changed) <= 8
    assert not editing.update().changed


@pytest.mark.parametrize("harm", ["contents", "row", "lost row", "turn", "cards", "all"])
def test_whatever_happened_to_what_was_kept(harm: str, shipped: Site, tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    clean = Indexing(memo, "book")(shipped)
    files = {path: clean[path] for path in clean.stamps}
    memo.save()
    (shelf,) = {name for (name,) in memo._file.execute("SELECT shelf FROM shelves")}
    assert not Indexing(memo, "book")(shipped).changed
    said = shipped.pages["glossary/"]
    other = replace(shipped, pages={url: page for url, page in shipped.pages.items() if page is not said})
    harmed: dict[str, dict[str, bytes | None]] = {
        "contents": {CONTENTS: b"[1, 2]"},
        "row": {"w": b"{}\n{}", "a": b'""'},
        "lost row": {"w": None, "wa": None},
        "turn": {"": b"another"},
        "cards": {},
        "all": dict.fromkeys(memo.shelf(shelf)),
    }
    memo.put_on_shelf(shelf, harmed[harm])
    if harm == "cards":
        with memo._file as file:
            file.execute("DELETE FROM results")
    for site in (other, shipped):
        found = Indexing(Memo(tmp_path), "book")(site)
        wanted = Indexing(Memo(None), "")(site)
        assert {path: found[path] for path in found.stamps} == {path: wanted[path] for path in wanted.stamps}
    assert files == {path: found[path] for path in found.stamps}


def test_what_another_build_changed_meanwhile_is_not_built_upon(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.exchange("shelf", None, {"": b"1", "one": b"one", "two": b"two"})
    assert memo.exchange("shelf", b"1", {"": b"2", "one": None})
    assert not memo.exchange("shelf", b"1", {"": b"3", "two": b"three"})
    assert memo.pick("shelf", ["", "one", "two"]) == {"": b"2", "two": b"two"}
    assert memo.exchange("shelf", None, {"": b"4"})
    assert memo.shelf("shelf") == {"": b"4"}
