"""Site → Artifacts, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.model.face import Face
from playbook.model.handout import Printed
from playbook.model.site import Site
from playbook.render.alphabet import INDEX, index_context, is_split, leaf_url, leaves, search_context
from playbook.render.assets import render_assets
from playbook.render.atlas import (
    atlas_context,
    compare_context,
    country_context,
    division_context,
    industry_context,
    names_artifacts,
)
from playbook.render.host import base_path, host_artifacts
from playbook.render.industries import ATLAS, COMPARE, division_url
from playbook.render.lens import trades_artifact
from playbook.render.me import GROUP, ME, group_context, me_context
from playbook.render.pages import page_context
from playbook.render.reference import not_found_context, tag_context, tags_context
from playbook.render.search import SEARCH, search_artifacts
from playbook.render.templates import Templates, squeeze
from playbook.render.terms import glossary_of
from playbook.render.view import View, tag_url

TEMPLATES = {
    "home": "home",
    "section": "section",
    "principle": "prose",
    "alliance": "prose",
    "guide": "prose",
    "statement": "prose",
    "checklist": "checklist",
    "profile": "profile",
    "assessment": "assessment",
    "glossary": "glossary",
    "sources": "sources",
}
"""Which template shows a kind of page."""


@dataclass(frozen=True)
class Sheet:
    """A page not yet rendered."""

    path: str
    """Below the site's root."""
    template: str
    """Its name in `pages/`."""
    context: Callable[[], dict[str, Any]]
    """Gathers all that the template may see."""


def render_site(site: Site, faces: tuple[Face, ...], memo: Memo, prints: tuple[Printed, ...] = ()) -> Iterator[Artifact]:
    """Every file of the published site: assets and PDFs first, then pages."""
    assets = render_assets(site.settings, site.templates, faces, memo)
    yield from assets.artifacts
    for media in site.media:
        yield Artifact(media.path, media.data)
    yield from search_artifacts(site, memo)
    for printed in prints:
        yield Artifact(printed.path, printed.data)
    view = View(site, Templates(site.templates), glossary_of(site.terms), assets.folder, prints)
    for sheet in sheets(view, base_path(site)):
        yield render_sheet(view, sheet)
    yield from companions(view)


def companions(view: View) -> Iterator[Artifact]:
    """The small files beside the pages: the names that the finder looks through, the trades to choose from, what hosts want."""
    yield from names_artifacts(view)
    yield from trades_artifact(view.site)
    yield from host_artifacts(view, view.assets)


def sheets(view: View, base: str) -> Iterator[Sheet]:
    """Every page of a site, to be rendered in any order; `base` is the path of the site's root on its host."""
    for page in view.site.pages.values():
        yield Sheet(f"{page.url}index.html", TEMPLATES[page.kind], partial(page_context, view, page))
    for tag in view.site.tags:
        yield Sheet(f"{tag_url(tag)}index.html", "tag", partial(tag_context, view, tag))
    if view.site.tags:
        yield Sheet("tags/index.html", "tags", partial(tags_context, view))
    if view.has_own_page:
        yield Sheet(f"{ME}index.html", "me", partial(me_context, view))
        yield Sheet(f"{GROUP}index.html", "group", partial(group_context, view))
    yield from _atlas_sheets(view)
    yield from _index_sheets(view)
    yield Sheet("404.html", "not-found", partial(not_found_context, view, base))


def _index_sheets(view: View) -> Iterator[Sheet]:
    """The search, and the index of all pages."""
    all_leaves = leaves(view.site.pages.values())
    yield Sheet(f"{SEARCH}index.html", "search", partial(search_context, view))
    yield Sheet(f"{INDEX}index.html", "a-z", partial(index_context, view, all_leaves))
    for leaf in all_leaves if is_split(all_leaves) else ():
        yield Sheet(f"{leaf_url(leaf)}index.html", "a-z", partial(index_context, view, all_leaves, leaf))


def _atlas_sheets(view: View) -> Iterator[Sheet]:
    """The pages of all industries, where the handbook carries figures."""
    atlas = view.atlas
    if atlas.countries:
        yield Sheet(f"{ATLAS}index.html", "atlas", partial(atlas_context, view))
        yield Sheet(f"{COMPARE}index.html", "compare", partial(compare_context, view))
    for country in atlas.countries:
        yield Sheet(f"{ATLAS}{country}/index.html", "country", partial(country_context, view, country))
        for industry in view.site.statistics.of_country(country):
            yield Sheet(f"{industry.url}index.html", "industry", partial(industry_context, view, industry))
    for (country, _), industries in atlas.divisions.items():
        division = industries[0].division
        yield Sheet(f"{division_url(country, division)}index.html", "division", partial(division_context, view, country, division))


def render_sheet(view: View, sheet: Sheet) -> Artifact:
    """The page, whole."""
    return Artifact(sheet.path, squeeze(view.templates.render(f"pages/{sheet.template}.html", sheet.context())).encode())
