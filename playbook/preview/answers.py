"""A request's path → what a browser gets: status, headers, bytes. Pure."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from playbook.preview.board import Notice
from playbook.preview.edition import NOT_FOUND
from playbook.render.view import CSP

OWN = ".preview/"
"""Where the preview's own script and stylesheet are, and its stream: no page's address starts with a full stop."""
STREAM = f"/{OWN}events"
HEADERS = {
    "Content-Security-Policy": f"{CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""What the published site's host is asked to send, but that nothing is kept."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".pdf": "application/pdf",
}
_EMPTY = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>No page yet</title>
</head>
<body>
<p>There is no page to show yet: the handbook has a mistake.</p>
</body>
</html>
"""


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: int
    data: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def refused(status: int, words: str) -> Answer:
    """An answer that is one sentence."""
    return Answer(status, f"{words}\n".encode())


def path_of(target: str) -> str | None:
    """The path below the site's root that a request asks for; None for anything that would lead elsewhere.

    Escapes are undone once; a path that still has an escape, a way up, or a sign that some system takes for one is no path here.
    """
    written = target.partition("?")[0].partition("#")[0]
    if not written.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(written).decode("utf-8")[1:]
    except UnicodeDecodeError:
        return None
    if any(sign in path for sign in "\0\\%:") or any(part in (".", "..") for part in path.split("/")):
        return None
    return path


def file_at(path: str) -> str:
    """The artifact that an address names: a folder's is its index."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def answer(notice: Notice, path: str) -> Answer:
    """What the site has at a path; BrokenTemplateError where it cannot be rendered."""
    edition = notice.edition
    if edition is None:
        return Answer(503, with_script(_EMPTY.encode(), {}), _TYPES[".html"])
    if not path.endswith("/") and path and not edition.holds(path) and edition.holds(f"{path}/index.html"):
        return Answer(301, headers={"Location": f"/{quote(path)}/"})
    name, status = file_at(path), 200
    data = edition.file(name)
    if data is None:
        name, status, data = NOT_FOUND, 404, edition.file(NOT_FOUND) or b""
    kind = _TYPES.get(posixpath.splitext(name)[1], "application/octet-stream")
    if name.endswith(".html"):
        data = with_script(data, digests(notice, name))
    return Answer(status, data, kind)


def own(files: Mapping[str, bytes], name: str) -> Answer:
    """One of the preview's own files."""
    if name not in files:
        return refused(404, "There is no such file.")
    return Answer(200, files[name], _TYPES[posixpath.splitext(name)[1]])


def digests(notice: Notice, name: str) -> dict[str, str]:
    """What a browser compares to know whether what it shows is still true."""
    edition = notice.edition
    return {"page": edition.digest(name), "style": edition.style, "rest": edition.rest} if edition else {}


def event(notice: Notice, path: str) -> bytes:
    """A notice as a server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html) for one page's tab."""
    told = {**digests(notice, file_at(path)), "problems": notice.notes}
    return f"id: {notice.version}\ndata: {json.dumps(told)}\n\n".encode()


def with_script(page: bytes, seen: Mapping[str, str]) -> bytes:
    """The page with the preview's script, which is told what the page shows."""
    told = "".join(f' data-{key}="{html.escape(value)}"' for key, value in seen.items())
    tag = f'<script type="module" src="/{OWN}preview.js" data-preview="{STREAM}"{told}></script>\n'.encode()
    head, end, rest = page.partition(b"</head>")
    return head + tag + end + rest
