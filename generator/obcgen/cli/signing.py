"""The command that signs a PDF with a certificate: sign."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import QUIET, main, or_exit, tell
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

    from obcgen.inspection.carried import is_draft
    from obcgen.signing.faults import draft as signed_draft
    from obcgen.signing.sign import sign as signed_by

    content, key = (or_exit(_reading(path)) for path in (file, certificate))
    password = _password(password_file)
    target = output or file.with_name(f"{file.stem}-signed.pdf")
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    made = or_exit(lambda: signed_by(content, key, password, field, now))
    draft = or_exit(lambda: is_draft(content))
    created = or_exit(lambda: _created(target, made))
    tell((signed_draft(),) if draft else ())
    for path in created if not quiet else ():
        click.echo(path)


def _created(target: Path, made: bytes) -> tuple[Path, ...]:
    from obcgen.files import create
    from obcgen.problems import ObcgenError

    try:
        return create({target.name: made}, target.parent)
    except ObcgenError as error:
        hint = "Name another file with -o; this command overwrites nothing."
        raise ObcgenError(
            *(replace(each, hint=hint) if each.code == "FIL-03" else each for each in error.problems)
        ) from None


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
