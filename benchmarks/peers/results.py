"""The rows of a comparison, kept in a file of JSON lines as they come."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from peers.generator import NODE, Generator, told


def machine() -> str:
    """Processor, cores, memory, system and what runs the generators."""
    try:
        processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        processor = None
    model = processor[1] if processor else platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGESIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Node {told(str(NODE), '--version')}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}"


class Results:
    """All rows of one run; a run that was stopped is the same run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        self.rows: list[dict[str, Any]] = [json.loads(line) for line in lines]

    def begin(self, versions: dict[str, str], machine: str, now: datetime) -> None:
        """Write down what is compared. Stops where rows of other versions or another machine are there already."""
        for row in self.begun():
            known = {**versions, **row["versions"]}
            if known != {**row["versions"], **versions} or row["machine"] != machine:
                raise SystemExit(f"{self.file} is of another machine or of other versions: move it away to begin anew.")
        self.write({"began": now.isoformat(timespec="seconds"), "machine": machine, "versions": versions})

    def begun(self) -> list[dict[str, Any]]:
        """The rows with which runs began, at least one where there is any other."""
        return [row for row in self.rows if "began" in row]

    def has(self, tool: Generator, kind: str, run: int) -> bool:
        return any(row["run"] == run for row in self.of(tool.name, tool.pages, kind))

    def gave_up(self, tool: Generator, kind: str) -> bool:
        """Whether it failed at this, or at the cold build, on which all else rests."""
        return any("fault" in row for each in ("cold", kind) for row in self.of(tool.name, tool.pages, each))

    def of(self, tool: str, pages: int, kind: str) -> list[dict[str, Any]]:
        key = (tool, pages, kind)
        return [row for row in self.rows if "tool" in row and (row["tool"], row["pages"], row["kind"]) == key]

    def add(self, tool: Generator, kind: str, run: int, **fields: Any) -> None:
        """Keep one row, and say it to standard error."""
        self.write({"tool": tool.name, "pages": tool.pages, "kind": kind, "run": run, **fields})
        told = ", ".join(f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in fields.items())
        print(f"{tool.name:20}{tool.pages:6}  {kind:10}{run}  {told}", file=sys.stderr, flush=True)

    def write(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
