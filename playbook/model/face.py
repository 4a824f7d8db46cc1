"""A typeface's cut, as its package ships it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
