"""A Markdown source → a Page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from playbook.load.checklists import parse_checklist
from playbook.load.links import Places, link_to, links_in, unfinished_links
from playbook.load.located import Document
from playbook.load.markdown import Rendered, render_markdown, text_of
from playbook.load.matter import MATTER, ChecklistMatter, HomeLink, HomeMatter, Matter, PrincipleMatter, split_matter
from playbook.load.raw_html import unclosed_tags
from playbook.load.readability import grade, sentences_in, words_in
from playbook.load.schema import place_of, validate
from playbook.model.page import WRITTEN_KINDS, Action, Body, Home, Kind, Link, LongSentence, Page, Prose
from playbook.model.schema import curled
from playbook.model.search import SearchWishes
from playbook.model.site import Site
from playbook.model.source import SourceFile, url_of
from playbook.problems import Location, Problem

LONGEST_SENTENCE = 30
"""Words that can be read aloud in one breath."""

_FOLDER_KINDS: dict[str, Kind] = {"principles": "principle", "alliances": "alliance", "checklists": "checklist"}
_TITLE = re.compile(r"^# +(?P<title>.+?) *#* *(?:\{[^}]*\} *)?$", re.M)
_LEAD = re.compile(r"\s*<p>(.*?)</p>\s*", re.S)


@dataclass(frozen=True)
class Parsed:
    """One source's page, or none where it cannot be made, and what is wrong with it."""

    path: str
    page: Page | None
    problems: tuple[Problem, ...] = ()
    flaws: tuple[Problem, ...] = ()
    """What the checks of a page by itself found: told where the page is published."""
    search: SearchWishes | None = None
    """What `search.yml` says, which makes no page."""

    def told(self, site: Site) -> tuple[Problem, ...]:
        """What an editor should know of it."""
        return (*self.problems, *self.flaws) if self.page and site.shows(self.page) else self.problems


@dataclass(frozen=True)
class _Draft:
    """A page on its way: its front matter, its text, and where both stand."""

    source: SourceFile
    document: Document
    matter: Matter
    kind: Kind
    text: str
    places: Places
    rendered: Rendered


def parse_page(source: SourceFile, *, trust_html: bool = False) -> Parsed:
    """The page of a Markdown source, complete."""
    document, text, first_line = split_matter(source)
    if document.data is None and document.problems:
        return Parsed(source.path, None, tuple(document.problems))
    kind = _kind(source, document)
    form = MATTER.get(kind, Matter)
    matter, mistakes = validate(form, document)
    problems = [*document.problems, *mistakes]
    heading = _TITLE.match(text.lstrip("\n"))
    if heading:
        text = text.replace(heading[0], "", 1)
    title = (matter and matter.title) or (curled(heading["title"]) if heading else None)
    problems += _title_problems(source, document, heading is not None, first_line)
    rendered = render_markdown(text, source.path, checklist=kind == "checklist", trust_html=trust_html)
    draft = _Draft(source, document, matter or form(), kind, text, Places(source, text, first_line), rendered)
    body, mistakes = _body(draft)
    problems += [*mistakes, *unfinished_links(text, draft.places)]
    if trust_html:
        problems += unclosed_tags(text, draft.places)
    page = _page(draft, title or source.path, body)
    if matter is None:  # its mistakes are told above; its links are checked in the same run
        page = replace(page, summary="?")
    return Parsed(source.path, page, tuple(problems))


def _title_problems(source: SourceFile, document: Document, heading: bool, first_line: int) -> Iterator[Problem]:
    """A page has one title: in its front matter, or as its first heading."""
    data = document.data or {}
    said = "title" in data
    if isinstance(data, dict) and not said and not heading:
        hint = "Add 'title: …' to the front matter, or start the text with '# A title'."
        yield Problem(document.places[()], "the page has no title", hint)
    if said and heading:
        hint = "The title becomes the page's heading: start the text with ## headings."
        yield Problem(source.at(first_line), "a second title in the text", hint, "warning")


def _kind(source: SourceFile, document: Document) -> Kind:
    """The page's kind: as it says, else as its place says."""
    said = document.data.get("kind") if isinstance(document.data, dict) else None
    if said in WRITTEN_KINDS:
        return cast(Kind, said)
    if not url_of(source.path):
        return "home"
    folder = source.path.partition("/")[0] if "/" in source.path else ""
    return "section" if source.path.endswith("/index.md") else _FOLDER_KINDS.get(folder, "guide")


def _body(draft: _Draft) -> tuple[Body, list[Problem]]:
    """What the page shows, by its kind."""
    matter, html = draft.matter, draft.rendered.html
    if isinstance(matter, ChecklistMatter):
        checklist, problems = parse_checklist(draft.text, html, draft.places)
        pages = matter.paper.pages if matter.paper else None
        return replace(checklist, when=matter.when or "", minutes=matter.minutes, pages=pages), problems
    if isinstance(matter, HomeMatter):
        parts = (_actions(links, draft.source.path) for links in (matter.actions, matter.questions, matter.routes))
        return Home(_prose(html), matter.eyebrow or "", *parts), []
    return _prose(html), []


def _prose(html: str) -> Prose:
    """The body with its first paragraph, where it opens with one, apart as the lead."""
    lead = _LEAD.match(html)
    return Prose(html[lead.end() :], lead[1]) if lead else Prose(html)


def _actions(links: tuple[HomeLink, ...], path: str) -> tuple[Action, ...]:
    found = []
    for each in links:
        link = link_to(each.to, path, Location(path))
        anchor = f"#{link.anchor}" if link.anchor else ""
        found.append(Action(each.label, url_of(link.target) + anchor, each.say or ""))
    return tuple(found)


def _matter_links(matter: Matter, document: Document, path: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links of `related`, and those of the home page's parts."""
    related = tuple(
        link_to(written, path, place_of(document, "related", index), "related") for index, written in enumerate(matter.related)
    )
    if not isinstance(matter, HomeMatter):
        return related, ()
    parts = {"actions": matter.actions, "questions": matter.questions, "routes": matter.routes}
    home = tuple(
        link_to(each.to, path, place_of(document, name, index, "to"), each.label)
        for name, links in parts.items()
        for index, each in enumerate(links)
    )
    return related, home


def _page(draft: _Draft, title: str, body: Body) -> Page:
    source, matter, rendered = draft.source, draft.matter, draft.rendered
    related, home = _matter_links(matter, draft.document, source.path)
    sentences = [words_in(sentence) for sentence in sentences_in(text_of(rendered.html).split("\n"))]
    places = draft.document.places
    return Page(
        path=source.path,
        url=url_of(source.path),
        kind=draft.kind,
        title=title,
        body=body,
        short=matter.short or "",
        summary=matter.summary or "",
        sources=matter.sources,
        related=related,
        tags=matter.tags,
        order=matter.order,
        reviewed=matter.reviewed,
        owner=matter.owner or "",
        draft=matter.draft,
        key=matter.key if isinstance(matter, PrincipleMatter) else None,
        links=(*related, *home, *links_in(draft.text, source.path, draft.places)),
        headings=rendered.headings,
        anchors=rendered.anchors,
        words=sum(map(len, sentences)),
        grade=round(grade(sentences), 1),
        long_sentences=tuple(_long_sentences(sentences, draft.text, draft.places)),
        places={"/".join(map(str, path)): where for path, where in places.items() if len(path) <= 2},
    )


def _long_sentences(sentences: list[list[str]], body: str, places: Places) -> Iterator[LongSentence]:
    """The sentences over LONGEST_SENTENCE words, each found again in the source by its first words."""
    for words in sentences:
        if len(words) > LONGEST_SENTENCE:
            start = re.search(r"\W+".join(map(re.escape, words[:4])), body)
            yield LongSentence(places.at(start.start() if start else 0), len(words), " ".join(words[:6]))
