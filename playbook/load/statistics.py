"""`content/statistics/*.csv` with their `.yaml` → Statistics, with every mistake at its line and column. Pure.

The tables' columns are described in docs/statistics.md: an association may write its own country's by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from playbook.model.source import SourceFile
from playbook.model.statistics import Statistics
from playbook.problems import Problem

FOLDER = "statistics"
"""Below `content/`."""


def read_statistics(sources: Sequence[SourceFile]) -> tuple[Statistics, tuple[Problem, ...]]:
    """The figures of the sources that lie in FOLDER, and what is wrong with them; a dataset with mistakes is left out."""
    return Statistics(), ()
