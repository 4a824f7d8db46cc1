"""Workers make what one process makes, whatever executor hands them their chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest

from playbook.build import build_handbook
from playbook.crew import Crew, cluster, processes
from playbook.how import How
from playbook.memo import Memo
from tests.conftest import ROOT, Book
from tests.editing import Fonts
from tests.editions import held

PAGES = 70
"""Enough that workers are hired."""


@pytest.fixture
def large(handbook: Callable[..., Book]) -> Book:
    text = "---\ntitle: Page {0}\nsummary: Page {0}.\ntags: [all]\n---\n\nWords {0}.\n\n## Part\n\nSee [next](page-{1}.md).\n"
    return handbook({f"part/page-{number}.md": text.format(number, (number + 1) % PAGES) for number in range(PAGES)})


def built(book: Book, name: str, crew: Crew, memo: Memo) -> dict[str, bytes]:
    result = build_handbook(book.handbook, book.root / name, memo, how=How(crew))
    assert not result.fails(), result.problems
    return held(book.root / name)


@pytest.mark.slow
def test_worker_processes_make_the_same_site(large: Book) -> None:
    alone = built(large, "alone", Crew(1), Fonts(None))
    assert built(large, "together", Crew(2), Fonts(large.root / "memo")) == alone
    assert built(large, "forgetful", Crew(2), Fonts(None)) == alone, "workers parse again what no memo tells them"


@pytest.mark.slow
def test_a_mistake_of_a_template_comes_back_from_a_worker(large: Book) -> None:
    name = "templates/components/parts.html"
    large.write({name: (ROOT / name).read_text(encoding="utf-8") + "{{ 1 / 0 }}"})
    result = build_handbook(large.handbook, large.root / "site", Fonts(None), how=How(Crew(2)))
    assert "division by zero" in result.problems[-1].message
    assert not list((large.root / "site").rglob("*.html"))


@pytest.mark.slow
def test_a_dask_cluster_makes_the_same_site(large: Book) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as machines:
        crew = Crew(2, partial(cluster, machines.scheduler_address))
        assert built(large, "cluster", crew, Fonts(large.root / "memo")) == built(large, "alone", Crew(1), Fonts(None))


@pytest.mark.slow
def test_workers_that_outlive_a_build_render_the_next_site(large: Book) -> None:
    with processes(2) as executor:
        crew, memo = Crew(2, lambda count: nullcontext(executor)), Fonts(large.root / "memo")
        built(large, "together", crew, memo)
        large.write({"playbook.yml": "title: Another\n"})
        assert built(large, "together", crew, memo) == built(large, "alone", Crew(1), Fonts(None))


def test_a_crew_that_is_kept_is_hired_once_and_let_go_at_the_end() -> None:
    told: list[str] = []

    @contextmanager
    def hire(count: int) -> Iterator[Executor]:
        told.append(f"hired {count}")
        with ThreadPoolExecutor(count) as executor:
            yield executor
        told.append("let go")

    with Crew(2, hire).kept() as crew:
        assert told == [], "there is nothing to do yet"
        for _ in range(2):
            assert list(crew.each(_doubled, list(range(200)))) == _doubled(list(range(200)))
        assert told == ["hired 2"]
    assert told == ["hired 2", "let go"]


def test_chunks_come_back_in_order_and_no_more_than_needed_is_under_way() -> None:
    assert list(Crew(1).each(lambda chunk: [2 * item for item in chunk], range(200))) == [2 * item for item in range(200)]
    assert list(Crew(2).each(_doubled, list(range(200)))) == [2 * item for item in range(200)]


def _doubled(chunk: list[int]) -> list[int]:
    return [2 * item for item in chunk]


def test_a_worker_opens_the_same_memo(tmp_path: Path) -> None:
    kind, arguments = Memo(tmp_path).__reduce__()
    assert kind(*arguments).folder == tmp_path
