"""Remembers the results of pure steps between builds, by digest of exactly what goes in.

A memo holds data only, never code, in one SQLite file: thousands of small files took four times as long to write. One that is
missing, damaged, locked, read-only or from another version costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from zlib import crc32

NAME = "memo-2.sqlite"
"""The number goes up when the tables change."""
LARGEST = 1 << 30
"""Bytes. Above it, what was not used for longest is forgotten."""
WAIT = 10.0
"""Seconds that one build waits for another to finish writing."""
_TABLES = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS shelves (shelf TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (shelf, key));
CREATE TABLE IF NOT EXISTS opened (shelf TEXT PRIMARY KEY, used INTEGER NOT NULL);
"""
_DAMAGE = (sqlite3.Error, UnicodeDecodeError, TypeError)
"""What a damaged file gives rise to: names that are no text, numbers where bytes should be."""
_LARGE = 4096
"""Bytes of a result that is written at once: making it again would take long."""
_PENDING = 4 << 20
"""Bytes that wait in memory before they are written."""


class Memo:
    """Results by step and inputs, in a folder that may be deleted at any time. Safe to use from many threads and processes."""

    def __init__(self, folder: Path | None) -> None:
        """With no folder everything is forgotten in the end."""
        self.folder = folder
        self._lock = RLock()
        self._pending: dict[bytes, bytes] = {}
        self._waiting = 0
        self._used: set[bytes] = set()
        self._shelves: set[str] = set()
        self._file = _opened(folder / NAME if folder else None)

    def __reduce__(self) -> tuple[type[Memo], tuple[Path | None]]:
        """Another process opens the same folder."""
        return Memo, (self.folder,)

    def remember(self, step: str, inputs: Iterable[str], make: Callable[[], bytes]) -> bytes:
        """What `make` returns for these inputs: from an earlier build where there is one, else made now and kept."""
        key = key_of(step, inputs)
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
            if len(found) > _LARGE:
                self.save()
        return found

    def get(self, key: bytes) -> bytes | None:
        """The result kept under a key, whole, or None."""
        with self._lock:
            self._used.add(key)
            if key in self._pending:
                return self._pending[key]
            with self._working() as file:
                row = file.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
                return _whole(row[0]) if row else None
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a result; it is written with others, at the latest by `save`."""
        with self._lock:
            self._used.add(key)
            self._pending[key] = value
            self._waiting += len(value)
            if self._waiting > _PENDING:
                self.save()

    def save(self) -> None:
        """Write what waits. Where that is not possible, it waits on, and is forgotten in the end."""
        with self._lock, self._working() as file, file:
            if self._pending:
                now = _generation(file)
                rows = ((key, _sealed(value), now) for key, value in self._pending.items())
                file.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                self._pending, self._waiting = {}, 0
                self._forget(file)

    def moment(self) -> int:
        """Now, by the clock of the memo's disk, in nanoseconds; 0 where it cannot be told. What is written later is no older."""
        if self.folder:
            with suppress(OSError):
                file = self.folder / "clock"
                file.write_bytes(b"")
                return file.stat().st_mtime_ns
        return 0

    def shelf(self, name: str) -> dict[str, bytes]:
        """Everything that stands on a shelf, by key: small results that are all wanted at once."""
        with self._lock, self._working() as file:
            self._shelves.add(name)
            rows = file.execute("SELECT key, value FROM shelves WHERE shelf = ?", (name,))
            return dict(_sound(rows))
        return {}

    def pick(self, name: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Some of what stands on a shelf, by key; without what is not there."""
        with self._lock, self._working() as file:
            self._shelves.add(name)
            asked = "SELECT key, value FROM shelves WHERE shelf = ? AND key IN (SELECT value FROM json_each(?))"
            return dict(_sound(file.execute(asked, (name, json.dumps(list(keys))))))
        return {}

    def put_on_shelf(self, name: str, changed: Mapping[str, bytes | None]) -> None:
        """Put results on a shelf, and take those away that are None."""
        if changed:
            with self._lock, self._working() as file, file:
                _put(file, name, changed)

    def exchange(self, name: str, seen: bytes | None, changed: Mapping[str, bytes | None]) -> bool:
        """Put results on a shelf as long as its turn, under the empty key, is the one that was `seen`; whether it still was.

        Whoever changes such a shelf gives it a new turn. Where none was seen, the shelf is cleared first.
        """
        with self._lock, self._working() as file, file:
            file.execute("BEGIN IMMEDIATE")
            if seen is None:
                file.execute("DELETE FROM shelves WHERE shelf = ?", (name,))
            elif self.pick(name, [""]).get("") != seen:
                return False
            _put(file, name, changed)
            return True
        return seen is None or self.pick(name, [""]).get("") == seen

    @contextmanager
    def _working(self) -> Iterator[sqlite3.Connection]:
        """The file; a fault of it ends the work on it, and a file that is damaged is begun anew."""
        try:
            yield self._file
        except sqlite3.OperationalError:
            pass  # locked, read-only, full or gone: nothing is remembered
        except _DAMAGE:
            with suppress(sqlite3.Error):
                self._file.close()
            if self.folder:
                with suppress(OSError):
                    (self.folder / NAME).unlink()
            self._file = _opened(self.folder / NAME if self.folder else None)

    def _forget(self, file: sqlite3.Connection) -> None:
        """Make room in a file that is too large: what this build used stays."""
        pages, free, size = (file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
        if (pages - free) * size <= LARGEST:
            return
        now = _generation(file)
        file.executemany("UPDATE results SET used = ? WHERE key = ?", [(now, key) for key in self._used])
        file.executemany("UPDATE opened SET used = ? WHERE shelf = ?", [(now, name) for name in self._shelves])
        middle = file.execute("SELECT avg(used) FROM results WHERE used < ?", (now,)).fetchone()[0]
        for (name,) in file.execute("SELECT shelf FROM opened WHERE used <= ?", (middle,)).fetchall():
            file.execute("DELETE FROM shelves WHERE shelf = ?", (name,))
            file.execute("DELETE FROM opened WHERE shelf = ?", (name,))
        file.execute("DELETE FROM results WHERE used <= ?", (middle,))


def key_of(step: str, inputs: Iterable[str]) -> bytes:
    """What a result is kept under."""
    return hashlib.sha256("\0".join([step, *inputs]).encode()).digest()


def _opened(path: Path | None) -> sqlite3.Connection:
    """The memo's file, or one that lasts as long as this process where that cannot be used."""
    if path:
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _with_tables(str(path))
            except (OSError, sqlite3.OperationalError):
                break
            except _DAMAGE:
                with suppress(OSError):
                    path.unlink()
    return _with_tables("")


def _with_tables(name: str) -> sqlite3.Connection:
    file = sqlite3.connect(name, timeout=WAIT, check_same_thread=False)
    file.execute("PRAGMA synchronous = OFF")  # a process that is killed loses nothing by it
    file.executescript(_TABLES)
    return file


def _sound(rows: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """What stands on a shelf as it was put there."""
    return ((key, stored[4:]) for key, stored in rows if crc32(stored[4:]) == int.from_bytes(stored[:4], "big"))


def _put(file: sqlite3.Connection, name: str, changed: Mapping[str, bytes | None]) -> None:
    gone = [(name, key) for key, value in changed.items() if value is None]
    rows = ((name, key, crc32(value).to_bytes(4, "big") + value) for key, value in changed.items() if value is not None)
    file.executemany("DELETE FROM shelves WHERE shelf = ? AND key = ?", gone)
    file.executemany("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", rows)
    file.execute("INSERT OR REPLACE INTO opened VALUES (?, ?)", (name, _generation(file)))


def _generation(file: sqlite3.Connection) -> int:
    """A number that goes up with every result kept: no clock is asked."""
    return int(file.execute("SELECT coalesce(max(rowid), 0) FROM results").fetchone()[0])


def _sealed(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest() + value


def _whole(stored: bytes) -> bytes | None:
    """The value, or None where it is not what was stored."""
    value = stored[16:]
    return value if hashlib.blake2b(value, digest_size=16).digest() == stored[:16] else None
