"""The page of the search, and the A–Z index of all pages, which needs no script. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from playbook.model.page import Page
from playbook.model.source import relative_url
from playbook.render.search import SEARCH
from playbook.render.view import View

INDEX = f"{SEARCH}a-z/"
MOST = 300
"""How many titles one page of the index lists."""
_DIGITS = "0–9"
_KINDS = {"profile": "trade", "assessment": "self-assessment"}


@dataclass(frozen=True)
class Leaf:
    """A stretch of the index: pages whose titles start with one letter, at most `MOST` of them."""

    letter: str
    part: int
    """From 1; a letter with many pages has several."""
    pages: tuple[Page, ...]

    @property
    def label(self) -> str:
        """`M`, and `M 2` for its second part."""
        return self.letter if self.part == 1 else f"{self.letter} {self.part}"

    @property
    def slug(self) -> str:
        """The label as part of an address."""
        name = "0-9" if self.letter == _DIGITS else self.letter.lower()
        name = name if name.isascii() else f"u{ord(self.letter):04x}"
        return name if self.part == 1 else f"{name}-{self.part}"


def leaves(pages: Iterable[Page]) -> tuple[Leaf, ...]:
    """All pages in the order of their titles, by letter."""
    ordered = sorted(pages, key=_place)
    found = []
    for letter, same in groupby(ordered, key=lambda page: _letter(page.title)):
        listed = tuple(same)
        stretches = [listed[start : start + MOST] for start in range(0, len(listed), MOST)]
        found += [Leaf(letter, part, stretch) for part, stretch in enumerate(stretches, 1)]
    return tuple(found)


def search_context(view: View) -> dict[str, Any]:
    """The results page; its results come from a script, its way to the index does not."""
    sections = view.links((section.page for section in view.site.root.sections), SEARCH)
    return {
        **view.plain(SEARCH, "Search", "Look for a word, a trade, an industry code or a question in this handbook."),
        "kind": "search",
        "index": relative_url(INDEX, SEARCH),
        "count": len(view.site.pages),
        "sections": sections,
    }


def index_context(view: View, all_leaves: tuple[Leaf, ...], leaf: Leaf | None = None) -> dict[str, Any]:
    """The index: whole on one page where it is short, else a page of letters, and a page for each `leaf`."""
    split = is_split(all_leaves)
    url = leaf_url(leaf) if leaf else INDEX
    shown = (leaf,) if leaf else () if split else all_leaves
    here = leaf.slug if leaf else ""
    plain = view.plain(url, f"Every page, {leaf.label if leaf else 'A to Z'}", "The pages of this handbook by their titles.")
    above = [(SEARCH, "Search"), (INDEX, "A to Z")][: 2 if leaf else 1]
    crumbs = [{"url": relative_url(address, url), "label": label} for address, label in above]
    letters = [
        {
            "label": each.label,
            "url": relative_url(leaf_url(each), url) if split else f"#letter-{each.slug}",
            "here": each.slug == here,
            "count": len(each.pages),
        }
        for each in all_leaves
    ]
    groups = [
        {"label": each.label, "id": f"letter-{each.slug}", "pages": [_entry(page, url) for page in each.pages]} for each in shown
    ]
    return {**plain, "breadcrumbs": [*plain["breadcrumbs"], *crumbs], "letters": letters, "groups": groups, "split": split}


def is_split(all_leaves: tuple[Leaf, ...]) -> bool:
    """Whether the index is too long for one page."""
    return sum(len(leaf.pages) for leaf in all_leaves) > MOST


def leaf_url(leaf: Leaf) -> str:
    """The address of a letter's own page."""
    return f"{INDEX}{leaf.slug}/"


def _entry(page: Page, start: str) -> dict[str, str]:
    return {"title": page.title, "url": relative_url(page.url, start), "kind": _KINDS.get(page.kind, page.kind)}


def _place(page: Page) -> tuple[bool, str, str, str, str]:
    """Where a page stands in the index: digits first, then the letters."""
    letter = _letter(page.title)
    return letter != _DIGITS, letter, _fold(page.title), page.title, page.url


@cache
def _letter(title: str) -> str:
    """The first letter of a title; titles of signs alone are with the digits."""
    first = _fold(title)[:1].upper()[:1]
    return first if first.isalpha() else _DIGITS


@cache
def _fold(title: str) -> str:
    """The title as it is sorted: without accents, case, and what stands before its first letter."""
    if not title.isascii():
        title = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    return re.sub(r"^[\W_]+", "", title.casefold())
