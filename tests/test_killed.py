"""A build killed at any moment: what lies in the site is whole, leads nowhere in vain, and the next build finishes it."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook.model.artifact import Artifact
from playbook.output.folder import STAGING, owned_by
from playbook.output.lock import BusyFolderError, locked
from tests.conftest import ROOT, until
from tests.editions import edition, held, put

KILLS = 12
CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.editions import edition, put
print("ready", flush=True)
for number in range(int(sys.argv[3]), 10**9):
    put(edition(number % 3), Path(sys.argv[2]))
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path) -> None:
    chance = random.Random(7)
    known = {(artifact.path, artifact.data) for number in range(3) for artifact in edition(number)}
    put(edition(0), tmp_path)
    for kill in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(ROOT), str(tmp_path), str(kill)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            assert child.stdout.readline() == "ready\n"
            time.sleep(chance.random() / 20)  # the moment is the point
            child.send_signal(signal.SIGKILL)
        there = {path: data for path, data in held(tmp_path / "site").items() if not path.startswith(STAGING)}
        assert set(there.items()) <= known, "every file is whole"
        assert set(there) <= set(owned_by(tmp_path / "site")), "the next build knows every file for its own"
        for path in _reachable(there):
            for target in _targets(there[path]):
                assert target in there, f"{path} refers to {target}"
    put(edition(1), tmp_path)
    assert held(tmp_path / "site") == {artifact.path: artifact.data for artifact in edition(1)}
    assert not (tmp_path / "site" / STAGING).exists()


def _targets(page: bytes) -> set[str]:
    return {target.decode() for target in re.findall(rb'href="\.\./([^"]+)"', page)}


def _reachable(there: dict[str, bytes]) -> set[str]:
    """The pages that a reader comes to who starts from any that every edition has."""
    reached: set[str] = set()
    waiting = [path for path in there if path.startswith("page-")]
    while waiting:
        if (path := waiting.pop()) not in reached:
            reached.add(path)
            waiting += [target for target in _targets(there[path]) if target in there and target.endswith(".html")]
    return reached


def test_one_build_waits_for_another(tmp_path: Path) -> None:
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\nfrom pathlib import Path\nfrom playbook.output.lock import locked\n"
    )
    script += "with locked(Path(sys.argv[2])):\n    print('held', flush=True); sys.stdin.read()\n"
    command = [sys.executable, "-c", script, str(ROOT), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BusyFolderError, match="another build is writing"), locked(tmp_path, patience=0.1):
            pass
        other.kill()
    until(lambda: _can_be_held(tmp_path), "a lock ends with its process")


def _can_be_held(folder: Path) -> bool:
    with locked(folder, patience=1):
        return True


def test_thousands_of_files_deleted_at_once(tmp_path: Path) -> None:
    many = [Artifact(f"part-{number // 50}/page-{number}/index.html", b"page") for number in range(2000)]
    put([*many, Artifact("index.html", b"home")], tmp_path)
    put([Artifact("index.html", b"home")], tmp_path)
    assert held(tmp_path / "site") == {"index.html": b"home"}
    assert not list((tmp_path / "site").glob("part-*"))
