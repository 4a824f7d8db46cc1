"""The preview over HTTP: what it serves and refuses, what it makes of each change, how it ends."""

from __future__ import annotations

import errno
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import playbook.serve
from playbook.cli import main
from playbook.cli_serve import _code
from playbook.memo import Memo
from playbook.preview.server import at_free_port
from playbook.render.view import CSP
from playbook.serve import Built, Preview
from tests.conftest import PATIENCE, ROOT, Book, until

PAGE = "---\ntitle: Start\nsummary: A page.\n---\n\n{}\n"
Make = Callable[..., "Running"]


@dataclass
class Running:
    """A preview of a small handbook, and what it told."""

    book: Book
    preview: Preview
    told: list[Built]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def text(self, path: str = "/start/") -> str:
        return self.ask(path)[2]

    def until(self, holds: Callable[[], object], what: str) -> None:
        until(holds, what)

    def until_shown(self, words: str, path: str = "/start/") -> None:
        until(lambda: words in self.text(path), f"{words!r} at {path}")

    @property
    def problems(self) -> list[str]:
        return [f"{note['place']}: {note['message']}" for note in self.preview.board.notice.notes]

    def until_problem(self, words: str) -> dict[str, str]:
        until(lambda: any(words in problem for problem in self.problems), f"problem {words!r}, not {self.problems}")
        return next(note for note in self.preview.board.notice.notes if words in f"{note['place']}: {note['message']}")

    @contextmanager
    def stream(self, page: str = "/start/") -> Iterator[Callable[[], dict[str, Any]]]:
        """A tab's stream; calls for the next notice on it."""
        with socket.create_connection(("127.0.0.1", self.preview.port), timeout=PATIENCE) as connection:
            connection.sendall(f"GET /.preview/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            lines = connection.makefile("rb")

            def heard() -> dict[str, Any]:
                for line in lines:
                    if line.startswith(b"data: "):
                        return dict(json.loads(line[6:]))
                raise EOFError

            yield heard


@pytest.fixture
def previewed(handbook: Callable[..., Book]) -> Iterator[Make]:
    """Starts a preview of a handbook of these files, and waits for its first build."""
    running: list[Preview] = []

    def start(files: dict[str, str | bytes] | None = None, **options: Any) -> Running:
        book = handbook(files or {"start.md": PAGE.format("One."), "plan.md": "---\nsummary: A plan.\n---\n\n# Plan\n\nTwo.\n"})
        told: list[Built] = []
        preview = Preview(book.handbook, Memo(ROOT / ".playbook"), port=0, told=told.append, **options)
        running.append(preview)
        preview.start()
        until(lambda: told, "the first build")
        return Running(book, preview, told)

    yield start
    for preview in running:
        preview.stop()


def test_pages_come_with_the_headers_of_the_published_site(previewed: Make) -> None:
    status, headers, text = previewed().ask("/start/")
    assert status == 200
    assert "One." in text
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Security-Policy"] == f"{CSP}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_a_page_is_what_would_be_published_and_the_script(previewed: Make) -> None:
    running = previewed({"start.md": PAGE.format("One."), "later.md": "---\ndraft: true\n---\n\n# Later\n"})
    assert not running.book.build().fails()
    published = running.book.page("start")
    shown = [line for line in running.text().splitlines() if ".preview/" not in line]
    assert [line for line in shown if "assets/" not in line] == [line for line in published.splitlines() if "assets/" not in line]
    assert running.ask("/later/")[0] == 404
    assert not (running.book.root / "site" / ".preview").exists()


def test_each_kind_of_file_has_its_type(previewed: Make) -> None:
    running = previewed()
    for path, kind in {
        "/assets/style.css": "text/css; charset=utf-8",
        "/assets/js/main.js": "text/javascript; charset=utf-8",
        "/assets/mark.svg": "image/svg+xml",
        "/manifest.webmanifest": "application/manifest+json",
        "/robots.txt": "text/plain; charset=utf-8",
        "/.preview/preview.js": "text/javascript; charset=utf-8",
        "/.preview/preview.css": "text/css; charset=utf-8",
    }.items():
        status, headers, text = running.ask(path)
        assert (status, headers["Content-Type"]) == (200, kind)
        assert text


def test_wrong_addresses_show_the_page_for_them(previewed: Make) -> None:
    running = previewed()
    status, _, text = running.ask("/gone/")
    assert status == 404
    assert "This page is not here" in text
    assert 'href="/assets/style.css"' in text
    assert running.ask("/start")[:2][0] == 301
    assert running.ask("/start")[1]["Location"] == "/start/"
    assert running.ask("/.preview/gone")[0] == 404


def test_head_sends_no_page_and_nothing_else_is_done(previewed: Make) -> None:
    running = previewed()
    status, headers, text = running.ask("/start/", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 500
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        status, headers, _ = running.ask("/start/", method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/../playbook.yml", "/start/../../playbook.yml", "/%2e%2e/playbook.yml", "/..%2fplaybook.yml", "/%2e%2e%2fplaybook.yml",
        "/%252e%252e/playbook.yml", "/..%5cplaybook.yml", "/start%00.md", "/%ff/", "//etc/passwd/..", "/c:/boot.ini",
        "http://127.0.0.1/start/", "start/", "*",
    ],
)  # fmt: skip
def test_ways_out_of_the_site_are_refused(previewed: Make, path: str) -> None:
    status, _, text = previewed().ask(path)
    assert status == 400
    assert "title: Test" not in text


def test_only_this_machines_names_are_answered(previewed: Make) -> None:
    running = previewed()
    for host in ("127.0.0.1", "localhost", f"localhost:{running.preview.port}", "LOCALHOST:1"):
        assert running.ask("/start/", Host=host)[0] == 200, host
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "127.0.0.1@evil.example", "", "[::1]:x"):
        for path in ("/start/", "/.preview/events", "/assets/style.css"):
            status, _, text = running.ask(path, Host=host)
            assert (status, text) == (421, "The preview answers only to its own address.\n"), host


def test_a_link_out_of_the_handbook_is_told_and_not_served(previewed: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.png"
    secret.write_bytes(b"secret")
    running = previewed()
    (running.book.root / "content" / "way-out.png").symlink_to(secret)
    running.until_problem("this link leads out of the folder")
    assert running.ask("/way-out.png")[0] == 404


def test_a_taken_port_leads_to_the_next(previewed: Make) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = at_free_port("127.0.0.1", port, lambda tried: _listens(tried))  # type: ignore[arg-type, return-value]
        assert port < found.getsockname()[1] < port + 20  # type: ignore[attr-defined]
        found.close()  # type: ignore[attr-defined]


def _listens(port: int) -> socket.socket:
    found = socket.socket()
    try:
        found.bind(("127.0.0.1", port))
    except OSError:
        found.close()
        raise
    return found


def test_a_saved_page_is_told_to_its_tab_and_no_other(previewed: Make) -> None:
    running = previewed()
    with running.stream("/start/") as start, running.stream("/plan/") as plan:
        first, other = start(), plan()
        assert first["problems"] == []
        assert f'data-page="{first["page"]}"' in running.text()
        running.book.write({"start.md": PAGE.format("Two.")})
        assert start()["page"] != first["page"]
        assert plan() == other
    running.until_shown("Two.")


def test_a_tab_that_comes_late_hears_what_is_true(previewed: Make) -> None:
    running = previewed()
    before = running.text()
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")
    with running.stream() as heard:
        assert f'data-page="{heard()["page"]}"' not in before


def test_fifty_tabs_hear_of_a_change(previewed: Make) -> None:
    running = previewed()
    with ExitStack() as tabs:
        streams = [tabs.enter_context(running.stream()) for _ in range(50)]
        first = {heard()["page"] for heard in streams}
        running.book.write({"start.md": PAGE.format("Two.")})
        assert first.isdisjoint({heard()["page"] for heard in streams})
        assert running.ask("/start/")[0] == 200


def test_of_twenty_saves_the_last_is_served(previewed: Make) -> None:
    running = previewed()
    for number in range(20):
        running.book.write({"start.md": PAGE.format(f"Number {number}.")})
        time.sleep(0.02)
    running.until_shown("Number 19.")
    assert len(running.told) <= 21


def test_the_same_text_saved_again_is_no_change(previewed: Make) -> None:
    running = previewed()
    builds = len(running.told)
    for _ in range(3):
        running.book.write({"start.md": PAGE.format("One.")})
    (running.book.root / "content" / "plan.md").touch()
    (running.book.root / "notes.txt").write_text("Nothing that a build reads.", encoding="utf-8")
    running.book.write({"last.md": PAGE.format("Last.")})
    running.until_shown("Last.", "/last/")
    assert len(running.told) == builds + 1


def test_reading_sets_off_no_build(previewed: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    running = previewed()
    seen: list[object] = []
    build = running.preview._workshop.build
    monkeypatch.setattr(running.preview._workshop, "build", lambda touched: seen.append(touched) or build(touched))
    for _ in range(5):
        for path in (running.book.root / "content").iterdir():
            path.read_bytes()
    running.book.write({"last.md": PAGE.format("Last.")})
    running.until_shown("Last.", "/last/")
    running.until(lambda: not running.preview._wanted.is_set(), "rest")
    builds = len(seen)
    running.text("/plan/")
    assert not running.preview._wanted.wait(0.5), "a build that nothing asked for"
    assert len(seen) == builds


def test_new_moved_and_deleted_files_take_effect(previewed: Make) -> None:
    running = previewed()
    content = running.book.root / "content"
    running.book.write({"inner/deep/new.md": PAGE.format("New.")})
    running.until_shown("New.", "/inner/deep/new/")
    (content / "inner" / "deep" / "new.md").rename(content / "moved.md")
    running.until_shown("New.", "/moved/")
    running.until(lambda: running.ask("/inner/deep/new/")[0] == 404, "the old address is gone")
    (content / "moved.md").unlink()
    running.until(lambda: running.ask("/moved/")[0] == 404, "the page is gone")


def test_a_file_put_in_place_by_a_rename_is_seen(previewed: Make) -> None:
    running = previewed()
    for number in range(3):
        staged = running.book.root / "content" / ".start.md.swap"
        staged.write_text(PAGE.format(f"Saved {number}."), encoding="utf-8")
        staged.replace(running.book.root / "content" / "start.md")
        running.until_shown(f"Saved {number}.")
    outside = running.book.root / "outside.md"
    outside.write_text(PAGE.format("From elsewhere."), encoding="utf-8")
    outside.replace(running.book.root / "content" / "start.md")
    running.until_shown("From elsewhere.")


def test_templates_styles_scripts_and_settings_take_effect(previewed: Make) -> None:
    running = previewed()
    with running.stream() as heard:
        first = heard()
        running.book.write({"templates/assets/css/own.css": ".own { color: red; }"})
        told = heard()
        assert (told["page"], told["rest"]) == (first["page"], first["rest"])
        assert told["style"] != first["style"]
        assert ".own { color: red; }" in running.text("/assets/style.css")
        running.book.write({"templates/assets/js/own.js": "export {}\n"})
        told = heard()
        assert told["rest"] != first["rest"]
    running.book.write({"templates/components/footer.html": "<footer>Our own foot</footer>"})
    running.until_shown("Our own foot")
    running.book.write({"playbook.yml": "title: Another name\n"})
    running.until_shown("Another name")


@pytest.mark.parametrize(
    ("name", "text", "problem", "line"),
    [
        ("start.md", "---\ntitle: [\n---\n", "content/start.md:3:1", "---"),
        ("start.md", PAGE.format("See [a](gone.md)."), "content/start.md:6:9: no page at gone.md", "See [a](gone.md)."),
        ("start.md", b"\xff\xfeS\0", "content/start.md:1:1: the file is UTF-16, not UTF-8", ""),
        ("glossary.yml", "terms:\n  - {id: a", "content/glossary.yml:", ""),
        ("playbook.yml", "titel: Test\n", "playbook.yml:1:1", "titel: Test"),
        ("templates/pages/prose.html", "{% block %}", "prose.html:1:1: the template has a mistake", "{% block %}"),
        ("templates/pages/prose.html", "\n{{ nothing.at.all }}", "pages/prose.html:2:1: the template", "{{ nothing.at.all }}"),
        ("templates/components/footer.html", "{{ nothing }}", "footer.html:1:1: the template", "{{ nothing }}"),
        (
            "templates/pages/prose.html",
            "{{ 1 / 0 }}",
            "prose.html:1:1: the template has a mistake: division by zero",
            "{{ 1 / 0 }}",
        ),
    ],
)
def test_a_mistake_leaves_the_last_good_page_until_it_is_mended(
    previewed: Make, name: str, text: str | bytes, problem: str, line: str
) -> None:
    running = previewed()
    with running.stream() as heard:
        first = heard()
        running.book.write({name: text})
        note = running.until_problem(problem)
        assert note["line"] == line or not line
        assert heard()["page"] == first["page"]
        assert "One." in running.text()
        good = {"start.md": PAGE.format("One."), "playbook.yml": 'title: Test\nsite_url: "https://example.org/book/"\n'}
        if name in good:
            running.book.write({name: good[name]})
        else:
            (running.book.root / ("content" if name == "glossary.yml" else "") / name).unlink()
        running.until(lambda: not running.problems, "no problem any more")
        while (told := heard())["problems"]:
            pass
        assert told["page"] == first["page"]


def test_a_template_that_fails_one_page_is_found_before_anybody_looks(previewed: Make) -> None:
    running = previewed()
    running.until(lambda: not running.preview.busy, "every page tried")
    bad = "<html><head></head><body>Own look {% if title == 'Plan' %}{{ nothing }}{% endif %}</body></html>"
    running.book.write({"templates/pages/prose.html": bad})
    running.until_problem("templates/pages/prose.html:1:1: the template has a mistake: 'nothing' is undefined")
    assert "One." in running.text()
    builds = len(running.told)
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until(lambda: len(running.told) >= builds + 2, "built, and found broken again")
    assert running.problems
    assert "One." in running.text()
    (running.book.root / "templates" / "pages" / "prose.html").unlink()
    running.until_shown("Two.")
    assert running.problems == []


def test_a_handbook_that_starts_with_a_mistake_shows_it_and_then_the_page(previewed: Make) -> None:
    running = previewed({"start.md": PAGE.format("See [a](gone.md).")})
    status, _, text = running.ask("/start/")
    assert status == 503
    assert "/.preview/preview.js" in text
    with running.stream() as heard:
        assert [problem["place"] for problem in heard()["problems"]] == ["content/start.md:6:9"]
        running.book.write({"start.md": PAGE.format("Good.")})
        while heard()["problems"]:
            pass
    running.until_shown("Good.")


def test_a_deleted_content_folder_is_told_and_found_again(previewed: Make) -> None:
    running = previewed()
    for number in range(2):
        shutil.rmtree(running.book.root / "content")
        running.until_problem("there is no folder content/ here")
        assert "<p>" in running.text()
        running.book.write({"start.md": PAGE.format(f"Again {number}.")})
        running.until_shown(f"Again {number}.")
        running.book.write({"start.md": PAGE.format(f"And again {number}.")})
        running.until_shown(f"And again {number}.")


def test_polling_sees_changes_too(previewed: Make) -> None:
    running = previewed(poll=True)
    running.book.write({"start.md": PAGE.format("Two."), "inner/new.md": PAGE.format("New.")})
    running.until_shown("Two.")
    running.until_shown("New.", "/inner/new/")


def test_a_full_table_of_watches_falls_back_to_polling(previewed: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(playbook.serve.PollingObserver):
        def schedule(self, handler: Any, path: str, *, recursive: bool = False, **options: Any) -> Any:
            if recursive:
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            return super().schedule(handler, path, recursive=recursive, **options)

    monkeypatch.setattr(playbook.serve, "Observer", lambda: Full())
    monkeypatch.setattr(playbook.serve, "PollingObserver", _Polling)
    running = previewed()
    assert "looking for changes twice a second instead" in running.preview.sentence
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")


class _Polling(playbook.serve.PollingObserver):
    pass


def test_nothing_is_written_but_the_memo(previewed: Make) -> None:
    running = previewed()
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")
    assert sorted(path.name for path in running.book.root.iterdir()) == ["content", "playbook.yml"]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_cleanly_with_a_tab_open(handbook: Callable[..., Book], sign: signal.Signals) -> None:
    book = handbook({"start.md": PAGE.format("One.")})
    shutil.copytree(ROOT / ".playbook", book.root / ".playbook", dirs_exist_ok=True)
    command = [sys.executable, "-m", "playbook", "serve", "--handbook", str(book.root), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=_quiet()) as process:
        assert process.stdout
        assert process.stderr
        said = process.stdout.readline()
        port = int(said.partition("127.0.0.1:")[2].partition("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as tab:
            tab.sendall(b"GET /.preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200" in tab.recv(1000)
            while b"data: " not in tab.recv(10_000):
                pass
            process.send_signal(sign)
            assert process.wait(PATIENCE) == 0
        errors = process.stderr.read()
        assert "Traceback" not in errors
        assert errors.endswith("Stopped.\n")


def _quiet() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def test_the_code_for_a_phone_is_drawn_in_the_terminal() -> None:
    code = _code("http://192.168.1.20:8000/")
    assert len(code.splitlines()) > 10
    assert "▄" in code or "▀" in code


def test_help_shows_an_example() -> None:
    result = CliRunner().invoke(main, ["serve", "--help"])
    assert result.exit_code == 0
    assert "Example: playbook serve --open" in result.stdout


def test_no_free_port_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def taken(*arguments: Any, **options: Any) -> None:
        raise OSError(errno.EADDRINUSE, "no port from 8000 to 8019 is free on 127.0.0.1")

    monkeypatch.setattr("playbook.cli_serve.Preview", taken)
    result = CliRunner().invoke(main, ["serve", "--handbook", str(tmp_path)])
    assert result.exit_code == 2
    assert "no port from 8000 to 8019 is free" in result.stderr
