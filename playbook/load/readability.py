"""How hard a text is to read: the Flesch–Kincaid grade and the sentences that make it so. Pure.

Source: Kincaid, Fishburne, Rogers, Chissom (1975), Derivation of New Readability Formulas, Research Branch Report 8-75.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’])*|[0-9][0-9.,]*")
_SENTENCE_END = re.compile(r"(?<=[.!?:;…])[\"'”’)]*\s+|\n+")
_SILENT_END = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[aeiouy]les$|[^aeiouyszxgcl]es$|[aeiouy][^aeiouy]+ely$")
_TWO_VOWELS = re.compile(r"(?:ia|io(?!us|n)|(?<!p)eo|ua)[^aeiouy]|ie(?:t|nt)|ea$|ying$")
"""Neighbouring vowels that are said apart."""
_VOWELS = re.compile(r"[aeiouy]+")


def words_in(text: str) -> list[str]:
    """The words of a text, numbers included."""
    return _WORD.findall(text)


def sentences_in(blocks: Iterable[str]) -> list[str]:
    """The sentences of blocks of text; a block's end (a list item's, a heading's) ends a sentence too."""
    return [part for block in blocks for part in _SENTENCE_END.split(block.strip()) if _WORD.search(part)]


@lru_cache(maxsize=100_000)
def syllables_in(word: str) -> int:
    """The syllables of an English word, at least 1, by its groups of vowels and its silent endings."""
    letters = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", word).lower())
    if not letters:
        return 1
    count = len(_VOWELS.findall(letters))
    if count > 1 and _SILENT_END.search(letters):
        count -= 1
    if _TWO_VOWELS.search(letters) and not re.search(r"[tsc]i[ao]", letters):
        count += 1
    return max(count, 1)


def grade(sentences: Sequence[Sequence[str]]) -> float:
    """The Flesch–Kincaid grade (school years, about 0 to 18) of sentences, each as its words; 0.0 where there is none."""
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
