"""A memo that is damaged, full, shared or gone costs time, and nothing else."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.load.discover import discover
from playbook.load.known import Known
from playbook.memo import NAME, Memo
from playbook.starter import TEMPLATES
from tests.conftest import Book

PAGE = "---\ntitle: Start\nsummary: A page.\n---\n\nWords {}.\n"


def counted(memo: Memo, names: list[str]) -> int:
    """How many of these results had to be made."""
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode() * 200

    for name in names:
        assert memo.remember("step", [name], lambda name=name: make(name)) == name.encode() * 200
    memo.save()
    return len(made)


NAMES = [f"name-{number}" for number in range(50)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    memo = Memo(tmp_path / "memo")
    assert counted(memo, NAMES) == len(NAMES)
    memo.put_on_shelf("shelf", {name: name.encode() for name in NAMES})
    assert counted(Memo(tmp_path / "memo"), NAMES) == 0
    return tmp_path / "memo"


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_only_costs_time(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((folder / NAME).read_bytes())
    if seed % 3 == 0:
        data = data[: chance.randrange(len(data))]
    else:
        for _ in range(1 if seed % 3 == 1 else 400):
            data[chance.randrange(len(data))] = chance.randrange(256)
    (folder / NAME).write_bytes(data)
    memo = Memo(folder)
    assert counted(memo, NAMES) <= len(NAMES)
    assert all(value == key.encode() for key, value in memo.shelf("shelf").items())
    memo.put_on_shelf("shelf", {"new": b"new"})
    assert counted(Memo(folder), NAMES) <= len(NAMES)


def test_a_memo_that_cannot_be_written_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that is full or read-only: every writing fails."""
    memo = Memo(folder)
    memo._file.execute("PRAGMA query_only = ON")
    assert counted(memo, NAMES) == 0
    assert counted(memo, ["another"]) == 1
    assert counted(memo, ["another"]) == 0, "it waits in memory"
    memo.put_on_shelf("shelf", {"new": b"new"})
    assert counted(Memo(folder), ["another"]) == 1


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("a file is in the way")
    memo = Memo(tmp_path / "memo")
    assert memo.moment() == 0
    assert counted(memo, NAMES) == len(NAMES)
    assert counted(memo, NAMES) == 0


def test_a_memo_that_is_locked_is_not_waited_for_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.memo.WAIT", 0.01)
    other = sqlite3.connect(folder / NAME, isolation_level=None)
    memo = Memo(folder)
    other.execute("BEGIN EXCLUSIVE")
    assert counted(memo, ["another"]) == 1
    other.execute("COMMIT")
    assert counted(memo, [*NAMES, "another"]) == 0


def test_two_builds_write_at_once(folder: Path) -> None:
    def work(start: int) -> None:
        memo = Memo(folder)
        counted(memo, [f"more-{number}" for number in range(start, start + 40)])

    threads = [threading.Thread(target=work, args=(20 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(Memo(folder), [f"more-{number}" for number in range(100)]) == 0


def test_what_was_not_used_for_longest_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.memo.LARGEST", 1)
    memo = Memo(folder)
    assert counted(memo, NAMES[-5:]) == 0
    assert counted(memo, ["new"]) == 1
    assert counted(Memo(folder), [*NAMES[-5:], "new"]) == 0
    assert counted(Memo(None), NAMES[:1]) == 1


def test_a_file_that_looks_the_same_is_read_only_when_verified(
    handbook: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk whose times and inodes say nothing."""
    monkeypatch.setattr("playbook.load.known.look_of", lambda found: b"1 1 1")
    book = handbook({"start.md": PAGE.format("one")})
    memo = Memo(book.root / "memo")
    for trusting, expected in ((True, "one"), (True, "one"), (False, "two")):
        known = Known(memo, "files", trusting=trusting)
        [page] = discover(book.root, TEMPLATES, known).content
        book.write({"start.md": PAGE.format(expected)})
        [page] = discover(book.root, TEMPLATES, Known(memo, "files", trusting=trusting)).content
        known.save(2)
        digest = page.digest
        book.write({"start.md": PAGE.format("two")})
    assert digest == discover(book.root, TEMPLATES).content[0].digest


def test_a_memo_deleted_while_it_is_in_use(folder: Path) -> None:
    memo = Memo(folder)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert counted(memo, [*NAMES, "another"]) <= len(NAMES) + 1
    assert counted(memo, [*NAMES, "another"]) == 0
