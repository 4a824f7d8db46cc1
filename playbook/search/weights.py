"""A document → how much each of its words counts, and where it stands best. Pure; no other document has a say in it.

Each field adds its part by BM25+ (Lv and Zhai, Lower-bounding term frequency normalization, CIKM 2011), with one change:
lengths are compared with fixed ones, not with the collection's averages, so that an edited page changes the weights of its own
words only. The sum is rounded to one of sixteen levels, as by Anh and Moffat (Pruned query evaluation using pre-computed
impacts, SIGIR 2006).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from itertools import chain, pairwise, repeat

from playbook.search.documents import Document
from playbook.search.words import terms

K1, B, DELTA = 1.2, 0.6, 1.0
FIELDS = {"title": (6.0, 6), "names": (4.0, 12), "codes": (8.0, 12), "headings": (2.5, 30), "body": (1.0, 500)}
"""What a word counts in each field, and how many words the field has in a common page."""
LEVELS = tuple(round(4 * 1.36**step) for step in range(16))
"""What the levels are worth, a weight of 1 being worth 8."""
RULES = f"2 {K1} {B} {DELTA} {FIELDS} {LEVELS}"
"""Changes with what makes a weight, so that none that was remembered is used after it changed."""
_STEPS = [(low + high) / 2 for low, high in pairwise(LEVELS)]

MOST_PASSAGES = 64
"""Passages of a document that are told apart; words of later ones count as the page's own."""

Weights = Mapping[str, int]
"""By word: its level, and sixteen times the number of the passage where it stands best; 0 is the page itself."""


def weigh(document: Document) -> Weights:
    """The weights of a document's words."""
    title, names, codes = terms(document.title), terms("\n".join(document.names)), terms("\n".join(document.codes))
    headings = [terms(passage.heading) for passage in document.passages]
    bodies = [terms(passage.text) for passage in document.passages]
    told: Counter[str] = Counter()
    _add(told, "title", title, len(title))
    _add(told, "names", names, len(names))
    _add(told, "codes", codes, 1)
    _add(told, "headings", list(chain.from_iterable(headings)), sum(map(len, headings)))
    body = Counter(chain.from_iterable(bodies))
    worth = {count: _worth("body", count, body.total()) for count in {0, *body.values()}}
    levels = {count: _level(weight, document) for count, weight in worth.items()}
    places = _places(headings, bodies) | dict.fromkeys((*title, *names, *codes), 0)
    found = {word: levels[count] + places[word] for word, count in body.items()}
    return found | {word: _level(weight + worth[body[word]], document) + places[word] for word, weight in told.items()}


def _add(told: Counter[str], field: str, words: list[str], length: int) -> None:
    for word, count in Counter(words).items():
        told[word] += _worth(field, count, length)  # type: ignore[assignment]


def _worth(field: str, count: int, length: int) -> float:
    """What a field of so many words says of one that is there so many times."""
    boost, usual = FIELDS[field]
    return boost * (count * (K1 + 1) / (count + K1 * (1 - B + B * length / usual)) + DELTA) if count else 0.0


def _level(weight: float, document: Document) -> int:
    return bisect(_STEPS, 8 * weight * document.weight)


def _places(headings: list[list[str]], bodies: list[list[str]]) -> dict[str, int]:
    """Sixteen times the passage of each word: where a heading has it, else where it is most, of equals the first."""
    marks = [len(LEVELS) * (number if number < MOST_PASSAGES else 0) for number in range(len(bodies))]
    places: dict[str, int] = {}
    for mark, words in zip(reversed(marks), reversed(bodies), strict=True):
        places.update(zip(words, repeat(mark)))
    most: dict[str, int] = {}
    for mark, heading, words in zip(marks, headings, bodies, strict=True):
        here = Counter(words)
        for word, count in (*here.items(), *((word, 1_000 + here[word]) for word in heading)):
            if count > 1 and count > most.get(word, 1):
                most[word], places[word] = count, mark
    return places
