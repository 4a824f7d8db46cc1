"""YAML that remembers where each key and value stands. Pure; the only importer of yaml.

Scalars follow the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) without floats: `true` and `false` are
booleans, whole numbers are numbers, and `no`, `1.10`, `2024-01-01` and `0111` stay the text that the editor wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from playbook.model.source import SourceFile
from playbook.problems import Location, Problem

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_STANDARD_TAG = "tag:yaml.org,2002:"
_TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "value", "merge", "binary", "seq", "map"})
"""What YAML 1.1 takes plain values for; they are read again by the rules above."""
_CONTINUED = re.compile(r"\s+(?:[^:]|:(?=\S))*:")
"""A line that is indented, up to its first colon that ends a key."""
_SECOND_COLON = "a second ': ' on one line"
_INDENTED = "this line is indented more than the key above it, as if it went on with its text"
_INDENTED_LESS = "this line starts further left than the first one"
_WORDS = {
    "found character that cannot start any token": "a line starts with a tab or another sign that YAML cannot read",
    "mapping values are not allowed in this context": _SECOND_COLON,
    "block sequence entries are not allowed in this context": "a list that starts on the line of its key",
    "did not find expected <document start>": _INDENTED_LESS,
    "found undefined alias": "a word that starts with *",
    "did not find expected node content": "a bracket or a comma too many, or one that is not closed",
    "found unexpected end of stream": "a quotation mark is not closed",
    "could not find expected ':'": "a key without ':' after it",
    "did not find expected key": "this line does not fit the lines above it: its indent, or a quotation mark before it",
    "did not find expected '-' indicator": "this line does not fit the list above it: its indent, or a missing '- '",
    "did not find expected ',' or ']'": "a list in [brackets] that is not closed, or lacks a comma",
    "did not find expected ',' or '}'": "a mapping in {braces} that is not closed, or lacks a comma",
    "found unknown escape character": "a backslash inside double quotes: use 'single quotes'",
    "found undefined tag handle": "a tag that is not known here",
}
_HINTS = {
    "a line starts with a tab or another sign that YAML cannot read": (
        "Indent with spaces; put text that starts with @ ` % or a tab in quotes."
    ),
    "this line does not fit the lines above it: its indent, or a quotation mark before it": (
        "Text that holds ' goes into double quotes; keys of one mapping stand in one column."
    ),
    _SECOND_COLON: 'Put the text in quotes: summary: "Follow-up: the first 48 hours"',
    _INDENTED: "Keys of one mapping stand in one column; a text of several lines goes into quotes.",
    _INDENTED_LESS: "Keys of one mapping stand in one column.",
    "a list that starts on the line of its key": "Start the list on the next line, or write it as [one, two].",
    "a word that starts with *": "Put the text in quotes.",
}


@dataclass
class Document:
    """A YAML text as plain data, with the place of everything in it."""

    data: Any = None
    places: dict[Path, Location] = field(default_factory=dict)
    """Where the value at a path starts; `()` is the document."""
    keys: dict[Path, Location] = field(default_factory=dict)
    """Where the key at the end of a path starts."""
    problems: list[Problem] = field(default_factory=list)


def read_yaml(source: SourceFile, text: str | None = None, first_line: int = 1) -> Document:
    """The data of a source's text, or of the part of it that starts on `first_line`.

    Mistakes come back as `problems`, all of them where the text can be read at all.
    """
    document = Document(places={(): source.at(first_line)})
    if text is None:
        text = source.text
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax_problem(source, error, text, first_line))
        return document
    except yaml.YAMLError as error:
        document.problems.append(Problem(source.at(first_line), f"this is not YAML: {error}".splitlines()[0]))
        return document
    if node is not None:
        document.data = _Reader(source, document, first_line).value(node, ())
    return document


def _syntax_problem(source: SourceFile, error: yaml.MarkedYAMLError, text: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if error.context_mark and error.context and ("quoted" in error.context or "flow" in error.context):
        line, column = error.context_mark.line, error.context_mark.column
    lines = text.splitlines()
    message = _WORDS.get(error.problem or "", error.problem or "cannot be read")
    if message == _SECOND_COLON and line < len(lines) and _CONTINUED.fullmatch(lines[line][: column + 1]):
        message = _INDENTED
    if line < len(lines) and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return Problem(source.at(first_line + line, 1), "a tab indents this line", "YAML is indented with spaces: use two.")
    return Problem(source.at(first_line + line, column + 1), f"this is not YAML: {message}", _HINTS.get(message, ""))


class _Reader:
    """Turns nodes into data, refusing what a handbook does not need: aliases, foreign tags, merged or repeated keys."""

    def __init__(self, source: SourceFile, document: Document, first_line: int) -> None:
        self._source = source
        self._document = document
        self._first_line = first_line
        self._seen: dict[int, Any] = {}

    def value(self, node: yaml.Node, path: Path) -> Any:
        if id(node) in self._seen:
            here = self._document.keys.get(path) or self._place(node)
            self._document.places[path] = here
            self._tell(here, "an alias (*name) stands for another part", "Write that part out in full.")
            return self._seen[id(node)]
        self._document.places[path] = self._place(node)
        if str(node.tag).removeprefix(_STANDARD_TAG) not in _TAGS:
            self._tell(
                self._place(node),
                f"a tag that is not known here: {str(node.tag).replace(_STANDARD_TAG, '!!')}",
                "Leave the word with ! out.",
            )
        self._seen[id(node)] = None  # for a part that holds itself
        self._seen[id(node)] = self._data(node, path)
        return self._seen[id(node)]

    def _data(self, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        style = getattr(node, "style", None)
        return _scalar(str(node.value), str(node.tag), quoted=bool(style))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            where = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._tell(where, "a key must be a word", "Put text in { or [ into quotes.")
                continue
            key, inner = key_node.value, (*path, key_node.value)
            if key in result:
                first = self._document.keys[inner]
                hint = f"It stands on line {first.line} already: keep one of the two."
                self._tell(where, f"the key '{key}' stands here a second time", hint)
                continue
            self._document.keys[inner] = where
            result[key] = self.value(value_node, inner)
        return result

    def _place(self, node: yaml.Node) -> Location:
        return self._source.at(node.start_mark.line + self._first_line, node.start_mark.column + 1)

    def _tell(self, where: Location, message: str, hint: str) -> None:
        self._document.problems.append(Problem(where, message, hint))


def _scalar(text: str, tag: str, *, quoted: bool) -> str | int | bool | None:
    if quoted or (tag == f"{_STANDARD_TAG}str" and not text):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if _INTEGER.fullmatch(text) else text
