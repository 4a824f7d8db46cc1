"""The codes of other lists for an industry, through the correspondences that are at hand. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from playbook.measures.joins import Editions
from playbook.model.statistics import Match

SAME = {("UK SIC 2007", "NACE Rev. 2")}
"""Lists whose four-digit classes are the same."""

Fit = Literal["exact", "partial"]
Step = Mapping[str, Mapping[str, Fit]]
"""Codes of the next list by code of this one."""


def matches(
    steps: Mapping[tuple[str, str], Step], home: str, titles: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Match, ...]]:
    """For each code of the list `home`, its codes in every list that the correspondences lead to, exact ones first.

    `steps` are those of `steps_between`; `titles` are readable ones, by list and code, of the lists that countries use; other
    editions of these are left out. A chain of steps is exact where every step is; one partial step makes it partial.
    """
    reached: dict[str, dict[str, dict[str, Fit]]] = {home: {code: {code: "exact"} for code in titles[home]}}
    fresh = [home]
    while fresh:
        onward = {end: start for start, end in steps if start in fresh and end not in reached}
        reached |= {end: _walk(reached[start], steps[start, end]) for end, start in onward.items()}
        fresh = list(onward)
    names = {_name(codes) for codes in titles}
    shown = sorted(codes for codes in reached if codes != home and (codes in titles or _name(codes) not in names))
    return {code: tuple(_ordered(code, {codes: reached[codes] for codes in shown}, titles)) for code in titles[home]}


def _name(codes: str) -> str:
    """A list's name without its edition."""
    return codes.rpartition(" ")[0]


def _walk(origins: Mapping[str, Mapping[str, Fit]], step: Step) -> dict[str, dict[str, Fit]]:
    """One step further from every origin; the best way to a code counts."""
    found: dict[str, dict[str, Fit]] = {}
    for origin, reached in origins.items():
        found[origin] = {}
        for code, fit in reached.items():
            for other, other_fit in step.get(code, {}).items():
                both: Fit = "exact" if fit == other_fit == "exact" else "partial"
                if found[origin].get(other) != "exact":
                    found[origin][other] = both
    return found


def steps_between(editions: Editions) -> dict[tuple[str, str], Step]:
    """The steps that can be taken, in both directions: correspondences, lists that are the same, editions of one list."""
    found: dict[tuple[str, str], dict[str, dict[str, Fit]]] = defaultdict(lambda: defaultdict(dict))
    for name, pairs in editions.pairs.items():
        dataset = editions.datasets[name]
        other = dataset.other_codes or ""
        if dataset.codes.startswith("BEA") or _name(other) == _name(dataset.codes):
            continue  # input-output industries are no list of trades; editions are compared below
        for pair in pairs:
            found[dataset.codes, other][pair.code][pair.other] = pair.fit
            found[other, dataset.codes][pair.other][pair.code] = pair.fit
    ends = {codes for step in found for codes in step}
    for one, two in SAME:
        for code in editions.listed.get(one, {}):
            found[one, two][code][code] = found[two, one][code][code] = "exact"
    for home in editions.listed:
        for end in ends - {home}:
            for code in editions.unchanged(home, end):
                found[home, end][code][code] = found[end, home][code][code] = "exact"
    return dict(found)


def _ordered(
    code: str, reached: Mapping[str, Mapping[str, Mapping[str, Fit]]], titles: Mapping[str, Mapping[str, str]]
) -> list[Match]:
    """The matches of one code: exact ones first, then by list and code."""
    found = [(fit, codes, other) for codes, origins in reached.items() for other, fit in origins.get(code, {}).items()]
    return [Match(codes, _shown(codes, other), titles.get(codes, {}).get(other, ""), fit) for fit, codes, other in sorted(found)]


def _shown(codes: str, code: str) -> str:
    """A code as its list writes it: NACE's with a point."""
    return f"{code[:2]}.{code[2:]}" if codes.startswith("NACE") else code
