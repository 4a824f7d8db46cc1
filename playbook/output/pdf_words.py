"""What the pages of a PDF say, and whether the page numbers in it are true.

A text is found by its mark in the page's contents, its letters by the face's own table (ISO 32000-1:2008, 9.10.3 and 14.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

_LETTERS = re.compile(rb"<([0-9a-f]{4})>(?: <([0-9a-f]{4})>)? <([0-9a-f]+)>\n")
"""A sign or a run of them, and what the first of them stands for."""
_NUMBER = re.compile(r"\(page (\d+)|(\d+)$")
"""After a reference in a text, and beside an entry of the contents."""


def false_numbers(reader: Any, pdf: Any) -> Iterator[str]:
    """Faults of an open PDF: a number in or after a link is that of the page it leads to, and an entry's words stand there."""
    if "/Dests" not in pdf.Root.get("/Names", {}):
        return
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    led = {name: pages[place[0].objgen] for name, place in reader.NameTree(pdf.Root.Names.Dests).items()}
    said = cache(partial(_said, reader, pdf))
    text = partial(_text, said=said, pages=pages)
    for words, number, target in _numbered(pdf, led, text):
        if number > len(pages):
            continue  # the year of a work that is cited
        if number != target:
            yield f"“{words}” is said to be on page {number}, and is on page {target}"
        elif not words.isdigit() and _bare(words) not in _bare("".join(said(target - 1).values())):
            yield f"“{words}” is said to be on page {number}, which does not say it"


def _numbered(pdf: Any, led: dict[str, int], text: Any) -> Iterator[tuple[str, int, int]]:
    """Links with a page's number: their words (the number itself in the index, and after a reference in a text), both pages."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids, page = _kids(element), element.get("/Pg")
        waiting += [kid for kid in kids if not isinstance(kid, int) and "/S" in kid]
        for at, kid in enumerate(kids):
            target = _target(kid, led) if not isinstance(kid, int) and kid.get("/S") == "/Link" else None
            if target is not None:
                words = text(kid).strip()
                beside = words if words.isdigit() else "".join(text(each, page) for each in kids[at + 1 :]).strip()
                if found := _NUMBER.match(beside):
                    yield (found[1] or words), int(found[1] or found[2]), target


def _kids(element: Any) -> list[Any]:
    """What an element of the structure holds: others, and the numbers of marks on its page."""
    kids = element.get("/K", ())
    return list(kids) if getattr(kids, "_type_name", "") == "array" else [kids]


def _target(link: Any, led: dict[str, int]) -> int | None:
    """The page that a link leads to; None where that is not in the file."""
    places = [str(kid.Obj.get("/Dest", "")) for kid in _kids(link) if not isinstance(kid, int) and "/Obj" in kid]
    return next((led[place] for place in places if place in led), None)


def _text(kid: Any, page: Any = None, *, said: Any, pages: dict[Any, int]) -> str:
    """All words of an element of the structure, or of a mark on a page."""
    if isinstance(kid, int):
        return str(said(pages[page.objgen] - 1).get(kid, ""))
    return "".join(_text(each, kid.get("/Pg"), said=said, pages=pages) for each in _kids(kid)) if "/S" in kid else ""


def _said(reader: Any, pdf: Any, index: int) -> dict[int, str]:
    """The words of a page by their marks, in the order in which they are drawn."""
    page, said, letters, open_marks = pdf.pages[index], dict[int, str](), dict[int, str](), list[int]()
    tables = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    for operands, operator in reader.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marked = operands[1] if len(operands) > 1 else {}
                open_marks.append(int(marked.get("/MCID", -1)))
            case "EMC":
                open_marks.pop()
            case "Tf":
                letters = tables[str(operands[0])]
            case "TJ" if open_marks and open_marks[-1] >= 0:
                codes = b"".join(bytes(each) for each in operands[0] if getattr(each, "_type_name", "") == "string")
                pairs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
                said[open_marks[-1]] = said.get(open_marks[-1], "") + "".join(letters.get(code, "") for code in pairs)
    return said


def _letters(font: Any) -> dict[int, str]:
    """The letters that a face's signs stand for."""
    found = dict[int, str]()
    for first, last, text in _LETTERS.findall(font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""):
        letters = bytes.fromhex(text.decode()).decode("utf-16-be")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            found[code] = letters[:-1] + chr(ord(letters[-1]) + code - int(first, 16))
    return found


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)
