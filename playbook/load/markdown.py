"""Markdown → safe HTML with its headings. Pure; the only importer of markdown.

Raw HTML is cleaned by nh3, links between sources become relative addresses, and alignment becomes classes, since the site allows
no inline style.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from playbook.load.links import address
from playbook.model.page import Heading
from playbook.model.schema import curled
from playbook.model.source import url_of

ITEM = re.compile(r"^\[[ xX]\]\s+")
ITEM_ID = re.compile(r"\s*\{#([^{}\s]*)\}\s*$")


def _anchor(text: str, separator: str) -> str:
    """A heading's id: its words in small letters, and a letter first, as HTML's older readers ask."""
    slug = slugify_unicode(text, separator)
    return slug if slug[:1].isalpha() else f"at{separator}{slug}"


_EXTENSIONS = ["tables", "attr_list", "def_list", "footnotes", "admonition", "sane_lists", "toc"]
_SETTINGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": _anchor, "permalink": "#", "permalink_class": "anchor", "permalink_title": "Link to this section"},
    "footnotes": {"BACKLINK_TEXT": "↩︎", "BACKLINK_TITLE": "Back to note {} in the text"},
}
_TAGS = (nh3.ALLOWED_TAGS - {"article", "aside", "header", "footer", "nav"}) | {"input", "section"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "li": {"data-item"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "time": {"datetime"},
    "q": {"cite"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LINK = re.compile(r"""(?P<before>\s(?:href|src)=)(?P<quote>["'])(?P<dest>.*?)(?P=quote)""")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_CHECKBOX = re.compile(r'<input type="checkbox"[^>]*>')
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup"})
_SIGNS = {
    "backtick": "`", "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "short_reference": "[", "image_link": "![",
    "image_reference": "![", "short_image_ref": "![", "autolink": "<", "automail": "<", "html": "<", "linebreak": "  \n",
    "entity": "&",
}  # fmt: skip
"""What a text must hold for one of Python-Markdown's inline patterns to find anything in it."""
_ANY_SIGN = re.compile(r"[\\`*_\[<&]|  \n")
_TABLE = re.compile(r"(<table>.*?</table>)", re.S)


@dataclass(frozen=True)
class Rendered:
    """A Markdown text as HTML."""

    html: str
    headings: tuple[Heading, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """Every id in the HTML."""
        return frozenset(re.findall(r'\sid="([^"]*)"', self.html))


def render_markdown(text: str, path: str, *, checklist: bool = False, trust_html: bool = False) -> Rendered:
    """The HTML of a Markdown text that stands in the source at `path`.

    With `checklist`, task items become `<li data-item="id">`, the id empty where the editor gave none.
    """
    converter = _converter(checklist)
    converter.reset()
    rendered = converter.convert(text)
    tokens: list[dict[str, Any]] = getattr(converter, "toc_tokens", [])
    if not trust_html:
        rendered = nh3.clean(rendered, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    start = url_of(path)
    rendered = curled_html(rendered)
    rendered = _LINK.sub(lambda match: _rewritten(match, path, start), rendered)
    rendered = _CHECKBOX.sub('<span class="box" aria-hidden="true"></span>', rendered)
    rendered = _TABLE.sub(r'<div class="scroll" role="group" aria-label="Table" tabindex="0">\1</div>', rendered)
    return Rendered(rendered, tuple(_headings(tokens)))


def text_of(fragment: str) -> str:
    """The words of an HTML fragment, a line feed where a block ends."""
    fragment = re.sub(r'<a class="anchor".*?</a>', "", fragment, flags=re.S)
    fragment = re.sub(r"</(?:p|li|h[1-6]|t[dhr]|d[dt]|blockquote|figcaption)>|<br>", "\n", fragment)
    return html.unescape(re.sub(r"<[^>]*>", "", fragment))


def curled_html(fragment: str) -> str:
    """The HTML with typographic quotation marks and ellipses in its words; code is left as it is.

    What stands before a mark decides which way it turns, across inline tags; a block starts anew.
    """
    pieces = _TAG.split(fragment)
    before, in_code = "\n", 0
    for index, piece in enumerate(pieces):
        if index % 2:
            name = piece.strip("</>").split(maxsplit=1)[0] if piece != "<>" else ""
            in_code += (-1 if piece.startswith("</") else 1) * (name in ("code", "pre"))
            before = before if name in _INLINE else "\n"
        elif piece:
            if not in_code and ('"' in piece or "'" in piece or "..." in piece):
                pieces[index] = curled(before + piece)[1:].replace("...", "…")
            before = pieces[index][-1]
    return "".join(pieces)


def _rewritten(match: re.Match[str], path: str, start: str) -> str:
    dest = address(html.unescape(match["dest"]), path, start)
    return f"{match['before']}{match['quote']}{html.escape(dest)}{match['quote']}"


def _headings(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], curled(html.unescape(re.sub(r"<[^>]*>", "", token["name"]))))
        yield from _headings(token["children"])


@functools.cache
def _converter(checklist: bool) -> markdown.Markdown:
    """One converter for each form and process: making it costs more than a page."""
    items: Extension | str = _ChecklistItems() if checklist else "pymdownx.tasklist"
    return markdown.Markdown(
        extensions=[*_EXTENSIONS, _PlainText(), _AlignedByClass(), items], extension_configs=_SETTINGS, output_format="html"
    )


class _PlainText(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_PassPlainText(md), "plain-text", 21)


class _PassPlainText(Treeprocessor):
    """Spares texts the search for patterns that cannot be in them, which is most of Python-Markdown's time."""

    def run(self, root: Element) -> None:
        said, patterns = "\0".join(root.itertext()), self.md.inlinePatterns
        missing = {id(patterns[name]) for name, sign in _SIGNS.items() if sign not in said}
        inline: Any = self.md.treeprocessors["inline"]
        inline.inlinePatterns = [pattern for pattern in patterns if id(pattern) not in missing]
        for element in root.iter():
            if element.text and not _ANY_SIGN.search(element.text):
                element.text = AtomicString(element.text)


class _AlignedByClass(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_AlignByClass(md), "align-by-class", 5)


class _AlignByClass(Treeprocessor):
    """A table cell's alignment as a class: the site allows no inline style."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (aligned := _ALIGNED.search(cell.attrib.pop("style", ""))):
                cell.set("class", {"left": "start", "right": "end", "center": "middle"}[aligned[1]])


class _ChecklistItems(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_MarkItems(md), "checklist-items", 15)


class _MarkItems(Treeprocessor):
    """Task items carry their id: attr_list does not reach the end of a list item's line."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if holder.text and (box := ITEM.match(holder.text)):
                holder.text = holder.text[box.end() :]
                item.set("data-item", _taken_id(holder))


def _taken_id(holder: Element) -> str:
    """Take `{#id}` off the end of an item's words and return the id; empty where there is none."""
    last = holder[-1] if len(holder) else None
    words = (last.tail if last is not None else holder.text) or ""
    found = ITEM_ID.search(words)
    if not found:
        return ""
    if last is not None:
        last.tail = words[: found.start()]
    else:
        holder.text = words[: found.start()]
    return found[1]
