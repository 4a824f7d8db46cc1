"""The command: what it prints, what it leaves behind, how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.history import last_changed
from playbook.memo import Memo
from playbook.schemas import FORMATS, schema_text, write_schemas
from tests.conftest import ROOT, Book

BAD = "---\ntitle: Start\nsummary: A page.\n---\n\nSee [a](gone.md).\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_says_what_it_did(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": "---\ntitle: Start\nsummary: A page.\n---\n\nGood.\n"})
    result = run("build", "--handbook", book.root)
    assert result.exit_code == 0
    assert "2 pages, " in result.stderr
    assert "No problems." in result.stderr
    assert "0 files changed" in run("build", "--handbook", book.root).stderr
    assert (book.root / "site" / "start" / "index.html").is_file()


def test_build_with_a_mistake_publishes_nothing(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": BAD})
    result = run("build", "--handbook", book.root)
    assert result.exit_code == 1
    assert "content/start.md:6:9: error: no page at gone.md" in result.stdout
    assert "Not published. 1 error." in result.stderr
    assert not (book.root / "site").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_for_programs(handbook: Callable[..., Book], command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = handbook({"start.md": BAD})
    monkeypatch.chdir(book.root)
    [problem] = json.loads(run(command, "--format", "json").stdout)
    assert problem == {
        "path": "content/start.md", "line": 6, "column": 9, "severity": "error", "message": "no page at gone.md", "hint": "",
    }  # fmt: skip
    assert run(command, "--format", "github").stdout == "::error file=content/start.md,line=6,col=9::no page at gone.md\n"
    monkeypatch.chdir(book.root / "content")
    assert run(command, "--handbook", "..").stdout.startswith("start.md:6:9: error:")


def test_strict_lets_warnings_fail(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": "---\ntitle: Start\n---\n\nWords.\n"})
    assert run("check", "--handbook", book.root).exit_code == 0
    assert run("check", "--strict", "--handbook", book.root).exit_code == 1
    assert run("build", "--strict", "--handbook", book.root).exit_code == 1


def test_wrong_use_ends_with_two(tmp_path: Path) -> None:
    assert run("build", "--handbook", tmp_path / "nowhere").exit_code == 2
    assert run("biuld").exit_code == 2
    assert run("schema").exit_code == 2


def test_a_foreign_output_folder_is_refused(handbook: Callable[..., Book], tmp_path: Path) -> None:
    book = handbook({"start.md": "---\ntitle: Start\nsummary: A page.\n---\n\nGood.\n"})
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_bytes(b"me")
    result = run("build", "--handbook", book.root, "--out", tmp_path / "photos")
    assert result.exit_code == 1
    assert "did not write (me.jpg), and stays as it is" in result.stdout.replace("\n", " ")


@pytest.mark.slow
def test_new_gives_a_handbook_that_builds_under_the_associations_name(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    name = 'Chamber of "Northtown" \\ Valley'
    result = run("new", folder, "--association", name, "--country", "us", "--accent", "#7a2208", "--yes")
    assert result.exit_code == 0, result.output
    assert run("build", "--strict", "--handbook", folder).exit_code == 0
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "Published by Chamber of “Northtown” \\ Valley." in home
    style = next((folder / "site" / "assets").iterdir()) / "style.css"
    assert "--accent:#7a2208" in style.read_text(encoding="utf-8")
    settings = (folder / "playbook.yml").read_text(encoding="utf-8")
    assert "currency: USD\npaper: letter" in settings
    assert "industries: [US]" in settings
    assert (folder / "site" / "atlas" / "us" / "541211" / "index.html").is_file()
    assert not (folder / "site" / "atlas" / "gb").exists()
    assert run("new", folder, "--yes").exit_code == 2


@pytest.mark.parametrize(("option", "value"), [("--accent", "red"), ("--country", "Britain"), ("--industries", "Wales")])
def test_new_refuses_what_the_settings_would_refuse(tmp_path: Path, option: str, value: str) -> None:
    result = run("new", tmp_path / "ours", option, value, "--yes")
    assert result.exit_code == 2
    assert "should be" in result.stderr
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(("country", "line"), [("gb", "industries: [GB]"), ("FR", "industries: none")])
def test_new_carries_the_figures_of_its_own_country_where_there_are_any(tmp_path: Path, country: str, line: str) -> None:
    assert run("new", tmp_path / "ours", "--country", country, "--yes").exit_code == 0
    assert line in (tmp_path / "ours" / "playbook.yml").read_text(encoding="utf-8").splitlines()


def test_new_asks(tmp_path: Path) -> None:
    answers = "Our handbook\nChamber of Northtown\nIE\ngb us\n#225588\n"
    assert CliRunner().invoke(main, ["new", str(tmp_path / "ours")], input=answers).exit_code == 0
    settings = (tmp_path / "ours" / "playbook.yml").read_text(encoding="utf-8")
    for line in (
        'title: "Our handbook"',
        'association: "Chamber of Northtown"',
        "country: IE",
        "currency: EUR",
        "industries: [GB, US]",
        'accent: "#225588"',
    ):
        assert line in settings


def test_schemas_are_printed_and_the_shipped_ones_are_current(tmp_path: Path) -> None:
    schema = json.loads(run("schema", "profile").stdout)
    assert schema["properties"]["reach"]["enum"][0] == "local"
    assert schema["additionalProperties"] is False
    for name in FORMATS:
        assert (ROOT / "content" / ".schema" / f"{name}.json").read_text(encoding="utf-8") == schema_text(name), (
            "run 'playbook schema --write'"
        )


def test_writing_schemas_points_the_files_to_them(handbook: Callable[..., Book]) -> None:
    book = handbook({"glossary.yml": "title: Glossary\nsummary: Words.\nterms: []\n"})
    assert len(write_schemas(book.root)) == len(FORMATS) + 2
    assert (
        (book.root / "content" / "glossary.yml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=.schema/glossary.json\ntitle: Glossary\n")
    )
    assert write_schemas(book.root) == []
    assert book.problems == ""


def test_writing_schemas_keeps_line_ends_and_leaves_what_it_cannot_read(handbook: Callable[..., Book]) -> None:
    kept = "title: Sources\n".encode("utf-16")
    book = handbook({"glossary.yml": "\ufefftitle: Glossary\r\nsummary: Words.\r\nterms: []\r\n", "sources.yml": kept})
    write_schemas(book.root)
    written = (book.root / "content" / "glossary.yml").read_bytes()
    assert written.startswith(b"# yaml-language-server: $schema=.schema/glossary.json\r\ntitle: Glossary\r\n")
    assert (book.root / "content" / "sources.yml").read_bytes() == kept
    assert write_schemas(book.root) == []


def test_a_new_handbook_may_start_in_the_empty_folder_that_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", ".", "--yes").exit_code == 0
    assert Path("playbook.yml").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "README.md", "content", "playbook.yml", "site"]


def test_a_new_handbook_cannot_carry_figures_that_are_not_there(tmp_path: Path) -> None:
    result = run("new", tmp_path / "book", "--country", "FR", "--industries", "FR", "--yes")
    assert result.exit_code == 2
    assert "There are no figures of FR: choose GB, US, GB US or none." in result.stderr
    assert not (tmp_path / "book").exists()


def test_the_day_of_the_last_change_comes_from_the_history(handbook: Callable[..., Book]) -> None:
    book = handbook({"start.md": "---\ntitle: Start\nsummary: A page.\n---\n\nGood.\n"})
    assert last_changed(book.root, Memo(None)) == {}
    git = shutil.which("git") or "git"
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one", "--date", "2026-05-04T12:00:00Z"]):
        subprocess.run(
            [git, "-C", str(book.root), *command], check=True, env={"GIT_COMMITTER_DATE": "2026-05-04T12:00:00Z", "HOME": "/"}
        )
    assert last_changed(book.root, Memo(None)) == {"start.md": "2026-05-04"}


@pytest.mark.parametrize("command", ["build", "check", "new", "schema", "score"])
def test_help_shows_an_example_on_a_line_of_its_own(command: str) -> None:
    lines = run(command, "--help").stdout.splitlines()
    assert any(line.startswith("  Example: playbook " + command) for line in lines)
    assert not any("\\b" in line or "\b" in line for line in lines)
