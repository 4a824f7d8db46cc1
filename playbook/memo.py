"""Remembers the results of pure steps between builds, by digest of exactly what goes in.

A memo holds data only, never code. One that is missing, damaged or from another version costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path


class Memo:
    """Results by step and digest, one file each, below a folder that may be deleted at any time."""

    def __init__(self, folder: Path | None) -> None:
        """With no folder nothing is remembered."""
        self._folder = folder

    def remember(self, step: str, inputs: Iterable[str], make: Callable[[], bytes]) -> bytes:
        """What `make` returns for these inputs: from an earlier build where there is one, else made now and kept."""
        digest = hashlib.sha256("\0".join([step, *inputs]).encode()).hexdigest()
        if self._folder is None:
            return make()
        file = self._folder / step / digest
        with suppress(OSError):
            stored = file.read_bytes()
            if hashlib.sha256(stored[32:]).digest() == stored[:32]:
                return stored[32:]
        data = make()
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            staged = file.with_name(f"{digest}.{os.getpid()}")
            staged.write_bytes(hashlib.sha256(data).digest() + data)
            staged.replace(file)
        return data
