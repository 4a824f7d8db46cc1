"""What an index is made of, to be compared with what the next one is made of. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from playbook.search.cards import Card, Catalogue, Head, Item, compact
from playbook.search.numbers import Range, number
from playbook.search.parts import Edit
from playbook.search.postings import BITS

FORM = 1
"""Goes up when what is kept of an index is kept otherwise."""
FEW = 20
"""Changed items up to which what was is worth a look."""
Digests = dict[str, str]
"""Of each file of a table, by its start or number."""
Numbers = dict[str, int]
"""Of an item's documents, by their anchors."""


class Made(NamedTuple):
    """What an item was when it was worked in."""

    stamp: str
    section: str
    numbers: Numbers

    def line(self) -> str:
        """As one text: of thousands of items few are looked into. Of a single document there is the bare number."""
        numbers = self.numbers.get("", self.numbers) if len(self.numbers) == 1 else self.numbers
        return f"{self.stamp}\n{self.section}\n{compact(numbers)}"


def made_of(line: str) -> Made:
    """What a line says."""
    stamp, section, said = line.split("\n")
    numbers = json.loads(said)
    return Made(stamp, section, {"": numbers} if isinstance(numbers, int) else numbers)


@dataclass
class Contents:
    """All that is known of an index without a look at its parts."""

    items: dict[str, str] = field(default_factory=dict)
    """What each was made of, as a line."""
    documents: int = 0
    ranges: list[Range] = field(default_factory=list)
    sizes: dict[str, dict[str, int]] = field(default_factory=lambda: {"w": {}, "a": {}, "z": {}})
    """Of the parts of each table, by their starts."""
    told: dict[str, int] = field(default_factory=dict)
    digests: dict[str, Digests] = field(default_factory=lambda: {"w": {}, "a": {}, "z": {}, "r": {}})
    size: int = 0
    """Bytes of all records."""
    synonyms: list[str] = field(default_factory=list)

    def heads(self, name: str) -> Iterator[Head]:
        """Anchors and kinds of an item's documents."""
        starts, numbers = [each.start for each in self.ranges], self.numbers(name)
        return ((anchor, self.ranges[bisect_right(starts, at) - 1].kind) for anchor, at in numbers.items())

    def numbers(self, name: str) -> Numbers:
        """The numbers of an item's documents."""
        return made_of(self.items[name]).numbers

    def packed(self) -> bytes:
        """As bytes."""
        return compact([FORM, *(getattr(self, each.name) for each in fields(self))]).encode()


def unpacked(data: bytes) -> Contents:
    """Contents of what is `packed`, empty where nothing is. ValueError where it is something else."""
    if not data:
        return Contents()
    form, items, documents, ranges, *rest = json.loads(data)
    if form != FORM:
        raise ValueError("of another program")
    return Contents(items, documents, [Range(*each) for each in ranges], *rest)


class _Place(NamedTuple):
    """A document to be numbered."""

    kind: str
    section: str
    key: str
    name: str
    anchor: str


def renumbered(old: Contents, catalogue: Catalogue) -> Contents:
    """The ranges and items now, and nothing else: numbers are only sought anew where documents came or went."""
    new = {item.name: item for item in catalogue.items if not _same(old.items.get(item.name, ""), item)}
    heads = {name: tuple(item.heads()) for name, item in new.items()}
    known = len(old.items) == len(catalogue.items) and all(name in old.items for name in new)
    if known and all(_stays(old, item, heads[name]) for name, item in new.items()):
        lines = {name: made_of(old.items[name])._replace(stamp=item.stamp).line() for name, item in new.items()}
        return Contents(
            {item.name: lines.get(item.name) or old.items[item.name] for item in catalogue.items}, old.documents, old.ranges
        )
    ranges, places = number(_places(old, catalogue.items, heads))
    numbers: dict[str, Numbers] = {item.name: {} for item in catalogue.items}
    for at, place in places.items():
        numbers[place.name][place.anchor] = at
    made = {}
    for item in catalogue.items:
        anchors = [anchor for anchor, _ in heads[item.name]] if item.name in new else old.numbers(item.name)
        found = numbers[item.name]
        made[item.name] = Made(item.stamp, item.section, {anchor: found[anchor] for anchor in anchors}).line()
    return Contents(made, len(places), ranges)


def _same(line: str, item: Item) -> bool:
    return line.startswith(f"{item.stamp}\n{item.section}\n")


def _stays(old: Contents, item: Item, heads: tuple[Head, ...]) -> bool:
    """Whether an item has documents of the same kinds in the same section as before."""
    return made_of(old.items[item.name]).section == item.section and tuple(old.heads(item.name)) == heads


def _places(old: Contents, items: Iterable[Item], heads: Mapping[str, tuple[Head, ...]]) -> Iterator[_Place]:
    for item in items:
        for anchor, kind in heads[item.name] if item.name in heads else old.heads(item.name):
            yield _Place(kind, item.section, f"{item.url}#{anchor}" if anchor else item.url, item.name, anchor)


Recall = Callable[[str, str], Iterable[Card]]
"""The cards of an item by its name and the stamp that it had. KeyError where they are forgotten."""


@dataclass
class Difference:
    """What of an index's items is to be taken out and worked in."""

    few: bool
    """Whether so few items changed that what was is worth a look."""
    edit: Edit = field(default_factory=Edit)
    records: dict[int, str] = field(default_factory=dict)
    """By number, empty where there is none any more."""

    def add(self, old: Mapping[int, Card], new: Mapping[int, Card]) -> None:
        """The cards of an item by their numbers, then and now."""
        for at, card in old.items():
            other = new.get(at)
            if card != other:
                self._take_out(at, card, other)
        for at, card in new.items():
            other = old.get(at)
            if card != other:
                self._work_in(at, card, other)

    def _take_out(self, at: int, card: Card, other: Card | None) -> None:
        self.records.setdefault(at, "")
        self.edit.votes.subtract(card.endings)
        if self.few:
            self.edit.weights.setdefault(at, {})
        kept = other.weights if other else {}
        for word, weight in card.weights.items():
            if kept.get(word) != weight:
                self.edit.gone.setdefault(word, []).append(at)

    def _work_in(self, at: int, card: Card, other: Card | None) -> None:
        self.records[at] = card.record
        self.edit.votes.update(card.endings)
        if self.few:
            self.edit.weights[at] = card.weights
        known, here = other.weights if other else {}, at << BITS
        for word, weight in card.weights.items():
            if known.get(word) != weight:
                self.edit.come[word].append(here | weight)


def difference(old: Contents, new: Contents, items: Iterable[Item], recall: Recall) -> Difference:
    """What changed from the old items to the new ones."""
    changed = [item for item in items if old.items.get(item.name) != new.items[item.name]]
    gone = [name for name in old.items if name not in new.items]
    found = Difference(len(old.items) > 0 and len(changed) + len(gone) <= FEW)

    def before(name: str) -> dict[int, Card]:
        made = made_of(old.items[name])
        return _by_number(made.numbers, recall(name, made.stamp))

    for item in changed:
        now = _by_number(new.numbers(item.name), item.cards())
        found.add(before(item.name) if item.name in old.items else {}, now)
    for name in gone:
        found.add(before(name), {})
    return found


def _by_number(numbers: Numbers, cards: Iterable[Card]) -> dict[int, Card]:
    return {numbers[card.anchor]: card for card in cards}
