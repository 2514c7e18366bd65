"""Overrides that hide a newer text: what has changed below them since they were made."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.pack import Pack
from obcgen.pack.contents import covered, paths
from obcgen.pack.origins import Outdated, outdated, read_origins
from obcgen.pack.three_way import to_text
from obcgen.problems import Kind, Place, Problem

NEWER = Kind("PCK-22", "An override that hides a newer text", "warning")
GONE = Kind("PCK-23", "An override of a text that is no longer there", "warning")
SAME = Kind("PCK-24", "An override that changes nothing", "warning")
NO_ORIGIN = Kind("PCK-25", "An override without a recorded origin", "warning")


def newer(pack: Pack) -> Iterator[Problem]:
    """Yield a Problem for each override of the topmost folder that needs another look.

    Raises:
        ObcgenError: the record of origins cannot be read.
    """
    origins, below = read_origins(pack), Pack(pack.layers[1:])
    for each in outdated(pack):
        yield _outdated(pack, each)
    for path in paths(pack.layers[0]):
        under = covered(pack, path) if path.endswith(".md") else None
        if under is None:
            continue
        place = Place(pack.shown(path), 1, 1)
        if pack.text(path) == below.text(under):
            message = f"{pack.shown(path)} says the same as {below.shown(under)}."
            hint = "Remove it: what a pack does not change it need not hold."
            yield SAME.problem(message, place=place, found=path, hint=hint)
        elif path not in origins and f"base/{under}" not in pack.text(path):
            message = f"It is not recorded which text {pack.shown(path)} was made from."
            hint = f"Compare it with {below.shown(under)}, then run obcgen pack upgrade with its id."
            yield NO_ORIGIN.problem(message, place=place, found=path, hint=hint)


def _outdated(pack: Pack, each: Outdated) -> Problem:
    place = Place(pack.shown(each.path), 1, 1)
    if each.now is None:
        message = f"What {pack.shown(each.path)} took the place of is no longer there."
        hint = "Look whether another clause says it now; then rename this one, or remove it."
        return GONE.problem(message, place=place, found=each.origin.covers, hint=hint)
    since = f"since {pack.shown(each.path)} was made from it (obcgen {each.origin.version})"
    count = len(each.regions)
    places = "1 place" if count == 1 else f"{count} places"
    message = f"{each.origin.covers} has changed in {places} {since}."
    hint = "obcgen pack upgrade shows the three texts side by side; with the id it records that you looked."
    return NEWER.problem(message, place=place, found=each.path, hint=hint)


def view(pack: Pack) -> str:
    """Return every override that needs another look, with the three texts side by side.

    Raises:
        ObcgenError: the record of origins cannot be read.
    """
    found = outdated(pack)
    if not found:
        return "Every override fits the text that it covers.\n"
    return "\n".join(_shown(pack, each) for each in found)


def _shown(pack: Pack, each: Outdated) -> str:
    head = f"{pack.shown(each.path)}, made from {each.origin.covers} of obcgen {each.origin.version}"
    if each.now is None:
        return f"{head}\n  What it took the place of is no longer there.\n"
    if not each.regions:
        return f"{head}\n  You have all that is new. Record it: obcgen pack upgrade with its id.\n"
    return f"{head}\n{to_text(each.regions)}\n"
