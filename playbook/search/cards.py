"""Documents → cards: all that the index needs to know of each, so that nobody asks for the texts again. Pure.

A card depends on its own document alone. It is data, and can be remembered as such.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from playbook.model.source import digest_of
from playbook.search.documents import Collection, Document, Passage
from playbook.search.weights import Weights, weigh
from playbook.search.words import usual_forms

SHORTEST_CORRECTED = 4
"""Letters of a word that a typing error can lead to."""
PASSAGE_LENGTH = 3_000
"""Characters of a passage that snippets are taken from."""


Head = tuple[str, str]
"""Anchor and kind of a document."""


class Card(NamedTuple):
    """What the index needs of a document."""

    anchor: str
    kind: str
    weights: Weights
    endings: Sequence[str]
    """`purchas ing`: the words that the document mostly writes with an ending, and that ending."""
    record: str
    """Address, title, anchor and headings, as JSON."""


Remember = Callable[[str, str, str, Callable[[], bytes]], bytes]
"""What was made before by this step for an item's name and stamp, else what is made now."""


def _forget(step: str, name: str, stamp: str, make: Callable[[], bytes]) -> bytes:
    return make()


class Item(NamedTuple):
    """A page, or an industry of the atlas: what is indexed as one."""

    name: str
    """What no other has: the path of a page's source."""
    stamp: str
    """Changes with anything that its documents are made from."""
    url: str
    section: str
    documents: Callable[[], Iterable[Document]]
    known: tuple[Head, ...] = ()
    """Its heads, where they are known without its documents."""
    remember: Remember = _forget

    def heads(self) -> tuple[Head, ...]:
        """Anchors and kinds of its documents."""
        return self.known or packed_heads(self._packed())

    def cards(self) -> tuple[Card, ...]:
        """The cards of its documents."""
        return unpacked(self._packed())

    def text(self) -> bytes:
        """What snippets are taken from."""
        return self.remember("text", self.name, self.stamp, lambda: text_of(self.documents()))

    def _packed(self) -> bytes:
        return self.remember("cards", self.name, self.stamp, lambda: packed(cards_of(self.documents())))


@dataclass(frozen=True)
class Catalogue:
    """Everything that an index is made of."""

    items: tuple[Item, ...]
    sections: tuple[tuple[str, str], ...] = ()
    """As in a `Collection`, as are those below."""
    industries: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()


def catalogue_of(collection: Collection) -> Catalogue:
    """The catalogue of documents that are at hand."""
    pages: dict[str, list[Document]] = {}
    for document in collection.documents:
        pages.setdefault(document.url, []).append(document)
    items = tuple(_item(url, documents) for url, documents in pages.items())
    return Catalogue(items, collection.sections, collection.industries, collection.synonyms)


def _item(url: str, documents: Sequence[Document]) -> Item:
    heads = tuple((each.anchor, each.kind) for each in documents)
    stamp = digest_of(repr([replace(document, section="") for document in documents]))
    return Item(url, stamp, url, documents[0].section, lambda: documents, heads)


def cards_of(documents: Iterable[Document]) -> tuple[Card, ...]:
    """The cards of a page."""
    return tuple(Card(each.anchor, each.kind, weigh(each), _endings(each), compact(_record(each))) for each in documents)


def text_of(documents: Iterable[Document]) -> bytes:
    """A page's passages by their anchors, as a file."""
    passages = ((passage.anchor or each.anchor, passage.text[:PASSAGE_LENGTH]) for each in documents for passage in each.passages)
    return compact(dict(passages)).encode()


def packed(cards: Sequence[Card]) -> bytes:
    """Cards as bytes, their heads first."""
    heads = [(card.anchor, card.kind) for card in cards]
    return f"{compact(heads)}\n{compact(cards)}".encode()


def packed_heads(data: bytes) -> tuple[Head, ...]:
    """The heads of cards that are `packed`."""
    return tuple((anchor, kind) for anchor, kind in json.loads(data.partition(b"\n")[0]))


def unpacked(data: bytes) -> tuple[Card, ...]:
    """Cards of what is `packed`."""
    return tuple(Card(*card) for card in json.loads(data.partition(b"\n")[2]))


def compact(said: Any) -> str:
    """JSON without spaces."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _endings(document: Document) -> list[str]:
    """From title, names and headings, else from the text."""
    shown = usual_forms((document.title, *document.names, *(passage.heading for passage in document.passages)))
    found = usual_forms(passage.text for passage in document.passages) | shown
    longer = ((word, form) for word, form in found.items() if len(form) > len(word) >= SHORTEST_CORRECTED)
    return [f"{word} {form[len(word) :]}" for word, form in longer if form.startswith(word) and word.isalpha()]


def _record(document: Document) -> list[Any]:
    return [document.url, document.title, document.anchor, *(_heading(passage) for passage in document.passages[1:])]


def _heading(passage: Passage) -> str | list[str]:
    """A heading's words; with its anchor, where that does not follow from them."""
    return passage.heading if passage.anchor == anchor_of(passage.heading) else [passage.heading, passage.anchor]


def anchor_of(heading: str) -> str:
    """The anchor that a plain heading has."""
    return re.sub("[- ]+", "-", re.sub("[^a-z0-9 -]", "", heading.lower()).strip())
