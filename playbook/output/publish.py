"""Makes a folder hold exactly a site's artifacts."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from playbook.model.artifact import Artifact

MANIFEST = ".playbook-manifest.json"
"""Lists the files that playbook wrote into a folder, each with its SHA-256: only these are ever removed."""
STAGING = ".playbook-staging"


class ForeignFolderError(Exception):
    """The folder holds what playbook did not write."""


def publish(artifacts: Iterable[Artifact], site_dir: Path, sources: Path) -> list[str]:
    """Make `site_dir` hold exactly these artifacts, each file whole at every moment; return the paths that changed.

    Refuses a folder that it does not own or that lies among the `sources` of the handbook (ForeignFolderError), and never
    removes a file that it did not write.
    """
    for name in ("content", "templates"):
        if site_dir.resolve().is_relative_to((sources / name).resolve()):
            raise ForeignFolderError(f"the site cannot be written into {name}/, where its sources lie")
    owned = _owned(site_dir)
    site_dir.mkdir(parents=True, exist_ok=True)
    staging = site_dir / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        wanted, changed = _stage(artifacts, owned, site_dir, staging)
        for path in changed:
            target = site_dir / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(target)
        gone = [path for path in owned if path not in wanted]
        _write_manifest(site_dir, staging, wanted)
        for path in gone:
            _remove(site_dir, path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return sorted([*changed, *gone])


def _owned(site_dir: Path) -> dict[str, str]:
    """The files of a folder that playbook wrote, with their digests."""
    try:
        listed = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in listed["files"].items()}
    except FileNotFoundError:
        pass
    except (ValueError, KeyError, AttributeError) as error:
        raise ForeignFolderError(f"the list of its files, {MANIFEST}, is damaged: delete the folder and build again") from error
    if site_dir.exists() and not site_dir.is_dir():
        raise ForeignFolderError("this is a file, not a folder")
    entries = os.scandir(site_dir) if site_dir.is_dir() else ()
    foreign = [entry.name for entry in entries if entry.name not in (".gitignore", STAGING)]
    if foreign:
        shown = ", ".join(sorted(foreign)[:3])
        raise ForeignFolderError(f"the folder holds what playbook did not write ({shown}), and stays as it is")
    return {}


def _stage(artifacts: Iterable[Artifact], owned: dict[str, str], site_dir: Path, staging: Path) -> tuple[dict[str, str], list[str]]:
    """Write what differs from the folder into the staging folder; all wanted files, and those that differ, in their order."""
    wanted: dict[str, str] = {}
    changed: list[str] = []
    for artifact in artifacts:
        if artifact.path in wanted:
            raise ValueError(f"two artifacts at {artifact.path}")
        digest = hashlib.sha256(artifact.data).hexdigest()
        wanted[artifact.path] = digest
        target = site_dir / artifact.path
        if owned.get(artifact.path) == digest and _holds(target, artifact.data):
            continue
        if artifact.path not in owned and target.exists() and not _holds(target, artifact.data):
            raise ForeignFolderError(f"{artifact.path} is in the way, and playbook did not write it: move it elsewhere")
        staged = staging / artifact.path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(artifact.data)
        changed.append(artifact.path)
    return wanted, changed


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _write_manifest(site_dir: Path, staging: Path, wanted: dict[str, str]) -> None:
    staged = staging / MANIFEST
    staged.write_text(json.dumps({"files": dict(sorted(wanted.items()))}, indent=0) + "\n", encoding="utf-8")
    staged.replace(site_dir / MANIFEST)


def _remove(site_dir: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    (site_dir / path).unlink(missing_ok=True)
    for folder in (site_dir / path).parents:
        if folder == site_dir or any(folder.iterdir()):
            return
        folder.rmdir()
