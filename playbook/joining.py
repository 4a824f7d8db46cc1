"""Tables of official figures → Statistics, joined once. Lists are at hand; an industry's figures stay packed until asked for.

Beside `build`, which calls it. All of it is remembered by the digests of the files; what is wrong with them is remembered too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter

from playbook.load.statistics import read_statistics
from playbook.memo import Memo, key_of
from playbook.model.figures import Figures
from playbook.model.source import SourceFile, digest_of
from playbook.model.statistics import Dataset, Group, Industry, Match, Statistics
from playbook.problems import Problem, packed, unpacked
from playbook.program import program_version

_HEAD = ("official_title", "title", "has_trade", "other_titles", "digest", "sells_to", "numbers")
"""What stays unpacked of an industry beside its code, division and sector; from the fifth on, with its numbers."""
_LISTED = 3 + _HEAD.index("digest")
Head = list[Any]
Joined = tuple[Statistics, tuple[Problem, ...]]


@dataclass(frozen=True)
class Parts:
    """What an industry has that few pages ask for."""

    figures: Figures
    matches: tuple[Match, ...]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@dataclass(frozen=True)
class Origin:
    """The files that figures were joined from, and where they are kept."""

    sources: tuple[SourceFile, ...]
    unreadable: tuple[str, ...]
    memo: Memo

    @cached_property
    def inputs(self) -> list[str]:
        """All that makes the figures what they are."""
        return [program_version(), *(f"{each.path} {each.digest}" for each in self.sources), "", *self.unreadable]

    def joined(self) -> Joined:
        """Read and joined anew. SourceChangedError where a file is not what it was."""
        return read_statistics(self.sources, self.unreadable)


class Division:
    """The industries of a division, packed: taken from the memo when the first is asked for, or joined again."""

    def __init__(self, origin: Origin, country: str, code: str) -> None:
        self._origin, self._country, self._code = origin, country, code

    def __reduce__(self) -> tuple[Any, ...]:
        return Division, (self._origin, self._country, self._code)

    @property
    def key(self) -> bytes:
        """What it is kept under."""
        return key_of("figures", [*self._origin.inputs, self._country, self._code])

    @cached_property
    def rows(self) -> list[bytes]:
        """Each industry's parts, in the order of the list."""
        memo, key = self._origin.memo, self.key
        found = memo.get(key)
        if found is None:
            mine = (each for each in self._origin.joined()[0].of_country(self._country) if each.division.code == self._code)
            found = b"\n".join(map(_packed, mine))
            memo.put(key, found)
        return found.split(b"\n")


class PackedIndustry(Industry):
    """An industry whose figures are unpacked when they are asked for."""

    def __init__(self, head: Mapping[str, Any], division: Division, place: int) -> None:
        self.__dict__.update(head)
        self.__dict__["_packed"] = division, place

    @cached_property
    def _parts(self) -> Parts:
        division, place = self.__dict__["_packed"]
        found: Parts = _adapter(Parts).validate_json(division.rows[place])
        return found

    figures = property(attrgetter("_parts.figures"))
    matches = property(attrgetter("_parts.matches"))

    def __reduce__(self) -> tuple[Any, ...]:
        head = {name: value for name, value in self.__dict__.items() if not name.startswith("_")}
        return PackedIndustry, (head, *self.__dict__["_packed"])


class Joiner:
    """Joins what it has not joined before. For one handbook."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._last: tuple[Origin, Joined] | None = None

    def __call__(self, sources: tuple[SourceFile, ...], unreadable: tuple[str, ...] = ()) -> Joined:
        """The figures of tables and descriptions, and what is wrong with them, as `read_statistics` has them."""
        origin = Origin(sources, unreadable, self._memo)
        if self._last is None or self._last[0] != origin:
            kept = self._memo.remember("statistics", origin.inputs, lambda: _made(origin))
            self._last = origin, _unpacked(json.loads(kept), origin)
        return self._last[1]


def _made(origin: Origin) -> bytes:
    """Everything but the parts, which are put into the memo beside it."""
    found, problems = origin.joined()
    lists: dict[str, Any] = {}
    for country, industries in found.industries.items():
        rows: dict[str, list[bytes]] = defaultdict(list)
        heads = []
        for each in industries.values():
            rows[each.division.code].append(_packed(each))
            heads.append(_head(each, rows[each.division.code][-1]))
        for code, parts in rows.items():
            origin.memo.put(Division(origin, country, code).key, b"\n".join(parts))
        lists[country] = [next(iter(industries.values())).codes if industries else "", heads]
    datasets = _adapter(dict[str, Dataset]).dump_json(found.datasets).decode()
    fixed = {country: [codes, [head[:_LISTED] for head in heads]] for country, (codes, heads) in lists.items()}
    return json.dumps([datasets, lists, found.digest, digest_of(datasets, json.dumps(fixed)), packed(problems)]).encode()


def _packed(industry: Industry) -> bytes:
    made: bytes = _adapter(Parts).dump_json(Parts(industry.figures, industry.matches))
    return made


def _head(industry: Industry, parts: bytes) -> Head:
    known = {"digest": digest_of(parts.decode())}
    shown = (known.get(name) or getattr(industry, name) for name in _HEAD)
    return [industry.code, industry.division, industry.sector, *shown]


def _unpacked(kept: Head, origin: Origin) -> Joined:
    datasets, lists, digest, fixed, problems = kept
    industries = {country: dict(_industries(country, codes, heads, origin)) for country, (codes, heads) in lists.items()}
    known = _adapter(dict[str, Dataset]).validate_json(datasets)
    return Statistics(known, industries, digest, fixed), unpacked(problems)


def _industries(country: str, codes: str, heads: list[Head], origin: Origin) -> Iterator[tuple[str, PackedIndustry]]:
    divisions: dict[str, Division] = {}
    groups: dict[tuple[str, str], Group] = {}
    places: dict[str, int] = defaultdict(int)
    for code, division, sector, *rest in heads:
        if division[0] not in divisions:
            divisions[division[0]] = Division(origin, country, division[0])
        head = dict(zip(_HEAD, rest, strict=True))
        head |= {"country": country, "codes": codes, "code": code}
        head |= {name: tuple(head[name]) for name in ("other_titles", "sells_to")}
        for name, group in (("division", division), ("sector", sector)):
            head[name] = groups.setdefault((group[0], group[1]), Group(*group))
        yield code, PackedIndustry(head, divisions[division[0]], places[division[0]])
        places[division[0]] += 1
