"""One edit of the shipped handbook after the other, each built: `python benchmarks/edits.py [--runs 5] [--jobs 2]`.

Each build is the command in a process of its own, in a copy of the handbook with its own templates. Medians of wall seconds and of
user and system seconds of all processes, with the spread of the latter, and how many files of the site were written. Wall seconds
tell only on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peers.measuring import build

from playbook import starter

LIMIT = 600
"""Seconds for one build."""

Edit = Callable[[str, int], str]


def end(text: str, run: int) -> str:
    """One more paragraph."""
    return f"{text}\nEdited {run}.\n"


def summary(text: str, run: int) -> str:
    """Another summary, which lists and cards show."""
    return re.sub(r"(?m)^summary: .*$", f"summary: Edited {run}.", text, count=1)


def line(key: str, words: str) -> Edit:
    """Another line for a key."""
    return lambda text, run: re.sub(rf"(?m)^{key}: .*$", f"{key}: {words.format(run)}", text, count=1)


def row(text: str, run: int) -> str:
    """Other counts for one class of businesses."""
    return re.sub(r"(?m)^(0112,[^,]*),.*$", rf"\1,{5 * run + 10},0,0,0,0,0,0,{5 * run + 10}", text, count=1)


def comment(text: str, run: int) -> str:
    """Another comment at the end, which no page shows, though every page that rests on the template is rendered."""
    return f"{text}{{# {run} #}}\n"


EDITS: dict[str, tuple[str, Edit]] = {
    "a principle": ("content/principles/research.md", end),
    "a principle's summary": ("content/principles/research.md", summary),
    "a trade": ("content/industries/machine-shops.yaml", line("sales_cycle_note", "Edited {}.")),
    "a trade's summary": ("content/industries/machine-shops.yaml", summary),
    "a checklist": ("content/checklists/follow-up.md", end),
    "a self-assessment": ("content/assessments/event-audit.yaml", summary),
    "a row of a table": ("content/statistics/gb-enterprises-2024.csv", row),
    "the readings": ("content/industries/readings.yaml", lambda text, run: f"{text}# {run}\n"),
    "a page's template": ("templates/pages/checklist.html", comment),
    "the atlas' template": ("templates/pages/industry.html", comment),
    "the settings": ("playbook.yml", line("title", "Edited {}")),
}


def copied(folder: Path) -> None:
    """The shipped handbook, all its sources in one folder."""
    for name in ("content", "templates"):
        shutil.copytree(starter.ROOT / name, folder / name)
    shutil.copy(starter.ROOT / "playbook.yml", folder)


def timed(folder: Path, jobs: int) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds of all processes, and how many files were written."""
    time.sleep(0.05)  # past the disk's tick in which the last file was written
    before = time.time_ns()
    command = [str(Path(sys.executable).with_name("playbook")), "build", "--jobs", str(jobs)]
    taken = build(command, folder, folder / ".log", LIMIT)
    written = sum(path.stat().st_mtime_ns >= before for path in (folder / "site").rglob("[!.]*") if path.is_file())
    return taken.wall, taken.cpu, written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    print(f"{'edit':24}{'wall s':>8}{'CPU s':>8}{'spread':>16}{'files':>8}")

    def tell(kind: str, found: list[tuple[float, float, int]]) -> None:
        walls, cpus, files = zip(*found, strict=True)
        spread = f"{min(cpus):.2f}–{max(cpus):.2f}"
        print(
            f"{kind:24}{statistics.median(walls):8.2f}{statistics.median(cpus):8.2f}{spread:>16}{statistics.median(files):8.0f}",
            flush=True,
        )

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copied(folder)
        tell("everything, first", [timed(folder, arguments.jobs)])
        (folder / "site").rename(folder / "before")
        tell("into an empty folder", [timed(folder, arguments.jobs)])
        timed(folder, arguments.jobs)
        tell("nothing", [timed(folder, arguments.jobs) for _ in range(arguments.runs)])
        for kind, (name, edit) in EDITS.items():
            found = []
            for run in range(arguments.runs):
                file = folder / name
                file.write_text(edit(file.read_text(encoding="utf-8"), run), encoding="utf-8")
                found.append(timed(folder, arguments.jobs))
            tell(kind, found)


if __name__ == "__main__":
    main()
