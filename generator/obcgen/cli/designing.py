"""The command that designs prices: design."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import PACK, SET, SPEC, main, or_exit, read, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.designer.design import Design

Pairs = tuple[str, ...]


def _by_outcome(name: str, words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return an option that may be given once for each outcome, as `fluency=45%`."""
    return click.option(f"--{name}", f"{name}s", multiple=True, metavar="ID=VALUE", help=words)


@main.command()
@SPEC
@click.option(
    "--budget", metavar="AMOUNT", help="What may be paid in all; the not-to-exceed amount unless given."
)
@click.option("--per-participant", metavar="AMOUNT", help="The same for each participant served.")
@click.option(
    "--at-risk",
    metavar="SHARE",
    help="Least share of what is paid at the targets that depends on results; 40% unless given, the usual "
    "share of guidance.",
)
@click.option(
    "--overrun",
    metavar="SHARE",
    help="Largest chance that results come to more than the budget; 5% unless given.",
)
@click.option("--rounding", metavar="AMOUNT", help="Steps of prices; $5 unless given.")
@click.option("--served", metavar="NUMBER", help="Participants served; those planned unless given.")
@click.option(
    "--cost", metavar="AMOUNT", help="The provider's cost for each participant, which the targets must pay."
)
@click.option("--fixed", metavar="AMOUNT", help="Its cost beside that, whatever the number served.")
@_by_outcome("target", "The target of an outcome, such as fluency=45%, in place of the spec's.")
@_by_outcome("baseline", "What is expected without the program, in place of the spec's.")
@_by_outcome("part", "Prices in relation to each other: fluency=2 and vocabulary=1 make one twice the other.")
@click.option("--json", "as_json", is_flag=True, help="Print the design as JSON, money and shares as text.")
@click.option("--write", is_flag=True, help="Write the prices into SPEC; without it they are only shown.")
@SET
@PACK
def design(
    spec: Path,
    *,
    targets: Pairs,
    baselines: Pairs,
    parts: Pairs,
    as_json: bool,
    write: bool,
    settings: tuple[str, ...],
    folder: Path | None,
    **wanted: str | None,
) -> None:
    """Print a rate card for SPEC that keeps to a budget, a share at risk and a chance of an overrun.

    Of all rate cards that meet what is wanted it is the one that pays most at the targets. Where there is
    none, the one wish that stands in the way is named, with the nearest that can be met. Below the prices
    stands what they come to, where the provider breaks even, its chance of a loss, and what would change in
    SPEC.
    """
    from obcgen.designer.design import design_for

    values = {**wanted, "targets": _pairs(targets), "baselines": _pairs(baselines), "parts": _pairs(parts)}
    found = or_exit(lambda: design_for(read(spec, folder, settings), values))
    before, after = or_exit(lambda: _texts(spec, found))
    if write:
        or_exit(lambda: _replace(spec, after))
    if as_json:
        from obcgen.designer.to_data import to_data
        from obcgen.show.problems import as_json as json_of

        show(json_of(to_data(found)), is_data=True)
    else:
        from obcgen.designer.to_text import to_text

        show(to_text(found), is_data=False)
        _tell_change(spec, before, after, write=write)


def _texts(spec: Path, found: Design) -> tuple[str, str]:
    """Return the text of the spec before and after, its mark and its line ends as they are."""
    from obcgen.designer.into_text import into_text

    before = spec.read_bytes().decode()
    return before, into_text(before, found)


def _replace(spec: Path, text: str) -> None:
    from obcgen.files import overwrite

    overwrite({spec.name: text.encode()}, spec.parent)


def _tell_change(spec: Path, before: str, after: str, *, write: bool) -> None:
    """Print what differs in the spec, and how to write it there."""
    from obcgen.designer.into_text import difference

    told = difference(before, after, spec.name)
    if not told:
        click.echo(f"\n{spec} has these prices already.")
        return
    click.echo(f"\n{'Written into' if write else 'What would change in'} {spec}:\n\n{told}", nl=False)
    if not write:
        click.echo("\nThe same command with --write writes it.")


def _pairs(given: Pairs) -> dict[str, str]:
    """Return options such as `fluency=45%` by their ids."""
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(
                f"“{each}” is not an id, an equals sign and a value, such as fluency=45%."
            )
        if name.strip() in found:
            raise click.BadParameter(f"“{name.strip()}” is given twice; give it once.")
        found[name.strip()] = value.strip()
    return found
