"""The handbook's files, read. The only reader of sources."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from playbook.load.known import Known, text_of_bytes
from playbook.model.source import MANY, MediaFile, SourceFile
from playbook.problems import Location, Problem

TEXT_SUFFIXES = frozenset({".md", ".yaml", ".yml"})
TEMPLATE_SUFFIXES = frozenset({".html", ".css", ".js", ".svg"})
STATISTICS = "statistics"
"""The folder of official figures: its tables are read, not published."""
MEDIA_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf", ".csv", ".ics"})
LARGEST_TEXT = 1_000_000
"""Bytes. Python-Markdown's time grows with the square of hostile input; see WIDEST_LINE and DEEPEST_NEST."""
LARGEST_TABLE = 8_000_000
"""Bytes of a table in STATISTICS."""
LARGEST_MEDIA = 20_000_000
"""Bytes."""
WIDEST_LINE = 20_000
"""Characters."""
DEEPEST_NEST = 100
"""Opening brackets, or list signs, in one unbroken run."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_RUN = re.compile(rf"(?:[\[({{!*_`<]\s?){{{DEEPEST_NEST}}}|(?:- ){{{DEEPEST_NEST}}}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_RESERVED_FOLDERS = frozenset({"assets", "me", "search", "tags", "atlas", "print"})


@dataclass(frozen=True)
class Sources:
    """Everything that a build reads, and what could not be read."""

    settings: SourceFile | None
    content: tuple[SourceFile, ...]
    media: tuple[MediaFile, ...]
    templates: tuple[SourceFile, ...]
    statistics: tuple[SourceFile, ...] = ()
    """The tables and their descriptions in `content/statistics/`."""
    unreadable: tuple[str, ...] = ()
    """Paths from `content/` of files that exist and could not be used."""
    problems: tuple[Problem, ...] = ()

    def same(self, other: Sources | None) -> bool:
        """Whether both are the same files with the same content, and the same problems."""
        return other is not None and self._seen() == other._seen()

    def _seen(self) -> tuple[object, ...]:
        files: list[SourceFile | MediaFile] = [*self.content, *self.media, *self.statistics, *self.templates]
        files += [self.settings] if self.settings else []
        return [(each.path, each.digest) for each in files], self.unreadable, self.problems


@dataclass
class _Found:
    known: Known
    texts: list[SourceFile] = field(default_factory=list)
    media: list[MediaFile] = field(default_factory=list)
    statistics: list[SourceFile] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def discover(root: Path, packaged_templates: Path, known: Known | None = None) -> Sources:
    """Read a handbook's settings, content and templates; its own templates win over the packaged ones, file by file.

    Files that are `known`, and look the same from outside, are not read again before somebody asks for their text.
    """
    known = known or Known()
    content, templates = _Found(known), _Found(known)
    settings_file = root / "playbook.yml"
    settings = _read_text(str(settings_file), "playbook.yml", "", content) if settings_file.is_file() else None
    if settings is None and not content.problems:
        hint = "Run 'playbook new DIR' for a new handbook, or run this command in a handbook's folder."
        content.problems.append(Problem(Location("playbook.yml"), "there is no playbook.yml here", hint))
    if settings and not (root / "content").is_dir():
        hint = "Put your pages there; 'playbook new DIR' makes a handbook that has them."
        content.problems.append(Problem(Location("content"), "there is no folder content/ here", hint))
    for path, name in _files(root / "content", content.problems, "content"):
        _take(path, name, content)
    found: dict[str, SourceFile] = {}
    for folder in (packaged_templates, root / "templates"):
        for path, name in _files(folder, templates.problems, "templates"):
            if os.path.splitext(name)[1] in TEMPLATE_SUFFIXES and (text := _read_text(path, name, "templates", templates)):
                found[name] = text
    return Sources(
        settings=settings,
        content=tuple(content.texts),
        media=tuple(content.media),
        templates=tuple(found[name] for name in sorted(found)),
        statistics=tuple(content.statistics),
        unreadable=tuple(content.unreadable),
        problems=tuple(content.problems + templates.problems),
    )


def _files(folder: Path, problems: list[Problem], name: str) -> Iterator[tuple[str, str]]:
    """The files below a folder with their names in it, in order of path; hidden ones and ways out of the folder are left out."""
    inside = Path(os.path.realpath(folder))
    for entry, below in _entries(str(folder), ""):
        if entry.is_symlink() and not _leads_inside(Path(entry.path), inside):
            where = Location(f"{name}/{below}")
            problems.append(Problem(where, "this link leads out of the folder, or nowhere", "Put a copy of the file here."))
        elif entry.is_file():
            yield entry.path, below


def _entries(folder: str, below: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Everything below a folder but folders, and its name from there; a folder that cannot be read is empty."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{below}{entry.name}/")
        else:
            yield entry, below + entry.name


def _leads_inside(link: Path, inside: Path) -> bool:
    """Whether a symbolic link leads to something in the folder; a link to itself does not."""
    target = Path(os.path.realpath(link))
    return target != link.absolute() and target.is_relative_to(inside) and os.path.exists(target)


def _take(path: str, name: str, found: _Found) -> None:
    """Read one file of the content, or say why not."""
    suffix = os.path.splitext(name)[1]
    if problem := _name_problem(name):
        found.problems.append(problem)
        found.unreadable.append(name)
    elif suffix in TEXT_SUFFIXES or (suffix == ".csv" and name.startswith(f"{STATISTICS}/")):
        if text := _read_text(path, name, "content", found):
            tidy = suffix != ".md" and name.startswith(f"{STATISTICS}/")
            (found.statistics if tidy else found.texts).append(text)
        else:
            found.unreadable.append(name)
    elif suffix in MEDIA_SUFFIXES:
        if media := found.known(path, name, MediaFile, lambda: _read_media(path, name, found)):
            found.media.append(media)
    else:
        kinds = ", ".join(sorted(TEXT_SUFFIXES | MEDIA_SUFFIXES))
        message = f"a file of the kind '{suffix or os.path.basename(name)}' is not published"
        found.problems.append(Problem(Location(f"content/{name}"), message, f"Kinds that are: {kinds}.", "warning"))


@lru_cache(maxsize=MANY)
def _name_problem(name: str) -> Problem | None:
    where = Location(f"content/{name}")
    for part in name.split("/"):
        if not _NAME.fullmatch(part):
            plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
            better = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._") or "page.md"
            hint = f"Rename it to {better}: small letters, digits and - make an address that can be read out."
            return Problem(where, f"the name '{part}' cannot become an address", hint)
    folder = name.split("/", maxsplit=1)[0]
    if "/" in name and folder in _RESERVED_FOLDERS:
        return Problem(where, f"the folder '{folder}' belongs to the site itself", "Give the folder another name.")
    return None


def _read_bytes(path: str, where: Location, most: int, problems: list[Problem]) -> bytes | None:
    try:
        if os.stat(path).st_size > most:
            problems.append(Problem(where, f"the file is larger than {most // 1000:,} kB", "Split it, or make it smaller."))
            return None
        return Path(path).read_bytes()
    except OSError as error:
        problems.append(Problem(where, f"the file cannot be read: {error.strerror}"))
        return None


def _read_media(path: str, name: str, found: _Found) -> MediaFile | None:
    data = _read_bytes(path, Location(f"content/{name}"), LARGEST_MEDIA, found.problems)
    return MediaFile(name, data, hashlib.sha256(data).hexdigest()) if data else None


def _read_text(path: str, name: str, folder: str, found: _Found) -> SourceFile | None:
    """A text file that is safe to parse, or None and the reason."""
    return found.known(path, name, SourceFile, lambda: _read_new_text(path, name, folder, found), folder)


def _read_new_text(path: str, name: str, folder: str, found: _Found) -> SourceFile | None:
    bare = SourceFile(name, "", "", folder)
    data = _read_bytes(path, bare.at(), LARGEST_TABLE if path.endswith(".csv") else LARGEST_TEXT, found.problems)
    if data is None:
        return None
    try:
        text = text_of_bytes(data)
    except UnicodeDecodeError as error:
        found.problems.append(_encoding_problem(bare, data, error))
        return None
    if folder != "templates" and (problem := _shape_problem(bare, text)):
        found.problems.append(problem)
        return None
    return SourceFile(name, text, hashlib.sha256(data).hexdigest(), folder)


def _encoding_problem(bare: SourceFile, data: bytes, error: UnicodeDecodeError) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem(bare.at(), "the file is UTF-16, not UTF-8", "Save it again as UTF-8.")
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
    byte = data[error.start : error.start + 1]
    hint = f"Save it as UTF-8. In Windows-1252 the sign here is {byte.decode('cp1252', 'replace')!r}."
    return Problem(bare.at(line, column), "a sign here is not UTF-8", hint)


def _shape_problem(bare: SourceFile, text: str) -> Problem | None:
    for pattern, message, hint in (
        (_CONTROL, "a control character that no text needs", "Delete it, or save the file as plain text."),
        (_RUN, f"more than {DEEPEST_NEST} opening signs in a row", "Nothing here needs to be nested that deep."),
        (re.compile(rf"[^\n]{{{WIDEST_LINE + 1}}}"), f"a line of over {WIDEST_LINE:,} characters", "Break it into paragraphs."),
    ):
        if match := pattern.search(text):
            start = text.rfind("\n", 0, match.start()) + 1
            return Problem(bare.at(text.count("\n", 0, match.start()) + 1, match.start() - start + 1), message, hint)
    return None
