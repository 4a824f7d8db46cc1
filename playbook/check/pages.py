"""Rules about pages as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.model.page import Page
from playbook.model.site import Site
from playbook.problems import Location, Problem, did_you_mean


def clashing_addresses(site: Site) -> Iterator[Problem]:
    """Two sources that would be published at one address."""
    for url, paths in site.sources_of.items():
        for path in paths[1:]:
            message = f"this page and content/{paths[0]} would both be published at {url or 'the home page'}"
            yield Problem(Location(f"content/{path}"), message, "Rename one of the two files.")


def unknown_sources(site: Site) -> Iterator[Problem]:
    """A source id that content/sources.yml does not list."""
    for page in site.pages.values():
        for index, name in enumerate(page.sources):
            if name not in site.sources:
                hint = did_you_mean(name, site.sources) or "Add it to content/sources.yml."
                yield Problem(page.place(f"sources/{index}"), f"no source '{name}' in content/sources.yml", hint)


def missing_summaries(page: Page) -> Iterator[Problem]:
    """A page that lists and search results cannot describe."""
    if not page.summary and page.places:
        hint = "Add 'summary: One sentence, at most 160 characters.' to the front matter."
        yield Problem(page.place(""), "the page has no summary", hint, "warning")
