"""Glossary words explained where a page first uses them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playbook.model.reference import Term

_PIECE = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"</?([a-z0-9]+)")
_LEFT_ALONE = frozenset({"a", "button", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "th", "summary"})
"""Elements whose words are not explained: links, headings, words to say."""


Mark = Callable[[Term, str, str], str]
"""A term, the word that stands for it and the signs after it → HTML."""


@dataclass(frozen=True)
class Glossary:
    """The glossary's terms with one pattern that finds any of them."""

    terms: dict[str, Term]
    """By every form of the word, in small letters."""
    pattern: re.Pattern[str]


def glossary_of(terms: Iterable[Term]) -> Glossary:
    """Longer forms win over shorter ones."""
    forms = {form.casefold(): term for term in terms for form in (term.term, *term.also)}
    words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"
    return Glossary(forms, re.compile(rf"(?<![\w-])(?P<word>{words})(?![\w-])(?P<sign>[.,;:!?)”’…]*)", re.I))


def explain(html: str, glossary: Glossary, known: set[str], mark: Mark | None = None) -> tuple[str, list[Term]]:
    """The HTML with the first use of each term marked, and the terms so used; without `mark`, by a button that shows its meaning.

    `known` holds the ids of terms that need no explaining any more; those found are added to it.
    """
    found: list[Term] = []
    depth = 0
    pieces = _PIECE.split(html)
    for index, piece in enumerate(pieces):
        if index % 2:
            tag = _TAG.match(piece)
            if tag and tag[1] in _LEFT_ALONE:
                depth += -1 if piece.startswith("</") else 1
        elif not depth and piece.strip():
            pieces[index] = glossary.pattern.sub(lambda match: _marked(match, glossary, known, found, mark or _button), piece)
    return "".join(pieces), found


def _marked(match: re.Match[str], glossary: Glossary, known: set[str], found: list[Term], mark: Mark) -> str:
    term = glossary.terms.get(match["word"].casefold())
    if term is None or term.id in known:  # re.I takes a dotless ı for an i
        return match[0]
    known.add(term.id)
    found.append(term)
    return mark(term, match["word"], match["sign"])


def _button(term: Term, word: str, sign: str) -> str:
    button = f'<button type="button" class="term" popovertarget="word-{term.id}">{word}</button>'
    return f'<span class="whole">{button}{sign}</span>' if sign else button
