"""A server on this machine that counts what a reader would download."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CountingServer(http.server.ThreadingHTTPServer):
    """Serves a folder, and adds up the gzip bytes of the bodies it sends."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[int] = []
        """Bytes of each answer since they were last counted."""
        self.missing: list[str] = []
        self.size = functools.cache(lambda path: len(gzip.compress(path.read_bytes(), 9, mtime=0)))
        super().__init__(("127.0.0.1", 0), functools.partial(_Counting, directory=str(folder)))

    @property
    def address(self) -> str:
        """Ends in a slash."""
        return f"http://127.0.0.1:{self.server_port}/"

    def count(self) -> int:
        """Bytes sent since the last count. What is packed already counts as it is."""
        taken, self.taken = self.taken, []
        return sum(taken)

    def sent(self, path: Path) -> None:
        """Take a file into the count."""
        self.taken.append(min(self.size(path), path.stat().st_size))


class _Counting(http.server.SimpleHTTPRequestHandler):
    server: CountingServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_file():
            self.server.sent(path)
        else:
            self.server.missing.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")  # with the next: a clock of 5 µs, not 100
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(folder: Path) -> Iterator[CountingServer]:
    server = CountingServer(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
