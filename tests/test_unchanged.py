"""A build in which nothing changed: answered at once, and never wrongly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.memo import NAME
from playbook.unchanged import Seal
from tests.conftest import ROOT, Book

HEAVY = ("click", "markdown", "jinja2", "pydantic", "rich", "weasyprint", "sqlite3", "playbook.build", "playbook.cli")
PICTURE = b"\x89PNG\r\n\x1a\n...IEND"
"""What a file must start with to be taken for one."""
PAGE = "---\ntitle: Start\nsummary: A page.\n---\n\nWords {}.\n"
RUN = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from playbook.unchanged import main
try:
    main()
finally:
    print("imported:", *(name for name in HEAVY if name in sys.modules), file=sys.stderr)
"""


def build(book: Book, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Builds in a process of its own; the last line of stderr says what heavy things it imported."""
    script = f"HEAVY = {HEAVY!r}\n{RUN}"
    command = [sys.executable, "-c", script, str(ROOT), "build", "--handbook", str(book.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def is_answered(done: subprocess.CompletedProcess[str]) -> bool:
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1] == "imported:"


@pytest.fixture
def sealed(handbook: Callable[..., Book]) -> Book:
    """A handbook that was built twice, in case the first time came within a tick of its files."""
    book = handbook({"start.md": PAGE.format("one"), "logo.png": PICTURE})
    (book.root / ".playbook").mkdir()
    known = ROOT / ".playbook" / NAME  # where the fonts are
    if known.exists():
        shutil.copy(known, book.root / ".playbook" / NAME)
    build(book)
    build(book)
    return book


def test_nothing_changed_imports_nothing_heavy_and_says_the_same(sealed: Book) -> None:
    first, second = build(sealed, "--verify"), build(sealed)
    assert is_answered(second)
    assert not is_answered(first)
    assert second.stdout == first.stdout
    assert "pages, 0 files changed" in second.stderr


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content" / "start.md").write_text(PAGE.format("two")),
        lambda root: (root / "content" / "new.md").write_text(PAGE.format("new")),
        lambda root: (root / "content" / "logo.png").write_bytes(PICTURE + b"!"),
        lambda root: (root / "content" / "start.md").rename(root / "content" / "begin.md"),
        lambda root: (root / "playbook.yml").write_text("title: Another\n"),
        lambda root: (
            (root / "templates" / "components").mkdir(parents=True)
            or (root / "templates" / "components" / "footer.html").write_text("<footer></footer>")
        ),
        lambda root: (root / "site" / "start" / "index.html").unlink(),
        lambda root: (root / "site" / "start" / "index.html").write_text("altered"),
        lambda root: (root / "site" / "foreign.txt").write_text("theirs"),
    ],
    ids=["edited", "added", "picture", "renamed", "settings", "template", "output gone", "output altered", "foreign file"],
)
def test_any_change_is_noticed(sealed: Book, change: Callable[[Path], object]) -> None:
    assert is_answered(build(sealed))
    change(sealed.root)
    again = build(sealed)
    assert not is_answered(again)
    clean = sealed.root.parent / "clean"
    assert not is_answered(build(sealed, "--out", str(clean)))
    for path in clean.rglob("*.html"):
        assert (sealed.root / "site" / path.relative_to(clean)).read_bytes() == path.read_bytes()


def test_a_day_a_commit_and_another_program_are_noticed(sealed: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["build", "--handbook", str(sealed.root)]
    assert is_answered(build(sealed))
    assert Seal(arguments).answer()
    for name, value in (
        ("time.strftime", lambda *_: "2031-01-01"),
        ("head", lambda _: "abc"),
        ("program_version", lambda: "other"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"playbook.unchanged.{name}", value)
            assert Seal(arguments).answer() is None, name


def test_other_words_with_the_same_time_and_size_are_noticed(sealed: Book) -> None:
    """Whoever puts the time back cannot put back the time of the inode."""
    page = sealed.root / "content" / "start.md"
    before = page.stat()
    with page.open("r+b") as file:
        file.write(PAGE.format("six").encode())
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_answered(build(sealed)), "the time of the last change of the inode differs"
    assert "Words six." in sealed.page("start")


def test_a_clock_set_back_is_noticed(sealed: Book) -> None:
    page = sealed.root / "content" / "start.md"
    page.write_text(PAGE.format("old"), encoding="utf-8")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    assert not is_answered(build(sealed))
    assert "Words old." in sealed.page("start")


def test_a_source_touched_while_a_build_begins_gives_no_seal(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": PAGE.format("one")})
    (book.root / "site").mkdir()
    arguments = ["build", "--handbook", str(book.root)]
    seal = Seal(arguments)
    seal.press([str(book.root / "site")], "told", "", moment=seal.newest)
    assert Seal(arguments).answer() is None
    seal.press([str(book.root / "site")], "told", "problems\n", moment=seal.newest + 1)
    assert Seal(arguments).answer() == ("problems\n", "told")
