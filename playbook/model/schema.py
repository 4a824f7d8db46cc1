"""What YAML-shaped nouns share: pydantic models that are frozen, refuse unknown keys, and explain themselves."""

from __future__ import annotations

import ast
import inspect
import re
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Annotated

from babel.numbers import get_territory_currencies
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Schema(BaseModel):
    """A frozen mapping with known keys; a bare number is taken as text where text is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """With the words that stand below each field: read only here, since it means to read the program's text again."""
        found = handler(core)
        properties = handler.resolve_ref_schema(found).get("properties", {})
        for name, field in cls.model_fields.items():
            words = next((said[name] for said in map(_explained, cls.__mro__) if name in said), "")
            if words:
                properties[field.alias or name].setdefault("description", words)
        return found


@cache
def _explained(kind: type) -> dict[str, str]:
    """The words below each field that a class itself defines."""
    if not issubclass(kind, Schema):
        return {}
    tree = ast.parse(dedent(inspect.getsource(kind)))
    return {
        field.target.id: inspect.cleandoc(words.value.value)
        for made in ast.walk(tree)
        if isinstance(made, ast.ClassDef)
        for field, words in pairwise(made.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant) and isinstance(words.value.value, str)
    }


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):  # 20261121 is a number, which would count seconds since 1970
            return date.fromisoformat(str(value))
    raise ValueError(f"is not a day of the calendar: {value}. Write it as 2026-11-21")


def written_as(pattern: str, words: str) -> tuple[object, object]:
    """What makes a text have a form: a check that explains itself in words, and the pattern for JSON Schema."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"should be {words}, not '{value}'")
        return value

    return AfterValidator(check), Field(json_schema_extra={"pattern": f"^(?:{pattern})$"})


def _known_country(code: str) -> str:
    if not get_territory_currencies(code):
        raise ValueError(f"is no country's code: '{code}'. The United Kingdom is GB, Germany is DE")
    return code


def curled(text: str) -> str:
    """The text with typographic quotation marks."""
    text = re.sub(r"(?<![^\s(\[“‘–—/])\"", "“", text).replace('"', "”")
    return re.sub(r"(?<![^\s(\[“–—/])'(?=\D)", "‘", text).replace("'", "’")


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(curled)]
"""Text that says something."""
Id = Annotated[str, *written_as(r"[a-z][a-z0-9_-]*", "small letters, digits, - and _, a letter first")]
"""A name for machines: small letters, digits, - and _, a letter first."""
Reference = Annotated[str, StringConstraints(min_length=1), Field(json_schema_extra={"x-reference": True})]
"""The path of a page from `content/`, without suffix."""
Summary = Annotated[str, StringConstraints(min_length=1, max_length=160, strip_whitespace=True), AfterValidator(curled)]
"""One sentence, at most 160 characters."""
Country = Annotated[str, *written_as("[A-Z]{2}", "two capital letters, such as GB"), AfterValidator(_known_country)]
"""ISO 3166 code."""
Day = Annotated[date, BeforeValidator(_day)]
"""A date as 2026-11-21."""


class Paper(Schema):
    """What a sheet promises of its print."""

    pages: Annotated[int, Field(ge=1, le=8)]
