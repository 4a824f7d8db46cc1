"""One build at a time in one folder. The system ends a lock with its process, however that ends."""

from __future__ import annotations

import errno
import importlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOCK = ".playbook-lock"
"""Only where a folder itself cannot be locked: on Windows."""
PATIENCE = 60.0
"""Seconds that one build waits for another."""


class UnfitFolderError(Exception):
    """The site cannot be written there."""


class BusyFolderError(UnfitFolderError):
    """Another build is writing there, and does not come to an end."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder for this process alone; BusyFolderError where another holds it for longer than `patience` seconds."""
    held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644) if os.name == "nt" else os.open(folder, os.O_RDONLY)
    end = time.monotonic() + patience
    try:
        while not _taken(held):
            if time.monotonic() > end:
                raise BusyFolderError("another build is writing into this folder")
            time.sleep(0.05)
        yield
    finally:
        os.close(held)


def _taken(held: int) -> bool:
    """Whether this process has the lock now. A disk that knows no locks lets everybody in."""
    system: Any = importlib.import_module("msvcrt" if os.name == "nt" else "fcntl")
    try:
        if os.name == "nt":
            system.locking(held, system.LK_NBLCK, 1)
        else:
            system.flock(held, system.LOCK_EX | system.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True
