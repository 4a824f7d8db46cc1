"""Answers a build or a print in which nothing changed, before anything that could build is imported.

Afterwards a seal says what all its sources and all that it made looked like from outside (times, sizes, inodes), and what was
told. While all of that is as it was, the next command with the same words has the same result. Anything else is for the program
proper to find out: a seal that is missing, foreign or broken only costs time.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from playbook.commit import head
from playbook.program import FOLDER, program_version

MEMO, SEALS = ".playbook", "seals"
STYLES = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
PLAIN = "\x1b[0m"
_NARROW = ("ASCII", "US-ASCII", "ANSI_X3.4-1968")
"""Names of the character set that systems fall back on where none is named; click takes it for UTF-8 too."""
LOOKS = (50_000, 5, 5)
"""New objects after which Python looks through the youngest for rubbish, and how many looks until it goes through older ones.

A large site is a million objects, nearly all of which stay: to look as often as Python does by itself takes a sixth of the time.
"""


class Seal:
    """What one command, word by word, came to, and what the sources looked like when it began."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._root = _handbook(arguments)
        self.memo = os.path.join(self._root, MEMO)
        """The folder of the handbook's memo."""
        name = hashlib.sha256("\0".join([os.getcwd(), *arguments]).encode()).hexdigest()[:32]
        self._file = os.path.join(self.memo, SEALS, name)
        self.newest = 0
        """When any source was last touched, in nanoseconds."""
        self._sources = self._seen()

    def answer(self) -> tuple[str, str] | None:
        """What was told, problems and summary, where nothing has changed since; else None."""
        try:
            with open(self._file, encoding="utf-8") as file:
                looks, outputs, summary, told = file.read().split("\0")
        except (OSError, ValueError):
            return None
        return (told, summary) if looks == f"{self._sources} {_look(outputs.splitlines())[0]}" else None

    def press(self, outputs: Sequence[str], summary: str, told: str, moment: int) -> None:
        """Seal what made these files and folders, and began at `moment`.

        A source touched at that very moment may have been touched again unseen: no seal.
        """
        if self.newest >= moment:
            return
        text = "\0".join([f"{self._sources} {_look(outputs)[0]}", "\n".join(outputs), summary, told])
        try:
            os.makedirs(os.path.dirname(self._file), exist_ok=True)
            staged = f"{self._file}.{os.getpid()}"
            with open(staged, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(staged, self._file)
        except OSError:
            pass  # the next build takes its time

    def _seen(self) -> str:
        inside = [os.path.join(self._root, name) for name in ("playbook.yml", "content", "templates")]
        packaged = [os.path.join(folder, "templates") for folder in (os.path.dirname(FOLDER), os.path.join(FOLDER, "starter"))]
        digest, self.newest = _look([*inside, *packaged])
        return f"{program_version()} {time.strftime('%Y-%m-%d', time.gmtime())} {head(self._root)} {digest}"


def main() -> None:
    """The command `playbook`. Ctrl-C, and what the machine refuses, end it with one line."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    except OSError as error:
        where = error.filename or "this folder, or where the output goes"
        sys.exit(f"Error: {where}: {error.strerror}" if error.strerror else f"Error: {error}")


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is no reason to stop
            stream.reconfigure(encoding="utf-8" if stream.encoding.upper() in _NARROW else None, errors="replace")
    seal = Seal(sys.argv[1:]) if sys.argv[1:2] in (["build"], ["pdf"]) else None
    answer = seal.answer() if seal else None
    if answer:
        tell(*answer)
    else:
        ahead = importlib.import_module("playbook.ahead").begun(seal.memo) if seal and sys.argv[1] == "pdf" else None
        gc.disable()  # what is imported stays: looking through it for rubbish takes a twelfth of the time
        program = importlib.import_module("playbook.cli")
        gc.freeze()
        gc.set_threshold(*LOOKS)
        gc.enable()
        program.main(prog_name="playbook", obj=(seal, ahead))


def tell(told: str, summary: str) -> None:
    """Problems to standard output, coloured on a terminal; the summary, for people, to the other."""
    if not (sys.stdout and sys.stdout.isatty()) or os.environ.get("NO_COLOR"):
        for style in (*STYLES.values(), PLAIN):
            told = told.replace(style, "")
    print(told, end="", flush=True)
    print(summary, file=sys.stderr)


def _handbook(arguments: Sequence[str]) -> str:
    """The handbook's folder, as the command names it. A name given in any other way finds no seal."""
    for index, word in enumerate(arguments):
        if word == "--handbook" and index + 1 < len(arguments):
            return arguments[index + 1]
        if word.startswith("--handbook="):
            return word.partition("=")[2]
    return "."


def _look(folders: Sequence[str]) -> tuple[str, int]:
    """A digest of what everything in these folders looks like from outside, and when the newest of it was touched."""
    digest, newest = hashlib.sha256(), 0
    for folder in folders:
        for path, found in _files(folder):
            newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
            look = f"\0{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}\n"
            digest.update(os.fsencode(path) + look.encode())
        digest.update(b"\0")
    return digest.hexdigest(), newest


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a path, or the file there, links followed; what cannot be looked at is as if it were not there."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        with suppress(OSError):
            yield path, os.stat(path)
        return
    except OSError:
        return
    for entry in entries:
        try:
            found = entry.stat()
        except OSError:
            yield entry.path, os.lstat(entry.path)
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry.path)
        else:
            yield entry.path, found
