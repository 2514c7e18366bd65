"""The command that signs a PDF with a certificate: sign."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import QUIET, main, or_exit
from obcgen.cli.edges import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE = click.Path(path_type=Path, readable=False)


@main.command()
@click.argument("file", type=_FILE, metavar="FILE")
@click.option(
    "--certificate",
    type=_FILE,
    required=True,
    metavar="P12",
    help="Your key and certificate: a PKCS#12 file.",
)
@click.option("--field", required=True, metavar="PLACE", help="Where to sign, such as district or provider.")
@click.option(
    "--password-file",
    type=_FILE,
    metavar="TEXT",
    help="A file with the certificate's password; else you are asked.",
)
@click.option(
    "-o", "--output", type=_FILE, metavar="PDF", help="The file to write; else FILE-signed.pdf beside FILE."
)
@QUIET
def sign(
    file: Path, *, certificate: Path, field: str, password_file: Path | None, output: Path | None, quiet: bool
) -> None:
    """Sign FILE, a PDF, with a certificate, and write the signed copy under a new name.

    What FILE holds stays as it is: the signature is added after it, so an earlier signature keeps its worth.
    The next party signs the signed copy. No other computer is asked for anything. Needs pip install
    "obcgen[signing]"; `obcgen inspect` says what the signatures in a file are worth.
    """
    import datetime as dt

    from obcgen.files import create
    from obcgen.signing.sign import sign as signed_by

    content, key = (or_exit(_reading(path)) for path in (file, certificate))
    password = _password(password_file)
    target = output or file.with_name(f"{file.stem}-signed.pdf")
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    made = or_exit(lambda: signed_by(content, key, password, field, now))
    (path,) = or_exit(lambda: create({target.name: made}, target.parent))
    click.echo(path) if not quiet else None


def _reading(path: Path) -> Callable[[], bytes]:
    from obcgen.inspection.carried import content_of

    return lambda: content_of(path)


def _password(path: Path | None) -> str:
    """Return the password from its file, or as it is typed; nothing where there is nobody to ask."""
    if path:
        return or_exit(_reading(path)).decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")
    if not is_terminal(sys.stdin):
        return ""
    return str(click.prompt("Password of the certificate", "", hide_input=True, show_default=False))
