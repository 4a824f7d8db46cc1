"""A YAML source → a Page: profiles, assessments, glossary, sources. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from playbook.load.located import Document, read_yaml
from playbook.load.pages import Parsed
from playbook.load.schema import place_of, validate
from playbook.model.assessment import Assessment
from playbook.model.page import Link, Page
from playbook.model.profile import Profile
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.schema import Schema
from playbook.model.source import SourceFile, stem_of, url_of
from playbook.problems import Problem, did_you_mean

SCHEMAS: dict[str, type[Schema]] = {
    "profile": Profile,
    "assessment": Assessment,
    "glossary": GlossaryBook,
    "sources": SourceBook,
}
"""The YAML formats by name, as `playbook schema` writes them."""


def schema_for(path: str) -> str | None:
    """The format of a YAML source by its place, or None where nothing reads it."""
    folder = posixpath.dirname(path)
    if folder in ("industries", "assessments"):
        return {"industries": "profile", "assessments": "assessment"}[folder]
    return {"glossary.yml": "glossary", "sources.yml": "sources"}.get(path)


def parse_record(source: SourceFile) -> Parsed:
    """The page of a YAML source, complete."""
    name = schema_for(source.path)
    if name is None:
        places = ["industries/<id>.yaml", "assessments/<id>.yaml", "glossary.yml", "sources.yml"]
        hint = f"YAML is read from {', '.join(places)}."
        return Parsed(source.path, None, (Problem(source.at(), "nothing reads a YAML file here", hint, "warning"),))
    document = read_yaml(source)
    if document.data is None and document.problems:
        return Parsed(source.path, None, tuple(document.problems))
    record, problems = validate(SCHEMAS[name], document)
    problems = [*document.problems, *problems]
    if record is None:
        return Parsed(source.path, None, tuple(problems))
    problems += _id_problems(source, document, record)
    return Parsed(source.path, _PAGES[name](source, document, record), tuple(problems))


def _id_problems(source: SourceFile, document: Document, record: Schema) -> Iterator[Problem]:
    stem = posixpath.basename(stem_of(source.path))
    if isinstance(record, Profile | Assessment) and record.id != stem:
        hint = f"Write 'id: {stem}', or rename the file to {record.id}.yaml."
        yield Problem(place_of(document, "id"), f"the id '{record.id}' is not the file's name", hint)
    lists: dict[str, Any] = {"ask": getattr(record, "ask", ()), "terms": getattr(record, "terms", ())}
    if isinstance(record, SourceBook):
        lists["sources"] = record.sources
    for name, entries in lists.items():
        yield from _repeated_ids(document, name, entries)
    if isinstance(record, Assessment):
        for index, question in enumerate(record.ask):
            yield from _question_problems(document, record, index, question)


def _repeated_ids(document: Document, name: str, entries: Any) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        where = place_of(document, name, index, "id")
        if entry.id in seen:
            hint = f"The one on line {seen[entry.id]} has it already: every id is used once."
            yield Problem(where, f"the id '{entry.id}' is used twice", hint)
        seen.setdefault(entry.id, where.line)


def _question_problems(document: Document, record: Assessment, index: int, question: Any) -> Iterator[Problem]:
    """Names inside a question that the assessment does not define: its scale, its group, earlier questions."""
    earlier = {each.id for each in record.ask[:index]}
    for name, known in (("scale", set(record.scales)), ("group", set(record.groups))):
        said = getattr(question, name)
        if said is not None and said not in known:
            yield Problem(place_of(document, "ask", index, name), f"no {name} '{said}' here", did_you_mean(said, known))
    for position, column in enumerate(question.columns):
        if column.scale is not None and column.scale not in record.scales:
            where = place_of(document, "ask", index, "columns", position, "scale")
            yield Problem(where, f"no scale '{column.scale}' here", did_you_mean(column.scale, record.scales))
    for ref in question.when or ():
        if ref.removesuffix(".rows") not in earlier:
            where = place_of(document, "ask", index, "when", ref)
            yield Problem(where, f"no earlier question '{ref}'", did_you_mean(ref, earlier))


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
    asked = tuple(
        _reference(document, name, "ask", index, "do", position)
        for index, question in enumerate(record.ask)
        for position, name in enumerate(question.do)
    )
    page = _record_page(source, document, record, (*related, *asked))
    return replace(page, kind="assessment", sources=record.sources, tags=record.tags, related=related)


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
        summary=record.summary,
        order=record.order,
        reviewed=record.reviewed,
        links=links,
        places={"/".join(map(str, path)): where for path, where in document.places.items() if len(path) <= 2},
    )


_PAGES: dict[str, Callable[[SourceFile, Document, Any], Page]] = {
    "profile": _profile_page,
    "assessment": _assessment_page,
    "glossary": _glossary_page,
    "sources": _sources_page,
}
