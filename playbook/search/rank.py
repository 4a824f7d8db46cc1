"""An index and a query → results. Pure; `templates/assets/js/search.js` ranks the same way, both in whole numbers only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.search.cards import anchor_of
from playbook.search.query import Group, groups, in_order, rarity
from playbook.search.reader import Reader
from playbook.search.words import STOP, terms

FEW = 10
"""Documents with all words, below which those with only some are shown too."""
LOOKED_AT = 8
"""Results whose titles and headings are looked at again, for words in order: as many as the list over a page shows."""
LENS = 20
"""What a document counts that concerns the reader's trade, in sixteenths."""


@dataclass(frozen=True)
class Result:
    """A page, or the part of one, that was found."""

    url: str
    title: str
    kind: str
    section: str
    anchor: str
    heading: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What was found."""

    total: int
    results: tuple[Result, ...]
    relaxed: bool
    """Whether no page has all the words, so that any was enough."""
    corrections: tuple[tuple[str, str], ...]


def find(index: Reader, query: str, *, lens: str = "", limit: int = 20) -> Answer:
    """The documents that match best, the best first."""
    found = groups(index, query)
    needed, numbers, relaxed = matching(found)
    near = set(index.industries[lens][1]) if lens in index.industries else set()
    scores = {number: _score(index, found, needed, number, near=number in near) for number in numbers}
    order = sorted(scores, key=lambda number: (-scores[number], number))
    looked_at = [(number, *_second_look(index, found, number, scores[number])) for number in order[:LOOKED_AT]]
    looked_at.sort(key=lambda each: (-each[1], each[0]))
    looked_at += [(number, *_second_look(index, found, number, scores[number])) for number in order[LOOKED_AT:limit]]
    results = tuple(_result(index, found, *each) for each in looked_at[:limit])
    corrections = tuple((" ".join(group.typed), group.note) for group in found if group.note)
    return Answer(len(order), results, relaxed, corrections)


def matching(found: list[Group]) -> tuple[list[Group], set[int], bool]:
    """What is needed, the documents that have all of it, and whether there are none.

    Where there are few or none, the documents that have any of it come too; what they lack lowers their scores.
    """
    needed = [group for group in found if group.needed] or [group for group in found if not group.stop] or found
    everything: set[int] = set.intersection(*(set(group.matches) for group in needed)) if needed else set()
    anything: set[int] = set().union(*(group.matches for group in needed))
    return needed, anything if len(everything) < FEW else everything, bool(anything) and not everything


def _score(index: Reader, found: list[Group], needed: list[Group], number: int, *, near: bool) -> int:
    documents = index.manifest["documents"]
    score = sum(rarity(documents, group.frequency) * group.matches[number].points for group in found if number in group.matches)
    share = sum(number in group.matches for group in needed)
    return score * share * (LENS if near else 16) // (256 * len(needed))


def _second_look(index: Reader, found: list[Group], number: int, score: int) -> tuple[int, int]:
    """The score with what title and heading add, a sixteenth or more for words in common, and the passage to show."""
    record = index.record(number)
    passage = _passage(index, found, number)
    words = _words(found, number)
    title = terms(record[1])
    telling = [word for word in title if word not in STOP]
    bonus = 8 * sum(word in words for word in telling) // max(1, len(telling))
    if len(words) > 1:
        bonus += 8 * in_order(words, title)
        if passage:
            bonus += 4 * in_order(words, terms(_heading(record[2 + passage])[0]))
    return score * (16 + bonus) // 16, passage


def _passage(index: Reader, found: list[Group], number: int) -> int:
    """Where most of the words are that tell most; the page itself counts half, since a heading says more of where to look."""
    votes: dict[int, int] = {}
    for group in found:
        if number in group.matches and not group.stop:
            passage = group.matches[number].passage
            tells = rarity(index.manifest["documents"], group.frequency)
            votes[passage] = votes.get(passage, 0) + tells * (2 if passage else 1)
    return min(votes, key=lambda passage: (-votes[passage], passage), default=0)


def _words(found: list[Group], number: int) -> list[str]:
    return [word for group in found if number in group.matches for word in group.matches[number].words]


def _result(index: Reader, found: list[Group], number: int, score: int, passage: int) -> Result:
    url, title, anchor, *headings = index.record(number)
    kind, section = index.place(number)
    heading = ""
    if passage:
        heading, anchor = _heading(headings[passage - 1])
    words = tuple(dict.fromkeys(_marked(found, number)))
    return Result(url, title, kind, index.manifest["sections"][section][0], anchor, heading, score, words)


def _heading(said: str | list[str]) -> list[str]:
    """A heading's words and its anchor."""
    return [said, anchor_of(said)] if isinstance(said, str) else said


def _marked(found: list[Group], number: int) -> Iterator[str]:
    """The words to mark; those that only start as typed have a star."""
    telling = [group for group in found if not group.stop] or found
    return (word for group in telling if number in group.matches for word in group.matches[number].words)
