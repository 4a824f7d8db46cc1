"""Who does the work of a large build: this process, or others through any `concurrent.futures.Executor`, in chunks of pages."""

from __future__ import annotations

import importlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Iterable[Result]]
"""Makes something of each item."""

CHUNK = 25
"""Pages that are handed over at once: enough to pay for the way, few enough that all workers end together."""
FEW = 60
"""Pages that this process has done before another would have started."""


def processes(count: int) -> Executor:
    """That many processes of this machine."""
    hired: Executor = importlib.import_module("concurrent.futures").ProcessPoolExecutor(count)
    return hired


@contextmanager
def cluster(address: str, count: int) -> Iterator[Executor]:
    """The workers of a Dask cluster (extra `[cluster]`) that share this machine's disk, however many they are.

    ConnectionError where there is none.
    """
    try:
        client = importlib.import_module("distributed").Client(address, set_as_default=False)
    except ModuleNotFoundError as error:
        raise ConnectionError(f"{error.name} is missing: pip install 'networking-playbook[cluster]'") from error
    except (OSError, ValueError) as error:
        raise ConnectionError(f"no cluster answers at {address}") from error
    with client:
        yield client.get_executor(pure=False)


class Worker(Protocol):
    """One process that does a little work."""

    def __call__(self, work: Work[Item, Result], items: Sequence[Item]) -> Iterable[Result]:
        """What `work` makes of the items."""


def here(work: Work[Item, Result], items: Sequence[Item]) -> Iterable[Result]:
    """What `work` makes of the items, in this process."""
    return work(items)


@dataclass(frozen=True)
class Crew:
    """Workers, hired when there is enough to do for them."""

    jobs: int = 1
    """How many work at once; 1 is this process alone."""
    hire: Callable[[int], AbstractContextManager[Executor]] = processes
    chunk: int = CHUNK
    few: int = FEW
    single: Worker = here
    """Who does the work where there are fewer items than that."""

    def each(self, work: Work[Item, Result], items: Sequence[Item]) -> Iterator[Result]:
        """What `work` makes of all items, chunk by chunk, in their order; no more is under way than the workers need."""
        chunks = [items[start : start + self.chunk] for start in range(0, len(items), self.chunk)]
        if self.jobs < 2 or len(items) < self.few:
            for chunk in chunks:
                yield from self.single(work, chunk)
            return
        with self.hire(self.jobs) as executor:
            waiting: deque[Future[Iterable[Result]]] = deque()
            try:
                for chunk in chunks:
                    waiting.append(executor.submit(work, chunk))
                    if len(waiting) > 2 * self.jobs:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for each in waiting:
                    each.cancel()

    @contextmanager
    def kept(self) -> Iterator[Crew]:
        """A crew whose workers, once hired, stay until the end: those hired late begin as large as this process has become."""
        with ExitStack() as end:
            yield replace(self, hire=cache(lambda count: nullcontext(end.enter_context(self.hire(count)))))


ALONE = Crew()
"""This process, and no other."""


def processors() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
