"""Makes a folder hold exactly a site's artifacts, so that nobody ever meets half a site, whenever the build is killed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Set
from json import dumps

from playbook.model.artifact import Artifact, Kept, Output, Staged
from playbook.output.folder import MANIFEST, File, ForeignFolderError, SiteFolder


def publish(outputs: Iterable[Output], folder: SiteFolder) -> list[str]:
    """Make the folder hold exactly these files, each whole at every moment; return the paths that changed.

    What pages load comes before pages, new pages before those that may lead to them, and what is no longer wanted goes last.
    Never removes a file that playbook did not write.
    """
    wanted, staged = _stage(outputs, folder)
    gone = [path for path in folder.owned if path not in wanted]
    if staged or gone:
        unsettled = dict.fromkeys([*staged, *gone], "")
        _write_manifest(folder, {**folder.owned, **unsettled})  # the next build knows them for its own if this one is killed
    there = {path for path in staged if os.path.lexists(f"{folder.path}/{path}")}  # a killed build owns files that never came
    for path in sorted(staged, key=lambda path: _turn(path, there)):
        _put(folder, staged[path], path)
    for path in gone:
        _remove(folder, path)
    settled = {path: file.digest for path, file in wanted.items()}
    if staged or gone or folder.owned != settled or not folder.listed:
        _write_manifest(folder, settled)
    folder.note(wanted, set(staged))
    return sorted([*staged, *gone])


def _stage(outputs: Iterable[Output], folder: SiteFolder) -> tuple[dict[str, File], dict[str, str]]:
    """All wanted files, and where those wait that differ from what lies in the folder."""
    wanted: dict[str, File] = {}
    staged: dict[str, str] = {}
    for output in outputs:
        path = output.path
        if path in wanted:
            raise ValueError(f"two artifacts at {path}")
        digest = hashlib.sha256(output.data).hexdigest() if isinstance(output, Artifact) else output.digest
        wanted[path] = File(digest, output.inputs)
        if isinstance(output, Kept) or _holds(folder, path, digest):
            continue
        if path not in folder.owned and os.path.lexists(folder.path / path):
            raise ForeignFolderError(f"{path} is in the way, and playbook did not write it: move it elsewhere")
        staged[path] = str(output.file) if isinstance(output, Staged) else _written(folder, len(staged), output.data)
    return wanted, staged


def _written(folder: SiteFolder, number: int, data: bytes) -> str:
    name = f"{folder.staging}/{number}"
    with open(name, "wb") as file:
        file.write(data)
    return name


def _holds(folder: SiteFolder, path: str, digest: str) -> bool:
    """Whether such a file lies there already, whoever wrote it."""
    if path in folder.intact:
        return folder.intact[path].digest == digest
    if not os.path.isfile(folder.path / path):
        return False
    return hashlib.sha256((folder.path / path).read_bytes()).hexdigest() == digest


def _turn(path: str, there: Set[str]) -> int:
    """When a file takes its place: what pages load, then new pages, then changed ones, then what lists them."""
    if path.endswith(".html"):
        return 2 if path in there else 1
    return 3 if path == "sitemap.xml" or (path.count("/") == 1 and path.startswith("search/")) else 0


def _put(folder: SiteFolder, staged: str, path: str) -> None:
    target = f"{folder.path}/{path}"
    try:
        os.replace(staged, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(staged, target)


def _write_manifest(folder: SiteFolder, files: Mapping[str, str]) -> None:
    lines = dumps(dict(sorted(files.items())), separators=(",\n", ": "))[1:-1]
    staged = folder.staging / MANIFEST
    staged.write_text(f'{{"files": {{\n{lines}\n}}}}\n', encoding="utf-8")
    staged.replace(folder.path / MANIFEST)


def _remove(folder: SiteFolder, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    (folder.path / path).unlink(missing_ok=True)
    for above in (folder.path / path).parents:
        if above == folder.path:
            return
        try:
            above.rmdir()
        except OSError:
            return  # not empty
