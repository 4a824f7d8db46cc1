"""Sources → Site: parses every file, then hangs the pages together. Pure."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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
from playbook.model.source import SourceFile, stem_of, url_of
from playbook.model.statistics import Statistics
from playbook.problems import Location, Problem


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
    found = {page.url: page for page in reversed(made) if not isinstance(page.body, ReadingBook)}
    root = _section("", _tree(found))
    pages = {page.url: page for page in _walk(root)}
    section_of, trail = _places(root)
    paths, sources_of = _addresses([*(each.path for each in parsed), *sources.unreadable])
    paths = {page.path: page.url for page in pages.values()} | paths | {media.path: media.path for media in sources.media}
    return Site(
        settings=settings,
        settings_places=places,
        root=root,
        pages=pages,
        section_of=section_of,
        trail=trail,
        paths=paths,
        sources_of=sources_of,
        unfinished=frozenset(url_of(path) for path in (*(each.path for each in parsed if each.page is None), *sources.unreadable)),
        backlinks=_backlinks(pages, paths),
        tags=_tags(pages.values()),
        terms=next((page.body.terms for page in pages.values() if isinstance(page.body, GlossaryBook)), ()),
        sources={source.id: source for page in pages.values() if isinstance(page.body, SourceBook) for source in page.body.sources},
        media=sources.media,
        templates=sources.templates,
        statistics=_carried(statistics, settings),
        readings=next((page for page in made if isinstance(page.body, ReadingBook)), None),
        search=wishes,
        changed=changed,
    )


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
        for tag in page.tags:
            found[tag].append(page)
    return {tag: tuple(found[tag]) for tag in sorted(found)}


def _addresses(paths: Iterable[str]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Each path's address, with and without suffix, and which paths share one."""
    by_path: dict[str, str] = {}
    by_url: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        url = url_of(path)
        by_path[path] = by_path[stem_of(path)] = url
        by_url[url].append(path)
    return by_path, {url: tuple(found) for url, found in by_url.items()}


def _tree(pages: Mapping[str, Page]) -> dict[str, list[Page]]:
    """The pages of each folder by the folder's address; a folder's own page is not among them."""
    folders: dict[str, list[Page]] = {"": []}
    for page in pages.values():
        folder = posixpath.dirname(page.path)
        while folder and f"{folder}/" not in folders:
            folders[f"{folder}/"] = []
            folder = posixpath.dirname(folder)
    for page in pages.values():
        own = posixpath.basename(stem_of(page.path)) == "index"
        folder = posixpath.dirname(page.path)
        home = folders[f"{folder}/" if folder else ""]
        home.insert(0, page) if own else home.append(page)
    return folders


def _section(url: str, folders: Mapping[str, list[Page]]) -> Section:
    """The section at an address with all below it; a page stands in where the folder has no index."""
    found = folders[url]
    own = found[0] if found and found[0].url == url else _stand_in(url)
    inner = [each for each in folders if each.startswith(url) and each != url and each.count("/") == url.count("/") + 1]
    return Section(
        page=own,
        pages=tuple(sorted((page for page in found if page.url != url), key=_reading_order)),
        sections=tuple(sorted((_section(each, folders) for each in inner), key=lambda section: _reading_order(section.page))),
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
        for link in page.links:
            url = paths.get(link.target) if link.target else None
            if url is not None and url != page.url and url in pages and page.kind not in ("home", "section"):
                found[url][page.url] = page
    return {url: tuple(each.values()) for url, each in found.items()}
