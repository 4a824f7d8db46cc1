"""The handbook that ships with the program: where it lies, and a copy of it for a new association."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from babel.numbers import get_territory_currencies

from playbook.config import Settings

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


def countries_with_figures() -> list[str]:
    """The countries (ISO 3166) whose official figures the starter has."""
    files = sorted((ROOT / "content" / "statistics").glob("*.yaml"))
    found = (re.search(r"(?m)^country: *\W?([A-Z]{2})\b", file.read_text(encoding="utf-8")) for file in files)
    return sorted({each[1] for each in found if each})


def settings_for(title: str, association: str, country: str, accent: str, industries: str) -> Settings:
    """A new handbook's settings: the country gives currency and paper. ValidationError where a value does not fit.

    `industries` are the countries whose figures it carries, as a person types them: `GB, US`, or `none`. LookupError, with
    their names, where the starter has no figures of some.
    """
    carried = tuple(each for each in re.split(r"[,\s]+", industries.upper()) if each and each != "NONE")
    known = Settings(title=title, association=association or None, country=country, accent=accent, industries=carried)
    if missing := sorted(set(carried) - set(countries_with_figures())):
        raise LookupError(" and ".join(missing))
    currencies = get_territory_currencies(country) or ["GBP"]
    paper = "letter" if country in _LETTER_PAPER else "a4"
    return known.model_copy(update={"currency": currencies[0], "paper": paper})


def create_handbook(folder: Path, settings: Settings) -> None:
    """Copy the starter handbook into a new folder, with the association's own settings: all of it, or nothing.

    FileExistsError where the folder holds anything. One that is there and empty stays: somebody may be in it.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        shutil.copytree(ROOT / "content", staged / "content")
        (staged / "site").mkdir()
        (staged / "site" / ".gitignore").write_text("*\n!.gitignore\n", encoding="utf-8")
        (staged / ".gitignore").write_text(".playbook/\n/print/\n", encoding="utf-8")
        (staged / "playbook.yml").write_text(_settings_text(settings), encoding="utf-8")
        (staged / "README.md").write_text(_README.format(title=settings.title), encoding="utf-8")
        staged.chmod(0o755)
        if folder.exists():
            for entry in sorted(staged.iterdir()):  # playbook.yml, which makes it a handbook, comes last but for the site
                entry.rename(folder / entry.name)
        else:
            staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _settings_text(settings: Settings) -> str:
    lines = [
        "# yaml-language-server: $schema=content/.schema/settings.json",
        "# This handbook's settings. Change a line, save, and build again.",
        f"title: {_quoted(settings.title)}",
        f"association: {_quoted(settings.association)}" if settings.association else '# association: "Who publishes it"',
        f"country: {settings.country}",
        f"language: {settings.language}",
        f"currency: {settings.currency}",
        f"paper: {settings.paper}",
        f"accent: {_quoted(settings.accent)}",
        f"review_months: {settings.review_months}",
        f"industries: [{', '.join(settings.industries)}]" if settings.industries else "industries: none",
        '# site_url: "https://example.org/handbook/"    # where it will be published',
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """The text as a YAML string, whatever signs it holds."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
