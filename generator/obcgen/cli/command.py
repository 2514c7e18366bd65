"""What every command shares: the group, the arguments, and how results and Problems are shown."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from obcgen.cli.edges import go_on, is_terminal
from obcgen.cli.help import Commands

if TYPE_CHECKING:
    from obcgen.pack import Pack
    from obcgen.problems import Problem
    from obcgen.reading import Reading

_ENGINE = "obcgen.engine"
KINDS = ("rfp", "response", "contract")
CHECKED = (*KINDS, "draft-contract")

SPECS = click.argument(
    "specs",
    type=click.Path(path_type=Path, readable=False),
    nargs=-1,
    required=True,
    metavar="SPEC...",
)
SPEC = click.argument("spec", type=click.Path(path_type=Path, readable=False), metavar="SPEC")


class PackName(click.Path):
    """A pack as the command line names it: no name, as of a variable not set, would be this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return it as a path."""
        if not str(value).strip():
            self.fail("It is empty. Name a pack, or leave --pack out.", param, ctx)
        return super().convert(value, param, ctx)


PACK = click.option(
    "--pack",
    "folder",
    type=PackName(path_type=Path, readable=False),
    metavar="PACK",
    help="A district's pack: a folder, a zip file or the name of one that comes with obcgen.",
)


OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder to write into.",
)
NAMES = click.option(
    "--names",
    type=click.Choice(["document", "spec"]),
    default="document",
    show_default=True,
    help="Name the files after the document's number, as RFP-2027-014.docx, or after SPEC, as deal-rfp.docx.",
)
REPLACE = click.option("--replace", is_flag=True, help="Overwrite files changed since obcgen wrote them.")
FORMATS = ("docx", "pdf", "html")
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("docx", "pdf"),
    show_default="docx and pdf",
    help="A format to write; may be given more than once.",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["auto", "weasyprint", "typst"]),
    expose_value=False,
    callback=lambda context, _, value: context.meta.__setitem__(_ENGINE, value),
    help="What lays out the pages of a PDF; auto, the usual: WeasyPrint where it can be loaded, else Typst.",
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing unless there is an error.")
SET = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    help="A value in place of the spec's, such as document.status=final; may be given more than once.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="obcgen", message="obcgen %(version)s")
def main() -> None:
    """Make RFPs and contracts that pay for outcomes from one checked spec.

    Start with `obcgen example`, which writes a worked deal to look at, or with `obcgen new`, which starts
    yours.

    Exit status: 0 done (there may be warnings), 1 the input has errors or the machine refused something,
    2 wrong usage, 130 stopped by Ctrl-C.
    """


Result = TypeVar("Result")


def written(
    files: dict[str, bytes],
    problems: tuple[Problem, ...],
    output: Path,
    *,
    replace: bool,
    quiet: bool,
    private: bool = False,
) -> None:
    """Save files; show what the user should still know, and where the files are.

    Files that are `private` only their owner may read.
    """
    from obcgen.files import save

    spec = click.get_current_context().params.get("spec")
    origin = spec.name if isinstance(spec, Path) else ""
    paths = or_exit(lambda: save(files, output, replace=replace, private=private, origin=origin))
    if not quiet:
        _progress("") if is_terminal(sys.stderr) else None
        tell(problems)
        for path in paths:
            click.echo(path)


def pack_of(folder: Path | None) -> Pack:
    """Return the pack that is given, or that the command's spec names, or the built-in templates."""
    from obcgen.pack import builtin, open_pack, pack_for

    spec = click.get_current_context().params.get("spec")
    named = pack_for(spec) if isinstance(spec, Path) and not folder else builtin()
    return _with_engine(open_pack(str(folder)) if folder else named)


def read(spec: Path, folder: Path | None, settings: tuple[str, ...]) -> Reading:
    """Return a command's SPEC as it is read, with its --pack and its --set values.

    Raises:
        ObcgenError: the spec cannot be read at all, or the pack cannot.
    """
    from obcgen.api import read as read_of

    found = read_of(spec, pack=folder, settings=settings)
    return dataclasses.replace(found, pack=_with_engine(found.pack))


def _with_engine(pack: Pack) -> Pack:
    """Return a pack with the command's --engine in place of its own."""
    engine = asked_engine()
    return dataclasses.replace(pack, engine=engine) if engine else pack


def asked_engine() -> str:
    """Return what the command's --engine names; nothing where it is not given."""
    return click.get_current_context().meta.get(_ENGINE) or ""


def or_exit(work: Callable[[], Result]) -> Result:
    """Do the work, or show the Problems that stopped it and exit with 1."""
    from obcgen.problems import ObcgenError

    try:
        go_on()
        return work()
    except ObcgenError as error:
        tell(error.problems)
        sys.exit(1)


def tell(problems: tuple[Problem, ...]) -> None:
    """Show errors and warnings where they do not mix with results; notes are for `check`.

    What differs from the RFP takes one line each: it was decided once, and every command would repeat it.
    """
    from obcgen.policy.departures import DEPARTS
    from obcgen.show.problems import problems_text

    told = tuple(problem for problem in problems if problem.severity in {"error", "warning"})
    if told:
        text = problems_text(told, colour=colour(sys.stderr), brief=frozenset({DEPARTS.code}))
        click.echo(text, nl=False, err=True)


def show(text: str, *, is_data: bool) -> None:
    """Print a text; data that another program reads on are UTF-8 whatever letters the console has."""
    click.echo(text.encode() if is_data and not sys.stdout.isatty() else text, nl=False)


def command_line(*words: object) -> str:
    """Return a command as it can be pasted into a shell, names with spaces in quotes."""
    import os
    import shlex

    texts = [str(word) for word in words]
    if os.name == "nt":
        return " ".join(f'"{text}"' if " " in text else text for text in texts)
    return shlex.join(texts)


def colour(stream: Any) -> bool:
    """Tell whether a stream is a terminal that wants colour."""
    import os

    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def shown_progress(quiet: bool) -> Callable[[str], None]:
    """Return what shows progress: on a terminal the stage, elsewhere nothing."""
    from obcgen.progress import silent

    return _progress if is_terminal(sys.stderr) and not quiet else silent


def _progress(stage: str) -> None:
    """Show the stage on the terminal's last line, over the one before."""
    click.echo(f"\r\x1b[K{stage}{' ...' if stage else ''}", nl=False, err=True)
