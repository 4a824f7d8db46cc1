"""Plain data → a frozen object, with every mistake told at its own place. Pure."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.load.located import Document, Path
from playbook.problems import Location, Problem, did_you_mean

Model = TypeVar("Model", bound=BaseModel)

_ASKED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of key: value",
    "model_type": "a mapping of key: value",
    "model_attributes_type": "a mapping of key: value",
    "date_type": "a date like 2026-11-21",
}
_WAY_OUT = {
    "tuple_type": "Write it as [one, two], or as lines that start with '- '.",
    "list_type": "Write it as [one, two], or as lines that start with '- '.",
}


def validate(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The document's data as `model`, or None with all that is wrong with it."""
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        here = document.places[()]
        return None, [Problem(here, f"must be a mapping of key: value, not {_name(data)}", "Write one 'key: value' on each line.")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    missing: dict[Path, list[str]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "missing":
            missing[_path_in(document, detail["loc"])].append(f"'{detail['loc'][-1]}'")
    told = [detail for detail in details if detail["type"] != "missing" and not _follows(detail)]
    problems = [_problem(model, document, detail) for detail in told]
    problems += [_missing(document, path, names) for path, names in missing.items()]
    return None, list(dict.fromkeys(problems))


def known_part(model: type[Model], data: Any) -> Model | None:
    """What data says under keys that are known, where nothing else is wrong with it: enough for what is checked next."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if any(detail["type"] != "extra_forbidden" for detail in details):
        return None
    data = deepcopy(data)
    for *path, key in (detail["loc"] for detail in details):
        del reduce(getitem, path, data)[key]
    return model.model_validate(data)


def _missing(document: Document, path: Path, names: list[str]) -> Problem:
    where = document.keys.get(path) or document.places.get(path, document.places[()])
    words = f"the key {names[0]} is missing" if len(names) == 1 else f"the keys {', '.join(names)} are missing"
    return Problem(where, words)


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list counts as too short only because what is in it is wrong, which is told by itself."""
    given = detail["input"]
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= detail["ctx"]["min_length"]


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    kind, path = detail["type"], _path_in(document, detail["loc"])
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx") or {}
    where = document.places.get(path, document.places[()])
    if kind == "extra_forbidden":
        known = _keys_at(model, detail["loc"][:-1])
        return Problem(document.keys.get(path, where), f"unknown key '{name}'", did_you_mean(name, known))
    if kind in _ASKED:
        return Problem(where, f"{_label(path)} must be {_ASKED[kind]}, not {_name(detail['input'])}", _WAY_OUT.get(kind, ""))
    if kind == "literal_error":
        return _literal_problem(document, path, detail)
    if kind.startswith("union_tag"):
        return _tag_problem(document, path, context)
    return Problem(where, f"{_label(path)} {_reason(kind, context, detail)}")


def _literal_problem(document: Document, path: Path, detail: ErrorDetails) -> Problem:
    """A value, or the key of a mapping, that is none of the known words."""
    words = str(detail["ctx"]["expected"]).replace(" or ", ", ").split(",")
    where, given = document.places.get(path, document.places[()]), detail["input"]
    hint = did_you_mean(str(given), [word.strip(" '") for word in words])
    if detail["loc"][-1] == "[key]":
        return Problem(document.keys.get(path, where), f"unknown key '{given}'", hint)
    return Problem(where, f"{_label(path)} cannot be {_name(given)}", hint)


def _tag_problem(document: Document, path: Path, context: dict[str, Any]) -> Problem:
    """A mapping whose kind is named by one of its keys, and is missing or not known."""
    key = context["discriminator"].strip("'")
    if "tag" not in context:
        return Problem(document.places[path], f"the key '{key}' is missing")
    known = [word.strip(" '") for word in context["expected_tags"].split(",")]
    return Problem(
        document.places[*path, key], f"{_label((*path, key))} cannot be '{context['tag']}'", did_you_mean(context["tag"], known)
    )


def _reason(kind: str, context: dict[str, Any], detail: ErrorDetails) -> str:
    given = detail["input"]
    if kind == "string_too_long":
        return f"has {len(given)} characters: at most {context['max_length']} fit"
    if kind in ("string_too_short", "too_short"):
        return "is empty"
    if kind == "value_error":
        return str(context["error"])
    bounds = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most"), "greater_than": ("gt", "above")}
    if kind in bounds:
        key, word = bounds[kind]
        return f"must be {word} {context[key]}, not {given}"
    return f"is wrong: {detail['msg'].lower()}"


def _path_in(document: Document, loc: tuple[str | int, ...]) -> Path:
    """The path of an error in the document: pydantic's own steps (a union's member) left out."""
    path: Path = ()
    for step in loc:
        if (*path, step) in document.places:
            path = (*path, step)
    return path


def _label(path: Path) -> str:
    """`'tags' item 2`, `'codes' › 'naics2022'`."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" item {step + 1}"
        else:
            words.append(f"'{step}'")
    return " › ".join(words) or "this file"


def _name(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place inside a model."""
    found: list[type[BaseModel]] = [model]
    for step in loc:
        inner = [field.annotation for each in found for name, field in each.model_fields.items() if step in (name, field.alias)]
        if inner:
            found = [each for annotation in inner for each in _models_in(annotation)]
        else:
            found = [each for each in found if step in _tags(each)] or found
    return [field.alias or name for each in found for name, field in each.model_fields.items()]


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    """What a member of a union is told apart by: the values of its literal fields."""
    return tuple(value for field in model.model_fields.values() for value in get_args(field.annotation) if isinstance(value, str))


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [each for part in get_args(annotation) for each in _models_in(part)]


def place_of(document: Document, *path: str | int) -> Location:
    """Where the value at a path stands, or the nearest thing around it."""
    while path and path not in document.places:
        path = path[:-1]
    return document.places[path]
