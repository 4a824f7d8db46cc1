"""The table of words: of each, the documents that have it, in small files. Pure.

What an edit changes of a word is worked into what was said of it before.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.search.parts import UNKNOWN, Edit, Known, Parts, Word, row_of
from playbook.search.postings import best, edited, levels, read, stored, written
from playbook.search.shards import Cutting, Recut, home, recut
from playbook.search.starts import Starts
from playbook.search.words import STOP

MOST = 1_000
"""Documents listed for a word: of a word that more have, those where it counts most."""
MOST_OF_STOP_WORD = 250
LONG = 16
"""Postings from which they are held while an edit is worked in: most words have few, which are soon read again."""


@dataclass
class Words:
    """The table of words after an edit."""

    sizes: dict[str, int]
    """What each part's own words take, by its start."""
    told: dict[str, int]
    """The sum of the frequencies of each part's own words."""
    known: dict[str, tuple[Known, Known]]
    """Of each word that the edit touched, what was known before and now."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Parts that changed, by their starts."""
    rows: dict[str, bytes | None] = field(default_factory=dict)
    """What is to be kept of them; None where a row is to go."""


def update(old: Parts, told: Mapping[str, int], edit: Edit) -> Words:
    """The table with an edit worked in."""
    working = _Working(old, edit)
    new = recut(old.sizes, working.changed, Cutting(_size, old.words))
    told = working.told(told, new)
    words = Words(new.sizes, told, working.known, rows=working.rows)
    starts = Starts(old, new, told, edit, lambda word, said: working.listed(word, said)[1])
    more = starts.changed(working.known) - new.fresh.keys()
    for start, part in {**new.fresh, **old.words(more)}.items():
        words.files[start], words.rows[f"w{start}"] = row_of(part, starts.whole(start))
    return words


class _Working:
    """An edit being worked into the words that it touches."""

    def __init__(self, old: Parts, edit: Edit) -> None:
        self.changed: dict[str, Word | None] = {}
        self.known: dict[str, tuple[Known, Known]] = {}
        self.rows: dict[str, bytes | None] = {}
        self._listed: dict[str, tuple[int, array[int]]] = {}
        votes: dict[str, Counter[str]] = {}
        for said, count in edit.votes.items():
            if count:
                word, _, ending = said.partition(" ")
                votes.setdefault(word, Counter())[ending] = count
        touched = edit.come.keys() | edit.gone.keys() | votes.keys()
        before = old.look_up(touched)
        postings = old.postings(before)
        for word in touched:
            was = Known(len(postings[word]), _top(postings[word]), before[word].votes) if word in before else UNKNOWN
            self._change(word, postings.get(word, array("I")), edit, was, votes.get(word, Counter()))

    def _change(self, word: str, old: array[int], edit: Edit, was: Known, more: Counter[str]) -> None:
        new = edited(old, edit.gone.get(word, ()), edit.come.pop(word, array("I")))
        counted = _counted(was.votes, more) if more else was.votes
        most = MOST_OF_STOP_WORD if word in STOP else MOST
        listed = best(new, most)
        if len(listed) > LONG:
            self._listed[word] = len(new), listed
        self.changed[word] = Word(written(len(new), listed), counted) if new else None
        self.known[word] = was, Known(len(new), _top(new), counted)
        if max(len(new), len(old)) > most:
            self.rows[f"m{word}"] = stored(new) if len(new) > most else None

    def listed(self, word: str, said: Word) -> tuple[int, array[int]]:
        """Frequency and listed postings of a word now."""
        return self._listed.get(word) or read(said.written)

    def told(self, told: Mapping[str, int], new: Recut[Word]) -> dict[str, int]:
        """The sum of the frequencies of each part's own words."""
        found = {start: count for start, count in told.items() if start in new.sizes and not new.is_renewed(start)}
        for start, words in new.fresh.items():
            if start not in found:
                found[start] = sum(self.listed(word, said)[0] for word, said in words.items())
        for word, (before, now) in self.known.items():
            start = home(word, new.sizes)
            if start in told and not new.is_renewed(start):
                found[start] += now.frequency - before.frequency
        return found


def _counted(votes: Mapping[str, int], more: Counter[str]) -> dict[str, int]:
    """Votes with some more, or fewer where those are below 0."""
    return {ending: count for ending in sorted({*votes, *more}) if (count := votes.get(ending, 0) + more[ending])}


def _size(word: str, said: Word) -> int:
    text = said.written if isinstance(said.written, str) else str(said.written[1])
    return len(word) + 6 + len(text)


def _top(postings: array[int]) -> int:
    return max(levels(postings), default=-1)
