"""Files known from an earlier build: one that looks the same from outside is not read again before somebody asks for its text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from playbook.memo import Memo
from playbook.model.source import MediaFile, SourceFile
from playbook.problems import Location, Problem

Kind = TypeVar("Kind", SourceFile, MediaFile)


class SourceChangedError(Exception):
    """A file was saved while it was being read: the build must begin again. Made with the file's place."""

    @property
    def problem(self) -> Problem:
        """What the editor is told where that does not help."""
        hint = "Wait until the program that writes it has come to its end, and build again."
        return Problem(self.args[0], "this file was saved again and again while the handbook was being read", hint)


class UnreadText(SourceFile):
    """A source whose text is on the disk, as it was when its digest was taken."""

    def __init__(self, path: str, digest: str, folder: str, file: str) -> None:
        self.__dict__.update(path=path, digest=digest, folder=folder, file=file)

    @property
    def text(self) -> str:
        """SourceChangedError where the file is not what it was."""
        return text_of_bytes(_unchanged(self.__dict__["file"], self.digest, self.at()))


class UnreadMedia(MediaFile):
    """A picture whose bytes are on the disk, as they were when its digest was taken."""

    def __init__(self, path: str, digest: str, file: str) -> None:
        self.__dict__.update(path=path, digest=digest, file=file)

    @property
    def data(self) -> bytes:
        """SourceChangedError where the file is not what it was."""
        return _unchanged(self.__dict__["file"], self.digest, Location(f"content/{self.path}"))


class Known:
    """Digests by what files look like from outside. Brought up to date by each discovery; kept in a memo where there is one."""

    def __init__(self, memo: Memo | None = None, shelf: str = "", *, trusting: bool = True) -> None:
        """Not `trusting`, every file is read whatever it looks like."""
        self._memo, self._shelf = memo, shelf
        self._looks = memo.shelf(shelf) if memo else {}
        self._files: dict[str, tuple[bytes, SourceFile | MediaFile]] = {}
        self._new: dict[str, bytes | None] = {}
        self._trusting = trusting

    def __call__(self, file: str, name: str, kind: type[Kind], read: Callable[[], Kind | None], folder: str = "") -> Kind | None:
        """The file as it is known, else as `read` reads it now; None, which is not kept, where it cannot."""
        try:
            look = look_of(os.stat(file))  # before reading: a change in between is seen the next time
        except OSError:
            return read()
        if self._trusting:
            before, known = self._files.get(file, (b"", None))
            if before == look and isinstance(known, kind):
                return known
            before, _, digest = self._looks.get(file, b"").partition(b"=")
            if before == look:
                return self._found(file, look, _unread(kind, name, digest.decode(), folder, file))
        self.forget(file)
        new = read()
        if new is None:
            return None
        self._new[file] = self._looks[file] = look + b"=" + new.digest.encode()
        return self._found(file, look, _unread(kind, name, new.digest, folder, file))

    def _found(self, file: str, look: bytes, found: Kind) -> Kind:
        """The file, its text left on the disk: thousands of texts need not wait in memory."""
        self._files[file] = look, found
        return found

    def forget(self, file: str) -> None:
        """Read this file in any case."""
        self._files.pop(file, None)
        if self._looks.pop(file, None):
            self._new[file] = None

    def save(self, before: int) -> None:
        """Write down what was learnt of files that were last touched `before` a moment of their disk's clock, in nanoseconds.

        One touched later may have been touched again within the same tick of that clock, and would look the same.
        """
        if self._memo:
            new = {file: look if look and _touched(look) < before else None for file, look in self._new.items()}
            self._memo.put_on_shelf(self._shelf, new)
        self._new = {}


def look_of(found: os.stat_result) -> bytes:
    """What changes when a file does."""
    return b"%d %d %d %d %d" % (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)


def text_of_bytes(data: bytes) -> str:
    """A text file's text, with line feeds only. UnicodeDecodeError where it is not UTF-8."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _touched(look: bytes) -> int:
    return max(map(int, look.split(b" ", 2)[:2]))


def _unread(kind: type[Kind], name: str, digest: str, folder: str, file: str) -> Kind:
    found: SourceFile | MediaFile
    found = UnreadText(name, digest, folder, file) if issubclass(kind, SourceFile) else UnreadMedia(name, digest, file)
    return found  # type: ignore[return-value]


def _unchanged(file: str, digest: str, where: Location) -> bytes:
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise SourceChangedError(where) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise SourceChangedError(where)
    return data
