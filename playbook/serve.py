"""The preview: watches a handbook's files, builds it in memory at each change, and serves that. Writes nothing but the memo.

One thread builds, so that two builds never run at once; what changes meanwhile makes it build once more. The server's threads
read the board, where the last good edition and the present problems hang.
"""

from __future__ import annotations

import errno
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from playbook.build import BuildResult, Handbook
from playbook.load.known import SourceChangedError
from playbook.memo import Memo
from playbook.preview.board import Board, notes_of
from playbook.preview.edition import Edition
from playbook.preview.server import PreviewServer, at_free_port
from playbook.preview.workshop import Proof, Workshop
from playbook.problems import Location, Problem
from playbook.render.templates import BrokenTemplateError

POLL_SECONDS = 0.5
SETTLE_SECONDS = 0.05
_READING = frozenset({"opened", "closed_no_write"})
"""Events that come of reading: a build reads, and would set off the next one for ever."""
_TABLE_FULL = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE})
_FULL = "This machine watches as many files as it may (see fs.inotify in sysctl): looking for changes twice a second instead."


@dataclass(frozen=True)
class Built:
    """What one build came to, for who started the preview."""

    result: BuildResult
    seconds: float


class Watch(FileSystemEventHandler):
    """Collects the files that were touched, and says that there are some."""

    def __init__(self, handbook: Handbook, wanted: Event, *, poll: bool) -> None:
        self.sentence = ""
        """What the editor should know about how files are watched."""
        self._root = handbook.root
        self._folders = {handbook.root / "content", handbook.root / "templates", handbook.packaged_templates}
        self._wanted = wanted
        self._lock = Lock()
        self._touched: set[Path] = set()
        self._stale: set[Path] = set()
        self._watched: dict[Path, ObservedWatch] = {}
        self._observer: BaseObserver = PollingObserver(timeout=POLL_SECONDS) if poll else Observer()
        self._observer.start()
        self._watch(self._root, recursive=False)
        self.follow()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change to anything that a build reads."""
        if event.event_type in _READING:
            return
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        ours = {path for path in paths if path == self._root / "playbook.yml" or self._folders & {path, *path.parents}}
        with self._lock:
            self._touched |= ours
            if event.event_type != "modified":
                self._stale |= ours & self._folders
        if ours:
            self._wanted.set()

    def take(self) -> set[Path]:
        """The files touched since the last time."""
        with self._lock:
            taken, self._touched = self._touched, set()
        return taken

    def follow(self) -> None:
        """Watch the folders that are there now: one that was deleted and made again is another one."""
        with self._lock:
            stale, self._stale = self._stale, set()
        for folder in self._folders:
            if folder in self._watched and (folder in stale or not folder.is_dir()):
                self._unwatch(folder)
            if folder not in self._watched and folder.is_dir():
                self._watch(folder, recursive=True)

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        try:
            self._watched[folder] = self._observer.schedule(self, str(folder), recursive=recursive)
        except FileNotFoundError:
            pass  # gone again; the folder above will tell when it comes back
        except OSError as error:
            if error.errno not in _TABLE_FULL or isinstance(self._observer, PollingObserver):
                raise
            self._fall_back([*self._watched, folder])

    def _fall_back(self, folders: Iterable[Path]) -> None:
        self.sentence = _FULL
        self._observer.stop()
        self._observer = PollingObserver(timeout=POLL_SECONDS)
        self._observer.start()
        self._watched = {}
        for folder in folders:
            self._watch(folder, recursive=folder != self._root)

    def _unwatch(self, folder: Path) -> None:
        with suppress(KeyError, OSError):  # it may have ended by itself, with its folder
            self._observer.unschedule(self._watched.pop(folder))


class Preview:
    """A running preview. `told` is called after each build, from the building thread."""

    def __init__(
        self, handbook: Handbook, memo: Memo, *, host: str = "127.0.0.1", port: int = 8000, poll: bool = False,
        told: Callable[[Built], None] = lambda built: None,
    ) -> None:  # fmt: skip
        """OSError where no port near the one asked for is free; 0 takes any."""
        handbook = replace(handbook, root=handbook.root.resolve())
        folder = handbook.packaged_templates / "preview"
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        self._told = told
        self._board = Board()
        self._server = at_free_port(host, port, lambda port: PreviewServer((host, port), self._board, files, self._broken))
        self._workshop = Workshop(handbook, memo)
        self._wanted = Event()
        self._ended = False
        self._last: Proof | None = None
        self._untried = True
        self._watch = Watch(handbook, self._wanted, poll=poll)
        self.sentence = self._watch.sentence
        self.port = self._server.server_port
        self.address = f"http://{host}:{self.port}/"
        self._threads = (Thread(target=self._work, daemon=True), Thread(target=self._serve, daemon=True))

    @property
    def board(self) -> Board:
        """What browsers are told."""
        return self._board

    @property
    def busy(self) -> bool:
        """Whether there is something left to build or to try."""
        return self._wanted.is_set() or self._untried

    def start(self) -> None:
        """Build and serve, in threads of their own."""
        self._wanted.set()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End every stream, the server, the watch, and the build that may be running."""
        self._ended = True
        self._board.close()
        self._wanted.set()
        self._watch.stop()
        self._server.shutdown()
        self._server.server_close()

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def _work(self) -> None:
        """Build whenever anything was touched. What fails may be a file half saved, and is told only if no more comes."""
        pending: Proof | None = None
        while self._wanted.wait() and not self._ended:
            self._wanted.clear()
            started = time.perf_counter()
            try:
                self._watch.follow()
                touched = self._watch.take()
                if any(map(_is_emptied, touched)) and self._wanted.wait(SETTLE_SECONDS):
                    self._wanted.clear()
                    touched |= self._watch.take()
                pending = self._workshop.build(touched) or pending
                if pending and (pending.edition or not self._wanted.wait(SETTLE_SECONDS)):
                    self._show(pending, started)
                    pending = None
                self._try_rest()
            except SourceChangedError:  # saved again: build again
                self._wanted.set()
            except Exception as error:  # whatever it is, the preview goes on
                self._failed(error, started)

    def _show(self, proof: Proof, started: float) -> None:
        self._last = proof
        if proof.edition:
            self._untried |= proof.shared
            self._board.post(proof.edition)
            if not self._untried:
                self._board.approve(proof.edition)
        else:
            self._board.warn(notes_of(proof.result.problems, proof.sources))
        self._told(Built(proof.result, time.perf_counter() - started))

    def _try_rest(self) -> None:
        """Render what nobody asked for yet, where templates are new, so that a mistake in them does not wait to be met."""
        edition = self._last.edition if self._last else None
        if not edition or not self._untried:
            return
        for path in edition.pages():
            if self._wanted.wait(0.001):
                return
            try:
                edition.file(path)
            except BrokenTemplateError as error:
                self._broken(edition, error)
                return
        self._untried = False
        self._board.approve(edition)

    def _broken(self, edition: Edition, error: BrokenTemplateError) -> None:
        self._untried = True
        sources = self._last.sources if self._last else None
        self._board.warn(notes_of([error.problem], sources), edition)
        self._told(Built(BuildResult((error.problem,)), 0))

    def _failed(self, error: Exception, started: float) -> None:
        """A mistake of the program's own, told like an editor's."""
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"the program failed: {type(error).__name__}: {error}"
        place = f"{Path(where.filename).name}, line {where.lineno}"
        hint = f"This is a mistake in {place}; please report it. Undo the last change to go on."
        problem = Problem(Location("playbook.yml"), message, hint)
        self._board.warn(notes_of([problem], None))
        self._told(Built(BuildResult((problem,)), time.perf_counter() - started))


def _is_emptied(path: Path) -> bool:
    """Whether a save may have begun there that has not written anything yet."""
    try:
        return path.is_file() and not path.stat().st_size
    except OSError:
        return False
