"""Figures of an industry → what they mean for its networking, by the editor's rules. Pure.

A reading lives on what is known: a number that is withheld or missing satisfies nothing, and one that is "at least" so much
satisfies only what every larger number would too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale

from playbook.measures.numbers import Figure, figure
from playbook.measures.vocabulary import names_in, resolved
from playbook.model.conditions import holds
from playbook.model.readings import Reading, ReadingBook, Rule
from playbook.model.statistics import Dataset, Industry

PLACED = re.compile(r"\{([a-z0-9_]*)(?:\.([a-z]*))?\}")
"""A number in a reading's text, or a part of what is known of it: `{cr4}`, `{cr4.year}`."""


def readings_of(industry: Industry, book: ReadingBook, datasets: Mapping[str, Dataset], reader: str = "") -> tuple[Reading, ...]:
    """The readings that an industry's figures bear out, in the book's order.

    `reader` is the ISO 3166 code of the country that the handbook is for: figures of another country are said to be so.
    """
    found: dict[str, Figure | None] = {}
    readings = []
    for rule in book.readings:
        used = _used(rule, industry, datasets, found)
        if used is not None and _holds(rule, used):
            readings.append(_reading(rule, used, industry, reader))
    return tuple(readings)


def borne_out(rule: Rule, industry: Industry, datasets: Mapping[str, Dataset]) -> bool | None:
    """Whether an industry's figures bear a reading out; None where one that it asks for is not known."""
    used = _used(rule, industry, datasets, {})
    return None if used is None else _holds(rule, used)


def _used(
    rule: Rule, industry: Industry, datasets: Mapping[str, Dataset], found: dict[str, Figure | None]
) -> dict[str, Figure] | None:
    """The figures that a rule asks for by name, None where one is not known; `found` keeps what was looked up before."""
    used = {}
    for name in names_in(rule.when):
        if name not in found:
            found[name] = figure(name, industry, datasets)
        known = found[name]
        if known is None:
            return None
        used[name] = known
    return used


def _holds(rule: Rule, used: Mapping[str, Figure]) -> bool:
    comparisons = resolved(rule.when)
    for name, op, bound in comparisons:
        right = used.get(bound) if isinstance(bound, str) and op != "is" else None
        if (used[str(name)].partial and op == "below") or (right and right.partial and op != "below"):
            return False  # the true number is larger by nobody knows how much
    values = {name: known.stored for name, known in used.items()}
    return holds(comparisons, values, {name: known.word for name, known in used.items()})


def _reading(rule: Rule, used: Mapping[str, Figure], industry: Industry, reader: str) -> Reading:
    def placed(match: re.Match[str]) -> str:
        known = used[match[1]]
        return known.parts[match[2]] if match[2] else known.number.text

    return Reading(
        id=rule.id,
        about=rule.about,
        title=rule.title,
        text=PLACED.sub(placed, rule.text),
        act=rule.act,
        do=rule.do,
        caveats=(rule.caveat, *_reservations(used, industry, reader)),
        numbers=tuple(known.number for known in used.values()),
    )


def _reservations(used: Mapping[str, Figure], industry: Industry, reader: str) -> list[str]:
    """What must be said of the numbers themselves, whatever the rule says."""
    said = []
    years: dict[str, set[int]] = {}
    for known in used.values():
        if reader and known.number.country != reader.upper():
            years.setdefault(known.number.country, set()).add(known.number.year)
    for country, when in years.items():
        name = Locale.parse("en").territories.get(country, country)
        said.append(f"The figures are from another country: {name}, {_listed(when)}. Where you are it may be different.")
    if any(known.partial for known in used.values()):
        said.append("“At least” marks a figure that is not published in full: the true one may be higher.")
    trade = industry.figures.trade
    if trade and trade.fit == "partial" and any(known.number.dataset == trade.dataset for known in used.values()):
        said.append(f"The table of who buys from whom does not count your trade by itself, but in “{trade.title}”.")
    return said


def _listed(years: set[int]) -> str:
    *first, last = map(str, sorted(years))
    return f"{', '.join(first)} and {last}" if first else last
