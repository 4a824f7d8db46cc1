"""What a machine may refuse, and signs that it cannot show: one line each, and no half work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from playbook.crew import cluster
from playbook.unchanged import main
from tests.conftest import ROOT, SETTINGS, Book

LONG = "---\ntitle: Start\nsummary: A page.\n---\n\n“Café” " + "and a word " * 30 + ".\n"
START = ["-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from playbook.unchanged import main; main()"]


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *START, *map(str, arguments)]
    world = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=world, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_a_terminal_without_utf_8_gets_the_same_words_of_an_unchanged_build(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": LONG})
    told = [run("build", cwd=book.root, PYTHONIOENCODING="ascii", LC_ALL="C") for _ in range(3)]
    assert [each.returncode for each in told] == [0, 0, 0], told[-1].stderr
    assert "sentence of" in told[0].stdout
    assert told[0].stdout == told[1].stdout == told[2].stdout


@pytest.mark.skipif(os.name == "nt", reason="folders in use stay there")
def test_a_folder_that_is_gone_is_told_in_a_line(tmp_path: Path) -> None:
    script = f'mkdir gone && cd gone && rmdir ../gone && exec {sys.executable} "$@"'
    command = ["sh", "-c", script, "sh", *START, "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert done.stderr == "Error: this folder, or where the output goes: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_output_that_goes_nowhere_is_told_in_a_line(tmp_path: Path) -> None:
    command = [sys.executable, *START, "schema", "profile"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Error: this folder, or where the output goes: No space left on device")


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    book = Book(tmp_path).write({"playbook.yml": SETTINGS, "start.md": LONG})
    for folder in ("content", "templates"):
        (book.root / folder).mkdir(exist_ok=True)
        Path(os.fsdecode(os.fsencode(book.root / folder) + b"/caf\xe9.html")).write_bytes(b"x")
    Path(os.fsdecode(os.fsencode(book.root / "content") + b"/two\nlines.md")).write_bytes(b"x")
    done = run("build", cwd=book.root)
    assert done.returncode == 1
    for path in ("content/caf�.html", "content/two�lines.md", "templates/caf�.html"):
        assert f"{path}:1:1: error: the file's name has signs that cannot be shown\n    Give" in done.stdout


def test_a_handbook_that_is_a_file_is_wrong_use(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": LONG})
    done = run("build", "--handbook", "playbook.yml", cwd=book.root)
    assert done.returncode == 2
    assert "Directory 'playbook.yml' is a file." in done.stderr


def test_ctrl_c_at_any_moment_ends_with_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("playbook.unchanged._run", interrupted)
    with pytest.raises(SystemExit, match="Aborted!"):
        main()


@pytest.fixture
def running(handbook: Callable[..., Book]) -> Iterator[subprocess.Popen[str]]:
    book = handbook({f"page-{number}.md": LONG for number in range(400)})
    command = [sys.executable, *START, "build"]
    build = subprocess.Popen(
        command, cwd=book.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    yield build
    with suppress(ProcessLookupError):
        build.kill()
    build.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_an_interrupted_build_tells_no_more_than_that(running: subprocess.Popen[str]) -> None:
    with suppress(subprocess.TimeoutExpired):
        running.wait(1)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    _, told = running.communicate(timeout=60)
    assert "Traceback" not in told
    assert told.strip() == "Aborted!" or running.returncode == 0


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        @staticmethod
        def Client(*_: object, **__: object) -> None:  # noqa: N802
            raise TimeoutError

    monkeypatch.setattr("importlib.import_module", lambda _: Nobody)
    with pytest.raises(ConnectionError, match="no cluster answers at tcp:"), cluster("tcp://127.0.0.1:9", 2):
        pass
