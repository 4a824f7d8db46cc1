"""Cold, unchanged, and after one edit, as the handbook grows: `python benchmarks/growth.py [--pages 1000 3000 10000] [--jobs 2]`.

Each build is the command in a process of its own. Wall seconds tell only on a machine with nothing else to do; user and
system seconds of all processes tell more elsewhere. The exponent is the slope of log seconds over log pages, by least
squares: 1 is linear. Peak memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

COLUMNS = ("pages", "build", "wall s", "CPU s", "ms a page", "peak MiB")


def build(folder: Path, jobs: int) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds of all processes, and the peak memory of the largest in MiB."""
    command = [str(Path(sys.executable).with_name("playbook")), "build", "--handbook", str(folder), "--jobs", str(jobs)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measured(folder: Path, pages: int, jobs: int, runs: int) -> dict[str, tuple[float, float, float]]:
    """Medians by kind of build."""
    edited = corpus.write(folder, pages)
    found = {"cold": build(folder, jobs)}
    time.sleep(0.1)  # past the disk's tick in which the last file was written
    build(folder, jobs)
    kinds: dict[str, list[tuple[float, float, float]]] = {"no change": [], "one edit": []}
    for run in range(runs):
        kinds["no change"].append(build(folder, jobs))
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\nEdited {run}.\n")
        time.sleep(0.05)
        kinds["one edit"].append(build(folder, jobs))
    for kind, each in kinds.items():
        wall, cpu, memory = (statistics.median(values) for values in zip(*each, strict=True))
        found[kind] = wall, cpu, memory
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
            for kind, (wall, cpu, memory) in measured(Path(folder), pages, arguments.jobs, arguments.runs).items():
                table.setdefault(kind, []).append(cpu)
                print(f"{pages:11}{kind:>11}{wall:11.3f}{cpu:11.3f}{1000 * cpu / pages:11.3f}{memory:11.0f}", flush=True)
    if len(arguments.pages) > 1:
        for kind, seconds in table.items():
            print(f"{kind}: CPU seconds grow with pages to the power of {exponent(arguments.pages, seconds):.2f}")


if __name__ == "__main__":
    main()
