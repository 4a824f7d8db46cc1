"""What each page is made from, as a few digests: found without making anything, and the same only if the page would be. Pure.

A test edits handbooks at random and holds the result against a clean build: what is left out here shows there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Page, Prose
from playbook.model.profile import Profile
from playbook.model.source import digest_of
from playbook.render.front import brightest
from playbook.render.view import View

WORDS = {"template": "its template or the program changed", "settings": "the settings or the top of the site changed",
         "page": "the page itself changed", "list": "its section's list changed",
         "links": "a page that it names, or that names it, changed"}  # fmt: skip
"""What a page is made from, and what is said when that is new."""


class Inputs:
    """The digests of one build's pages, those that many share made once."""

    def __init__(self, view: View, program: str) -> None:
        self._view, self._site, self._program = view, view.site, program
        self._lists: dict[str, tuple[str, str]] = {}

    def of_page(self, template: str, *, page: Page) -> str:
        """What a page with a source is made from."""
        changed = self._site.changed.get(page.path, "")
        links = digest_of(*self._around(page), *self._own(page))
        return self._joined(template, digest_of(page.digest, page.face, changed), self._list(page), links)

    def of_list(self, template: str, *, pages: Iterable[Page], words: Iterable[str] = ()) -> str:
        """What a page without a source is made from: the pages that it names, and some words."""
        return self._joined(template, "", "", digest_of(*words, *(page.face for page in pages)))

    def of_atlas(self, template: str, *, named: Iterable[Page] = ()) -> str:
        """What a page of industries is made from: all figures, what is read in them, and the trades that it names."""
        return self.of_list(template, pages=(self._site.root.page, *named), words=(self._figures,))

    def of_records(self, template: str) -> str:
        """What the pages of the reader's own device are made from: everything that a device may keep."""
        kept = (page.digest for page in self._site.pages.values() if page.form in (Assessment.__name__, Checklist.__name__))
        return self.of_list(template, pages=self._site.pages.values(), words=kept)

    def _joined(self, template: str, page: str, listed: str, links: str) -> str:
        return f"{digest_of(self._program, self._view.templates.digest(template))} {self._settings} {page} {listed} {links}"

    @cached_property
    def _settings(self) -> str:
        """What every page shows: the settings, the head and the foot."""
        site, templates = self._site, self._view.templates
        tops = [*site.root.pages, *(section.page for section in site.root.sections)]
        parts = [templates.digest(f"components/{name}.html") for name in ("header", "footer", "sidebar")]
        ways = [str(bool(site.tags)), str(self._view.has_own_page), str(bool(self._view.atlas.countries)), self._view.trades]
        return digest_of(site.settings.model_dump_json(), self._view.assets, *parts, *ways, *(page.face for page in tops))

    def _list(self, page: Page) -> str:
        """The section's list, and the way to it; a section's own page shows more of each."""
        section = self._site.section_of[page.url]
        if section.page.url not in self._lists:
            trail = [each.face for each in self._site.trail[section.page.url]]
            faces = digest_of(*trail, section.page.face, *(each.face for each in section.children))
            self._lists[section.page.url] = faces, digest_of(faces, *map(_card, section.children))
        return self._lists[section.page.url][section.page is page]

    def _around(self, page: Page) -> Iterator[str]:
        """The pages that it names, the pages that name it (trades whole: they say more on it), and the words explained."""
        for each in self._site.backlinks.get(page.url, ()):
            yield each.digest if each.form == Profile.__name__ else each.face
        yield "→"
        plain = page.form == Prose.__name__ and page.kind != "home"
        for pointer in page.pointers:
            target = self._site.page_at(pointer.partition("#")[0])
            if target:
                yield target.url if plain else _card(target)
        for link in page.related if page.has_related else ():
            yield from (each.face for each in self._site.pages_at([link.target]))
        yield from (self._sources[name] for name in page.sources if name in self._sources)
        if page.form == Prose.__name__:
            yield self._terms

    def _own(self, page: Page) -> Iterator[str]:
        """What pages of one kind show beside."""
        yield from (f"{each['words']} {each['url']}" for each in self._view.offers(page.url))
        if page.form == Profile.__name__:
            yield self._figures
        if page.kind == "home":
            for each, _ in self._site.bodies(Profile):
                yield from (_whole(each), *(step.face for step in self._site.pages_at(link.target for link in each.links)))
            for section in self._site.root.sections:
                yield from (section.page.face, str(len(section.pages)))
                yield from (each.face for each in section.pages if any(each.kind == "profile" for each in section.pages))
            yield from (f"{url} {self._site.pages[url].pointers}" for url in brightest(self._site))
        elif page.kind == "sources":
            yield from (f"{each.face} {each.sources}" for each in self._site.pages.values() if each.sources)

    @cached_property
    def _figures(self) -> str:
        """The official figures, the readings with the pages that they lead to, the screen that figures fill in with its own."""
        site, led = self._site, [page for page in (self._site.readings, self._view.atlas.screen) if page]
        ends = (end for page in led for end in site.pages_at(link.target for link in page.links))
        return digest_of(site.statistics.digest, *map(_whole, led), "→", *(page.face for page in ends))

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {name: digest_of(source.model_dump_json()) for name, source in self._site.sources.items()}

    @cached_property
    def _terms(self) -> str:
        return digest_of(*(term.model_dump_json() for term in self._site.terms))


def _whole(page: Page) -> str:
    """All that its source says, and where it is."""
    return f"{page.face} {page.digest}"


def _card(page: Page) -> str:
    """What a card or a longer mention shows of a page: of a text its face, of a record more than that."""
    return page.face if page.form == Prose.__name__ else page.digest
