"""What the editor says about search: words that mean the same, and what must be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field

from playbook.model.schema import Reference, Schema, Text
from playbook.problems import Location


def _several(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) < 2:
        raise ValueError("needs two words or more that mean the same")
    return words


Words = Annotated[tuple[Text, ...], Field(min_length=1)]
Group = Annotated[tuple[Text, ...], AfterValidator(_several)]


class Expectation(Schema):
    """A search that must lead to a page."""

    someone_types: Text
    finds: Reference
    """The page, by its path from `content/` without suffix; `glossary#weak-tie` is a word of the glossary."""
    among: Annotated[int, Field(ge=1, le=20)] = 1
    """How far down the page may stand: 1 is first."""


class SearchBook(Schema):
    """`content/search.yml`."""

    synonyms: tuple[Group, ...] = ()
    """Groups of words that mean the same: whoever types one finds pages with the others too."""
    means: dict[str, Words] = {}
    """One way only: whoever types the word on the left also finds pages with the words on the right."""
    expect: tuple[Expectation, ...] = ()
    """Searches that `playbook check` tries, each with the page that must come first."""

    @property
    def synonym_pairs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What else is looked for where something is typed, groups written out."""
        groups = [(word, tuple(other for other in group if other != word)) for group in self.synonyms for word in group]
        return (*groups, *self.means.items())


@dataclass(frozen=True)
class SearchWishes:
    """The editor's book with the place of everything in it."""

    book: SearchBook = field(default_factory=SearchBook)
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where each part stands: `expect/0/finds`."""
