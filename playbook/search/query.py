"""What someone typed → groups of words to look for, each with what may stand for it. Pure; as in `search.js`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from playbook.search.reader import Found, Reader
from playbook.search.spelling import nearest
from playbook.search.words import STOP, stem, typed

MOST_WORDS = 12
"""Words of a query that count."""
LONGEST_PHRASE = 4
"""Words of a phrase that has synonyms."""
MOST_SYNONYMS = 3
"""Synonyms that are looked for, in the editor's order."""
EXACT, UNFINISHED, SYNONYM, START, CORRECTED, DISTANT = 16, 14, 11, 10, 10, 7
"""What a match counts, in sixteenths."""


@dataclass(frozen=True)
class Match:
    """What one document has of a group."""

    points: int
    passage: int
    words: tuple[str, ...]


@dataclass
class Group:
    """A word of the query, or a phrase that has synonyms, and the documents that match it."""

    typed: tuple[str, ...]
    levels: tuple[int, ...]
    """What each level of a posting is worth."""
    matches: dict[int, Match] = field(default_factory=dict)
    frequency: int = 0
    whole: bool = True
    """Whether every document that has what was typed is listed, synonyms apart."""
    note: str = ""
    """What was looked for instead, where the index does not know what was typed."""

    @property
    def needed(self) -> bool:
        """Whether a page without it is left out."""
        return self.whole and not self.stop

    @property
    def stop(self) -> bool:
        """Whether most pages have it, so that it tells little."""
        return all(word in STOP or len(word) == 1 for word in self.typed)

    def add(self, found: list[Found], factor: int) -> None:
        """Count the documents that have all of the words, as many words as were typed; the best match of a document stays."""
        self.frequency = max(self.frequency, min(each.frequency for each in found))
        self.whole = self.whole and (factor in (SYNONYM, DISTANT) or all(each.whole for each in found))
        words = tuple(each.word for each in found)
        for number, (_, passage) in found[0].postings.items():
            if all(number in each.postings for each in found):
                levels = sum(self.levels[each.postings[number][0]] for each in found)
                points = factor * levels * len(self.typed) // len(found)
                if number not in self.matches or points > self.matches[number].points:
                    self.matches[number] = Match(points, passage, words)


def asked(query: str) -> list[str]:
    """The words of a query as typed, without case and accents, each once; of very many the first that tell something."""
    words = list(dict.fromkeys(typed(query)))
    return words if len(words) <= MOST_WORDS else [word for word in words if word not in STOP][:MOST_WORDS]


def groups(index: Reader, query: str) -> list[Group]:
    """The query's groups, in its order."""
    words = asked(query)
    found, at = [], 0
    while at < len(words):
        size = next((size for size in range(LONGEST_PHRASE, 1, -1) if _phrase(words[at : at + size], size) in index.synonyms), 1)
        typed = words[at : at + size]
        group = Group(tuple(typed), tuple(index.manifest["levels"]))
        last = at + size == len(words)
        if size > 1:
            _add_phrase(index, group, _phrase(typed, size), EXACT)
            _add_synonyms(index, group, _phrase(typed, size))
        else:
            _look_up(index, group, last=last, alone=len(words) == 1)
        found.append(group)
        at += size
    return found


def _phrase(words: list[str], size: int) -> str:
    return " ".join(map(stem, words)) if len(words) == size else ""


def _add_phrase(index: Reader, group: Group, phrase: str, factor: int) -> None:
    found = [index.word(word) for word in phrase.split(" ")]
    known = [each for each in found if each]
    if len(known) == len(found):
        group.add(known, factor)


def _add_synonyms(index: Reader, group: Group, phrase: str, factor: int = SYNONYM) -> None:
    known = bool(group.matches)
    for other in index.synonyms.get(phrase, [])[:MOST_SYNONYMS]:
        before = len(group.matches)
        _add_phrase(index, group, " ".join(map(stem, other.split(" "))), factor)
        if not known and not group.note and len(group.matches) > before:
            group.note = other


def _look_up(index: Reader, group: Group, *, last: bool, alone: bool) -> None:
    """A word: itself, what it may be the start of, what means the same; where there is nothing, what it may be an error for."""
    (word,) = group.typed
    root = stem(word)
    _add_phrase(index, group, root, EXACT)
    if last and (alone or word not in STOP):
        for whole in unfinished(word):
            _add_phrase(index, group, whole, UNFINISHED)
        _add_starting(index, group, word)
    _add_synonyms(index, group, root)
    if not group.matches:
        _correct(index, group, last=last)
    if not group.matches and not last:
        _add_starting(index, group, word)


def unfinished(typed: str) -> Iterator[str]:
    """What a word may become while its ending is typed: `networki` and `networkin`, networking."""
    for ending, rest in (("i", "ng"), ("in", "g"), ("e", "d")):
        whole = stem(typed + rest)
        if typed.endswith(ending) and whole not in (stem(typed), typed + rest):
            yield whole


def _add_starting(index: Reader, group: Group, typed: str, factor: int = START) -> None:
    for found in index.starting(typed):
        group.add([found], factor - 2 * (found.word[-1] == "*"))


def _correct(index: Reader, group: Group, *, last: bool) -> None:
    (word,) = group.typed
    found, form = nearest(word, index.alike(stem(word)), start=last)
    if not found and word.isdigit() and len(word) > 4:
        found = form = next((word[:size] for size in range(len(word) - 1, 3, -1) if index.word(word[:size])), "")
    if found:
        _add_phrase(index, group, found, CORRECTED)
        if last and not word.isdigit():
            _add_starting(index, group, found, CORRECTED)
        _add_synonyms(index, group, found, DISTANT)
        group.note = form if group.matches else ""


def rarity(documents: int, frequency: int) -> int:
    """How much a word tells, in 64ths of a bit: the inverse document frequency of BM25, with base 2."""
    return max(1, math.floor(64 * math.log2(1 + (documents - frequency + 0.5) / (frequency + 0.5)) + 0.5))


def in_order(words: list[str], text: list[str]) -> bool:
    """Whether the words stand in the text one after the other."""
    return any(text[at : at + len(words)] == words for at in range(len(text) - len(words) + 1))
