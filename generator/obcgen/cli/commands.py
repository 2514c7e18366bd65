"""The commands that read a spec: documents, checks, schedule, tree and review.

Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from obcgen.pack import Pack
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector: a run this short has no garbage worth a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


FORMATS = ("docx", "pdf", "html")
REVIEW_FORMATS = ("docx", "pdf")
KINDS = ("rfp", "contract")

_SPEC = click.argument("spec", type=click.Path(path_type=Path), metavar="SPEC")
PACK = click.option(
    "--pack",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A district's folder of templates, laid over the built-in ones.",
)


_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder to write into.",
)
_REPLACE = click.option("--replace", is_flag=True, help="Overwrite files changed since obcgen wrote them.")
_QUIET = click.option("--quiet", is_flag=True, help="Print nothing unless there is an error.")
_SET = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    help="A value in place of the spec's, such as document.status=final; may be given more than once.",
)


def _writes(command: Command) -> Command:
    """Give a command the arguments of those that write documents."""
    for option in (
        _QUIET,
        _REPLACE,
        PACK,
        _SET,
        click.option(
            "--format",
            "formats",
            type=click.Choice(FORMATS),
            multiple=True,
            default=("docx", "pdf"),
            show_default="docx and pdf",
            help="A format to write; may be given more than once.",
        ),
        _OUTPUT,
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
@click.option("--draft", is_flag=True, help="Write the draft that bidders see, without the provider.")
def contract(draft: bool, **options: Any) -> None:
    """Write the contract of SPEC in Word and PDF.

    With --draft it is the draft contract to publish with the RFP: blanks for the provider, and nothing
    that is confidential in an RFP.
    """
    _build("draft-contract" if draft else "contract", **options)


@main.command()
@_SPEC
@click.option("--for", "kind", type=click.Choice(KINDS), help="Say what this document still needs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Text with excerpts, JSON, or annotations for checks on GitHub.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@PACK
@_SET
@_uncollected()
def check(
    spec: Path, kind: DocumentKind | None, form: str, folder: Path | None, settings: tuple[str, ...]
) -> None:
    """Say what is wrong, weak or missing in SPEC, line by line."""
    from obcgen.problems import ObcgenError, is_error
    from obcgen.show import problems_github, problems_json, problems_text
    from obcgen.survey import survey

    try:
        _, _, problems = survey(spec, kind, pack_of(folder), settings)
    except ObcgenError as error:
        problems = error.problems
    if form == "text":
        text = problems_text(problems, colour=_colour(sys.stdout))
    else:
        text = {"json": problems_json, "github": problems_github}[form](problems)
    click.echo(text, nl=False)
    sys.exit(int(any(map(is_error, problems))))


@main.command()
@_SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the schedule as JSON, money as text.")
@_SET
def schedule(spec: Path, as_json: bool, settings: tuple[str, ...]) -> None:
    """Print every payment of SPEC: date, condition, maximum amount, running total."""
    from obcgen.build import payments
    from obcgen.show import schedule_json, schedule_text

    found, problems = or_exit(lambda: payments(spec, settings))
    click.echo(schedule_json(found) if as_json else schedule_text(found), nl=False)
    _tell(problems)


@main.command()
@_SPEC
@click.option("--document", "kind", type=click.Choice(KINDS), required=True, help="Which document's tree.")
@PACK
@_SET
def tree(spec: Path, kind: DocumentKind, folder: Path | None, settings: tuple[str, ...]) -> None:
    """Print the document tree of SPEC: every number, title, table and field, before Word and PDF."""
    from obcgen.build import document
    from obcgen.document.dump import dump

    found, problems = or_exit(lambda: document(kind, spec, pack_of(folder), settings))
    click.echo(dump(found), nl=False)
    _tell(problems)


@main.command()
@_SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the review as JSON.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(REVIEW_FORMATS),
    multiple=True,
    help="Write the review in this format instead of printing it; may be given more than once.",
)
@_OUTPUT
@_SET
@PACK
@_REPLACE
@_QUIET
def review(
    spec: Path,
    *,
    as_json: bool,
    formats: tuple[str, ...],
    output: Path,
    folder: Path | None,
    settings: tuple[str, ...],
    replace: bool,
    quiet: bool,
) -> None:
    """Say what SPEC answers of the checklist, where that is printed, and what is missing.

    The review is internal: it shows what an RFP hides. A row that is missing leaves the exit status at 0; a
    spec with errors is reviewed as far as it can be read, and the exit status is 1.
    """
    from obcgen.build import build_review
    from obcgen.build import review as review_of
    from obcgen.problems import is_error
    from obcgen.review.to_json import to_json
    from obcgen.review.to_text import to_text

    if as_json and formats:
        raise click.UsageError("Give --json or --format, not both.")
    found = or_exit(lambda: review_of(spec, pack_of(folder), settings))
    if formats:
        chosen, progress = tuple(dict.fromkeys(formats)), _shown_progress(quiet)
        files = or_exit(lambda: build_review(found, spec.stem, chosen, pack_of(folder), progress))
        _written(files, (), output, replace=replace, quiet=quiet)
    elif not quiet:
        text = to_json(found) if as_json else to_text(found, colour=_colour(sys.stdout))
        click.echo(text, nl=False)
    sys.exit(int(any(map(is_error, found.findings))))


def _build(
    kind: DocumentKind,
    *,
    spec: Path,
    output: Path,
    formats: tuple[str, ...],
    folder: Path | None,
    settings: tuple[str, ...],
    replace: bool,
    quiet: bool,
) -> None:
    from obcgen.build import build

    progress = _shown_progress(quiet)
    chosen = tuple(dict.fromkeys(formats))
    built = or_exit(lambda: build(kind, spec, chosen, pack_of(folder), settings=settings, progress=progress))
    _written(built.files, built.problems, output, replace=replace, quiet=quiet)


def _written(
    files: dict[str, bytes], problems: tuple[Problem, ...], output: Path, *, replace: bool, quiet: bool
) -> None:
    """Save files; show what the user should still know, and where the files are."""
    from obcgen.files import save

    paths = or_exit(lambda: save(files, output, replace=replace))
    if not quiet:
        _progress("") if sys.stderr.isatty() else None
        _tell(problems)
        for path in paths:
            click.echo(path)


def pack_of(folder: Path | None) -> Pack:
    """Return the built-in templates, under a district's folder if one is given."""
    from obcgen.pack import builtin

    return builtin().over(folder) if folder else builtin()


Result = TypeVar("Result")


def or_exit(work: Callable[[], Result]) -> Result:
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

    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def _shown_progress(quiet: bool) -> Callable[[str], None]:
    """Return what shows progress: on a terminal the stage, elsewhere nothing."""
    from obcgen.build import silent

    return _progress if sys.stderr.isatty() and not quiet else silent


def _progress(stage: str) -> None:
    """Show the stage on the terminal's last line, over the one before."""
    click.echo(f"\r\x1b[K{stage}{' ...' if stage else ''}", nl=False, err=True)
