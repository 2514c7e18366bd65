"""Why each clause is in a document or out of it: what was chosen, which facts decided, what the spec says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from obcgen.clauses.catalog import Entry
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.library.clauses import Clause, find_clause
from obcgen.library.conditions import facts_of, holds
from obcgen.library.fact_paths import PATHS
from obcgen.library.facts import meanings
from obcgen.library.outline import read_outline
from obcgen.pack import Pack
from obcgen.problems import Path, Place, dotted
from obcgen.render.locked import outline_place
from obcgen.source import Source
from obcgen.source.nodes import Node, at, steps
from obcgen.spec import Spec

Because = Literal["always", "condition", "left_out", "part", "empty", "removed"]
CHOICES = ("agreement", "clauses")
MOST_VALUES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What a spec says at a path; a place only where it says something."""

    path: str
    value: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A fact that decided: whether it holds, what it means, and what the spec says on which it rests."""

    fact: str
    holds: bool
    meaning: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a clause is in or out.

    `because` is `always` (no condition), `condition`, `left_out` (the spec says so), `part` (a part around
    it is out, `within`), `empty` (nothing of it applies to this deal) or `removed` (the outline of a pack
    takes it out, at the place of `chosen`). `variant` is the one that was
    chosen, and `chosen` says by whom and where.
    """

    entry: Entry
    printed: bool
    number: str
    title: str
    because: Because
    within: str
    variant: str
    chosen: Said | None
    facts: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """What decides: the spec as the document may show it, its source, its facts, the pack and the tree."""

    spec: Spec
    source: Source
    facts: Mapping[str, bool]
    pack: Pack
    tree: Document


def removed(kind: str, pack: Pack) -> Iterator[Reason]:
    """Yield each clause of a document that the outline of a pack takes out for every deal.

    Raises:
        ObcgenError: an outline, or the opening lines of such a clause, cannot be read.
    """
    told = set(read_outline(pack, kind).ids)
    for depth in range(len(pack.layers) - 1):
        upper, below = Pack(pack.layers[depth : depth + 1]), Pack(pack.layers[depth + 1 :])
        for id_ in read_outline(below, kind).ids:
            if id_ not in told and id_ not in read_outline(Pack(pack.layers[depth:]), kind).ids:
                told.add(id_)
                clause = find_clause(below, kind, id_, meanings())
                by = Said(f"{kind}/outline.yaml", id_, outline_place(upper, kind, id_))
                entry = Entry(kind, "", (), clause)
                yield Reason(entry, False, "", clause.title, "removed", "", "", by, ())


def reasons(entries: Iterable[Entry], deal: Deal) -> tuple[Reason, ...]:
    """Return for each clause of one document why it is in or out."""
    sections = {section.id: section for section in sections_of(deal.tree.blocks)}
    out: list[str] = []
    found = []
    for entry in entries:
        variant, chosen = _choice(entry, deal)
        clause = _chosen_clause(entry, variant, deal)
        section = sections.get(entry.clause.id)
        because, within = _because(entry, clause, variant, out, deal, printed=section is not None)
        if section is None:
            out.append(entry.clause.id)
        number = section.number.label if section and section.number else ""
        found.append(
            Reason(
                replace(entry, clause=clause), section is not None, number, clause.title, because, within,
                variant, chosen, tuple(_decided(name, deal) for name in dict.fromkeys(facts_of(clause.when))),
            )
        )  # fmt: skip
    return tuple(found)


def _because(
    entry: Entry, clause: Clause, variant: str, out: list[str], deal: Deal, *, printed: bool
) -> tuple[Because, str]:
    if printed:
        return ("condition" if clause.when is not None else "always"), ""
    if variant == "false":
        return "left_out", ""
    around = next((id_ for id_ in entry.within if id_ in out), "")
    if not holds(clause.when, deal.facts):
        return "condition", ""
    return ("part", around) if around else ("empty", "")


def _choice(entry: Entry, deal: Deal) -> tuple[str, Said | None]:
    """Return the variant that is chosen for a clause, or `false`, or nothing; and where that is said."""
    id_ = entry.clause.id
    if entry.document == "contract" and deal.spec.agreement and id_ in deal.spec.agreement.clauses:
        choice = deal.spec.agreement.clauses[id_]
        name = choice if isinstance(choice, str) else "false"
        node = at(deal.source.root, (*CHOICES, id_))
        return name, Said(dotted((*CHOICES, id_)), name, node.spot if node else None)
    of_pack = deal.pack.variants.get(id_)
    if of_pack and of_pack.name in entry.clause.variants:
        return of_pack.name, Said(f"variants.{id_}", of_pack.name, of_pack.place)
    return "", None


def _chosen_clause(entry: Entry, variant: str, deal: Deal) -> Clause:
    target = entry.clause.variants.get(variant)
    if target is None:
        return entry.clause
    return replace(find_clause(deal.pack, entry.document, target, deal.facts), id=entry.clause.id)


# --- facts ---------------------------------------------------------------------------------------


def _decided(fact: str, deal: Deal) -> Decided:
    said = [one for pattern in PATHS[fact] for one in _said(deal.source.root, tuple(pattern.split(".")))]
    there = [one for one in said if one.place]
    return Decided(fact, deal.facts[fact], meanings()[fact], tuple(there[:MOST_VALUES] or said[:1]))


def _said(root: Node, pattern: Path) -> Iterator[Said]:
    """Yield what stands at each path that a pattern fits, or that nothing does."""
    found = list(_fitting(root, pattern, ()))
    for path, node in found:
        yield Said(dotted(path), _value(node), node.spot)
    if not found:
        yield Said(".".join(map(str, pattern)), "", None)


def _fitting(node: Node, pattern: Path, path: Path) -> Iterator[tuple[Path, Node]]:
    if not pattern:
        yield path, node
        return
    for step, below in steps(node):
        if pattern[0] in ("*", step):
            yield from _fitting(below, pattern[1:], (*path, step))


def _value(node: Node) -> str:
    if isinstance(node.value, str):
        text = " ".join(node.value.split())
        return text if len(text) <= 60 else f"{text[:59]}…"
    count = len(node.value)
    return f"{count} {'entry' if count == 1 else 'entries'}"
