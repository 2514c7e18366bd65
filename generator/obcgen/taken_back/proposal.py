"""A proposal: a folder of plain files that a person reads, cuts down and applies; nothing is written over.

It holds the spec as it would be, its comments kept; the clauses for a pack; a report; and `proposal.json`,
which says what each file was made from, so that nothing is applied to what was changed since.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path as File
from typing import Any, Final, get_args

from obcgen.file_contents import contents
from obcgen.files import overwrite
from obcgen.pack import Pack, pack_for
from obcgen.pack.contents import covered
from obcgen.pack.origins import origin_of, read_origins, record
from obcgen.pack.pack import is_path
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem
from obcgen.reading import reading
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.taken_back.faults import (
    changed_since,
    no_pack,
    no_proposal,
    other_ground,
    pack_not_named,
    read_only,
)
from obcgen.taken_back.made import Deal, under
from obcgen.taken_back.opened import BOM, Opened
from obcgen.taken_back.report import report
from obcgen.taken_back.taken_back import TakenBack

RECORD: Final = "proposal.json"
REPORT: Final = "report.md"
CLAUSES: Final = "pack"
_LARGEST: Final = 4_000_000
_ANY_WRITES: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Applied:
    """The files that were written: the spec, and those of the pack; and what the user should know.

    That is errors that the spec now has, and that it does not name the pack which now holds agreed words.
    """

    files: tuple[File, ...]
    faults: tuple[Problem, ...] = ()


def proposal(opened: Opened, found: TakenBack) -> dict[str, bytes]:
    """Return the files of a proposal."""
    deal, trial = opened.deal, found.trial
    spec: dict[str, bytes] = {}
    if trial.text != deal.text:
        begins = BOM if deal.file.read_bytes().startswith(BOM.encode()) else ""
        spec[deal.file.name] = f"{begins}{trial.text}".encode()
    clauses = {f"{CLAUSES}/{path}": text.encode() for path, text in trial.files.items()}
    about = {
        "obcgen": version("obcgen"),
        "document": opened.file.name,
        "kind": deal.kind,
        "spec": {"file": deal.file.name, "sha256": _hash(deal.file.read_bytes())},
        "made_with": _grounds(deal.pack),
        "pack": {path: _hash(_text(deal.pack, path).encode()) for path in trial.files},
    }
    return {
        **spec,
        **clauses,
        REPORT: report(opened, found).encode(),
        RECORD: (json.dumps(about, indent=1, sort_keys=True) + "\n").encode(),
    }


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _grounds(pack: Pack) -> list[str]:
    """Return the folders of a pack above the built-in templates by name, the topmost first."""
    return [layer.origin.name for layer in pack.layers[:-1]]


def _text(pack: Pack, path: str) -> str:
    return pack.text(path) if pack.find(path) else ""


def apply(folder: File, spec: File, pack: Pack | None) -> Applied:
    """Write what a proposal holds into the spec and the pack, all of it or nothing.

    Args:
        folder: the proposal; a file of it that was removed is not applied.
        spec: the spec.
        pack: the pack whose topmost folder takes the clauses.

    Raises:
        ObcgenError: there is no proposal, or the spec or a clause was changed since, or clauses have no pack
            to go to or one without the pack of the document, or a file cannot be read or written, or is
            read-only.
    """
    about = _about(folder)
    new_spec = folder / str(about["spec"]["file"])
    if about["spec"]["file"] != spec.name:
        raise ObcgenError(no_proposal(str(folder), f"it is for {about['spec']['file']}"))
    was = contents(spec)
    if _hash(was) != about["spec"]["sha256"]:
        raise ObcgenError(changed_since(str(spec)))
    clauses = {path: folder / CLAUSES / path for path in about["pack"]}
    files = {path: contents(file, _LARGEST) for path, file in clauses.items() if file.is_file()}
    top = _into_pack(files, about, pack)
    values = {spec.name: contents(new_spec, _LARGEST)} if new_spec.is_file() else {}
    text = _decoded(spec.name, values.get(spec.name, was)).removeprefix(BOM)
    faults = _tried(
        spec, text, {path: _decoded(path, one) for path, one in files.items()}, about["kind"], pack
    )
    _refuse_locked([*([spec] if values else ()), *(pack.layers[0].folder / path for path in top if pack)])
    written = overwrite(values, spec.parent) if values else ()
    try:
        put = overwrite(top, pack.layers[0].folder) if top and pack else ()
    except ObcgenError:
        overwrite({spec.name: was}, spec.parent)
        raise
    return Applied((*written, *put), (*faults, *_without_pack(spec, pack, put)))


def _refuse_locked(files: Sequence[File]) -> None:
    """Refuse to write over a file that is read-only: the folder alone would allow it."""
    locked = [file for file in files if file.is_file() and not file.stat().st_mode & _ANY_WRITES]
    if locked:
        raise ObcgenError(*map(read_only, locked))


def _without_pack(spec: File, pack: Pack | None, put: Sequence[File]) -> Iterator[Problem]:
    """Yield that documents made without `--pack` would leave out the words that were put into the pack."""
    if pack is None or not put:
        return
    ours, named = (each.layers[0].folder.resolve() for each in (pack, pack_for(spec)))
    if ours != named:
        yield pack_not_named(spec.name, File(os.path.relpath(ours, spec.parent.resolve())).as_posix())


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise ObcgenError(no_proposal(name, "it is no UTF-8 text")) from None


def _tried(
    spec: File, text: str, clauses: Mapping[str, str], kind: DocumentKind, pack: Pack | None
) -> tuple[Problem, ...]:
    """Return the errors that `check` has of the proposed spec, once the document was made with the clauses.

    Somebody may have corrected the files. Where the spec has errors, the clauses are tried with it as it was.

    Raises:
        ObcgenError: what keeps the spec from being read, or the document from being made.
    """
    was = reading(spec, pack)
    deal = Deal(spec, text, kind, was.pack, was.source)
    new = deal.read(text).source
    parse(new, Spec, links)
    faults = deal.faults(new)
    with under(deal.pack, clauses) as tried:
        deal.tree(was.source if faults else new, tried)
    return faults


def _into_pack(files: Mapping[str, bytes], about: Mapping[str, Any], pack: Pack | None) -> dict[str, bytes]:
    """Return the files for the pack's folder: clauses, and the record of what they were made from."""
    if not files:
        return {}
    if pack is None or pack.layers[0].ours or pack.layers[0].zipped:
        raise ObcgenError(no_pack(len(files)))
    grounds = about["made_with"]
    if grounds and _grounds(pack)[-len(grounds) :] != grounds:
        raise ObcgenError(other_ground(pack.layers[0].name, grounds[0]))
    for path in files:
        if _hash(_text(pack, path).encode()) != about["pack"][path]:
            raise ObcgenError(changed_since(f"{pack.layers[0].name}: {path}"))
    below, known = Pack(pack.layers[1:]), read_origins(pack)
    new = {
        path: origin_of(below, under)
        for path in files
        if path.endswith(".md") and path not in known and (under := covered(pack, path))
    }
    return {**files, **(record(pack, new) if new else {})}


def _about(folder: File) -> dict[str, Any]:
    """Return what a proposal says of itself."""
    try:
        found = json.loads(contents(folder / RECORD, _LARGEST))
    except FileNotFoundError:
        raise ObcgenError(no_proposal(str(folder), f"it has no {RECORD}")) from None
    except (OSError, ValueError, RecursionError):
        raise ObcgenError(no_proposal(str(folder), f"its {RECORD} is damaged")) from None
    if not _is_sound(found):
        raise ObcgenError(no_proposal(str(folder), f"its {RECORD} is damaged"))
    return dict(found)


def _is_sound(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    spec, pack = found.get("spec"), found.get("pack")
    if not isinstance(spec, dict) or not isinstance(pack, dict):
        return False
    above = found.get("made_with")
    if found.get("kind") not in get_args(DocumentKind) or not isinstance(above, list):
        return False
    names = [spec.get("file"), spec.get("sha256"), *pack.values(), *above]
    inside = all(isinstance(path, str) and is_path(path) for path in pack)
    return inside and all(isinstance(one, str) for one in names)
