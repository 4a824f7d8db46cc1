"""What the commands share: options that several have, progress, and problems as people and programs read them."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from playbook.build import BuildResult
from playbook.crew import FEW
from playbook.problems import Problem, several
from playbook.unchanged import PLAIN, STYLES

Item = TypeVar("Item")

handbook_option = click.option(
    "--handbook", "root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(),
    help="The handbook's folder. [default: this folder]",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    help="How problems are written: for people, for programs, or for GitHub's log.", show_default=True,
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Let warnings fail too.")


def bar(step: str, items: Iterable[Item], count: int, least: int = FEW) -> Iterable[Item]:
    """The items, with a bar that shows how far a step of at least so many is; on a terminal only."""
    if count < least or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=count, label=step, file=sys.stderr) as shown:
        yield from shown


def problem_lines(result: BuildResult, root: Path, form: str) -> str:
    """Problems as standard output gets them, their paths as seen from the working directory."""
    seen = [replace(each, where=replace(each.where, path=_from_here(root, each.where.path))) for each in result.problems]
    if form == "json":
        return json.dumps([_plain(problem) for problem in seen], ensure_ascii=False, indent=1) + "\n"
    return "".join(f"{_github(problem) if form == 'github' else _coloured(problem)}\n" for problem in seen)


def _coloured(problem: Problem) -> str:
    place, _, rest = str(problem).partition(f": {problem.severity}: ")
    return f"{place}: {STYLES[problem.severity]}{problem.severity}{PLAIN}: {rest}"


def _from_here(root: Path, path: str) -> str:
    return path if os.path.isabs(path) else Path(os.path.relpath(root / path)).as_posix()


def _plain(problem: Problem) -> dict[str, str | int]:
    where = problem.where
    place: dict[str, str | int] = {"path": where.path, "line": where.line, "column": where.column}
    return {**place, "severity": problem.severity, "message": problem.message, "hint": problem.hint}


def _github(problem: Problem) -> str:
    """A workflow command (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    kind = {"error": "error", "warning": "warning", "info": "notice"}[problem.severity]
    message = f"{problem.message}\n{problem.hint}".strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{kind} file={problem.where.path},line={problem.where.line},col={problem.where.column}::{message}"


def counted(result: BuildResult) -> str:
    """How many errors and warnings, in words."""
    counts = Counter(problem.severity for problem in result.problems if problem.severity != "info")
    words = [several(counts[kind], kind) for kind in ("error", "warning") if counts[kind]]
    return f"{', '.join(words)}." if words else "No problems."
