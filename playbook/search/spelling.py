"""Which known word a wrong one is meant for. Pure; as in `search-index.js`.

An error is a letter too many, too few or wrong, or two letters exchanged (Damerau, A technique for computer detection and
correction of spelling errors, CACM 7, 1964; each place changes once). Doubled letters count as one, so that doubling costs
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.search.words import stem

_DOUBLED = re.compile(r"(.)\1+")


def allowed(length: int) -> int:
    """Errors that a typed word of so many letters may have."""
    return 2 if length >= 9 else 1 if length >= 5 else 0


def single(word: str) -> str:
    """The word with doubled letters written once."""
    return _DOUBLED.sub(r"\1", word)


def nearest(typed: str, known: Iterable[str], *, start: bool) -> str:
    """The word with fewest errors, of equals the most frequent; empty where all have too many.

    `known` are words with a digit for their frequency. Where the typed word may go on, it may also be the `start` of one.
    """
    most = allowed(len(typed))
    if len(typed) < 5:
        return ""
    wanted = single(stem(typed))
    best: tuple[int, int, int, int, str] | None = None
    for each in known:
        if not each:
            continue
        word, size = each[:-1], int(each[-1])
        whole, begun = distances(wanted, single(word), most)
        if whole <= most:
            key = (whole, 0, word[0] != typed[0], -size, word)
        elif start and begun <= most:
            key = (begun, 1, word[0] != typed[0], -size, word)
        else:
            continue
        if best is None or key < best:
            best = key
    return best[4] if best else ""


def distances(typed: str, word: str, most: int) -> tuple[int, int]:
    """Errors between two words, and between the typed word and the start of the other; anything above `most` may be `most` + 1."""
    if len(typed) - len(word) > most:
        return most + 1, most + 1
    word = word[: len(typed) + most + 1]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        older, before = before, row
        row = [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1, most + 1
    return row[-1], min(row)
