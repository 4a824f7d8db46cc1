"""Bars on the terminal for long steps. Beside `cli` and its parts, which use it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

import click

from playbook.crew import FEW

Item = TypeVar("Item")


def bar(step: str, items: Iterable[Item], count: int, least: int = FEW) -> Iterable[Item]:
    """The items, with a bar that shows how far a step of at least so many is; on a terminal only."""
    if count < least or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=count, label=step, file=sys.stderr) as shown:
        yield from shown
