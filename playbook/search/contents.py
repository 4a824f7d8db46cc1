"""What an index is made of, to be compared with what the next one is made of. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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


@dataclass
class Contents:
    """All that is known of an index without a look at its parts."""

    items: dict[str, Made] = field(default_factory=dict)
    ranges: list[Range] = field(default_factory=list)
    sizes: dict[str, dict[str, int]] = field(default_factory=lambda: {"w": {}, "a": {}, "z": {}})
    """Of the parts of each table, by their starts."""
    told: dict[str, int] = field(default_factory=dict)
    digests: dict[str, Digests] = field(default_factory=lambda: {"w": {}, "a": {}, "z": {}, "r": {}})
    size: int = 0
    """Bytes of all records."""
    synonyms: list[str] = field(default_factory=list)

    def kinds(self, made: Made) -> Iterator[Head]:
        """Anchors and kinds of an item's documents."""
        starts = [each.start for each in self.ranges]
        return ((anchor, self.ranges[bisect_right(starts, at) - 1].kind) for anchor, at in made.numbers.items())

    def packed(self) -> bytes:
        """As bytes. An item with one document has its bare number."""
        items = {name: _plain(made) for name, made in self.items.items()}
        return compact([FORM, items, self.ranges, self.sizes, self.told, self.digests, self.size, self.synonyms]).encode()


def _plain(made: Made) -> list[Any]:
    return [made.stamp, made.section, made.numbers.get("", made.numbers) if len(made.numbers) == 1 else made.numbers]


def unpacked(data: bytes) -> Contents:
    """Contents of what is `packed`, empty where nothing is. ValueError where it is something else."""
    if not data:
        return Contents()
    form, items, ranges, *rest = json.loads(data)
    if form != FORM:
        raise ValueError("of another program")
    made = {
        name: Made(stamp, section, {"": numbers} if isinstance(numbers, int) else numbers)
        for name, (stamp, section, numbers) in items.items()
    }
    return Contents(made, [Range(*each) for each in ranges], *rest)


class _Place(NamedTuple):
    """A document to be numbered."""

    kind: str
    section: str
    key: str
    name: str
    anchor: str


def renumbered(old: Contents, catalogue: Catalogue) -> tuple[list[Range], dict[str, Made]]:
    """The ranges and items now: numbers are only sought anew where documents came or went."""
    heads = {item.name: tuple(item.heads()) for item in catalogue.items if not _same(old.items.get(item.name), item)}
    stay = len(old.items) == len(catalogue.items) and all(
        name in old.items and tuple(old.kinds(old.items[name])) == head for name, head in heads.items()
    )
    if stay and all(item.section == old.items[item.name].section for item in catalogue.items if item.name in heads):
        return old.ranges, {item.name: old.items[item.name]._replace(stamp=item.stamp) for item in catalogue.items}
    ranges, places = number(_places(old, catalogue.items, heads))
    numbers: dict[str, Numbers] = {item.name: {} for item in catalogue.items}
    for at, place in places.items():
        numbers[place.name][place.anchor] = at
    order = {name: [anchor for anchor, _ in head] for name, head in heads.items()}
    made = {}
    for item in catalogue.items:
        found = numbers[item.name]
        anchors = order.get(item.name) or old.items[item.name].numbers
        made[item.name] = Made(item.stamp, item.section, {anchor: found[anchor] for anchor in anchors})
    return ranges, made


def _same(made: Made | None, item: Item) -> bool:
    return made is not None and made.stamp == item.stamp and made.section == item.section


def _places(old: Contents, items: Iterable[Item], heads: dict[str, tuple[Head, ...]]) -> Iterator[_Place]:
    for item in items:
        for anchor, kind in heads[item.name] if item.name in heads else old.kinds(old.items[item.name]):
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


def difference(old: Contents, new: Mapping[str, Made], items: Iterable[Item], recall: Recall) -> Difference:
    """What changed from the old items to the new ones."""
    changed = [item for item in items if old.items.get(item.name) != new[item.name]]
    gone = [name for name in old.items if name not in new]
    found = Difference(len(old.items) > 0 and len(changed) + len(gone) <= FEW)
    for item in changed:
        made = old.items.get(item.name)
        before = _by_number(made.numbers, recall(item.name, made.stamp)) if made else {}
        found.add(before, _by_number(new[item.name].numbers, item.cards()))
    for name in gone:
        found.add(_by_number(old.items[name].numbers, recall(name, old.items[name].stamp)), {})
    return found


def _by_number(numbers: Numbers, cards: Iterable[Card]) -> dict[int, Card]:
    return {numbers[card.anchor]: card for card in cards}
