"""Whether a PDF can be read by everybody: PDF/UA-1 by a validator, and what a validator cannot know.

The validator and the reader of PDFs are imported when the first file is checked.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playbook.output.pdf import NoEngineError
from playbook.output.pdf_words import false_numbers

_OWN_FACES = "Playbook"
"""What the names of all faces that a sheet may use start with."""
_HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


@dataclass(frozen=True)
class Verdict:
    """What a check found: nothing where `faults` is empty."""

    pages: int
    size: int
    """Bytes."""
    faults: tuple[str, ...]

    def __str__(self) -> str:
        said = "; ".join(self.faults) or "PDF/UA-1, structure sound"
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"{'FAULTY' if self.faults else 'ok'}: {pages}, {self.size:,} bytes: {said}"


def check_pdf(data: bytes) -> Verdict:
    """The verdict on a PDF; NoEngineError where the checkers are not installed."""
    try:
        validator, reader = importlib.import_module("page"), importlib.import_module("pikepdf")
    except ImportError as error:
        raise NoEngineError(str(error)) from error
    report = validator.validate_pdf_bytes(data, profile="ua1")
    faults = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    with reader.open(io.BytesIO(data)) as pdf:
        faults += [fault for check in _CHECKS for fault in check(pdf)]
        faults += false_numbers(reader, pdf)
        return Verdict(len(pdf.pages), len(data), tuple(dict.fromkeys(faults)))


def _says_what_it_is(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "it has no title"
    if not str(root.get("/Lang", "")):
        yield "it does not name its language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window would show the file's name, not the title"


def _type(found: Any) -> str:
    return str(getattr(found, "_type_name", ""))


def _elements(pdf: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        found = waiting.pop()
        if _type(found) == "array":
            waiting += reversed(list(found))
        elif _type(found) == "dictionary" and "/S" in found:
            yield found
            waiting += [found.K] if "/K" in found else []


def _structure(pdf: Any) -> Iterator[str]:
    """Figures have words and a box on their page, heads of tables a scope, headings follow each other."""
    level = 0
    for element in _elements(pdf):
        kind = str(element.S)
        if kind == "/Figure":
            yield from _figure(element)
        elif kind == "/TH" and "/Scope" not in element.get("/A", {}):
            yield "the head of a table does not say what it is the head of"
        elif kind in _HEADINGS:
            if int(kind[2:]) > level + 1:
                yield f"a heading of level {kind[2:]} follows one of level {level}"
            level = int(kind[2:])
    if not level:
        yield "it has no heading"


def _figure(element: Any) -> Iterator[str]:
    if not str(element.get("/Alt", "")).strip():
        yield "a figure has no words that stand for it"
    left, bottom, right, top = (float(each) for each in element.A.BBox)
    x1, y1, x2, y2 = (float(each) for each in element.Pg.MediaBox)
    if not (x1 <= left <= right <= x2 and y1 <= bottom <= top <= y2):
        yield "a figure's box is not on its page"


def _pages(pdf: Any) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number} has links or fields out of reading order"
        for annotation in page.get("/Annots", ()):
            said = annotation.get("/TU") or annotation.get("/Parent", {}).get("/TU")
            if annotation.Subtype == "/Widget" and (not said or str(said) == str(annotation.get("/T"))):
                yield f"a field on page {number} has no name that a person would use"


def _faces(pdf: Any) -> Iterator[str]:
    for element in pdf.objects:
        if _type(element) == "dictionary" and element.get("/Type") == "/Font" and "/DescendantFonts" in element:
            name = str(element.BaseFont).lstrip("/").partition("+")[2]
            if not name.startswith(_OWN_FACES):
                yield f"it is set in {name}, which is none of the handbook's faces"
            if (
                "/FontFile2" not in element.DescendantFonts[0].FontDescriptor
                and "/FontFile3" not in element.DescendantFonts[0].FontDescriptor
            ):
                yield f"the face {name} is not in it"


_CHECKS = (_says_what_it_is, _structure, _pages, _faces)
