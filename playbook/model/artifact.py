"""What a build makes: one file of the site, whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """A file to publish."""

    path: str
    """Relative to the site's root, with forward slashes."""
    data: bytes
