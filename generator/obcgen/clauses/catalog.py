"""Every clause of the documents in the order of their outlines, each with its opening lines and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from obcgen.library.clauses import Clause, find_clause
from obcgen.library.facts import meanings
from obcgen.library.outline import Outline, Part, read_outline
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.words import nearest

NO_SUCH = Kind("CLS-01", "A clause that does not exist")

DOCUMENTS = ("rfp", "response", "contract")


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause where an outline lists it.

    `number` is its place if every clause of the outline were printed: `19.2`, `Exhibit C`, or nothing at the
    front. `within` are the ids of the parts around it, outermost first.
    """

    document: str
    number: str
    within: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Shown:
    """One clause with all its places, its variants, and what it is itself a variant of."""

    clause: Clause
    entries: tuple[Entry, ...]
    variants: tuple[tuple[str, Clause], ...]
    variant_of: tuple[str, str] | None
    text: str


def catalog(pack: Pack, documents: Sequence[str] = DOCUMENTS) -> tuple[Entry, ...]:
    """Return every clause that the outlines list.

    Raises:
        ObcgenError: all that is wrong with the outlines and with the opening lines of their clauses.
    """
    problems: list[Problem] = []
    entries = []
    for document in documents:
        for part, number, within in _places(read_outline(pack, document)):
            try:
                clause = find_clause(pack, document, part.id, meanings())
            except ObcgenError as error:
                problems.extend(error.problems)
            else:
                entries.append(Entry(document, number, within, clause))
    if problems:
        raise ObcgenError(*problems)
    return tuple(entries)


def show(id_: str, pack: Pack) -> tuple[Shown, ...]:
    """Return the clauses that have an id: one for each document in which they differ, or one variant.

    Raises:
        ObcgenError: no clause has it.
    """
    entries = catalog(pack)
    found = {each.clause.path: each.clause for each in entries if each.clause.id == id_}
    if found:
        return tuple(_shown(clause, entries, pack, None) for clause in found.values())
    for entry in entries:
        for name, target in entry.clause.variants.items():
            if target == id_:
                return (_shown(_find(pack, entry, target), entries, pack, (entry.clause.id, name)),)
    known = {each.clause.id for each in entries} | {
        target for each in entries for target in each.clause.variants.values()
    }
    hint = nearest(id_, known) or "Run obcgen clauses to see all of them."
    raise ObcgenError(NO_SUCH.problem(f"There is no clause “{id_}”.", found=id_, hint=hint))


def _shown(clause: Clause, entries: Sequence[Entry], pack: Pack, variant_of: tuple[str, str] | None) -> Shown:
    placed = variant_of[0] if variant_of else clause.id
    where = tuple(
        each
        for each in entries
        if each.clause.id == placed and (variant_of or each.clause.path == clause.path)
    )
    variants = tuple((name, _find(pack, where[0], target)) for name, target in clause.variants.items())
    return Shown(clause, where, variants, variant_of, pack.body(clause.path).strip("\n"))


def _find(pack: Pack, entry: Entry, id_: str) -> Clause:
    return find_clause(pack, entry.document, id_, meanings())


def _places(outline: Outline) -> Iterator[tuple[Part, str, tuple[str, ...]]]:
    """Yield each part with the number that it has if every part is printed, and the ids around it."""
    for part in outline.places["front"]:
        yield from _inside(part, "", ())
    for at, part in enumerate(outline.places["body"], start=1):
        yield from _inside(part, str(at), ())
    for at, part in enumerate(outline.places["parts"]):
        yield from _inside(part, _letter(at), (), "Part ")
    for at, part in enumerate(outline.places["attachments"]):
        yield from _inside(part, _letter(at), (), f"{outline.attachment_word} ")


def _inside(
    part: Part, number: str, within: tuple[str, ...], word: str = ""
) -> Iterator[tuple[Part, str, tuple[str, ...]]]:
    yield part, f"{word}{number}", within
    for at, inner in enumerate(part.parts, start=1):
        yield from _inside(inner, f"{number}.{at}" if number else "", (*within, part.id))


def _letter(at: int) -> str:
    """Return the letter of an attachment as Word counts: A to Z, then AA, BB."""
    return ascii_uppercase[at % 26] * (at // 26 + 1)
