"""Takes out of a PDF that is about to be written what nobody needs: elements that say nothing, and what nothing refers to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from playbook.output.pdf_slim import drawn

_BARE = {"Type", "S", "K", "Pg", "P"}
"""What an element has that says nothing of its own (ISO 32000-1:2008, 14.7.2)."""
_PLAIN = ("/Span", "/NonStruct")
_STRICT = ("/L", "/Table", "/THead", "/TBody", "/TFoot", "/TR")
"""Elements that hold others, and no text (14.8.4.3)."""
_MARKS = re.compile(rb"(?:EMC\n/Span\n)?<</MCID (\d+)>>\nBDC\n|BMC\n|EMC\n")
"""Where marks in a page's contents begin and end (14.6), and where a text's follows another."""


def flatten(pdf: Any) -> None:
    """Let what plain spans hold stand in their place, and lines that follow each other in one paragraph be one.

    A reader meets the same words in the same order, each in the paragraph, head or cell that it belongs to.
    """
    taken: dict[bytes, bytes] = {}
    elements: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"]
    for element in elements:  # parents come before what they hold
        if element.reference not in taken:
            element["K"][:] = list(_held(element, element["K"], pdf, taken))
    marks = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for owners in marks[1::2]:
        if isinstance(owners, list):
            owners[:] = [taken.get(owner, owner) for owner in owners]
    for page, owners in zip(map(partial(_object, pdf), pdf.page_references), marks[1::2], strict=False):
        contents = _object(pdf, page["Contents"])
        contents.stream = [_joined(drawn(contents), owners, pdf)]
    marks[1::2] = [owner if isinstance(owner, list) else taken.get(owner, owner) for owner in marks[1::2]]


def _held(parent: Any, kids: Any, pdf: Any, taken: dict[bytes, bytes]) -> Iterator[Any]:
    """What an element holds once plain spans are gone; `taken` says which element has what each of those held."""
    for kid in kids:
        element = _object(pdf, kid) if isinstance(kid, bytes) else {}
        plain = element.get("S") in _PLAIN and element.keys() == _BARE and parent["S"] not in _STRICT
        if plain and element["Pg"] == parent.get("Pg"):
            taken[kid] = parent.reference
            yield from _held(parent, element["K"], pdf, taken)
        else:
            if "P" in element:
                element["P"] = parent.reference
            yield kid


def _joined(contents: bytes, owners: list[Any], pdf: Any) -> bytes:
    """A page's contents, in which a mark goes on where the next begins at once and belongs to the same element."""
    opened: list[int] = []

    def follow(match: re.Match[bytes]) -> bytes:
        mark = int(match[1] or -1)
        if not match[0].endswith((b"BDC\n", b"BMC\n")):
            opened.pop()
        elif not match[0].startswith(b"EMC"):
            opened.append(mark)
        else:
            kids = _object(pdf, owners[mark])["K"]
            at = kids.index(mark)
            if at and kids[at - 1] == opened[-1]:
                del kids[at]
                owners[mark] = b"null"
                return b""
            opened[-1] = mark
        return match[0]

    return _MARKS.sub(follow, contents + b"\n").replace(b"BT\nET\n", b"")


def sweep(pdf: Any) -> None:
    """Leave out objects that nothing refers to, and close the gaps in the numbers of the others."""
    pdf.pages["Kids"][:] = pdf.page_references  # each is three words else
    found = [list(_references(each)) for each in pdf.objects]
    reached, waiting = {0, pdf.catalog.number}, [pdf.catalog.number]
    while waiting:
        new = {number for _, _, number in found[waiting.pop()]} - reached
        reached |= new
        waiting += new
    numbers = {old: number for number, old in enumerate(sorted(reached))}
    for inside, key, old in itertools.chain.from_iterable(found[number] for number in numbers):
        inside[key] = b"%d 0 R" % numbers[old]
    pdf.objects[:] = [pdf.objects[old] for old in numbers]
    for number, each in enumerate(pdf.objects):
        each.number = number


def _references(value: Any) -> Iterator[tuple[Any, Any, int]]:
    """Where an object refers to others: in which dictionary or list, under which key or at which place, to which number."""
    waiting = [value if isinstance(value, dict | list) else getattr(value, "extra", {})]
    while waiting:
        inside = waiting.pop()
        for key, part in inside.items() if isinstance(inside, dict) else enumerate(inside):
            if isinstance(part, bytes) and part.endswith(b" 0 R"):
                yield inside, key, int(part[:-4])
            elif isinstance(part, dict | list):
                waiting.append(part)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
