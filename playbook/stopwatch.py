"""How long each step of a build took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TypeVar

Item = TypeVar("Item")


class Stopwatch:
    """Seconds by step, from the moment it was made."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        """What passed since the last lap was spent on this step."""
        now = perf_counter()
        self.seconds[step] += now - self._since
        self._since = now

    def through(self, step: str, others: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items: making them is this step, what is done with each is the other."""
        source = iter(items)
        while True:
            try:
                item = next(source)
            except StopIteration:
                return
            finally:
                self.lap(step)
            yield item
            self.lap(others)

    def lines(self) -> list[str]:
        """Each step as a line."""
        return [f"{seconds:8.3f} s  {step}" for step, seconds in self.seconds.items()]
