"""`playbook pdf`: handouts, forms, packs and the book. Beside `cli`, which adds it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from playbook import starter
from playbook.build import BuildResult, Handbook, publish_site, read_handbook
from playbook.cli_report import bar, counted, format_option, handbook_option, problem_lines, strict_option
from playbook.crew import Crew, cluster, here, processes, processors
from playbook.history import last_changed
from playbook.how import How
from playbook.load.known import SourceChangedError
from playbook.memo import Memo
from playbook.model.handout import Edition, PaperSize, Printed, Wanted
from playbook.output.files import write_whole
from playbook.output.pdf import NoEngineError, engine_version
from playbook.output.pdf_check import check_pdf
from playbook.prints import Prints
from playbook.problems import did_you_mean, several
from playbook.render.handouts import FOLDER, KINDS
from playbook.render.templates import BrokenTemplateError

NO_ENGINE = "PDFs need WeasyPrint and the libraries it prints with: run 'make pdf', or 'pip install networking-playbook[pdf]' and the packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."  # noqa: E501


@dataclass(frozen=True)
class Order:
    """What is to be printed."""

    paths: tuple[str, ...]
    only: str | None
    packs: tuple[str, ...]
    paper: PaperSize | None
    large: bool
    out: Path | None
    crew: Crew
    """Who prints it."""


@dataclass(frozen=True)
class Done:
    """What came of it."""

    result: BuildResult
    printed: list[Printed]
    folder: Path | None
    """Where the PDFs are; None for the website."""

    def made(self, root: Path) -> list[str]:
        """The files that were written, or the folder of the website."""
        return [str(self.folder / _below(each)) for each in self.printed] if self.folder else [str(root / "site")]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@handbook_option
@click.option("--only", type=click.Choice(["handouts", "book", "packs"]), help="Only these. [default: handouts and the book]")
@click.option("--pack", "packs", multiple=True, metavar="ID", help="The book of this trade.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="[default: as playbook.yml says]")
@click.option("--large-print", "large", is_flag=True, help="In type of 18 points, one column.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where the PDFs go. [default: into the website]")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=processors, help="How many processes print. [default: one a processor]"
)
@click.option("--cluster", "address", help="Hand sheets to the workers of a Dask cluster there, which share this disk.")
@click.option("--verify", is_flag=True, help="Check each PDF: accessible to everybody, and sound. One line a file.")
@strict_option
@format_option
@click.pass_context
def pdf(context: click.Context, /, root: Path, out: Path | None, verify: bool, strict: bool, form: str, **asked: Any) -> None:
    """Print pages as PDF: checklists, forms, principles, trades, and the book.

    Only what changed is printed anew. The website is built with the PDFs, each offered beside its page. Another paper than the
    handbook's own, and large print, go to print/ in the handbook's folder, or where --out says.

    \b
    Example: playbook pdf content/checklists/follow-up.md --out handouts --verify
    """
    started, memo = time.perf_counter(), Memo(root / ".playbook")
    moment, crew = memo.moment(), Crew(asked["jobs"], partial(cluster, asked["address"]) if asked["address"] else processes)
    handbook = Handbook(root, starter.TEMPLATES, datetime.now(UTC).date(), last_changed(root, memo))
    seal, ahead = context.obj or (None, None)
    printers = replace(crew, single=ahead if ahead and crew.jobs > 1 else here)
    order = Order(asked["paths"], asked["only"], asked["packs"], asked["paper"], asked["large"], out, printers)
    try:
        engine_version()
        done = _carried_out(order, handbook, memo, How(crew), strict=strict)
    except NoEngineError as error:
        raise click.ClickException(f"{NO_ENGINE} ({error})") from None
    memo.save()
    told = problem_lines(done.result, root, form)
    click.echo(told, nl=False)
    faulty = [_verified(each) for each in sorted(done.printed, key=lambda each: each.path) if verify]
    failed = any(faulty) or done.result.fails(strict=strict)
    click.echo(_summary(done, f"{time.perf_counter() - started:.1f} s. "), err=True)
    if seal and done.printed and not failed and not verify:
        known = replace(done, printed=[replace(each, fresh=False) for each in done.printed])
        seal.press(done.made(root), _summary(known), told, moment)
    raise SystemExit(1 if failed else 0)


def _carried_out(order: Order, handbook: Handbook, memo: Memo, how: How, *, strict: bool) -> Done:
    """What an order came to. NoEngineError, and click's errors for wrong use."""
    result, printed, folder, root = BuildResult(()), list[Printed](), order.out, handbook.root
    try:
        site, result, index = read_handbook(handbook, memo, bar, how)
        if not result.fails(strict=strict):
            own, edition = Edition(site.settings.paper), Edition(order.paper or site.settings.paper, order.large)
            folder = order.out or (None if edition == own else root / "print" / edition.name)
            prints = Prints(site, edition, memo, order.crew)
            wanted = list(_wanted(prints, order))
            printed += bar("Printing", _written(prints.printer.print(wanted), folder), len(wanted), 2)
            result = _told(result, printed)
            if folder is None:
                result = publish_site(handbook, site, index, result, root / "site", memo, bar, how)
    except (BrokenTemplateError, SourceChangedError) as error:
        return Done(replace(result, problems=(*result.problems, error.problem)), [], folder)
    return Done(result, printed, folder)


def _wanted(prints: Prints, order: Order) -> Iterator[Wanted]:
    """The sheets of an order; what is not to be found is wrong use."""
    if order.paths:
        yield from (_sheet_at(prints, path) for path in dict.fromkeys(order.paths))
    trades = {page.url.split("/")[-2]: page for page in prints.trades()}
    for name in order.packs or (trades if order.only == "packs" else ()):
        if name not in trades:
            raise click.UsageError(f"There is no trade '{name}'. {did_you_mean(name, trades)}".strip())
        yield prints.of_trade(trades[name])
    if not order.paths and not order.packs:
        if order.only in (None, "handouts"):
            yield from prints.sheets()
        if order.only in (None, "book"):
            yield prints.whole()


def _sheet_at(prints: Prints, path: str) -> Wanted:
    """The sheet that a path names: a file, a path from `content/`, or the address of an industry, `atlas/gb/6920`."""
    name = Path(path).as_posix().removeprefix("./")
    name = name.partition("content/")[2] if "content/" in name else name
    industries = {each.url.rstrip("/"): each for each in prints.industries()}
    if name in industries:
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
                write_whole(folder / _below(each), each.data)
        except OSError as error:
            where = error.filename or folder
            raise click.ClickException(f"{where} cannot be written: {error.strerror}. Name another folder with --out.") from None
        yield each


def _verified(printed: Printed) -> bool:
    """Say what a check of the file finds; whether it is at fault."""
    verdict = check_pdf(printed.data)
    click.echo(f"{_below(printed)}: {verdict}")
    return bool(verdict.faults)


def _below(printed: Printed) -> str:
    """Its path in the folder of PDFs."""
    return printed.path.removeprefix(FOLDER)


def _summary(done: Done, took: str = "") -> str:
    """What was printed, in words."""
    printed, problems = done.printed, counted(done.result)
    if not printed:
        return f"{click.style('Nothing was printed.', bold=True, fg='red')} {problems}"
    pages, size = sum(each.pages for each in printed), sum(each.size for each in printed)
    fresh = f"{sum(each.fresh for each in printed)} printed anew{', ' if took else '. '}{took}"
    if done.folder:
        place = f"The PDFs are in {os.path.relpath(done.folder)}/"
    else:
        place = "The site stays as it was." if done.result.fails() else "Each is offered beside its page of the site."
    return f"{several(len(printed), 'PDF')}, {several(pages, 'page')}, {size / 1e6:.1f} MB; {fresh}{problems}\n{place}"
