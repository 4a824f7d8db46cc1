"""What tests share: small handbooks made on the spot, and the shipped one built once."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from playbook import starter
from playbook.build import BuildResult, Handbook, build_handbook, check_handbook
from playbook.memo import Memo
from playbook.model.site import Site

ROOT = Path(__file__).parent.parent
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
"""How fast a machine is today decides no test."""

PATIENCE = 30.0
"""Seconds that a test waits for what must come, on a machine that has other things to do."""
TODAY = date(2026, 11, 21)
SETTINGS = 'title: Test\nsite_url: "https://example.org/book/"\n'


@dataclass
class Book:
    """A handbook in a folder of its own."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> Book:
        """Save files whole, so that a preview never catches one half saved."""
        for name, text in files.items():
            path = self.root / name if name == "playbook.yml" or name.startswith("templates/") else self.root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            staged = path.with_name(f".{path.name}.staged")
            staged.write_bytes(text if isinstance(text, bytes) else text.encode())
            staged.replace(path)
        return self

    @property
    def handbook(self) -> Handbook:
        return Handbook(self.root, starter.TEMPLATES, TODAY)

    def check(self) -> tuple[Site, BuildResult]:
        return check_handbook(self.handbook)

    @property
    def problems(self) -> str:
        return "".join(f"{problem}\n" for problem in self.check()[1].problems)

    def build(self, site_dir: Path | None = None) -> BuildResult:
        return build_handbook(self.handbook, site_dir or self.root / "site", Memo(ROOT / ".playbook"))

    def page(self, url: str) -> str:
        return (self.root / "site" / url / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def handbook(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Book]:
    """Makes a handbook of the files given, by their path from content/; settings are added where none are given."""

    def make(files: Mapping[str, str | bytes]) -> Book:
        return Book(tmp_path).write({"playbook.yml": SETTINGS, **files})

    return make


@pytest.fixture(scope="session")
def shipped() -> Site:
    """The handbook that ships, read."""
    site, result = Book(ROOT).check()
    assert not result.fails(), "\n".join(map(str, result.problems))
    return site


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook that ships, built; below a folder, since a site must work under any path."""
    out = tmp_path_factory.mktemp("served") / "some" / "where"
    result = Book(ROOT).build(out)
    assert not result.fails(), "\n".join(map(str, result.problems))
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser has gone on to the next page
            super().copyfile(source, outputfile)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # a page may change twice in a second here
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine; returns its address, ending in a slash."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def base(serve: Callable[[Path], str], site_dir: Path) -> str:
    """The address of the shipped handbook's home page."""
    return f"{serve(site_dir.parent.parent)}some/where/"


def until(holds: Callable[[], object], what: str) -> None:
    """Waits for something to hold; fails where it does not in good time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.01)


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Chromium is missing: run the tests with 'make test', which installs it"
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--take-picture", action="store_true", help="Write docs/home.png from the browser anew.")
