"""Where the faces that the site is set in lie on this machine. Reads no font; finds them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

_FACES = (
    ("Source Serif", 400, "normal", "font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("Source Serif", 400, "italic", "font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("Source Serif", 600, "normal", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("Source Sans", 400, "normal", "font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("Source Sans", 600, "normal", "font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
)


@dataclass(frozen=True)
class Face:
    """One cut of a typeface, as its package ships it."""

    family: str
    weight: int
    style: str
    path: Path
    version: str
    """Of the package: it stands for the file's bytes."""

    @property
    def name(self) -> str:
        """The stem of the files made from it."""
        return self.path.stem.lower()


def discover_faces() -> tuple[Face, ...]:
    """The five faces of the theme (SIL Open Font License)."""
    return tuple(
        Face(family, weight, style, Path(str(files(package) / "files" / name)), version(package))
        for family, weight, style, package, name in _FACES
    )
