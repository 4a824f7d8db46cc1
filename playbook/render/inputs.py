"""What each page is made from, as a few digests: found without making anything, and the same only if the page would be. Pure.

A test edits handbooks at random and holds the result against a clean build: what is left out here shows there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import cached_property

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Page, Prose
from playbook.model.profile import Profile
from playbook.model.source import digest_of
from playbook.model.statistics import Industry
from playbook.render.front import brightest
from playbook.render.lens import trades
from playbook.render.profiles import buying
from playbook.render.view import View

WORDS = {"template": "its template or the program changed", "settings": "the settings or the top of the site changed",
         "page": "the page itself changed", "list": "the list that it stands in changed",
         "links": "something that it names, or that names it, changed"}  # fmt: skip
"""What a page is made from, and what is said when that is new."""


class Inputs:
    """The digests of one build's pages, those that many share made once."""

    def __init__(self, view: View, program: str) -> None:
        self._view, self._site, self._program = view, view.site, program
        self._lists: dict[str, tuple[str, str]] = {}

    def of_page(self, template: str, *, page: Page) -> str:
        """What a page with a source is made from."""
        changed = self._site.changed.get(page.path, "")
        links = digest_of(*self._around(page), *self._offers(page.url), *self._own(page))
        return self._joined(template, digest_of(page.digest, page.face, changed), self._list(page), links)

    def of_list(self, template: str, *, cards: Iterable[Page] = (), links: Iterable[Page] = (), words: Iterable[str] = ()) -> str:
        """What a page without a source is made from: pages with their summaries, pages that it only names, and some words."""
        faces = (page.face for page in cards)
        named = digest_of(self._site.root.page.name, *words, "→", *faces, "→", *self._named(links))
        return self._joined(template, "", "", named)

    def of_industry(self, template: str, *, industry: Industry) -> str:
        """What the page of an industry is made from."""
        around = self._view.atlas.profiles.get((industry.country, industry.code), ())
        links = digest_of(*self._named([self._site.root.page, *around]), *self._offers(industry.url), *self._shown_of(industry))
        return self._joined(template, industry.digest, self._site.statistics.lists, links)

    def of_atlas(self, template: str, *, industries: Iterable[Industry] = ()) -> str:
        """What a page that lists industries is made from, and what it is that shows numbers of some."""
        numbers = digest_of(*(each.numbers for each in industries))
        return self._joined(template, numbers, self._site.statistics.lists, self._site.root.page.name)

    def of_records(self, template: str) -> str:
        """What the pages of the reader's own device are made from: everything that a device may keep."""
        kept = (page.digest for page in self._site.pages.values() if page.form in (Assessment.__name__, Checklist.__name__))
        return self.of_list(template, links=self._site.pages.values(), words=kept)

    def _joined(self, template: str, page: str, listed: str, links: str) -> str:
        return f"{digest_of(self._program, self._view.templates.digest(template))} {self._settings} {page} {listed} {links}"

    @cached_property
    def _settings(self) -> str:
        """What every page shows: the settings, the head and the foot."""
        site, templates = self._site, self._view.templates
        tops = [*site.root.pages, *(section.page for section in site.root.sections)]
        parts = [templates.digest(f"components/{name}.html") for name in ("header", "footer", "sidebar")]
        ways = [str(bool(site.tags)), str(self._view.has_own_page), str(bool(self._view.atlas.countries)), self._view.trades]
        return digest_of(site.settings.model_dump_json(), self._view.assets, *parts, *ways, *self._named(tops))

    def _list(self, page: Page) -> str:
        """The section's list, and the way to it; a section's own page shows more of each."""
        section = self._site.section_of[page.url]
        if section.page.url not in self._lists:
            names = digest_of(*self._named([*self._site.trail[section.page.url], section.page, *section.children]))
            self._lists[section.page.url] = names, digest_of(names, *(each.card for each in section.children))
        return self._lists[section.page.url][section.page is page]

    def _around(self, page: Page) -> Iterator[str]:
        """The pages that it names, the pages that name it, and the words explained."""
        yield from self._named(self._site.backlinks.get(page.url, ()))
        yield "→"
        plain = page.form == Prose.__name__ and page.kind != "home"
        for pointer in page.pointers:
            target = self._site.page_at(pointer.partition("#")[0])
            if target:
                yield target.url if plain else target.name
        yield from self._named(self._site.pages_at(link.target for link in page.related) if page.has_related else ())
        yield from (self._sources[name] for name in page.sources if name in self._sources)
        if page.form == Prose.__name__:
            yield self._terms

    def _named(self, pages: Iterable[Page]) -> Iterator[str]:
        return (page.name for page in pages)

    def _offers(self, url: str) -> Iterator[str]:
        """The PDFs that a page offers."""
        return (f"{each['words']} {each['url']}" for each in self._view.offers(url))

    def _own(self, page: Page) -> Iterator[str]:
        """What pages of one kind show beside."""
        name = posixpath.basename(page.url.rstrip("/"))
        if page.form == Profile.__name__:
            yield from self._figures_of(page)
        elif page.form == Checklist.__name__:
            yield from (
                f"{each.name} {trade.checklist_notes[name]}" for each, trade in self._trades if name in trade.checklist_notes
            )
        elif page.form == Assessment.__name__:
            own = ((each, trade.thresholds.get(name)) for each, trade in self._trades)
            yield from (f"{each.name} {found.model_dump_json()}" for each, found in own if found)
        elif page.kind == "sources":
            yield from (f"{each.name} {each.sources}" for each in self._site.pages.values() if each.sources)
        elif page.kind == "home":
            yield from self._front(page)

    def _front(self, home: Page) -> Iterator[str]:
        """What the home page shows of trades, sections, and the pages that its sky is made of."""
        site = self._site
        for each, trade in self._trades:
            yield f"{each.face} {trade.id}"
            month = (step.do for step in sorted(trade.first_month, key=lambda step: step.week))
            yield from self._named(site.pages_at(month))
            yield "→"
            yield from self._named(site.pages_at(f"checklists/{note}" for note in trade.checklist_notes))
        for section in site.root.sections:
            yield f"{section.page.face} {len(section.pages)}"
            yield from self._named(section.pages if any(each.kind == "profile" for each in section.pages) else ())
        yield from (f"{url} {site.pages[url].pointers}" for url in brightest(site))
        yield from (each.card for each in site.pages_at(pointer.partition("#")[0] for pointer in home.pointers))

    def _figures_of(self, page: Page) -> Iterator[str]:
        """The official figures of a trade: of the first of its industries, in each country."""
        atlas, trade = self._view.atlas, page.body
        if not isinstance(trade, Profile):
            return
        for country in atlas.countries:
            for industry in atlas.of_codes(trade.codes, country)[:1]:
                yield self._site.statistics.lists
                yield industry.digest
                yield from self._shown_of(industry, buying(self._view, trade, country))

    def _shown_of(self, industry: Industry, buyers: Iterable[Industry] = ()) -> Iterator[str]:
        """What is shown with an industry's figures: the numbers of its buyers, the readings, the screen that figures fill in."""
        yield from (f"{each.url} {each.numbers}" for each in (*buyers, *self._view.atlas.buyers(industry)))
        yield self._readings

    @cached_property
    def _readings(self) -> str:
        """The readings, what a page shows of the screen, and the pages that both lead to."""
        site, screen = self._site, self._view.atlas.screen
        led = [link.target for link in site.readings.links] if site.readings else []
        parts = [site.readings.digest if site.readings else ""]
        if screen and isinstance(screen.body, Assessment):
            led += [link.target for link in screen.related]
            parts += [screen.name, *(f"{each.id} {each.label} {each.figure}" for each in screen.body.ask if each.figure)]
        return digest_of(*parts, "→", *self._named(site.pages_at(led)))

    @cached_property
    def _trades(self) -> list[tuple[Page, Profile]]:
        return trades(self._site)

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {name: digest_of(source.model_dump_json()) for name, source in self._site.sources.items()}

    @cached_property
    def _terms(self) -> str:
        return digest_of(*(term.model_dump_json() for term in self._site.terms))
