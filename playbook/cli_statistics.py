"""`playbook statistics`: official files → `content/statistics/`, and what is there. Beside `cli`, which adds it."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from playbook import starter
from playbook.cli_report import bar
from playbook.load.discover import discover
from playbook.load.statistics import read_statistics
from playbook.problems import several


@click.group()
def statistics() -> None:
    """Official figures: import what a publisher offers, and see what is there."""


@statistics.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--into", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("content/statistics"), show_default=True,
    help="The folder that the tables go to.",
)  # fmt: skip
def import_(files: tuple[Path, ...], folder: Path) -> None:
    """Read official files, and write tidy tables with a note of where they come from.

    Each file is recognised by what is in it. Nothing is written unless all of them are read whole.

    \b
    Example: playbook statistics import ~/Downloads/ukbusinessworkbook2024.xlsx
    """
    recognise, reading, tidy = (_loaded(f"playbook.importers.{name}") for name in ("recognise", "reading", "tidy"))
    try:
        tables = recognise.read_files(files, partial(bar, least=1))
    except reading.NotImportedError as error:
        for problem in sorted(error.problems):
            click.echo(str(problem))
        count = several(len(error.problems), "problem")
        click.echo(f"{click.style('Nothing is written.', bold=True, fg='red')} {count}.", err=True)
        raise SystemExit(1) from None
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{error.name} is missing. Install it: pip install 'networking-playbook[statistics]'") from None
    changed = tidy.write(tables, folder, datetime.now(UTC).date())
    for table in tables:
        click.echo(f"{table.dataset.id}: {table.dataset.title} ({several(len(table.rows), 'row')})")
    click.echo(f"{several(len(changed), 'file')} changed in {folder}/", err=True)


@statistics.command("list")
@click.option(
    "--handbook", "root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(),
    help="The handbook's folder. [default: this folder]",
)  # fmt: skip
def list_(root: Path) -> None:
    """Show which figures are there: year, codes, how many industries, and what they cover.

    \b
    Example: playbook statistics list
    """
    sources = discover(root, starter.TEMPLATES).statistics
    found, problems = read_statistics(sources)
    rows = {Path(source.path).stem: source.text.count("\n") - 1 for source in sources if source.path.endswith(".csv")}
    lines = [("dataset", "year", "covers", "codes", "rows")]
    lines += [(each.id, str(each.year), each.title, each.codes, f"{rows[each.id]:,}") for each in found.datasets.values()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip())
    for problem in problems:
        click.echo(str(problem), err=True)
    raise SystemExit(1 if problems else 0)


def _loaded(name: str) -> Any:
    """A module of the importers, which need the extra `statistics`, and which no other command waits for."""
    return importlib.import_module(name)
