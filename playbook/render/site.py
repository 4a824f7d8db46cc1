"""Site → Artifacts, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from playbook.memo import Memo
from playbook.model.artifact import Artifact, Kept, Output
from playbook.model.face import Face
from playbook.model.handout import Printed
from playbook.model.site import Site
from playbook.model.source import tag_url
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
from playbook.render.inputs import Inputs
from playbook.render.lens import trades_artifact
from playbook.render.me import GROUP, ME, group_context, me_context
from playbook.render.pages import page_context
from playbook.render.reference import not_found_context, tag_context, tags_context
from playbook.render.search import SEARCH
from playbook.render.templates import Templates, squeeze
from playbook.render.terms import glossary_of
from playbook.render.view import View

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

Pages = Callable[[View], Iterable[Output]]


class Sheet(NamedTuple):
    """A page not yet rendered."""

    path: str
    """Below the site's root."""
    template: str
    """Its name."""
    context: Callable[[], dict[str, Any]]
    """Gathers all that the template may see."""
    made_from: Callable[[Inputs, str], str]
    """Names, for its template, all that it is made from."""


def render_site(
    site: Site, faces: tuple[Face, ...], memo: Memo, found: Iterable[Output], prints: tuple[Printed, ...] = (),
    pages: Pages | None = None,
) -> Iterator[Output]:  # fmt: skip
    """Every file of the published site, with those that search finds by.

    `pages` makes the pages of a view, or knows that they are there; else all are made.
    """
    assets = render_assets(site.settings, site.templates, faces, memo)
    yield from assets.artifacts
    for media in site.media:
        yield Artifact(media.path, media.data)
    yield from found
    for printed in prints:
        yield Artifact(printed.path, printed.data) if printed.data else Kept(printed.path, printed.digest)
    offered = tuple(replace(each, data=b"") for each in prints)
    view = View(site, Templates(site.templates), glossary_of(site.terms), assets.folder, offered)
    yield from (pages or every_page)(view)
    yield from companions(view)


def companions(view: View) -> Iterator[Artifact]:
    """The small files beside the pages: the names that the finder looks through, the trades to choose from, what hosts want."""
    yield from names_artifacts(view)
    yield from trades_artifact(view.site)
    yield from host_artifacts(view, view.assets)


def every_page(view: View) -> Iterator[Output]:
    """All pages, rendered."""
    return (render_sheet(view, sheet) for sheet in sheets(view, base_path(view.site)))


def sheets(view: View, base: str) -> Iterator[Sheet]:
    """Every page of a site, to be rendered in any order; `base` is the path of the site's root on its host."""
    site, listed = view.site, Inputs.of_list
    for page in site.pages.values():
        yield _sheet(page.url, TEMPLATES[page.kind], partial(page_context, view, page), partial(Inputs.of_page, page=page))
    for tag, tagged in site.tags.items():
        yield _sheet(tag_url(tag), "tag", partial(tag_context, view, tag), partial(listed, cards=tagged, words=(tag,)))
    if site.tags:
        counts = [f"{tag} {len(tagged)}" for tag, tagged in site.tags.items()]
        yield _sheet("tags/", "tags", partial(tags_context, view), partial(listed, words=counts))
    if view.has_own_page:
        yield _sheet(ME, "me", partial(me_context, view), Inputs.of_records)
        yield _sheet(GROUP, "group", partial(group_context, view), Inputs.of_records)
    yield from _atlas_sheets(view)
    yield from _index_sheets(view)
    tops, gone = [section.page for section in site.root.sections], partial(not_found_context, view, base)
    yield Sheet("404.html", "pages/not-found.html", gone, partial(listed, cards=tops, words=(base,)))


def _index_sheets(view: View) -> Iterator[Sheet]:
    """The search, and the index of all pages."""
    pages, listed = view.site.pages.values(), Inputs.of_list
    all_leaves = leaves(pages)
    words = [str(len(pages)), *(f"{leaf.slug} {leaf.letter} {len(leaf.pages)}" for leaf in all_leaves)]
    tops = [section.page for section in view.site.root.sections]
    yield _sheet(SEARCH, "search", partial(search_context, view), partial(listed, links=tops, words=words))
    whole = partial(listed, links=() if is_split(all_leaves) else pages, words=words)
    yield _sheet(INDEX, "a-z", partial(index_context, view, all_leaves), whole)
    for leaf in all_leaves if is_split(all_leaves) else ():
        context = partial(index_context, view, all_leaves, leaf)
        yield _sheet(leaf_url(leaf), "a-z", context, partial(listed, links=leaf.pages, words=words))


def _atlas_sheets(view: View) -> Iterator[Sheet]:
    """The pages of all industries, where the handbook carries figures."""
    atlas, of_atlas = view.atlas, Inputs.of_atlas
    if atlas.countries:
        yield _sheet(ATLAS, "atlas", partial(atlas_context, view), of_atlas)
        yield _sheet(COMPARE, "compare", partial(compare_context, view), of_atlas)
    for country in atlas.countries:
        yield _sheet(f"{ATLAS}{country}/", "country", partial(country_context, view, country), of_atlas)
        for industry in view.site.statistics.of_country(country):
            made_from = partial(Inputs.of_industry, industry=industry)
            yield _sheet(industry.url, "industry", partial(industry_context, view, industry), made_from)
    for (country, _), industries in atlas.divisions.items():
        division = industries[0].division
        context = partial(division_context, view, country, division)
        yield _sheet(division_url(country, division), "division", context, partial(of_atlas, industries=industries))


def _sheet(url: str, template: str, context: Callable[[], dict[str, Any]], made_from: Callable[[Inputs, str], str]) -> Sheet:
    return Sheet(f"{url}index.html", f"pages/{template}.html", context, made_from)


def render_sheet(view: View, sheet: Sheet, inputs: str = "") -> Artifact:
    """The page, whole."""
    return Artifact(sheet.path, squeeze(view.templates.render(sheet.template, sheet.context())).encode(), inputs)
