"""Search quality, bytes and time beside MiniSearch and Pagefind, on the same pages in one run: `compare.py [ENGINE …]`.

Builds the handbook anew and fetches the two packages from npm, all in `.bench/search/`. README.md says what is measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.search.metrics import DEPTH
from benchmarks.search.pages import read_atlas, read_pages
from benchmarks.search.report import Costs, Sizes, markdown, summary
from benchmarks.search.serving import CountingServer, serving
from playbook import starter
from playbook.build import Handbook, build_handbook, check_handbook
from playbook.memo import Memo
from tests.browser.conftest import ARGUMENTS
from tests.conftest import chromium

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGES = {"minisearch": "7.2.0", "pagefind": "1.6.0"}
ENGINES = ("ours", "minisearch", "pagefind")
SHOWN = 5
"""How many results a reader sees at first."""
PASSES = 3
SAMPLED = 5
"""Bytes are counted for every fifth query, each in a fresh window."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "engines", nargs="*", default=ENGINES, metavar="ENGINE", help=f"one of {', '.join(ENGINES)}; all by default"
    )
    parser.add_argument("--work", type=Path, default=ROOT / ".bench/search", help="a folder for the packages, indexes and reports")
    given = parser.parse_args()
    if unknown := set(given.engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    work = given.work.resolve()
    prepare(work)
    queries = {name: json.loads((HERE / f"queries-{name}.json").read_text(encoding="utf-8")) for name in ("tune", "held")}
    every = [row["query"] for rows in queries.values() for row in rows]
    failures: list[str] = []
    found: dict[str, dict[str, list[str]]] = {}
    costs: dict[str, Costs] = {}
    with serving(work / "served") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        version = browser.version
        for engine in given.engines:
            found[engine], costs[engine] = measure(Harness(browser, server, engine, failures), every)
        browser.close()
        failures += [f"not found: {path}" for path in server.missing]
    told = {"versions": {**PACKAGES, "chromium": version}, **summary(queries, found, costs), "failures": failures}
    (work / "report.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    (work / "report.md").write_text(markdown(told), encoding="utf-8")
    print(markdown(told))
    sys.exit(1 if failures else 0)


def prepare(work: Path) -> None:
    """Builds the site, reads its pages, and makes the other engines' indexes of them."""
    served = work / "served"
    shutil.rmtree(served, ignore_errors=True)
    served.mkdir(parents=True)
    handbook = Handbook(starter.ROOT, starter.TEMPLATES, date(2026, 11, 22))
    site, _ = check_handbook(handbook)
    if build_handbook(handbook, served / "site", Memo(starter.ROOT / ".playbook")).fails():
        sys.exit("The handbook has errors: run 'playbook check'")
    documents = [*read_pages(served / "site", iter(site.pages)), *read_atlas(site)]
    rows = [{**asdict(page), "headings": page.headings, "text": page.text, "html": page.plain_html} for page in documents]
    (work / "documents.json").write_text(json.dumps(rows), encoding="utf-8")
    (work / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}), encoding="utf-8")
    node("--npm", "install", "--no-audit", "--no-fund", "--loglevel=error", folder=work)
    node(str(HERE / "prepare.mjs"), str(work), folder=work)
    shutil.copy(HERE / "engines.js", served / "engines.js")
    (served / "run.html").write_text('<!DOCTYPE html><html lang="en"><title>Run</title><link rel="icon" href="data:,"></html>')


def node(*arguments: str, folder: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tools/node.py"), *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


class Harness:
    """One engine in fresh browser windows; what it gets wrong is noted, never hidden."""

    def __init__(self, browser: Browser, server: CountingServer, engine: str, failures: list[str]) -> None:
        self.browser, self.server, self.engine, self.failures = browser, server, engine, failures
        modules = [path.relative_to(server.folder) for path in server.folder.glob("site/assets/*/js/search.js")]
        if engine == "ours" and len(modules) != 1:
            sys.exit(f"The built site should hold one js/search.js, not {len(modules)}: name the other engines to go without it")
        self.options = {"module": f"/{modules[0]}"} if engine == "ours" else {}

    def window(self) -> Page:
        """A window with an empty cache, in which no engine is open yet."""
        page = self.browser.new_context().new_page()
        page.on("pageerror", lambda error: self.failures.append(f"{self.engine}: {error}"))
        page.goto(f"{self.server.address}run.html")
        page.evaluate("async () => { window.bench = await import('/engines.js') }")
        self.server.count()
        return page

    def open(self, page: Page) -> None:
        """Open the engine, anew where it was open."""
        page.evaluate("given => bench.open(...given)", [self.engine, self.options])

    def answer(self, page: Page, query: str) -> list[str]:
        """The first addresses found; none where the engine failed."""
        try:
            page.evaluate("query => bench.ask(query)", query)
            return list(page.evaluate("count => bench.addresses(count)", DEPTH))
        except Error as error:
            self.failures.append(f"{self.engine}, {query!r}: {error}")
            return []

    def sizes(self, query: str, following: str) -> Sizes:
        """What a reader downloads for a first query, and for another after it."""
        page = self.window()
        self.open(page)
        ranked, shown = self.load(page, query)
        after = self.load(page, following)
        page.context.close()
        return Sizes(ranked, shown, sum(after))

    def load(self, page: Page, query: str) -> tuple[int, int]:
        """The gzip bytes until a query is ranked, since the last count, and then until its first results show."""
        try:
            page.evaluate("query => bench.ask(query)", query)
            ranked = self.server.count()
            page.evaluate("count => bench.show(count)", SHOWN)
        except Error as error:
            self.failures.append(f"{self.engine}, {query!r} in a fresh window: {error}")
            ranked = 0
        return ranked, self.server.count()


def measure(harness: Harness, queries: Sequence[str]) -> tuple[dict[str, list[str]], Costs]:
    """What the engine finds for each query, and what that costs."""
    sampled = queries[::SAMPLED]
    sizes = [harness.sizes(*pair) for pair in zip(sampled, [*sampled[1:], sampled[0]], strict=True)]
    page = harness.window()
    found = {}
    for query in queries:
        harness.open(page)  # anew, since Pagefind finds more once earlier queries have loaded more of its index
        found[query] = harness.answer(page, query)
    answered = [query for query in queries if found[query]]
    page.evaluate("queries => bench.time(queries)", answered)  # loads and warms
    passes = [page.evaluate("queries => bench.time(queries)", answered) for _ in range(PASSES)]
    page.context.close()
    return found, Costs.of(sizes, answered, passes)


if __name__ == "__main__":
    main()
