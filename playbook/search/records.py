"""What is shown of each document found: address, title and headings, in small files by its number. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from playbook.search.cards import compact
from playbook.search.parts import Rows

ONE_FILE = 64_000
"""Bytes of all records up to which they are one file, which is then fetched once."""
SHIFT = 3
"""Above that, so many numbers share a file, as a power of two."""


@dataclass
class Records:
    """The records as they were, and then as they are."""

    groups: set[int]
    size: int
    """Bytes of all."""
    rows: Rows
    files: dict[int, bytes] = field(default_factory=dict)
    """Groups that changed."""

    @property
    def whole(self) -> bool:
        """Whether they are one file."""
        return self.size <= ONE_FILE

    def update(self, changed: Mapping[int, str]) -> None:
        """Exchange the records of some numbers, and take those away that are empty."""
        whole, homes = self.whole, {number: self._group(number) for number in changed}
        found = self._load(self.groups.intersection(homes.values()))
        for number, home in homes.items():
            records, record = found.setdefault(home, {}), changed[number]
            self.size += _cost(number, record) - _cost(number, records.pop(number, ""))
            if record:
                records[number] = record
        if whole != self.whole:
            found = self._regrouped(found | self._load(self.groups - found.keys()))
        elif not self.groups and self.whole:
            found.setdefault(0, {})
        self.groups |= found.keys()
        for group, records in found.items():
            if records or self.whole:
                said = ",".join(f'"{number}":{record}' for number, record in sorted(records.items()))
                self.files[group] = f"{{{said}}}".encode()
            else:
                self.groups.remove(group)

    def _group(self, number: int) -> int:
        return 0 if self.whole else number >> SHIFT

    def _load(self, groups: Iterable[int]) -> dict[int, dict[int, str]]:
        rows = self.rows([f"r{group}" for group in groups])
        said = {group: json.loads(rows[f"r{group}"]) for group in groups}
        return {group: {int(number): compact(record) for number, record in each.items()} for group, each in said.items()}

    def _regrouped(self, found: Mapping[int, Mapping[int, str]]) -> dict[int, dict[int, str]]:
        groups: dict[int, dict[int, str]] = {0: {}} if self.whole else {}
        for records in found.values():
            for number, record in records.items():
                groups.setdefault(self._group(number), {})[number] = record
        self.groups = set()
        return groups


def _cost(number: int, record: str) -> int:
    return len(str(number)) + 4 + len(record.encode()) if record else 0
