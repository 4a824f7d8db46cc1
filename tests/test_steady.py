"""A world that moves under a build: files saved while they are read, a disk that takes no more."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook import cli
from playbook.build import BuildResult, build_handbook
from playbook.how import Watch
from playbook.load.known import SourceChangedError
from playbook.memo import Memo
from tests.conftest import Book
from tests.editing import files_in

PAGE = "---\ntitle: Owls\nsummary: About owls.\n---\n\n{}\n"


def saving(book: Book, times: int) -> Watch:
    """Somebody who saves a page after it was found and before it is read, so many times."""
    saved: list[int] = []

    def watch(step: str, items: Iterable[Any], count: int) -> Iterable[Any]:
        if step == "Reading" and len(saved) < times:
            saved.append(count)
            book.write({"owls.md": PAGE.format(f"Text number {len(saved)}, saved meanwhile.")})
        return items

    return watch


def built(book: Book, watch: Watch) -> BuildResult:
    return build_handbook(book.handbook, book.root / "site", Memo(book.root / ".playbook"), watch=watch)


def test_a_file_saved_while_it_is_read_is_read_again(handbook: Callable[..., Book]) -> None:
    book = handbook({"owls.md": PAGE.format("Text before.")})
    assert not built(book, saving(book, 1)).fails()
    assert "Text number 1, saved meanwhile." in book.page("owls")


def test_a_file_that_never_holds_still_is_a_problem_and_the_last_site_stays(handbook: Callable[..., Book]) -> None:
    book = handbook({"owls.md": PAGE.format("Text before.")})
    assert not book.build().fails()
    before = files_in(book.root / "site")
    result = built(book, saving(book, 9))
    assert [str(problem) for problem in result.problems] == [
        "content/owls.md:1:1: error: this file was saved again and again while the handbook was being read\n"
        "    Wait until the program that writes it has come to its end, and build again."
    ]
    assert files_in(book.root / "site") == before
    assert not built(book, saving(book, 0)).fails()
    assert "Text number 2" in book.page("owls")


def test_check_tells_of_it_too(handbook: Callable[..., Book], monkeypatch: pytest.MonkeyPatch) -> None:
    book = handbook({"owls.md": PAGE.format("Text before.")})
    monkeypatch.setattr(cli, "bar", saving(book, 9))
    result = CliRunner().invoke(cli.main, ["check", "--handbook", str(book.root)])
    assert result.exit_code == 1
    assert "saved again and again" in result.output
    assert not isinstance(result.exception, SourceChangedError)


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "Make room on the disk, and build again"), (errno.EACCES, "choose another folder with --out")],
)
def test_a_disk_that_takes_no_more_is_a_problem_and_the_last_site_stays(
    handbook: Callable[..., Book], monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    book = handbook({"owls.md": PAGE.format("Text before.")})
    assert not book.build().fails()
    before = files_in(book.root / "site")
    book.write({"owls.md": PAGE.format("Text after.")})

    def full(*given: object) -> str:
        raise OSError(number, "the words of the system")

    with monkeypatch.context() as patched:
        patched.setattr("playbook.output.publish._written", full)
        [problem] = [each for each in book.build().problems if each.severity == "error"]
    assert problem.message == "the site could not be written: the words of the system"
    assert hint in problem.hint
    assert files_in(book.root / "site") == before
    assert not book.build().fails()
    assert "Text after." in book.page("owls")


def test_a_site_cannot_be_a_file(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book = handbook({"owls.md": PAGE.format("Text.")})
    (tmp_path / "taken").write_text("something")
    result = book.build(tmp_path / "taken")
    assert any("this is a file, not a folder" in problem.message for problem in result.problems)
    assert (tmp_path / "taken").read_text() == "something"
