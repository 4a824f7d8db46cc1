"""One state of the site, in memory: what would be published, each page rendered when it is first asked for. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from threading import Lock

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.render.assets import Assets
from playbook.render.search import SEARCH, search_artifacts
from playbook.render.site import companions, render_sheet, sheets
from playbook.render.view import View

STYLE = "style.css"
NOT_FOUND = "404.html"


class Edition:
    """A site as browsers get it. BrokenTemplateError where a page cannot be rendered.

    Not frozen as the rest is, since pages are added as they are rendered; which bytes they will be is settled from the start.
    """

    def __init__(self, view: View, assets: Assets) -> None:
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
        self._searchable = False
        self._rendering = Lock()
        self.style = _digest(self._files[assets.folder + STYLE])
        """Changes with the stylesheet."""
        beside = (artifact for artifact in files if artifact.path != assets.folder + STYLE)
        self.rest = _digest(b"\0".join(artifact.path.encode() + artifact.data for artifact in beside))
        """Changes with any other file that is not a page."""

    def file(self, path: str) -> bytes | None:
        """The artifact at a path below the site's root, or None."""
        with self._rendering:
            if path.startswith(SEARCH) and path not in self._sheets:
                self._add_search()
            if path not in self._files and path in self._sheets:
                self._files[path] = render_sheet(self._view, self._sheets[path]).data
            return self._files.get(path)

    def _add_search(self) -> None:
        """The index is made when a browser first asks for it: most saves are of no interest to it."""
        if not self._searchable:
            self._files.update((artifact.path, artifact.data) for artifact in search_artifacts(self._view.site, Memo(None)))
            self._searchable = True

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
        return path in self._sheets or (self.file(path) is not None if path.startswith(SEARCH) else path in self._files)

    def pages(self) -> tuple[str, ...]:
        """The paths of all pages."""
        return tuple(self._sheets)

    def samples(self, urls: Iterable[str], *, every_template: bool) -> tuple[str, ...]:
        """Pages that tell whether an edition can be rendered: those at `urls`, and one of each template."""
        first = {sheet.template: path for path, sheet in self._sheets.items()} if every_template else {}
        return tuple(path for path in (*(f"{url}index.html" for url in urls), *first.values()) if path in self._sheets)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
