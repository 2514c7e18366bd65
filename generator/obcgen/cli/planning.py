"""The commands about what a deal costs before it is made: scenarios, estimate, summary, awards."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    ENGINE,
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    SET,
    SPEC,
    main,
    or_exit,
    pack_of,
    read,
    show,
    shown_progress,
    tell,
    written,
)
from obcgen.cli.completing import summary_languages

if TYPE_CHECKING:
    from obcgen.naming import NamedFor
    from obcgen.summary import Audience

AUDIENCES = ("board", "families")


@main.command()
@SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the scenarios as JSON, money as text.")
@SET
@PACK
def scenarios(spec: Path, *, as_json: bool, folder: Path | None, settings: tuple[str, ...]) -> None:
    """Print what SPEC costs if nothing, what is expected, the target or everything is reached.

    The scenarios under payment.scenarios are settled too, and what follows where the district defaults. All
    of it is internal: an RFP shows only what is paid if nothing and if everything is reached.
    """
    from obcgen.forecast import forecast
    from obcgen.scenarios.to_json import to_json
    from obcgen.scenarios.to_text import to_text

    _, _, found, problems = or_exit(lambda: forecast(spec, pack_of(folder), settings))
    show(to_json(found) if as_json else to_text(found), is_data=as_json)
    tell(problems)


@main.command()
@SPEC
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day of the estimate, such as 2027-02-12, in place of the spec's estimate.on; today where there "
    "is neither.",
)
@ENGINE
@FORMAT
@OUTPUT
@NAMES
@SET
@PACK
@REPLACE
@QUIET
def estimate(
    spec: Path,
    *,
    day: datetime | None,
    formats: tuple[str, ...],
    names: NamedFor,
    folder: Path | None,
    settings: tuple[str, ...],
    quiet: bool,
    **saving: Any,
) -> None:
    """Write the independent cost estimate of SPEC, a dated memo, in Word and PDF.

    Federal rules ask for one before proposals come in (2 CFR 200.324). It shows what an RFP hides: put it on
    file, do not publish it.
    """
    from obcgen.api import build_estimate

    chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
    dated = day.date() if day else None
    today = datetime.now().astimezone().date()
    made = partial(build_estimate, formats=chosen, day=dated, today=today, names=names, progress=progress)
    built = or_exit(lambda: made(read(spec, folder, settings)))
    written(built.files, built.problems, quiet=quiet, private=built.private, **saving)


@main.command()
@SPEC
@click.option(
    "--for",
    "audiences",
    type=click.Choice(AUDIENCES),
    multiple=True,
    default=AUDIENCES,
    show_default="all",
    help="Whom a summary is for; may be given more than once.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    show_default="en",
    metavar="LANGUAGE",
    shell_complete=summary_languages,
    help="A language: en, es, or one that your pack adds; may be given more than once.",
)
@ENGINE
@FORMAT
@OUTPUT
@NAMES
@SET
@PACK
@REPLACE
@QUIET
def summary(
    spec: Path,
    *,
    audiences: tuple[Audience, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    names: NamedFor,
    folder: Path | None,
    settings: tuple[str, ...],
    quiet: bool,
    **saving: Any,
) -> None:
    """Write one page about SPEC for the board and one for families in Word and PDF.

    Their figures are those of the RFP and the contract. They may be published with the RFP: they show nothing
    that is confidential.
    """
    from obcgen.api import build_summary

    chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
    made = partial(
        build_summary,
        audiences=tuple(dict.fromkeys(audiences)),
        languages=tuple(dict.fromkeys(languages)),
        formats=chosen,
        names=names,
        progress=progress,
    )
    built = or_exit(lambda: made(read(spec, folder, settings)))
    written(built.files, built.problems, quiet=quiet, **saving)


@main.command()
@click.argument("rfp", type=click.Path(path_type=Path, readable=False), metavar="RFP")
@click.argument(
    "contracts",
    type=click.Path(path_type=Path, readable=False),
    nargs=-1,
    required=True,
    metavar="CONTRACT...",
)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, money as text.")
def awards(rfp: Path, contracts: tuple[Path, ...], *, as_json: bool) -> None:
    """Add up the contracts made under one RFP and hold them to it.

    RFP is the spec of the RFP, each CONTRACT that of a contract. Tells where the contracts for a lot, or all
    of them, come to more than the RFP allows.
    """
    from obcgen.awards import find_awards
    from obcgen.problems import is_error
    from obcgen.show.awards import awards_json, awards_text

    found, problems = or_exit(lambda: find_awards(rfp, contracts))
    show((awards_json if as_json else awards_text)(found), is_data=as_json)
    tell(problems)
    sys.exit(int(any(map(is_error, problems))))
