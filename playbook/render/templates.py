"""Jinja templates from sources; the only importer of jinja2. Pure.

A template sees its context and nothing else: no globals, no files, no clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError
from jinja2.nodes import Const, Extends, FromImport, Import, Include
from markupsafe import Markup

from playbook.memo import Memo
from playbook.model.source import SourceFile, digest_of
from playbook.problems import Location, Problem, did_you_mean
from playbook.remembered import remembered

_TAKES_IN = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+(?:["']([^"']+)["']\s*(?:-?%\}|import|as|ignore|with))?""")
_NO_MACRO = re.compile(r"TemplateModule object' has no attribute ('\w+')")
_WAY_OUT = "Templates of your own stand in for those that come with the program: mend yours, or take it out of templates/."


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

    def mistakes(self, name: str) -> Iterator[Problem]:
        """What a template shows by itself: its first mistake in syntax, else all templates that it takes in and are not there."""
        try:
            self._environment.get_template(name)
        except TemplateSyntaxError as error:
            yield _misspelt(error, name).problem
            return
        for kind in (Extends, FromImport, Import, Include):
            for node in self._environment.parse(self._texts[name]).find_all(kind):
                template = getattr(node, "template", None)
                wanted = template.value if isinstance(template, Const) else name
                if isinstance(wanted, str) and wanted not in self._texts:
                    where = Location(f"templates/{name}", node.lineno)
                    yield Problem(where, f"there is no template {wanted}", did_you_mean(wanted, self._texts))

    def render(self, name: str, context: Mapping[str, Any]) -> Markup:
        """The text that a template makes of a context; BrokenTemplateError where it cannot."""
        try:
            return Markup(self._environment.get_template(name).render(context))  # noqa: S704 (autoescaped)
        except TemplateSyntaxError as error:
            raise _misspelt(error, name) from error
        except Exception as error:  # whatever a template may do: 1 / 0 is one of its mistakes too
            where = Location(*_template_line(error, name))
            lost = _NO_MACRO.search(str(error))
            said = f"no template that this one imports has a macro {lost[1]}" if lost else f"the template has a mistake: {error}"
            raise BrokenTemplateError(Problem(where, said, _WAY_OUT)) from error


def template_problems(sources: Sequence[SourceFile], own: Iterable[str], memo: Memo) -> Iterator[Problem]:
    """What a handbook's own templates show by themselves, of all of them; each is looked through once."""
    templates, digests = Templates(sources), {source.path: source.digest for source in sources}
    there = digest_of(*sorted(digests))
    for name in own:
        if name.endswith((".html", ".svg")):
            yield from remembered(memo, "template", [name, digests[name], there], templates.mistakes(name))


def _misspelt(error: TemplateSyntaxError, name: str) -> BrokenTemplateError:
    where = Location(f"templates/{error.name or name}", error.lineno)
    return BrokenTemplateError(Problem(where, f"the template has a mistake: {error.message}", _WAY_OUT))


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
