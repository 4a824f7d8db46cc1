"""Tries an import, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from playbook.cli import main
from tests.importers import samples


def run(folder: Path, files: list[Path]) -> tuple[int, str, list[str]]:
    """Exit code, output with the folder taken out, and what was written."""
    out = folder / "out"
    result = CliRunner().invoke(main, ["statistics", "import", *map(str, files), "--into", str(out)])
    written = sorted(path.name for path in out.iterdir()) if out.exists() else []
    return result.exit_code, result.stdout.replace(f"{folder}/", ""), written


def refused(folder: Path, *files: Path) -> str:
    """What is said of files that are refused."""
    code, said, written = run(folder, list(files))
    assert code == 1
    assert written == []
    return said


def ons(folder: Path, change: Callable[[samples.Sheets], object], year: int = 2024) -> Path:
    sheets = samples.ons(year)
    change(sheets)
    return samples.workbook(folder / "ons.xlsx", sheets)
