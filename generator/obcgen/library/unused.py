"""Files of a pack that no document uses, and choices for clauses that no document has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.library.outline import read_outline
from obcgen.pack import Pack
from obcgen.pack.contents import SHARED, covered, kinds, paths
from obcgen.pack.manifest import MANIFEST
from obcgen.pack.origins import RECORD, TEXTS
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.words import nearest

UNUSED = Kind("PCK-20", "A file of a pack that nothing uses", "warning")
NOBODY = Kind("PCK-21", "A variant chosen for a clause that no document has")

_READ = (MANIFEST, RECORD, "README.md")
LONGEST_NAME = 255
_NOTES = "notes/"
"""What people and the program wrote down for the keepers of a pack: guides, reports of imports."""
_LAID_OVER = ("shared/style.yaml", "shared/labels.yaml", "shared/thresholds.yaml", "shared/law.yaml",
              "shared/guidance.yaml", "shared/state.yaml", "review/checklist.yaml",
              "studio/interview.yaml")  # fmt: skip
_OF_SUMMARIES = re.compile(r"summary/([a-z]{2,3}(-[A-Za-z0-9]+)*/)?[a-z]+\.(md|yaml|html)")
"""The words, pages and looks of summaries, which a language names."""
_NAMED = re.compile(r"""["']([A-Za-z0-9_./-]+\.[a-z0-9]+)["']""")
_RUN = re.compile(r"[A-Za-z0-9_./-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+\.[a-z0-9]+")


def unused(pack: Pack) -> Iterator[Problem]:
    """Yield a Problem for each file of the topmost folder that nothing uses, and each idle choice.

    Raises:
        ObcgenError: an outline of the pack cannot be read.
    """
    own = paths(pack.layers[0])
    ids = {kind: set(read_outline(pack, kind).ids) for kind in kinds(pack)}
    wanted = {f"{kind}/{id_}.md" for kind, each in ids.items() for id_ in each}
    wanted |= {f"{SHARED}/{id_}.md" for each in ids.values() for id_ in each}
    named = _named(pack, own)
    for path in own:
        if not (path in wanted or path in named or _is_read(pack, path)):
            near = nearest(path, wanted) if path.endswith(".md") else ""
            hint = f"{near} List it in an outline.yaml, name it where it belongs, or remove it.".strip()
            message = f"Nothing uses {pack.shown(path)}."
            yield UNUSED.problem(message, place=Place(pack.shown(path), 1, 1), found=path, hint=hint)
    known = set().union(*ids.values()) if ids else set()
    for id_, chosen in pack.variants.items():
        if id_ not in known:
            message = f"No document has a clause “{id_}”."
            yield NOBODY.problem(message, place=chosen.place, found=id_, hint=nearest(id_, known))


def idle_clauses(pack: Pack) -> tuple[Problem, ...]:
    """Return a Problem for each clause of the topmost folder that no document has: often a name misspelt.

    An outline that cannot be read is told where a document is made.
    """
    below = Pack(pack.layers[1:])
    added = [
        path
        for path in paths(pack.layers[0])
        if path.endswith(".md") and "/" in path and not below.find(path, f"{SHARED}/{path.partition('/')[2]}")
    ]
    if not added:
        return ()
    try:
        return tuple(each for each in unused(pack) if each.code == UNUSED.code and each.found in added)
    except ObcgenError:
        return ()


def _is_read(pack: Pack, path: str) -> bool:
    inherited = [f"{layer.folder.name}/" for layer in pack.layers[1:-1]]
    return (
        path in (*_READ, *_LAID_OVER)
        or path.startswith((TEXTS, _NOTES, *inherited))
        or path.endswith("/outline.yaml")
        or _OF_SUMMARIES.fullmatch(path) is not None
        or (covered(pack, path) is not None)
    )


def _named(pack: Pack, own: tuple[str, ...]) -> set[str]:
    """Return every path that a file of the pack names: included templates, fonts, variants."""
    top = Pack(pack.layers[:1])
    found: set[str] = set()
    for path in own:
        folder = path.rpartition("/")[0]
        if path.endswith((".md", ".html")) and path not in _READ:
            found |= set(_NAMED.findall(pack.text(path)))
            found |= set(_variants(pack, path))
        elif path.endswith(".yaml"):
            found |= {f"{folder}/{name}" for name in _plain_names(top.text(path))}
    return found


def _plain_names(text: str) -> Iterator[str]:
    """Yield what may be the name of a file; a run without end is none."""
    for run in _RUN.findall(text):
        yield from _PLAIN.findall(run) if len(run) <= LONGEST_NAME else ()


def _variants(pack: Pack, path: str) -> Iterator[str]:
    """Yield the paths of the clauses that stand as variants of a clause."""
    if not pack.text(path).startswith("---"):
        return
    variants = pack.front(path).mapping().get("variants", {})
    for id_ in variants.values() if isinstance(variants, dict) else ():
        yield from (f"{folder}/{id_}.md" for folder in (*kinds(pack), SHARED))
