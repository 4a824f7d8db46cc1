"""Jinja templates from sources; the only importer of jinja2. Pure.

A template sees its context and nothing else: no globals, no files, no clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from playbook.model.source import SourceFile, digest_of
from playbook.problems import Location, Problem

_TAKES_IN = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+(?:["']([^"']+)["']\s*(?:-?%\}|import|as|ignore|with))?""")


class BrokenTemplateError(Exception):
    """A template that cannot be used, told as a Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Templates:
    """The site's templates, each compiled once."""

    def __init__(self, sources: Iterable[SourceFile]) -> None:
        self._digests: dict[str, str] = {}
        self._texts = {source.path: source.text for source in sources if source.path.endswith((".html", ".svg"))}
        self._environment = Environment(
            loader=DictLoader(self._texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.clear()

    def digest(self, name: str) -> str:
        """Changes with a template and with every template that it takes in."""
        if name not in self._digests:
            self._digests[name] = digest_of(*(f"{each}\0{self._texts[each]}" for each in sorted(self._closure(name, set()))))
        return self._digests[name]

    def _closure(self, name: str, found: set[str]) -> set[str]:
        """The template and those that it takes in; all of them where it names one by an expression."""
        if name in self._texts and name not in found:
            found.add(name)
            for literal in _TAKES_IN.findall(self._texts[name]):
                found |= self._closure(literal, found) if literal else set(self._texts)
        return found

    def compile(self) -> None:
        """Try every template; BrokenTemplateError for the first that is none."""
        for name in self._environment.list_templates():
            try:
                self._environment.get_template(name)
            except TemplateSyntaxError as error:
                raise _misspelt(error, name) from error

    def render(self, name: str, context: Mapping[str, Any]) -> Markup:
        """The text that a template makes of a context; BrokenTemplateError where it cannot."""
        try:
            return Markup(self._environment.get_template(name).render(context))  # noqa: S704 (autoescaped)
        except TemplateSyntaxError as error:
            raise _misspelt(error, name) from error
        except Exception as error:  # whatever a template may do: 1 / 0 is one of its mistakes too
            where = Location(*_template_line(error, name))
            raise BrokenTemplateError(Problem(where, f"the template has a mistake: {error}")) from error


def _misspelt(error: TemplateSyntaxError, name: str) -> BrokenTemplateError:
    where = Location(f"templates/{error.name or name}", error.lineno)
    return BrokenTemplateError(Problem(where, f"the template has a mistake: {error.message}"))


def _template_line(error: BaseException, name: str) -> tuple[str, int]:
    """The innermost template and line that an error passed through."""
    found, trace = (name, 1), error.__traceback__
    while trace:
        frame = trace.tb_frame
        if "__jinja_template__" in frame.f_globals or frame.f_code.co_filename == "<template>":
            found = (frame.f_globals.get("name") or name, trace.tb_lineno)
        trace = trace.tb_next
    return f"templates/{found[0]}", found[1]


def safe(html: str) -> Markup:
    """HTML that the load step cleaned, to be shown as it is."""
    return Markup(html)  # noqa: S704


def json_data(data: object) -> Markup:
    """Data for a script element of type application/json: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return safe(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def squeeze(html: str) -> str:
    """The page without the blank lines that templates leave."""
    return re.sub(r"\n\s*\n+", "\n", html)
