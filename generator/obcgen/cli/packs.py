"""The commands about packs: pack new, check, show, override, upgrade, import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from obcgen.cli.command import KINDS, colour, main, or_exit
from obcgen.cli.help import Whole

FOLDER = click.argument("folder", type=click.Path(path_type=Path, readable=False), metavar="DIR")


@main.group(cls=Whole)
def pack() -> None:
    """Make a district's pack, check it, and keep it up to date.

    A pack is a folder that holds what a district has otherwise than the built-in templates: values, words,
    look, clauses. It holds nothing else, so that what it does not change is updated with the program.
    """


@pack.command(name="new")
@FOLDER
@click.option("--name", default="Our district", show_default=True, help="What the pack is called.")
def new_pack(folder: Path, name: str) -> None:
    """Write an empty pack into DIR, with a guide to every file it may hold.

    Overwrites nothing.
    """
    from obcgen.files import create
    from obcgen.pack.starter import starter

    files = or_exit(lambda: starter(name))
    for path in or_exit(lambda: create(files, folder)):
        click.echo(path)


@pack.command(name="check")
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check_pack(folder: Path, as_json: bool) -> None:
    """Put every worked example and both documents through the pack in DIR.

    Also looks for names, ids, words and facts that there are not, overrides that hide a newer text, files
    that nothing uses, and colors or fonts that cannot be read. Exit status 1 with errors.
    """
    from obcgen.pack import open_pack
    from obcgen.problems import is_error
    from obcgen.show.problems import problems_json, problems_text
    from obcgen.vetting.examples import examples
    from obcgen.vetting.vet import vet

    found = or_exit(lambda: vet(open_pack(str(folder)), examples()))
    text = problems_json(found) if as_json else problems_text(found, colour=colour(sys.stdout))
    click.echo(text, nl=False)
    sys.exit(int(any(map(is_error, found))))


@pack.command(name="show")
@FOLDER
def show_pack(folder: Path) -> None:
    """Print what comes from where: every file and value of the pack in DIR, layer by layer."""
    from obcgen.pack import open_pack
    from obcgen.pack.contents import to_text

    click.echo(or_exit(lambda: to_text(open_pack(str(folder)))), nl=False)


@pack.command(name="override")
@FOLDER
@click.argument("id_", metavar="ID")
@click.option("--document", type=click.Choice((*KINDS, "shared")), help="The document, if several have ID.")
def override_clause(folder: Path, id_: str, document: str | None) -> None:
    """Put the clause or part ID into the pack in DIR, to be changed there.

    Records the text that it came from, so that pack check can tell when a newer one appears. Overwrites
    nothing.
    """
    from obcgen.files import create, overwrite
    from obcgen.pack import open_pack
    from obcgen.vetting.override import override

    written, kept = or_exit(lambda: override(open_pack(str(folder)), id_, document))
    for path in or_exit(lambda: create(written, folder)):
        click.echo(path)
    or_exit(lambda: overwrite(kept, folder))


@pack.command(name="upgrade")
@FOLDER
@click.argument("ids", nargs=-1, metavar="[ID]...")
def upgrade_pack(folder: Path, ids: tuple[str, ...]) -> None:
    """Show which overrides of the pack in DIR hide a newer text, with the three texts side by side.

    With IDs, records that you looked at those overrides and that they fit what they cover today.
    """
    from obcgen.files import overwrite
    from obcgen.pack import open_pack
    from obcgen.vetting.newer import view
    from obcgen.vetting.override import looked_at

    if ids:
        files = or_exit(lambda: looked_at(open_pack(str(folder)), ids))
        or_exit(lambda: overwrite(files, folder))
    click.echo(or_exit(lambda: view(open_pack(str(folder)))), nl=False)


@pack.command(name="import")
@click.argument("word", type=click.Path(path_type=Path, readable=False), metavar="FILE.docx")
@FOLDER
@click.option(
    "--document",
    "kind",
    type=click.Choice(KINDS),
    default="contract",
    show_default=True,
    help="The document that the clauses are for.",
)
def import_word(word: Path, folder: Path, kind: str) -> None:
    """Make clauses of the boilerplate in FILE.docx and put them into the pack in DIR.

    Each heading becomes a clause. Numbers are dropped, cross-references are marked for you, and a report
    beside the clauses lists with its words whatever a clause cannot hold. Overwrites nothing.
    """
    from obcgen.files import create
    from obcgen.intake.into_pack import into_pack

    found, files = or_exit(lambda: into_pack(word, folder, kind))
    for path in or_exit(lambda: create(files, folder)):
        click.echo(path)
    told = f"{len(found.clauses)} clauses, {found.references} cross-references to check, "
    click.echo(f"{told}{len(found.losses)} things not carried over.", err=True)
