"""`playbook serve`: how it begins and ends."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.cli_serve import _code
from tests.conftest import PATIENCE, ROOT, Book
from tests.preview.conftest import PAGE


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
