"""A Use table as it was read, whatever its layout, and the checks that all layouts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from playbook.importers.reading import NotImportedError, OfficialFile, number_in
from playbook.problems import Location, Problem

NOTHING = frozenset({"", "...", "---", "NA"})
"""How empty cells are written: no flow, or one of under half a million dollars."""

_RANGE = re.compile(r"(\d{2,6})(?:-(\d+))?")


@dataclass(frozen=True)
class UseTable:
    """Who uses what."""

    files: tuple[OfficialFile, ...]
    year: int
    level: str
    """`detail` or `summary`."""
    codes: str
    """The input-output list: `BEA 2017`."""
    vintage: str
    """The edition of NAICS that it is explained by."""
    columns: tuple[str, ...]
    """Codes of industries, and of final uses, which start with F."""
    cells: Mapping[str, Mapping[str, int]]
    """Millions of dollars by commodity and column, zeros left out."""
    titles: Mapping[str, str]
    naics: Mapping[tuple[str, str], str]
    """`exact` or `partial` by input-output code and NAICS code; a short NAICS code stands for all that start with it."""
    earlier: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The same for NAICS 2012 and NAICS 2017, where the files say it."""


def is_flow(code: str) -> bool:
    """Whether a row or column is a commodity, an industry or a final use, and no total and no value added."""
    return bool(code) and not re.fullmatch(r"[TV]\d+|NA(\.\d+)?", code)


def amounts(cells: Iterable[tuple[str, str, Location]]) -> tuple[dict[str, int], list[Problem]]:
    """The numbers of a row by column, zeros left out, with what cannot be read."""
    found, problems = {}, []
    for column, written, where in cells:
        number = None if written in NOTHING else number_in(written)
        if number is None and written not in NOTHING:
            problems.append(Problem(where, f"'{written}' is no number under {column}", "Expected millions of dollars."))
        elif number and round(float(number)):
            found[column] = round(float(number))
    return found, problems


def total_problem(code: str, cells: Mapping[str, int], total: str, where: Location) -> list[Problem]:
    """Whether a row's industries come to the total that the publisher prints.

    Each of some 400 flows is rounded, and those under half a million are left out: a row may be off by 25, or by one percent.
    """
    bought = [amount for column, amount in cells.items() if not column.startswith("F")]
    if (number := number_in(total)) is None or abs(sum(bought) - float(number)) <= 25 + abs(float(number)) / 100:
        return []
    message = f"the industries that buy {code} come to {sum(bought):,}, but the total says {int(float(number)):,}"
    return [Problem(where, message, "Rows or columns are missing: take the file as it was downloaded.")]


def once(codes: Sequence[str], places: Sequence[Location]) -> None:
    """NotImportedError where a code stands twice."""
    counted = Counter(codes)
    again = [
        Problem(place, f"the code {code} stands here a second time", "Keep one of the two.")
        for index, (code, place) in enumerate(zip(codes, places, strict=True))
        if counted[code] > 1 and code in codes[:index]
    ]
    if again:
        raise NotImportedError(*again)


def naics_in(words: str) -> list[str]:
    """The NAICS codes of a note such as `11113-6, 11119`: 11113, 11114, 11115, 11116 and 11119."""
    found = []
    for part in re.split(r"[,;]\s*", words):
        if match := _RANGE.fullmatch(part.strip().rstrip("*")):
            start = match[1]
            last = int(start[: len(start) - len(match[2])] + match[2]) if match[2] else int(start)
            found += [str(code) for code in range(int(start), last + 1)]
    return found


def fits(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """`exact` where neither code of a pair has another partner, else `partial`."""
    kept = sorted(set(pairs))
    left, right = Counter(pair[0] for pair in kept), Counter(pair[1] for pair in kept)
    return {pair: "exact" if left[pair[0]] == right[pair[1]] == 1 else "partial" for pair in kept}
