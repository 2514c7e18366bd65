"""The commands that say what a spec holds and lacks: check, review, tree.

Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    CHECKED,
    ENGINE,
    KINDS,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    SET,
    SPEC,
    SPECS,
    colour,
    main,
    or_exit,
    pack_of,
    read,
    show,
    shown_progress,
    tell,
    written,
)

if TYPE_CHECKING:
    from obcgen.naming import NamedFor
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem

REVIEW_FORMATS = ("docx", "pdf")


@main.command()
@SPECS
@click.option(
    "--for",
    "kind",
    type=click.Choice(CHECKED),
    help="Say what this document still needs; draft-contract is what bidders see before the award.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Text with excerpts, JSON, or annotations for checks on GitHub.",
)
@click.option("--details", is_flag=True, help="Show each blank with its line; else many are listed in short.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@PACK
@SET
def check(
    specs: tuple[Path, ...],
    *,
    kind: DocumentKind | None,
    form: str,
    details: bool,
    as_json: bool,
    folder: Path | None,
    settings: tuple[str, ...],
) -> None:
    """Say what is wrong, weak or missing in a SPEC, or in several, line by line."""
    from obcgen.api import check as check_of
    from obcgen.problems import ObcgenError, is_error
    from obcgen.show.problems import problems_github, problems_json, problems_text

    problems: tuple[Problem, ...] = ()
    for spec in specs:
        try:
            problems += check_of(read(spec, folder, settings), kind)
        except ObcgenError as error:
            problems += error.problems
    form = "json" if as_json else form
    if form == "text":
        text = problems_text(problems, colour=colour(sys.stdout), details=details)
    else:
        text = {"json": problems_json, "github": problems_github}[form](problems)
    show(text, is_data=form != "text")
    sys.exit(int(any(map(is_error, problems))))


@main.command()
@SPEC
@click.option("--document", "kind", type=click.Choice(KINDS), required=True, help="Which document's tree.")
@PACK
@SET
def tree(spec: Path, kind: DocumentKind, folder: Path | None, settings: tuple[str, ...]) -> None:
    """Print the document tree of SPEC: every number, title, table and field, before Word and PDF."""
    from obcgen.build import document
    from obcgen.document.dump import dump

    found, problems = or_exit(lambda: document(kind, spec, pack_of(folder), settings))
    click.echo(dump(found), nl=False)
    tell(problems)


@main.command()
@SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the review as JSON.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(REVIEW_FORMATS),
    multiple=True,
    help="Write the review in this format instead of printing it; may be given more than once.",
)
@ENGINE
@OUTPUT
@NAMES
@SET
@PACK
@REPLACE
@QUIET
def review(
    spec: Path,
    *,
    as_json: bool,
    formats: tuple[str, ...],
    folder: Path | None,
    settings: tuple[str, ...],
    names: NamedFor,
    quiet: bool,
    **saving: Any,
) -> None:
    """Say what SPEC answers of the checklist, where that is printed, and what is missing.

    The review is internal: it shows what an RFP hides. A row that is missing leaves the exit status at 0; a
    spec with errors is reviewed as far as it can be read, and the exit status is 1.
    """
    from obcgen.api import build_review, review_spec
    from obcgen.problems import is_error
    from obcgen.review.to_json import to_json
    from obcgen.review.to_text import to_text

    if as_json and formats:
        raise click.UsageError("Give --json or --format, not both.")
    if formats:
        chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
        made = partial(build_review, formats=chosen, progress=progress, names=names)
        built = or_exit(lambda: made(read(spec, folder, settings)))
        written(built.files, (), quiet=quiet, **saving)
        findings = built.problems
    else:
        found = or_exit(lambda: review_spec(read(spec, folder, settings)))
        findings = found.findings
        if not quiet:
            text = to_json(found) if as_json else to_text(found, colour=colour(sys.stdout))
            show(text, is_data=as_json)
    sys.exit(int(any(map(is_error, findings))))
