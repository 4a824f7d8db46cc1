"""Arguments → one function → exit code. The only place that prints, and where clock and history come in.

Exit codes: 0 fine, 1 problems, 2 wrong use.
"""

from __future__ import annotations

import importlib
import os
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from playbook import __version__, starter
from playbook.build import BuildResult, Handbook, build_handbook, check_handbook
from playbook.cli_report import bar, counted, format_option, handbook_option, problem_lines, strict_option
from playbook.crew import Crew, cluster, processes, processors
from playbook.history import last_changed
from playbook.how import How
from playbook.load.known import SourceChangedError
from playbook.memo import Memo
from playbook.problems import several
from playbook.schemas import FORMATS, schema_text, write_schemas

_ELSEWHERE = ("pdf", "score", "serve", "statistics")
"""Commands with a module of their own."""
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=processors, help="How many pages are worked on at once. [default: one a processor]"
)


class _Commands(click.Group):
    """Commands with much behind them are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(importlib.import_module(f"playbook.cli_{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Make a networking handbook: a website from Markdown and YAML.

    \b
    playbook new our-handbook     start one of your own
    playbook serve                look at it while you write
    playbook check                is anything wrong, and where
    playbook build                make the website in site/
    playbook pdf                  print it: handouts, forms, the book
    """


@main.command()
@handbook_option
@click.option("--out", type=click.Path(path_type=Path), help="Where the website goes. [default: site/ in the handbook]")
@strict_option
@format_option
@jobs_option
@click.option("--cluster", "address", help="Hand pages to the workers of a Dask cluster there, which share this disk.")
@click.option("--verify", is_flag=True, help="Read every file, and trust no file's time and size.")
@click.option("--explain", is_flag=True, help="Say of each page why it was rendered or was not.")
@click.option("--profile", is_flag=True, help="Say how long each step took.")
@click.pass_context
def build(context: click.Context, /, root: Path, out: Path | None, strict: bool, form: str, jobs: int, **asked: Any) -> None:
    """Build the website.

    Nothing is published while there is an error: the last good build stays.

    \b
    Example: playbook build --out /var/www/handbook
    """
    started = time.perf_counter()
    site_dir, memo = out or root / "site", Memo(root / ".playbook")
    moment, lines = memo.moment(), []
    explained = (lambda path, why: lines.append(f"{path}: {why}")) if asked["explain"] else None
    how = How(Crew(jobs, partial(cluster, asked["address"]) if asked["address"] else processes), asked["verify"], explained)
    result = build_handbook(_handbook(root, memo), site_dir, memo, strict=strict, watch=bar, how=how)
    told, failed = problem_lines(result, root, form), result.fails(strict=strict)
    click.echo("".join(f"{line}\n" for line in sorted(lines)) + told, nl=False)
    if asked["profile"]:
        click.echo("\n".join(how.clock.lines()), err=True)
    if failed:
        click.echo(f"{click.style('Not published.', bold=True, fg='red')} {counted(result)} The last good build stays.", err=True)
    else:
        pages, rest = several(result.pages, "page"), f"{counted(result)}\nThe site is in {os.path.relpath(site_dir)}/"
        seal, _ = context.obj or (None, None)
        if seal and not any(asked.values()):
            seal.press([str(site_dir)], f"{pages}, 0 files changed. {rest}", told, moment)
        changed = several(len(result.changed), "file")
        click.echo(f"{pages}, {changed} changed, {time.perf_counter() - started:.1f} s. {rest}", err=True)
    raise SystemExit(1 if failed else 0)


@main.command()
@handbook_option
@strict_option
@format_option
@jobs_option
def check(root: Path, strict: bool, form: str, jobs: int) -> None:
    """Check the handbook, and write nothing.

    Says what 'build' would say: each mistake with its file, line and column, and a way out.

    \b
    Example: playbook check --strict --format github
    """
    started = time.perf_counter()
    try:
        _, result = check_handbook(_handbook(root, Memo(None)), bar, How(Crew(jobs)))
    except SourceChangedError as error:
        result = BuildResult((error.problem,))
    click.echo(problem_lines(result, root, form), nl=False)
    click.echo(f"{several(result.pages, 'page')} read, {time.perf_counter() - started:.1f} s. {counted(result)}", err=True)
    raise SystemExit(1 if result.fails(strict=strict) else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="What the handbook is called.")
@click.option("--association", help="Who publishes it.")
@click.option("--country", help="Two letters, as GB or US.")
@click.option("--industries", help="Whose official figures it carries, a page for every industry: GB, US, 'GB US' or none.")
@click.option("--accent", help="Your colour, as #0f5c63.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is not given from the starter.")
def new(
    folder: Path,
    title: str | None,
    association: str | None,
    country: str | None,
    industries: str | None,
    accent: str | None,
    yes: bool,
) -> None:
    """Start a handbook of your own: the whole starter, ready to build.

    \b
    Example: playbook new our-handbook --association "Chamber of Northtown" --country GB --yes
    """

    def ask(words: str, given: str | None, standard: str) -> str:
        return given or (standard if yes else str(click.prompt(words, default=standard)))

    called = ask("What is the handbook called?", title, "The Networking Playbook")
    publisher = association or ("" if yes else click.prompt("Which association publishes it?", default="", show_default=False))
    home, known = ask("Which country (two letters)?", country, "GB").upper(), starter.countries_with_figures()
    offered = f"{', '.join([*known, ' '.join(known)])} or none" if len(known) > 1 else " or ".join([*known, "none"])
    carried = ask(f"Whose industry figures shall it carry ({offered})?", industries, home if home in known else "none")
    colour = ask("Which colour?", accent, "#0f5c63")
    try:
        starter.create_handbook(folder, starter.settings_for(called, publisher, home, colour, carried))
    except ValidationError as error:
        sentences = "; ".join(f"{each['loc'][0]} {each['msg'].removeprefix('Value error, ')}" for each in error.errors())
        raise click.UsageError(f"{sentences}.") from None
    except LookupError as error:
        raise click.UsageError(f"There are no figures of {error}: choose {offered}.") from None
    except FileExistsError:
        raise click.UsageError(f"{folder} is not empty: name a new folder.") from None
    click.echo(f"The handbook is in {folder}/. Build it: {click.style(f'cd {folder} && playbook build', bold=True)}", err=True)


@main.command()
@handbook_option
@click.argument("name", required=False, type=click.Choice(sorted(FORMATS)))
@click.option("--write", is_flag=True, help="Write all schemas beside the content, and point the YAML files to them.")
def schema(root: Path, name: str | None, write: bool) -> None:
    """Print the JSON Schema of a YAML format, or write all of them.

    Editors' programs read them to complete keys and mark mistakes while you type.

    \b
    Example: playbook schema profile
    """
    if write:
        changed = write_schemas(root)
        click.echo(f"{several(len(changed), 'file')} written.", err=True)
    elif name:
        click.echo(schema_text(name), nl=False)
    else:
        raise click.UsageError(f"Name a format ({', '.join(sorted(FORMATS))}), or say --write.")


def _handbook(root: Path, memo: Memo) -> Handbook:
    return Handbook(root, starter.TEMPLATES, datetime.now(UTC).date(), last_changed(root, memo))
