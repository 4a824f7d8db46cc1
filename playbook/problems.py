"""What editors are told: a place, a sentence, a way out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file, as an editor shows it."""

    path: str
    """Relative to the handbook's folder, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, where it stands, and what to do about it."""

    where: Location
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.where.path}:{self.where.line}:{self.where.column}"
        lines = [f"{place}: {self.severity}: {self.message}", *self.hint.splitlines()]
        return "\n    ".join(lines)


def packed(problems: Iterable[Problem]) -> list[list[Any]]:
    """Problems as plain data, to be kept."""
    return [[p.where.path, p.where.line, p.where.column, p.message, p.hint, p.severity] for p in problems]


def unpacked(rows: Iterable[Sequence[Any]]) -> tuple[Problem, ...]:
    """The problems that were packed."""
    return tuple(Problem(Location(*each[:3]), *each[3:]) for each in rows)


def several(count: int, noun: str) -> str:
    """So many of something, in words: `1 page`, `1,200 pages`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known word most like the wrong one; empty where none is near."""
    words = sorted(set(known))
    for written in (wrong, wrong.lower()):
        if found := get_close_matches(written, words, n=1, cutoff=0.6):
            same = [word for word in words if sorted(word) == sorted(written)]  # two signs that changed places
            return (same or found)[0]
    return ""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or the known words where none is near."""
    words = sorted(set(known))
    if near := nearest(wrong, words):
        return f"Did you mean {near}?"
    return f"Known here: {', '.join(words)}." if 0 < len(words) <= 30 else ""
