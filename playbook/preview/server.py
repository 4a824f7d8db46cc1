"""The preview over HTTP: only for this machine's own names, only what is on the board, and a stream of what changes there."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs

from playbook.load.known import SourceChangedError
from playbook.preview.answers import HEADERS, OWN, STREAM, Answer, answer, event, own, path_of, refused
from playbook.preview.board import Board, Notice
from playbook.preview.edition import Edition
from playbook.render.templates import BrokenTemplateError

PATIENCE = 60.0
"""Seconds that a browser is kept waiting for the first build."""
PORTS = 20
"""How many ports are tried from the one asked for."""
HEARTBEAT = 10.0
"""Seconds between signs of life on a stream: a browser that went away is noticed by them."""


class PreviewServer(ThreadingHTTPServer):
    """Serves a board. OSError where the port is taken."""

    daemon_threads = True
    block_on_close = False  # an open stream shall not hold up the end
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        board: Board,
        files: Mapping[str, bytes],
        broken: Callable[[Edition, BrokenTemplateError], None],
    ) -> None:
        """`files` are the preview's own by name; `broken` is told of an edition with a page that cannot be rendered."""
        self.board = board
        self.files = files
        self.broken = broken
        self.names = {address[0], "localhost"} if address[0].startswith("127.") else {address[0]}
        super().__init__(address, _Request)

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    """One browser's connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True  # head and body are two packets, and the second shall not wait for an answer to the first

    def do_GET(self) -> None:
        refusal = self._refusal()
        path = path_of(self.path)
        if refusal:
            self._send(refusal)
        elif path is None:
            self._send(refused(400, "This is no address of the handbook."))
        elif f"/{path}" == STREAM:
            self._stream()
        elif path.startswith(OWN):
            self._send(own(self.server.files, path.removeprefix(OWN)))
        else:
            self._send(self._tried(lambda notice: answer(notice, path)))

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        self.close_connection = True  # what comes with the request is not read
        self._send(self._refusal() or Answer(405, b"The preview only shows pages.\n", headers={"Allow": "GET, HEAD"}))

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_CONNECT = do_TRACE = do_POST  # noqa: N815

    def _refusal(self) -> Answer | None:
        """A page elsewhere could give its own name this machine's address, and read along: only our own names are answered."""
        named = self.headers.get_all("Host") or []
        name, sign, port = named[0].strip().lower().partition(":") if len(named) == 1 else ("", "", "")
        if name in self.server.names and (port.isdigit() or not sign):
            return None
        self.close_connection = True
        return refused(421, "The preview answers only to its own address.")

    def _tried(self, make: Callable[[Notice], Any]) -> Any:
        """What can be made of the notice now; a page that cannot be rendered brings the last good edition back."""
        notice = self.server.board.wait(0, PATIENCE)
        for _ in range(3):
            try:
                return make(notice)
            except BrokenTemplateError as error:
                if notice.edition:
                    self.server.broken(notice.edition, error)
                notice = self.server.board.notice
            except SourceChangedError:  # the next build is on its way
                notice = self.server.board.wait(notice.version, HEARTBEAT)
        return make(Notice(notice.version, None, notice.notes))

    def _stream(self) -> None:
        """Tell one tab what is true now, and again whenever it changes, until it goes away or the preview ends."""
        page = path_of(parse_qs(self.path.partition("?")[2]).get("page", ["/"])[0]) or ""
        self.close_connection = True
        self._head(Answer(200, kind="text/event-stream"), {"Connection": "close"})
        board, version = self.server.board, 0
        while self.command != "HEAD" and not board.closed:
            notice = board.wait(version, HEARTBEAT)
            told = b": here\n\n" if notice.version == version else self._tried(lambda now: event(now, page))
            version = max(version, notice.version)
            self.wfile.write(told)
            self.wfile.flush()

    def _send(self, told: Answer) -> None:
        self._head(told, {"Content-Length": str(len(told.data))})
        if self.command != "HEAD":
            self.wfile.write(told.data)

    def _head(self, told: Answer, more: Mapping[str, str]) -> None:
        self.send_response(told.status)
        for name, value in {"Content-Type": told.kind, **HEADERS, **told.headers, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        return "playbook"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """A line for each request would hide what matters: the problems."""


def at_free_port(host: str, port: int, make: Callable[[int], PreviewServer]) -> PreviewServer:
    """A server at the first free port from `port`; 0 takes any. OSError where none of PORTS is free."""
    for tried in range(port, min(port + PORTS, 65536) if port else 1):
        try:
            return make(tried)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(errno.EADDRINUSE, f"no port from {port} to {port + PORTS - 1} is free on {host}")
