"""The command that shows a document while its spec is written: watch."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import CHECKED, ENGINE, FORMATS, NAMES, OUTPUT, PACK, SET, SPEC, colour, main, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.naming import NamedFor
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem
    from obcgen.reading import Reading

SECONDS = 0.3
"""Between two looks at the files: as soon as an editor has saved, and no load on the computer."""
Told = list[tuple["Problem", ...]]
"""What was told of a spec last; nothing before the first time."""
State = tuple[tuple[str, int, int], ...]
"""Of each file its name, when it was changed, and its size."""


@main.command()
@SPEC
@click.option(
    "--document",
    "kind",
    type=click.Choice(CHECKED),
    default="rfp",
    show_default=True,
    help="Which document to show.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("html",),
    show_default="html",
    help="A format to write; may be given more than once.",
)
@ENGINE
@NAMES
@OUTPUT
@SET
@PACK
def watch(
    spec: Path,
    *,
    kind: DocumentKind,
    formats: tuple[str, ...],
    names: NamedFor,
    output: Path,
    settings: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Write a preview of SPEC, and again whenever SPEC, what it extends or its pack is saved.

    The problems of the spec are shown first, then after each save those that are new and how many are mended;
    every blank is marked in the preview. Open the page in a browser and reload it. Ctrl-C ends it,
    nothing else: of a spec or a folder that is not there it tells, and goes on when it is.
    """
    gc.enable()  # it runs all day
    told: Told = []
    files = (spec, *([folder] if folder else ()))
    seen: State | None = None
    while True:
        if (now := _state(files)) != seen:
            found = shown(spec, kind, formats, names, output, settings, folder, told) or files
            files, seen = found, now if found == files else _state(found)
        sleep(SECONDS)


def shown(
    spec: Path,
    kind: DocumentKind,
    formats: tuple[str, ...],
    names: NamedFor,
    output: Path,
    settings: tuple[str, ...],
    folder: Path | None,
    told: Told,
) -> tuple[Path, ...]:
    """Write the preview, show what is wrong, and return the files that were read, if they could be."""
    from obcgen.api import check
    from obcgen.files import save
    from obcgen.preview.preview import build_preview
    from obcgen.problems import ObcgenError

    try:
        found = read(spec, folder, settings)
        problems = check(found, kind)
        if told:
            _tell_change(told[-1], problems)
        else:
            _tell(problems)
        told[:] = [problems]
        built = build_preview(found, kind, formats, names=names)
        for path in save(built.files, output, origin=spec.name):
            click.echo(path)
    except ObcgenError as error:
        _tell(error.problems)
        return ()
    return tuple(_read_from(found, spec, folder))


def _read_from(found: Reading, spec: Path, folder: Path | None) -> Iterator[Path]:
    """Yield every file and folder from which a spec was read."""
    yield spec
    source = found.source.extended
    while source is not None:
        yield Path(source.root.place.file)
        source = source.extended
    if folder:
        yield folder
    yield from (layer.origin for layer in found.pack.layers if not layer.ours)


def _tell(problems: tuple[Problem, ...]) -> None:
    from obcgen.show.problems import problems_text

    click.echo(problems_text(problems, colour=colour(sys.stderr)), nl=False, err=True)


def _tell_change(before: tuple[Problem, ...], now: tuple[Problem, ...]) -> None:
    """Show the problems that were not there before, and how many are gone; lines may have moved."""
    from obcgen.show.problems import count_text, problems_text

    was, is_ = ({(each.code, each.path, each.message) for each in found} for found in (before, now))
    new = [each for each in now if (each.code, each.path, each.message) not in was]
    text = problems_text(new, colour=colour(sys.stderr)).rpartition("\n\n")[0]
    if text:
        click.echo(f"{text}\n", err=True)
    click.echo(
        f"Since the last save: {len(was - is_)} mended, {len(is_ - was)} new. Now: {count_text(now)}",
        err=True,
    )


def _state(files: tuple[Path, ...]) -> State:
    """Return what tells whether files, or those in folders, were changed; one that is gone has no state."""
    return tuple(sorted({each for path in files for each in _states(path)}))


def _states(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            found = one.stat()
            yield str(one), found.st_mtime_ns, found.st_size
    except OSError:  # an editor that saves puts a new file in place of the old one
        return
