"""Links of a page's HTML, led where a sheet of paper or a book needs them. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import unescape

from markupsafe import escape

from playbook.model.handout import OWN

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S)
_HREF = re.compile(r'\bhref="([^"]*)"')
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)(")')
_OWN_ID = re.compile(r'(<[a-z0-9]+\b[^>]*?\bid=")([^"]*)(")')
_HEADING = re.compile(r"(</?h)([1-6])\b")
_TAG = re.compile(r"<[^>]*>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def below_root(written: str, start: str) -> str:
    """The address below the site's root that a relative link on the page at `start` leads to, with its anchor."""
    path, sign, anchor = written.partition("#")
    joined = posixpath.normpath(posixpath.join("/", start, path)).strip("/") if path else start.rstrip("/")
    if joined and (not path or path.endswith("/")):
        joined += "/"
    return joined + sign + anchor


def relinked(html: str, start: str, lead: Callable[[str], str | None], after: Callable[[str], str] = lambda led: "") -> str:
    """The HTML with each link inside the handbook led to what `lead` says of its address; None makes it plain text.

    What `after` says of where it leads follows it. A link to another site stays, and its address is printed after its words.
    A link keeps its words only, since PDF/UA wants no element inside a link; a picture keeps no link. The signs beside
    headings that lead to themselves go.
    """

    def link(match: re.Match[str]) -> str:
        if 'class="anchor"' in match[1]:
            return ""
        href = _HREF.search(match[1])
        if not href:
            return match[2]
        written, words = unescape(href[1]), _TAG.sub("", match[2])
        if not words.strip():
            return match[2]
        if _SCHEME.match(written):
            return f'<a href="{href[1]}">{words}</a>{address_after(written, words)}'
        led = lead(below_root(written, start))
        return f'<a href="{escape(led)}">{words}</a>{after(led)}' if led else f'<span class="ref">{words}</span>'

    return _LINK.sub(link, html)


def address_after(url: str, words: str) -> str:
    """The address in brackets, as a person would type it; nothing where the words are the address."""
    typed = short_address(url)
    return "" if typed in unescape(words) else f' <span class="address">({escape(typed)})</span>'


def short_address(url: str) -> str:
    """The address as a person types it: `example.org/book`."""
    return re.sub(r"^(https?://(www\.)?|mailto:|tel:)", "", url).rstrip("/")


def rooted_pictures(html: str, start: str) -> str:
    """The HTML with the handbook's own pictures named as a sheet loads them."""

    def rooted(match: re.Match[str]) -> str:
        return match[0] if _SCHEME.match(match[2]) else f"{match[1]}{OWN}{escape(below_root(unescape(match[2]), start))}{match[3]}"

    return _PICTURE.sub(rooted, html)


def pictures_in(html: str) -> set[str]:
    """The paths from the site's root of the handbook's own pictures that a sheet loads."""
    return {unescape(match[2]).removeprefix(OWN) for match in _PICTURE.finditer(html) if match[2].startswith(OWN)}


def with_prefix(html: str, prefix: str) -> str:
    """The HTML with a prefix before every id, so that many pages can stand in one document."""
    return _OWN_ID.sub(lambda match: f"{match[1]}{prefix}{match[2]}{match[3]}", html)


def lowered(html: str, levels: int) -> str:
    """The HTML with every heading so many levels lower."""
    return _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + levels)}", html)
