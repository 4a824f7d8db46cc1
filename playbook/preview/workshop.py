"""Builds editions one after the other, and keeps in memory what did not change between them. Reads sources, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from playbook.build import BuildResult, Handbook, check_sources
from playbook.load.discover import Sources, discover
from playbook.load.fonts import discover_faces
from playbook.load.known import Known, SourceChangedError
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.model.source import url_of
from playbook.preview.edition import Edition
from playbook.reading import Reader
from playbook.render.assets import Assets, render_assets
from playbook.render.templates import BrokenTemplateError, Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View

ASSETS = "assets/"
"""Where assets lie in preview: one folder that keeps its name, so that a stylesheet can be exchanged under a page."""


@dataclass(frozen=True)
class Proof:
    """What one build made of the sources: an edition, or the problems that prevent it."""

    sources: Sources
    result: BuildResult
    edition: Edition | None = None
    shared: bool = False
    """Whether templates or settings changed, which every page rests on."""


class Workshop:
    """Makes editions of one handbook. For one thread."""

    def __init__(self, handbook: Handbook, memo: Memo) -> None:
        self._handbook = handbook
        self._memo = memo
        self._faces = discover_faces()
        self._known = Known()
        self._reader = Reader(memo, str(handbook.root.resolve()))
        self._sources: Sources | None = None
        self._look: tuple[object, Templates, Assets] | None = None

    def build(self, touched: Iterable[Path] = ()) -> Proof | None:
        """What the sources make now; None where nothing in them changed. Files that were `touched` are read in any case.

        SourceChangedError where a file was saved meanwhile: the next time, everything is read anew.
        """
        for path in touched:
            self._known.forget(str(path))
        sources = discover(self._handbook.root, self._handbook.packaged_templates, self._known)
        if sources.same(self._sources):
            return None
        self._sources = None  # until all went well
        try:
            site, result = check_sources(self._handbook, sources, self._reader)
            self._memo.save()
            proof = Proof(sources, result) if result.fails() else self._render(sources, site, result, self._reader.new)
        except SourceChangedError:
            self._known = Known()
            raise
        self._sources = sources
        return proof

    def _render(self, sources: Sources, site: Site, result: BuildResult, new: Iterable[str]) -> Proof:
        """An edition that was tried on the new pages, and on one page of each template where templates are new."""
        try:
            shared, templates, assets = self._see(site)
            view = View(site, templates, glossary_of(site.terms), ASSETS)
            edition = Edition(view, assets, partial(self._reader.index, site))
            for path in edition.samples(map(url_of, new) if not shared else (), every_template=shared):
                edition.file(path)
        except BrokenTemplateError as error:
            self._look = None
            return Proof(sources, replace(result, problems=(*result.problems, error.problem)))
        return Proof(sources, result, edition, shared)

    def _see(self, site: Site) -> tuple[bool, Templates, Assets]:
        """Templates and assets, made anew only where they changed, and whether they did."""
        key = (site.settings, tuple((source.path, source.digest) for source in site.templates))
        if self._look and self._look[0] == key:
            return False, *self._look[1:]
        templates = Templates(site.templates)
        assets = render_assets(site.settings, site.templates, self._faces, self._memo, ASSETS)
        self._look = key, templates, assets
        return True, templates, assets
