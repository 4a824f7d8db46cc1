"""The files of an index, read as they are needed. Pure; `templates/assets/js/search-index.js` says the same in JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook.search.index import MANIFEST, shard_name
from playbook.search.postings import BITS, WEIGHT, Written, read


@dataclass(frozen=True)
class Found:
    """A word of the index, with the documents that have it."""

    word: str
    frequency: int
    postings: dict[int, tuple[int, int]]
    """Level and passage by the document's number."""

    @property
    def whole(self) -> bool:
        """Whether all documents with the word are listed."""
        return self.frequency == len(self.postings)


class Reader:
    """What an index says. `read` returns a file by its path below `search/`; KeyError where there is none."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._files: dict[str, Any] = {}
        self.manifest: dict[str, Any] = json.loads(read(MANIFEST))
        self.tables = {name: dict(each.split(":") for each in table.split(" ")) for name, table in self.manifest["parts"].items()}
        self.ranges: list[tuple[int, str, int]] = []
        end = 0
        for kind, section, size in self.manifest["ranges"]:
            end += size
            self.ranges.append((end, kind, section))

    @cached_property
    def _rest(self) -> dict[str, Any]:
        return dict(self._part("i", ""))

    @property
    def synonyms(self) -> dict[str, list[str]]:
        """What else is looked for, by the words typed."""
        return dict(self._rest["synonyms"])

    @property
    def industries(self) -> dict[str, tuple[str, list[int]]]:
        """Title and documents of each trade."""
        return dict(self._rest["industries"])

    def file(self, path: str) -> Any:
        """A file, read once."""
        if path not in self._files:
            self._files[path] = json.loads(self._read(path))
        return self._files[path]

    def _part(self, name: str, word: str) -> Any:
        """The part of a table that a word belongs to: that of its longest start."""
        table = self.tables[name]
        start = next(word[:size] for size in range(len(word), -1, -1) if word[:size] in table)
        return self.file(f"parts/{shard_name(name, start, table[start])}")

    def word(self, word: str) -> Found | None:
        """A word of the index."""
        said = self._part("w", word)
        return _found(word, said[word]) if word in said else None

    def starting(self, start: str) -> list[Found]:
        """The words that start so, longer ones; as one where they lie in several files."""
        said = self._part("w", start)
        if f"{start}*" in said:
            return [_found(f"{start}*", said[f"{start}*"])]
        return [_found(word, said[word]) for word in sorted(said) if word.startswith(start) and word != start and word[-1] != "*"]

    def alike(self, word: str) -> list[str]:
        """Words with the same first letters or the same last, each with a digit that grows with its frequency."""
        return [*self._part("a", word).split(" "), *self._part("z", word[::-1]).split(" ")]

    def place(self, number: int) -> tuple[str, int]:
        """Kind of a document, and the number of its section."""
        return next((kind, section) for end, kind, section in self.ranges if number < end)

    def record(self, number: int) -> list[Any]:
        """Address, title and anchor of a document, then its headings; a heading's anchor follows from it or stands with it."""
        record: list[Any] = self.file(f"records/{number >> self.manifest['shift']}.json")[str(number)]
        return record


def _found(word: str, said: Written) -> Found:
    frequency, listed = read(said)
    weights = ((posting >> BITS, posting & WEIGHT) for posting in listed)
    return Found(word, frequency, {number: (weight & 15, weight >> 4) for number, weight in weights})
