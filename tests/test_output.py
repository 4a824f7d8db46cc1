"""Publishing: exactly the artifacts, nothing of others touched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.memo import NAME, Memo
from playbook.model.artifact import Artifact
from playbook.output import publish as output
from playbook.output.folder import MANIFEST, ForeignFolderError, SiteFolder, opened
from tests.editions import held

paths = st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "assets/1/x.css", "assets/2/x.css"])
sites = st.dictionaries(paths, st.binary(max_size=4), max_size=5)


def publish(files: list[Artifact], site_dir: Path, sources: Path, memo: Memo | None = None) -> list[str]:
    with opened(site_dir, sources, memo or Memo(sources / ".playbook")) as folder:
        return output.publish(files, folder)


def artifacts(site: dict[str, bytes]) -> list[Artifact]:
    return [Artifact(path, data) for path, data in site.items()]


@settings(deadline=None, max_examples=60)
@given(history=st.lists(sites, min_size=1, max_size=4))
def test_the_folder_holds_exactly_the_last_site_and_foreign_files(history: list[dict[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        foreign: dict[str, bytes] = {}
        before: dict[str, bytes] = {}
        for site in history:
            changed = publish(artifacts(site), folder, Path(name))
            assert held(folder) == {**site, **foreign}
            assert set(changed) == {path for path in {*site, *before} if site.get(path) != before.get(path)}
            foreign = {"theirs.txt": b"theirs", "a/theirs.txt": b"theirs"}
            for path, data in foreign.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            before = site


def test_a_folder_with_only_its_gitignore_is_not_foreign(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitignore").write_text("*\n")
    publish([Artifact("index.html", b"home")], tmp_path / "site", tmp_path)
    publish([], tmp_path / "site", tmp_path)
    assert held(tmp_path / "site") == {".gitignore": b"*\n"}


def test_a_foreign_folder_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_bytes(b"me")
    with pytest.raises(ForeignFolderError, match=r"holds what playbook did not write \(me.jpg\)"):
        publish([Artifact("index.html", b"home")], tmp_path / "photos", tmp_path)
    assert held(tmp_path / "photos") == {"me.jpg": b"me"}


def test_a_foreign_file_in_the_way_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish([Artifact("index.html", b"home")], site, tmp_path)
    (site / "plan").mkdir()
    (site / "plan" / "index.html").write_bytes(b"theirs")
    with pytest.raises(ForeignFolderError, match=r"plan/index\.html is in the way"):
        publish([Artifact("index.html", b"new"), Artifact("plan/index.html", b"ours")], site, tmp_path)
    assert held(site) == {"index.html": b"home", "plan/index.html": b"theirs"}


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ('{"files": {"../kept.md": ""}}', "names files elsewhere"),
        ('{"files": {"a/../../kept.md": ""}}', "names files elsewhere"),
        ('{"files": {"KEPT": ""}}', "names files elsewhere"),
        ("[]", "is damaged"),
        ('{"files": []}', "is damaged"),
        ('{"files": {', "is damaged"),
    ],
)
def test_a_list_from_a_stranger_removes_nothing_elsewhere(tmp_path: Path, listed: str, words: str) -> None:
    (tmp_path / "kept.md").write_bytes(b"mine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text(listed.replace("KEPT", (tmp_path / "kept.md").as_posix()), encoding="utf-8")
    with pytest.raises(ForeignFolderError, match=words):
        publish([Artifact("index.html", b"home")], tmp_path / "site", tmp_path)
    assert (tmp_path / "kept.md").read_bytes() == b"mine"
    assert held(tmp_path / "site") == {}


@pytest.mark.parametrize("name", ["content", "content/out", "templates"])
def test_sources_are_never_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ForeignFolderError, match="where its sources lie"):
        publish([Artifact("index.html", b"home")], tmp_path / name, tmp_path)


def test_a_lost_or_altered_file_is_made_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    wanted = [Artifact("a.html", b"one"), Artifact("b.html", b"two")]
    publish(wanted, site, tmp_path)
    (site / "a.html").unlink()
    (site / "b.html").write_bytes(b"owt")
    assert publish(wanted, site, tmp_path) == ["a.html", "b.html"]
    assert held(site) == {"a.html": b"one", "b.html": b"two"}


def test_a_page_that_is_owned_but_not_there_comes_before_those_that_lead_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a build that was killed: it had listed a page, and never put it in place."""
    site, placed = tmp_path / "site", []
    publish([Artifact("a.html", b"one"), Artifact("b.html", b"one")], site, tmp_path)
    (site / "b.html").unlink()

    def put(folder: SiteFolder, staged: str, path: str, put: Callable[..., None] = output._put) -> None:
        placed.append(path)
        put(folder, staged, path)

    monkeypatch.setattr(output, "_put", put)
    publish([Artifact("a.html", b'<a href="b.html">'), Artifact("b.html", b"two")], site, tmp_path)
    assert placed == ["b.html", "a.html"]


def test_a_memo_remembers_and_a_damaged_one_only_costs_time(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"result"

    memo = Memo(tmp_path / "memo")
    assert [memo.remember("step", ["a"], make) for _ in range(3)] == [b"result"] * 3
    assert len(made) == 1
    memo.remember("step", ["b"], make)
    memo.save()
    assert len(made) == 2
    (tmp_path / "memo" / NAME).write_bytes(b"damage" * 1000)
    assert Memo(tmp_path / "memo").remember("step", ["a"], make) == b"result"
    assert len(made) == 3
    assert Memo(None).remember("step", ["a"], make) == b"result"
