"""A worker that gets ready to print while this process reads the handbook: its engine takes half as long to start as we do."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
from collections.abc import Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from playbook.crew import Item, Result, Work, processors


def begun(folder: str) -> Ahead | None:
    """A worker that gets ready by the memo in a folder; None where only one process can work at once."""
    return Ahead(folder) if processors() > 1 else None


class Ahead:
    """One other process, begun before it is known whether there is anything for it to do. It ends when this one does."""

    def __init__(self, folder: str) -> None:
        self._ours, theirs = multiprocessing.Pipe()
        multiprocessing.Process(target=_serve, args=(theirs, self._ours, folder), daemon=True).start()
        theirs.close()

    def __call__(self, work: Work[Item, Result], items: Sequence[Item]) -> Iterable[Result]:
        """What `work` makes of the items there; where the other process is gone, here."""
        try:
            self._ours.send((work, items))
            done, made = self._ours.recv()
        except (EOFError, OSError):
            return work(items)
        if not done:
            raise made
        return made  # type: ignore[no-any-return]


def _serve(theirs: Connection[Any, Any], ours: Connection[Any, Any], folder: str) -> None:
    """Do what comes, once ready, until nobody is left who could send."""
    ours.close()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        gc.disable()  # what is imported stays
        known = Path(folder) if Path(folder).is_dir() else None  # whoever asks for help makes no folder
        memo = importlib.import_module("playbook.memo").Memo(known)
        with suppress(Exception):  # what is wrong will be told of the first sheet
            importlib.import_module("playbook.printing").rehearse(memo)
        gc.freeze()
        gc.enable()
        while True:
            work, items = theirs.recv()
            try:
                theirs.send((True, work(items)))
            except Exception as error:
                theirs.send((False, error))
