"""Documents → numbers that stay. Pure.

Documents of one kind and top section share a range, so that a number tells both without being looked up. Inside its range a
document's number comes from a hash of its address; where two meet, the later in the order of hashes takes the next free number.
An edited page keeps its number and leaves every other as it is. A new page may move the few that meet it; only when a range is
full, and doubles, are the documents after it numbered anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

ROOM = 1.25
"""Numbers for each document at least."""


class Range(NamedTuple):
    """The numbers of the documents of one kind in one section."""

    kind: str
    section: str
    start: int
    size: int


class Numbered(Protocol):
    """What gets a number: a document, or what stands for one."""

    @property
    def kind(self) -> str:
        """As of a document, as are the others."""

    @property
    def section(self) -> str:
        """Its top section."""

    @property
    def key(self) -> str:
        """What no other has."""


Each = TypeVar("Each", bound=Numbered)


def number(documents: Iterable[Each]) -> tuple[list[Range], dict[int, Each]]:
    """The ranges, and each document by its number, in the order of numbers."""
    groups: dict[tuple[str, str], list[Each]] = {}
    for document in documents:
        groups.setdefault((document.kind, document.section), []).append(document)
    ranges, numbers, start = [], {}, 0
    for (kind, section), group in sorted(groups.items()):
        size = 4
        while size < ROOM * len(group):
            size *= 2
        ranges.append(Range(kind, section, start, size))
        for place, document in _placed(group, size):
            numbers[start + place] = document
        start += size
    return ranges, dict(sorted(numbers.items()))


def _placed(group: Iterable[Each], size: int) -> Iterable[tuple[int, Each]]:
    taken: set[int] = set()
    for code, _, document in sorted((crc32(each.key.encode()), each.key, each) for each in group):
        place = code % size
        while place in taken:
            place = (place + 1) % size
        taken.add(place)
        yield place, document
