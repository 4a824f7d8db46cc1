"""`playbook pdf`: handouts, forms, packs and the book. Beside `cli`, which adds it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from playbook import starter
from playbook.build import BuildResult, Handbook, check_handbook, publish_site
from playbook.cli_report import bar, counted, format_option, handbook_option, problem_lines, strict_option
from playbook.history import last_changed
from playbook.how import How
from playbook.indexing import Indexing
from playbook.load.known import SourceChangedError
from playbook.memo import Memo
from playbook.model.handout import Edition, Handout, PaperSize, Printed
from playbook.output.files import write_whole
from playbook.output.pdf import NoEngineError, engine_version
from playbook.output.pdf_check import check_pdf
from playbook.prints import BOOK, SHEETS, Prints
from playbook.problems import did_you_mean
from playbook.render.handouts import FOLDER, KINDS
from playbook.render.templates import BrokenTemplateError

NO_ENGINE = "PDFs need WeasyPrint and the libraries it prints with: run 'make pdf', or 'pip install networking-playbook[pdf]' and the packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."  # noqa: E501


@dataclass(frozen=True)
class Order:
    """What is to be printed."""

    paths: tuple[str, ...]
    only: str | None
    packs: tuple[str, ...]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@handbook_option
@click.option("--only", type=click.Choice(["handouts", "book", "packs"]), help="Only these. [default: handouts and the book]")
@click.option("--pack", "packs", multiple=True, metavar="ID", help="The book of this trade.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="[default: as playbook.yml says]")
@click.option("--large-print", "large", is_flag=True, help="In type of 18 points, one column.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where the PDFs go. [default: into the website]")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many processes print. [default: one for each processor]")
@click.option("--verify", is_flag=True, help="Check each PDF: accessible to everybody, and sound. One line a file.")
@strict_option
@format_option
def pdf(
    paths: tuple[str, ...], root: Path, only: str | None, packs: tuple[str, ...], paper: PaperSize | None, large: bool,
    out: Path | None, jobs: int | None, verify: bool, strict: bool, form: str,
) -> None:  # fmt: skip
    """Print pages as PDF: checklists, forms, principles, trades, and the book.

    Only what changed is printed anew. The website is built with the PDFs, each offered beside its page. Another paper than the
    handbook's own, and large print, go to print/ in the handbook's folder, or where --out says.

    \b
    Example: playbook pdf content/checklists/follow-up.md --out handouts --verify
    """
    started, folder = time.perf_counter(), out
    memo = Memo(root / ".playbook")
    handbook = Handbook(root, starter.TEMPLATES, datetime.now(UTC).date(), last_changed(root, memo))
    try:
        engine_version()
        site, result = check_handbook(handbook, bar)
        if result.fails(strict=strict):
            printed: Sequence[Printed] = ()
        else:
            edition = Edition(paper or site.settings.paper, large)
            prints = Prints(site, edition, memo, jobs or os.cpu_count() or 1)
            sheets = list(_ordered(prints, Order(paths, only, packs)))
            folder = out or (None if edition == Edition(site.settings.paper) else root / "print" / edition.name)
            printed = list(bar("Printing", _written(prints.printer.print(sheets), folder), len(sheets), 2))
            result = _told(result, printed)
            if folder is None:
                result = publish_site(handbook, site, Indexing(memo, str(root.resolve())), result, root / "site", memo, bar, How())
    except NoEngineError as error:
        raise click.ClickException(f"{NO_ENGINE} ({error})") from None
    except BrokenTemplateError as error:
        result, printed = replace(result, problems=(*result.problems, error.problem)), ()
    except SourceChangedError as error:
        result, printed = BuildResult((error.problem,)), ()
    memo.save()
    click.echo(problem_lines(result, root, form), nl=False)
    faulty = [_verified(each) for each in printed] if verify else []
    _sum_up(result, printed, folder, time.perf_counter() - started)
    raise SystemExit(1 if result.fails(strict=strict) or any(faulty) else 0)


def _ordered(prints: Prints, order: Order) -> Iterator[Handout]:
    """The sheets of an order; what is not to be found is wrong use."""
    if order.paths:
        yield from (_sheet_at(prints, path) for path in order.paths)
    trades = {page.url.split("/")[-2]: page for page in prints.trades()}
    for name in order.packs or (trades if order.only == "packs" else ()):
        if name not in trades:
            raise click.UsageError(f"There is no trade '{name}'. {did_you_mean(name, trades)}".strip())
        prints.ask_for(trades[name].url)
        yield prints.of_trade(trades[name])
    if not order.paths and not order.packs:
        if order.only in (None, "handouts"):
            prints.ask_for(SHEETS)
            yield from prints.sheets()
        if order.only in (None, "book"):
            prints.ask_for(BOOK)
            yield prints.whole()


def _sheet_at(prints: Prints, path: str) -> Handout:
    """The sheet that a path names: a file, a path from `content/`, or the address of an industry, `atlas/gb/6920`."""
    name = Path(path).as_posix().removeprefix("./")
    name = name.partition("content/")[2] if "content/" in name else name
    industries = {each.url.rstrip("/"): each for each in prints.industries()}
    if name in industries:
        prints.ask_for(industries[name].url)
        return prints.of_industry(industries[name])
    page = prints.site.page_at(name)
    if page is None or page.kind not in KINDS:
        known = [each.path for each in prints.site.pages.values() if each.kind in KINDS]
        said = "has no handout" if page else "is no page of this handbook"
        raise click.UsageError(f"{path} {said}. {did_you_mean(name, [*known, *industries])}".strip())
    return prints.of_page(page)


def _told(result: BuildResult, printed: Sequence[Printed]) -> BuildResult:
    """The result, with what printing found."""
    return replace(result, problems=tuple(sorted({*result.problems, *(each for one in printed for each in one.problems)})))


def _written(printed: Iterable[Printed], folder: Path | None) -> Iterator[Printed]:
    """The PDFs as they are done, each put into a folder at once where one is named."""
    for each in printed:
        try:
            if folder:
                write_whole(folder / each.path.removeprefix(FOLDER), each.data)
        except OSError as error:
            where = error.filename or folder
            raise click.ClickException(f"{where} cannot be written: {error.strerror}. Name another folder with --out.") from None
        yield each


def _verified(printed: Printed) -> bool:
    """Say what a check of the file finds; whether it is at fault."""
    verdict = check_pdf(printed.data)
    click.echo(f"{printed.path.removeprefix(FOLDER)}: {verdict}")
    return bool(verdict.faults)


def _sum_up(result: BuildResult, printed: Sequence[Printed], folder: Path | None, seconds: float) -> None:
    if not printed:
        click.echo(f"{click.style('Nothing was printed.', bold=True, fg='red')} {counted(result)}", err=True)
        return
    pages, size = sum(each.pages for each in printed), sum(len(each.data) for each in printed)
    place = f"The PDFs are in {os.path.relpath(folder)}/" if folder else "Each is offered beside its page of the site."
    fresh = sum(each.fresh for each in printed)
    told = f"{len(printed)} PDFs, {pages} pages, {size / 1e6:.1f} MB; {fresh} printed anew, {seconds:.1f} s. {counted(result)}"
    click.echo(f"{told}\n{place}", err=True)
