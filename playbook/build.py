"""The one flow: discover → parse → assemble → check → render → publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from playbook.check import check_site
from playbook.load.discover import Sources, discover
from playbook.load.fonts import discover_faces
from playbook.load.pages import Parsed
from playbook.load.site import assemble, parse, parse_settings
from playbook.load.statistics import read_statistics
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.model.source import SourceFile
from playbook.output.publish import ForeignFolderError, publish
from playbook.prints import kept_prints
from playbook.problems import Location, Problem
from playbook.render.site import render_site
from playbook.render.templates import BrokenTemplateError

Item = TypeVar("Item")


class Watch(Protocol):
    """Looks on as a step goes through its items: a progress bar, a stopwatch."""

    def __call__(self, step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
        """The items, unchanged; `count` is about how many there will be."""


def unwatched(step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
    """Nobody looks on."""
    return items


class Parse(Protocol):
    """Makes a page of a source."""

    def __call__(self, source: SourceFile, *, trust_html: bool) -> Parsed:
        """The source's page, complete, and what is wrong with it."""


@dataclass(frozen=True)
class Handbook:
    """Where a handbook lies, and what a build is told of the world outside it."""

    root: Path
    """The folder that holds playbook.yml."""
    packaged_templates: Path
    today: date
    changed: Mapping[str, str] = field(default_factory=dict)
    """The day (ISO 8601) each source last changed, by its path from `content/`."""


@dataclass(frozen=True)
class BuildResult:
    """What a build found, and what it changed: nothing where there was an error."""

    problems: tuple[Problem, ...]
    pages: int = 0
    changed: tuple[str, ...] = ()

    def fails(self, *, strict: bool = False) -> bool:
        """Whether any problem stops a publication."""
        stopping = {"error", "warning"} if strict else {"error"}
        return any(problem.severity in stopping for problem in self.problems)


def check_handbook(handbook: Handbook, watch: Watch = unwatched) -> tuple[Site, BuildResult]:
    """The handbook's site and all its problems, in the order of files and lines."""
    return check_sources(handbook, discover(handbook.root, handbook.packaged_templates), watch)


def check_sources(handbook: Handbook, sources: Sources, watch: Watch = unwatched, parse: Parse = parse) -> tuple[Site, BuildResult]:
    """The site that sources make, and all its problems; `parse` may remember what it made of a source before."""
    settings, places, problems = parse_settings(sources.settings)
    texts = watch("Reading", sources.content, len(sources.content))
    parsed = [parse(source, trust_html=settings.trust_html) for source in texts]
    statistics, wrong = read_statistics(sources.statistics, sources.unreadable)
    site = assemble(settings, places, sources, parsed, handbook.changed, statistics)
    problems = [*sources.problems, *problems, *wrong, *(problem for each in parsed for problem in each.problems)]
    problems += check_site(site, handbook.today)
    return site, BuildResult(tuple(sorted(set(problems))), len(site.pages))


def build_handbook(
    handbook: Handbook, site_dir: Path, memo: Memo, *, strict: bool = False, watch: Watch = unwatched
) -> BuildResult:
    """Build the handbook into `site_dir`, or leave the last good build there and say what prevents a new one."""
    site, result = check_handbook(handbook, watch)
    return result if result.fails(strict=strict) else publish_site(handbook, site, result, site_dir, memo, watch)


def publish_site(
    handbook: Handbook, site: Site, result: BuildResult, site_dir: Path, memo: Memo, watch: Watch = unwatched
) -> BuildResult:
    """Render a site that was checked, with the PDFs that are still current, into `site_dir`."""
    try:
        artifacts = render_site(site, discover_faces(), memo, kept_prints(site, memo))
        changed = publish(watch("Writing", artifacts, len(site.pages)), site_dir, sources=handbook.root)
    except BrokenTemplateError as error:
        return replace(result, problems=(*result.problems, error.problem))
    except ForeignFolderError as error:
        where = Location(str(site_dir))
        return replace(result, problems=(*result.problems, Problem(where, str(error), "Choose another folder with --out.")))
    return replace(result, changed=tuple(changed))
