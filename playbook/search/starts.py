"""What is said of everything that starts alike: the documents that are best for any of the words. Pure.

The frequency of a start is the sum of those of its words, rounded up, which needs no count of documents; where all are listed, it
is exact.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping

from playbook.search.parts import Edit, Parts, Word
from playbook.search.postings import BITS, WEIGHT, Written, of_ranks, rank_of, read, union, written
from playbook.search.shards import Recut, is_cut, totals

MOST_OF_START = 250
"""Documents listed for the first letters of words."""


class Starts:
    """The starts of parts that are cut."""

    def __init__(
        self, old: Parts, new: Recut[Word], told: Mapping[str, int], edit: Edit, listed: Callable[[str, Word], array[int]]
    ) -> None:
        """`told` are the sums of the frequencies of each part's own words; `listed` knows the postings of a word now."""
        self._old, self._new, self._edit, self._listed = old, new, edit, listed
        self._sizes, self._told = totals(new.sizes), totals(told)
        self._best: dict[str, array[int]] = {}
        self._below: dict[str, list[str]] = {}
        for start in sorted(filter(None, new.sizes)):
            self._below.setdefault(start[:-1], []).append(start)

    def changed(self, words: Iterable[str]) -> set[str]:
        """The starts of which something else is to be said than before, where these words changed."""
        sizes = self._new.sizes
        begun = {start for word in words for size in range(1, len(word) + 1) if (start := word[:size]) in sizes}
        starts = sorted((start for start in begun | self._new.fresh.keys() if start and self._is_cut(start)), key=len)
        self._old.words(start for start in starts if self._old.was_cut(start))
        for start in reversed(starts):
            self._best[start] = self._found(start)
        return {start for start in starts if not self._old.was_cut(start) or self._said(start) != self._old.whole(start)}

    def whole(self, start: str) -> dict[str, Written]:
        """What is said of a start in its part; nothing where that is not cut."""
        return {f"{start}*": self._said(start)} if start in self._best else {}

    def _said(self, start: str) -> Written:
        listed = self._best[start]
        return written(len(listed) if len(listed) < MOST_OF_START else _rounded(self._told[start]), listed)

    def _is_cut(self, start: str) -> bool:
        return is_cut(start, self._sizes[start])

    def _found(self, start: str) -> array[int]:
        changed = self._edit.weights
        if changed and self._old.was_cut(start):
            _, listed = read(self._old.whole(start))
            found = _updated(listed, {number: _best_rank(weights, start) for number, weights in changed.items()})
            if found is not None:
                return found
        return union(self._postings(start), MOST_OF_START)

    def _postings(self, start: str) -> Iterator[array[int]]:
        """Of a part's own words, and of what is below it."""
        below = self._below.get(start, [])
        leaves = [start, *(each for each in below if not self._is_cut(each))]
        fresh = self._new.fresh
        parts = self._old.words(each for each in leaves if each not in fresh)
        for each in leaves:
            for word, said in (fresh[each] if each in fresh else parts[each]).items():
                yield self._listed(word, said)
        for each in below:
            if self._is_cut(each):
                yield self._best[each] if each in self._best else read(self._old.whole(each))[1]


def _updated(listed: array[int], changed: Mapping[int, int]) -> array[int] | None:
    """The best after some documents changed their ranks (-1: none); None where those that come next are not known."""
    ranks = {posting >> BITS: rank_of(posting & WEIGHT) for posting in listed}
    last = min(((rank >> 6, -number) for number, rank in ranks.items()), default=(0, 0))
    all_listed = len(listed) < MOST_OF_START
    for number, rank in changed.items():
        ranks.pop(number, None)
        if rank >= 0 and (all_listed or (rank >> 6, -number) >= last):
            ranks[number] = rank
    return of_ranks(ranks, MOST_OF_START) if all_listed or len(ranks) >= MOST_OF_START else None


def _best_rank(weights: Mapping[str, int], start: str) -> int:
    return max((rank_of(weight) for word, weight in weights.items() if word.startswith(start)), default=-1)


def _rounded(count: int) -> int:
    """Up to four binary digits, so that it seldom changes."""
    shift = max(0, count.bit_length() - 4)
    return ((count - 1 >> shift) + 1) << shift
