"""What the search index costs after one edited page: `python benchmarks/search_edit.py [--pages 1000 10000] [--runs 9]`.

A handbook is written to a temporary folder and read, its index is made, then one page in its middle is edited again and again. CPU
milliseconds of this process for the index alone, from the site to everything that publishing and the check of searches ask of it;
rows of the memo that were written. Each run opens the memo anew, as another build would.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import corpus

from playbook import starter
from playbook.load.discover import discover
from playbook.load.known import Known
from playbook.load.site import assemble, parse_settings
from playbook.load.statistics import read_statistics
from playbook.memo import Memo
from playbook.reading import Reader
from playbook.search.index import MANIFEST

SENTENCES = ("Call a supplier and a buyer.", "A weak tie of quagga {run}.", "Networking {run} is a practical promise.")


def indexed(root: Path) -> tuple[float, int, int]:
    """CPU milliseconds of the index, and how many rows of how many bytes are kept anew."""
    memo = Memo(root / ".playbook")
    moment, known = memo.moment(), Known(memo, "files")
    sources = discover(root, starter.TEMPLATES, known)
    settings, places, _ = parse_settings(sources.settings)
    reader = Reader(memo, str(root))
    parsed = reader(sources.content, trust_html=settings.trust_html)
    site = assemble(settings, places, sources, parsed, {}, read_statistics(sources.statistics)[0])
    started = time.process_time()
    index = reader.index(site)
    assert index[MANIFEST]
    spent = 1000 * (time.process_time() - started)
    known.save(moment)
    memo.save()
    return spent, len(index.changed), sum(len(data or b"") for data in index.changed.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    for pages in arguments.pages:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            edited = corpus.write(root, pages)
            spent, rows, size = indexed(root)
            print(f"{pages:6} pages, made anew  {spent:9.1f} ms  {rows:6} rows  {size / 1e6:6.2f} MB", flush=True)
            found = []
            for run in range(arguments.runs):
                time.sleep(0.05)  # past the disk's tick
                with edited.open("a", encoding="utf-8") as file:
                    file.write(f"\n{SENTENCES[run % len(SENTENCES)].format(run=run)}\n")
                found.append(indexed(root))
            spents = [each[0] for each in found]
            told = f"{statistics.median(spents):9.1f} ms (worst {max(spents):.1f})"
            print(f"{pages:6} pages, one edit   {told}  {statistics.median(each[1] for each in found):6.0f} rows", flush=True)


if __name__ == "__main__":
    main()
