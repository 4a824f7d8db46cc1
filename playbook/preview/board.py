"""What browsers are told: the edition they get now, and what is wrong. Safe to use from many threads; touches nothing else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Condition

from playbook.load.discover import Sources
from playbook.load.known import SourceChangedError
from playbook.model.source import SourceFile
from playbook.preview.edition import Edition
from playbook.problems import Problem

Note = dict[str, str]
"""A problem as the overlay shows it."""
_ORDER = ("error", "warning", "info")


@dataclass(frozen=True)
class Notice:
    """What is true now."""

    version: int = 0
    edition: Edition | None = None
    """The last one that could be made; None until there was one."""
    notes: tuple[Note, ...] = ()
    """Why there is no newer one; empty when all is well."""


class Board:
    """One notice at a time; whoever waits for the next one is woken."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._notice = Notice()
        self._good: Edition | None = None
        self._closed = False

    @property
    def notice(self) -> Notice:
        """The notice now."""
        return self._notice

    @property
    def closed(self) -> bool:
        """Whether the preview has ended."""
        return self._closed

    def post(self, edition: Edition) -> None:
        """Show an edition, with no problem."""
        with self._changed:
            self._put(edition, ())

    def approve(self, edition: Edition) -> None:
        """Remember an edition whose every page can be rendered, as far as anybody knows."""
        self._good = edition

    def warn(self, notes: Iterable[Note], broken: Edition | None = None) -> None:
        """Show problems over the present edition, or over the last approved one where the present one proved `broken`."""
        with self._changed:
            edition = self._notice.edition
            if broken and broken is not edition:
                return  # a newer one has taken its place
            self._put(self._good if broken else edition, tuple(notes))

    def wait(self, version: int, seconds: float) -> Notice:
        """The first notice after `version`, or the present one when the time is up or the preview has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._notice.version > version, seconds)
            return self._notice

    def close(self) -> None:
        """End all waiting."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _put(self, edition: Edition | None, notes: tuple[Note, ...]) -> None:
        self._notice = Notice(self._notice.version + 1, edition, notes)
        self._changed.notify_all()


def notes_of(problems: Iterable[Problem], sources: Sources | None) -> tuple[Note, ...]:
    """Problems as the overlay shows them, errors first, each with the line of the source that it stands in."""
    found = [*sources.content, *sources.statistics, *sources.templates, *filter(None, [sources.settings])] if sources else []
    texts = {posixpath.join(source.folder, source.path): source for source in found}
    told = sorted(
        (problem for problem in problems if problem.severity != "info"), key=lambda problem: _ORDER.index(problem.severity)
    )
    return tuple(
        {
            "place": f"{problem.where.path}:{problem.where.line}:{problem.where.column}",
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
            "line": _line(texts.get(problem.where.path), problem.where.line),
        }
        for problem in told
    )


def _line(source: SourceFile | None, number: int) -> str:
    """A line of a source; empty where there is none, or where the file has changed since: the next build is on its way."""
    try:
        lines = source.text.split("\n") if source else []
    except SourceChangedError:
        return ""
    return lines[number - 1].rstrip()[:200] if 0 < number <= len(lines) else ""
