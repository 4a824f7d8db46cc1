"""A YAML source → a Page: profiles, assessments, glossary, sources; and `search.yml`, which is none. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from playbook.load.assessments import assessment_problems, questions_only
from playbook.load.located import Document, read_yaml
from playbook.load.naming import repeated
from playbook.load.pages import Parsed
from playbook.load.readings import READINGS, reading_problems, readings_page
from playbook.load.schema import known_part, place_of, validate
from playbook.model.assessment import Assessment
from playbook.model.page import Link, Page
from playbook.model.profile import Profile
from playbook.model.readings import ReadingBook
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.schema import Schema
from playbook.model.scores import Tally
from playbook.model.search import SearchBook, SearchWishes
from playbook.model.source import SourceFile, stem_of, url_of
from playbook.model.statistics import Dataset
from playbook.problems import Location, Problem

SCHEMAS: dict[str, type[Schema]] = {
    "profile": Profile,
    "assessment": Assessment,
    "glossary": GlossaryBook,
    "sources": SourceBook,
    "dataset": Dataset,
    "readings": ReadingBook,
    "search": SearchBook,
}
"""The YAML formats by name, as `playbook schema` writes them."""
SEARCH = "search.yml"


def schema_for(path: str) -> str | None:
    """The format of a YAML source by its place, or None where nothing reads it."""
    folder = posixpath.dirname(path)
    if path == READINGS:
        return "readings"
    if folder in ("industries", "assessments", "statistics"):
        return {"industries": "profile", "assessments": "assessment", "statistics": "dataset"}[folder]
    return {"glossary.yml": "glossary", "sources.yml": "sources", SEARCH: "search"}.get(path)


def parse_record(source: SourceFile) -> Parsed:
    """The page of a YAML source, complete; of `search.yml`, what it wishes."""
    name = schema_for(source.path)
    if name is None:
        places = ["industries/<id>.yaml", "assessments/<id>.yaml", "glossary.yml", "sources.yml", SEARCH]
        hint = f"YAML is read from {', '.join(places)}."
        return Parsed(source.path, None, (Problem(source.at(), "nothing reads a YAML file here", hint, "warning"),))
    document = read_yaml(source)
    if document.data is None and document.problems:
        return Parsed(source.path, None, tuple(document.problems))
    record, problems = validate(SCHEMAS[name], document)
    problems = [*document.problems, *problems]
    if name == "search" and (wishes := known_part(SearchBook, document.data or {})):
        return Parsed(source.path, None, tuple(problems), search=SearchWishes(wishes, _places(document)))
    if record is None:
        return Parsed(source.path, None, tuple(problems))
    problems += _id_problems(source, document, record)
    page = _PAGES[name](source, document, record)
    if isinstance(record, Assessment):
        wrong, sound = assessment_problems(document, record)
        problems += wrong
        page = page if sound else replace(page, body=questions_only(record))
    elif isinstance(record, ReadingBook):
        problems += reading_problems(document, record)
    return Parsed(source.path, page, tuple(problems))


def _id_problems(source: SourceFile, document: Document, record: Schema) -> Iterator[Problem]:
    stem = posixpath.basename(stem_of(source.path))
    if isinstance(record, Profile | Assessment) and record.id != stem:
        hint = f"Write 'id: {stem}', or rename the file to {record.id}.yaml."
        yield Problem(place_of(document, "id"), f"the id '{record.id}' is not the file's name", hint)
    lists: dict[str, Any] = {name: getattr(record, name, ()) for name in ("terms", "readings")}
    if isinstance(record, SourceBook):
        lists["sources"] = record.sources
    for name, entries in lists.items():
        yield from repeated(document, {(name, index, "id"): entry.id for index, entry in enumerate(entries)})


def _reference(document: Document, written: str, *path: str | int, folder: str = "") -> Link:
    """The link of a YAML reference: a path from `content/` without suffix, or a bare id where the field fixes the folder."""
    target, _, anchor = written.partition("#")
    return Link(place_of(document, *path), written, posixpath.join(folder, target), anchor, text=str(path[0]))


def _profile_page(source: SourceFile, document: Document, record: Profile) -> Page:
    links = [
        *(_reference(document, step.do, "first_month", index, "do") for index, step in enumerate(record.first_month)),
        *(
            _reference(document, kind, "alliance_kinds", index, folder="alliances")
            for index, kind in enumerate(record.alliance_kinds)
        ),
        *(
            _reference(document, buyer, "buyer_industries", index, folder="industries")
            for index, buyer in enumerate(record.buyer_industries)
            if isinstance(buyer, str)
        ),
        *(_reference(document, name, "checklist_notes", name, folder="checklists") for name in record.checklist_notes),
        *(_reference(document, name, "thresholds", name, folder="assessments") for name in record.thresholds),
    ]
    page = _record_page(source, document, record, tuple(links))
    return replace(page, kind="profile", sources=record.sources, tags=record.tags)


def _assessment_page(source: SourceFile, document: Document, record: Assessment) -> Page:
    related = tuple(_reference(document, name, "related", index) for index, name in enumerate(record.related))
    advice = tuple(_advice(document, record))
    page = _record_page(source, document, record, (*related, *advice))
    return replace(page, kind="assessment", sources=record.sources, tags=record.tags, related=related)


def _advice(document: Document, record: Assessment) -> Iterator[Link]:
    """The links of every `do`: of questions, options, outcomes, bands and flags."""
    places: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = []
    for index, question in enumerate(record.ask):
        places.append((("ask", index), question.do))
        places += [(("ask", index, "options", at), option.do) for at, option in enumerate(question.options)]
    for index, score in enumerate(record.scores):
        outcomes = score.outcomes if isinstance(score, Tally) else ()
        places += [(("scores", index, "outcomes", at), outcome.do) for at, outcome in enumerate(outcomes)]
    for index, bands in enumerate(record.bands):
        places += [(("bands", index, "levels", at), level.do) for at, level in enumerate(bands.levels)]
    places += [(("flags", index), flag.do) for index, flag in enumerate(record.flags)]
    for path, references in places:
        yield from (_reference(document, name, *path, "do", position) for position, name in enumerate(references))


def _glossary_page(source: SourceFile, document: Document, record: GlossaryBook) -> Page:
    links = tuple(
        _reference(document, name, "terms", index, "see", position)
        for index, term in enumerate(record.terms)
        for position, name in enumerate(term.see)
    )
    page = _record_page(source, document, record, links)
    return replace(page, kind="glossary", anchors=frozenset(term.id for term in record.terms))


def _sources_page(source: SourceFile, document: Document, record: SourceBook) -> Page:
    page = _record_page(source, document, record, ())
    return replace(page, kind="sources", anchors=frozenset(each.id for each in record.sources))


def _record_page(source: SourceFile, document: Document, record: Any, links: tuple[Link, ...]) -> Page:
    """What the pages of all YAML formats have in common."""
    return Page(
        path=source.path,
        url=url_of(source.path),
        kind="guide",
        title=record.title,
        body=record,
        short=record.short or "",
        summary=record.summary or "",
        order=record.order,
        reviewed=record.reviewed,
        links=links,
        places=_places(document),
    )


def _places(document: Document) -> dict[str, Location]:
    return {"/".join(map(str, path)): where for path, where in document.places.items()}


_PAGES: dict[str, Callable[[SourceFile, Document, Any], Page]] = {
    "profile": _profile_page,
    "assessment": _assessment_page,
    "glossary": _glossary_page,
    "sources": _sources_page,
    "readings": readings_page,
}
