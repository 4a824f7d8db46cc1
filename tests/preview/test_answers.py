"""The preview over HTTP: what it serves and what it refuses."""

from __future__ import annotations

import socket

import pytest

from playbook.preview.server import at_free_port
from playbook.render.view import CSP
from tests.preview.conftest import PAGE, Make


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
