"""A worker that was begun before there was anything to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from playbook.ahead import Ahead
from playbook.crew import Crew
from playbook.memo import Memo
from playbook.model.handout import Edition
from playbook.printing import REHEARSAL, Printer, rehearse
from playbook.prints import Prints
from tests.conftest import Book

CARD = "---\ntitle: A card\nsummary: A card.\nkind: checklist\npaper: {{pages: 1}}\n---\n\n- [ ] {0} {{#one}}\n"


def where(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(item, os.getpid()) for item in items]


def wrong(items: Sequence[int]) -> list[int]:
    raise LookupError(f"not {items[0]}")


def dies(items: Sequence[int]) -> list[int]:
    if os.getpid() != items[0]:
        os._exit(1)
    return list(items)


def test_few_things_are_done_by_it_alone(tmp_path: Path) -> None:
    crew = Crew(2, chunk=1, single=Ahead(str(tmp_path)))
    done = list(crew.each(where, [1, 2, 3]))
    assert [item for item, _ in done] == [1, 2, 3]
    assert len({process for _, process in done} - {os.getpid()}) == 1


def test_its_mistakes_are_ours_and_its_end_is_not(tmp_path: Path) -> None:
    ahead = Ahead(str(tmp_path))
    with pytest.raises(LookupError, match="not 7"):
        ahead(wrong, [7])
    assert ahead(dies, [os.getpid()]) == [os.getpid()]
    assert ahead(where, [1]) == [(1, os.getpid())]


def test_what_it_prints_after_a_rehearsal_is_the_same(handbook: Callable[..., Book], tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    book = handbook({"checklists/card.md": CARD.format("Ring."), "checklists/other.md": CARD.format("Write.")})
    prints = Prints(book.check()[0], Edition(), memo)
    first, second = prints.sheets()
    rehearse(memo)
    (printed,) = prints.printer.print([first])
    assert printed.fresh
    assert set(memo.shelf(REHEARSAL)) == {"style", "last"}
    rehearse(memo)
    crew = Crew(2, single=Ahead(str(tmp_path)))
    (ahead,) = Printer(Edition(), prints.printer.style, Memo(None), crew).print([second])
    (here,) = Printer(Edition(), prints.printer.style, Memo(None)).print([second])
    assert ahead == here


def test_a_pdf_that_lies_in_the_site_is_not_read(handbook: Callable[..., Book], tmp_path: Path) -> None:
    prints = Prints(handbook({"checklists/card.md": CARD.format("Ring.")}).check()[0], Edition(), Memo(tmp_path))
    (printed,) = prints.printer.print(list(prints.sheets()))
    (there,) = prints.kept({printed.path: printed.digest})
    assert (there.data, there.size, there.pages, there.digest) == (b"", len(printed.data), printed.pages, printed.digest)
    (other,) = prints.kept({printed.path: "0"})
    assert other.data == printed.data
