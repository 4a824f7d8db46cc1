"""What is searched on the pages of a built site: one document a page, for every engine the same."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from playbook.model.site import Site
from playbook.search.documents import atlas_documents, atlas_of

SKIPPED = {"nav", "script", "style", "svg", "noscript", "template", "button", "select"}
VOID = {"br", "hr", "img", "input", "wbr", "meta", "link", "col", "area", "source"}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
INLINE = {"a", "abbr", "b", "cite", "code", "del", "em", "i", "kbd", "mark", "q", "s", "small", "strong", "sub", "sup", "u"}
"""Elements that do not part two words."""


@dataclass
class Document:
    """A page: its address below the site's root, its title, and its text in blocks."""

    url: str
    title: str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)
    """Tag (`h2` … `h6` or `p`) and text, in reading order."""

    @property
    def headings(self) -> str:
        """One a line."""
        return "\n".join(text for tag, text in self.blocks if tag in HEADINGS)

    @property
    def text(self) -> str:
        """All that is no heading, a block a line."""
        return "\n".join(text for tag, text in self.blocks if tag not in HEADINGS)

    @property
    def plain_html(self) -> str:
        """The same words as HTML without forms, labels and links, some of which Pagefind leaves out by itself."""
        body = "\n".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in self.blocks)
        title = html.escape(self.title)
        return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>'


class _Reader(HTMLParser):
    """Gathers the blocks of `<main>`; navigation, scripts, pictures, buttons and hidden parts are left out."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.open: list[tuple[str, bool]] = []
        """Each open element, and whether it is left out."""
        self.tag = "p"
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.close_block()
        if tag in VOID:
            return
        given = dict(attrs)
        out = tag in SKIPPED or "hidden" in given or given.get("aria-hidden") == "true" or given.get("class") == "anchor"
        self.open.append((tag, out))
        if tag in HEADINGS | {"h1"}:
            self.tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.close_block()
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in HEADINGS | {"h1"}:
            self.tag = "p"

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self.open]
        if "title" in names and "head" in names:
            self.document.title = data.rsplit(" · ", 1)[0].strip()
        elif "main" in names and not any(out for _, out in self.open):
            self.words.append(data)

    def close_block(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words = []
        if text and not (self.tag == "h1" and text == self.document.title):
            self.document.blocks.append(("h2" if self.tag == "h1" else self.tag, text))


def read_pages(site: Path, urls: Iterator[str]) -> list[Document]:
    """The documents of a built site's pages; a page without a title or text is an error."""
    found = []
    for url in urls:
        document = Document(url)
        reader = _Reader(document)
        reader.feed((site / url / "index.html").read_text(encoding="utf-8"))
        reader.close()
        if not document.title or not document.text:
            raise ValueError(f"no title or no text in {url or 'the home page'}")
        found.append(document)
    return found


def read_atlas(site: Site) -> list[Document]:
    """The industries of the atlas by what ours searches of them: title, official title and codes, and no numbers."""
    each = (document for industry in atlas_of(site) for document in atlas_documents(industry))
    return [Document(found.url, found.title, [("p", said) for said in (*found.names, *found.codes)]) for found in each]
