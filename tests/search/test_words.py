"""Words: the same in both languages, for any text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.model.site import Site
from playbook.search.documents import collect
from playbook.search.words import LONGEST, stem, terms
from tests.conftest import ROOT
from tests.search.support import in_node

VECTORS: list[list[Any]] = json.loads((ROOT / "tests" / "search" / "words.json").read_text(encoding="utf-8"))
KNOWN = st.characters(exclude_categories=("Cs", "Cn"))
"""Signs that both languages' versions of Unicode know."""
NEAR = st.text(st.sampled_from("aàÁsSinged eszhxy'’-‐.,019ßŒİıςΣ́ﬁ"), max_size=30)
"""Texts close to the rules' edges."""


def test_texts_become_words() -> None:
    for text, expected in VECTORS:
        assert terms(text) == expected, text


@pytest.mark.slow
def test_the_browser_makes_the_same_words() -> None:
    assert in_node("terms", [text for text, _ in VECTORS]) == [expected for _, expected in VECTORS]


@pytest.mark.slow
def test_the_browser_makes_the_same_words_of_the_whole_handbook(shipped: Site) -> None:
    texts = [passage.text for document in collect(shipped).documents for passage in document.passages]
    assert in_node("terms", texts) == [terms(text) for text in texts]


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.one_of(st.text(KNOWN), NEAR), min_size=100, max_size=300))
def test_the_browser_makes_the_same_words_of_anything(texts: list[str]) -> None:
    assert in_node("terms", texts) == [terms(text) for text in texts]


@given(st.text(st.sampled_from("abcdeginorstuy"), max_size=12))
def test_a_stem_is_never_empty_nor_longer_than_its_word_by_more_than_one_letter(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
    assert bool(stem(word)) == bool(word)


@given(st.text())
def test_words_are_bounded(text: str) -> None:
    assert all(0 < len(word) <= LONGEST for word in terms(text))


@pytest.mark.slow
def test_words_of_a_page_are_marked_in_every_form() -> None:
    text = "Referrals, <b>referral</b>: the café's follow-up accounts 69.20"
    (marked,) = in_node("highlights", [[text, ["referral", "cafe", "account*", "6920", "up"]]])
    assert "".join(piece["text"] for piece in marked) == text
    assert [piece["text"] for piece in marked if piece["mark"]] == ["Referrals", "referral", "café's", "up", "accounts", "69.20"]
