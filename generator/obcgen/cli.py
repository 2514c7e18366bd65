"""The commands. The only room that prints, writes and exits.

Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from obcgen.pack import Pack
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("docx", "pdf", "html")
KINDS = ("rfp", "contract")

_SPEC = click.argument("spec", type=click.Path(path_type=Path), metavar="SPEC")
_PACK = click.option(
    "--pack",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A district's folder of templates, laid over the built-in ones.",
)


def _writes(command: Command) -> Command:
    """Give a command the arguments of those that write documents."""
    for option in (
        click.option("--quiet", is_flag=True, help="Print nothing unless there is an error."),
        click.option("--replace", is_flag=True, help="Overwrite files changed since obcgen wrote them."),
        _PACK,
        click.option(
            "--format",
            "formats",
            type=click.Choice(FORMATS),
            multiple=True,
            default=("docx", "pdf"),
            show_default="docx and pdf",
            help="A format to write; may be given more than once.",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            default=Path("output"),
            show_default=True,
            metavar="DIR",
            help="The folder to write into.",
        ),
        _SPEC,
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="obcgen", message="obcgen %(version)s")
def main() -> None:
    """Make RFPs and contracts that pay for outcomes from one checked spec.

    Exit status: 0 done (there may be warnings), 1 the input has errors, 2 wrong usage.
    """


@main.command()
@_writes
def rfp(**options: Any) -> None:
    """Write the request for proposals of SPEC in Word and PDF.

    The RFP is public: it shows nothing of the provider, the award, the delivery cost, the scenarios or
    whatever `document.confidential` lists.
    """
    _build("rfp", **options)


@main.command()
@_writes
def contract(**options: Any) -> None:
    """Write the contract of SPEC in Word and PDF."""
    _build("contract", **options)


@main.command()
@_SPEC
@click.option("--for", "kind", type=click.Choice(KINDS), help="Say what this document still needs.")
@click.option("--json", "as_json", is_flag=True, help="Print the Problems as JSON.")
@_PACK
def check(spec: Path, kind: DocumentKind | None, as_json: bool, folder: Path | None) -> None:
    """Say what is wrong, weak or missing in SPEC, line by line."""
    from obcgen.build import survey
    from obcgen.problems import ObcgenError, is_error
    from obcgen.show import problems_json, problems_text

    try:
        _, _, problems = survey(spec, kind, _pack(folder))
    except ObcgenError as error:
        problems = error.problems
    text = problems_json(problems) if as_json else problems_text(problems, colour=_colour(sys.stdout))
    click.echo(text, nl=False)
    sys.exit(int(any(map(is_error, problems))))


@main.command()
@_SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the schedule as JSON, money as text.")
def schedule(spec: Path, as_json: bool) -> None:
    """Print every payment of SPEC: date, condition, maximum amount, running total."""
    from obcgen.build import payments
    from obcgen.show import schedule_json, schedule_text

    found, problems = _or_exit(lambda: payments(spec))
    click.echo(schedule_json(found) if as_json else schedule_text(found), nl=False)
    _tell(problems)


@main.command()
@_SPEC
@click.option("--document", "kind", type=click.Choice(KINDS), required=True, help="Which document's tree.")
@_PACK
def tree(spec: Path, kind: DocumentKind, folder: Path | None) -> None:
    """Print the document tree of SPEC: every number, title, table and field, before Word and PDF."""
    from obcgen.build import document
    from obcgen.document.dump import dump

    found, problems = _or_exit(lambda: document(kind, spec, _pack(folder)))
    click.echo(dump(found), nl=False)
    _tell(problems)


def _build(
    kind: DocumentKind,
    *,
    spec: Path,
    output: Path,
    formats: tuple[str, ...],
    folder: Path | None,
    replace: bool,
    quiet: bool,
) -> None:
    from obcgen.build import build, silent
    from obcgen.files import save

    progress = _progress if sys.stderr.isatty() and not quiet else silent
    chosen = tuple(dict.fromkeys(formats))
    built = _or_exit(lambda: build(kind, spec, chosen, _pack(folder), progress))
    paths = _or_exit(lambda: save(built.files, output, replace=replace))
    if not quiet:
        _progress("") if progress is _progress else None
        _tell(built.problems)
        for path in paths:
            click.echo(path)


def _pack(folder: Path | None) -> Pack:
    from obcgen.pack import builtin

    return builtin().over(folder) if folder else builtin()


Result = TypeVar("Result")


def _or_exit(work: Callable[[], Result]) -> Result:
    """Do the work, or show the Problems that stopped it and exit with 1."""
    from obcgen.problems import ObcgenError

    try:
        return work()
    except ObcgenError as error:
        _tell(error.problems)
        sys.exit(1)


def _tell(problems: tuple[Problem, ...]) -> None:
    """Show errors and warnings where they do not mix with results; notes are for `check`."""
    from obcgen.show import problems_text

    told = tuple(problem for problem in problems if problem.severity in {"error", "warning"})
    if told:
        click.echo(problems_text(told, colour=_colour(sys.stderr)), nl=False, err=True)


def _colour(stream: Any) -> bool:
    import os

    return bool(stream.isatty()) and "NO_COLOR" not in os.environ


def _progress(stage: str) -> None:
    """Show the stage on the terminal's last line, over the one before."""
    click.echo(f"\r\x1b[K{stage}{' ...' if stage else ''}", nl=False, err=True)
