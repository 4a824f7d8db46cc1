"""A handbook that is edited at random, and built now and then beside a clean build. For state machines."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from playbook import starter
from playbook.build import Handbook, build_handbook
from playbook.memo import Memo
from tests.conftest import ROOT, TODAY, Book

SETTINGS = 'title: Test\nsite_url: "https://example.org/book/"\n'
FOLDERS = ("", "principles/", "principles/deep/", "checklists/", "guides/")
NAMES = ("index", "one", "two", "three")
WORDS = ("A weak tie helps.", 'Somebody said "yes".', "- [ ] Call them. {#call}", "## A heading", "| a | b |\n|---|---|\n| 1 | 2 |")
paths = st.builds(lambda folder, name: f"{folder}{name}.md", st.sampled_from(FOLDERS), st.sampled_from(NAMES))
titles = st.sampled_from(["Alpha", "Beta", "Gamma", "The same"])


class Fonts(Memo):
    """Forgets nothing of the fonts, which take seconds; of the rest, what its folder is for."""

    def remember(self, step: str, inputs: Iterable[str], make: Callable[[], bytes]) -> bytes:
        return SHARED.remember(step, inputs, make) if step == "fonts" else super().remember(step, inputs, make)


SHARED = Memo(ROOT / ".playbook")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class PageEditing(RuleBasedStateMachine):
    """Somebody edits the pages of a handbook, harms its site, and builds now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.book = Book(self.folder / "book")
        self.texts: dict[str, str] = {}
        self.stale = False
        self.edits = 0

    @initialize()
    def start(self) -> None:
        self.write("playbook.yml", SETTINGS)
        self.write("index.md", "---\ntitle: Home\nsummary: All.\n---\n\nWelcome.\n")

    def write(self, name: str, text: str) -> None:
        self.texts[name] = text
        self.book.write({name: text})
        self.stale, self.edits = True, self.edits + 1

    def pages(self) -> list[str]:
        return sorted(name for name in self.texts if name.endswith(".md"))

    def shown(self) -> list[str]:
        """Pages that are no drafts."""
        return [name for name in self.pages() if "draft: true" not in self.texts[name]]

    def unlinked(self) -> list[str]:
        """Pages that may go: a broken link would only leave the last good site."""
        said = "".join(self.texts.values())
        return [name for name in self.pages() if name != "index.md" and f"{name})" not in said and f"{name}]" not in said]

    @rule(path=paths, title=titles, words=st.lists(st.sampled_from(WORDS), max_size=3), links=st.integers(0, 3),
          order=st.integers(0, 2), short=st.booleans(), draft=st.booleans(), data=st.data(),
          tags=st.sets(st.sampled_from(["new", "old"])))  # fmt: skip
    def save_page(
        self,
        path: str,
        title: str,
        words: list[str],
        links: int,
        order: int,
        tags: set[str],
        short: bool,
        draft: bool,
        data: st.DataObject,
    ) -> None:
        others = [data.draw(st.sampled_from(self.pages())) for _ in range(links)]
        up = "../" * path.count("/")
        lines = [
            f"title: {title}",
            f"summary: What {title} says {len(words)}.",
            f"order: {order}",
            f"tags: [{', '.join(sorted(tags))}]",
        ]
        lines += ["short: Brief"] * short + ["draft: true"] * (draft and (path not in self.texts or path in self.unlinked()))
        lines += [f"related: [{up}{other}]" for other in others[:1]] + ["sources: [study]"] * ("sources.yml" in self.texts)
        text = "\n\n".join([*words, *(f"See [{name}]({up}{name})." for name in others)])
        if path.startswith("checklists/") and not path.endswith("index.md") and "- [ ]" not in text:
            text += "\n\n- [ ] Do it. {#do-it}\n"
        self.write(path, "---\n" + "\n".join(lines) + f"\n---\n\n{text}\n")

    @precondition(lambda self: self.unlinked())
    @rule(data=st.data())
    def delete_page(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.unlinked()))
        (self.book.root / "content" / name).unlink()
        del self.texts[name]
        self.stale = True

    @precondition(lambda self: self.unlinked())
    @rule(data=st.data(), path=paths)
    def rename_page(self, data: st.DataObject, path: str) -> None:
        name = data.draw(st.sampled_from(self.unlinked()))
        if path not in self.texts:
            target = self.book.root / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.book.root / "content" / name).rename(target)
            self.texts[path] = self.texts.pop(name)
            self.stale = True

    @precondition(lambda self: any((self.folder / "site").glob("**/*.html")))
    @rule(data=st.data(), gone=st.booleans())
    def harm_the_site(self, data: st.DataObject, gone: bool) -> None:
        path = data.draw(st.sampled_from(sorted((self.folder / "site").glob("**/*.html"))))
        path.unlink() if gone else path.write_bytes(b"altered")
        self.stale = True

    @invariant()
    def build_before_long(self) -> None:
        if self.edits > 3:
            self.build()

    @precondition(lambda self: self.stale)
    @rule()
    def build(self) -> None:
        self.stale, self.edits = False, 0
        handbook = Handbook(self.book.root, starter.TEMPLATES, TODAY)
        memo = Fonts(self.folder / "memo")
        result = build_handbook(handbook, self.folder / "site", memo)
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        clean = build_handbook(handbook, self.folder / "clean", Fonts(None))
        assert result.problems == clean.problems
        if not clean.fails():
            assert files_in(self.folder / "site") == files_in(self.folder / "clean")

    def teardown(self) -> None:
        if self.stale and "playbook.yml" in self.texts:
            self.build()
        shutil.rmtree(self.folder)
