"""Sheets → PDFs: those the memo knows at once, the others by whoever works. Wires memo and press."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from playbook.crew import ALONE, Crew
from playbook.memo import Memo, key_of
from playbook.model.handout import Edition, Handout, Printed, PrintFont, Style, Wanted
from playbook.output.pdf import Press, Pressed, engine_version
from playbook.problems import Location, Problem

FEW = 8
"""So many sheets are printed sooner than other processes start."""
REHEARSAL = "rehearsal"
"""The shelf of the memo with a style and a sheet that were printed, to get ready by."""
_PAPERS = {"a4": "A4", "letter": "Letter"}


@dataclass(frozen=True)
class Bench:
    """Where a worker prints; the style is parsed once a process."""

    style: Style

    def __call__(self, handouts: Sequence[Handout]) -> list[bytes]:
        """Each handout as packed PDF."""
        press = _press(self.style)
        return [press.press(handout).packed() for handout in handouts]


@lru_cache(maxsize=1)
def _press(style: Style) -> Press:
    return Press(style)


def rehearse(memo: Memo) -> None:
    """Print again, for nobody, a sheet that was printed before: engine and style are at hand then when the next one comes."""
    noted = memo.shelf(REHEARSAL).get("last")
    if noted is None:
        Press(Style("", (), b"", ""))  # imports the engine
    else:
        css, fonts, mark, digest, html = json.loads(noted)
        faces = (PrintFont(**{**font, "data": font["data"] and b64decode(font["data"])}) for font in fonts)
        style = Style(css, tuple(faces), mark.encode(), digest)
        Bench(style)([Handout("", "", "", html, "", Location(""), fillable=True)])


def _rehearsal(style: Style, handout: Handout) -> bytes:
    """What `rehearse` needs."""
    fonts = [{**asdict(font), "data": font.data and b64encode(font.data).decode()} for font in style.fonts]
    return json.dumps([style.css, fonts, style.mark.decode(), style.digest, handout.html]).encode()


@dataclass(frozen=True)
class Printer:
    """Prints the sheets of one edition."""

    edition: Edition
    style: Style
    memo: Memo
    crew: Crew = ALONE

    def print(self, wanted: Sequence[Wanted]) -> Iterator[Printed]:
        """Each sheet as PDF, in no certain order: first those that the memo holds, then the others as they are done."""
        waiting = []
        for each in wanted:
            if noted := self._noted(each, {}):
                yield noted
            elif found := self._found(each, handout := each.set()):
                yield found
            else:
                waiting.append((each, handout))
        waiting.sort(key=lambda pair: -len(pair[1].html))  # the book, the longest of all, should not be the last
        if waiting and self.memo.pick(REHEARSAL, ["style"]).get("style") != self.style.digest.encode():
            last = _rehearsal(self.style, waiting[-1][1])
            self.memo.put_on_shelf(REHEARSAL, {"style": self.style.digest.encode(), "last": last})
        crew = replace(self.crew, chunk=1, few=FEW)
        pressed = crew.each(Bench(self.style), [handout for _, handout in waiting])
        for (each, handout), packed in zip(waiting, pressed, strict=True):
            key = self._key(handout)
            self.memo.put(key, packed)
            self.memo.save()
            printed = self.told(handout, packed)
            self._note(each, key, printed)
            yield replace(printed, fresh=True)

    def kept(self, wanted: Wanted, there: Mapping[str, str]) -> Printed | None:
        """The PDF that an earlier run made of the same sheet, in the same style, with the same engine; None where none did.

        One that is `there`, by its path with its SHA-256, comes without its bytes.
        """
        return self._noted(wanted, there) or self._found(wanted, wanted.set())

    def _noted(self, wanted: Wanted, there: Mapping[str, str]) -> Printed | None:
        """The PDF that was made from the same: nothing is set to find it."""
        made_from, key, said = self._notes.get(wanted.path, b"  ").split(b" ", 2)
        if made_from != self.made_from(wanted):
            return None
        noted = _read(wanted.path, json.loads(said))
        if there.get(noted.path) == noted.digest:
            return noted
        packed = self.memo.get(bytes.fromhex(key.decode()))
        return replace(noted, data=Pressed.unpacked(packed).data) if packed else None

    def _found(self, wanted: Wanted, handout: Handout) -> Printed | None:
        """The PDF of a sheet that came out as before."""
        key = self._key(handout)
        packed = self.memo.get(key)
        if packed is None:
            return None
        printed = self.told(handout, packed)
        self._note(wanted, key, printed)
        return printed

    @cached_property
    def _notes(self) -> dict[str, bytes]:
        return notes(self.edition, self.memo)

    def _note(self, wanted: Wanted, key: bytes, printed: Printed) -> None:
        told = [astuple(problem) for problem in printed.problems]
        said = [printed.url, printed.offer, printed.pages, printed.size, printed.digest, told]
        self._notes[wanted.path] = b" ".join([self.made_from(wanted), key.hex().encode(), json.dumps(said).encode()])
        self.memo.put_on_shelf(_shelf(self.edition), {wanted.path: self._notes[wanted.path]})

    def made_from(self, wanted: Wanted) -> bytes:
        """What a sheet of this edition is made from, in hexadecimal: the same only if its PDF would be."""
        return key_of("sheet", [wanted.made_from, self.style.digest, engine_version()]).hex().encode()

    def _key(self, handout: Handout) -> bytes:
        """All that makes the bytes of a PDF."""
        pictures = [f"{picture.path} {picture.digest}" for picture in handout.pictures]
        promise = f"{handout.pages} {handout.most} {handout.fillable} {handout.numbered}"
        return key_of("pdf", [handout.html, promise, self.style.digest, engine_version(), *pictures])

    def told(self, handout: Handout, packed: bytes) -> Printed:
        """The PDF, and what an editor should know of it."""
        pressed = Pressed.unpacked(packed)
        problems, data = tuple(_problems(handout, pressed, self.edition)), pressed.data
        digest = hashlib.sha256(data).hexdigest()
        return Printed(handout.path, handout.url, handout.offer, pressed.pages, len(data), digest, data, problems)


def notes(edition: Edition, memo: Memo) -> dict[str, bytes]:
    """By the path of each PDF that was ever printed: what it was made from, where the memo keeps it, and what was told."""
    return memo.shelf(_shelf(edition))


def _shelf(edition: Edition) -> str:
    return f"prints {edition.name}"


def _read(path: str, said: Any) -> Printed:
    """A PDF, as it was noted."""
    url, offer, pages, size, digest, problems = said
    told = tuple(Problem(Location(*where), *rest) for where, *rest in problems)
    return Printed(path, url, offer, pages, size, digest, problems=told)


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
