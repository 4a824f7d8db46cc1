"""Does what a printed sheet says, as a person with a pencil would: knows nothing but the words, and what is in the boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
_OPERAND = r"(?:answer \d+|the number of rows in \d+|[A-Z]{1,2}|“[^”]*”)"
_WHERE = r"(?:, only the rows where (.+?))?"


def plain_number(text: str) -> Fraction | None:
    """`£1,200.50`, `2.5 hours` → a number; None for what is none."""
    found = re.fullmatch(r"([−-]?)[£]?([0-9,]+(?:\.[0-9]+)?)(?: ?%| hours?| h)?", text.strip())
    return Fraction(found[2].replace(",", "")) * (-1 if found[1] else 1) if found else None


def rounded(value: Fraction, words: str) -> Fraction:
    """As the step says: to two decimals, to the minute, to a whole number; a half goes away from 0."""
    unit = 100 if "two decimals" in words else 60 if "to the minute" in words else 1 if "Round;" in words else None
    if unit is None:
        return value
    size = abs(value) * unit + Fraction(1, 2)
    return Fraction(size.numerator // size.denominator, unit) * (-1 if value < 0 else 1)


class Sheet:
    """A filled sheet: answers by number, rows by number, and letters as they are worked out."""

    def __init__(self, answers: Mapping[int, Any], rows: Mapping[int, list[Row]]) -> None:
        self.answers, self.rows = answers, rows
        self.letters: dict[str, Any] = {}

    def follow(self, steps: list[str]) -> dict[str, Any]:
        """What is written beside each letter at the end; steps that are worked out in the rows left out."""
        for step in steps:
            letter, words = step.split(". ", 1)
            inside = re.match(r"In each row of (\d+), in a column ([A-Z]+): (.*)", words, re.S)
            if inside:
                for row in self.rows[int(inside[1])]:
                    row[inside[2]] = self.work(inside[3], row)
            else:
                self.letters[letter] = self.work(words, None)
        return self.letters

    def work(self, words: str, row: Row | None) -> Any:
        for pattern, do in _KINDS:
            if found := re.fullmatch(pattern, words, re.S):
                return do(self, found, row)
        raise AssertionError(f"nobody could do this: {words}")

    def value(self, operand: str, row: Row | None) -> Any:
        if operand.startswith("answer "):
            return self.answers.get(int(operand.removeprefix("answer ")))
        if operand.startswith("the number"):
            return Fraction(len(self.rows[int(operand.rpartition(" ")[2])]))
        if operand.startswith("“"):
            return row[operand.strip("“”")] if row is not None else None
        return row[operand] if row is not None and operand in row else self.letters[operand]

    def number(self, operand: str, row: Row | None) -> Fraction | None:
        found = self.value(operand, row)
        return found if isinstance(found, Fraction) else None

    def holds(self, words: str | None, row: Row | None) -> bool:
        parts = re.split(rf" and (?={_OPERAND} is )", words) if words else []
        return all(self._holds(part, row) for part in parts)

    def _holds(self, words: str, row: Row | None) -> bool:
        if found := re.fullmatch(rf"({_OPERAND}) is “(.*)”", words):
            return bool(self.value(found[1], row) == found[2])
        found = re.fullmatch(rf"({_OPERAND}) is (below |above |)(.+?)( or more)?", words)
        assert found, words
        left = self.number(found[1], row)
        right = self.number(found[3], row) if re.fullmatch(_OPERAND, found[3]) else plain_number(found[3])
        if left is None or right is None:
            return False
        return left < right if found[2] == "below " else left > right if found[2] == "above " else left >= right

    def table(self, ledger: str | None, where: str | None) -> list[Row]:
        rows = self.rows[int(ledger)] if ledger else next(iter(self.rows.values()))
        return [row for row in rows if self.holds(where, row)]


def _reached(entries: list[tuple[str, Any]], value: Fraction) -> Any:
    """The last entry whose range a value has reached: `0–24`, `£0 to under £400`, `75+`, `£400 or more`, `5`."""
    starts = [(plain_number(re.split(r"\+|(?<=\d)–| to | or more", words)[0]), said) for words, said in entries]
    reached = [said for start, said in starts if start is not None and value >= start]
    return reached[-1] if reached else None


def _sum(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction | None:
    name = found[1] or found[2]
    rows = sheet.table(found[3], found[4])
    cells = [cell for each in rows if isinstance(cell := each.get(name), Fraction)]
    return None if rows and not cells else sum(cells, Fraction(0))


def _product(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction | None:
    left, right = sheet.number(found[1], row), sheet.number(found[3], row)
    if left is None or right is None or (found[2] == "÷" and not right):
        return None
    value = left / right if found[2] == "÷" else left * right
    for sign, factor in re.findall(r" ([×÷]) ([0-9,]+)", found[4]):
        value = value * int(factor.replace(",", "")) if sign == "×" else value / int(factor.replace(",", ""))
    return rounded(value, found[5])


def _add(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction | None:
    parts = re.findall(rf"([+−]?) ?({_OPERAND})", found[1])
    values = [sheet.number(operand, row) for _, operand in parts]
    if None in values:
        return None
    total = sum(
        (-value if sign == "−" else value for (sign, _), value in zip(parts, values, strict=True) if value is not None), Fraction(0)
    )
    floor = plain_number(found[2]) if found[2] else None
    return total if floor is None else max(total, floor)


def _least(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction | None:
    values = [sheet.number(each, row) for each in re.findall(_OPERAND, found[1])]
    return None if None in values else min(value for value in values if value is not None)


def _look_up(sheet: Sheet, found: re.Match[str], row: Row | None) -> Any:
    entries = [tuple(each.split(" gives ")) for each in found[2].split(" · ")]
    value = sheet.number(found[1], row)
    said = dict(entries).get("“–”") if value is None else _reached(entries, value)  # type: ignore[arg-type]
    return None if said is None else plain_number(said)


def _cross(sheet: Sheet, found: re.Match[str], row: Row | None) -> Any:
    first, second = sheet.number(found[1], row), sheet.number(found[2], row)
    if first is None or second is None:
        return None
    lines = [each.removeprefix(f"{found[1]} ").split(" – ", 1) for each in found[3].split(" · ")]
    line = _reached([(start, rest) for start, rest in lines], first)
    said = _reached([tuple(cell.split(": ")) for cell in line.split(", ")], second)  # type: ignore[misc]
    return plain_number(said) if plain_number(said) is not None else said


def _numbers(words: str) -> list[int]:
    """`1–4, 6 and 8`."""
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", words):
        found += range(int(first), int(last or first) + 1)
    return found


def _points(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction | None:
    numbers, rest = _numbers(found[1].split(";")[0]), found[0]
    weights = dict.fromkeys(numbers, 1)
    for these, times in re.findall(r"; ([0-9–, and]+) counts? (twice|\d+ times)", found[1]):
        weights |= dict.fromkeys(_numbers(these), 2 if times == "twice" else int(times.split()[0]))
    known = {each: sheet.answers[each] for each in numbers if isinstance(sheet.answers.get(each), Fraction)}
    need = re.search(r"Fewer than (\d+) answered", rest)
    if len(known) < (int(need[1]) if need else 1):
        return None
    total = sum((weights[each] * points for each, points in known.items()), Fraction(0))
    if "Divide by" not in rest:
        return total
    tops = {each: int(top) for top, these in re.findall(r"(\d+) for ([0-9–, and]+)", found[2] or "") for each in _numbers(these)}
    most = sum(weights[each] * tops[each] for each in known)
    return rounded(total / most * 100, rest) if most else None


def _rank(sheet: Sheet, found: re.Match[str], row: Row | None) -> list[int]:
    keys = [found[2], *([found[3]] if found[3] else [])]
    cells = [(place, [sheet.number(key, each) for key in keys]) for place, each in enumerate(sheet.table(found[1], None))]
    known = [(place, values) for place, values in cells if None not in values]
    return [place for place, _ in sorted(known, key=lambda each: [-value for value in each[1] if value is not None])][
        : int(found[4])
    ]


def _match(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction:
    theirs = [sheet.value(found[3], each) for each in sheet.table(found[4], found[5])]
    mine = [sheet.value(found[3], each) for each in sheet.table(found[1], found[2])]
    return Fraction(sum(tag is not None and tag in theirs for tag in mine))


def _votes(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction:
    total = 0
    for question, choices in re.findall(r"answer (\d+) ((?:“[^”]*” −?\d+(?: · )?)+)", found[1]):
        total += {name: int(count.replace("−", "-")) for name, count in re.findall(r"“([^”]*)” (−?\d+)", choices)}.get(
            sheet.answers.get(int(question)), 0
        )
    return Fraction(total)


def _count(sheet: Sheet, found: re.Match[str], row: Row | None) -> Fraction:
    return Fraction(len(sheet.table(found[1], found[2])))


_KINDS: tuple[tuple[str, Callable[[Sheet, re.Match[str], Row | None], Any]], ...] = (
    (rf"Add up (?:the “(.+?)” column|column ([A-Z]+))(?: of (\d+))?{_WHERE}", _sum),
    (rf"Count the rows of (\d+){_WHERE}, whose ({_OPERAND}) also stands in a row of (\d+){_WHERE}", _match),
    (rf"Count the rows(?: of (\d+))?{_WHERE}", _count),
    (r"Add up the points of ([^.]+)\.(?: Divide by the most that those you answered could give \((.+?)\), × 100\.)?.*", _points),
    (r"The smallest of (.+)\.", _least),
    (rf"Look up ({_OPERAND}): (.+)\.", _look_up),
    (rf"Look up ({_OPERAND}), then ({_OPERAND}): (.+)\.", _cross),
    (rf"Put the rows(?: of (\d+))? in order, the highest ({_OPERAND}) first"
     rf"(?:; of equals, the higher ({_OPERAND}))?; else .* first (\d+) rows\.", _rank),
    (r"Votes for .+?\. Add up: (.+)\.", _votes),
    (rf"({_OPERAND}) ([×÷]) ({_OPERAND})((?: [×÷] [0-9,]+)*)\.(.*)", _product),
    (rf"({_OPERAND}(?: [+−] {_OPERAND})*)\.(?: If it is below .+?, write (.+)\.)?", _add),
)  # fmt: skip
"""What each kind of step looks like, and how it is done; the first that fits counts."""
