"""The context of each page: plain data, all that its template may see. Pure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.dates import add_months
from playbook.model.page import Body, Home, Page, Prose
from playbook.model.profile import Profile
from playbook.model.reference import GlossaryBook, SourceBook, Term
from playbook.model.source import relative_url, tag_url
from playbook.render.assessments import assessment_context
from playbook.render.constellation import around
from playbook.render.front import home_context, section_context
from playbook.render.lens import card_notes
from playbook.render.profiles import profile_context
from playbook.render.reference import glossary_context, sources_context
from playbook.render.templates import safe
from playbook.render.view import View, explained, grouped, neighbours

WORDS_A_MINUTE = 200
"""How fast the handbook is read."""

_EYEBROWS = {
    "principle": "Principle",
    "alliance": "Alliances",
    "checklist": "Checklist",
    "guide": "Guide",
    "assessment": "Self-assessment",
    "profile": "Your trade",
    "statement": "Statement",
    "section": "",
    "glossary": "",
    "sources": "",
}
_RELATED = {"assessment": "Check yourself", "checklist": "Use next"}


def page_context(view: View, page: Page) -> dict[str, Any]:
    """Everything that a page's template may see."""
    body = page.body
    context = {**view.shell(page.url), **_about(view, page, body), **_around(view, page)}
    own, used = _own(view, page, body)
    context |= own
    context["words"] = [_word(term, page.url) for term in used]
    return context


def _about(view: View, page: Page, body: Body) -> dict[str, Any]:
    """What the page says of itself."""
    settings = view.site.settings
    changed = view.site.changed.get(page.path)
    return {
        "kind": page.kind,
        "address": page.url,
        "title": page.title,
        "summary": page.summary,
        "eyebrow": eyebrow_of(page, body),
        "key": page.key,
        "reviewed": view.day(page.reviewed),
        "due": view.day(add_months(page.reviewed, settings.review_months)) if page.reviewed else "",
        "changed": view.day(date.fromisoformat(changed)) if changed else "",
        "owner": page.owner,
        "offers": view.offers(page.url),
        "edit": settings.edit_url.replace("{path}", f"content/{page.path}") if settings.edit_url else "",
        "tags": [{"name": tag, "url": relative_url(tag_url(tag), page.url)} for tag in page.tags],
        "sources": [_source(view, name, page.url) for name in page.sources if name in view.site.sources],
    }


def eyebrow_of(page: Page, body: Body) -> str:
    """The line above a page's title: its kind, and how long it takes."""
    parts = [f"Key {page.key} of 10" if page.key else _EYEBROWS.get(page.kind, "")]
    if isinstance(body, Checklist):
        parts += [body.when, f"{body.minutes} minutes" if body.minutes else ""]
    elif isinstance(body, Prose) and page.kind != "section":
        minutes = max(1, round(page.words / WORDS_A_MINUTE))
        parts.append("1 minute" if minutes == 1 else f"{minutes} minutes")
    return " · ".join(part for part in parts if part)


def _source(view: View, name: str, start: str) -> dict[str, str]:
    source = view.site.sources[name]
    return {
        "title": source.title,
        "by": source.by or "",
        "year": source.year or "",
        "url": relative_url(f"sources/#{name}", start),
    }


def _around(view: View, page: Page) -> dict[str, Any]:
    """The page's place among the others."""
    site = view.site
    section = site.section_of[page.url]
    before, after = neighbours(section, page)
    related = site.pages_at(link.target for link in page.related)
    targets = {each.url for each in site.pages_at(link.target for link in page.links if link.target)} - {page.url}
    shown = {each.url for each in related} | {page.url}
    backlinks = [each for each in site.backlinks.get(page.url, ()) if each.url not in shown]
    return {
        "breadcrumbs": view.links(site.trail[page.url], page.url),
        "sidebar": view.sidebar(page) if page.kind not in ("home", "section") else "",
        "previous": view.link(before, page.url) if before and page.kind != "section" else None,
        "next": view.link(after, page.url) if after else None,
        "related": {label: view.links(group, page.url) for label, group in grouped(related, _RELATED, "Read next").items()},
        "backlinks": view.links(backlinks, page.url),
        "contents": [{"id": each.id, "text": each.text} for each in page.headings if each.level == 2],
        "constellation": asdict(around(page.url, targets)) if len(targets) > 1 else None,
    }


def _word(term: Term, start: str) -> dict[str, str]:
    return {"id": term.id, "term": term.term, "means": term.means, "url": relative_url(f"glossary/#{term.id}", start)}


def _own(view: View, page: Page, body: Body) -> tuple[dict[str, Any], list[Term]]:
    """What the page's own kind adds, and the glossary's terms explained in it."""
    if isinstance(body, Prose) and page.kind == "section":
        return section_context(view, page, body)
    if isinstance(body, Prose) and page.kind != "home":
        return explained(view, body)
    return _record(view, page, body), []


def _record(view: View, page: Page, body: Body) -> dict[str, Any]:
    match body:
        case Checklist() as checklist:
            context = _checklist(view, page, checklist)
        case Profile() as trade:
            context = profile_context(view, page, trade)
        case Assessment() as test:
            context = assessment_context(view, page, test)
        case GlossaryBook() as book:
            context = glossary_context(view, page, book)
        case SourceBook() as book:
            context = sources_context(view, page, book)
        case Home() as home:
            context = home_context(view, home)
        case Prose() as prose:
            context = home_context(view, Home(prose))
    return context


def _checklist(view: View, page: Page, body: Checklist) -> dict[str, Any]:
    groups = [
        {
            "title": group.title,
            "id": group.id,
            "before": safe(group.before),
            "entries": [{"id": item.id, "html": safe(item.html)} for item in group.items],
            "after": safe(group.after),
        }
        for group in body.groups
    ]
    lead, outro = safe(body.lead), safe(body.outro)
    notes = card_notes(view, page)
    return {"lead": lead, "outro": outro, "groups": groups, "count": len(body.items), "trade_notes": notes}
