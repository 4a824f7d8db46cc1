"""What a sheet is made from names everything: where it is the same, so is the sheet. And whoever prints it, so are the bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial

import pytest

from playbook.crew import Crew, cluster
from playbook.memo import Memo
from playbook.model.handout import Edition, Handout, Wanted
from playbook.printing import Printer
from playbook.prints import Prints
from tests.conftest import ROOT, Book
from tests.print.conftest import picture
from tests.print.test_bad_input import SETTINGS, card

FILES: dict[str, str | bytes] = {
    "playbook.yml": SETTINGS + "logo: logo.png\n",
    "logo.png": picture(24, 8),
    "plan.png": picture(9, 9),
    "glossary.yml": "title: Glossary\nsummary: Words.\nterms:\n  - {id: lead, term: Lead, means: A person who may buy.}\n",
    "sources.yml": "title: Sources\nsummary: All.\nsources:\n  - {id: us, kind: article, title: Us, says: Much.}\n",
    "checklists/card.md": card(3),
    "principles/one.md": "---\ntitle: One\nsummary: One.\nsources: [us]\n---\n\nA lead: [two](two.md), ![plan](../plan.png).\n",
    "principles/two.md": "---\ntitle: Two\nsummary: Two.\n---\n\nWords. Take [the card](../checklists/card.md).\n",
}
EDITS: dict[str, tuple[str, str, str]] = {
    "a text": ("principles/two.md", "Words.", "Other words."),
    "a title": ("principles/two.md", "title: Two", "title: Second"),
    "a review": ("principles/one.md", "summary: One.", "summary: One.\nreviewed: 2026-01-31"),
    "a source": ("sources.yml", "title: Us,", "title: Them,"),
    "a term": ("glossary.yml", "may buy", "buys"),
    "a setting": ("playbook.yml", "title: Test", "title: Trial"),
    "a template": ("templates/print/layout.html", "Sheet {{ stamp }}", "Leaf {{ stamp }}"),
    "the style": ("templates/print/print.css", "h1 { font-size: 2.05rem; }", "h1 { font-size: 2rem; }"),
    "an item": ("checklists/card.md", "Ring one person", "Call one person"),
}


def sheets_of(book: Book) -> dict[str, tuple[bytes, Handout]]:
    """Every sheet of a handbook, and the book, with what its PDF would be kept under."""
    site, result = book.check()
    assert not result.fails(), result.problems
    prints = Prints(site, Edition(), Memo(None))
    wanted: list[Wanted] = [*prints.sheets(), prints.whole()]
    return {each.path: (prints.printer.made_from(each), each.set()) for each in wanted}


@pytest.fixture
def book(handbook: Callable[..., Book]) -> Book:
    book = handbook(FILES)
    for name in ("templates/print/layout.html", "templates/print/print.css"):
        (book.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, book.root / name)
    return book


@pytest.mark.parametrize("edit", EDITS)
def test_a_sheet_made_from_the_same_is_the_same(book: Book, edit: str) -> None:
    before = sheets_of(book)
    path, old, new = EDITS[edit]
    file = next(each for each in (book.root / path, book.root / "content" / path) if each.exists())
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    after = sheets_of(book)
    same = {path for path in before if before[path][0] == after[path][0]}
    assert "print/book.pdf" not in same
    assert all(before[path][1] == after[path][1] for path in same)
    assert (len(same) > 0) == (edit in ("a text", "a title", "a review", "a term", "an item")), same


@pytest.mark.slow
def test_a_cluster_prints_the_same(handbook: Callable[..., Book]) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    site, _ = handbook({f"checklists/card-{number:02}.md": card(number + 1) for number in range(12)}).check()
    prints = Prints(site, Edition(), Memo(None))
    wanted = list(prints.sheets())
    alone = {each.path: each.data for each in prints.printer.print(wanted)}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as machines:
        crew = Crew(2, partial(cluster, machines.scheduler_address))
        together = {each.path: each.data for each in Printer(Edition(), prints.printer.style, Memo(None), crew).print(wanted)}
    assert together == alone
    assert len(alone) == 12
