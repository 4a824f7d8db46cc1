"""Bars on the terminal for long steps. Beside `cli` and its parts, which use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from playbook.build import Watch

Item = TypeVar("Item")
said = Console(stderr=True, highlight=False)
"""For people: progress and summaries. What a program may read goes to standard output."""


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar for each long step, on a terminal only, gone when the step is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=said, transient=True, disable=not said.is_terminal) as bar:

        def watch(step: str, items: Iterable[Item], count: int) -> Iterable[Item]:
            return bar.track(items, total=count, description=step)

        yield watch
