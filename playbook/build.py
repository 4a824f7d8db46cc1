"""The one flow: discover → parse → assemble → check → render → publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from playbook.check import check_site
from playbook.how import How, Watch, unwatched
from playbook.indexing import Indexing
from playbook.load.discover import Sources, discover
from playbook.load.known import Known, SourceChangedError
from playbook.load.site import assemble, parse_settings
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.problems import Problem
from playbook.publishing import render_into
from playbook.reading import Reader
from playbook.render.templates import template_problems
from playbook.steady import steadily
from playbook.stopwatch import Stopwatch


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


def check_handbook(handbook: Handbook, watch: Watch = unwatched, how: How | None = None) -> tuple[Site, BuildResult]:
    """The handbook's site and all its problems, in order. SourceChangedError where files do not hold still."""
    return read_handbook(handbook, Memo(None), watch, how)[:2]


def check_sources(
    handbook: Handbook, sources: Sources, reader: Reader, watch: Watch = unwatched, clock: Stopwatch | None = None
) -> tuple[Site, BuildResult]:
    """The site that sources make, and all its problems."""
    clock = clock or Stopwatch()
    clock.lap("discover")
    settings, places, problems = parse_settings(sources.settings)
    parsed = reader(sources.content, trust_html=settings.trust_html, watch=partial(watch, "Reading"))
    clock.lap("parse")
    statistics, wrong = reader.figures(sources.statistics, sources.unreadable)
    clock.lap("statistics")
    site = assemble(settings, places, sources, parsed, handbook.changed, statistics)
    clock.lap("assemble")
    problems += (*sources.problems, *wrong, *template_problems(sources.templates, sources.own_templates, reader.memo))
    problems += (problem for each in parsed for problem in each.told(site))
    problems += check_site(site, handbook.today, reader.memo, reader.index)
    clock.lap("check")
    return site, BuildResult(tuple(sorted(set(problems))), len(site.pages))


def read_handbook(
    handbook: Handbook, memo: Memo, watch: Watch = unwatched, how: How | None = None
) -> tuple[Site, BuildResult, Indexing]:
    """As `check_handbook`, with what makes the site's index; what the memo knows is not read or parsed again."""
    return steadily(lambda how: _read(handbook, memo, how, watch), how or How())


def _read(handbook: Handbook, memo: Memo, how: How, watch: Watch) -> tuple[Site, BuildResult, Indexing]:
    here, moment = str(handbook.root.resolve()), memo.moment()
    known = Known(memo, f"files {here}", trusting=not how.verify)
    sources = discover(handbook.root, handbook.packaged_templates, known)
    reader = Reader(memo, here, how.crew)
    site, result = check_sources(handbook, sources, reader, watch, how.clock)
    known.save(moment)
    return site, result, reader.index


def build_handbook(
    handbook: Handbook, site_dir: Path, memo: Memo, *, strict: bool = False, watch: Watch = unwatched, how: How | None = None
) -> BuildResult:
    """Build the handbook into `site_dir`, or leave the last good build there and say what prevents a new one."""
    try:
        return steadily(lambda how: _build(handbook, site_dir, memo, how, watch, strict=strict), how or How())
    except SourceChangedError as error:
        return BuildResult((error.problem,))


def _build(handbook: Handbook, site_dir: Path, memo: Memo, how: How, watch: Watch, *, strict: bool) -> BuildResult:
    with how.crew.kept() as crew:
        site, result, index = _read(handbook, memo, how := replace(how, crew=crew), watch)
        if not result.fails(strict=strict):
            result = publish_site(handbook, site, index, result, site_dir, memo, watch, how)
    memo.save()
    how.clock.lap("remember")
    return result


def publish_site(
    handbook: Handbook, site: Site, index: Indexing, result: BuildResult, site_dir: Path, memo: Memo, watch: Watch, how: How
) -> BuildResult:
    """Render a site that was checked, with the PDFs that are still current, into `site_dir`. SourceChangedError as in reading."""
    changed, problems = render_into(site_dir, site, index, handbook.root, memo, watch, how)
    return replace(result, changed=changed, problems=(*result.problems, *problems))
