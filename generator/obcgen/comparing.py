"""The road to a comparison: two specs in, or documents that carry theirs; what changed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from obcgen.changes.comparison import Comparison, Wording, comparison
from obcgen.changes.sameness import other_deal
from obcgen.checking import sound
from obcgen.file_contents import contents
from obcgen.law.in_force import law_on
from obcgen.pack import open_pack
from obcgen.policy.check import nonsense
from obcgen.policy.left_behind import LEFT_BEHIND, left_behind
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.published import BUILT_IN, DOCUMENT, PACK, View, imprint, made_by, view
from obcgen.readers import form_of
from obcgen.readers.found import LOCKED
from obcgen.reading import Given, Reading, reading, reading_of_text
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.spec.links import links

if TYPE_CHECKING:
    from obcgen.pack import Pack

Where = str | PathLike[str]
Shows = Literal["rfp", "contract"]
DOCUMENTS: Final = frozenset({".doc", ".docm", ".docx", ".htm", ".html", ".pdf"})
_BEGINNING: Final = 1_024


@dataclass(frozen=True, slots=True)
class Side:
    """One of two deals that are compared.

    `shows` is what the document that carried the spec may show: as much as a contract, or as an RFP, whose
    response file and draft agreement hide the same. It is None where the spec was read from its own file.
    `made_with` is the pack that a document states, or that of the spec's file.
    """

    read: Reading
    shown: View
    made_with: str
    shows: Shows | None = None
    problems: tuple[Problem, ...] = ()


def diff(old: Reading | Where, new: Reading | Where, *, pack: Where | None = None) -> Comparison:
    """Return what changed from one spec to another, and what that does to the money.

    Either may be the path of an RFP or a contract that carries its spec: then only what that document shows
    is compared.

    Raises:
        ObcgenError: one of them has errors or cannot be read, or they are of two deals.
    """
    return compared(given(old), given(new), named(pack)).found


def given(spec: Reading | Where) -> Given:
    """Return a spec that is read already, or the path of one."""
    return spec if isinstance(spec, Reading) else Path(spec)


def named(pack: Where | None) -> Pack | None:
    """Return the pack of a name, if one is given."""
    return None if pack is None else open_pack(str(pack))


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed, the pack of the new side, and what the user should know of documents."""

    found: Comparison
    pack: Pack
    problems: tuple[Problem, ...]


def compared(old: Given, new: Given, pack: Pack | None = None) -> Compared:
    """Return what changed from one spec to another.

    Each may be a spec or a document that carries one. A document shows no confidential terms: those of the
    other side are then left out too. Without a pack each is compared with its own.

    Raises:
        ObcgenError: one of them cannot be read or has errors, or they are not of one deal.
    """
    before, after = _sides(old, new, pack)
    was, now = _seen(before, after.shows), _seen(after, before.shows)
    names = before.read.name, after.read.name
    if problem := other_deal(was.spec, now.spec, names):
        raise ObcgenError(problem)
    law = law_on(after.read.pack, now.spec.document.issued)
    wording = _wording(before, after, was.spec, now)
    documents = tuple(side.read.name for side in (before, after) if side.shows)
    found = comparison(names, documents, was.spec, now.spec, wording, lambda spec: not nonsense(spec, law))
    stale = () if after.shows or LEFT_BEHIND.code in now.spec.waive else left_behind(now.spec, was.spec)
    return Compared(found, after.read.pack, (*before.problems, *after.problems, *now.source.locate(stale)))


def _sides(old: Given, new: Given, pack: Pack | None) -> tuple[Side, Side]:
    """Return both sides.

    Raises:
        ObcgenError: what is wrong with either.
    """
    found: list[Side] = []
    problems: list[Problem] = []
    for one in (old, new):
        try:
            found.append(_side(one, pack))
        except ObcgenError as error:
            problems += error.problems
    if problems:
        raise ObcgenError(*dict.fromkeys(problems))
    return found[0], found[1]


def _side(one: Given, pack: Pack | None) -> Side:
    if isinstance(one, Path) and is_document(one):
        try:
            return _carried(one, pack)
        except ObcgenError as error:
            raise ObcgenError(*(in_document(one, each) for each in error.problems)) from error
    read = reading(one, pack)
    source, spec, _ = sound(read)
    return Side(read, View(source, spec), imprint(read.pack))


def in_document(path: Path, problem: Problem) -> Problem:
    """Say of which document a Problem is, where it does not say so."""
    if problem.place or path.name in problem.message:
        return problem
    return replace(problem, message=f"{path.name}: {problem.message}")


def is_document(path: Path) -> bool:
    """Tell whether a file is a document, by its name or by how it begins."""
    if path.suffix.lower() in DOCUMENTS:
        return True
    try:
        form_of(contents(path, _BEGINNING))
    except OSError:
        return False
    except ObcgenError as error:
        return error.problems[0].code == LOCKED.code
    return True


def _carried(path: Path, pack: Pack | None) -> Side:
    """Return the spec that a document carries; whether the deal is a good one was checked when it was made.

    Raises:
        ObcgenError: it cannot be opened, carries none, or one that was changed or makes no sense.
    """
    # Most are specs, and need no reader.
    from obcgen.inspection.carried import carried  # noqa: PLC0415
    from obcgen.inspection.inspection import edits  # noqa: PLC0415

    file = carried(path)
    if any(map(is_error, file.problems)) or file.found.text is None:
        raise ObcgenError(*file.problems)
    stated = file.found.properties
    made_with = stated.get(PACK, BUILT_IN)
    pack = made_by(made_with, pack)
    read = reading_of_text(file.found.text, str(path), pack)
    spec = parse(read.source, Spec, links)
    if wrong := nonsense(spec, law_on(read.pack, spec.document.issued)):
        raise ObcgenError(*read.source.locate(wrong))
    shows: Shows = "contract" if stated[DOCUMENT] in {"contract", "amendment"} else "rfp"
    told = (*file.problems, *(in_document(path, each) for each in edits(file, pack)))
    return Side(read, View(read.source, spec), made_with, shows, told)


def _seen(side: Side, shows: Shows | None) -> View:
    """Return what of a side is compared: no more than a document on the other side would show of it.

    Raises:
        ObcgenError: something that the document would hide is needed.
    """
    return side.shown if shows is None else view(shows, side.shown.source, side.shown.spec)


def _wording(before: Side, after: Side, old: Spec, now: View) -> Wording:
    """Return which clauses have other words, where another pack or other clauses are chosen."""
    chosen = old.agreement.clauses if old.agreement else {}
    same_clauses = now.spec.agreement is None or chosen == now.spec.agreement.clauses
    if before.made_with == after.made_with and same_clauses:
        return Wording()
    if unknown := [side for side in (before, after) if side.made_with != imprint(side.read.pack)]:
        return Wording(left_out=tuple(map(_unknown_pack, unknown)))
    from obcgen.rewording import rewording  # noqa: PLC0415  templates take a while to load

    return rewording(now, chosen, before.read.pack, after.read.pack)


def _unknown_pack(side: Side) -> str:
    pack = side.made_with.partition(" sha256")[0]
    return f"The wording is not compared: {side.read.name} was made with {pack}. Give that pack as --pack."
