"""`playbook serve`: the handbook in a browser, as it is being written. Beside `cli`, which adds it."""

from __future__ import annotations

import io
import signal
import socket
import warnings
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import click
import segno

from playbook import starter
from playbook.build import Handbook
from playbook.history import last_changed
from playbook.memo import Memo
from playbook.problems import several
from playbook.serve import Built, Preview

_NOWHERE = ("192.0.2.1", 9)
"""An address that documentation may use (RFC 5737): nothing is sent there, the system only says which way it would go."""


@click.command()
@click.option(
    "--handbook", "root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(),
    help="The handbook's folder. [default: this folder]",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen; else the next free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the handbook in the browser.")
@click.option("--lan", is_flag=True, help="Let other devices on your network look, too: a code for a phone's camera is shown.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second, where the system does not tell of them.")
def serve(root: Path, port: int, opens: bool, lan: bool, poll: bool) -> None:
    """Show the handbook in a browser, and each change as you save it.

    A mistake is shown over the page, with its file and line, until it is mended. Nothing is written to site/. Ctrl-C stops.

    \b
    Example: playbook serve --open
    """
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)  # watchdog meets a new folder twice: no harm
    ended = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda number, frame: ended.set())
    memo = Memo(root / ".playbook")
    handbook = Handbook(root, starter.TEMPLATES, datetime.now(UTC).date(), last_changed(root, memo))
    try:
        preview = Preview(handbook, memo, host=_lan_address() if lan else "127.0.0.1", port=port, poll=poll, told=_tell)
    except OSError as error:
        raise click.UsageError(f"The preview cannot listen there: {error.strerror or error}.") from None
    if port not in (0, preview.port):
        click.echo(f"Port {port} is taken; this is the next free one.", err=True)
    if preview.sentence:
        click.echo(preview.sentence, err=True)
    preview.start()
    click.echo(f"The handbook is at {preview.address} (Ctrl-C stops)")
    if lan:
        click.echo(_code(preview.address))
    if opens:
        click.launch(preview.address)
    while not ended.wait(3600):
        pass
    preview.stop()
    click.echo("Stopped.", err=True)


def _tell(built: Built) -> None:
    """Problems that stop a publication, or how long the build took."""
    if built.result.fails():
        for problem in built.result.problems:
            if problem.severity == "error":
                click.echo(str(problem), err=True)
        click.echo("The last good build stays.", err=True)
    else:
        click.echo(f"{several(built.result.pages, 'page')}, {built.seconds:.2f} s.", err=True)


def _lan_address() -> str:
    """The address of this machine on its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            raise click.UsageError("This machine is on no network: leave out --lan.") from None


def _code(address: str) -> str:
    """A QR code (ISO/IEC 18004) of the address, in half blocks."""
    drawn = io.StringIO()
    segno.make(address).terminal(drawn, compact=True)
    return drawn.getvalue()
