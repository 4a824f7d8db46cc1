"""Answers as whole numbers, or unknown: reading, dividing, printing. Pure; `scoring-values.js` says the same in the browser."""

from __future__ import annotations

import re

from playbook.model.amount import SCALE, WITH_UNIT

LIMIT = 2**53
"""A number of this size or more is unknown: JavaScript could not hold it exactly."""
_NUMBER = re.compile(
    r"([-−]?)[£$€]? ?(?:([1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,4}))?|([0-9]{1,9})(?:\.([0-9]{1,4})|,([0-9]{1,2}))?) ?%?"
)
_SPACE = " \t\r\n"


def bounded(number: int) -> int | None:
    """The number, or unknown where it is too large."""
    return number if -LIMIT < number < LIMIT else None


def div(n: int, d: int) -> int | None:
    """The quotient n ÷ d as a whole number, halves away from zero; unknown where d is 0."""
    if d == 0:
        return None
    if d < 0:
        n, d = -n, -d
    size = (2 * abs(n) + d) // (2 * d)
    return bounded(size if n >= 0 else -size)


def whole(answer: object) -> int | None:
    """A JSON number without a fraction; anything else is unknown. `2.0` is 2, since JavaScript cannot tell them apart."""
    if type(answer) is int:
        return bounded(answer)
    if type(answer) is float and answer.is_integer():
        return bounded(int(answer))
    return None


def number(answer: object, unit: str, *, signed: bool = False) -> int | None:
    """A number answer in stored units (cents for money, minutes for hours), or None where it cannot be read."""
    if isinstance(answer, str):
        found = _NUMBER.fullmatch(answer.strip(_SPACE))
        if not found or (found[1] and not signed):
            return None
        decimals = found[3] or found[5] or found[6] or ""
        digits = int((found[2] or found[4]).replace(",", "") + decimals)
        return div(-digits * SCALE[unit] if found[1] else digits * SCALE[unit], 10 ** len(decimals))
    size = whole(answer)
    if size is None or (size < 0 and not signed):
        return None
    return bounded(size * SCALE[unit])


def stored(written: int | str) -> int | None:
    """An amount of the definition in stored units: `400 money` is 40000; None where it is a name."""
    if isinstance(written, int):
        return written
    found = WITH_UNIT.fullmatch(written)
    if not found:
        return None
    decimals = found[3] or ""
    return div(int(found[1] + found[2] + decimals) * SCALE[found[4]], 10 ** len(decimals))


def blank(answer: object) -> bool:
    """Whether a cell is empty."""
    return answer is None or (isinstance(answer, str) and not answer.strip(_SPACE))


def printed(value: object, show: str | None, sign: str = "") -> str:
    """A value as the reader sees it: `71%`, `£818.50`, `8.5 hours`, `8 h 20 min`; a dash where it is unknown.

    Quarter-hours are decimals, other times hours and minutes. Spaces inside do not break.
    """
    if value is None:
        return "–"
    if not isinstance(value, int):
        return str(value)
    minus, size = "−" if value < 0 else "", abs(value)
    if show == "money":
        pounds, cents = divmod(size, 100)
        return f"{minus}{sign}{pounds:,}" + (f".{cents:02}" if cents else "")
    if show == "hours":
        return minus + _time(size)
    return f"{minus}{size:,}" + ("%" if show == "percent" else "")


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest % 15:
        return f"{hours:,}\u00a0h\u00a0{rest}\u00a0min" if hours else f"{rest}\u00a0min"
    decimals = {0: "", 15: ".25", 30: ".5", 45: ".75"}[rest]
    return f"{hours:,}{decimals}\u00a0{'hour' if minutes == 60 else 'hours'}"
