"""One build in a process of its own, or one server: seconds and memory."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # where it is set, only programs that pip compiled would start from bytecode
LOOK = 0.1
"""Seconds between two looks at the memory of all processes."""
ASK = 0.005
"""Seconds between two requests to a preview server."""


class FailedError(Exception):
    """A build or a server that did not do what it should: its words go into the table."""


@dataclass(frozen=True)
class Taken:
    """What one build took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system, of all processes."""
    largest: float
    """Peak MiB of the largest process."""
    together: float
    """Peak MiB of all processes at one time, looked at ten times a second; pages that they share count in each."""


def build(command: Sequence[str], folder: Path, log: Path, limit: int) -> Taken:
    """Run it. Raises FailedError after `limit` seconds, and where its exit status is not 0."""
    launched = [sys.executable, "-I", "-S", str(LAUNCH), str(log), *command]
    process = subprocess.Popen(launched, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, start_new_session=True, text=True)
    ends, together = time.monotonic() + limit, 0.0
    try:
        while process.poll() is None:
            if time.monotonic() > ends:
                raise FailedError(f"over {limit} s")
            together = max(together, memory(process.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK)
        told, _ = process.communicate()
    finally:
        end(process)
    wall, cpu, largest, status = map(float, told.split())
    if status:
        raise FailedError("failed")
    return Taken(wall, cpu, largest / 1024, max(together, largest / 1024))


def memory(ancestor: int) -> float:
    """Resident MiB of all descendants of a process now; 0 where the system has no /proc."""
    found = 0.0
    for children in Path(f"/proc/{ancestor}/task").glob("*/children"):
        try:
            below = children.read_text(encoding="ascii").split()
        except OSError:  # it has just ended
            continue
        found += sum(resident(int(child)) + memory(int(child)) for child in below)
    return found


def resident(process: int) -> float:
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE") / 2**20


def end(process: subprocess.Popen[str]) -> None:
    """End a process and all it has started, politely at first."""
    for sign, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 30)):
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, sign)
            process.wait(seconds)
    if process.stdout:
        process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A preview server while it runs; a context manager."""

    def __init__(self, command: Sequence[str], port: int, folder: Path, log: Path) -> None:
        self.port = port
        with log.open("a", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                text=True,
            )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *ended: object) -> None:
        end(self.process)

    def wait_for(self, text: str, address: str, limit: int) -> None:
        """Ask for the page without pause until it holds the text. Raises FailedError after `limit` seconds."""
        ends = time.monotonic() + limit
        while time.monotonic() < ends:
            if text.encode() in self.page(address, max(1.0, ends - time.monotonic())):
                return
            if self.process.poll() is not None:
                raise FailedError("ended")
            time.sleep(ASK)
        raise FailedError(f"over {limit} s")

    def page(self, address: str, patience: float) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request("GET", address)
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()
