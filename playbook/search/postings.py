"""The documents that have a word, as numbers and as text. Pure; `search-index.js` reads the same text.

A posting is one whole number: the document's number, then six bits for the passage where the word stands best, then four for its
level. So postings in order are documents in order.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, compress
from operator import sub

from playbook.search.weights import LEVELS, MOST_PASSAGES

Written = str | list[str | int]
"""As in a file: the postings, after the frequency where they are fewer."""
BITS = 10
WEIGHT = (1 << BITS) - 1
SIGNS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) != "\\")[:90]
"""The digits of numbers in a shard; none needs an escape in JSON."""
PASSAGES = 5
"""So many passage numbers share a digit with the level; the last of them says that more follows."""
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_LOW = bytes(byte & 15 for byte in range(256))
_FROM = [bytes((byte & 15) >= level for byte in range(256)) for level in range(len(LEVELS) + 1)]
_FIRST = 0 if sys.byteorder == "little" else 3


def levels(postings: array[int]) -> bytes:
    """The level of each."""
    return postings.tobytes()[_FIRST::4].translate(_LOW)


def best(postings: array[int], most: int) -> array[int]:
    """Those that count most; among equals those with lower numbers."""
    if len(postings) <= most:
        return postings
    found, level, left = levels(postings), len(LEVELS) - 1, most
    while (count := found.count(level)) <= left:
        level, left = level - 1, left - count
    low, high = 0, len(found)
    while low < high:  # up to where so many stand of the level that not all of may stay
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found.count(level, 0, middle) < left else (low, middle)
    kept = found[:low].translate(_FROM[level]) + found[low:].translate(_FROM[level + 1])
    return array("I", compress(postings, kept))


def union(several: Iterable[array[int]], most: int) -> array[int]:
    """The documents that are best for any of some words, each with its best word, of equals the earliest passage."""
    found: dict[int, int] = {}
    for posting in chain.from_iterable(best(postings, most) for postings in several):
        number, rank = posting >> BITS, _RANK[posting & WEIGHT]
        if rank > found.get(number, -1):
            found[number] = rank
    return of_ranks(found, most)


def rank_of(weight: int) -> int:
    """Grows with the level, and with the nearness to the page's beginning."""
    return (weight & 15) << 6 | (MOST_PASSAGES - 1 - (weight >> 4))


def of_ranks(ranks: Mapping[int, int], most: int) -> array[int]:
    """The best postings of documents with such ranks."""
    weights = ((number, (MOST_PASSAGES - 1 - (rank & 63)) << 4 | rank >> 6) for number, rank in ranks.items())
    return best(array("I", sorted(number << BITS | weight for number, weight in weights)), most)


def edited(postings: array[int], gone: Sequence[int], come: array[int]) -> array[int]:
    """Postings without the documents that are `gone`, and with others, in any order. ValueError where one is not there to go."""
    if not gone and not come:
        return postings
    postings = postings[:]
    for number in gone:
        at = bisect_left(postings, number << BITS)
        if at == len(postings) or postings[at] >> BITS != number:
            raise ValueError(f"no posting of document {number}")
        del postings[at]
    return array("I", sorted(postings + come))


def written(frequency: int, listed: array[int]) -> Written:
    """As in a file."""
    numbers = [posting >> BITS for posting in listed]
    steps = map(_STEP.__getitem__, map(sub, numbers, chain((-1,), numbers)))
    text = "".join(chain.from_iterable(zip(steps, [_SIGN[posting & WEIGHT] for posting in listed], strict=True)))
    return text if frequency == len(listed) else [frequency, text]


def read(said: Written) -> tuple[int, array[int]]:
    """Frequency and postings of what is `written`."""
    text = said if isinstance(said, str) else str(said[1])
    listed = array("I", _read(text))
    return len(listed) if isinstance(said, str) else int(said[0]), listed


def _read(text: str) -> Iterator[int]:
    values, number = map(_VALUES.__getitem__, text), -1
    for value in values:
        number += (value if value < 45 else _more(value, values)) + 1
        passage, level = _PLACE[next(values)]
        if passage == PASSAGES - 1:
            passage += _more(next(values), values)
        yield number << BITS | passage << 4 | level


def digits(size: int) -> str:
    """A number from 0 by base 45; the second 45 signs say that another digit follows."""
    text = ""
    while size >= 45:
        text += SIGNS[45 + size % 45]
        size = size // 45 - 1
    return text + SIGNS[size]


def from_digits(text: str) -> int:
    """The number that digits say."""
    values = map(_VALUES.__getitem__, text)
    return _more(next(values), values)


def _more(value: int, values: Iterator[int]) -> int:
    places = []
    while value >= 45:
        places.append(value - 45)
        value = next(values)
    return reduce(lambda size, place: (size + 1) * 45 + place, reversed(places), value)


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
_PLACE = [(value % PASSAGES, value // PASSAGES) for value in range(len(SIGNS))]
_RANK = [rank_of(weight) for weight in range(len(LEVELS) * MOST_PASSAGES)]


def stored(postings: array[int]) -> bytes:
    """Postings as bytes, the same on every machine."""
    return _little(postings).tobytes()


def restored(data: bytes) -> array[int]:
    """Postings of what is `stored`. ValueError where it is not that."""
    return _little(array("I", data))


def _little(postings: array[int]) -> array[int]:
    if sys.byteorder == "big":
        postings = postings[:]
        postings.byteswap()
    return postings
