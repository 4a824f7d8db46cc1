"""The calculating rules of an assessment: their operands, units, steps and tables. Each mistake with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.load.located import Document, Path
from playbook.load.naming import Scope, amount_problems, ascending_problems, in_unit, name_problems, noun_of, same_unit
from playbook.load.schema import place_of
from playbook.model.amount import PLAIN, unit_of
from playbook.model.scores import Add, AnyScore, Bandpoints, Calculating, Lookup, Ratio, Scale
from playbook.problems import Problem, did_you_mean


@dataclass(frozen=True)
class Rule:
    """A rule at its place, with what it may name."""

    document: Document
    path: Path
    scope: Scope


def calculating_problems(rule: Rule, score: Calculating) -> Iterator[Problem]:
    """Everything wrong with a rule that needs nothing but values."""
    match score:
        case Ratio():
            yield from operand_problems(rule, "part", "whole", score=score)
            yield from _ratio_units(rule, score)
        case Scale():
            yield from operand_problems(rule, "value", "by", score=score)
            yield from _scale_units(rule, score)
        case Add():
            operands: dict[Path, str] = {("plus", index): ref for index, ref in enumerate(score.plus)}
            operands |= {("minus", index): ref for index, ref in enumerate(score.minus)}
            yield from alike_problems(rule, score, operands)
            if score.floor is not None:
                yield from amount_problems(rule.document, (*rule.path, "floor"), score.floor, score.id, score.show or "count")
        case Bandpoints():
            yield from operand_problems(rule, "of", score=score)
            yield from _steps(rule, [start for start, _ in score.steps], "steps", score.of, tail=(0,))
        case Lookup():
            yield from operand_problems(rule, "rows", "cols", score=score)
            yield from _steps(rule, score.row_steps, "row_steps", score.rows)
            yield from _steps(rule, score.col_steps, "col_steps", score.cols)
            yield from _table_problems(rule, score)


def operand_problems(rule: Rule, *fields: str, score: AnyScore) -> Iterator[Problem]:
    """The fields of a rule that do not name a number."""
    for field in fields:
        yield from name_problems(rule.document, (*rule.path, field), getattr(score, field), rule.scope, number=True)


def _steps(rule: Rule, starts: Sequence[int | str], field: str, of: str, tail: Path = ()) -> Iterator[Problem]:
    for index, start in enumerate(starts):
        yield from amount_problems(rule.document, (*rule.path, field, index, *tail), start, of, noun_of(rule.scope, of).unit)
    yield from ascending_problems(rule.document, (*rule.path, field), starts, tail)


def show_problem(rule: Rule, score: AnyScore, unit: str, why: str) -> Problem:
    """A score that is shown in another unit than it has."""
    where = place_of(rule.document, *rule.path, "show") if score.show else place_of(rule.document, *rule.path, "id")
    said = f"shown as {score.show}" if score.show else "shown as a count, since it has no 'show'"
    return Problem(where, f"'{score.id}' is {said}, but {why} {in_unit(unit)}", f"Write 'show: {unit}'.")


def alike_problems(rule: Rule, score: AnyScore, operands: dict[Path, str]) -> Iterator[Problem]:
    """Rules that leave units as they are: every operand has the score's."""
    show = score.show or "count"
    first = ""
    for path, ref in operands.items():
        wrong = list(name_problems(rule.document, (*rule.path, *path), ref, rule.scope, number=True))
        yield from wrong
        unit = noun_of(rule.scope, ref).unit
        if wrong or unit is None:
            continue
        if first and not same_unit(unit, noun_of(rule.scope, first).unit):
            message = f"'{ref}' is {in_unit(unit)}, but '{first}' is {in_unit(noun_of(rule.scope, first).unit)}"
            yield Problem(
                place_of(rule.document, *rule.path, *path), message, "Turn one into the other first, with a 'scale' rule."
            )
        elif not first and not same_unit(unit, show):
            yield show_problem(rule, score, unit, f"'{ref}' is")
        first = first or ref


def _ratio_units(rule: Rule, score: Ratio) -> Iterator[Problem]:
    part, whole = noun_of(rule.scope, score.part).unit, noun_of(rule.scope, score.whole).unit
    show = score.show or "count"
    if part is None or whole is None:
        return
    if part in PLAIN or part == whole:
        if show not in PLAIN:
            yield show_problem(rule, score, "percent", f"'{score.part}' ÷ '{score.whole}' is")
    elif show != part:
        yield show_problem(rule, score, part, f"'{score.part}' is")


def _scale_units(rule: Rule, score: Scale) -> Iterator[Problem]:
    units = [noun_of(rule.scope, score.value).unit, noun_of(rule.scope, score.by).unit]
    show = score.show or "count"
    if None in units:
        return
    left = [unit for unit in units if unit not in PLAIN]
    if (over := unit_of(score.over)) in left:
        left.remove(over)
    if not left and show not in PLAIN:
        yield show_problem(rule, score, "count", f"'{score.value}' × '{score.by}' is")
    elif left and show not in left:
        yield show_problem(rule, score, str(left[0]), f"'{score.value}' × '{score.by}' is")


def _table_problems(rule: Rule, score: Lookup) -> Iterator[Problem]:
    path = (*rule.path, "table")
    if len(score.table) != len(score.row_steps):
        message = f"the table has {len(score.table)} rows, but 'row_steps' has {len(score.row_steps)}"
        yield Problem(place_of(rule.document, *path), message, "Write one row for each step.")
    kinds = {type(cell) for row in score.table for cell in row}
    for index, row in enumerate(score.table):
        if len(row) != len(score.col_steps):
            message = f"this row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, but 'col_steps' has {len(score.col_steps)}"
            yield Problem(place_of(rule.document, *path, index), message, "Write one cell for each step.")
    if len(kinds) > 1:
        yield Problem(place_of(rule.document, *path), "the table mixes numbers and ids", "Write numbers only, or ids only.")
    for name in score.labels:
        if not any(name in row for row in score.table):
            cells = [cell for row in score.table for cell in row if isinstance(cell, str)]
            yield Problem(place_of(rule.document, *rule.path, "labels", name), f"no cell '{name}'", did_you_mean(name, cells))
