"""What all pages of one build share: templates, dates, the glossary, and the parts that are the same for a whole section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from playbook.model.handout import Printed
from playbook.model.page import Page, Prose
from playbook.model.reference import Term
from playbook.model.site import Section, Site
from playbook.model.source import relative_url
from playbook.render.industries import ATLAS, Atlas, atlas_of
from playbook.render.templates import Templates, safe
from playbook.render.terms import Glossary, explain

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Content Security Policy of every page: nothing inline, nothing from another host."""


@dataclass(frozen=True)
class View:
    """One build's site as its pages see it. Shared parts are rendered once and remembered in `parts`."""

    site: Site
    templates: Templates
    glossary: Glossary
    assets: str
    """The folder of all assets below the site's root, ending in a slash."""
    prints: tuple[Printed, ...] = ()
    """The PDFs that the site offers."""
    parts: dict[tuple[str, ...], Markup] = field(default_factory=dict)

    def link(self, page: Page, start: str) -> dict[str, Any]:
        """A page as a list names it, seen from the page at `start`: what its `name` stands for."""
        return {
            "title": page.title,
            "label": page.label,
            "url": relative_url(page.url, start),
            "kind": page.kind,
            "key": page.key,
        }

    def card(self, page: Page, start: str) -> dict[str, Any]:
        """A page with its summary: what its `face` stands for."""
        return {**self.link(page, start), "summary": page.summary}

    def links(self, pages: Iterable[Page], start: str) -> list[dict[str, Any]]:
        """Pages as a list names them."""
        return [self.link(page, start) for page in pages]

    def day(self, day: date | None) -> str:
        """A day in the reader's words, empty for none."""
        return _day(day, self.site.settings.language) if day else ""

    def live(self, url: str) -> str | None:
        """Where a page of the site, or a part of it, stands on the web; None where the site does not know its address."""
        site_url = self.site.settings.site_url
        return f"{site_url.rstrip('/')}/{url}" if site_url else None

    def shell(self, url: str, root: str = "") -> dict[str, Any]:
        """What the page at an address has around its content: settings, and the parts that many pages share.

        `root` is the way to the site's root where the address does not tell it.
        """
        settings = self.site.settings
        root = root or relative_url("", url)
        return {
            "language": settings.language,
            "handbook": settings.title,
            "association": settings.association or "",
            "root": root,
            "assets": root + self.assets,
            "csp": CSP,
            "canonical": self.live(url) or "",
            "chooser": root + self.trades if self.trades else "",
            "header": self._part("header", root, f"{url.split('/', maxsplit=1)[0]}/" if url else ""),
            "footer": self._part("footer", root, ""),
        }

    @cached_property
    def atlas(self) -> Atlas:
        """The site's industries; empty where it carries no official figures."""
        return atlas_of(self.site)

    @cached_property
    def trades(self) -> str:
        """The address of the section of trades; empty where there are none."""
        first = next((page for page in self.site.pages.values() if page.kind == "profile"), None)
        return self.site.section_of[first.url].page.url if first else ""

    def offers(self, url: str) -> list[dict[str, str]]:
        """The PDFs that the page at an address offers: what they are, and how long and heavy."""
        return [{"words": offer_words(each), "url": relative_url(each.path, url)} for each in self._offered.get(url, ())]

    @cached_property
    def _offered(self) -> dict[str, list[Printed]]:
        """The PDFs of each page, by its address."""
        found: dict[str, list[Printed]] = {}
        for each in self.prints:
            found.setdefault(each.url, []).append(each)
        return found

    @cached_property
    def has_own_page(self) -> bool:
        """Whether there is anything that a reader's device could keep."""
        return any(page.kind in ("assessment", "checklist") for page in self.site.pages.values())

    def plain(self, url: str, title: str, summary: str, root: str = "") -> dict[str, Any]:
        """The context of a page that has no source. The summary is what other sites show of it."""
        return {
            **self.shell(url, root),
            "kind": "list",
            "address": url,
            "title": title,
            "summary": summary,
            "words": [],
            "breadcrumbs": [self.link(self.site.root.page, url)],
        }

    def sidebar(self, page: Page) -> Markup:
        """The list of the page's section, the page itself marked. The list is one text for all pages of the section."""
        section = self.site.section_of[page.url]
        key = ("sidebar", section.page.url)
        sibling = f"{section.page.url}~/"
        if key not in self.parts:
            context = {"section": self.link(section.page, sibling), "pages": self.links(section.children, sibling)}
            self.parts[key] = self.templates.render("components/sidebar.html", context)
        here = f'href="{relative_url(page.url, sibling)}"'
        return safe(str(self.parts[key]).replace(here, f'{here} aria-current="page"', 1))

    def _part(self, name: str, root: str, top: str) -> Markup:
        """The head or foot of a page, by the way to the site's root and the top section it belongs to."""
        key = (name, root, top)
        if key not in self.parts:
            context = {"root": root, "top": top, **self._map(root)}
            self.parts[key] = self.templates.render(f"components/{name}.html", context)
        return self.parts[key]

    def _map(self, root: str) -> dict[str, Any]:
        """The top of the site, as every page shows it."""
        site = self.site
        sections = [section.page for section in site.root.sections]
        return {
            "handbook": site.settings.title,
            "association": site.settings.association or "",
            "logo": root + site.settings.logo if site.settings.logo else "",
            "sections": [{"label": page.label, "url": root + page.url, "address": page.url} for page in sections],
            "pages": [{"label": page.label, "url": root + page.url, "address": page.url} for page in site.root.pages],
            "tags": f"{root}tags/" if site.tags else "",
            "me": f"{root}me/" if self.has_own_page else "",
            "search": f"{root}search/",
            "atlas": root + ATLAS if self.atlas.countries else "",
        }


def offer_words(printed: Printed) -> str:
    """`Print this: one page, 24 KB`."""
    pages = "one page" if printed.pages == 1 else f"{printed.pages} pages"
    size = f"{max(1, round(printed.size / 1000))} KB" if printed.size < 950_000 else f"{printed.size / 1e6:.1f} MB"
    return f"{printed.offer}: {pages}, {size}"


@cache
def _day(day: date, language: str) -> str:
    return format_date(day, format="d MMMM yyyy", locale=language.replace("-", "_"))


def neighbours(section: Section, page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after a page in its section's reading order; the section's own page comes first."""
    at = section.places[page.url]
    before = section.order[at - 1] if at > 0 else None
    return before, section.order[at + 1] if at + 1 < len(section.order) else None


def grouped(pages: Iterable[Page], labels: Mapping[str, str], rest: str) -> dict[str, list[Page]]:
    """Pages under a label for their kind, in the order of `labels`; `rest` takes the other kinds."""
    found: dict[str, list[Page]] = {label: [] for label in (*labels.values(), rest)}
    for page in pages:
        found[labels.get(page.kind, rest)].append(page)
    return {label: group for label, group in found.items() if group}


def explained(view: View, prose: Prose) -> tuple[dict[str, Any], list[Term]]:
    """A text with its glossary words explained where they first stand, and those words."""
    known: set[str] = set()
    lead, in_lead = explain(prose.lead, view.glossary, known)
    html, in_html = explain(prose.html, view.glossary, known)
    return {"lead": safe(lead), "html": safe(html)}, in_lead + in_html
