"""Where the faces that the site is set in lie on this machine. Reads no font; finds them."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from playbook.model.face import Face

_FACES = (
    ("Source Serif", 400, "normal", "font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("Source Serif", 400, "italic", "font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("Source Serif", 600, "normal", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("Source Sans", 400, "normal", "font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("Source Sans", 600, "normal", "font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
)


def discover_faces() -> tuple[Face, ...]:
    """The five faces of the theme (SIL Open Font License)."""
    versions = {package: version(package) for package in sorted({face[3] for face in _FACES})}
    return tuple(
        Face(family, weight, style, Path(str(files(package) / "files" / name)), versions[package])
        for family, weight, style, package, name in _FACES
    )
