"""What a build makes: files of the published site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Artifact:
    """A file of the site, whole."""

    path: str
    """Below the site's root, with forward slashes."""
    data: bytes
    inputs: str = ""
    """What it was made from, as words with a digest each; empty where that is not worth remembering."""


@dataclass(frozen=True)
class Kept:
    """A file that lies in the site already, and would be made the same."""

    path: str
    digest: str
    """SHA-256 of its bytes."""
    inputs: str = ""


@dataclass(frozen=True)
class Staged:
    """A file that was written by a worker, beside the site."""

    path: str
    digest: str
    file: Path
    inputs: str = ""


Output = Artifact | Kept | Staged
