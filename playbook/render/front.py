"""Contexts of the pages that lead to others: home, and the sections. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Home, Page, Prose
from playbook.model.profile import Profile
from playbook.model.reference import Term
from playbook.model.site import Section, Site
from playbook.render.constellation import Constellation, sky
from playbook.render.lens import start_panels
from playbook.render.templates import safe
from playbook.render.view import View, explained

BRIGHTEST = 60
"""How many pages, the most linked, stand in the home page's sky."""


def section_context(view: View, page: Page, prose: Prose) -> tuple[dict[str, Any], list[Term]]:
    """A section's text, and its pages as cards: the ten keys apart, where it has them."""
    section = view.site.section_of[page.url]
    context, used = explained(view, prose)
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
    card = {**view.card(page, start), "note": "", "also": ""}
    body = page.body if page.form != Prose.__name__ else None
    if isinstance(body, Checklist):
        card["note"] = " · ".join(part for part in (body.when, f"{len(body.items)} steps") if part)
    elif isinstance(body, Assessment):
        card["note"], card["title"] = f"{body.minutes} min", body.question
    elif isinstance(body, Profile):
        card["also"] = ", ".join(body.also_called)
    return card


def home_context(view: View, home: Home) -> dict[str, Any]:
    """The home page: questions, ways in, trades, sections, and the sky of all pages."""
    site = view.site
    trades = _trades(site.root)
    return {
        "lead": safe(home.prose.lead),
        "html": safe(home.prose.html),
        "home_eyebrow": home.eyebrow,
        "actions": [asdict(action) for action in home.actions],
        "questions": [
            {**asdict(action), "minutes": _minutes(view.site.pages.get(action.url.partition("#")[0]))} for action in home.questions
        ],
        "routes": [asdict(action) for action in home.routes],
        "counts": {"questions": _in_words(len(home.questions)), "routes": _in_words(len(home.routes))},
        "trades": {"all": view.link(trades.page, ""), "each": view.links(trades.pages, "")} if trades else None,
        "panels": start_panels(view),
        "sections": [
            {**view.card(section.page, ""), "count": len(section.pages)} for section in site.root.sections if section.pages
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


def _minutes(page: Page | None) -> str:
    """How long a card or a self-assessment takes; empty for other pages."""
    body = page.body if page and page.form in (Assessment.__name__, Checklist.__name__) else None
    minutes = body.minutes if isinstance(body, Assessment | Checklist) else None
    return f"{minutes} min" if minutes else ""


def brightest(site: Site) -> list[str]:
    """The addresses of the sections and of the most linked pages."""
    sections = [section.page.url for section in site.root.sections]
    linked = sorted(site.backlinks, key=lambda url: (-len(site.backlinks[url]), url))[:BRIGHTEST]
    return [*sections, *(url for url in linked if url not in sections)]


def _sky(view: View) -> Constellation:
    """The sections and the most linked pages."""
    site = view.site
    sections = [section.page.url for section in site.root.sections]
    names = brightest(site)
    links: dict[str, list[str]] = {url: [] for url in names}
    for url in names:
        page = site.pages[url]
        links[url] = [each.url for each in site.pages_at(link.target for link in page.links if link.target)]
        if (section := site.section_of[url].page.url) in links:
            links[url].append(section)
    return sky(links, sections)
