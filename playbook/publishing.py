"""A site that was checked → its folder: with the PDFs that are still current. Beside `build`, which calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playbook.crew import Crew
from playbook.how import How, Watch
from playbook.indexing import Indexing
from playbook.load.fonts import discover_faces
from playbook.memo import Memo, key_of
from playbook.model.face import Face
from playbook.model.site import Site
from playbook.output.folder import opened
from playbook.output.lock import UnfitFolderError
from playbook.output.publish import publish
from playbook.prints import kept_prints
from playbook.problems import Problem
from playbook.render.fonts import STEP, Cut, cuts
from playbook.render.site import render_site
from playbook.render.templates import BrokenTemplateError
from playbook.rendering import Rendering, search_outputs
from playbook.steady import unwritten

FEW = 2
"""Of faces: each takes longer to cut than another process to start."""
Outcome = tuple[tuple[str, ...], tuple[Problem, ...]]
"""The files that changed, and what prevented it."""


def render_into(site_dir: Path, site: Site, index: Indexing, root: Path, memo: Memo, watch: Watch, how: How) -> Outcome:
    """Make the folder hold the site of the handbook at `root`. SourceChangedError where a source was saved meanwhile."""
    try:
        with opened(site_dir, root, memo, trusting=not how.verify) as folder:
            pages = Rendering(folder, how.crew, how.explained)
            found = search_outputs(index(site), folder)
            how.clock.lap("index")
            cut_faces(faces := discover_faces(), memo, how.crew)
            how.clock.lap("fonts")
            there = {path: file.digest for path, file in folder.intact.items()}
            outputs = render_site(site, faces, memo, found, kept_prints(site, memo, there), pages)
            outputs = how.clock.through("render", "publish", watch("Writing", outputs, len(site.pages)))
            return tuple(publish(outputs, folder)), ()
    except BrokenTemplateError as error:
        return (), (error.problem,)
    except (UnfitFolderError, OSError) as error:
        return (), (unwritten(site_dir, error),)
    finally:
        how.clock.lap("publish")


def cut_faces(faces: tuple[Face, ...], memo: Memo, crew: Crew) -> None:
    """Have several workers cut the faces that the memo does not hold yet; one alone cuts each when it is asked for."""
    if crew.jobs < 2:
        return
    missing = [(key, cut) for cut in cuts(faces) if memo.get(key := key_of(STEP, cut.inputs)) is None]
    made = replace(crew, chunk=1, few=FEW).each(_cut, [cut for _, cut in missing])
    for (key, _), data in zip(missing, made, strict=True):
        memo.put(key, data)


def _cut(wanted: Sequence[Cut]) -> list[bytes]:
    return [cut.made() for cut in wanted]
