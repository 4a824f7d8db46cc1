"""One state of the site, in memory: what would be published, each page rendered when it is first asked for. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from threading import Lock

from playbook.model.artifact import Artifact
from playbook.render.assets import Assets
from playbook.render.search import SEARCH
from playbook.render.site import companions, render_sheet, sheets
from playbook.render.view import View
from playbook.search.index import Index

STYLE = "style.css"
NOT_FOUND = "404.html"


class Edition:
    """A site as browsers get it. BrokenTemplateError where a page cannot be rendered.

    Not frozen as the rest is, since pages are added as they are rendered; which bytes they will be is settled from the start.
    """

    def __init__(self, view: View, assets: Assets, index: Callable[[], Index]) -> None:
        """The index is made when a browser first asks for it, where nothing asked before: most saves are of no interest to it."""
        site = view.site
        files = [
            *assets.artifacts,
            *(Artifact(media.path, media.data) for media in site.media),
            *companions(view),
        ]
        self._view = view
        self._sheets = {sheet.path: sheet for sheet in sheets(view, "/")}
        self._files = {artifact.path: artifact.data for artifact in files}
        self._digests: dict[str, str] = {}
        self._index = index
        self._rendering = Lock()
        self.style = _digest(self._files[assets.folder + STYLE])
        """Changes with the stylesheet."""
        beside = (artifact for artifact in files if artifact.path != assets.folder + STYLE)
        self.rest = _digest(b"\0".join(artifact.path.encode() + artifact.data for artifact in beside))
        """Changes with any other file that is not a page."""

    def file(self, path: str) -> bytes | None:
        """The artifact at a path below the site's root, or None."""
        with self._rendering:
            if path not in self._files and path in self._sheets:
                self._files[path] = render_sheet(self._view, self._sheets[path]).data
            elif path not in self._files and self._is_found(path):
                self._files[path] = self._index()[path.removeprefix(SEARCH)]
            return self._files.get(path)

    def _is_found(self, path: str) -> bool:
        """Whether it is a file of the index."""
        return path.startswith(SEARCH) and path.removeprefix(SEARCH) in self._index().stamps

    def digest(self, path: str) -> str:
        """Changes with the artifact at a path; of the page for wrong addresses where there is none."""
        data = self.file(path)
        if data is None:
            return self.digest(NOT_FOUND) if path != NOT_FOUND else ""
        if path not in self._digests:
            self._digests[path] = _digest(data)
        return self._digests[path]

    def holds(self, path: str) -> bool:
        """Whether there is such an artifact, rendered or not."""
        return path in self._sheets or path in self._files or self._is_found(path)

    def pages(self) -> tuple[str, ...]:
        """The paths of all pages."""
        return tuple(self._sheets)

    def samples(self, urls: Iterable[str], *, every_template: bool) -> tuple[str, ...]:
        """Pages that tell whether an edition can be rendered: those at `urls`, and one of each template."""
        first = {sheet.template: path for path, sheet in self._sheets.items()} if every_template else {}
        return tuple(path for path in (*(f"{url}index.html" for url in urls), *first.values()) if path in self._sheets)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
