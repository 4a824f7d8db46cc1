"""What a file of the content may be called, since its name becomes an address. Pure."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache

from playbook.model.source import MANY
from playbook.problems import Location, Problem

MEDIA_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf", ".csv", ".ics"})

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
"""A page's or a folder's: with a point in it, its address could be that of a file."""
_MEDIA_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_RESERVED_FOLDERS = frozenset({"assets", "me", "search", "tags", "atlas", "print"})


@lru_cache(maxsize=MANY)
def name_problem(name: str) -> Problem | None:
    """Why a file cannot have this name, its path from `content/`; None where it can."""
    where = Location(f"content/{name}")
    *folders, file = name.split("/")
    stem, suffix = os.path.splitext(file)
    tidy = folders == ["statistics"]  # descriptions of tables have no address
    for part, end in (*((folder, "") for folder in folders), (stem, suffix)):
        form = _MEDIA_NAME if end in MEDIA_SUFFIXES or (tidy and end != ".md") else _NAME
        if not form.fullmatch(part) or end != end.lower():
            plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
            better = (re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_") or "page") + end.lower()
            hint = f"Rename it to {better}: small letters, digits and - make an address that can be read out."
            return Problem(where, f"the name '{part}{end}' cannot become an address", hint)
    top, _, inner = name.partition("/")
    if inner and top in _RESERVED_FOLDERS:
        return Problem(where, f"the folder '{top}' belongs to the site itself", "Give the folder another name.")
    if not inner and top.endswith(".md") and top.removesuffix(".md") in _RESERVED_FOLDERS:
        return Problem(where, f"the address {top.removesuffix('.md')}/ belongs to the site itself", "Give the file another name.")
    return None
