"""Cold, unchanged, and after one edit, as the handbook grows: `python benchmarks/growth.py [--pages 1000 3000 10000] [--jobs 2]`.

Each build is the command in a process of its own. Wall seconds tell only on a machine with nothing else to do; user and
system seconds of all processes tell more elsewhere. The exponent is the slope of log seconds over log pages, by least
squares, and that between the last two sizes, where what every build costs weighs least: 1 is linear. Peak memory is that of the
largest process, and of all together.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

import corpus
from peers.measuring import Taken, build

COLUMNS = ("pages", "build", "wall s", "CPU s", "ms a page", "peak MiB", "all MiB")
LIMIT = 3600
"""Seconds for one build."""
TICK = 0.1
"""Seconds, longer than a tick of the disk's clock: files written in the tick of a build are not trusted by the next."""


def measured(folder: Path, pages: int, jobs: int, runs: int) -> dict[str, Taken]:
    """Medians by kind of build; the cold one is made once."""
    program = str(Path(sys.executable).with_name("playbook"))
    edited = corpus.write(folder, pages)

    def built() -> Taken:
        return build([program, "build", "--jobs", str(jobs)], folder, folder / "log.txt", LIMIT)

    found = {"cold": built()}
    time.sleep(TICK)
    built()
    kinds: dict[str, list[Taken]] = {"no change": [], "one edit": []}
    for run in range(runs):
        kinds["no change"].append(built())
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\nEdited {run}.\n")
        time.sleep(TICK)
        kinds["one edit"].append(built())
    for kind, each in kinds.items():
        found[kind] = Taken(*(statistics.median(values) for values in zip(*map(astuple, each), strict=True)))
    return found


def exponent(pages: list[int], seconds: list[float]) -> float:
    xs, ys = [math.log(number) for number in pages], [math.log(second) for second in seconds]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 3000, 10000, 30000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print("".join(f"{name:>11}" for name in COLUMNS))
    table: dict[str, list[float]] = {}
    for pages in arguments.pages:
        with tempfile.TemporaryDirectory() as folder:
            for kind, taken in measured(Path(folder), pages, arguments.jobs, arguments.runs).items():
                table.setdefault(kind, []).append(taken.cpu)
                seconds = f"{taken.wall:11.3f}{taken.cpu:11.3f}{1000 * taken.cpu / pages:11.3f}"
                print(f"{pages:11}{kind:>11}{seconds}{taken.largest:11.0f}{taken.together:11.0f}", flush=True)
    if len(arguments.pages) > 1:
        for kind, cpu in table.items():
            all_of_it, last = exponent(arguments.pages, cpu), exponent(arguments.pages[-2:], cpu[-2:])
            print(f"{kind}: CPU seconds grow with pages to the power of {all_of_it:.2f}, at last {last:.2f}")


if __name__ == "__main__":
    main()
