"""What the commands share: options that several have, progress, and problems as people and programs read them. Prints."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from playbook.build import BuildResult, Watch
from playbook.problems import Problem

Item = TypeVar("Item")
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
said = Console(stderr=True, highlight=False)
"""For people: progress and summaries. What a program may read goes to standard output."""

handbook_option = click.option(
    "--handbook", "root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(),
    help="The handbook's folder. [default: this folder]",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    help="How problems are written: for people, for programs, or for GitHub's log.", show_default=True,
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Let warnings fail too.")


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar for each long step, on a terminal only, gone when the step is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=said, transient=True, disable=not said.is_terminal) as bar:

        def watch(step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
            return bar.track(items, total=count, description=step)

        yield watch


def print_problems(result: BuildResult, root: Path, form: str) -> None:
    """Problems on standard output, their paths as seen from the working directory."""
    seen = [replace(each, where=replace(each.where, path=_from_here(root, each.where.path))) for each in result.problems]
    if form == "json":
        click.echo(json.dumps([_plain(problem) for problem in seen], ensure_ascii=False, indent=1))
    elif form == "github":
        for problem in seen:
            click.echo(_github(problem))
    else:
        out = Console(highlight=False, soft_wrap=True)
        for problem in seen:
            place, _, rest = str(problem).partition(f": {problem.severity}: ")
            out.print(place, end=": ", markup=False)
            out.print(problem.severity, end=": ", style=_STYLES[problem.severity])
            out.print(rest, markup=False)


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
    words = [f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in ("error", "warning") if counts[kind]]
    return f"{', '.join(words)}." if words else "No problems."
