"""A site → the index of its search, made once for whoever asks: from what the memo kept of the last one, where there is one.

Beside `build`, which hands it to the check of searches and to publishing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from threading import Lock

from playbook.memo import Memo, key_of
from playbook.model.page import Page
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.site import Site
from playbook.model.source import digest_of
from playbook.program import program_version
from playbook.search.cards import Card, Catalogue, Head, Item, Remember, cards_of, packed, text_of, unpacked
from playbook.search.documents import ATLAS, atlas_documents, atlas_of, page_documents, section_of, sections_of, trades_of
from playbook.search.index import Index, Kept, update

CONTENTS = "contents"
_SEVERAL = (GlossaryBook.__name__, SourceBook.__name__)
"""Forms of pages that are several documents."""
_DAMAGE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration, RuntimeError)
"""What comes of a state that another build was changing meanwhile, or that is damaged."""


class Indexing:
    """Makes the indexes of one handbook. Safe to use from many threads."""

    def __init__(self, memo: Memo, shelf: str) -> None:
        """What is kept of the last index stands on a shelf of the memo."""
        self._memo, self._shelf = memo, f"search {program_version()} {shelf}"
        self._lock = Lock()
        self._last: tuple[Site, Index] | None = None

    def __call__(self, site: Site) -> Index:
        """The index of a site; of the last one it is at hand."""
        with self._lock:
            if not self._last or self._last[0] is not site:
                self._last = site, self._index(catalogue(site, self._memo), trust_html=site.settings.trust_html)
            return self._last[1]

    def _index(self, wanted: Catalogue, *, trust_html: bool) -> Index:
        shelf = f"{self._shelf} {trust_html:d}"
        found = self._memo.pick(shelf, ["", CONTENTS])
        if len(found) == 2:
            kept = Kept(found[CONTENTS], partial(self._memo.pick, shelf), partial(self._recalled, trust_html))
            try:
                index = update(wanted, kept)
                if index.contents == found[CONTENTS] or self._keep(shelf, index, found[""]):
                    return index
            except _DAMAGE:
                pass  # it is made anew
        index = update(wanted, Kept())
        self._keep(shelf, index, None)
        return index

    def _keep(self, shelf: str, index: Index, seen: bytes | None) -> bool:
        turn = sha256((seen or b"") + index.contents).digest()
        return self._memo.exchange(shelf, seen, {**index.changed, CONTENTS: index.contents, "": turn})

    def _recalled(self, trust_html: bool, name: str, stamp: str) -> Iterable[Card]:
        data = self._memo.get(key_of_item("cards", name, stamp, trust_html=trust_html))
        if data is None:
            raise LookupError(name)
        return unpacked(data)


def catalogue(site: Site, memo: Memo) -> Catalogue:
    """What a site's index is made of."""

    def remember(step: str, name: str, stamp: str, make: Callable[[], bytes]) -> bytes:
        key = key_of_item(step, name, stamp, trust_html=site.settings.trust_html)
        found = memo.get(key)
        if found is None:
            found = make()
            memo.put(key, found)
        return found

    items = (*_page_items(site, remember), *_atlas_items(site, remember))
    return Catalogue(items, sections_of(site), tuple(trades_of(site)), site.search.book.synonym_pairs)


@cache
def _single(kind: str) -> tuple[Head, ...]:
    return (("", kind),)


def _page_items(site: Site, remember: Remember) -> Iterator[Item]:
    for page in site.pages.values():
        documents = partial(page_documents, page, "")
        stamp = page.digest or digest_of(page.face, *page.tags, repr(page.body))
        heads = () if page.form in _SEVERAL else _single(page.kind)
        yield Item(page.path, stamp, page.url, section_of(site, page), documents, heads, remember)


def _atlas_items(site: Site, remember: Remember) -> Iterator[Item]:
    for each in atlas_of(site):
        stamp = digest_of(each.title, each.official_title, each.codes)
        yield Item(each.url, stamp, each.url, ATLAS, partial(atlas_documents, each), _single("industry"), remember)


def key_of_item(step: str, name: str, stamp: str, *, trust_html: bool) -> bytes:
    """What the cards and the text of an item are remembered under."""
    return key_of(step, [program_version(), name, stamp, str(trust_html)])


def rows_of(page: Page, *, trust_html: bool) -> dict[bytes, bytes]:
    """What is to be remembered of a page that was just parsed, so that nobody need ask for its body again."""
    documents = tuple(page_documents(page, ""))
    made = {"cards": packed(cards_of(documents)), "text": text_of(documents)}
    return {key_of_item(step, page.path, page.digest, trust_html=trust_html): data for step, data in made.items()}
