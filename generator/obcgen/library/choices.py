"""What is chosen of the clauses of a contract: a variant, or to leave one out; and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from obcgen.library.clauses import Clause, find_clause
from obcgen.library.conditions import holds, in_words
from obcgen.library.facts import meanings
from obcgen.library.outline import every_id, read_outline
from obcgen.pack import Pack
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import nearest

NO_VARIANT = Kind("TPL-28", "A clause has no such variant")
LOCKED = Kind("TPL-29", "A clause that may not be left out")
NOT_PRINTED = Kind("TPL-51", "A variant that this deal does not print", "warning")

USUAL, OMITTED = "usual", "false"
PATH = ("agreement", "clauses")


def choices(spec: Spec, pack: Pack) -> Mapping[str, str]:
    """Return the variant of each clause by id: `usual` where none is chosen, `false` where it is left out.

    Raises:
        ObcgenError: the outline of the contract, or the pack's choices, cannot be read.
    """
    chosen = spec.agreement.clauses if spec.agreement else {}
    of_spec = {id_: choice if isinstance(choice, str) else OMITTED for id_, choice in chosen.items()}
    of_pack = {id_: choice.name for id_, choice in pack.variants.items()}
    return dict.fromkeys(every_id(pack, "contract"), USUAL) | of_pack | of_spec


def choice_problems(
    chosen: Mapping[str, str | bool], pack: Pack, facts: Mapping[str, bool] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the choices of a spec, before a contract is made of it.

    Args:
        chosen: `agreement.clauses`.
        pack: the folders of templates.
        facts: the facts of the spec; without them no condition is looked at.

    Raises:
        ObcgenError: the outline or the opening lines of a chosen clause cannot be read.
    """
    ids = read_outline(pack, "contract").ids if chosen else ()
    for id_, choice in chosen.items():
        if id_ not in ids:
            yield no_clause(id_, ids)
            continue
        clause = find_clause(pack, "contract", id_, meanings())
        if isinstance(choice, str) and choice in clause.variants:
            variant = find_clause(pack, "contract", clause.variants[choice], meanings())
            yield from _unprinted(id_, choice, variant, facts)
        else:
            yield from unchosen(clause, choice)


def no_clause(id_: str, ids: tuple[str, ...]) -> Problem:
    """Return that a choice is made for a clause that the contract does not have."""
    message = f"The contract has no clause {id_}."
    return NO_VARIANT.problem(message, path=(*PATH, id_), found=id_, hint=nearest(id_, ids))


def unchosen(clause: Clause, choice: str | bool) -> Iterator[Problem]:
    """Yield what is wrong with a choice that the spec, or a pack, makes for a clause."""
    path = (*PATH, clause.id)
    if choice is False and clause.locked:
        message = f"The clause {clause.id} is locked and cannot be left out."
        yield LOCKED.problem(message, path=path, found="false", hint="Remove this line.")
    elif choice is not False:
        message = f"The clause {clause.id} has no variant “{choice}”."
        hint = nearest(str(choice), clause.variants) or "It has no variants; remove this line."
        yield NO_VARIANT.problem(message, path=path, found=str(choice), hint=hint)


def _unprinted(id_: str, choice: str, variant: Clause, facts: Mapping[str, bool] | None) -> Iterator[Problem]:
    if facts is not None and not holds(variant.when, facts):
        words = in_words(variant.when, meanings())
        message = f"The variant “{choice}” of {id_} is not printed: it is only for a deal in which {words}."
        hint = "Choose another variant, remove this line, or change what the spec says."
        yield NOT_PRINTED.problem(message, path=(*PATH, id_), found=choice, hint=hint)
