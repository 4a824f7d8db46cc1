"""The rules of the tree: who may import whom, who may touch the disk, how long a file may be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent.parent / "playbook"
MODULES = sorted(PROGRAM.rglob("*.py"))

DOMAIN = {"scoring", "measures", "search"}
MAY_IMPORT = {
    "problems": set(),
    "program": set(),
    "commit": set(),
    "history": {"commit", "memo"},
    "unchanged": {"commit", "program"},
    "stopwatch": set(),
    "steady": {"how", "load", "output", "problems"},
    "how": {"crew", "stopwatch"},
    "memo": set(),
    "starter": {"config"},
    "model": {"problems", "config", "model"},
    "config": {"model"},
    "scoring": {"model", "problems", "scoring"},
    "measures": {"model", "problems", "measures"},
    "search": {"model", "problems", "search"},
    "load": {"config", "model", "problems", "memo", "load", *DOMAIN},
    "remembered": {"memo", "problems", "program"},
    "check": {"config", "memo", "model", "problems", "remembered", "check", *DOMAIN},
    "render": {"config", "model", "problems", "remembered", "memo", "render", *DOMAIN},
    "crew": set(),
    "ahead": {"crew"},
    "indexing": {"memo", "model", "program", "search"},
    "joining": {"load", "memo", "model", "problems", "program"},
    "reading": {"check", "crew", "indexing", "joining", "load", "memo", "model", "problems", "program"},
    "rendering": {"crew", "model", "output", "program", "render", "search"},
    "output": {"memo", "model", "problems", "output"},
    "importers": {"model", "problems", "importers"},
    "schemas": {"config", "load", "model", "output"},
    "preview": {"build", "load", "reading", "render", "model", "problems", "memo", "preview", "search"},
    "printing": {"crew", "output", "model", "problems", "memo"},
    "prints": {"crew", "load", "render", "output", "model", "memo", "printing", "program"},
    "publishing": {"crew", "how", "indexing", "memo", "load", "model", "output", "prints", "problems", "render", "rendering",
                   "steady"},
    "build": {"how", "indexing", "load", "reading", "publishing", "steady", "stopwatch", "check", "model", "problems", "memo",
              "render"},
}  # fmt: skip
"""What each part of the program may import of the others; `cli` and `serve`, on top, may import all."""
SOLE_IMPORTER = {
    "yaml": "load/located.py",
    "markdown": "load/markdown.py",
    "nh3": "load/markdown.py",
    "jinja2": "render/templates.py",
    "watchdog": "serve.py",
    "weasyprint": "output/pdf.py",
    "polars": "importers/cbp_rows.py",
    "fastexcel": "importers/workbook.py",
}
DISK = {"load/discover.py", "load/known.py", "rendering.py", "program.py", "commit.py", "unchanged.py", "memo.py", "starter.py",
        "schemas.py", "serve.py", "cli_score.py"}  # fmt: skip
DISK_FOLDERS = {"output", "importers"}
DISK_WORDS = re.compile(r"\bopen\(|\.(?:read_bytes|read_text|write_bytes|write_text|mkdir|unlink|rmdir|rglob|iterdir)\(")
WORLD_WORDS = re.compile(r"datetime\.now|date\.today|time\.time|os\.environ|getenv|random\.|subprocess")
LAZY = {
    *{"render/fonts.py", "render/print_style.py", "output/lock.py", "output/pdf.py", "output/pdf_check.py"},
    *{"unchanged.py", "ahead.py", "cli.py", "crew.py", "cli_statistics.py", "importers/workbook.py", "importers/cbp_rows.py"},
}
"""Where a heavy import waits until it is used (by importlib, in the open)."""


def name_of(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_part_imports_only_what_lies_below_it(path: Path) -> None:
    part = name_of(path).split("/")[0].removesuffix(".py")
    if part not in MAY_IMPORT:
        on_top = {"cli", "cli_pdf", "cli_report", "cli_score", "cli_serve", "cli_statistics", "serve", "__init__", "__main__"}
        assert part in on_top, f"{part} has no place in the tree yet"
        return
    used = {name.split(".")[1] for name in imported(path) if name.startswith("playbook.")}
    assert used <= MAY_IMPORT[part] | {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_has_one_importer(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        assert SOLE_IMPORTER.get(library, name_of(path)) == name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_pure_modules_touch_neither_disk_nor_world(path: Path) -> None:
    name, text = name_of(path), path.read_text(encoding="utf-8")
    if name not in DISK and name.split("/")[0] not in DISK_FOLDERS:
        assert not DISK_WORDS.search(text)
    if name not in {"cli.py", "cli_pdf.py", "cli_serve.py", "cli_statistics.py", "history.py", "serve.py", "unchanged.py"}:
        assert not WORLD_WORDS.search(text)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and node not in tree.body]
    assert not inner, "an import inside a function confesses a cycle"
    text = path.read_text(encoding="utf-8")
    assert "TYPE_CHECKING" not in text
    assert "importlib.import_module" not in text or name_of(path) in LAZY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and name_of(path) != "cli.py":
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
            assert lines <= 30, f"{node.name} has {lines} lines"


def test_the_pipeline_can_be_read_in_one_go() -> None:
    assert len((PROGRAM / "build.py").read_text(encoding="utf-8").splitlines()) <= 120


def test_scripts_are_short_and_templates_trust_nothing() -> None:
    for path in (PROGRAM.parent / "templates").rglob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 200, path.name
        for text in re.findall(r"`[^`]*`", path.read_text(encoding="utf-8")):
            assert "\n" not in text, f"{path.name}: comment lines are taken out, so no text may span lines"
    for path in (PROGRAM.parent / "templates").rglob("*.html"):
        assert not re.search(r"\|\s*safe\b", path.read_text(encoding="utf-8")), path.name


def test_no_word_of_a_registry_in_the_lock_file() -> None:
    assert "resolved" not in (PROGRAM.parent / "tests" / "package-lock.json").read_text(encoding="utf-8")
