"""Words → small files, cut by the words' first letters so that the cuts stay where they are. Pure.

Every part whose entries outgrow LIMIT is cut at the next letter; letters with little stay in the part's own file. Whether a
part is cut depends on the sizes of the words that start as it does, and on nothing else: so a cut that was made before is
looked at only where words changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Said = TypeVar("Said")
"""What a part says of a word."""

LIMIT = 8_000
"""Characters of a part before it is cut."""
SMALL = 400
"""Characters below which a letter gets no file of its own."""


@dataclass(frozen=True)
class Cutting(Generic[Said]):
    """How one table is cut."""

    size: Callable[[str, Said], int]
    """Characters that a word takes with what is said of it."""
    load: Callable[[Iterable[str]], Mapping[str, Mapping[str, Said]]]
    """The words of parts, by their starts, as they were before."""
    deepest: int = 99
    """Letters of the longest start."""


@dataclass(frozen=True)
class Recut(Generic[Said]):
    """A table after some words changed."""

    sizes: dict[str, int]
    """Of each part, by its start: what its own words take."""
    fresh: dict[str, dict[str, Said]]
    """The parts that changed, with their words."""
    renewed: frozenset[str]
    """The starts from which on parts were cut anew."""

    def is_renewed(self, start: str) -> bool:
        """Whether a part was."""
        return any(start.startswith(top) for top in self.renewed)


def recut(sizes: Mapping[str, int], changed: Mapping[str, Said | None], cutting: Cutting[Said]) -> Recut[Said]:
    """The table with some words said otherwise, or not at all any more: cut as if it had been cut only now."""
    before, own = totals(sizes), dict(sizes) or {"": 0}
    homes: dict[str, list[str]] = {}
    for word in sorted(changed):
        homes.setdefault(home(word, own), []).append(word)
    fresh = _loaded(homes, cutting) if sizes else {"": {}}
    for start, words in homes.items():
        for word in words:
            said = changed[word]
            if said is None:
                fresh[start].pop(word, None)
            else:
                fresh[start][word] = said
    own |= {start: _size(words, cutting) for start, words in fresh.items()}
    tops: list[str] = []
    for start in sorted(_misfits(before, own, fresh, cutting)):
        if not any(start.startswith(top) for top in tops):
            tops.append(start)
            _cut(start, own, fresh, cutting)
    kept = {start: dict(sorted(words.items())) for start, words in fresh.items()}
    return Recut(own, kept, frozenset(tops))


def _loaded(starts: Iterable[str], cutting: Cutting[Said]) -> dict[str, dict[str, Said]]:
    return {start: dict(words) for start, words in cutting.load(starts).items()}


def home(word: str, starts: Mapping[str, object]) -> str:
    """The longest start of a word that is there: that of the part in which it stands."""
    return next(word[:size] for size in range(len(word), -1, -1) if word[:size] in starts)


def totals(sizes: Mapping[str, int]) -> Counter[str]:
    """What each start and all the longer ones have together."""
    found: Counter[str] = Counter()
    for start, size in sizes.items():
        for length in range(len(start) + 1):
            found[start[:length]] += size
    return found


def is_cut(start: str, total: int, deepest: int = 99) -> bool:
    """Whether there may be parts of longer starts."""
    return len(start) < deepest and total > LIMIT


def _size(words: Mapping[str, Said], cutting: Cutting[Said]) -> int:
    return sum(cutting.size(word, said) for word, said in words.items())


def _misfits(
    before: Mapping[str, int], own: Mapping[str, int], fresh: Mapping[str, Mapping[str, Said]], cutting: Cutting[Said]
) -> Iterator[str]:
    """Where parts are not cut any more as they should be."""
    now = totals(own)
    for start in {part[:size] for part in fresh for size in range(len(part) + 1)} & own.keys():
        cut = is_cut(start, now[start], cutting.deepest)
        if cut != is_cut(start, before[start], cutting.deepest):
            yield start
        if start and now[start] < SMALL:
            yield start[:-1]
        if cut and any(_large(start, letters, words, cutting) for letters, words in _by_letters(start, fresh.get(start, {}))):
            yield start


def _cut(start: str, own: dict[str, int], fresh: dict[str, dict[str, Said]], cutting: Cutting[Said]) -> None:
    """Cut a part and all below it anew."""
    below = [each for each in own if each.startswith(start)]
    parts = _loaded([each for each in below if each not in fresh], cutting)
    parts |= {each: fresh[each] for each in below if each in fresh}
    words = {word: said for part in parts.values() for word, said in part.items()}
    for each in below:
        del own[each]
        fresh.pop(each, None)
    for letters, part in _parts(start, words, cutting):
        fresh[letters], own[letters] = part, _size(part, cutting)


def _parts(start: str, words: dict[str, Said], cutting: Cutting[Said]) -> Iterator[tuple[str, dict[str, Said]]]:
    if not is_cut(start, _size(words, cutting), cutting.deepest):
        yield start, words
        return
    groups = _by_letters(start, words)
    longer = {letters for letters, group in groups if _large(start, letters, group, cutting)}
    yield start, {word: said for letters, group in groups if letters not in longer for word, said in group.items()}
    for letters, group in groups:
        if letters in longer:
            yield from _parts(letters, group, cutting)


def _large(start: str, letters: str, group: Mapping[str, Said], cutting: Cutting[Said]) -> bool:
    """Whether words get a part of their own."""
    return letters != start and _size(group, cutting) >= SMALL


def _by_letters(start: str, words: Mapping[str, Said]) -> Sequence[tuple[str, dict[str, Said]]]:
    groups: dict[str, dict[str, Said]] = {}
    for word, said in words.items():
        groups.setdefault(word[: len(start) + 1], {})[word] = said
    return list(groups.items())


def file_name(start: str) -> str:
    """A start as a file's name: signs other than small letters and digits by their numbers."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}" for sign in start)
