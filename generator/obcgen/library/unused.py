"""Files of a pack that no document uses, and choices for clauses that no document has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from obcgen.library.outline import read_outline
from obcgen.pack import Layer, Pack
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
_CLAUSES = (".md", ".markdown", ".txt")
"""How a clause ends, and what editors make of it."""
_RUN = re.compile(r"[A-Za-z0-9_./-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+\.[a-z0-9]+")


def unused(pack: Pack) -> Iterator[Problem]:
    """Yield a Problem for each file of the topmost folder that nothing uses, and each idle choice.

    Raises:
        ObcgenError: an outline of the pack cannot be read.
    """
    ids = {kind: set(read_outline(pack, kind).ids) for kind in kinds(pack)}
    for path, shown, hint in _files(pack, 0, ids):
        yield _nothing_uses(path, shown, hint)
    known = set().union(*ids.values()) if ids else set()
    for id_, chosen in pack.variants.items():
        if id_ not in known:
            message = f"No document has a clause “{id_}”."
            yield NOBODY.problem(message, place=chosen.place, found=id_, hint=nearest(id_, known))


def idle_clauses(pack: Pack) -> tuple[Problem, ...]:
    """Return a Problem for each clause of the user's folders that no document has: often a name misspelt.

    An outline that cannot be read is told where a document is made.
    """
    added = {
        depth: some
        for depth, layer in enumerate(pack.layers)
        if not layer.ours and (some := _added(pack, depth))
    }
    if not added:
        return ()
    try:
        ids = {kind: set(read_outline(pack, kind).ids) for kind in kinds(pack)}
        return tuple(
            _nothing_uses(*told)
            for depth, some in added.items()
            for told in _files(pack, depth, ids)
            if told[0] in some and _is_clause(told[0], ids)
        )
    except ObcgenError:
        return ()


def _added(pack: Pack, depth: int) -> set[str]:
    """Return the files of one folder that may be clauses, and stand in place of none below it."""
    layer, below = pack.layers[depth], Pack(pack.layers[depth + 1 :])
    return {
        path
        for path in paths(layer)
        if path.lower().endswith(_CLAUSES)
        and not below.find(path, f"{SHARED}/{path.partition('/')[2] or path}")
        and not any((layer.folder / each / MANIFEST).is_file() for each in _folders(path))
    }


def _folders(path: str) -> Iterator[str]:
    """Yield the folders in which a file stands, without the pack's own: one may be a pack of its own."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _is_clause(path: str, ids: Mapping[str, set[str]]) -> bool:
    """Tell whether a file is meant for a clause: where clauses stand, or called as one is."""
    if "/" in path and path.endswith(".md"):
        return True
    name = path.rpartition("/")[2].rpartition(".")[0].lower()
    return any(name in each for each in ids.values())


def _nothing_uses(path: str, shown: str, hint: str) -> Problem:
    return UNUSED.problem(f"Nothing uses {shown}.", place=Place(shown, 1, 1), found=path, hint=hint)


def _files(pack: Pack, depth: int, ids: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield each file of one folder that nothing uses: its path, as messages show it, and what to do."""
    wanted = {f"{kind}/{id_}.md" for kind, each in ids.items() for id_ in each}
    wanted |= {f"{SHARED}/{id_}.md" for each in ids.values() for id_ in each}
    named = {name for above in range(depth + 1) for name in _named(pack, pack.layers[above])}
    layer, from_here = pack.layers[depth], Pack(pack.layers[depth:])
    for path in paths(layer):
        if not (path in wanted or path in named or _is_read(from_here, path)):
            near = nearest(path, wanted) if path.lower().endswith(_CLAUSES) else ""
            hint = f"{near} List it in an outline.yaml, name it where it belongs, or remove it.".strip()
            yield path, f"{layer.name}/{path}", hint


def _is_read(pack: Pack, path: str) -> bool:
    inherited = [f"{layer.folder.name}/" for layer in pack.layers[1:-1]]
    return (
        path in (*_READ, *_LAID_OVER)
        or path.startswith((TEXTS, _NOTES, *inherited))
        or path.endswith("/outline.yaml")
        or _OF_SUMMARIES.fullmatch(path) is not None
        or (covered(pack, path) is not None)
    )


def _named(pack: Pack, layer: Layer) -> set[str]:
    """Return every path that a file of one folder names: included templates, fonts, variants."""
    alone = Pack((layer,))
    found: set[str] = set()
    for path in paths(layer):
        folder = path.rpartition("/")[0]
        if path.endswith((".md", ".html")) and path not in _READ:
            found |= set(_NAMED.findall(pack.text(path)))
            found |= set(_variants(pack, path))
        elif path.endswith(".yaml"):
            found |= {f"{folder}/{name}" for name in _plain_names(alone.text(path))}
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
