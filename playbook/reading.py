"""Sources → parsed pages, each remembered by its source's digest. What lists and checks need is at hand; the rest stays packed.

Beside `build`, which calls it: a page is checked by itself as soon as it is parsed, so that this too is done once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property, partial
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter

from playbook.check import check_page
from playbook.crew import ALONE, Crew
from playbook.indexing import Indexing, rows_of
from playbook.joining import Joiner
from playbook.load.pages import Parsed
from playbook.load.site import parse
from playbook.memo import Memo, key_of
from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Body, Heading, Home, Link, LongSentence, Page, Prose
from playbook.model.profile import Profile
from playbook.model.readings import ReadingBook
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.search import SearchWishes
from playbook.model.source import SourceFile
from playbook.problems import Location, packed, unpacked
from playbook.program import program_version

_FORMS = (Prose, Checklist, Home, Profile, Assessment, GlossaryBook, SourceBook, ReadingBook)
BODIES: dict[str, Any] = {kind.__name__: kind for kind in _FORMS}


@dataclass(frozen=True)
class Parts:
    """What a page has that is seldom asked for."""

    related: tuple[Link, ...]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    long_sentences: tuple[LongSentence, ...]
    places: dict[str, Location]


_PARTS = tuple(field.name for field in fields(Parts))
_HEAD = ("path", "url", "kind", "title", "short", "summary", "order", "tags", "sources", "owner", "draft", "key", "words", "grade",
         "pointers", "digest", "form", "name", "face", "card", "takes_figures", "has_related")  # fmt: skip
"""The fields of a page that stay unpacked, `reviewed` apart."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


Row = tuple[bytes, Mapping[bytes, bytes]]
"""What is at hand of a page, and what is to be remembered of it beside: its parts, its body, and what the index says of it."""
Origin = tuple[SourceFile, Memo, bool]
"""Where a page came from, where the rest of it is kept, and whether raw HTML in it is trusted."""


class PackedPage(Page):
    """A page whose parts and body are taken from the memo when they are asked for, or parsed again.

    SourceChangedError where they must be parsed again, and the source is not there any more as it was.
    """

    def __init__(self, head: dict[str, Any], origin: Origin) -> None:
        self.__dict__.update(head)
        self.__dict__["_origin"] = origin

    @cached_property
    def _parts(self) -> Parts:
        found: Parts = _adapter(Parts).validate_json(self._remembered("parts", _packed_parts))
        return found

    @property
    def body(self) -> Body:
        """What the page shows."""
        known: Body | None = self.__dict__.get("_body")
        if known:
            return known
        body = _unpacked_body(self.form, self._remembered("body", _packed_body))
        if not isinstance(body, Prose):  # of texts there are thousands, and each is asked for once
            self.__dict__["_body"] = body
        return body

    def _remembered(self, step: str, packed: Callable[[Page], bytes]) -> bytes:
        source, memo, trust_html = self.__dict__["_origin"]

        def made() -> bytes:
            page = _parsed(source, trust_html).page
            return packed(page) if page else b""

        found: bytes = memo.remember(step, _inputs(source, trust_html), made)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        head = {name: value for name, value in self.__dict__.items() if not name.startswith("_")}
        return PackedPage, (head, self.__dict__["_origin"])


for _name in _PARTS:
    setattr(PackedPage, _name, property(attrgetter(f"_parts.{_name}")))


class Reader:
    """Parses what it has not parsed before. For one handbook."""

    def __init__(self, memo: Memo, shelf: str, crew: Crew = ALONE) -> None:
        self.memo, self._shelf, self._crew = memo, f"pages {program_version()} {shelf}", crew
        self.figures = Joiner(memo)
        """Joins official figures that it has not joined before."""
        self.index = Indexing(memo, shelf)
        """Makes the index of a site."""
        self._rows = memo.shelf(self._shelf)
        self._parsed: dict[str, tuple[bytes, Parsed]] = {}
        self.new: tuple[str, ...] = ()
        """The paths that were parsed the last time."""

    def __call__(
        self, sources: Sequence[SourceFile], *, trust_html: bool, watch: Callable[[Iterable[Row], int], Iterable[Row]] | None = None
    ) -> list[Parsed]:
        """The pages of all sources, in their order."""
        wanted = {source.path: (source, _stamp(source, trust_html)) for source in sources}
        missing = [source for source, stamp in wanted.values() if not self._rows.get(source.path, b"").startswith(stamp)]
        new: dict[str, bytes | None] = {path: None for path in self._rows if path not in wanted}
        rows: Iterable[Row] = self._crew.each(partial(_rows, trust_html=trust_html), missing)
        rows = watch(rows, len(missing)) if watch else rows
        for source, (row, beside) in zip(missing, rows, strict=True):
            new[source.path] = self._rows[source.path] = row
            for key, made in beside.items():
                self.memo.put(key, made)
        self.new = tuple(source.path for source in missing)
        self._unpack([each for path, each in wanted.items() if self._parsed.get(path, (b"",))[0] != each[1]], trust_html)
        for path in [path for path, row in new.items() if row is None]:
            del self._rows[path]
            self._parsed.pop(path, None)
        self.memo.put_on_shelf(self._shelf, new)
        return [self._parsed[source.path][1] for source in sources]

    def _unpack(self, wanted: Sequence[tuple[SourceFile, bytes]], trust_html: bool) -> None:
        rows = [self._rows[source.path].split(b"\n", 2) for source, _ in wanted]
        heads = json.loads(b"[" + b",".join(row[1] for row in rows) + b"]")
        for (source, stamp), row, (head, reviewed, problems, flaws) in zip(wanted, rows, heads, strict=True):
            page = None
            if head:
                known = dict(zip(_HEAD, head, strict=True))
                known["reviewed"] = date.fromisoformat(reviewed) if reviewed else None
                page = PackedPage(known, (source, self.memo, trust_html))
            search = _adapter(SearchWishes).validate_json(row[2]) if row[2] else None
            self._rows[source.path] = stamp  # the rest lives on in the page
            self._parsed[source.path] = stamp, Parsed(source.path, page, unpacked(problems), unpacked(flaws), search)


def _stamp(source: SourceFile, trust_html: bool) -> bytes:
    return f"{source.digest} {trust_html:d}\n".encode()


def _inputs(source: SourceFile, trust_html: bool) -> list[str]:
    return [program_version(), source.path, source.digest, str(trust_html)]


def _parsed(source: SourceFile, trust_html: bool) -> Parsed:
    return parse(SourceFile(source.path, source.text, source.digest, source.folder), trust_html=trust_html)


def _rows(sources: Iterable[SourceFile], trust_html: bool) -> list[Row]:
    """Each source's page packed, and what is remembered beside."""
    return [_row(source, _parsed(source, trust_html), trust_html) for source in sources]


def _row(source: SourceFile, parsed: Parsed, trust_html: bool) -> Row:
    page, stamp, head, reviewed = parsed.page, _stamp(source, trust_html), None, None
    beside: dict[bytes, bytes] = {}
    if page:
        head = [source.digest if name == "digest" else getattr(page, name) for name in _HEAD]
        reviewed = page.reviewed.isoformat() if page.reviewed else None
        packs = {"parts": _packed_parts, "body": _packed_body}
        beside = {key_of(step, _inputs(source, trust_html)): pack(page) for step, pack in packs.items()}
        if page.form != ReadingBook.__name__:
            beside |= rows_of(replace(page, digest=source.digest), trust_html=trust_html)
    told = [packed(parsed.problems), packed(check_page(page) if page else ())]
    line = json.dumps([head, reviewed, *told], ensure_ascii=False).encode()
    wishes: bytes = _adapter(SearchWishes).dump_json(parsed.search) if parsed.search else b""
    return stamp + line + b"\n" + wishes, beside


def _packed_parts(page: Page) -> bytes:
    packed: bytes = _adapter(Parts).dump_json(Parts(*(getattr(page, name) for name in _PARTS)))
    return packed


def _packed_body(page: Page) -> bytes:
    if isinstance(page.body, Prose):
        return f"{page.body.lead}\0{page.body.html}".encode()
    packed: bytes = _adapter(BODIES[page.form]).dump_json(page.body, by_alias=True)
    return packed


def _unpacked_body(kind: str, data: bytes) -> Body:
    if kind == "Prose":
        lead, _, html = data.decode().partition("\0")
        return Prose(html, lead)
    body: Body = _adapter(BODIES[kind]).validate_json(data)
    return body
