"""The published site, file by file: valid, small, safe, the same every time."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from playbook.indexing import Indexing
from playbook.load.fonts import discover_faces
from playbook.memo import Memo
from playbook.model.site import Site
from playbook.preview.edition import Edition
from playbook.render.assets import render_assets
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import CSP, View
from tests.conftest import ROOT, Book

NODE = [sys.executable, str(ROOT / "tools" / "node.py")]
MODULES = ROOT / "tests" / "node_modules"
READING_PAGE = 45_000
"""Bytes, gzip, of HTML, CSS and JavaScript together."""
FONTS = 90_000
"""Bytes of woff2 on a first load."""


def pages_in(site_dir: Path) -> list[Path]:
    return sorted(site_dir.rglob("*.html"))


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 9))


@pytest.mark.slow
def test_html_is_valid(site_dir: Path) -> None:
    """All pages but those of industries, of which tests/atlas tries a sample."""
    program, rules = MODULES / "html-validate" / "bin" / "html-validate.mjs", ROOT / "tests" / "htmlvalidate.json"
    files = [str(path) for path in pages_in(site_dir) if site_dir / "atlas" not in path.parents]
    command = [*NODE, str(program), "--config", str(rules), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.slow
def test_another_program_finds_every_link_and_anchor(base: str) -> None:
    """Industries, and addresses with a question, are left to tests/atlas."""
    command = [*NODE, str(MODULES / "linkinator" / "build" / "src" / "cli.js"), base, "--recurse", "--check-fragments"]
    command += [
        "--format",
        "json",
        "--skip",
        rf"^(?!{re.escape(base)})|\?|/atlas/../.",
        "--verbosity",
        "info",
        "--concurrency",
        "10",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    broken = [(link["parent"], link["url"]) for link in report["links"] if link["state"] == "BROKEN"]
    assert broken == []
    assert len({link["url"] for link in report["links"] if link["state"] == "OK"}) > 130


def test_nothing_is_inline_and_nothing_comes_from_another_host(site_dir: Path) -> None:
    for path in pages_in(site_dir):
        html = path.read_text(encoding="utf-8")
        assert f'content="{CSP}"'.replace("'", "&#39;") in html, path
        assert not re.search(r"<script(?![^>]*\ssrc=|\stype=\"application/json\")|\sstyle=|<style|\son[a-z]+=", html), path
        for found in re.findall(r'<(?:script|link|img|source|iframe)[^>]*?\s(?:src|href)="([^"]*)"', html):
            assert not re.match(r"(?:https?:)?//", found), (path, found)


def test_every_page_says_what_it_is_about(site_dir: Path) -> None:
    """The description that search engines and messengers show."""
    silent = [
        path for path in pages_in(site_dir) if not re.search(r'<meta name="description" content="[^"]+">', path.read_text("utf-8"))
    ]
    assert silent == []


def test_links_are_relative(site_dir: Path) -> None:
    for path in pages_in(site_dir):
        if path.name != "404.html":
            html = path.read_text(encoding="utf-8")
            assert not re.search(r'\s(?:src|href)="/', html), path


def test_a_reading_page_is_small(site_dir: Path) -> None:
    assets = next((site_dir / "assets").iterdir())
    shared = zipped((assets / "style.css").read_bytes())
    for path in pages_in(site_dir):
        html = path.read_text(encoding="utf-8")
        scripts = loaded(assets / "js", re.findall(r'<script[^>]* src="[^"]*/js/([^"]+)"', html))
        code = sum(zipped((assets / "js" / name).read_bytes()) for name in scripts)
        assert zipped(path.read_bytes()) + shared + code <= READING_PAGE, path


def loaded(folder: Path, names: list[str]) -> set[str]:
    """The modules that a page loads, and those that they import."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += re.findall(r"\bfrom '\./([^']+)'", (folder / name).read_text(encoding="utf-8"))
    return found


def test_scorer_form_and_charts_are_small(site_dir: Path) -> None:
    """As served, each file by itself."""
    folder = next((site_dir / "assets").iterdir()) / "js"
    names = [
        "scoring.js",
        "scoring-rules.js",
        "scoring-values.js",
        "scoring-trace.js",
        "better.js",
        "form.js",
        "ledger.js",
        "charts.js",
    ]
    assert sum(zipped((folder / name).read_bytes()) for name in names) <= 14_000


def test_fonts_are_small(site_dir: Path) -> None:
    assets = next((site_dir / "assets").iterdir())
    latin = sorted((assets / "fonts").glob("*-latin.woff2"))
    assert len(latin) == 5
    assert sum(path.stat().st_size for path in latin) <= FONTS
    assert all(path.read_bytes()[:4] == b"wOF2" for path in (assets / "fonts").iterdir())


def test_same_input_gives_the_same_bytes(site_dir: Path, tmp_path: Path) -> None:
    """In another process, with another hash seed, time zone, language and folder."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\nfrom tests.conftest import Book, ROOT\nBook(ROOT).build(Path(sys.argv[2]))"
    )
    out = tmp_path / "again"
    subprocess.run([sys.executable, "-c", script, str(ROOT), str(out)], check=True, env=environment, cwd=tmp_path)
    first = {path.relative_to(site_dir): path.read_bytes() for path in site_dir.rglob("*") if path.is_file()}
    second = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert first == second


def test_a_second_build_changes_nothing(site_dir: Path) -> None:
    assert Book(ROOT).build(site_dir).changed == ()


def test_a_known_address_gives_sitemap_canonical_links_and_a_rooted_404(handbook: Callable[..., Book]) -> None:
    book = handbook({"plan/year.md": "---\ntitle: The year\nsummary: A plan.\nreviewed: 2026-11-01\n---\n\nWords.\n"})
    assert not book.build().fails()
    site = book.root / "site"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/book/plan/year/</loc><lastmod>2026-11-01</lastmod>" in sitemap
    assert "Sitemap: https://example.org/book/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/book/plan/year/">' in book.page("plan/year")
    assert 'href="/book/assets/' in (site / "404.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy: default-src" in (site / "_headers").read_text(encoding="utf-8")


def test_a_folder_without_an_index_gets_a_page_and_a_page_shows_its_place(handbook: Callable[..., Book]) -> None:
    book = handbook(
        {
            "plan/year.md": "---\ntitle: The year\nsummary: A plan.\norder: 2\n---\n\nSee [the week](week.md).\n",
            "plan/week.md": "---\ntitle: The week\nsummary: A small plan.\norder: 1\n---\n\nWords.\n",
        }
    )
    assert not book.build().fails()
    assert "<h1>Plan</h1>" in book.page("plan")
    week = book.page("plan/week")
    assert '<a class="on" href="../year/" rel="next">' in week
    assert "Used in 1 page" in week
    assert '<a href="../week/" aria-current="page">' in week
    assert '<a href="../week/">the week</a>' in book.page("plan/year")


def test_raw_html_is_cleaned_unless_it_is_trusted(handbook: Callable[..., Book]) -> None:
    text = '---\ntitle: Raw\nsummary: Raw HTML.\n---\n\nOne.\n\n<p onclick="x()">Two <script>alert(1)</script><b>bold</b></p>\n'
    book = handbook({"raw.md": text})
    assert not book.build().fails()
    assert "<p>Two <b>bold</b></p>" in book.page("raw")
    assert "alert(1)" not in book.page("raw")
    book.write({"playbook.yml": "title: Test\ntrust_html: true\n"})
    assert not book.build().fails()
    assert "alert(1)" in book.page("raw")


def test_markdown_is_never_a_template(handbook: Callable[..., Book]) -> None:
    book = handbook({"raw.md": "---\ntitle: Braces {{ handbook }}\nsummary: No code.\n---\n\n{{ 7 * 7 }} {% include 'x' %}\n"})
    assert not book.build().fails()
    assert "{{ 7 * 7 }}" in book.page("raw")
    assert "<h1>Braces {{ handbook }}</h1>" in book.page("raw")


def test_a_sites_own_template_wins_and_its_mistake_has_a_place(handbook: Callable[..., Book]) -> None:
    book = handbook(
        {
            "plan.md": "---\ntitle: Plan\nsummary: A plan.\n---\n\nWords.\n",
            "templates/components/footer.html": "<footer>Ours, {{ handbook }}</footer>",
        }
    )
    assert not book.build().fails()
    assert "<footer>Ours, Test</footer>" in book.page("plan")
    for mistake, words in (
        ("{{ handbok }}", "the template has a mistake: 'handbok' is undefined"),
        ("{{ 1 / 0 }}", "the template has a mistake: division by zero"),
        ("{% if %}", "the template has a mistake: Expected an expression, got 'end of statement block'"),
        ("{% import 'components/parts.html' as parts %}{{ parts.box() }}", "no template that this one imports has a macro 'box'"),
        ("{% include 'gone.html' %}", "there is no template gone.html"),
    ):
        book.write({"templates/components/footer.html": f"<footer>\n{mistake}</footer>"})
        (problem,) = book.build().problems
        assert str(problem).splitlines()[0] == f"templates/components/footer.html:2:1: error: {words}"
        assert problem.hint
    assert "<footer>Ours, Test</footer>" in book.page("plan")


def test_the_preview_has_every_published_file(shipped: Site, site_dir: Path) -> None:
    assets = render_assets(shipped.settings, shipped.templates, discover_faces(), Memo(ROOT / ".playbook"), "assets/")
    view = View(shipped, Templates(shipped.templates), glossary_of(shipped.terms), "assets/")
    edition = Edition(view, assets, partial(Indexing(Memo(None), ""), shipped))
    published = {path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()}
    beside = {path for path in published if not path.startswith(("assets/", "print/", ".playbook"))}
    assert [path for path in sorted(beside) if not edition.holds(path) and edition.file(path) is None] == []
