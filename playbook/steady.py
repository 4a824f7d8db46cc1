"""What a build does where the world moves under it: sources saved while they are read, a disk that takes no more."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from playbook.how import How
from playbook.load.known import SourceChangedError
from playbook.output.lock import UnfitFolderError
from playbook.problems import Location, Problem

Result = TypeVar("Result")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def steadily(make: Callable[[How], Result], how: How) -> Result:
    """What `make` makes; made once more, every file read, where a source changed. SourceChangedError where that did not help."""
    try:
        return make(how)
    except SourceChangedError:
        return make(replace(how, verify=True))


def unwritten(site_dir: Path, error: UnfitFolderError | OSError) -> Problem:
    """Why a site could not be written, and what to do."""
    if isinstance(error, UnfitFolderError):
        return Problem(Location(str(site_dir)), str(error), "Choose another folder with --out.")
    full = error.errno in _FULL
    hint = "Make room on the disk" if full else "See that you may write there, or choose another folder with --out"
    message = f"the site could not be written: {error.strerror or error}"
    return Problem(Location(str(site_dir)), message, f"{hint}, and build again: what is missing is made good then.")
