"""The general conditions of a contract in parts: their edition, and what a deal or a pack changes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from obcgen.library.clauses import find_clause
from obcgen.library.conditions import holds
from obcgen.library.outline import Part, read_outline
from obcgen.pack import Pack

GENERAL = "part-general"
"""The part that prints the same words in every deal."""

How = Literal["left_out", "variant", "own", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    """A clause of the general conditions that this contract changes.

    `how`: it is left out, printed in the `variant` of that name, in a pack's own words or added by a pack
    (`by`, the pack's name).
    """

    id: str
    title: str
    how: How
    variant: str = ""
    by: str = ""


def edition(pack: Pack) -> str:
    """Return the edition of the general conditions; nothing where the contract is one long form.

    Raises:
        ObcgenError: the outline of the contract cannot be read.
    """
    outline = read_outline(pack, "contract")
    return outline.edition if GENERAL in outline.ids else ""


def changes(pack: Pack, chosen: Mapping[str, str], facts: Mapping[str, bool]) -> tuple[Change, ...]:
    """Return what a contract changes in the general conditions, in their order.

    Args:
        pack: the folders of templates.
        chosen: the variant of each clause, `false` where it is left out.
        facts: the facts of the deal.

    Raises:
        ObcgenError: an outline or the opening lines of a clause cannot be read.
    """
    usual = {part.id for part in _conditions(Pack(pack.layers[-1:]), facts)}
    found = (_change(pack, part.id, usual, chosen, facts) for part in _conditions(pack, facts))
    return tuple(change for change in found if change)


def _conditions(pack: Pack, facts: Mapping[str, bool]) -> Iterator[Part]:
    """Yield each clause of the general conditions, without the articles that hold others."""
    for part in read_outline(pack, "contract").parts:
        if part.id == GENERAL:
            yield from _clauses(pack, part, facts)


def _clauses(pack: Pack, part: Part, facts: Mapping[str, bool]) -> Iterator[Part]:
    for inner in part.parts:
        if not inner.parts:
            yield inner
        elif holds(find_clause(pack, "contract", inner.id, facts).when, facts):
            yield from _clauses(pack, inner, facts)


def _change(
    pack: Pack, id_: str, usual: set[str], chosen: Mapping[str, str], facts: Mapping[str, bool]
) -> Change | None:
    choice = chosen.get(id_, "")
    if not choice and len(pack.layers) == 1:  # nobody chose, and nothing lies over the built-in clause
        return None
    clause = find_clause(pack, "contract", id_, facts)
    depth = pack.depth(clause.path)
    if not holds(clause.when, facts):
        return None
    if choice == "false":
        return Change(id_, clause.title, "left_out")
    if choice in clause.variants:
        return Change(id_, clause.title, "variant", variant=choice)
    if depth == len(pack.layers) - 1:
        return None
    return Change(id_, clause.title, "own" if id_ in usual else "added", by=_named(pack, depth))


def _named(pack: Pack, depth: int) -> str:
    """Return what a folder calls itself."""
    manifests = Pack(pack.layers[depth : depth + 1]).manifests
    return manifests[0].name if manifests else "another pack"
