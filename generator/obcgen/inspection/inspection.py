"""What a finished document is: what made it, the spec it carries, and how it differs from that spec.

The spec is read as any spec is, and the document is made from it again; both are then read by the same
reader. Nothing in the file is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from operator import eq
from pathlib import Path
from typing import Final, Literal, cast, get_args

from obcgen.build import rebuild
from obcgen.document.compare import Clause, Difference, compare
from obcgen.document.embedded import ENGINE
from obcgen.document.tree import Document
from obcgen.inspection.carried import Carried, carried
from obcgen.inspection.faults import (
    cannot_rebuild,
    made_of_two,
    only_spec,
    other_pack,
    other_version,
    other_words,
    unknown_kind,
    without_its_pack,
)
from obcgen.inspection.marks import Label, contents_of, labels_of, marks_of
from obcgen.pack import Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem
from obcgen.progress import Progress, silent
from obcgen.published import BUILT_IN, DOCUMENT, OF_TWO, PACK, VERSION, imprint, shipped_as
from obcgen.readers import Form, Found, reader
from obcgen.signing.faults import unchecked
from obcgen.signing.sign import is_possible
from obcgen.signing.verify import Signed, signed_fields, verify
from obcgen.writers import engine_fault, engine_named_in

State = Literal["identical", "same words", "different", "not compared"]
"""`identical`: every byte is as obcgen makes it here. `same words`: other bytes, and no clause is other; the
file was saved again, filled in, or made on another machine."""
_NUMBER: Final = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file carries, and how it compares with the spec in it.

    `differences` go from the spec to the file: what is `added` is only in the file. `labels` are what the
    clauses of the spec's own document are called; `count` is how many of them were compared. `signatures` are
    those of certificates, where they could be checked.
    """

    carried: Carried
    state: State
    differences: tuple[Difference, ...]
    labels: Mapping[str, Label]
    count: int
    problems: tuple[Problem, ...]
    signatures: tuple[Signed, ...] = ()

    @property
    def other_clauses(self) -> tuple[str, ...]:
        """What people call each clause that differs, and how it differs where it is not only changed."""
        return tuple(_called(each, self.labels.get(each.id)) for each in self.differences)


def _called(each: Difference, label: Label | None) -> str:
    first = " ".join((each.after or each.before).split()[:8])
    named = " ".join(filter(None, (label.number, label.title))) if label else f"“{first} ...”"
    return f"{named} ({each.change})" if each.change != "changed" else named


def inspect(path: Path, pack: Pack | None, progress: Progress = silent) -> Inspection:
    """Return what a file carries and how it differs from what its spec makes with a pack.

    Without one it is the shipped pack that the file states, or the built-in templates.

    Raises:
        ObcgenError: as `carried`.
    """
    one = carried(path)
    made_with = pack or shipped_as(one.found.properties.get(PACK, BUILT_IN))
    return with_signatures(_against_spec(one, made_with, progress), progress)


def with_signatures(found: Inspection, progress: Progress = silent) -> Inspection:
    """Return an inspection with the file's signatures, and what is wrong with them."""
    progress("Checking signatures")
    signatures, faults = _signatures(found.carried)
    return replace(found, signatures=signatures, problems=(*found.problems, *faults))


def edits(one: Carried, pack: Pack) -> tuple[Problem, ...]:
    """Return a warning where a document says something else than its spec, or where that was not looked at.

    Words that another pack or version may have brought are laid to nobody's hand. A PDF is not made again:
    that takes too long beside a comparison of specs.
    """
    if one.form == "pdf":
        return (only_spec(one.path),)
    found = _against_spec(one, pack, silent)
    why = tuple(circumstances(one.found, pack))
    if found.state == "different":
        return why or (other_words(one.path, found.other_clauses),)
    return (why or (only_spec(one.path),)) if found.state == "not compared" else ()


def _signatures(one: Carried) -> tuple[tuple[Signed, ...], tuple[Problem, ...]]:
    """Return the signatures of a file and what is wrong with them; none where they cannot be checked here."""
    if one.form != "pdf":
        return (), ()
    if not is_possible():
        count = len(signed_fields(one.content))
        return (), (unchecked(count),) if count else ()
    signatures = verify(one.content)
    return signatures, tuple(signed.problem for signed in signatures if signed.problem)


def _against_spec(one: Carried, pack: Pack, progress: Progress) -> Inspection:
    problems = (*one.problems, *circumstances(one.found, pack))
    stated = one.found.properties
    without_pack = stated.get(PACK, BUILT_IN) != BUILT_IN and imprint(pack) == BUILT_IN
    if one.found.text is None or VERSION not in stated or without_pack:
        return Inspection(one, "not compared", (), {}, 0, problems)
    kind = stated.get(DOCUMENT, "")
    if kind in OF_TWO:
        return Inspection(one, "not compared", (), {}, 0, (*problems, made_of_two(kind)))
    if kind not in get_args(DocumentKind):
        return Inspection(one, "not compared", (), {}, 0, (*problems, unknown_kind(kind)))
    engine = engine_named_in(stated.get(ENGINE, ""))
    if one.form == "pdf" and (fault := engine_fault(engine)):
        return Inspection(one, "not compared", (), {}, 0, (*problems, fault))
    try:
        again = replace(pack, engine=engine)
        made = rebuild(cast("DocumentKind", kind), one.found.text, one.form, again, progress)
    except ObcgenError as error:
        return Inspection(one, "not compared", (), {}, 0, (*problems, cannot_rebuild(error.problems)))
    return compared(one, *made, problems, progress)


def circumstances(found: Found, pack: Pack) -> list[Problem]:
    """Return why a difference may not be one of the file's own."""
    stated, now, given = found.properties, version("obcgen"), imprint(pack)
    if VERSION not in stated or found.text is None:
        return []
    versions = [] if stated[VERSION] == now else [other_version(stated[VERSION], now)]
    made_with = stated.get(PACK, BUILT_IN)
    if made_with == given:
        return versions
    return [*versions, without_its_pack(made_with) if given == BUILT_IN else other_pack(made_with, given)]


def compared(
    one: Carried, tree: Document, again: bytes, problems: tuple[Problem, ...], progress: Progress
) -> Inspection:
    """Compare a file with the document that was made again from its spec.

    Raises:
        ObcgenError: the file's clauses cannot be read.
    """
    labels = labels_of(tree)
    if again == one.content:
        return Inspection(one, "identical", (), labels, len(labels), problems)
    progress("Comparing clauses")
    expected, found = (_read(content, tree, one.form) for content in (again, one.content))
    differences = compare(expected, found, _same_letters if one.form == "pdf" else eq)
    state: State = "different" if differences else "same words"
    return Inspection(one, state, differences, labels, len(expected), problems)


def _read(content: bytes, tree: Document, form: Form) -> tuple[Clause, ...]:
    """Return the clauses of a file, without what depends on where its pages end."""
    clauses = reader(form).clauses(content, marks_of(tree, form))
    paged = contents_of(tree) if form == "pdf" else ()
    return tuple(replace(one, text=_NUMBER.sub("", one.text)) if one.id in paged else one for one in clauses)


def _same_letters(one: str, other: str) -> bool:
    """Tell whether two texts of a PDF agree but for spaces: where a line ends, a space may be read or not."""
    return "".join(one.split()) == "".join(other.split())
