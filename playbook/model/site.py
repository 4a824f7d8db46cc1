"""The site: all pages, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from playbook.config import Settings
from playbook.model.page import Page
from playbook.model.reference import Source, Term
from playbook.model.search import SearchWishes
from playbook.model.source import MediaFile, SourceFile
from playbook.model.statistics import Statistics
from playbook.problems import Location

Form = TypeVar("Form")


@dataclass(frozen=True)
class Section:
    """A folder of content: its own page, the pages in it, and the folders in it."""

    page: Page
    pages: tuple[Page, ...]
    """In reading order, sections' own pages not among them."""
    sections: tuple[Section, ...] = ()

    @cached_property
    def order(self) -> tuple[Page, ...]:
        """All that it lists, as it is read: its own page first."""
        return (self.page, *self.children)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each page stands in that order, by its address."""
        return {page.url: place for place, page in enumerate(self.order)}

    @cached_property
    def children(self) -> tuple[Page, ...]:
        """What the section lists: its pages, then its sections' pages."""
        return self.pages + tuple(section.page for section in self.sections)


@dataclass(frozen=True)
class Site:
    """A handbook read whole. Every mapping keeps reading order."""

    settings: Settings
    settings_places: Mapping[str, Location]
    """Where each key of playbook.yml stands."""
    root: Section
    """The home page, the top pages and the top sections."""
    pages: Mapping[str, Page]
    """By address."""
    section_of: Mapping[str, Section]
    """The section that lists a page, or that it is the page of, by the page's address."""
    trail: Mapping[str, tuple[Page, ...]]
    """The pages above a page, home first, by its address."""
    paths: Mapping[str, str]
    """Address of each source by its path, both with and without its suffix; drafts and broken files too."""
    sources_of: Mapping[str, tuple[str, ...]]
    """The source paths that lead to one address: more than one is a clash."""
    unfinished: frozenset[str]
    """Addresses of sources that could not be made into pages; their own problems are told where they stand."""
    backlinks: Mapping[str, tuple[Page, ...]]
    """The pages that point to a page, by its address."""
    tags: Mapping[str, tuple[Page, ...]]
    terms: tuple[Term, ...]
    sources: Mapping[str, Source]
    media: tuple[MediaFile, ...]
    templates: tuple[SourceFile, ...]
    statistics: Statistics
    """Official figures, joined to the industries of each country."""
    readings: Page | None
    """`industries/readings.yaml`: a ReadingBook with its links and places, which is not published as a page."""
    search: SearchWishes
    changed: Mapping[str, str]
    """The day (ISO 8601) each source last changed, by its path, where the history is known."""

    @cached_property
    def sound(self) -> frozenset[str]:
        """Every path, with and without suffix, that leads to something published."""
        return frozenset(path for path, url in self.paths.items() if url in self.pages or not url.endswith("/"))

    @cached_property
    def doubtful(self) -> tuple[Page, ...]:
        """The pages, the readings among them, of which not every link plainly leads to something published."""
        known = set(self.sound)
        pages = (*self.pages.values(), *([self.readings] if self.readings else []))
        return tuple(page for page in pages if not known.issuperset(page.pointers) and not self._leads(page, known))

    def _leads(self, page: Page, known: set[str]) -> bool:
        """Whether all of a page's links lead somewhere; those to headings are added to what is `known`."""
        for pointer in page.pointers:
            path, _, anchor = pointer.partition("#")
            if pointer not in known:
                target = self.page_at(path) if path else page
                if target is None or anchor not in target.anchors:
                    return False
                if path:
                    known.add(pointer)
        return True

    def setting_place(self, key: str) -> Location:
        """Where a setting stands; the top of playbook.yml where it is absent."""
        return self.settings_places.get(key, Location("playbook.yml"))

    def bodies(self, form: type[Form]) -> Iterator[tuple[Page, Form]]:
        """The pages with a body of this form, and the bodies."""
        for page in self.pages.values():
            if page.form == form.__name__ and isinstance(body := page.body, form):
                yield page, body

    def shows(self, page: Page) -> bool:
        """Whether it is published, or is the readings: not a draft, nor another at the same address."""
        return page is self.readings or self.pages.get(page.url) is page

    def page_at(self, path: str) -> Page | None:
        """The page of a source, by its path with or without suffix; None where it is not published."""
        return self.pages.get(self.paths.get(path, "?"))

    def pages_at(self, paths: Iterable[str]) -> list[Page]:
        """The published ones among the pages of these sources, in their order."""
        return [page for path in paths if (page := self.page_at(path))]
