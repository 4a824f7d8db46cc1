"""Answers made up by chance, the same for the same seed: for the search of what cannot be reached, and for tests. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from playbook.model.amount import SCALE

Item = TypeVar("Item")
Spec = Mapping[str, Any]

_SIZES = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    10,
    12,
    15,
    20,
    25,
    30,
    40,
    50,
    60,
    75,
    80,
    90,
    100,
    120,
    150,
    200,
    300,
    500,
    1000,
    5000,
    20000,
    100000,
)
_MOODS = (0, 5, 20, 50, 50, 80, 95, 100)
"""How likely, in percent, an answer is among the high ones: whole sets lean low or high, so that extreme scores are met."""


class Draws:
    """Whole numbers by chance from a seed: the same on every machine and in every version of Python.

    Constants of the 64-bit linear congruential generator of Knuth's MMIX (The Art of Computer Programming 2, 3.3.4).
    """

    def __init__(self, seed: int) -> None:
        self._state = seed * 2862933555777941757 + 3037000493

    def below(self, end: int) -> int:
        """A number from 0 up to, but not with, `end`."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) * end >> 31

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]

    def chance(self, percent: int) -> bool:
        """True so many times out of a hundred."""
        return self.below(100) < percent


class Sample:
    """Makes sets of answers: each leans low, high or neither, with gaps or without, and meets the definition's own limits."""

    def __init__(self, definition: Spec, draws: Draws) -> None:
        self._definition, self._draws = definition, draws
        self._limits = tuple(sorted(_literals(definition)))
        self._mood = self._gaps = 0

    def answers(self) -> dict[str, Any]:
        """One set of answers; a question left open has no key."""
        self._mood = self._draws.pick(_MOODS)
        self._gaps = self._draws.pick((0, 0, 0, 10, 50))
        made = {asked["id"]: self._answer(asked) for asked in self._definition["ask"]}
        return {name: answer for name, answer in made.items() if answer is not None}

    def _answer(self, asked: Spec) -> Any:
        if self._draws.chance(self._gaps):
            return None
        if asked["kind"] == "ledger":
            columns = asked["columns"]
            count = self._draws.pick((0, 1, 2, 3, 3, 5, 8))
            return [{column["id"]: self._answer(column) for column in columns} for _ in range(count)]
        return self._single(asked)

    def _single(self, asked: Spec) -> Any:
        kind, draws = asked["kind"], self._draws
        if kind in SCALE:
            return written(self._size(asked), kind)
        if kind in ("scale", "level"):
            count = len(self._definition["scales"][asked["scale"]]["points"])
            return self._position(count)
        ids = asked.get("tags") or [option["id"] for option in asked.get("options", ())]
        if kind == "multi":
            return [each for each in ids if draws.chance(min(self._mood, 100 * asked.get("max", len(ids)) // len(ids)))]
        if kind == "choice":
            return ids[self._position(len(ids))]
        return draws.pick(ids) if kind == "tag" else draws.pick(("AB", "a name", "2026-11-21"))

    def _position(self, count: int) -> int:
        if self._mood == 50 or self._draws.chance(15):
            return self._draws.below(count)
        half = (count + 1) // 2
        return count - 1 - self._draws.below(half) if self._draws.chance(self._mood) else self._draws.below(half)

    def _size(self, asked: Spec) -> int:
        """A number in stored units."""
        draws, scale = self._draws, SCALE[asked["kind"]]
        if draws.chance(15) and self._limits:
            size = draws.pick(self._limits) + draws.pick((-1, 0, 1))
            return size if asked.get("signed") else abs(size)
        if asked["kind"] == "percent" and draws.chance(80):
            size = 5 * draws.below(25)
        elif asked["kind"] == "hours":
            size = draws.pick(_SIZES[:16]) * 60 + 15 * draws.below(4)
        else:
            size = self._magnitude() * scale + (draws.below(scale) if draws.chance(10) else 0)
        return -size if asked.get("signed") and draws.chance(30) else size

    def _magnitude(self) -> int:
        if self._draws.chance(40):
            return self._draws.below(13)
        return _SIZES[self._position(len(_SIZES))]


def _literals(part: Any) -> set[int]:
    """Every whole number of a definition's conditions, steps and bands, where a score may turn."""
    if isinstance(part, Mapping):
        inner = [value for key, value in part.items() if key not in ("scales", "version", "points", "table", "votes", "weight")]
        return set().union(*map(_literals, inner))
    if isinstance(part, list):
        return set().union(*map(_literals, part))
    return {part} if type(part) is int else set()


def written(size: int, unit: str) -> str:
    """A number in stored units as text that is read back as it: `818.5`, `8.3333`."""
    scale = SCALE[unit]
    whole, rest = divmod(abs(size), scale)
    decimals = f"{(2 * rest * 10**4 + scale) // (2 * scale):04}".rstrip("0")
    return ("-" if size < 0 else "") + str(whole) + (f".{decimals}" if decimals else "")
