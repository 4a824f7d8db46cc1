"""`industries/readings.yaml` → a ReadingBook with its links and places, and every mistake that the file alone shows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.load.located import Document, Path
from playbook.load.naming import Scope, condition_problems
from playbook.load.schema import place_of
from playbook.measures.readings import PLACED
from playbook.measures.vocabulary import NAMES, can_hold, names_in
from playbook.model.page import Link, Page
from playbook.model.readings import ReadingBook, Rule
from playbook.model.source import SourceFile, url_of
from playbook.problems import Problem, did_you_mean
from playbook.scoring.names import Noun

READINGS = "industries/readings.yaml"
"""Below `content/`."""

_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_SCOPE = Scope(
    {name: Noun("a word", None, each.ids) if each.ids else Noun("a number", "count") for name, each in NAMES.items()},
    "no figure is called",
)
"""All numbers take bare bounds; which of them may be compared with each other is told in `_bound_problems`."""


def readings_page(source: SourceFile, document: Document, record: ReadingBook) -> Page:
    """The book with what checks need of it; it is not published as a page of its own."""
    links = tuple(
        Link(place_of(document, "readings", index, "do", at), written, written.partition("#")[0], written.partition("#")[2], "do")
        for index, rule in enumerate(record.readings)
        for at, written in enumerate(rule.do)
    )
    places = {"/".join(map(str, path)): where for path, where in document.places.items()}
    return Page(source.path, url_of(source.path), "guide", "Readings", record, links=links, places=places)


def reading_problems(document: Document, book: ReadingBook) -> Iterator[Problem]:
    """Names that are not known, conditions that cannot hold, and numbers that a text places without having asked for them."""
    for index, rule in enumerate(book.readings):
        path: Path = ("readings", index)
        wrong = list(_bound_problems(document, path, rule))
        told = {problem.where for problem in wrong}
        found = condition_problems(document, (*path, "when"), rule.when, _SCOPE)
        wrong += [problem for problem in found if problem.where not in told]
        yield from wrong
        if not wrong and not can_hold(rule.when):
            yield Problem(place_of(document, *path, "when"), f"the reading '{rule.id}' can never hold", "Change its limits.")
        yield from _text_problems(document, path, rule)


def _bound_problems(document: Document, path: Path, rule: Rule) -> Iterator[Problem]:
    """Bounds that carry a unit, or name a figure of another kind."""
    for name, comparison in rule.when.items():
        for op, bound in comparison.items():
            if op == "is" or not isinstance(bound, str) or name not in NAMES:
                continue
            where = place_of(document, *path, "when", name, op)
            if " " in bound:
                yield Problem(where, f"a limit here is a whole number, not '{bound}'", f"Write {bound.split('.')[0].split()[0]}.")
            elif bound in NAMES and not _alike(name, bound):
                yield Problem(
                    where, f"'{name}' cannot be compared with '{bound}'", "Compare a percent with a percent, a count with a count."
                )


def _alike(one: str, other: str) -> bool:
    first, second = NAMES[one], NAMES[other]
    return first.ids == second.ids == () and (first.unit, first.decimals) == (second.unit, second.decimals)


def _text_problems(document: Document, path: Path, rule: Rule) -> Iterator[Problem]:
    where, used, dated = place_of(document, *path, "text"), names_in(rule.when), False
    for found in _BRACES.finditer(rule.text):
        placed = PLACED.fullmatch(found[0])
        name, part = (placed[1], placed[2]) if placed else (found[0].strip("{}"), None)
        if name not in used:
            if name in NAMES:
                hint = f"It could be unknown then. Add it to 'when', for example {name}: {{at_least: 0}}."
                yield Problem(where, f"the text places '{name}', which 'when' does not ask for", hint)
            else:
                yield Problem(where, f"the text places '{name}', which is no figure of 'when'", did_you_mean(name, used))
        elif part and name in NAMES and part not in NAMES[name].parts:
            yield Problem(where, f"'{name}' has no '{part}'", did_you_mean(part, NAMES[name].parts))
        dated = dated or part == "year"
    if not dated:
        hint = f"Add the year of a figure, for example {{{used[0]}.year}}."
        yield Problem(where, f"the reading '{rule.id}' does not say of which year it speaks", hint)
    for key in ("title", "act", "caveat"):
        if _BRACES.search(getattr(rule, key)):
            yield Problem(place_of(document, *path, key), f"only 'text' places numbers, not '{key}'")
