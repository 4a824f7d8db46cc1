"""Words and postings → small files, cut by the words' first letters so that the cuts stay where they are. Pure.

Every part whose entries outgrow LIMIT is cut at the next letter; letters with little stay in the part's own file. Whether a
part is cut depends on its own words alone. A part that is cut also says which documents are best for everything that starts as
it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import sub

from playbook.search.weights import LEVELS, MOST_PASSAGES

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


@dataclass(frozen=True)
class Entry:
    """What a shard says of one word."""

    word: str
    frequency: int
    """How many documents have it."""
    numbers: Sequence[int]
    """Of those documents that are listed, in order."""
    weights: Sequence[int]
    """Level and passage in each, as in `Weights`."""

    @cached_property
    def levels(self) -> bytes:
        """The level in each document."""
        return bytes(map(_LEVEL.__getitem__, self.weights))

    @property
    def written(self) -> str | list[str | int]:
        """As in the shard: the postings, after the frequency where they are fewer."""
        steps = map(sub, self.numbers, chain((-1,), self.numbers))
        text = "".join(chain.from_iterable(zip(map(_STEP.__getitem__, steps), map(_SIGN.__getitem__, self.weights), strict=True)))
        return text if self.frequency == len(self.numbers) else [self.frequency, text]


def best(word: str, numbers: Sequence[int], weights: Sequence[int], most: int) -> Entry:
    """An entry with the postings that count most; among equals those with lower numbers."""
    entry = Entry(word, len(numbers), numbers, weights)
    if len(numbers) <= most:
        return entry
    kept = sorted(sorted(range(len(numbers)), key=entry.levels.__getitem__, reverse=True)[:most])
    return Entry(word, len(numbers), [numbers[at] for at in kept], [weights[at] for at in kept])


def best_of(start: str, entries: Sequence[Entry], most: int) -> Entry:
    """The documents that are best for all of some words, each with its best word, of equals the first."""
    frequency = len(set().union(*(entry.numbers for entry in entries)))
    found: dict[int, int] = {}
    for level in reversed(range(len(LEVELS))):
        for entry in entries:
            at = entry.levels.find(level)
            while at >= 0:
                found.setdefault(entry.numbers[at], entry.weights[at])
                at = entry.levels.find(level, at + 1)
        if len(found) >= most:
            break
    numbers = sorted(found)
    kept = best(start, numbers, [found[number] for number in numbers], most)
    return Entry(start, frequency, kept.numbers, kept.weights)


def digits(size: int) -> str:
    """A number from 0 by base 45; the second 45 signs say that another digit follows."""
    text = ""
    while size >= 45:
        text += SIGNS[45 + size % 45]
        size = size // 45 - 1
    return text + SIGNS[size]


class _Steps(dict[int, str]):
    """From one number to the next, as digits."""

    def __missing__(self, step: int) -> str:
        self[step] = text = digits(step - 1)
        return text


def _sign(weight: int) -> str:
    passage, level = divmod(weight, len(LEVELS))
    more = digits(passage - PASSAGES + 1) if passage >= PASSAGES - 1 else ""
    return SIGNS[level * PASSAGES + min(passage, PASSAGES - 1)] + more


_STEP = _Steps()
_SIGN = [_sign(weight) for weight in range(len(LEVELS) * MOST_PASSAGES)]
_LEVEL = [weight % len(LEVELS) for weight in range(len(LEVELS) * MOST_PASSAGES)]


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
