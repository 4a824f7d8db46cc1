"""How fast and how small prints are: `python benchmarks/pdf.py [HANDBOOK] [--jobs 2]`.

Handouts a second in a cold batch; one new handout and an unchanged one, as whole commands; the book; sizes. Beside them, in the
same run, what Chromium takes to print the same pages of the site, and what Typst (`pip install typst`, left out where it is
missing) takes to set a page of the same words. Ratios, since one machine is not another; run it on a quiet one.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

from playbook import starter
from playbook.build import Handbook, build_handbook, check_handbook
from playbook.crew import Crew
from playbook.memo import Memo
from playbook.model.handout import Edition, Handout
from playbook.output.pdf import Press
from playbook.prints import Prints

ONE_PAGE = "checklists/"


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def of_chromium(site: Path, sheets: list[Handout]) -> float:
    """Seconds a page that Chromium prints, one process for each as from a command line, the browser's start taken off."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        return float("nan")

    def show(address: str) -> None:
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={site}/bench.pdf", address]
        subprocess.run(command, check=True, capture_output=True)

    start = statistics.median(timed(lambda: show("about:blank")) for _ in range(3))
    return statistics.median(timed(lambda each=each: show(f"file://{site}/{each.url}index.html")) for each in sheets) - start


def of_typst(sheets: list[Handout]) -> float:
    """Seconds a page that Typst sets of the same words, headings and boxes; its start is paid before."""
    try:
        typst = importlib.import_module("typst")
    except ImportError:
        return float("nan")

    def source(html: str) -> bytes:
        body = re.sub(r"<svg.*?</svg>", "", html[html.index("<body") :], flags=re.S)
        lines = ['#set page(paper: "a4")']
        for tag, words in re.findall(r"<([a-z0-9]+)[^>]*>([^<]+)", body):
            quoted = json.dumps(" ".join(unescape(words).split()), ensure_ascii=False)
            lines.append(f"{'= ' if tag[0] == 'h' else ''}#{quoted}\n")
        return "\n".join(lines).encode()

    texts = [source(each.html) for each in sheets]
    typst.compile(texts[0])
    return statistics.median(timed(lambda text=text: typst.compile(text)) for text in texts)


def command(*arguments: str | Path) -> float:
    """Seconds of a whole command."""
    full = [sys.executable, "-m", "playbook", *map(str, arguments)]
    return timed(lambda: subprocess.run(full, check=True, capture_output=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("handbook", nargs="?", type=Path, default=Path())
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "handbook"
        ignored = shutil.ignore_patterns(".venv", ".git", "site", "node_modules", ".*_cache")
        shutil.copytree(options.handbook, root, ignore=ignored)
        handbook = Handbook(root, starter.TEMPLATES, date(2026, 11, 21))
        site, result = check_handbook(handbook)
        assert not result.fails()
        memo = Memo(root / ".playbook")
        build_handbook(handbook, root / "site", memo)
        prints = Prints(site, Edition(site.settings.paper), Memo(None), Crew(options.jobs))
        wanted = list(prints.sheets())
        sheets = [each.set() for each in wanted]
        batch = ([each for each in wanted if each.path.startswith(f"print/{ONE_PAGE}")] * 8)[:200]
        cards = [each for each in sheets if each.url.startswith(ONE_PAGE)]
        seconds = timed(lambda: list(prints.printer.print(batch)))
        print(f"cold batch, {options.jobs} workers      {len(batch) / seconds:6.1f} one-page handouts a second")
        press = Press(prints.printer.style)
        press.press(cards[0])
        ours = statistics.median(timed(lambda each=each: press.press(each)) for each in cards)
        chromium, typst = of_chromium(root / "site", cards), of_typst(cards)
        print(f"one page, warm            {ours * 1000:6.0f} ms; Chromium {chromium * 1000:.0f} ms ({ours / chromium:.2f} of it); "
              f"Typst {typst * 1000:.0f} ms ({ours / typst:.1f} times it, untagged)")  # fmt: skip
        one = ["pdf", "checklists/follow-up.md", "--handbook", root, "--out", Path(name) / "out"]
        print(f"one handout, new          {command(*one):6.2f} s as a whole command")
        print(f"one handout, unchanged    {command(*one):6.2f} s")
        card = root / "content" / "checklists" / "follow-up.md"
        changed = []
        for number in range(5):
            card.write_text(f"{card.read_text(encoding='utf-8')}\nOnce more: {number}.\n", encoding="utf-8")
            changed.append(command(*one))
        print(f"one handout, changed      {min(changed):6.2f} s at best of {len(changed)}")
        print(f"'playbook check' beside   {command('check', '--handbook', root):6.2f} s")
        book = prints.whole().set()
        seconds = timed(lambda: press.press(book))
        made = press.press(book)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"book of {made.pages:3} pages         {seconds:6.1f} s, {seconds / made.pages * 100:.1f} s per 100 pages, "
              f"{len(made.data) / 1e6:.1f} MB; {most} MiB at most")  # fmt: skip
        for kind in ("checklists", "industries", "principles", "assessments"):
            sizes = [len(press.press(each).data) for each in sheets if each.url.startswith(kind)]
            print(f"{kind:25} {statistics.median(sizes) / 1000:6.1f} KB, at most {max(sizes) / 1000:.1f}")


if __name__ == "__main__":
    main()
