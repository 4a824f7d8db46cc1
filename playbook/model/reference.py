"""The two reference books: glossary and sources."""

from __future__ import annotations

from typing import Literal

from playbook.model.schema import Day, Id, Reference, Schema, Summary, Text


class ReferenceBook(Schema):
    """What both books say of themselves."""

    title: Text
    short: Text | None = None
    summary: Summary
    intro: Text | None = None
    reviewed: Day | None = None
    order: int = 1000


class Term(Schema):
    """A word of the handbook, explained where it is used."""

    id: Id
    term: Text
    also: tuple[Text, ...] = ()
    """Other forms of the word that are explained with it: plurals, synonyms."""
    means: Text
    """One or two sentences."""
    see: tuple[Reference, ...] = ()
    """Pages that say more."""


class GlossaryBook(ReferenceBook):
    """`content/glossary.yml`: the words, each explained once."""

    terms: tuple[Term, ...]


class Source(Schema):
    """Something the handbook rests on."""

    id: Id
    kind: Literal["article", "research", "statistics"]
    title: Text
    by: Text | None = None
    """Authors, or the publishing office."""
    year: Text | None = None
    published_in: Text | None = None
    """Journal with volume and pages, or the series."""
    url: Text | None = None
    licence: Text | None = None
    attribution: Text | None = None
    """The line that a licence asks for."""
    says: Text
    """What the handbook takes from it, in a sentence or two."""


class SourceBook(ReferenceBook):
    """`content/sources.yml`: every source, by kind."""

    sources: tuple[Source, ...]
