"""Front matter: the settings at the head of a Markdown page. Pure."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from playbook.load.located import Document, read_yaml
from playbook.model.page import WrittenKind
from playbook.model.schema import Day, Id, Paper, Schema, Summary, Text
from playbook.model.source import SourceFile
from playbook.problems import Problem

_FENCE = re.compile(r"^---[ \t]*$", re.M)
_LATE = re.compile(r"\s+---(?=[ \t]*\n[a-z_]+:)")


class Matter(Schema):
    """What every page may say of itself."""

    title: Text | None = None
    """The heading of the page; without it the first heading of the text is taken."""
    short: Text | None = None
    """The words for lists and navigation, where the title is long."""
    summary: Summary | None = None
    kind: WrittenKind | None = None
    """What kind of page it is; its folder gives the default."""
    sources: tuple[Id, ...] = ()
    """Ids from `content/sources.yml`."""
    related: tuple[Text, ...] = ()
    """Pages to read next, as paths relative to this file."""
    tags: tuple[Text, ...] = ()
    order: int = 1000
    """Place among the pages of its folder; equal ones stand by title."""
    reviewed: Day | None = None
    owner: Text | None = None
    """Who keeps the page."""
    draft: bool = False
    """A draft is checked and not published."""


class PrincipleMatter(Matter):
    """A principle may be one of the ten keys."""

    key: Annotated[int, Field(ge=1, le=10)] | None = None


class ChecklistMatter(Matter):
    """A checklist says when to use it, and how long that takes."""

    when: Text | None = None
    minutes: Annotated[int, Field(ge=1)] | None = None
    paper: Paper | None = None


class HomeLink(Schema):
    """A button, a question or a route of the home page."""

    label: Text
    to: Text
    """A path relative to this file, with a heading's `#id` where wanted."""
    say: Text | None = None


class HomeMatter(Matter):
    """The home page's own parts."""

    eyebrow: Text | None = None
    actions: tuple[HomeLink, ...] = ()
    questions: tuple[HomeLink, ...] = ()
    routes: tuple[HomeLink, ...] = ()


MATTER: dict[str, type[Matter]] = {"principle": PrincipleMatter, "checklist": ChecklistMatter, "home": HomeMatter}
"""The front matter of the kinds that have more than every page has."""


def split_matter(source: SourceFile) -> tuple[Document, str, int]:
    """The front matter, the body, and the line that the body starts on. Without front matter the text is all body."""
    text = source.text
    opening = _FENCE.match(text)
    if not opening:
        return Document(places={(): source.at()}, problems=_late(source)), text, 1
    closing = _FENCE.search(text, opening.end())
    if not closing:
        hint = "Put a line with --- after the last key."
        problem = Problem(source.at(), "the front matter is not closed", hint)
        return Document(places={(): source.at()}, problems=[problem]), "", 1
    document = read_yaml(source, text[opening.end() + 1 : closing.start()], first_line=2)
    body = text[closing.end() + 1 :]
    return document, body, text.count("\n", 0, closing.end()) + 2


def _late(source: SourceFile) -> list[Problem]:
    """Front matter with something empty before it is none."""
    found = _LATE.match(source.text)
    if not found:
        return []
    where = source.at(source.text.count("\n", 0, found.end()) + 1)
    return [Problem(where, "the front matter does not start at the top", "--- is the first line, with nothing before it.")]
