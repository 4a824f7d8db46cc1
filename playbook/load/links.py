"""Finds the links of a Markdown source with their places, which Python-Markdown loses. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from playbook.model.page import Link
from playbook.model.source import PAGE_SUFFIXES, SourceFile, relative_url, url_of
from playbook.problems import Location, Problem, did_you_mean

_MASKED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)|<!--.*?-->|(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)",
    re.S | re.M,
)
_TEXT = r"(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,600}"
_INLINE = re.compile(
    rf"(?P<image>!?)\[(?P<text>{_TEXT})\]"
    r"\(\s*(?P<dest><[^>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<text>[^\]^][^\]]{0,300})\]:[ \t]*(?P<dest>\S+)", re.M)
_TAG = re.compile(r"<(?P<tag>a|img)\b(?P<attributes>[^>]{0,2000})>", re.I)
_REFERENCE = re.compile(rf"(?<!\\)\[(?P<text>{_TEXT})\] ?\[(?P<label>[^\[\]\n]{{0,300}})\]")
_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,100})\](?P<defined>:?)")
_START = re.compile(rf"(?<!\\)\[{_TEXT}\]\(")
_ATTRIBUTE = re.compile(r"\b(?P<name>href|src|alt)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.I)


class Places:
    """Turns offsets into the body of a source into places in its file."""

    def __init__(self, source: SourceFile, body: str, first_line: int) -> None:
        self._source, self._body, self._first_line = source, body, first_line

    def at(self, offset: int) -> Location:
        """The place of a character of the body."""
        line = self._body.count("\n", 0, offset)
        return self._source.at(self._first_line + line, offset - self._body.rfind("\n", 0, offset))


def mask_code(body: str) -> str:
    """The body with code and comments blanked out, every other character where it was."""
    return _MASKED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)


def links_in(body: str, path: str, places: Places) -> list[Link]:
    """Every link and picture of a Markdown body, in the order of the text."""
    masked = mask_code(body)
    found = [*_inline(masked, 0, path, places), *_definitions(masked, path, places), *_tags(masked, path, places)]
    return sorted(found, key=lambda link: link.where)


def _inline(text: str, start: int, path: str, places: Places) -> Iterator[Link]:
    for match in _INLINE.finditer(text):
        dest = match["dest"]
        offset = start + match.start("dest") + dest.startswith("<")
        image = bool(match["image"])
        yield link_to(dest.strip("<>"), path, places.at(offset), match["text"].strip(), image=image)
        if not image and "![" in match["text"]:
            yield from _inline(match["text"], start + match.start("text"), path, places)


def unfinished_links(body: str, places: Places) -> Iterator[Problem]:
    """Signs of a link, a note or a comment that make none, or not the one that is meant."""
    masked = mask_code(body)
    for match in re.finditer("<!--", masked):
        yield Problem(places.at(match.start()), "this comment is not closed, and hides all that follows", "End it with -->.")
    whole = [match.span() for match in _INLINE.finditer(masked)]
    for match in _START.finditer(masked):
        if not any(start <= match.start() < end for start, end in whole):
            hint = "A path has no spaces, and ) ends it: [the follow-up card](../checklists/follow-up.md)"
            yield Problem(places.at(match.end()), "this link is not whole", hint)
    named = {_label(match["text"]): match["text"] for match in _DEFINITION.finditer(masked)}
    for match in _REFERENCE.finditer(masked):
        if _label(label := match["label"] or match["text"]) not in named and not match["text"].startswith("^"):
            hint = did_you_mean(label, named.values()) or "Write a path in round brackets: [the follow-up card](follow-up.md)"
            yield Problem(places.at(match.start()), f"no link is named [{label}] on this page", hint)
    notes = [match["label"] for match in _NOTE.finditer(masked) if match["defined"]]
    for match in _NOTE.finditer(masked):
        if not match["defined"] and match["label"] not in notes:
            hint = did_you_mean(match["label"], notes) or f"Add a line that starts with [^{match['label']}]: and says it."
            yield Problem(places.at(match.start()), f"no note is named [^{match['label']}] on this page", hint)


def _label(written: str) -> str:
    """A link's name as Markdown compares it."""
    return " ".join(written.lower().split())


def _definitions(text: str, path: str, places: Places) -> Iterator[Link]:
    for match in _DEFINITION.finditer(text):
        yield link_to(match["dest"].strip("<>"), path, places.at(match.start("dest")), match["text"])


def _tags(text: str, path: str, places: Places) -> Iterator[Link]:
    for match in _TAG.finditer(text):
        image = match["tag"].lower() == "img"
        values = {each["name"].lower(): each for each in _ATTRIBUTE.finditer(match["attributes"])}
        dest = values.get("src" if image else "href")
        if dest is None:
            continue
        group = "double" if dest["double"] is not None else "single"
        alt = values.get("alt")
        words = (alt["double"] or alt["single"] or "") if image and alt else ""
        yield link_to(dest[group], path, places.at(match.start("attributes") + dest.start(group)), words, image=image)


def link_to(written: str, path: str, where: Location, text: str = "", *, image: bool = False) -> Link:
    """The link that `written` makes when it stands in the source at `path`."""
    link = Link(where, written, "", "", text, image)
    if link.scheme or written.startswith("//"):
        return link
    target, _, anchor = written.partition("#")
    target = unquote(target.partition("?")[0])
    if target:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return Link(where, written, target, unquote(anchor), text, image)


def address(written: str, path: str, start: str) -> str:
    """What a link's destination, as written in the source at `path`, becomes on the page at `start`."""
    link = link_to(written, path, Location(path))
    if not link.target or link.target.startswith(".."):
        return written
    suffix = posixpath.splitext(link.target)[1]
    target = url_of(link.target) if suffix in PAGE_SUFFIXES else link.target
    return relative_url(target + (f"#{link.anchor}" if link.anchor else ""), start)
