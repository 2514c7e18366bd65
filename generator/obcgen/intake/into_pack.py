"""A Word document into a pack's folder: clauses beside those that are there, an order if there is none."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.intake.from_word import Imported, from_word, outline
from obcgen.pack import Layer, Pack, builtin, open_pack
from obcgen.pack.contents import paths
from obcgen.pack.manifest import MANIFEST
from obcgen.pack.starter import starter

_QUOTED = re.compile(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"')


def into_pack(word: Path, folder: Path, kind: str) -> tuple[Imported, dict[str, bytes]]:
    """Return what a Word document comes to, and the files to write into a pack's folder.

    A folder that is no pack yet becomes one. The clauses stand at the end of the document until somebody
    moves them; where the pack has an outline of the document already, only the report says how.

    Raises:
        ObcgenError: the Word document or the pack cannot be read.
    """
    is_pack = (folder / MANIFEST).exists()
    pack = open_pack(str(folder)) if is_pack else builtin()
    built_in = _ids(pack.layers[-1], kind)
    found = from_word(word, kind, _taken(pack, kind), built_in)
    files = dict(found.files)
    if not (folder / kind / "outline.yaml").exists():
        files[f"{kind}/outline.yaml"] = outline(found.clauses).encode()
    if not is_pack:
        files |= starter(folder.resolve().name or "Our district")
    return found, files


def _taken(pack: Pack, kind: str) -> frozenset[str]:
    """Return the ids of clauses, and of tables and blanks in them, which no imported clause may have."""
    texts = [
        (layer.folder / path).read_text(encoding="utf-8")
        for layer in pack.layers
        for path in paths(layer)
        if path.endswith((".md", ".html")) and path.startswith((f"{kind}/", "shared/"))
    ]
    inside = (id_ for text in texts for id_ in _QUOTED.findall(text))
    return frozenset(inside).union(*(_ids(layer, kind) for layer in pack.layers))


def _ids(layer: Layer, kind: str) -> frozenset[str]:
    """Return the ids of the clauses that a folder has for a document."""
    return frozenset(
        Path(path).stem
        for path in paths(layer)
        if path.endswith(".md") and path.startswith((f"{kind}/", "shared/"))
    )
