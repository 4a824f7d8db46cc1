"""The parts of the table of words as they were before an edit, read as they are needed. Pure."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook.search.cards import compact
from playbook.search.postings import Written, read, restored
from playbook.search.shards import home, is_cut, totals

Rows = Callable[[Iterable[str]], Mapping[str, bytes]]
"""What was kept of an index, by keys; without those that are lost."""


class Word(NamedTuple):
    """What a part says of a word, and what it must know to say it."""

    written: Written
    votes: Mapping[str, int]
    """How many documents mostly write it with an ending, by that."""


class Known(NamedTuple):
    """What the correction of errors must know of a word."""

    frequency: int
    top: int
    """Its best level."""
    votes: Mapping[str, int]


UNKNOWN = Known(0, -1, {})
"""Of a word that was not there."""


@dataclass
class Edit:
    """What changed in the documents. It is used up as it is worked in."""

    come: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    """New postings by word, in any order."""
    gone: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of documents that do not have a word any more, or have it otherwise."""
    votes: Counter[str] = field(default_factory=Counter)
    """By word and ending, as on cards: so many documents more."""
    weights: dict[int, Mapping[str, int]] = field(default_factory=dict)
    """The weights of changed documents by number, where there are few; empty where there is none any more."""


class Parts:
    """The table as it was."""

    def __init__(self, sizes: Mapping[str, int], rows: Rows) -> None:
        """`sizes`: what each part's own words take, by its start."""
        self.sizes = sizes
        self._totals = totals(sizes)
        self._rows = rows
        self._read: dict[str, tuple[dict[str, Word], Written]] = {}

    def words(self, starts: Iterable[str]) -> dict[str, dict[str, Word]]:
        """The words of parts. KeyError where one is lost."""
        wanted = set(starts)
        missing = wanted - self._read.keys()
        rows = self._rows([f"w{start}" for start in missing])
        for start in missing:
            file, _, rest = rows[f"w{start}"].partition(b"\n")
            said, votes = json.loads(file), json.loads(rest)
            whole = said.pop(f"{start}*", "")
            self._read[start] = {word: Word(each, votes.get(word, {})) for word, each in said.items()}, whole
        return {start: self._read[start][0] for start in wanted}

    def whole(self, start: str) -> Written:
        """What was said of everything that starts so."""
        self.words([start])
        return self._read[start][1]

    def was_cut(self, start: str) -> bool:
        """Whether anything was."""
        return start in self.sizes and is_cut(start, self._totals[start])

    def look_up(self, words: Iterable[str]) -> dict[str, Word]:
        """What was said of words; nothing of those that were not known."""
        homes = {word: home(word, self.sizes) for word in words} if self.sizes else {}
        parts = self.words(homes.values())
        return {word: parts[start][word] for word, start in homes.items() if word in parts[start]}

    def postings(self, words: Mapping[str, Word]) -> dict[str, array[int]]:
        """All postings of words, listed or not. ValueError where they are not those that were."""
        found = {word: read(said.written) for word, said in words.items()}
        rest = self._rows([f"m{word}" for word, (frequency, listed) in found.items() if frequency > len(listed)])
        full = {}
        for word, (frequency, listed) in found.items():
            full[word] = restored(rest[f"m{word}"]) if frequency > len(listed) else listed
            if len(full[word]) != frequency:
                raise ValueError(f"postings of {word} are missing")
        return full


def row_of(words: Mapping[str, Word], whole: Mapping[str, Written]) -> tuple[bytes, bytes]:
    """A part's file, and the row that it is kept as; `whole` is what it says of everything that starts as it does, if anything."""
    file = compact({**{word: said.written for word, said in words.items()}, **whole}).encode()
    return file, file + b"\n" + compact({word: said.votes for word, said in words.items() if said.votes}).encode()
