"""The folder of a published site: which files in it are ours, and which of them are still as they were written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playbook.memo import Memo
from playbook.output.lock import LOCK, UnfitFolderError, locked

MANIFEST = ".playbook-manifest.json"
"""Lists the files that playbook wrote into a folder, each with its SHA-256: only these are ever removed."""
STAGING = ".playbook-staging"
"""Where new files wait until all are there; whatever a killed build left in it is thrown away."""
OWN = frozenset({MANIFEST, STAGING, LOCK})


class ForeignFolderError(UnfitFolderError):
    """The folder holds what playbook did not write."""


class File(NamedTuple):
    """A file that playbook wrote."""

    digest: str
    """SHA-256; empty where a build was killed before it was settled."""
    inputs: str = ""
    """What it was made from, where that is known."""


class SiteFolder:
    """A site's folder, held by one build. Made by `opened`."""

    def __init__(self, path: Path, owned: dict[str, str], memo: Memo, *, trusting: bool = True) -> None:
        self.path = path
        self.staging = path / STAGING
        self.owned = owned
        """Every file that playbook wrote here, with its SHA-256."""
        self.listed = (path / MANIFEST).exists()
        """Whether there is a list of them."""
        self._memo, self._shelf = memo, f"site {path.resolve()}"
        self._notes = memo.shelf(self._shelf)
        self.intact = dict(self._intact(trusting=trusting))
        """The files that are as they were written."""

    def _intact(self, *, trusting: bool) -> Iterator[tuple[str, File]]:
        for path, digest in self.owned.items():
            look, _, rest = self._notes.get(path, b"").partition(b"=")
            noted, _, inputs = rest.decode().partition(" ")
            if look and noted == digest and (look == self.look(path) if trusting else self._hash(path) == digest):
                yield path, File(digest, inputs)

    def look(self, path: str) -> bytes:
        """What changes when a file here does; empty where there is none."""
        try:
            found = os.lstat(f"{self.path}/{path}")
        except OSError:
            return b""
        return b"%d %d %d %d" % (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)

    def _let_the_clock_tick(self, written: set[str]) -> None:
        """Wait, some milliseconds at most, until the disk's clock shows a later time than the newest file has.

        Else a file that is altered within the same tick would look as it was written.
        """
        newest = max((os.lstat(self.path / path).st_ctime_ns for path in written), default=0)
        for _ in range(50):
            self.staging.joinpath("clock").write_bytes(b"")
            if self.staging.joinpath("clock").stat().st_mtime_ns > newest:
                return
            time.sleep(0.001)

    def _hash(self, path: str) -> str:
        try:
            return hashlib.sha256((self.path / path).read_bytes()).hexdigest()
        except OSError:
            return ""

    def note(self, wanted: Mapping[str, File], written: set[str]) -> None:
        """Remember what the files look like now, so that the next build need not read them."""
        self._let_the_clock_tick(written)
        changed: dict[str, bytes | None] = {path: None for path in self._notes if path not in wanted}
        for path, file in wanted.items():
            before = self.intact.get(path)
            if path in written or before != file:
                note = b"%s=%s %s" % (self.look(path), file.digest.encode(), file.inputs.encode())
                if self._notes.get(path) != note:
                    changed[path] = note
        self._memo.put_on_shelf(self._shelf, changed)


@contextmanager
def opened(site_dir: Path, sources: Path, memo: Memo, *, trusting: bool = True) -> Iterator[SiteFolder]:
    """The folder, held for this build alone. ForeignFolderError where it is not ours or lies among the sources.

    Not `trusting`, every file is read to see whether it is as it was written.
    """
    for name in ("content", "templates"):
        if site_dir.resolve().is_relative_to((sources / name).resolve()):
            raise ForeignFolderError(f"the site cannot be written into {name}/, where its sources lie")
    owned_by(site_dir)  # before anything is made in it
    site_dir.mkdir(parents=True, exist_ok=True)
    with locked(site_dir):
        shutil.rmtree(site_dir / STAGING, ignore_errors=True)
        (site_dir / STAGING).mkdir()
        try:
            yield SiteFolder(site_dir, owned_by(site_dir), memo, trusting=trusting)
        finally:
            shutil.rmtree(site_dir / STAGING, ignore_errors=True)


def owned_by(site_dir: Path) -> dict[str, str]:
    """The files of a folder that playbook wrote, with their digests."""
    try:
        listed = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
        owned = {str(path): str(digest) for path, digest in listed["files"].items()}
        if all(_stays_inside(path) for path in owned):
            return owned
        raise ForeignFolderError(f"the list of its files, {MANIFEST}, names files elsewhere: delete the folder and build again")
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ForeignFolderError(f"the list of its files, {MANIFEST}, is damaged: delete the folder and build again") from error
    if site_dir.exists() and not site_dir.is_dir():
        raise ForeignFolderError("this is a file, not a folder")
    entries = os.scandir(site_dir) if site_dir.is_dir() else ()
    foreign = [entry.name for entry in entries if entry.name not in (".gitignore", *OWN)]
    if foreign:
        shown = ", ".join(sorted(foreign)[:3])
        raise ForeignFolderError(f"the folder holds what playbook did not write ({shown}), and stays as it is")
    return {}


def _stays_inside(path: str) -> bool:
    """Whether a listed path is one that a build writes. A list from a stranger must not have other files removed."""
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path and ":" not in path and path != ""
