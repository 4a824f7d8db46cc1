"""What the tests of print share: the shipped handbook as an association would publish it, and one press a style."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from playbook.memo import Memo
from playbook.model.handout import Edition, Handout
from playbook.model.site import Site
from playbook.model.source import MediaFile
from playbook.output.pdf import Press, Pressed
from playbook.prints import Prints
from tests.conftest import ROOT, Book

FOOT, LARGE_FOOT = 17 * 72 / 25.4, 30 * 72 / 25.4
"""Points at the foot of a page, and of a page in large print, that belong to no text."""


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#4a7f63").save(file, "png")
    return file.getvalue()


def poppler(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: run the tests with 'make test', which installs poppler-utils"
    return found


@dataclass
class Shop:
    """Prints what one site says, each style by one press."""

    site: Site

    def __post_init__(self) -> None:
        self._prints = cache(lambda edition: Prints(self.site, edition, Memo(ROOT / ".playbook")))
        self._press = cache(lambda edition: Press(self._prints(edition).printer.style))

    def prints(self, edition: Edition) -> Prints:
        return self._prints(edition)

    def prints_a4(self) -> Prints:
        return self._prints(Edition())

    def press(self, handout: Handout, edition: Edition = Edition()) -> Pressed:  # noqa: B008
        return self._press(edition).press(handout)


@pytest.fixture(scope="session")
def shop(shipped: Site) -> Shop:
    """The shipped handbook with an association's name, logo and address."""
    address = {"site_url": "https://northtown.example/playbook/", "association": "Chamber of Northtown", "logo": "logo.png"}
    logo = MediaFile("logo.png", picture(240, 80), "logo")
    return Shop(replace(shipped, settings=shipped.settings.model_copy(update=address), media=(*shipped.media, logo)))


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., str]:
    """Reads a PDF's text back with poppler, feet left out, one page after the other."""

    def read(data: bytes, pages: int, foot: float = FOOT) -> str:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(data)
        size = subprocess.run([poppler("pdfinfo"), file], capture_output=True, text=True, check=True).stdout
        width, height = (float(each) for each in size.partition("Page size:")[2].split("pts")[0].split("x"))
        box = ["-x", "0", "-y", "0", "-W", str(round(width)), "-H", str(round(height - foot))]
        command = [poppler("pdftotext"), "-raw", "-enc", "UTF-8", "-l", str(pages), *box, str(file), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return read


@pytest.fixture
def sheets_of(handbook: Callable[..., Book]) -> Callable[..., dict[str, tuple[Handout, Pressed]]]:
    """Prints every sheet of a small handbook, by its path below `print/`."""

    def make(files: dict[str, str | bytes], edition: Edition = Edition()) -> dict[str, tuple[Handout, Pressed]]:  # noqa: B008
        site, _ = handbook(files).check()
        small = Shop(site)
        handouts = [each.set() for each in small.prints(edition).sheets()]
        return {each.path.removeprefix("print/"): (each, small.press(each, edition)) for each in handouts}

    return make
