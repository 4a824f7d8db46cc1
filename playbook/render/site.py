"""Site → Artifacts, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.model.face import Face
from playbook.model.site import Site
from playbook.render.assets import render_assets
from playbook.render.host import base_path, host_artifacts
from playbook.render.me import GROUP, ME, group_context, me_context
from playbook.render.pages import page_context
from playbook.render.reference import not_found_context, tag_context, tags_context
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


def render_site(site: Site, faces: tuple[Face, ...], memo: Memo) -> Iterator[Artifact]:
    """Every file of the published site: assets first, then pages."""
    assets = render_assets(site.settings, site.templates, faces, memo)
    yield from assets.artifacts
    for media in site.media:
        yield Artifact(media.path, media.data)
    view = View(site, Templates(site.templates), glossary_of(site.terms), assets.folder)
    for page in site.pages.values():
        yield _page(view, f"{page.url}index.html", TEMPLATES[page.kind], page_context(view, page))
    for tag in site.tags:
        yield _page(view, f"{tag_url(tag)}index.html", "tag", tag_context(view, tag))
    if site.tags:
        yield _page(view, "tags/index.html", "tags", tags_context(view))
    if view.has_own_page:
        yield _page(view, f"{ME}index.html", "me", me_context(view))
        yield _page(view, f"{GROUP}index.html", "group", group_context(view))
    yield _page(view, "404.html", "not-found", not_found_context(view, base_path(site)))
    yield from host_artifacts(site, assets.folder)


def _page(view: View, path: str, template: str, context: dict[str, object]) -> Artifact:
    return Artifact(path, squeeze(view.templates.render(f"pages/{template}.html", context)).encode())
