"""The handbook that ships with the program: where it lies, and a copy of it for a new association."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from babel.numbers import get_territory_currencies

_HERE = Path(__file__).parent
ROOT = _HERE / "starter" if (_HERE / "starter").is_dir() else _HERE.parent
"""Packaged beside the program in a wheel; the repository itself in a checkout."""
TEMPLATES = ROOT / "templates"

_LETTER_PAPER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "VE"})
"""Countries that print on Letter (Unicode CLDR, paper sizes by territory)."""
_README = """# {title}

Write in `content/`: pages are Markdown, trades and self-assessments are YAML. Settings are in `playbook.yml`.

    playbook check      # is anything wrong, and where
    playbook build      # make the website in site/
"""


@dataclass(frozen=True)
class Answers:
    """What `playbook new` asks."""

    title: str
    association: str
    country: str
    accent: str


def create_handbook(folder: Path, answers: Answers) -> None:
    """Copy the starter handbook into a new folder, with the association's own settings: all of it, or nothing.

    FileExistsError where the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        shutil.copytree(ROOT / "content", staged / "content")
        (staged / "site").mkdir()
        (staged / "site" / ".gitignore").write_text("*\n!.gitignore\n", encoding="utf-8")
        (staged / ".gitignore").write_text(".playbook/\n", encoding="utf-8")
        (staged / "playbook.yml").write_text(_settings(answers), encoding="utf-8")
        (staged / "README.md").write_text(_README.format(title=answers.title), encoding="utf-8")
        staged.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _settings(answers: Answers) -> str:
    currency = (get_territory_currencies(answers.country) or ["GBP"])[0]
    paper = "letter" if answers.country in _LETTER_PAPER else "a4"
    return "\n".join(
        [
            "# yaml-language-server: $schema=content/.schema/settings.json",
            "# This handbook's settings. Change a line, save, and build again.",
            f"title: {_quoted(answers.title)}",
            *([f"association: {_quoted(answers.association)}"] if answers.association else []),
            f"country: {answers.country}",
            "language: en-GB",
            f"currency: {currency}",
            f"paper: {paper}",
            f'accent: "{answers.accent}"',
            "review_months: 6",
            '# site_url: "https://example.org/handbook/"    # where it will be published',
            "",
        ]
    )


def _quoted(text: str) -> str:
    """The text as a YAML string, whatever signs it holds."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
