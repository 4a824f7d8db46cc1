"""Source files as they were read, before anything is made of them."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from playbook.problems import Location

PAGE_SUFFIXES = (".md", ".yaml", ".yml")
"""What the names of files end in that pages are made from."""
MANY = 100_000
"""Paths whose stems and addresses are remembered: a preview asks for all of them at each save."""


@dataclass(frozen=True)
class SourceFile:
    """A text file of the handbook, whole."""

    path: str
    """Relative to its own folder (`content/` or `templates/`), with forward slashes."""
    text: str = field(compare=False, repr=False)
    """Decoded, with line feeds only."""
    digest: str
    """SHA-256 of the bytes on disk, in hexadecimal."""
    folder: str = "content"
    """The folder that `path` is relative to, as messages name it; empty for the handbook's own."""

    def at(self, line: int = 1, column: int = 1) -> Location:
        """A place in this file."""
        return Location(posixpath.join(self.folder, self.path), line, column)


@dataclass(frozen=True)
class MediaFile:
    """A file published as it is: a picture, a PDF, a font."""

    path: str
    data: bytes = field(compare=False, repr=False)
    digest: str


def digest_of(*parts: str) -> str:
    """A short name (64 bits) for these texts in this order."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=MANY)
def stem_of(path: str) -> str:
    """A source's path without its suffix: the form that YAML references use."""
    return posixpath.splitext(path)[0]


@lru_cache(maxsize=MANY)
def url_of(path: str) -> str:
    """The address of a source's page below the site's root; home is the empty string.

    It comes from the path alone, so that a link can be written before its target is read.
    """
    stem = stem_of(path)
    if posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
    return f"{stem}/" if stem else ""


def tag_url(tag: str) -> str:
    """The address of a tag's page: small letters and digits, accents left out."""
    plain = unicodedata.normalize("NFKD", tag).encode("ascii", "ignore").decode().lower()
    return f"tags/{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}/"


def relative_url(target: str, start: str) -> str:
    """The link from the page at `start` to `target`, both below the site's root; `./` to itself.

    A page's address ends in a slash or is empty; a file's does not.
    """
    folder, anchor_sign, anchor = target.partition("#")
    depth_start = start.split("/")[:-1]
    parts = folder.split("/")
    same = 0
    while same < len(depth_start) and same < len(parts) - 1 and depth_start[same] == parts[same]:
        same += 1
    link = "../" * (len(depth_start) - same) + "/".join(parts[same:])
    return (link or "./") + anchor_sign + anchor
