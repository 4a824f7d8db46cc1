"""What lies on the printer's desk: the fonts, the mark and one sheet's pictures. Nothing else can be fetched."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playbook.model.handout import OWN, Handout, Style

MARK = "mark.svg"
_SVG = {"Content-Type": "image/svg+xml"}
"""Said of a drawing: else the engine tries every other kind of picture first."""


class Desk:
    """Answers the engine's requests, and listens to its complaints."""

    def __init__(self, respond: Callable[[str, bytes, dict[str, str]], Any], style: Style) -> None:
        self._respond = respond
        self._fonts = {font.file: font for font in style.fonts}
        self._mark = style.mark
        self._pictures: dict[str, bytes] = {}
        self.refused: list[str] = []
        """Addresses asked for in vain, in order, each once."""

    def lay(self, handout: Handout) -> None:
        """Make ready for a sheet."""
        self._pictures = {picture.path: picture.data for picture in handout.pictures}
        self.refused = []

    def fetch(self, url: str) -> Any:
        """What lies at an address; ValueError where it is not one of the sheet's own."""
        name = url.removeprefix(OWN).lstrip("/") if url.startswith(OWN) else ""
        if name == MARK:
            return self._respond(url, self._mark, _SVG)
        if font := self._fonts.get(name):
            return self._respond(url, Path(font.source).read_bytes() if font.data is None else font.data, {})
        if name in self._pictures:
            return self._respond(url, self._pictures[name], _SVG if name.endswith(".svg") else {})
        if url not in self.refused:
            self.refused.append(url)
        raise ValueError("a sheet loads only what belongs to the handbook")

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """The engine's warnings while it works, in order, each once."""
        remarks: list[str] = []
        logger, listener = logging.getLogger("weasyprint"), _Listener(remarks)
        before = logger.handlers[:], logger.propagate
        logger.handlers, logger.propagate = [listener], False
        try:
            yield remarks
        finally:
            logger.handlers, logger.propagate = before


class _Listener(logging.Handler):
    def __init__(self, remarks: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._remarks = remarks

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text not in self._remarks:
            self._remarks.append(text)
