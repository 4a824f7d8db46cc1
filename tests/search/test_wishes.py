"""`content/search.yml`: what an editor asks of search, and what is said where it is not so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playbook.model.site import Site
from tests.conftest import Book

PAGE = "---\ntitle: Owls\nsummary: All about owls.\n---\n\nOwls fly.\n"


def test_the_handbook_says_much_about_search(shipped: Site) -> None:
    book = shipped.search.book
    assert len(book.synonyms) + len(book.means) >= 40
    assert len(book.expect) >= 25


def test_a_wish_is_no_page_and_no_link_leads_to_it(handbook: Callable[..., Book]) -> None:
    book = handbook({"owls.md": f"{PAGE}\n[Search](search.yml)\n", "search.yml": "synonyms:\n  - [owl, bird of prey]\n"})
    assert "no page at search.yml" in book.problems
    assert "search/" not in book.check()[0].pages


def test_synonyms_reach_the_page(handbook: Callable[..., Book]) -> None:
    wishes = (
        "means: {hooter: [owl]}\nexpect:\n  - {someone_types: hooter, finds: owls}\n  - {someone_types: owsl, finds: birds/mice}\n"
    )
    book = handbook({"owls.md": PAGE, "birds/mice.md": PAGE.replace("Owls", "Mice"), "search.yml": wishes})
    assert "hooter" not in book.problems
    assert book.problems.count("owsl") == 1


def test_a_failed_wish_does_not_stop_a_build(handbook: Callable[..., Book]) -> None:
    book = handbook({"owls.md": PAGE, "search.yml": "expect:\n  - {someone_types: mice, finds: owls}\n"})
    result: Any = book.build()
    assert not result.fails()
    assert result.fails(strict=True)
    assert (book.root / "site" / "search" / "index.json").exists()
