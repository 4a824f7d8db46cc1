"""A document → how much each of its words counts, and where it stands best. Pure; no other document has a say in it.

Each field adds its part by BM25+ (Lv and Zhai, Lower-bounding term frequency normalization, CIKM 2011), with one change:
lengths are compared with fixed ones, not with the collection's averages, so that an edited page changes the weights of its own
words only. The sum is rounded to one of sixteen levels, as by Anh and Moffat (Pruned query evaluation using pre-computed
impacts, SIGIR 2006).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from playbook.search.documents import Document
from playbook.search.words import terms

K1, B, DELTA = 1.2, 0.6, 1.0
FIELDS = {"title": (6.0, 6), "names": (4.0, 12), "codes": (8.0, 12), "headings": (2.5, 30), "body": (1.0, 500)}
"""What a word counts in each field, and how many words the field has in a common page."""
LEVELS = tuple(round(4 * 1.36**step) for step in range(16))
"""What the levels are worth, a weight of 1 being worth 8."""
RULES = f"1 {K1} {B} {DELTA} {FIELDS} {LEVELS}"
"""Changes with what makes a weight, so that none that was remembered is used after it changed."""
_STEPS = [(low + high) / 2 for low, high in pairwise(LEVELS)]

Weights = Mapping[str, tuple[int, int]]
"""By word: its level, and the number of the passage where it stands best; 0 is the page itself."""


@lru_cache(maxsize=20_000)
def weigh(document: Document) -> Weights:
    """The weights of a document's words."""
    own = terms(document.title), _all(document.names), _all(document.codes)
    headings = [terms(passage.heading) for passage in document.passages]
    bodies = [Counter(terms(passage.text)) for passage in document.passages]
    found: Counter[str] = Counter()
    _add(found, "title", Counter(own[0]), len(own[0]))
    _add(found, "names", Counter(own[1]), len(own[1]))
    _add(found, "codes", Counter(own[2]), 1)
    _add(found, "headings", Counter(word for words in headings for word in words), sum(map(len, headings)))
    body: Counter[str] = Counter()
    for each in bodies:
        body.update(each)
    _add(found, "body", body, body.total())
    places = _places(set(own[0]) | set(own[1]) | set(own[2]), headings, bodies)
    return {word: (bisect(_STEPS, 8 * weight * document.weight), places[word]) for word, weight in found.items()}


def _all(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in terms(text)]


def _add(found: Counter[str], field: str, counts: Mapping[str, int], length: int) -> None:
    boost, usual = FIELDS[field]
    damping = K1 * (1 - B + B * length / usual)
    for word, count in counts.items():
        found[word] += boost * (count * (K1 + 1) / (count + damping) + DELTA)  # type: ignore[assignment]


def _places(own: set[str], headings: list[list[str]], bodies: list[Counter[str]]) -> dict[str, int]:
    """The passage of each word: the page itself for its title's words, else where a heading has it, else where it is most."""
    best: dict[str, tuple[int, int]] = dict.fromkeys(own, (1_000_000, 0))
    for number, (heading, body) in enumerate(zip(headings, bodies, strict=True)):
        here = {**body, **{word: 1_000 + body[word] for word in heading}}
        for word, count in here.items():
            if count > best.get(word, (0, 0))[0]:
                best[word] = count, number
    return {word: number for word, (_, number) in best.items()}
