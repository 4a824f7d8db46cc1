"""Handout → PDF/UA-1; the only user of WeasyPrint, which is imported when the first sheet is printed."""

from __future__ import annotations

import gc
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from playbook.model.handout import OWN, Handout, Style
from playbook.output.pdf_desk import Desk
from playbook.output.pdf_finish import finish
from playbook.output.pdf_layout import lines_on, number_pages
from playbook.output.pdf_prune import flatten, sweep
from playbook.output.pdf_slim import slim

VARIANT = "pdf/ua-1"
LARGEST_PICTURE = 300
"""Dots per inch: finer pictures are made coarser."""


class NoEngineError(Exception):
    """WeasyPrint, or a library it needs, is not here."""


@dataclass(frozen=True)
class Pressed:
    """What came of one sheet."""

    data: bytes
    pages: int
    over: int = 0
    """Lines that stand on pages beyond those promised."""
    refused: tuple[str, ...] = ()
    """Addresses that the sheet asked for and did not get."""
    remarks: tuple[str, ...] = ()
    """What the engine complained of."""

    def packed(self) -> bytes:
        """As one piece of data: a line of JSON, then the PDF."""
        said = {"pages": self.pages, "over": self.over, "refused": self.refused, "remarks": self.remarks}
        return json.dumps(said).encode() + b"\n" + self.data

    @staticmethod
    def unpacked(packed: bytes) -> Pressed:
        """What `packed` packed."""
        line, _, data = packed.partition(b"\n")
        said = json.loads(line)
        return Pressed(data, said["pages"], said["over"], tuple(said["refused"]), tuple(said["remarks"]))


@cache
def engine_version() -> str:
    """What makes the bytes of a PDF, beside what goes in; NoEngineError where it is not installed."""
    try:
        return " ".join(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools"))
    except PackageNotFoundError as error:
        raise NoEngineError(str(error)) from error


@contextmanager
def _no_tidying() -> Iterator[None]:
    """Python looks for rubbish afterwards: to go through a layout's boxes, which live to its end, took a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Press:
    """Prints sheets of one style, which is parsed once. For one process."""

    def __init__(self, style: Style) -> None:
        self._engine = _engine()
        self._fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
        self._desk = Desk(self._engine.urls.URLFetcherResponse, style)
        self._fetcher = _fetcher(self._engine.urls, self._desk)
        with self._desk.listening() as remarks:
            self._css = self._engine.CSS(string=style.css, base_url=OWN, url_fetcher=self._fetcher, font_config=self._fonts)
        self.remarks = tuple(remarks)
        """What the engine complained of in the stylesheet."""

    @_no_tidying()
    def press(self, handout: Handout) -> Pressed:
        """The sheet as PDF. Nothing is read but the sheet, the style, and the pictures that came with it."""
        self._desk.lay(handout)
        options = {"pdf_variant": VARIANT, "pdf_forms": handout.fillable, "dpi": LARGEST_PICTURE, "optimize_images": True}
        with self._desk.listening() as remarks:
            sheet = self._engine.HTML(string=handout.html, base_url=OWN, url_fetcher=self._fetcher)
            document = sheet.render(stylesheets=[self._css], font_config=self._fonts, **options)
            if handout.numbered:
                number_pages(document)
            data = document.write_pdf(finisher=_finished, **options)
        pages = len(document.pages)
        promised = handout.pages or handout.most
        over = sum(lines_on(page) for page in document.pages[promised:]) if promised else 0
        return Pressed(data, pages, over, tuple(self._desk.refused), tuple(remarks))


def _finished(document: Any, pdf: Any) -> None:
    finish(document, pdf)
    flatten(pdf)
    slim(pdf)
    sweep(pdf)


def _fetcher(urls: Any, desk: Desk) -> Any:
    """The engine's own kind of fetcher, which gives what lies on the desk, and nothing else."""
    return type("DeskFetcher", (urls.URLFetcher,), {"fetch": lambda _, url, headers=None: desk.fetch(url)})()


@contextmanager
def _by_own_names() -> Iterator[None]:
    """Let libraries be found by their full names only, where those are enough: on Linux.

    The engine asks for each by the names of other systems first. To look for those, Python runs ldconfig, a compiler and a linker,
    dozens of times: that took longer than all the rest of the engine's import.
    """
    search: Any = importlib.import_module("ctypes.util")
    before = search.find_library
    search.find_library = (lambda name: None) if sys.platform == "linux" else before
    try:
        yield
    finally:
        search.find_library = before


@_by_own_names()
def _engine() -> Any:
    try:
        with redirect_stdout(None):  # it prints at length where a library is missing: whoever asked says it shorter
            return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NoEngineError(str(error).splitlines()[0]) from error
