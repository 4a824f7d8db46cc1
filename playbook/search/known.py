"""The words that errors are corrected to, in small files by their first letters and by their last. Pure.

Each stands there with the size of its frequency, and with the ending that makes it a word as most pages write it: `purchas3ing`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playbook.search.cards import SHORTEST_CORRECTED, compact
from playbook.search.parts import Known, Rows
from playbook.search.shards import Cutting, recut

NOTABLE = 8
"""The level from which one document is enough to make a word known to the correction of errors: that of a heading."""
DEEPEST = 2
"""Letters by which these files are cut at most."""
_WORD = re.compile("[^0-9]+")


def spelt(word: str, known: Known, *, synonym: bool) -> str:
    """What is said of a word; nothing where no error is corrected to it."""
    notable = known.frequency > 1 or known.top >= NOTABLE
    if not (notable or synonym) or len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return ""
    counts = {"": known.frequency - sum(known.votes.values()), **known.votes}
    usual = max(counts, key=lambda ending: (counts[ending], len(ending), ending))
    return f"{word}{min(9, known.frequency.bit_length()) if notable else 1}{usual}"


@dataclass
class Spelling:
    """One of the two tables, as it was, and then as it is."""

    name: str
    """`a` by first letters, `z` by last."""
    sizes: dict[str, int]
    rows: Rows

    def update(self, changed: Mapping[str, str]) -> dict[str, bytes]:
        """Say otherwise what is said of some words, nothing where it is empty; the parts that changed, by their starts."""
        turned = {self._turned(word): said or None for word, said in changed.items()}
        new = recut(self.sizes, turned, Cutting(lambda word, said: len(said) + 1, self._before, DEEPEST))
        self.sizes = new.sizes
        return {start: compact(" ".join(words.values())).encode() for start, words in new.fresh.items()}

    def _turned(self, word: str) -> str:
        return word if self.name == "a" else word[::-1]

    def _before(self, starts: Iterable[str]) -> dict[str, dict[str, str]]:
        starts = list(starts)
        rows = self.rows([f"{self.name}{start}" for start in starts])
        found = {}
        for start in starts:
            said = json.loads(rows[f"{self.name}{start}"]).split()
            found[start] = {self._turned(_WORD.match(each)[0]): each for each in said}  # type: ignore[index]
        return found
