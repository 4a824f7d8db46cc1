"""Stylesheet, scripts, fonts and marks, in one folder named after their digest, so that a browser may keep them for ever. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from playbook.config import Settings
from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.model.colour import PAPER, mixed, readable
from playbook.model.face import Face
from playbook.model.source import SourceFile
from playbook.render.fonts import font_artifacts, font_css

LAYERS = ("tokens", "base", "layout", "components", "pages", "print")
"""The stylesheets in their order, which is the order of the cascade's layers."""
APART = "assets/css/apart/"
"""Stylesheets that only some pages need: each stays a file of its own, loaded with what it is for."""


@dataclass(frozen=True)
class Assets:
    """Everything that pages load, and the folder it lies in."""

    folder: str
    """Below the site's root, ending in a slash."""
    artifacts: tuple[Artifact, ...]


def render_assets(
    settings: Settings, templates: Iterable[SourceFile], faces: tuple[Face, ...], memo: Memo, folder: str = ""
) -> Assets:
    """The assets of a site, their paths below the site's root; in the folder named, else in one named after their digest."""
    texts = {source.path: source.text for source in templates if source.path.startswith("assets/")}
    files = [
        Artifact("style.css", _stylesheet(settings, texts, faces).encode()),
        *(
            Artifact(path.removeprefix("assets/"), bare(path, text).encode())
            for path, text in texts.items()
            if path.endswith((".js", ".svg")) or path.startswith(APART)
        ),
        *font_artifacts(faces, memo),
    ]
    digest = hashlib.sha256()
    for each in sorted(files, key=lambda artifact: artifact.path):
        digest.update(f"{each.path}\0{len(each.data)}\0".encode() + each.data)
    folder = folder or f"assets/{digest.hexdigest()[:12]}/"
    return Assets(folder, tuple(Artifact(folder + each.path, each.data) for each in files))


def bare(path: str, text: str) -> str:
    """A script without the lines that are only a comment: those are for who reads the source, not for phones."""
    return re.sub(r"(?m)^[ \t]*//.*\n", "", text) if path.endswith(".js") else text


def _stylesheet(settings: Settings, texts: dict[str, str], faces: tuple[Face, ...]) -> str:
    """All stylesheets as one file: the layers in order, the accent's colours after the tokens."""
    known = [f"assets/css/{name}.css" for name in LAYERS]
    own = sorted(path for path in texts if path.endswith(".css") and path not in known and not path.startswith(APART))
    names = [path for path in (*known, *own) if path in texts]
    parts = [f"@layer {', '.join(LAYERS)};", font_css(faces)]
    for path in names:
        parts.append(texts[path])
        if path.endswith("/tokens.css"):
            parts.append(_accent(settings.accent))
    return "\n".join(parts)


def _accent(colour: str) -> str:
    """The handbook's colour, as light and as dark as each paper needs."""
    values = {}
    for scheme, paper in PAPER.items():
        text = readable(colour, paper)
        values[scheme] = f"--accent:{text};--accent-soft:{mixed(text, paper, 0.15)};"
    dark = values["dark"]
    return (
        f"@layer tokens{{:root{{{values['light']}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}:root[data-theme=dark]{{{dark}}}"
        f"@media print{{:root:root{{{values['light']}}}}}}}"
    )
