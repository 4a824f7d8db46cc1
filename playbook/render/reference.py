"""Contexts of the glossary, the sources and the tags. Pure."""

from __future__ import annotations

from typing import Any

from playbook.model.page import Page
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.source import relative_url, tag_url
from playbook.render.view import View

_KINDS = {"article": "The articles it grew from", "research": "Research", "statistics": "Official statistics"}


def glossary_context(view: View, page: Page, book: GlossaryBook) -> dict[str, Any]:
    """The terms by their first letter."""
    letters: dict[str, list[dict[str, Any]]] = {}
    for term in sorted(book.terms, key=lambda term: term.term.casefold()):
        see = view.site.pages_at(term.see)
        entry = {"id": term.id, "term": term.term, "means": term.means, "see": view.links(see, page.url)}
        letters.setdefault(term.term[0].upper(), []).append(entry)
    return {"intro": book.intro or "", "letters": letters}


def sources_context(view: View, page: Page, book: SourceBook) -> dict[str, Any]:
    """The sources by kind, each with the pages that rest on it."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for source in book.sources:
        users = [each for each in view.site.pages.values() if source.id in each.sources]
        kinds.setdefault(_KINDS[source.kind], []).append(
            {
                "id": source.id,
                "title": source.title,
                "by": source.by or "",
                "year": source.year or "",
                "published_in": source.published_in or "",
                "url": source.url or "",
                "licence": source.licence or "",
                "attribution": source.attribution or "",
                "says": source.says,
                "used_by": view.links(users, page.url),
            }
        )
    return {"intro": book.intro or "", "kinds": kinds}


def tag_context(view: View, tag: str) -> dict[str, Any]:
    """The page of one tag."""
    url = tag_url(tag)
    plain = view.plain(url, f"Pages about: {tag}", f"The pages of this handbook about {tag}.")
    return {**plain, "tag": tag, "pages": [view.card(page, url) for page in view.site.tags[tag]]}


def tags_context(view: View) -> dict[str, Any]:
    """The page of all tags."""
    url = "tags/"
    tags = [{"name": tag, "url": relative_url(tag_url(tag), url), "count": len(pages)} for tag, pages in view.site.tags.items()]
    return {**view.plain(url, "Tags", "What the pages of this handbook are about."), "tags": tags}


def not_found_context(view: View, base: str) -> dict[str, Any]:
    """The page for addresses that lead nowhere. A host shows it at any depth, so its links start from `base`."""
    sections = [{**view.card(section.page, ""), "url": base + section.page.url} for section in view.site.root.sections]
    summary = "The address is mistyped, or the page has moved. Search for it, or start from one of these."
    return {**view.plain("", "This page is not here", summary, base), "canonical": "", "sections": sections}
