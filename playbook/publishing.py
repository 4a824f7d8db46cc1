"""A site that was checked → its folder: with the PDFs that are still current. Beside `build`, which calls it."""

from __future__ import annotations

from pathlib import Path

from playbook.how import How, Watch
from playbook.indexing import Indexing
from playbook.load.fonts import discover_faces
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.output.folder import opened
from playbook.output.lock import UnfitFolderError
from playbook.output.publish import publish
from playbook.prints import kept_prints
from playbook.problems import Problem
from playbook.render.site import render_site
from playbook.render.templates import BrokenTemplateError
from playbook.rendering import Rendering, search_outputs
from playbook.steady import unwritten

Outcome = tuple[tuple[str, ...], tuple[Problem, ...]]
"""The files that changed, and what prevented it."""


def render_into(site_dir: Path, site: Site, index: Indexing, root: Path, memo: Memo, watch: Watch, how: How) -> Outcome:
    """Make the folder hold the site of the handbook at `root`. SourceChangedError where a source was saved meanwhile."""
    try:
        with opened(site_dir, root, memo, trusting=not how.verify) as folder:
            pages = Rendering(folder, how.crew, how.explained)
            found = search_outputs(index(site), folder)
            how.clock.lap("index")
            there = {path: file.digest for path, file in folder.intact.items()}
            outputs = render_site(site, discover_faces(), memo, found, kept_prints(site, memo, there), pages)
            outputs = how.clock.through("render", "publish", watch("Writing", outputs, len(site.pages)))
            return tuple(publish(outputs, folder)), ()
    except BrokenTemplateError as error:
        return (), (error.problem,)
    except (UnfitFolderError, OSError) as error:
        return (), (unwritten(site_dir, error),)
    finally:
        how.clock.lap("publish")
