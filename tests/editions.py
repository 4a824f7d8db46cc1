"""Sites to publish one after the other. Imports little: a test starts it many times over, to kill it."""

from __future__ import annotations

from pathlib import Path

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.output.folder import MANIFEST, opened
from playbook.output.publish import publish


def held(folder: Path) -> dict[str, bytes]:
    """What a folder holds, the list of its files left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def edition(number: int) -> list[Artifact]:
    """A site whose pages load assets named after the edition, and link to pages that only this edition has."""
    inner = [f"page-{name}/index.html" for name in range(20)] + [f"only-{number}-{name}/index.html" for name in range(5)]
    links = "".join(f'<a href="../{path}">' for path in inner)
    pages = [Artifact(path, f'<link href="../assets/{number}/style.css">{links}'.encode() * 50) for path in inner]
    assets = [Artifact(f"assets/{number}/{name}", f"{number} {name}".encode() * 500) for name in ("style.css", "main.js")]
    return [*pages, *assets, Artifact("sitemap.xml", f"{number}".encode())]


def put(artifacts: list[Artifact], folder: Path) -> None:
    with opened(folder / "site", folder / "book", Memo(None)) as site:
        publish(artifacts, site)
