"""The A–Z index: every page is in it, in order, and no page of it is long."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.page import Page, Prose
from playbook.render import alphabet
from playbook.render.alphabet import leaves
from tests.conftest import Book


def page(title: str, url: str = "") -> Page:
    return Page(path=f"{title}.md", url=url or f"{title}/", kind="guide", title=title, body=Prose(""))


@given(titles=st.lists(st.text(min_size=1, max_size=12), max_size=60))
def test_every_page_is_on_one_leaf_and_each_leaf_has_an_address(titles: list[str]) -> None:
    pages = [page(title, f"{number}/") for number, title in enumerate(titles)]
    found = leaves(pages)
    assert sorted(each.url for leaf in found for each in leaf.pages) == sorted(each.url for each in pages)
    slugs = [leaf.slug for leaf in found]
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)


def test_titles_are_sorted_as_a_person_looks_for_them() -> None:
    found = leaves([page(title) for title in ("zeal", "“Quiet”", "Éclairs", "eagle", "7 keys", "Eel", "Ära", "Привет")])
    assert [(leaf.label, [each.title for each in leaf.pages]) for leaf in found] == [
        ("0–9", ["7 keys"]),
        ("A", ["Ära"]),
        ("E", ["eagle", "Éclairs", "Eel"]),
        ("Q", ["“Quiet”"]),
        ("Z", ["zeal"]),
        ("П", ["Привет"]),
    ]


def test_a_long_index_has_a_page_for_each_letter(handbook: Callable[..., Book], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alphabet, "MOST", 4)
    text = "---\ntitle: {}\nsummary: A page.\nkind: guide\n---\n\nWords.\n"
    files = {f"many/m{number}.md": text.format(f"Matter {number}") for number in range(6)}
    book = handbook({**files, "other/zeal.md": text.format("Zeal")})
    assert not book.build().fails()
    front = book.page("search/a-z")
    assert 'href="m/"' in front
    assert "Matter 0" not in front
    first, second = book.page("search/a-z/m"), book.page("search/a-z/m-2")
    assert first.count(">Matter ") + second.count(">Matter ") == 6  # the section's own page, Many, comes before them
    assert '<a href="../../../many/m0/">Matter 0</a>' in first
    assert '<a href="./" aria-current="page">M 2<span class="unseen">, 3 pages</span></a>' in second


def test_a_short_index_is_one_page(handbook: Callable[..., Book]) -> None:
    book = handbook({"plan/year.md": "---\ntitle: The year\nsummary: A plan.\n---\n\nWords.\n"})
    assert not book.build().fails()
    index = book.page("search/a-z")
    assert '<h2 id="letter-t">T</h2>' in index
    assert '<a href="../../plan/year/">The year</a>' in index
    assert not (book.root / "site" / "search" / "a-z" / "t").exists()
