"""Text → the words of the index. Pure; `templates/assets/js/search-words.js` says the same in JavaScript.

Letters lose case and accents (Unicode NFKD), and what is no letter or digit parts words. Which signs are letters is written out
here, since the two languages know different versions of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

_LETTERS = (
    "0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0588\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4-\u05ea\u0620-\u0669\u066e-\u06d3"
    "\u06d5-\u0963\u0966-\u167f\u1681-\u17d3\u17d7\u17dc-\u1c7f\u1c90-\u1fff\u3040-\u9fff\uac00-\ud7a3"
)
_PIECE = re.compile(
    rf"[0-9]+(?:[.,][0-9]+)+(?![{_LETTERS}])|[{_LETTERS}]+(?:'[{_LETTERS}]+)*(?:[-\u2010][{_LETTERS}]+(?:'[{_LETTERS}]+)*)*"
)
_MARKS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({
    "\u2019": "'", "\u02bc": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ς": "σ",
})  # fmt: skip
_NOT_VERBS = frozenset(
    {"ceiling", "during", "evening", "everything", "morning", "news", "nothing", "something", "anything", "hundred"}
)
_VOWEL = re.compile("[aeiouy]")
_TURNS = re.compile("[aeiouy]+[^aeiouy]+")
_SHORT = re.compile("(?:^|.*[^aeiouy])[aeiouy][^aeiouywx]$")
_DOUBLE = re.compile("([^aeioulsz])\\1$")
STOP = frozenset(
    re.findall(
        r"\w+",
        "a about am an and any are as at be been but by can could did do does for from had has have he her his how i if in into "
        "is it its me my no not of off on or our out shall she should so some that the their them then there these they this those "
        "to too up us was we were what when where which who whom whose why will with would you your",
    )
)
"""Words that most pages have: they count in the ranking, but no page is left out for the lack of one."""
LONGEST = 40
"""Letters of a word that count: a longer one is cut."""


def folded(text: str) -> str:
    """The text without case and accents."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()).translate(_PLAIN)


def pieces(text: str) -> list[list[str]]:
    """The words of a text as they are written, in its order; the parts of a word with hyphens stand together.

    `69.20` and `1,500` are one number each; an owner's and owners' are owner and owners.
    """
    return [_parts(piece) for piece in _PIECE.findall(folded(text))]


def _parts(piece: str) -> list[str]:
    if piece[0].isascii() and piece[0].isdigit() and ("." in piece or "," in piece):
        return [re.sub("[.,]", "", piece)[:LONGEST]]
    return [part.removesuffix("'s").replace("'", "")[:LONGEST] for part in re.split("[-\u2010]", piece)]


def terms(text: str) -> list[str]:
    """The index's words of a text. A word with hyphens counts as its parts, and as one."""
    return list(chain.from_iterable(map(_terms, text.split())))


def usual_forms(texts: Iterable[str]) -> dict[str, str]:
    """How each of the index's words is mostly written in texts; of equals the longest, since a bare stem may be no word."""
    counts: Counter[tuple[str, str]] = Counter()
    for run, count in Counter(chain.from_iterable(map(str.split, texts))).items():
        for pair in _forms(run):
            counts[pair] += count
    most: dict[str, tuple[int, int, str]] = {}
    for (word, form), count in counts.items():
        rank = count, len(form), form
        if word not in most or rank > most[word]:
            most[word] = rank
    return {word: form for word, (_, _, form) in most.items()}


def typed(text: str) -> list[str]:
    """The words of a text as they are looked for: with hyphens as their parts; as one where the first is short (e-mail)."""
    return [word for parts in pieces(text) for word in (["".join(parts)] if len(parts[0]) <= 2 else parts) if word]


@lru_cache(maxsize=200_000)
def _terms(run: str) -> tuple[str, ...]:
    """The words of signs without a space between them: no word goes over a space, and most runs come again and again."""
    return tuple(map(stem, _written(run)))


@lru_cache(maxsize=200_000)
def _forms(run: str) -> tuple[tuple[str, str], ...]:
    """The words of signs without a space between them, each with how it is written there."""
    return tuple((stem(form), form) for form in _written(run))


def _written(run: str) -> tuple[str, ...]:
    return tuple(word for parts in pieces(run) for word in (*parts, *_joined(parts)))


def _joined(parts: list[str]) -> Iterator[str]:
    if len(parts) > 1:
        yield "".join(parts)[:LONGEST]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the endings of plural, -ing and -ed, so that its forms meet; only words of plain letters have any.

    Plurals after Harman (How effective is suffixing?, JASIS 42, 1991), the rest step 1b and 5a of Porter (An algorithm for suffix
    stripping, Program 14, 1980). Endings that make other words (-er, -ment, -ly) stay: a light stemmer errs less.
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()) or word in _NOT_VERBS:
        return word
    word = _verb(_singular(word))
    if word.endswith("e") and len(word) > 3:
        turns = len(_TURNS.findall(word[:-1]))
        if turns > 1 or (turns == 1 and not _SHORT.match(word[:-1])):
            return word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _verb(word: str) -> str:
    root = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") and not word.endswith("eed") else ""
    if len(root) < 3 or not _VOWEL.search(root):
        return word
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _DOUBLE.search(root):
        return root[:-1]
    return root + "e" if len(_TURNS.findall(root)) == 1 and _SHORT.match(root) else root
