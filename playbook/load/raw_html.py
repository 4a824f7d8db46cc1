"""Finds the tags of trusted raw HTML that would swallow the rest of the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from playbook.load.links import Places, mask_code
from playbook.problems import Problem

_ALONE = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that hold nothing."""
_LEFT_OPEN = frozenset(["dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"])
"""Elements that end by themselves."""


def unclosed_tags(body: str, places: Places) -> Iterator[Problem]:
    """The tags in a Markdown text that are opened and not closed, or closed and not opened."""
    text = mask_code(body)
    parser = _Tags(text)
    parser.feed(text)
    for tag, offset in sorted(parser.wrong + parser.opened, key=lambda each: each[1]):
        closing = tag.startswith("/")
        message = f"<{tag}> closes nothing" if closing else f"<{tag}> is not closed"
        hint = "Take it away, or open the element before it." if closing else f"Write </{tag}> where it ends."
        yield Problem(places.at(offset), message, hint)


class _Tags(HTMLParser):
    """Elements that are open, and end tags without one, each with its place in the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, int]] = []
        self.wrong: list[tuple[str, int]] = []
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALONE | _LEFT_OPEN and re.fullmatch("[a-z][a-z0-9-]*", tag):  # not <https://example.org>
            self.opened.append((tag, self._offset()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is open after it."""

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.opened]
        if tag in names:
            last = len(names) - 1 - names[::-1].index(tag)
            self.wrong += self.opened[last + 1 :]
            del self.opened[last:]
        elif tag not in _ALONE | _LEFT_OPEN:
            self.wrong.append((f"/{tag}", self._offset()))
