"""Rules about `search.yml`: its pages are there, and its searches find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook.model.page import Page
from playbook.model.search import Expectation
from playbook.model.site import Site
from playbook.problems import Location, Problem, did_you_mean, nearest
from playbook.search.index import Index
from playbook.search.rank import Result, find
from playbook.search.reader import Reader

SHOWN = 20
"""How many results are looked at."""


def missed_searches(site: Site, index: Callable[[Site], Index]) -> Iterator[Problem]:
    """A search that does not lead where the editor wants it to, or that should lead where nothing is."""
    wanted = []
    for number, expectation in enumerate(site.search.book.expect):
        target, _, anchor = expectation.finds.partition("#")
        place, page = f"expect/{number}", site.page_at(target)
        if page is None:
            yield from _no_page(site, target, site.search.places[f"{place}/finds"])
        elif anchor and anchor not in page.anchors:
            where = site.search.places[f"{place}/finds"]
            yield Problem(where, f"no heading #{anchor} on the page {target}", did_you_mean(anchor, page.anchors))
        else:
            wanted.append((expectation, page, anchor, site.search.places[f"{place}/someone_types"]))
    if wanted and not site.unfinished:
        built = Reader(index(site).__getitem__)
        for expectation, page, anchor, where in wanted:
            results = find(built, expectation.someone_types, limit=SHOWN).results
            yield from _missed(site, expectation, page, anchor, where, results)


def _no_page(site: Site, target: str, where: Location) -> Iterator[Problem]:
    url = site.paths.get(target)
    if url in site.unfinished:
        return
    if url is not None and "." not in target:
        yield Problem(
            where, f"{target} is a draft, and will not be found", "Publish the draft, or take this search out until then."
        )
        return
    known = [path for path in site.paths if "." not in path]
    near = nearest(target, known)
    yield Problem(where, f"no page at {target}", f"Did you mean {near}?" if near else "")


def _missed(
    site: Site, expectation: Expectation, page: Page, anchor: str, where: Location, results: tuple[Result, ...]
) -> Iterator[Problem]:
    hits = [at for at, each in enumerate(results, 1) if each.url == page.url and anchor in ("", each.anchor)]
    if hits and hits[0] <= expectation.among:
        return
    typed = f"“{expectation.someone_types}”"
    if not results:
        yield Problem(where, f"{typed} finds nothing", _way_out(page), "warning")
        return
    first, stands = _path(site, results[0]), f"in place {hits[0]}" if hits else f"not among the first {SHOWN}"
    wanted = "first" if expectation.among == 1 else f"among the first {expectation.among}"
    message = f"{typed} finds {first} first; {expectation.finds} is {stands}, not {wanted}"
    yield Problem(where, message, _way_out(page), "warning")


def _way_out(page: Page) -> str:
    return f"Use the word in {page.path}, best in its title or a heading, or add a synonym here."


def _path(site: Site, result: Result) -> str:
    page = site.pages[result.url]
    return page.path.rpartition(".")[0] + (f"#{result.anchor}" if result.anchor else "")
