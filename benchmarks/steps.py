"""Seconds by step for one handbook: `python benchmarks/steps.py [HANDBOOK] [--runs 5]`.

Every run is a cold build into a new folder, in this process; fonts are remembered. Medians with the spread, milliseconds a page.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from playbook import starter
from playbook.check import check_site
from playbook.indexing import Indexing
from playbook.load.discover import discover
from playbook.load.fonts import discover_faces
from playbook.load.site import assemble, parse, parse_settings
from playbook.load.statistics import read_statistics
from playbook.memo import Memo
from playbook.output.folder import opened
from playbook.output.publish import publish
from playbook.render.site import render_site
from playbook.rendering import search_outputs


def run(root: Path, seconds: dict[str, list[float]]) -> int:
    """One cold build; each step's CPU seconds are added to its list. Returns the number of pages."""

    def done(step: str) -> None:
        nonlocal started
        now = time.process_time()
        seconds[step].append(now - started)
        started = now

    started = time.process_time()
    sources = discover(root, starter.TEMPLATES)
    done("read")
    settings, places, _ = parse_settings(sources.settings)
    parsed = [parse(source, trust_html=settings.trust_html) for source in sources.content]
    done("parse")
    statistics, _ = read_statistics(sources.statistics)
    done("figures")
    site = assemble(settings, places, sources, parsed, {}, statistics)
    done("assemble")
    index = Indexing(Memo(None), "")
    index(site)
    done("index")
    check_site(site, date(2026, 11, 21), Memo(None), index)
    done("check")
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "site", root, Memo(None)) as site_folder:
        found = search_outputs(index(site), site_folder)
        artifacts = list(render_site(site, discover_faces(), Memo(root / ".playbook"), found))
        done("render")
        publish(artifacts, site_folder)
    done("write")
    return len(site.pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("handbook", type=Path, nargs="?", default=starter.ROOT)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(arguments.runs + 1):
        pages = run(arguments.handbook, seconds)
    print(f"{pages} pages, CPU seconds, median of {arguments.runs} runs after a warm-up")
    for step, found in seconds.items():
        kept = found[1:]
        middle = statistics.median(kept)
        print(f"{step:10}{middle:8.3f} s  ({min(kept):.3f}–{max(kept):.3f}) {1000 * middle / pages:8.2f} ms a page")
    total = sum(statistics.median(found[1:]) for found in seconds.values())
    print(f"{'all':10}{total:8.3f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
