"""Handouts → PDFs: those the memo knows at once, the others in as many processes as are given. Wires memo and press."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from playbook.memo import Memo
from playbook.model.handout import Edition, Handout, Printed, Style
from playbook.output.pdf import Press, Pressed, engine_version
from playbook.problems import Problem

FEW = 8
"""So many sheets are printed sooner than other processes start."""
_PAPERS = {"a4": "A4", "letter": "Letter"}


class NotKeptError(Exception):
    """The memo does not hold it."""


@dataclass(frozen=True)
class Printer:
    """Prints the sheets of one edition."""

    edition: Edition
    style: Style
    memo: Memo
    jobs: int = 1

    def print(self, handouts: Sequence[Handout]) -> Iterator[Printed]:
        """Each handout as PDF, in no certain order: first those that the memo holds, then the others as they are done."""
        waiting = []
        for handout in handouts:
            if kept := self.kept(handout):
                yield kept
            else:
                waiting.append(handout)
        for handout, packed in self._press(waiting):
            self.memo.remember("pdf", self._inputs(handout), partial(bytes, packed))
            yield replace(self.told(handout, packed), fresh=True)

    def kept(self, handout: Handout) -> Printed | None:
        """The PDF that an earlier run made of the same sheet, in the same style, with the same engine; None where none did."""
        try:
            packed = self.memo.remember("pdf", self._inputs(handout), not_kept)
        except NotKeptError:
            return None
        return self.told(handout, packed)

    def _inputs(self, handout: Handout) -> list[str]:
        """All that makes the bytes of a PDF."""
        pictures = [f"{picture.path} {picture.digest}" for picture in handout.pictures]
        promise = f"{handout.pages} {handout.most} {handout.fillable} {handout.numbered}"
        return [handout.html, promise, self.style.digest, engine_version(), *pictures]

    def _press(self, handouts: Sequence[Handout]) -> Iterable[tuple[Handout, bytes]]:
        if self.jobs == 1 or len(handouts) <= FEW:
            press = _Once(self.style)
            return ((handout, press(handout)) for handout in handouts)
        return self._share(handouts)

    def _share(self, handouts: Sequence[Handout]) -> Iterator[tuple[Handout, bytes]]:
        """The sheets, dealt out to processes that each parse the style once; the largest first."""
        order = sorted(handouts, key=lambda handout: -len(handout.html))
        with ProcessPoolExecutor(self.jobs, get_context("spawn"), _start, (self.style,)) as pool:
            yield from zip(order, pool.map(_press_here, order, chunksize=4 if len(order) > 40 else 1), strict=True)

    def told(self, handout: Handout, packed: bytes) -> Printed:
        """The PDF, and what an editor should know of it."""
        pressed = Pressed.unpacked(packed)
        problems = tuple(_problems(handout, pressed, self.edition))
        return Printed(handout.path, handout.url, handout.offer, pressed.data, pressed.pages, problems)


def not_kept() -> bytes:
    """Stands in for work that is not to be done now."""
    raise NotKeptError


class _Once:
    """A press that is set up when the first sheet comes."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._press: Press | None = None

    def __call__(self, handout: Handout) -> bytes:
        self._press = self._press or Press(self._style)
        return self._press.press(handout).packed()


_here: list[Callable[[Handout], bytes]] = []
"""The press of this process, where it is one of many."""


def _start(style: Style) -> None:
    _here[:] = [_Once(style)]


def _press_here(handout: Handout) -> bytes:
    return _here[0](handout)


def _problems(handout: Handout, pressed: Pressed, edition: Edition) -> Iterator[Problem]:
    """What an editor should know of a sheet that was printed."""
    for sign in handout.lacking:
        name = f"{unicodedata.name(sign, 'a sign without a name').lower()}, U+{ord(sign):04X}"
        yield Problem(handout.where, f"the print faces have no ‘{sign}’ ({name}): another stands for it", severity="warning")
    for address in pressed.refused:
        message = f"the sheet asks for {address}, which is not a picture of this handbook"
        yield Problem(handout.where, message, "Put the file below content/, and link to it there.", "warning")
    for remark in pressed.remarks:
        if not any(address in remark for address in pressed.refused):
            yield Problem(handout.where, f"the printed sheet may be wrong: {remark}", severity="warning")
    if not edition.large:
        yield from _fit(handout, pressed, _PAPERS[edition.paper])


def _fit(handout: Handout, pressed: Pressed, paper: str) -> Iterator[Problem]:
    """Whether a sheet fills the pages it promises, neither more nor fewer."""
    promised = handout.pages or handout.most
    if promised and pressed.pages > promised:
        message = f"the sheet promises {_pages(promised)} and takes {pressed.pages} on {paper}: {_lines(pressed.over)} too many"
        yield Problem(handout.where, message, "Shorten it by as much, or promise more pages where it may.", "warning")
    elif handout.pages and pressed.pages < handout.pages:
        message = f"the sheet promises {_pages(handout.pages)} and fills {pressed.pages} on {paper}"
        yield Problem(handout.where, message, f"Write 'paper: {{pages: {pressed.pages}}}'.", "warning")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
