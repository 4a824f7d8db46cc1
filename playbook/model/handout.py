"""A sheet for paper, before it is printed, and what printing made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playbook.model.source import MediaFile
from playbook.problems import Location, Problem

OWN = "playbook:/"
"""What the address of everything that a sheet may load starts with."""
PaperSize = Literal["a4", "letter"]


@dataclass(frozen=True)
class Edition:
    """For which paper and for whose eyes something is set."""

    paper: PaperSize = "a4"
    large: bool = False
    """Large print: 18 points, one column."""

    @property
    def name(self) -> str:
        """`a4`, `letter-large`."""
        return f"{self.paper}-large" if self.large else self.paper


@dataclass(frozen=True)
class Handout:
    """All that one PDF is made of, but for the style that all share."""

    path: str
    """Below the site's root, ending in `.pdf`."""
    url: str
    """The page it stands beside."""
    title: str
    html: str
    offer: str
    """What the page beside it calls it: `Print this`."""
    where: Location
    """Where its promise of pages stands, or its source."""
    pages: int | None = None
    """How many pages it promises to fill, neither more nor fewer."""
    most: int | None = None
    """More pages than this are too many."""
    fillable: bool = False
    """Whether its boxes can be filled in on a screen."""
    numbered: bool = False
    """Whether it names its own pages' numbers, each as `<span data-page="anchor">000</span>`."""
    pictures: tuple[MediaFile, ...] = ()
    lacking: tuple[str, ...] = ()
    """Signs of the page that the faces do not have, and that were replaced."""


@dataclass(frozen=True)
class Wanted:
    """A sheet that could be set and printed: enough to see whether it was before."""

    path: str
    """That of its PDF, below the site's root."""
    made_from: str
    """The same only if the sheet would be."""
    set: Callable[[], Handout]
    """Sets it."""


@dataclass(frozen=True)
class Printed:
    """A handout as PDF."""

    path: str
    url: str
    offer: str
    pages: int
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    data: bytes = b""
    """Its bytes; none where it lies in the site as it is."""
    problems: tuple[Problem, ...] = ()
    fresh: bool = False
    """Whether it was printed now, and not before."""


@dataclass(frozen=True)
class PrintFont:
    """A typeface as a stylesheet names it, and its file."""

    family: str
    weight: int
    style: str
    file: str
    """Its address in a stylesheet, after OWN."""
    data: bytes | None = None
    """What the file holds; None where it is the face's own file at `source`."""
    source: str = ""


@dataclass(frozen=True)
class Style:
    """Everything but its HTML that a sheet is made of."""

    css: str
    fonts: tuple[PrintFont, ...]
    mark: bytes
    """The handbook's mark in its own colour (SVG)."""
    digest: str
    """Of all of it."""
