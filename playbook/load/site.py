"""Sources → Site: parses every file, then hangs the pages together. Pure."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from playbook.config import Settings
from playbook.load.discover import Sources
from playbook.load.located import read_yaml
from playbook.load.pages import Parsed, parse_page
from playbook.load.records import SEARCH, parse_record
from playbook.load.schema import validate
from playbook.model.page import Page, Prose
from playbook.model.readings import ReadingBook
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.search import SearchWishes
from playbook.model.site import Section, Site
from playbook.model.source import PAGE_SUFFIXES, SourceFile, stem_of, url_of
from playbook.model.statistics import Statistics
from playbook.problems import Location, Problem

Book = TypeVar("Book", GlossaryBook, SourceBook)


def parse_settings(source: SourceFile | None) -> tuple[Settings, dict[str, Location], list[Problem]]:
    """The handbook's settings with their places; defaults stand in where they cannot be read, so that the rest is checked too."""
    stand_in = Settings(title="Untitled", site_url="https://example.org/")
    if source is None:
        return stand_in, {}, []
    document = read_yaml(source)
    if document.data is None and document.problems:
        return stand_in, {}, document.problems
    settings, problems = validate(Settings, document)
    if isinstance(document.data, dict) and document.data.get("accent", "") is None:
        hint = 'Put it in quotes, since # starts a comment: accent: "#0f5c63"'
        problems = [problem for problem in problems if "'accent'" not in problem.message]
        problems.append(Problem(document.keys[("accent",)], "'accent' is empty", hint))
    places = {str(path[0]): where for path, where in document.places.items() if len(path) == 1}
    return settings or stand_in, places, [*document.problems, *problems]


def parse(source: SourceFile, *, trust_html: bool) -> Parsed:
    """The page of one source, of whatever format."""
    if source.path.endswith(".md"):
        return parse_page(source, trust_html=trust_html)
    return parse_record(source)


def assemble(
    settings: Settings,
    places: Mapping[str, Location],
    sources: Sources,
    parsed: Sequence[Parsed],
    changed: Mapping[str, str],
    statistics: Statistics,
) -> Site:
    """The site of all parsed pages that are not drafts."""
    wishes = next((each.search for each in parsed if each.search), SearchWishes())
    parsed = [each for each in parsed if each.path != SEARCH]
    made = [each.page for each in parsed if each.page and not each.page.draft]
    found = {page.url: page for page in reversed(made) if page.form != ReadingBook.__name__}
    root = _section("", _tree(found))
    pages = {page.url: page for page in _walk(root)}
    section_of, trail = _places(root)
    paths, sources_of, unfinished = _addresses(parsed, sources)
    paths = {page.path: page.url for page in pages.values()} | paths
    return Site(
        settings=settings,
        settings_places=places,
        root=root,
        pages=pages,
        section_of=section_of,
        trail=trail,
        paths=paths,
        sources_of=sources_of,
        unfinished=unfinished,
        backlinks=_backlinks(pages, paths),
        tags=_tags(pages.values()),
        terms=next((book.terms for book in _books(pages, GlossaryBook)), ()),
        sources={source.id: source for book in _books(pages, SourceBook) for source in book.sources},
        media=sources.media,
        templates=sources.templates,
        statistics=_carried(statistics, settings),
        readings=next((page for page in made if page.form == ReadingBook.__name__), None),
        search=wishes,
        changed=changed,
    )


def _books(pages: Mapping[str, Page], form: type[Book]) -> Iterator[Book]:
    for page in pages.values():
        if page.form == form.__name__ and isinstance(book := page.body, form):
            yield book


def _carried(statistics: Statistics, settings: Settings) -> Statistics:
    """The figures of the countries that the handbook carries, its own first unless the settings have an order."""
    found = statistics.industries
    own = sorted(found, key=lambda country: (country != settings.country.lower(), country))
    wanted = own if settings.industries is None else [country.lower() for country in settings.industries]
    return replace(statistics, industries={country: found[country] for country in wanted if country in found})


def _tags(pages: Iterable[Page]) -> dict[str, tuple[Page, ...]]:
    """The pages of each tag, tags by the alphabet."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for tag in dict.fromkeys(page.tags):
            found[tag].append(page)
    return {tag: tuple(found[tag]) for tag in sorted(found)}


def _addresses(parsed: Iterable[Parsed], sources: Sources) -> tuple[dict[str, str], dict[str, tuple[str, ...]], frozenset[str]]:
    """Each path's address, a page's with and without suffix; which paths share one; and those that no page could be made for."""
    unread = [path for path in sources.unreadable if path.endswith(PAGE_SUFFIXES)]
    files = [*(media.path for media in sources.media), *(path for path in sources.unreadable if path not in unread)]
    by_path: dict[str, str] = {}
    by_url: dict[str, list[str]] = defaultdict(list)
    for path in (*(each.path for each in parsed), *unread):
        url = url_of(path)
        by_path[path] = by_path[stem_of(path)] = url
        by_url[url].append(path)
    unfinished = frozenset(url_of(path) for path in (*(each.path for each in parsed if each.page is None), *unread))
    return by_path | {path: path for path in files}, {url: tuple(found) for url, found in by_url.items()}, unfinished


@dataclass
class _Folder:
    """What lies in one folder of the content."""

    pages: list[Page] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    """The addresses of the folders in it."""


def _tree(pages: Mapping[str, Page]) -> dict[str, _Folder]:
    """The folders by their address."""
    folders: dict[str, _Folder] = {"": _Folder()}

    def at(url: str) -> _Folder:
        if url not in folders:
            above = url[:-1].rpartition("/")
            at(above[0] + above[1]).inner.append(url)
            folders[url] = _Folder()
        return folders[url]

    for page in pages.values():
        folder = page.path.rpartition("/")
        at(folder[0] + folder[1]).pages.append(page)
    return folders


def _section(url: str, folders: Mapping[str, _Folder]) -> Section:
    """The section at an address with all below it; a page stands in where the folder has no index."""
    folder = folders[url]
    inner = (_section(each, folders) for each in folder.inner)
    return Section(
        page=next((page for page in folder.pages if page.url == url), None) or _stand_in(url),
        pages=tuple(sorted((page for page in folder.pages if page.url != url), key=_reading_order)),
        sections=tuple(sorted(inner, key=lambda section: _reading_order(section.page))),
    )


def _stand_in(url: str) -> Page:
    """The page of a folder that has no `index.md`."""
    name = posixpath.basename(url.rstrip("/")) or "home"
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return Page(path=f"{url}index.md", url=url, kind="section" if url else "home", title=title, body=Prose(""))


def _reading_order(page: Page) -> tuple[int, str, str]:
    return page.order, page.title.casefold(), page.url


def _walk(section: Section) -> Iterable[Page]:
    yield section.page
    yield from section.pages
    for inner in section.sections:
        yield from _walk(inner)


def _places(root: Section) -> tuple[dict[str, Section], dict[str, tuple[Page, ...]]]:
    """The section of each page, and the pages above it, by its address."""
    section_of: dict[str, Section] = {}
    trail: dict[str, tuple[Page, ...]] = {}

    def place(section: Section, above: tuple[Page, ...]) -> None:
        section_of[section.page.url], trail[section.page.url] = section, above
        for page in section.pages:
            section_of[page.url], trail[page.url] = section, (*above, section.page)
        for inner in section.sections:
            place(inner, (*above, section.page))

    place(root, ())
    return section_of, trail


def _backlinks(pages: Mapping[str, Page], paths: Mapping[str, str]) -> dict[str, tuple[Page, ...]]:
    found: dict[str, dict[str, Page]] = defaultdict(dict)
    for page in pages.values():
        for pointer in page.pointers if page.kind not in ("home", "section") else ():
            url = paths.get(pointer.partition("#")[0] or page.path)
            if url is not None and url != page.url and url in pages:
                found[url][page.url] = page
    return {url: tuple(each.values()) for url, each in found.items()}
