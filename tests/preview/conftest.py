"""Previews of small handbooks."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from playbook.memo import Memo
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
