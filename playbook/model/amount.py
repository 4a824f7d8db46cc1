"""Units, and numbers that carry theirs: `400 money`, `1.5 hours`. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

Unit = Literal["count", "percent", "money", "hours"]
UNITS: tuple[Unit, ...] = get_args(Unit)
SCALE: dict[str, int] = {"count": 1, "percent": 1, "money": 100, "hours": 60}
"""How many stored units (cents, minutes) one written unit makes."""
PLAIN = frozenset({"count", "percent"})
"""Units that may be mixed: neither is money or time."""
WITH_UNIT = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,4}))? (count|percent|money|hours)")
"""A written amount: sign, whole part, decimals, unit."""

LARGEST = 10**12
"""The largest amount a definition may hold, so that JavaScript counts exactly."""

_WORDS = "should be a whole number, or a number with its unit such as '400 money' or '1.5 hours'"


def unit_of(written: int | str) -> str | None:
    """The unit that a written amount carries; None for a bare number or a name."""
    found = WITH_UNIT.fullmatch(written) if isinstance(written, str) else None
    return found[4] if found else None


def _amount(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or (isinstance(value, str) and unit_of(value) is None):
        raise ValueError(f"{_WORDS}, not {shown(value)}")
    return _small(value)


def _bound(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise ValueError(f"{_WORDS}, or a name, not {shown(value)}")
    return _small(value)


def _small(value: int | str) -> int | str:
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"is too large: {value}")
    return value


def shown(value: object) -> str:
    """A wrong value, as messages quote it."""
    if isinstance(value, bool):
        return str(value).lower()
    return {dict: "a mapping", list: "a list", type(None): "nothing"}.get(type(value), f"'{value}'")


_SCHEMA = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^(?:{WITH_UNIT.pattern})$"}]}
Amount = Annotated[int | str, BeforeValidator(_amount), WithJsonSchema(_SCHEMA)]
"""A whole number in stored units, or a number with its unit."""
Worth = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
"""Points or votes."""
Bound = Annotated[int | str, BeforeValidator(_bound), WithJsonSchema({"type": ["integer", "string"]})]
"""What a comparison compares with: an amount, or the name of an answer or score."""
