"""The style that all printed sheets share: one stylesheet for an edition, and the typefaces whole. Pure but for the memo."""

from __future__ import annotations

import hashlib
import importlib
import json
import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Any

from playbook.memo import Memo
from playbook.model.colour import readable
from playbook.model.face import Face
from playbook.model.handout import OWN, Edition, PrintFont, Style
from playbook.model.site import Site
from playbook.render.fonts import RANGES, STEP, subset, tools_version

STYLESHEET = "print/print.css"
MARK = "components/mark.html"
WHITE = "#ffffff"
_FORM = "Playbook Form"
"""What is typed into a field is set in this: a face with few signs, since a PDF holds a field's face whole."""
_SIZES = {
    False: ("", "10.3pt", ".86rem", ".79rem", "7.4pt", "--table:table;--cell:table-cell;--total:inline"),
    True: ("margin-bottom:30mm;", "18pt", "1rem", "1rem", "15pt", "--table:block;--cell:block;--total:none"),
}
"""By large print or not: rules of the page, sizes of the body, of small type, hints and foot, and what one of them has."""
_PAGE_SIZES = {"a4": "210mm 297mm", "letter": "8.5in 11in"}


def print_style(site: Site, faces: tuple[Face, ...], edition: Edition, memo: Memo) -> Style:
    """The style of an edition: the handbook's colour, the paper's size, and how large type is."""
    texts = {source.path: source.text for source in site.templates}
    accent = readable(site.settings.accent, WHITE)
    fonts = (*map(_font, faces), _form_font(faces, memo))
    css = "\n".join([*map(_face_rule, fonts), texts[STYLESHEET], _edition_rules(edition, accent)])
    mark = texts[MARK].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace("currentColor", accent).encode()
    versions = [f"{face.name} {face.version}" for face in faces]
    digest = hashlib.sha256("\0".join([css, mark.decode(), *versions]).encode()).hexdigest()
    return Style(css, fonts, mark, digest)


def _font(face: Face) -> PrintFont:
    family = face.family.replace("Source", "Playbook")
    return PrintFont(family, face.weight, face.style, f"fonts/{face.path.name}", source=str(face.path))


def _form_font(faces: tuple[Face, ...], memo: Memo) -> PrintFont:
    face = next(face for face in faces if face.family.endswith("Sans"))
    inputs = [face.path.name, face.version, RANGES["latin"], "ttf", tools_version()]
    data = memo.remember(STEP, inputs, partial(subset, face, RANGES["latin"], flavor=None, features=()))
    return PrintFont(_FORM, 400, "normal", "fonts/form.ttf", data)


def _face_rule(font: PrintFont) -> str:
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};src:url("{OWN}{font.file}")}}'
    )


def _edition_rules(edition: Edition, accent: str) -> str:
    page, body, small, hint, tiny, pair = _SIZES[edition.large]
    heads = "".join(f"@{place}{{font-size:{tiny}}}" for place in ("top-left", "top-right", "bottom-right"))
    return (
        f"@page{{size:{_PAGE_SIZES[edition.paper]};{page}{heads}}}"
        f"html{{font-size:{body};--accent:{accent};--small:{small};--tiny:{tiny};--hint:{hint};{pair}}}"
    )


def signs_of(faces: Iterable[Face], memo: Memo) -> frozenset[str]:
    """The signs that every face has."""
    known = None
    for face in faces:
        data = memo.remember("signs", [face.path.name, face.version], partial(_signs, face))
        signs = frozenset(map(chr, json.loads(data)))
        known = signs if known is None else known & signs
    return known or frozenset()


def _signs(face: Face) -> bytes:
    """The face's code points as JSON. fontTools is heavy and seldom needed, so it is imported here."""
    fonts: Any = importlib.import_module("fontTools.ttLib")
    with fonts.TTFont(str(face.path), lazy=True) as font:
        return json.dumps(sorted(font.getBestCmap())).encode()


def printable(html: str, signs: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The HTML with every sign that the faces lack replaced, and those signs by the alphabet.

    Signs that only join or shape others are left out.
    """
    html = unicodedata.normalize("NFC", html)
    lacking = {sign for sign in set(html) if sign not in signs and not sign.isspace()}
    stand_in = next((sign for sign in "□◊" if sign in signs), "?")
    shaping = {sign for sign in lacking if unicodedata.category(sign) in ("Cf", "Mn", "Me")}
    table = {ord(sign): "" if sign in shaping else stand_in for sign in lacking}
    return (html.translate(table) if table else html), tuple(sorted(lacking - shaping))
