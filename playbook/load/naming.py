"""Names and units inside an assessment: what resolves, what fits. Each mistake with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.load.located import Document, Path
from playbook.load.schema import place_of
from playbook.model.amount import PLAIN, unit_of
from playbook.model.conditions import Condition
from playbook.problems import Problem, did_you_mean
from playbook.scoring.names import Noun, Nouns
from playbook.scoring.values import stored


@dataclass(frozen=True)
class Scope:
    """What can be named at one place."""

    nouns: Nouns
    missing: str
    """What to say of a name that is not there, before the name."""
    later: Sequence[str] = ()
    """Names that are defined further down."""


def name_problems(document: Document, path: Path, ref: str, scope: Scope, *, number: bool = False) -> Iterator[Problem]:
    """Whether a name stands for something there, and for a number where one is needed."""
    where = place_of(document, *path)
    if ref in scope.later and ref not in scope.nouns:
        yield Problem(
            where, f"'{ref}' is used before it is defined", "Move it up: a score may use questions and earlier scores only."
        )
    elif ref not in scope.nouns:
        yield Problem(where, f"{scope.missing} '{ref}'", did_you_mean(ref, scope.nouns))
    elif number and scope.nouns[ref].unit is None:
        yield Problem(where, f"'{ref}' is {scope.nouns[ref].what}, not a number")


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units may be added or compared; counts and percents may be mixed."""
    return one == other or (one in PLAIN and other in PLAIN)


def in_unit(unit: str | None) -> str:
    """`in money`, `in hours`, `a count`, `a percent`."""
    return f"a {unit}" if unit in PLAIN else f"in {unit}"


def amount_problems(document: Document, path: Path, written: int | str, name: str, unit: str | None) -> Iterator[Problem]:
    """Whether an amount fits the unit of what it is held against; 0 needs none."""
    if unit is None or (stored(written) == 0 and unit_of(written) is None):
        return
    where, given = place_of(document, *path), unit_of(written)
    if given is None and unit not in PLAIN:
        yield Problem(where, f"a bare number against '{name}', which is {in_unit(unit)}", f"Write the unit too: {written} {unit}")
    elif given is not None and not same_unit(given, unit):
        yield Problem(where, f"{written} does not fit '{name}', which is {in_unit(unit)}")


def condition_problems(document: Document, path: Path, when: Condition | None, scope: Scope) -> Iterator[Problem]:
    """Whether the names of a condition resolve, and their units and kinds fit what they are compared with."""
    for ref, comparison in (when or {}).items():
        wrong = list(name_problems(document, (*path, ref), ref, scope))
        yield from wrong
        if wrong:
            continue
        for op, bound in comparison.items():
            yield from _comparison_problems(document, (*path, ref, op), (ref, op, bound), scope)


def _comparison_problems(document: Document, path: Path, said: tuple[str, str, int | str], scope: Scope) -> Iterator[Problem]:
    (ref, op, bound), noun, where = said, scope.nouns[said[0]], place_of(document, *path)
    if op == "is":
        if noun.ids is None:
            hint = "Use at_least, below or above." if noun.unit else ""
            yield Problem(where, f"'is' compares ids only, and '{ref}' is {noun.what}", hint)
        elif bound not in noun.ids:
            yield Problem(where, f"'{ref}' is never '{bound}'", did_you_mean(str(bound), noun.ids))
    elif noun.unit is None:
        yield Problem(where, f"'{ref}' is {noun.what}, not a number", "Use 'is' with one of its ids." if noun.ids else "")
    elif isinstance(bound, int) or unit_of(bound):
        yield from amount_problems(document, path, bound, ref, noun.unit)
    else:
        wrong = list(name_problems(document, path, bound, scope, number=True))
        yield from wrong
        if not wrong and not same_unit(noun.unit, scope.nouns[bound].unit):
            yield Problem(where, f"'{ref}' is {in_unit(noun.unit)}, but '{bound}' is {in_unit(scope.nouns[bound].unit)}")


def ascending_problems(document: Document, path: Path, written: Sequence[int | str], tail: Path = ()) -> Iterator[Problem]:
    """Whether steps ascend; `tail` leads from a step to its start."""
    starts = [stored(each) or 0 for each in written]
    for index in range(1, len(starts)):
        if starts[index] <= starts[index - 1]:
            where = place_of(document, *path, index, *tail)
            yield Problem(where, f"{written[index]} comes after {written[index - 1]}: each must be above the one before")


def repeated(document: Document, places: Mapping[Path, str], taken: Mapping[str, int] | None = None) -> Iterator[Problem]:
    """The ids that are used twice; `places` are the paths of ids."""
    seen = dict(taken or {})
    for path, name in places.items():
        where = place_of(document, *path)
        if name in seen:
            yield Problem(
                where, f"the id '{name}' is used twice", f"The one on line {seen[name]} has it already: every id is used once."
            )
        seen.setdefault(name, where.line)


def noun_of(scope: Scope, ref: str) -> Noun:
    """What a name stands for; nothing, where it is not there."""
    return scope.nouns.get(ref, Noun("nothing"))
