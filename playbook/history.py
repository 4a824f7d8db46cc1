"""When each source last changed, from git where there is a history."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from playbook.commit import head
from playbook.memo import Memo, key_of


def last_changed(root: Path, memo: Memo) -> dict[str, str]:
    """The day (ISO 8601) of each source's newest commit, by its path from `content/`; git is asked once for each commit.

    Empty without git, outside a repository, and in a shallow clone, whose days would be wrong.
    """
    commit = head(str(root))
    if not commit:
        return {}
    key = key_of("history", [str(root.resolve()), commit])
    known = memo.get(key)
    found: dict[str, str] = json.loads(known) if known else _asked(root)
    if found and not known:  # nothing found may only mean that git is missing
        memo.put(key, json.dumps(found).encode())
        memo.save()
    return found


def _asked(root: Path) -> dict[str, str]:
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        log = _git(root, "-c", "core.quotepath=off", "log", "--format=%x00%cs", "--name-only", "--relative", "--", "content")
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, str] = {}
    for entry in log.split("\0")[1:]:
        day, *paths = entry.splitlines()
        for path in paths:
            if path:
                found.setdefault(path.removeprefix("content/"), day)
    return found


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
