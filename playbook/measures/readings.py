"""Figures of an industry → what they mean for its networking, by the editor's rules. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.model.readings import Reading, ReadingBook
from playbook.model.statistics import Dataset, Industry


def readings_of(industry: Industry, book: ReadingBook, datasets: Mapping[str, Dataset], reader: str = "") -> tuple[Reading, ...]:
    """The readings that an industry's figures bear out, in the book's order.

    `reader` is the ISO 3166 code of the country that the handbook is for: figures of another country are said to be so.
    """
    return ()
