"""Typefaces cut down to the signs a handbook uses, as woff2, with the CSS that names them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from typing import Any

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.model.face import Face

STEP = "fonts"
"""What the memo keeps cut faces as."""
RANGES = {
    "latin": (
        "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201A,U+201C-201E,"
        "U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+21A9,U+2212,U+2264-2265"
    ),
    "extended": "U+0100-0130,U+0132-0151,U+0154-024F,U+1E00-1EFF,U+20A0-20AB,U+20AD-20BF",
}
"""What each file of a face holds: most readers load only the first."""
FEATURES = ["kern", "liga", "onum", "lnum", "tnum", "pnum", "locl", "ccmp", "mark", "mkmk"]


@dataclass(frozen=True)
class Cut:
    """A file to be made of a face: some of its signs."""

    face: Face
    name: str
    """Of the range of signs."""

    @property
    def inputs(self) -> list[str]:
        """All that makes its bytes."""
        return [self.face.path.name, self.face.version, RANGES[self.name], " ".join(FEATURES), tools_version()]

    def made(self) -> bytes:
        """The file, as woff2."""
        return subset(self.face, RANGES[self.name])


@cache
def tools_version() -> str:
    """Of fontTools, which cuts."""
    return version("fonttools")


def cuts(faces: Iterable[Face]) -> list[Cut]:
    """Each face twice: the signs of Western Europe, and the extended Latin letters."""
    return [Cut(face, name) for face in faces for name in RANGES]


def font_artifacts(faces: Iterable[Face], memo: Memo) -> Iterator[Artifact]:
    """The files of all faces."""
    for cut in cuts(faces):
        yield Artifact(f"fonts/{cut.face.name}-{cut.name}.woff2", memo.remember(STEP, cut.inputs, cut.made))


def font_css(faces: Iterable[Face]) -> str:
    """The `@font-face` rules, for a stylesheet that lies beside `fonts/`."""
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url("fonts/{face.name}-{name}.woff2") format("woff2");unicode-range:{signs}}}'
        for face in faces
        for name, signs in RANGES.items()
    )


def subset(face: Face, signs: str, *, flavor: str | None = "woff2", features: Iterable[str] = FEATURES) -> bytes:
    """The face with these signs only. fontTools is heavy and seldom needed, so it is imported here."""
    cutter: Any = importlib.import_module("fontTools.subset")
    options = cutter.Options(flavor=flavor, hinting=False, layout_features=list(features), name_IDs=[], notdef_outline=True)
    font = cutter.load_font(str(face.path), options)
    names = font["name"]
    del font["name"]  # to look for who uses its names takes a quarter of the time, and none is kept
    subsetter = cutter.Subsetter(options)
    subsetter.populate(unicodes=cutter.parse_unicodes(signs.replace("U+", "")))
    subsetter.subset(font)
    names.names = []
    font["name"] = names
    font["head"].modified = font["head"].created
    written = BytesIO()
    cutter.save_font(font, written, options)
    font.close()
    return written.getvalue()
