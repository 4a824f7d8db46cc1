"""A site's pages → what becomes of them: those that lie in the folder as they would be made are kept, the rest is rendered.

Beside `build`, which calls it. Workers get the site once, on the disk, and leave their pages there: HTML goes through no pipe.
"""

from __future__ import annotations

import hashlib
import pickle  # of this process, for its own workers, in a folder that it made itself
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from playbook.crew import Crew
from playbook.model.artifact import Artifact, Kept, Output, Staged
from playbook.model.site import Site
from playbook.model.source import digest_of
from playbook.output.folder import SiteFolder
from playbook.program import program_version
from playbook.render.host import base_path
from playbook.render.inputs import WORDS, Inputs
from playbook.render.search import SEARCH
from playbook.render.site import Sheet, render_sheet, sheets
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View
from playbook.search.index import Index

DESK = "desk"
Due = tuple[str, str]
"""A page's path, and what it is made from."""


@dataclass(frozen=True)
class Rendering:
    """Renders into a folder what is not there yet; `explained` is told of each page, and why."""

    folder: SiteFolder
    crew: Crew
    explained: Callable[[str, str], None] | None = None

    def __call__(self, view: View) -> Iterator[Output]:
        """Every page, made or kept."""
        inputs, due = Inputs(view, program_version()), []
        every = _by_path(view)
        for sheet in every.values():
            there = self.folder.intact.get(sheet.path)
            made_from = sheet.made_from(inputs, sheet.template)
            if there and there.inputs == made_from:
                yield Kept(sheet.path, there.digest, made_from)
            else:
                due.append((sheet.path, made_from))
            if self.explained:
                self.explained(sheet.path, _why(there.inputs if there else "", made_from, owned=sheet.path in self.folder.owned))
        yield from self.crew.each(Desk(view, every, self.folder.staging), due)


def search_outputs(index: Index, folder: SiteFolder) -> Iterator[Output]:
    """Every file of the search index, made or kept; the manifest, which names the others, last."""
    for name, stamp in index.stamps.items():
        path, there = SEARCH + name, folder.intact.get(SEARCH + name)
        yield Kept(path, there.digest, stamp) if there and there.inputs == stamp else Artifact(path, index[name], stamp)


class Desk:
    """Where a worker renders: sent to another process, it takes the site with it once."""

    def __init__(self, view: View, every: Mapping[str, Sheet], folder: Path, *, stages: bool = False) -> None:
        """`every`: all sheets of the view, by their paths."""
        self._view, self._sheets, self._folder, self._stages = view, every, folder, stages

    def __call__(self, due: Sequence[Due]) -> list[Output]:
        """The pages that are due, staged where this is a worker's desk."""
        return [self._made(*each) for each in due]

    def __reduce__(self) -> tuple[Any, ...]:
        return _desk, (self._file,)

    @cached_property
    def _file(self) -> Path:
        """What workers need, under a name that no other site has: those of a cluster have seen earlier ones."""
        file = self._folder / DESK
        with file.open("w+b") as desk:
            pickle.dump((self._view.site, self._view.assets, self._view.prints), desk)
            desk.seek(0)
            digest = hashlib.file_digest(desk, "sha256").hexdigest()
        return file.rename(self._folder / f"{DESK}-{digest}")

    def _made(self, path: str, made_from: str) -> Output:
        artifact = render_sheet(self._view, self._sheets[path], made_from)
        if not self._stages:
            return artifact
        file = self._folder / digest_of(path)
        file.write_bytes(artifact.data)
        return Staged(path, hashlib.sha256(artifact.data).hexdigest(), file, made_from)


@lru_cache(maxsize=1)
def _desk(file: Path) -> Desk:
    site: Site
    with file.open("rb") as desk:
        site, assets, prints = pickle.load(desk)  # noqa: S301
    view = View(site, Templates(site.templates), glossary_of(site.terms), assets, prints)
    return Desk(view, _by_path(view), file.parent, stages=True)


def _by_path(view: View) -> dict[str, Sheet]:
    """Every page of a view, not yet rendered."""
    return {sheet.path: sheet for sheet in sheets(view, base_path(view.site))}


def _why(before: str, now: str, *, owned: bool) -> str:
    """In words, why a page is rendered or is not."""
    if before == now:
        return "kept"
    if not before:
        return "rendered: its file is not what was written" if owned else "rendered: new"
    pairs = zip(WORDS, before.split(" "), now.split(" "), strict=True)
    return f"rendered: {' and '.join(WORDS[name] for name, old, new in pairs if old != new)}"
