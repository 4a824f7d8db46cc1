"""The mark of the handbook: its pages as stars, their links as lines. Pure; the same pages give the same sky."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
"""Radians: turning by it spreads points evenly round a centre."""


@dataclass(frozen=True)
class Star:
    """A page in the sky."""

    x: int
    y: int
    radius: float
    bright: bool


@dataclass(frozen=True)
class Constellation:
    """Stars, and lines between them as x1, y1, x2, y2."""

    width: int
    height: int
    stars: tuple[Star, ...]
    ties: tuple[tuple[int, int, int, int], ...]


def around(url: str, neighbours: Iterable[str]) -> Constellation:
    """One page in the middle, the pages it points to around it; each stands where its own address puts it."""
    width, height, ring = 240, 150, []
    turn = _chance(url) * 2 * math.pi
    for index, neighbour in enumerate(sorted(set(neighbours), key=_chance)[:12]):
        angle, far = turn + index * GOLDEN_ANGLE, 0.55 + 0.4 * _chance(neighbour)
        x, y = width / 2 + math.cos(angle) * far * 106, height / 2 + math.sin(angle) * far * 64
        ring.append(Star(round(x), round(y), 3 + round(2 * _chance(neighbour + url)), False))
    middle = Star(width // 2, height // 2, 7, True)
    ties = [(middle.x, middle.y, star.x, star.y) for star in ring]
    ties += [(one.x, one.y, other.x, other.y) for one, other in zip(ring[::3], ring[1::3], strict=False)]
    return Constellation(width, height, (*ring, middle), tuple(ties))


def sky(links: Mapping[str, Sequence[str]], bright: Sequence[str], width: int = 600, height: int = 400) -> Constellation:
    """Many pages at once, linked ones near each other (Fruchterman and Reingold, 1991, with a fixed start and few rounds).

    `links` maps each page to the pages it points to; `bright` names the large stars.
    """
    names = list(links)
    number = {name: index for index, name in enumerate(names)}
    ties = sorted({(min(a, b), max(a, b)) for name in names for other in links[name] if other in number
                   for a, b in [(number[name], number[other])] if a != b})  # fmt: skip
    places = [_start(name, index, len(names)) for index, name in enumerate(names)]
    for round_number in range(50):
        places = _pulled(places, ties, heat=0.08 * (1 - round_number / 50))
    xs, ys = [place[0] for place in places] or [0.0], [place[1] for place in places] or [0.0]
    spread_x, spread_y = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    spots = [
        (round(16 + (x - min(xs)) / spread_x * (width - 32)), round(16 + (y - min(ys)) / spread_y * (height - 32)))
        for x, y in places
    ]
    degree = [sum(index in tie for tie in ties) for index in range(len(names))]
    stars = tuple(
        Star(*spots[index], 8 if name in bright else 2.5 + min(degree[index], 10) / 4, name in bright)
        for index, name in enumerate(names)
    )
    by_length = sorted(ties, key=lambda tie: math.dist(spots[tie[0]], spots[tie[1]]))
    kept = set(by_length[: len(names) * 2])
    for name in bright:
        kept |= set([tie for tie in by_length if number.get(name) in tie][:3])
    return Constellation(width, height, stars, tuple((*spots[a], *spots[b]) for a, b in sorted(kept)))


def _chance(text: str) -> float:
    """A number from 0 to 1 that is always the same for the same text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**32


def _start(name: str, index: int, count: int) -> tuple[float, float]:
    angle, far = index * GOLDEN_ANGLE, math.sqrt((index + 0.5) / count)
    return far * math.cos(angle) + 0.1 * _chance(name), far * math.sin(angle)


def _pulled(places: list[tuple[float, float]], ties: list[tuple[int, int]], heat: float) -> list[tuple[float, float]]:
    """The places after one round: all push each other away, ties pull together, none moves further than `heat`."""
    count = len(places)
    ideal = 1.6 / math.sqrt(max(count, 1))
    moves = [[-0.02 * x, -0.02 * y] for x, y in places]
    for one in range(count):
        x1, y1 = places[one]
        for other in range(one + 1, count):
            dx, dy = x1 - places[other][0], y1 - places[other][1]
            square = dx * dx + dy * dy + 1e-6
            if square < 9 * ideal * ideal:
                push = ideal * ideal / square * 0.1
                moves[one][0] += dx * push
                moves[one][1] += dy * push
                moves[other][0] -= dx * push
                moves[other][1] -= dy * push
    for one, other in ties:
        dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
        pull = math.hypot(dx, dy) / ideal * 0.03
        moves[one][0] -= dx * pull
        moves[one][1] -= dy * pull
        moves[other][0] += dx * pull
        moves[other][1] += dy * pull
    moved = []
    for (x, y), (dx, dy) in zip(places, moves, strict=True):
        length = math.hypot(dx, dy) or 1.0
        step = min(length, heat) / length
        moved.append((x + dx * step, y + dy * step))
    return moved
