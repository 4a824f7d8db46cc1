"""The closed vocabulary of conditions: what may be written, and whether it holds. Pure.

Self-assessments hold answers and scores against it, readings the official figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, lt
from typing import Any, Literal

from playbook.model.amount import Bound

Comparison = dict[Literal["at_least", "below", "above", "is"], Bound]
Condition = dict[str, Comparison]
"""`{question: {at_least: 60}}`: all must hold."""
Comparisons = Sequence[Sequence[Any]]
"""`[["prospects", "at_least", 1], ["talked", "above", "prospects"], ["exit", "is", "locked"]]`: a bound that is text is another
ref, but for `is` an id. A condition with its bounds resolved."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {"at_least": ge, "below": lt, "above": gt}


def holds(comparisons: Comparisons, values: Mapping[str, Any], ids: Mapping[str, Any]) -> bool:
    """Whether every comparison holds; one with something unknown never does.

    `values` are numbers by ref, `ids` the chosen options, tags and texts by ref.
    """
    for ref, op, bound in comparisons:
        if op == "is":
            if ids.get(ref) != bound:
                return False
            continue
        left = values.get(ref)
        right = values.get(bound) if isinstance(bound, str) else bound
        if left is None or right is None or not _COMPARE[op](left, right):
            return False
    return True
