"""Rules about pages as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.model.page import Page
from playbook.model.site import Site
from playbook.model.source import tag_url
from playbook.problems import Location, Problem, did_you_mean


def clashing_addresses(site: Site) -> Iterator[Problem]:
    """Two sources that would be published at one address."""
    for url, paths in site.sources_of.items():
        for path in paths[1:]:
            message = f"this page and content/{paths[0]} would both be published at {url or 'the home page'}"
            yield Problem(Location(f"content/{path}"), message, "Rename one of the two files.")


def unknown_sources(site: Site) -> Iterator[Problem]:
    """A source id that content/sources.yml does not list; while that file cannot be read, nothing is known of any."""
    if site.paths.get("sources.yml") in site.unfinished:
        return
    for page in site.pages.values():
        for index, name in enumerate(page.sources):
            if name not in site.sources:
                hint = did_you_mean(name, site.sources) or "Add it to content/sources.yml."
                yield Problem(page.place(f"sources/{index}"), f"no source '{name}' in content/sources.yml", hint)


def clashing_tags(site: Site) -> Iterator[Problem]:
    """Tags that would have one page, or none, since an address has no capitals and no signs."""
    first: dict[str, str] = {}
    for page in site.pages.values():
        for index, tag in enumerate(page.tags):
            known, url = first.setdefault(tag_url(tag), tag), tag_url(tag)
            if url == tag_url(""):
                hint = "Use letters from a to z, or digits."
                yield Problem(page.place(f"tags/{index}"), f"no address can be made of the tag '{tag}'", hint)
            elif known != tag:
                message = f"the tags '{tag}' and '{known}' would both be published at {url}"
                yield Problem(page.place(f"tags/{index}"), message, f"Write '{known}' here too, or rename one of the two.")


def missing_summaries(page: Page) -> Iterator[Problem]:
    """A page that lists and search results cannot describe."""
    if not page.summary and page.places:
        hint = "Add 'summary: One sentence, at most 160 characters.' to the front matter."
        yield Problem(page.place(""), "the page has no summary", hint, "warning")
