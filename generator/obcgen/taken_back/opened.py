"""An edited file and the spec it belongs to: first it is seen that they are one deal, spec and pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path as File
from typing import Final, cast, get_args

from obcgen.checking import sound
from obcgen.document.embedded import hash_of
from obcgen.inspection.carried import Carried, carried
from obcgen.inspection.faults import FOREIGN, changed_spec, other_pack, other_version, without_its_pack
from obcgen.pack import Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Path, Problem
from obcgen.published import BUILT_IN, DOCUMENT, HASH, NUMBER, PACK, VERSION, imprint, view
from obcgen.reading import reading
from obcgen.source import Source, read_text
from obcgen.source.nodes import Node, steps
from obcgen.source.to_yaml import to_yaml
from obcgen.spec import Spec
from obcgen.taken_back.faults import (
    OTHER_DEAL,
    no_spec_inside,
    not_word,
    other_deal,
    other_document,
    other_spec,
    which_document,
)
from obcgen.taken_back.made import Deal

BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Opened:
    """An edited file, the deal it is compared with, and what the user should know of both."""

    file: File
    content: bytes
    deal: Deal
    problems: tuple[Problem, ...]


def open_edited(file: File, spec: File, pack: Pack | None = None, kind: DocumentKind | None = None) -> Opened:
    """Return an edited Word file with the deal that it belongs to.

    Args:
        file: the edited file.
        spec: the spec from which its document was made.
        pack: the pack with which it was; without one that which the spec names.
        kind: which document it is, where the file does not say it any more.

    Raises:
        ObcgenError: the file is no Word file, or of another deal, spec or pack; or the spec has errors.
    """
    about = carried(file)
    if about.form != "docx":
        raise ObcgenError(not_word(about.form))
    given = reading(spec, pack)
    stated = about.found.properties.get(DOCUMENT, "")
    if stated not in get_args(DocumentKind) and kind is None:
        raise ObcgenError(which_document())
    if stated in get_args(DocumentKind) and kind not in {None, stated}:
        raise ObcgenError(other_document(stated, str(kind)))
    made = kind or cast("DocumentKind", stated)
    source, read, _ = sound(given, made, given.pack)
    shown = view(made, source, read).source
    problems = (*_of_spec(about, shown, read, spec), *_of_file(about, given.pack))
    if wrong := [each for each in problems if each.severity == "error"]:
        foreign = [each for each in wrong if each.code == OTHER_DEAL.code]
        raise ObcgenError(*(foreign or wrong))
    text = spec.read_bytes().decode("utf-8").removeprefix(BOM)
    return Opened(file, about.content, Deal(spec, text, made, given.pack, source), problems)


def _of_file(about: Carried, pack: Pack) -> Iterator[Problem]:
    """Yield what a file states that makes its differences doubtful."""
    stated, now, given = about.found.properties, version("obcgen"), imprint(pack)
    yield from (each for each in about.problems if each.code == FOREIGN.code)
    if VERSION not in stated:
        return
    if stated[VERSION] != now:
        yield other_version(stated[VERSION], now)
    made_with = stated.get(PACK, BUILT_IN)
    if made_with != given:
        fault = without_its_pack(made_with) if given == BUILT_IN else other_pack(made_with, given)
        hint = "Give the pack with which the document was made as --pack, or the spec that names it."
        yield replace(fault, severity="error", hint=hint)


def _of_spec(about: Carried, shown: Source, read: Spec, spec: File) -> Iterator[Problem]:
    """Yield that the file was made of another deal, or of the spec as it was at another time."""
    text = about.found.text
    if text is None:
        number = about.found.properties.get(NUMBER, "")
        known = {read.document.number, read.agreement.number if read.agreement else ""}
        yield (
            other_deal(number, read.document.number)
            if number and number not in known
            else no_spec_inside(spec.name)
        )
        return
    if about.found.properties.get(HASH, hash_of(text)) != hash_of(text):
        yield changed_spec(about.found.properties.get(HASH, ""), hash_of(text))
        return
    if text == to_yaml(shown):
        return
    was = read_text(text, "the embedded spec")
    names = [dict(_leaves((), one.root)).get(("document", "number"), "") for one in (was, shown)]
    paths = _differing(was.root, shown.root)
    yield other_deal(*names) if names[0] != names[1] else other_spec(spec.name, paths)


def _differing(one: Node, other: Node) -> tuple[Path, ...]:
    was, now = dict(_leaves((), one)), dict(_leaves((), other))
    return tuple(path for path in dict.fromkeys((*was, *now)) if was.get(path) != now.get(path))


def _leaves(path: Path, node: Node) -> Iterator[tuple[Path, str]]:
    if isinstance(node.value, str):
        yield path, node.value
    for step, below in steps(node):
        yield from _leaves((*path, step), below)
