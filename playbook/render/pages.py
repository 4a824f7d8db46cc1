"""The context of each page: plain data, all that its template may see. Pure."""

from __future__ import annotations

import posixpath
from dataclasses import asdict
from datetime import date
from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.dates import add_months
from playbook.model.page import Body, Home, Page, Prose
from playbook.model.profile import Profile
from playbook.model.reference import GlossaryBook, SourceBook, Term
from playbook.model.site import Section
from playbook.model.source import relative_url
from playbook.render.assessments import assessment_context
from playbook.render.constellation import Constellation, around, sky
from playbook.render.profiles import profile_context
from playbook.render.reference import glossary_context, sources_context
from playbook.render.templates import safe
from playbook.render.terms import explain
from playbook.render.view import View, grouped, neighbours, tag_url

WORDS_A_MINUTE = 200
"""How fast the handbook is read."""
BRIGHTEST = 60
"""How many pages, the most linked, stand in the home page's sky."""

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
    context = {**view.shell(page.url), **_about(view, page), **_around(view, page)}
    body, used = _body(view, page)
    context |= body
    context["words"] = [_word(term, page.url) for term in used]
    return context


def _about(view: View, page: Page) -> dict[str, Any]:
    """What the page says of itself."""
    settings = view.site.settings
    changed = view.site.changed.get(page.path)
    return {
        "kind": page.kind,
        "address": page.url,
        "title": page.title,
        "summary": page.summary,
        "eyebrow": _eyebrow(page),
        "key": page.key,
        "reviewed": view.day(page.reviewed),
        "due": view.day(add_months(page.reviewed, settings.review_months)) if page.reviewed else "",
        "changed": view.day(date.fromisoformat(changed)) if changed else "",
        "owner": page.owner,
        "edit": settings.edit_url.replace("{path}", f"content/{page.path}") if settings.edit_url else "",
        "tags": [{"name": tag, "url": relative_url(tag_url(tag), page.url)} for tag in page.tags],
        "sources": [_source(view, name, page.url) for name in page.sources if name in view.site.sources],
    }


def _eyebrow(page: Page) -> str:
    parts = [f"Key {page.key} of 10" if page.key else _EYEBROWS.get(page.kind, "")]
    if isinstance(page.body, Checklist):
        parts += [page.body.when, f"{page.body.minutes} minutes" if page.body.minutes else ""]
    elif isinstance(page.body, Prose) and page.kind != "section":
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


def _explained(view: View, prose: Prose) -> tuple[dict[str, Any], list[Term]]:
    known: set[str] = set()
    lead, in_lead = explain(prose.lead, view.glossary, known)
    html, in_html = explain(prose.html, view.glossary, known)
    return {"lead": safe(lead), "html": safe(html)}, in_lead + in_html


def _body(view: View, page: Page) -> tuple[dict[str, Any], list[Term]]:
    """What the page's own kind adds, and the glossary's terms explained in it."""
    match page.body:
        case Prose() as prose if page.kind == "section":
            return _section(view, page, prose)
        case Prose() as prose if page.kind != "home":
            return _explained(view, prose)
        case record:
            return _record(view, page, Home(record) if isinstance(record, Prose) else record), []


def _record(view: View, page: Page, body: Body) -> dict[str, Any]:
    match body:
        case Home():
            context = _home(view, body)
        case Checklist():
            context = _checklist(view, page, body)
        case Profile():
            context = profile_context(view, page, body)
        case Assessment():
            context = assessment_context(view, page, body)
        case GlossaryBook():
            context = glossary_context(view, page, body)
        case SourceBook():
            context = sources_context(view, page, body)
        case Prose():
            context = _explained(view, body)[0]
    return context


def _checklist(view: View, page: Page, body: Checklist) -> dict[str, Any]:
    name = posixpath.basename(page.url.rstrip("/"))
    notes = [
        {"trade": view.link(trade, page.url), "note": trade.body.checklist_notes[name]}
        for trade in view.site.pages.values()
        if isinstance(trade.body, Profile) and name in trade.body.checklist_notes
    ]
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
    return {"lead": lead, "outro": outro, "groups": groups, "count": len(body.items), "trade_notes": notes}


def _section(view: View, page: Page, prose: Prose) -> tuple[dict[str, Any], list[Term]]:
    section = view.site.section_of[page.url]
    context, used = _explained(view, prose)
    children = section.children
    keys = [each for each in children if each.key]
    first = children.index(keys[0]) if keys else len(children)
    context |= {
        "before_keys": [_card(view, each, page.url) for each in children[:first]],
        "keys": [_card(view, each, page.url) for each in keys],
        "after_keys": [_card(view, each, page.url) for each in children[first:] if not each.key],
    }
    return context, used


def _card(view: View, page: Page, start: str) -> dict[str, Any]:
    """A page as its section shows it."""
    card = {**view.link(page, start), "note": "", "also": ""}
    if isinstance(page.body, Checklist):
        card["note"] = " · ".join(part for part in (page.body.when, f"{len(page.body.items)} steps") if part)
    elif isinstance(page.body, Assessment):
        card["note"], card["title"] = f"{page.body.minutes} min", page.body.question
    elif isinstance(page.body, Profile):
        card["also"] = ", ".join(page.body.also_called)
    return card


def _home(view: View, home: Home) -> dict[str, Any]:
    site = view.site
    trades = _trades(site.root)
    return {
        "lead": safe(home.prose.lead),
        "html": safe(home.prose.html),
        "home_eyebrow": home.eyebrow,
        "actions": [asdict(action) for action in home.actions],
        "questions": [{**asdict(action), "minutes": _minutes(view, action.url)} for action in home.questions],
        "routes": [asdict(action) for action in home.routes],
        "counts": {"questions": _in_words(len(home.questions)), "routes": _in_words(len(home.routes))},
        "trades": {"all": view.link(trades.page, ""), "each": view.links(trades.pages, "")} if trades else None,
        "sections": [
            {**view.link(section.page, ""), "count": len(section.pages)} for section in site.root.sections if section.pages
        ],
        "sky": asdict(_sky(view)),
    }


def _in_words(number: int) -> str:
    """`Three`; figures from twelve on."""
    words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"]
    return words[number] if number < len(words) else str(number)


def _trades(root: Section) -> Section | None:
    """The section that holds the profiles."""
    return next((each for each in root.sections if any(page.kind == "profile" for page in each.pages)), None)


def _minutes(view: View, url: str) -> str:
    target = view.site.pages.get(url.partition("#")[0])
    body = target.body if target else None
    minutes = body.minutes if isinstance(body, Assessment | Checklist) else None
    return f"{minutes} min" if minutes else ""


def _sky(view: View) -> Constellation:
    """The sections and the most linked pages."""
    site = view.site
    sections = [section.page.url for section in site.root.sections]
    linked = sorted(site.backlinks, key=lambda url: (-len(site.backlinks[url]), url))[:BRIGHTEST]
    names = [*sections, *(url for url in linked if url not in sections)]
    links: dict[str, list[str]] = {url: [] for url in names}
    for url in names:
        page = site.pages[url]
        links[url] = [each.url for each in site.pages_at(link.target for link in page.links if link.target)]
        if (section := site.section_of[url].page.url) in links:
            links[url].append(section)
    return sky(links, sections)
