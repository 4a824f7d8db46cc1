"""Ours beside other generators, in one run: `python benchmarks/peers.py --work FOLDER [--pages 100 1000 10000]`.

The others are installed into the work folder, from PyPI and npm, in the versions pinned in `peers/`. Each gets the same pages. For
each kind of build the tools take turns, so that what else the machine does meets all alike:

    cold        the tool's output and its caches are removed first; the system's own cache of files stays warm
    no change   the same again
    one edit    a paragraph is appended to one page
    live edit   the tool's preview server runs, a paragraph is appended, and the page is asked for until it is there

Each build is a process of its own. After each, every page must be there with its own last line, the edited page with the new text,
and a search index where the tool makes one: nothing else counts. Each row goes to `results.jsonl` in the work folder, so a run that
was stopped goes on where it was; delete that file to begin anew. `--table` prints the table of the rows that are there.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import corpus
from peers.generator import Generator
from peers.measuring import FailedError, Server, build, free_port
from peers.results import Results, machine
from peers.table import KINDS, table
from peers.tools import GENERATORS

TICK = 1.1
"""Seconds to wait before an edit: a tool that compares times by the second must still see it."""
EDITS = 10
"""How often a page is edited while a server runs, and for how many seconds at most (`LIVE`)."""
LIVE = 60


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(f"\nEdited, {text}.\n")


def weight(tool: Generator, edited: int, text: str) -> float:
    """KiB of the average page. Raises FailedError unless every page says what it should."""
    size = 0
    for number in range(tool.pages):
        file = tool.html(number)
        page = file.read_text(encoding="utf-8") if file.exists() else ""
        if corpus.last_line(number, tool.pages) not in page or (number == edited and text not in page):
            raise FailedError(f"page {number} is not as it should be")
        size += len(page.encode())
    if tool.search and not any((tool.site / tool.out).glob(tool.search)):
        raise FailedError("no search index")
    return size / tool.pages / 1024


class Bench:
    """One generator at one number of pages: its state on the disk, and what it was measured at."""

    def __init__(self, tool: Generator, limit: int) -> None:
        self.tool, self.limit = tool, limit
        self.log = tool.work / f"{tool.key}-{tool.pages}.log"
        self.edited, self.text = tool.pages // 2, ""
        self.ready = False
        """Whether the folder holds the corpus, built."""

    def measure(self, kind: str, run: int) -> dict[str, Any]:
        """The fields of one row; `fault` says what failed."""
        try:
            if kind == "live edit":
                self.prepare()
                return {"ms": self.live(run)}
            if kind == "cold":
                if not self.ready:
                    self.tool.write()
                self.tool.clean()
            else:
                self.prepare()
            if kind == "one edit":
                self.text = f"build{run}x{time.time_ns()}"
                time.sleep(TICK)
                append(self.tool.source(self.edited), self.text)
            return self.built()
        except FailedError as error:
            return {"fault": str(error)}

    def built(self) -> dict[str, Any]:
        os.sync()
        taken = build(self.tool.build(), self.tool.site, self.log, self.limit)
        size = weight(self.tool, self.edited, self.text)
        self.ready = True
        return {**asdict(taken), "kib_a_page": size}

    def prepare(self) -> None:
        """A site that is built, where a former run was stopped."""
        if not self.ready:
            self.tool.write()
            self.tool.clean()
            self.built()

    def live(self, run: int) -> list[float]:
        """Milliseconds from before the write to the text served, of each edit."""
        port, number, chance, found = free_port(), self.tool.pages // 3, random.Random(run), list[float]()
        address = f"/{self.tool.page(number)}"
        with Server(self.tool.serve(port), port, self.tool.site, self.log) as server:
            server.wait_for(corpus.last_line(number, self.tool.pages), address, self.limit)
            time.sleep(2 * TICK)  # some begin to watch only then
            ends = time.monotonic() + LIVE
            while len(found) < EDITS and time.monotonic() < ends:
                text = f"live{run}x{time.time_ns()}"
                started = time.perf_counter()
                append(self.tool.source(number), text)
                server.wait_for(text, address, self.limit)
                found.append(1000 * (time.perf_counter() - started))
                time.sleep(TICK + chance.random())  # some look for changes twice a second: not always in the same moment
        return found


def compare(tools: list[Generator], runs: int, limit: int, results: Results) -> None:
    """Measure what the results do not have yet; a tool that failed at something is not asked for it again."""
    benches = [Bench(tool, limit) for tool in tools]
    for kind in KINDS:
        for run in range(min(runs, 2) if kind == "live edit" else runs):
            for bench in benches:
                tool = bench.tool
                if results.has(tool, kind, run) or results.gave_up(tool, kind) or (kind == "live edit" and not tool.serve(0)):
                    continue
                results.add(tool, kind, run, load=os.getloadavg()[0], **bench.measure(kind, run))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".bench/peers"))
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--tools", nargs="+", default=[each.name for each in GENERATORS], help="Some of: %(default)s.")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="For those that take it: playbook and Sphinx.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=300, help="Seconds for one build, one server's start, one live edit.")
    parser.add_argument("--table", action="store_true", help="Measure nothing; print the table.")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # as Ctrl-C does: end what runs, too
    results = Results(arguments.work.resolve() / "results.jsonl")
    if not arguments.table:
        chosen = [each for each in GENERATORS if each.name in arguments.tools]
        arguments.work.mkdir(parents=True, exist_ok=True)
        tools = [each(arguments.work.resolve(), pages, arguments.jobs) for pages in arguments.pages for each in chosen]
        for tool in tools:
            tool.install()
        results.begin({tool.name: tool.version() for tool in tools}, machine(), datetime.now(UTC))
        for pages in arguments.pages:
            compare([tool for tool in tools if tool.pages == pages], arguments.runs, arguments.limit, results)
    print(table(results))


if __name__ == "__main__":
    main()
