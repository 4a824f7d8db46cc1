"""The whole handbook as one book, and the book of one trade. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.handout import OWN, Handout
from playbook.model.page import Page, Prose
from playbook.model.profile import Profile
from playbook.model.reference import Term
from playbook.model.site import Section
from playbook.model.source import stem_of
from playbook.render.handouts import FOLDER, KINDS, Relink, Setting, body_of, pictures_of, sheet_context
from playbook.render.paper_forms import paper_form_context
from playbook.render.print_style import printable
from playbook.render.relink import lowered, relinked, rooted_pictures, short_address, with_prefix
from playbook.render.templates import safe, squeeze
from playbook.render.terms import explain
from playbook.render.view import View

BOOK_PATH = f"{FOLDER}book.pdf"
_BACK = {"terms": "Glossary", "sources": "Sources", "index": "Index"}
"""What stands at the end of a book."""


@dataclass(frozen=True)
class Part:
    """A part of a book: its title, what opens it, and its chapters' pages."""

    title: str
    anchor: str
    pages: tuple[Page, ...]
    opening: Page | None = None


def book(setting: Setting) -> Handout:
    """Everything that is worth printing, in reading order."""
    view = setting.view
    settings = view.site.settings
    front = _worth(view.site.root.pages)
    parts = [Part("To begin with", "part-front", front)] if front else []
    parts += [_part(section) for section in view.site.root.sections if _worth(section.pages)]
    home = view.site.root.page
    return _bound(setting, parts, BOOK_PATH, home, settings.title, home.summary, "The whole handbook as a book")


def pack_path(trade: Page) -> str:
    """Where the pack of a trade lies below the site's root."""
    return f"{FOLDER}packs/{trade.url.rstrip('/').rpartition('/')[2]}.pdf"


def pack(setting: Setting, trade: Page) -> Handout:
    """One trade's book: its profile, the principles, and the alliances, checklists and forms that its profile names."""
    profile = trade.body
    if not isinstance(profile, Profile):
        raise TypeError(f"{trade.path} is not the profile of a trade")
    site = setting.view.site
    named = [*(step.do for step in profile.first_month), *(f"checklists/{name}" for name in profile.checklist_notes)]
    named += [*(f"alliances/{kind}" for kind in profile.alliance_kinds), *(f"assessments/{name}" for name in profile.thresholds)]
    wanted = {page.url for page in site.pages_at(named)}
    parts = [Part("Your trade", "part-trade", (trade,))]
    for section in site.root.sections:
        pages = tuple(page for page in _worth(section.pages) if page.kind == "principle" or page.url in wanted)
        if pages and pages[0].kind != "profile":
            parts.append(replace(_part(section), pages=pages))
    subtitle = f"For {trade.title[:1].lower()}{trade.title[1:]}"
    return _bound(setting, parts, pack_path(trade), trade, site.settings.title, subtitle, "The book of your trade")


def _worth(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.kind in KINDS)


def _part(section: Section) -> Part:
    return Part(section.page.title, slug_of(section.page.url), _worth(section.pages), section.page)


def slug_of(url: str) -> str:
    """What a page's anchors in a book start with."""
    return "at-" + (url.strip("/").replace("/", "-") or "home")


def _bound(setting: Setting, parts: Sequence[Part], path: str, page: Page, title: str, subtitle: str, offer: str) -> Handout:
    """The parts as one document, its contents and index in front and behind."""
    view = setting.view
    binder = _Binder(view, parts, page.body if isinstance(page.body, Profile) else None)
    bound = [binder.part(part) for part in parts]
    reviewed = max((each.reviewed for part in parts for each in part.pages if each.reviewed), default=None)
    context = {**_cover(setting, page), "title": title, "subtitle": subtitle, "reviewed": view.day(reviewed), **_back(view, binder)}
    bound += [{"title": name, "anchor": f"book-{key}", "chapters": []} for key, name in _BACK.items() if context[key]]
    html, lacking = printable(squeeze(view.templates.render("print/book.html", {**context, "parts": bound})), setting.signs)
    return Handout(
        path=path,
        url=page.url,
        title=title,
        html=html,
        offer=offer,
        where=page.place("title"),
        numbered=True,
        pictures=pictures_of(view, html),
        lacking=lacking,
    )


def _cover(setting: Setting, page: Page) -> dict[str, Any]:
    """Whose book it is, and where its page stands on the web."""
    settings, live = setting.view.site.settings, setting.view.live(page.url) or ""
    return {
        "language": settings.language,
        "handbook": settings.title,
        "association": settings.association or "",
        "logo": OWN + settings.logo if settings.logo else "",
        "address": short_address(live),
        "qr": setting.qr_code(live),
    }


def _back(view: View, binder: _Binder) -> dict[str, Any]:
    """Glossary, sources, index."""
    return {
        "terms": sorted(view.site.terms, key=lambda term: term.term.casefold()),
        "sources": [{**source.model_dump(), "short": short_address(source.url or "")} for source in view.site.sources.values()],
        "index": binder.index(),
    }


class _Binder:
    """Makes chapters of pages, and remembers where they use which words."""

    def __init__(self, view: View, parts: Sequence[Part], trade: Profile | None) -> None:
        self._view, self._trade = view, trade
        self._inside = {page.url for part in parts for page in part.pages} | {part.opening.url for part in parts if part.opening}
        self._uses: dict[str, list[str]] = {}

    def part(self, part: Part) -> dict[str, Any]:
        """The part as the book's template sets it."""
        opening = part.opening
        intro = Markup()
        if opening and isinstance(opening.body, Prose):
            relink = self._relink(opening)
            lead = f"<p class='lead'>{relink(opening.body.lead)}</p>" if opening.body.lead else ""
            html = lead + relink(opening.body.html)
            intro = safe(with_prefix(html, f"{part.anchor}--"))
        chapters = [
            {"title": page.title, "anchor": f"{slug_of(page.url)}--start", "html": self._chapter(page)} for page in part.pages
        ]
        return {"title": part.title, "anchor": part.anchor, "intro": intro, "chapters": chapters}

    def _chapter(self, page: Page) -> Markup:
        template, body = self._body(page)
        if isinstance(page.body, Assessment):  # the contents call it by its title, so its heading does
            body |= {"heading": page.title, "summary": f"{page.body.question} {page.summary}"}
        context = {**sheet_context(self._view, page), **body, "layout": "print/chapter.html"}
        html = squeeze(self._view.templates.render(f"print/{template}.html", context))
        return safe(with_prefix(lowered(html, 1), f"{slug_of(page.url)}--"))

    def _body(self, page: Page) -> tuple[str, dict[str, Any]]:
        """The chapter's matter; in a trade's book with the trade's notes and limits."""
        name = stem_of(page.path).rpartition("/")[2]
        if self._trade and isinstance(page.body, Assessment) and (own := self._trade.thresholds.get(name)):
            return "form", paper_form_context(self._view, page, page.body, own.scores)
        template, body = body_of(self._view, page, self._relink(page))
        if self._trade and isinstance(page.body, Checklist):
            body["note"] = self._trade.checklist_notes.get(name, "")
        return template, body

    def _relink(self, page: Page) -> Relink:
        """Leads a page's links into the book, and marks the words that the index names."""
        slug, known = slug_of(page.url), set[str]()

        def mark(term: Term, word: str, sign: str) -> str:
            self._uses.setdefault(term.id, []).append(f"{slug}--term-{term.id}")
            return f'<span id="term-{term.id}">{word}</span>{sign}'

        def relink(html: str) -> str:
            marked, _ = explain(html, self._view.glossary, known, mark)
            led = relinked(marked, page.url, self._lead, lambda to: "" if to.startswith(f"#{slug}--") else _on_page(to))
            return rooted_pictures(led, page.url)

        return relink

    def _lead(self, address: str) -> str | None:
        """Where an address of the site stands in the book; on the web, where it is not in it."""
        url, _, anchor = address.partition("#")
        if url in self._inside:
            page = self._view.site.pages[url]
            start = slug_of(url) if page.kind == "section" else f"{slug_of(url)}--start"
            return f"#{slug_of(url)}--{anchor}" if anchor in {heading.id for heading in page.headings} else f"#{start}"
        if url == "glossary/":
            return f"#word-{anchor}" if anchor else "#book-terms"
        if url == "sources/":
            return f"#source-{anchor}" if anchor else "#book-sources"
        return self._view.live(address)

    def index(self) -> list[dict[str, Any]]:
        """The glossary's words with the places that use them."""
        terms: Mapping[str, str] = {term.id: term.term for term in self._view.site.terms}
        found = sorted(self._uses.items(), key=lambda each: terms[each[0]].casefold())
        return [{"term": terms[name], "anchors": anchors} for name, anchors in found]


def _on_page(led: str) -> str:
    """The number of the page that a link inside the book leads to, to be filled in."""
    return f' <span class="on">(page <span data-page="{led[1:]}">000</span>)</span>' if led.startswith("#") else ""
