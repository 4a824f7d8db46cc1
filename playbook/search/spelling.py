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
_KNOWN = re.compile(r"([^0-9 ]+)([0-9])([^ ]*)")


def allowed(length: int) -> int:
    """Errors that a typed word of so many letters may have."""
    return 2 if length >= 9 else 1 if length >= 5 else 0


def single(word: str) -> str:
    """The word with doubled letters written once."""
    return _DOUBLED.sub(r"\1", word)


def nearest(typed: str, known: Iterable[str], *, start: bool) -> tuple[str, str]:
    """The word with fewest errors, of equals the most frequent, and how pages write it; empty where all have too many errors.

    `known` are words, each with a digit for its frequency and the ending that it mostly has on pages. Where the typed word may
    go on, it may also be the `start` of one.
    """
    most = allowed(len(typed))
    if len(typed) < 5:
        return "", ""
    wanted = single(stem(typed))
    best = (1_000, "", "")
    for word, size, ending in _KNOWN.findall(" ".join(known)):
        whole, begun = distances(wanted, single(word), most)
        if whole <= most or (start and begun <= most):
            errors = 100 * whole if whole <= most else 100 * begun + 50
            best = min(best, (errors + 20 * (word[0] != typed[0]) - int(size), word, word + ending))
    return best[1:]


def distances(typed: str, word: str, most: int) -> tuple[int, int]:
    """Errors between two words, and between the typed word and the start of the other; what is above `most` is not exact."""
    word = word[: len(typed) + most + 1]
    older: list[int] = []
    last: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed):
        if min(row) > most:
            break
        older, last, row = last, row, [i + 1]
        for j, other in enumerate(word):
            errors = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != other))
            if i and j and other == typed[i - 1] and word[j - 1] == letter:
                errors = min(errors, older[j - 1] + 1)
            row.append(errors)
    return row[-1], min(row)
