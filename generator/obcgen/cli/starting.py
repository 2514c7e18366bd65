"""The commands with which a spec is started and its messages understood: example, new, schema, rule."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from obcgen.cli.command import PACK, command_line, main, or_exit, pack_of, show
from obcgen.cli.completing import codes, example_names


@main.command()
@click.argument("name", required=False, shell_complete=example_names)
@click.argument("directory", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
def example(name: str | None, directory: Path | None) -> None:
    """Write the worked example NAME into DIR; without a name list them.

    It is a whole deal: the spec, the schema for editors, and verified results where it has some. DIR is a
    folder of the example's name unless given. Overwrites nothing.
    """
    from obcgen.example import example as example_of
    from obcgen.example import listed
    from obcgen.files import create

    if name is None:
        names = listed()
        wide = max(len(name) for name, _ in names)
        click.echo("".join(f"{name:<{wide}}  {title}\n" for name, title in names), nl=False)
        return
    folder = directory or Path(name)
    for path in or_exit(lambda: create(example_of(name), folder)):
        click.echo(path)
    click.echo(f"Next: {command_line('obcgen', 'check', folder / f'{name}.yaml')}", err=True)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a spec, for editors.

    It is the same as schema.json beside the examples and beside a spec made by `obcgen new`.
    """
    from obcgen.spec.schema import schema_text

    show(schema_text(), is_data=True)


@main.command()
@click.argument("code", required=False, shell_complete=codes)
@PACK
def rule(code: str | None, folder: Path | None) -> None:
    """Explain the rule CODE; without a code list every rule with its severity, title and citation."""
    from obcgen.codes import explained, listed

    click.echo(or_exit(lambda: explained(code, pack_of(folder)) if code else listed()), nl=False)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, readable=False), metavar="DIR")
@click.option("--title", help="What is bought, in one line.")
@click.option("--number", help="The number of the RFP.")
@click.option("--district", help="The legal name of the district.")
@click.option("--state", help="The state, as two letters or by its name.")
@click.option("--participants", help="The number of participants.")
@click.option("--base", help="The base price for a participant, such as $900.")
@click.option("--outcome", help="The price of each of two outcomes for a participant, such as $300.")
def new(directory: Path, **given: str | None) -> None:
    """Write a starter spec into DIR, with a comment on every part and a blank for every fact.

    On a terminal, asks for what no option gives; nothing need be answered. Overwrites nothing.
    """
    from obcgen.files import create
    from obcgen.new import SPEC, blanks, starter

    answers = {name: answer for name, answer in given.items() if answer}
    if sys.stdin.isatty() and sys.stdout.isatty():
        _ask(answers)
    files = or_exit(lambda: starter(answers, pack_of(None)))
    for path in or_exit(lambda: create(files, directory)):
        click.echo(path)
    count = blanks(files[SPEC].decode())
    next_step = command_line("obcgen", "check", directory / SPEC)
    click.echo(f"{count} blanks to fill in; {next_step} names the line of each.", err=True)


def _ask(answers: dict[str, str]) -> None:
    """Ask for the answers that are not given; ask again where one cannot be used."""
    from shutil import get_terminal_size
    from textwrap import fill

    from obcgen.new import QUESTIONS, starter
    from obcgen.problems import ObcgenError

    click.echo("A few facts to start with. Press Enter to leave one blank.", err=True)
    for question in QUESTIONS:
        while question.name not in answers:
            answer = click.prompt(question.asks, default="", show_default=False, err=True)
            try:
                starter({question.name: answer}, pack_of(None))
            except ObcgenError as error:
                said = f"{error.problems[0].message} {error.problems[0].hint}"
                width = get_terminal_size().columns
                click.echo(fill(said, width, break_long_words=False, break_on_hyphens=False), err=True)
            else:
                answers[question.name] = answer
