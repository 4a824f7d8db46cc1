"""Seconds and memory of official figures: `python benchmarks/figures.py [--rows 2000000]`.

Makes a county file of County Business Patterns in the layout of 2012 (every county of every state, six-digit codes), imports it
with the command in a process of its own, and reads the tables that ship. Target: 2 million rows in 20 s and 1 GiB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playbook import starter
from playbook.importers.states import STATES
from playbook.load.discover import discover
from playbook.load.statistics import read_statistics

HEADER = (
    "fipstate,fipscty,naics,empflag,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,n1_4,n5_9,n10_19,n20_49,n50_99,n100_249,n250_499,n500_999,"
    "n1000,n1000_1,n1000_2,n1000_3,n1000_4,censtate,cencty"
)
COUNTIES = 62
"""Of each state: about as many as there are."""


def rows(wanted: int) -> Iterator[str]:
    """Lines of a county file: each county's total, then one industry after the other."""
    per_county = wanted // (len(STATES) * COUNTIES) + 1
    codes = ["------", *(f"{code:06}" for code in range(110000, 110000 + per_county - 1))]
    for state in STATES:
        for county in range(1, COUNTIES + 1):
            for number, code in enumerate(codes):
                size = number % 37 + 1
                noise = f'"","G",{size * 9},"G",{size * 70},"H",{size * 300}'
                yield f'"{state:02}","{county:03}","{code}",{noise},{size},{size},0,0,0,0,0,0,0,0,0,0,0,0,1,1\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cbp12co.txt"
        with file.open("w", encoding="utf-8") as out:
            out.write(f"{HEADER}\n")
            count = sum(out.write(line) > 0 for line in rows(arguments.rows))
        print(f"{count:,} rows, {file.stat().st_size / 1e6:.0f} MB")
        command = [sys.executable, "-m", "playbook", "statistics", "import", str(file), "--into", f"{folder}/out"]
        started = time.perf_counter()
        subprocess.run(command, check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = time.perf_counter() - started
    print(f"import  {seconds:6.2f} s wall, {used.ru_utime + used.ru_stime:.2f} s CPU, peak {used.ru_maxrss / 1024:.0f} MiB")
    sources = discover(starter.ROOT, starter.TEMPLATES).statistics
    size = sum(len(source.text) for source in sources) / 1e6
    for _ in range(3):
        read_statistics.cache_clear()
        started = time.process_time()
        read_statistics(sources)
        print(f"read    {time.process_time() - started:6.2f} s CPU, {size:.1f} MB of tables")


if __name__ == "__main__":
    main()
