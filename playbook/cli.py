"""Arguments → one function → exit code. The only place that prints, and where clock and history come in.

Exit codes: 0 fine, 1 problems, 2 wrong use.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError

from playbook import __version__, starter
from playbook.build import Handbook, build_handbook, check_handbook
from playbook.cli_pdf import pdf
from playbook.cli_report import counted, format_option, handbook_option, print_problems, progress, said, strict_option
from playbook.cli_score import score
from playbook.cli_serve import serve
from playbook.cli_statistics import statistics
from playbook.history import last_changed
from playbook.memo import Memo
from playbook.schemas import FORMATS, schema_text, write_schemas


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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


main.add_command(pdf)
main.add_command(score)
main.add_command(serve)
main.add_command(statistics)


@main.command()
@handbook_option
@click.option("--out", type=click.Path(path_type=Path), help="Where the website goes. [default: site/ in the handbook]")
@strict_option
@format_option
def build(root: Path, out: Path | None, strict: bool, form: str) -> None:
    """Build the website.

    Nothing is published while there is an error: the last good build stays.

    \b
    Example: playbook build --out /var/www/handbook
    """
    started = time.perf_counter()
    site_dir = out or root / "site"
    with progress() as watch:
        result = build_handbook(_handbook(root), site_dir, Memo(root / ".playbook"), strict=strict, watch=watch)
    print_problems(result, root, form)
    failed = result.fails(strict=strict)
    if failed:
        said.print(f"[bold red]Not published.[/] {counted(result)} The last good build stays.")
    else:
        seconds = time.perf_counter() - started
        said.print(f"{result.pages} pages, {len(result.changed)} files changed, {seconds:.1f} s. {counted(result)}")
        said.print(f"The site is in {os.path.relpath(site_dir)}/")
    raise SystemExit(1 if failed else 0)


@main.command()
@handbook_option
@strict_option
@format_option
def check(root: Path, strict: bool, form: str) -> None:
    """Check the handbook, and write nothing.

    Says what 'build' would say: each mistake with its file, line and column, and a way out.

    \b
    Example: playbook check --strict --format github
    """
    started = time.perf_counter()
    with progress() as watch:
        _, result = check_handbook(_handbook(root), watch)
    print_problems(result, root, form)
    said.print(f"{result.pages} pages read, {time.perf_counter() - started:.1f} s. {counted(result)}")
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
    except FileExistsError:
        raise click.UsageError(f"{folder} is not empty: name a new folder.") from None
    said.print(f"The handbook is in {folder}/. Build it: [bold]cd {folder} && playbook build[/]")


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
        said.print(f"{len(changed)} files written.")
    elif name:
        click.echo(schema_text(name), nl=False)
    else:
        raise click.UsageError(f"Name a format ({', '.join(sorted(FORMATS))}), or say --write.")


def _handbook(root: Path) -> Handbook:
    return Handbook(root, starter.TEMPLATES, datetime.now(UTC).date(), last_changed(root))
