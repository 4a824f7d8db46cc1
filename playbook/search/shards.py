"""Words and postings → small files, cut by the words' first letters so that the cuts stay where they are. Pure.

Every part whose entries outgrow LIMIT is cut at the next letter; letters with little stay in the part's own file. Whether a
part is cut depends on its own words alone. A part that is cut also says which documents are best for everything that starts as
it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LIMIT = 8_000
"""Characters of a part before it is cut."""
SMALL = 400
"""Characters below which a letter gets no file of its own."""
MOST = 1_000
"""Documents listed for a word: of a word that more have, those where it counts most."""
MOST_OF_STOP_WORD = 250
MOST_OF_START = 250
"""Documents listed for the first letters of words."""

SIGNS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) != "\\")[:90]
"""The digits of numbers in a shard; none needs an escape in JSON."""
PASSAGES = 5
"""So many passage numbers share a digit with the level; the last of them says that more follows."""

Posting = tuple[int, int, int]
"""A document's number, a level, the number of a passage."""


@dataclass(frozen=True)
class Entry:
    """What a shard says of one word."""

    word: str
    frequency: int
    """How many documents have it."""
    postings: Sequence[Posting]
    """In the order of documents."""

    @property
    def written(self) -> str | list[str | int]:
        """As in the shard: the postings, after the frequency where they are fewer."""
        text = "".join(_write(self.postings))
        return text if self.frequency == len(self.postings) else [self.frequency, text]


def best(word: str, postings: Sequence[Posting], most: int) -> Entry:
    """An entry with the postings that count most; among equals those with lower numbers."""
    frequency = len(postings)
    if frequency > most:
        postings = sorted(sorted(postings, key=lambda posting: (-posting[1], posting[0]))[:most])
    return Entry(word, frequency, postings)


def digits(size: int) -> str:
    """A number from 0 by base 45; the second 45 signs say that another digit follows."""
    text = ""
    while size >= 45:
        text += SIGNS[45 + size % 45]
        size = size // 45 - 1
    return text + SIGNS[size]


_DIGITS = [digits(size) for size in range(4_096)]
_PLACES = [
    [SIGNS[level * PASSAGES + min(passage, PASSAGES - 1)] + (digits(passage - PASSAGES + 1) if passage >= PASSAGES - 1 else "")
     for passage in range(64)]
    for level in range(16)
]  # fmt: skip


def _write(postings: Sequence[Posting]) -> Iterator[str]:
    last = -1
    for number, level, passage in postings:
        step = number - last - 1
        yield _DIGITS[step] if step < 4_096 else digits(step)
        yield _PLACES[level][passage if passage < 64 else 0]
        last = number


@dataclass(frozen=True)
class Part:
    """The words of one file, and whether there are files of longer starts."""

    start: str
    words: tuple[str, ...]
    cut: bool = False


def parts(sizes: Mapping[str, int], deepest: int = 99) -> Iterator[Part]:
    """Words with the size of what is said of them → the files they go into, in the order of the alphabet."""
    yield from _parts("", sorted(sizes), sizes, deepest)


def _parts(start: str, words: Sequence[str], sizes: Mapping[str, int], deepest: int) -> Iterator[Part]:
    if len(start) >= deepest or sum(sizes[word] for word in words) <= LIMIT:
        yield Part(start, tuple(words))
        return
    own: list[str] = []
    longer: list[tuple[str, list[str]]] = []
    for letters, group in _by_letters(words, len(start) + 1):
        if letters == start or sum(sizes[word] for word in group) < SMALL:
            own += group
        else:
            longer.append((letters, group))
    yield Part(start, tuple(own), cut=True)
    for letters, group in longer:
        yield from _parts(letters, group, sizes, deepest)


def _by_letters(words: Iterable[str], length: int) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:length], []).append(word)
    return sorted(groups.items())


def file_name(start: str) -> str:
    """A start as a file's name: signs other than small letters and digits by their numbers."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}" for sign in start)
