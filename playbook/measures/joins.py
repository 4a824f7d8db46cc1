"""Which codes mean the same in two editions of a code list, so that figures of one may stand beside figures of the other. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from playbook.model.columns import TOTAL
from playbook.model.statistics import Dataset, Pair, Table

ALIKE = 0.2
"""How far apart the counts of one code may lie in two editions, as a share of the larger, where no title can be compared."""


@dataclass(frozen=True)
class Editions:
    """All editions of the lists that the tables use, and what is known of their codes."""

    tables: Mapping[str, Table]
    datasets: Mapping[str, Dataset]
    pairs: Mapping[str, Sequence[Pair]]
    listed: Mapping[str, Mapping[str, str]]
    """Official titles by list (`NAICS 2022`) and code, from lists of industries."""

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Official titles by list and code, in small letters, from lists and tables."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for table in self.tables.values():
            found[table.dataset.codes] |= table.titles
        for codes, titles in self.listed.items():
            found[codes] |= titles
        return {codes: {code: title.casefold() for code, title in titles.items()} for codes, titles in found.items()}

    @cached_property
    def _memory(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def unchanged(self, codes: str, other: str) -> frozenset[str]:
        """The codes of one edition that mean the same in another of the same list; empty for different lists.

        Every step between neighbouring editions must hold: the correspondence, where there is one, pairs the code with itself
        alone; the titles, where both are known, are the same. Where neither is at hand, counts of the same unit must agree to
        ALIKE, which is weaker evidence.
        """
        key = codes, other
        if key not in self._memory:
            path = self._path(*sorted(key))
            steps = [self._step(*step) for step in pairwise(path)]
            self._memory[key] = frozenset.intersection(*steps) if steps else frozenset()
        return self._memory[key]

    def _path(self, first: str, last: str) -> list[str]:
        """The editions from one to the other, oldest first; empty where they are not of one list."""
        name = first.rpartition(" ")[0]
        if not name or name != last.rpartition(" ")[0]:
            return []
        known = {each for dataset in self.datasets.values() for each in (dataset.codes, dataset.other_codes or dataset.codes)}
        return sorted(each for each in known if first <= each <= last and each.rpartition(" ")[0] == name)

    def _step(self, old: str, new: str) -> frozenset[str]:
        partners: dict[str, set[str]] = defaultdict(set)
        for pair in self._pairs(old, new):
            partners[pair.code].add(pair.other)
            partners[f"→{pair.other}"].add(pair.code)
        before, after = self.titles.get(old, {}), self.titles.get(new, {})
        same = {code for code in before.keys() & after.keys() if before[code] == after[code]}
        differ = (before.keys() & after.keys()) - same
        if partners:
            alone = {code for code, others in partners.items() if others == {code} and partners[f"→{code}"] == {code}}
            return frozenset(alone - differ)
        return frozenset(same if before and after else self._alike(old, new))

    def _pairs(self, old: str, new: str) -> Iterable[Pair]:
        for name, pairs in self.pairs.items():
            dataset = self.datasets[name]
            if (dataset.codes, dataset.other_codes) == (old, new):
                yield from pairs

    def _alike(self, old: str, new: str) -> Iterable[str]:
        """Codes whose totals agree in two tables of one unit, one of each edition."""
        for one in self.tables.values():
            for two in self.tables.values():
                if (one.dataset.codes, two.dataset.codes) == (old, new) and one.dataset.unit == two.dataset.unit:
                    yield from (code for code in one.rows.keys() & two.rows.keys() if _agree(one, two, code))


def _agree(one: Table, two: Table, code: str) -> bool:
    first, second = one.cell(code, TOTAL).amount, two.cell(code, TOTAL).amount
    return first is not None and second is not None and abs(first - second) <= ALIKE * max(first, second)
