"""Which commit is checked out, read from git's own files. Imports almost nothing: it is asked before anything else."""

from __future__ import annotations

import os


def head(root: str) -> str:
    """Changes with the commit that is checked out around a folder; empty where there is no git.

    Format: https://git-scm.com/docs/gitrepository-layout
    """
    folder, inner = os.path.abspath(root), ""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, inner = os.path.dirname(folder), folder
        if folder == inner:
            return ""
    git = os.path.join(folder, ".git")
    if os.path.isfile(git):  # a worktree's
        git = os.path.join(folder, _text(git).removeprefix("gitdir: ").strip())
    common = os.path.join(git, _text(os.path.join(git, "commondir")).strip() or ".")
    named = _text(os.path.join(git, "HEAD")).strip()
    name = named.removeprefix("ref: ")
    found = [named, *(_text(os.path.join(place, name)) for place in (git, common))]
    found += [line for line in _text(os.path.join(common, "packed-refs")).splitlines() if line.endswith(f" {name}")]
    found += [_text(os.path.join(common, "reftable", "tables.list")), str(os.path.exists(os.path.join(common, "shallow")))]
    return " ".join(" ".join(found).split())


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
