"""What a state's law asks of a contract and a solicitation: dated data of a pack, for counsel to confirm.

A state's pack holds it in `shared/state.yaml`. A pack above it states only what differs: the status of a term
that counsel has confirmed, say, or a term of its own. Conditions stay as written; who knows facts reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, cast, get_args

from obcgen.law.entries import BAD_LAW, Entry, made, merged, words
from obcgen.law.terms import KnownFrom, Standing, StateLaw, Term
from obcgen.pack import Pack

STATE = "shared/state.yaml"
_STATE_HINT = "Write it as shared/state.yaml of a state's pack does, such as templates/packs/florida."
MOST_TERMS = 200
_TEXTS = ("contract", "rfp", "choices")
_WORDS = ("asked", "described", "clause", "confirm")


def state_law(pack: Pack) -> StateLaw | None:
    """Return the state law of a pack, or of the packs that it inherits; None where none of them has any.

    Raises:
        ObcgenError: a file of it cannot be read.
    """
    if not pack.find(STATE):
        return None
    data = merged(pack, STATE, BAD_LAW)
    terms = data.value.get("terms", {})
    found = tuple(made(data, ("terms", key), partial(_term, key), hint=_STATE_HINT) for key in terms)
    return made(data, ("state",), partial(_state, found), hint=_STATE_HINT)


def _state(terms: tuple[Term, ...], entry: Entry) -> StateLaw:
    if len(terms) > MOST_TERMS:
        raise ValueError(len(terms))
    return StateLaw(words(entry["code"]), words(entry["name"]), date.fromisoformat(entry["entered"]), terms)


def _term(key: str, entry: Mapping[str, Any]) -> Term:
    contract, rfp, choices = (_paragraphs(entry.get(name, [])) for name in _TEXTS)
    asked, described, clause, confirm = (words(entry[name]) if name in entry else "" for name in _WORDS)
    if unknown := set(entry) - _KEYS:
        raise ValueError(unknown)
    return Term(
        id=key,
        title=words(entry["title"]),
        source=words(entry["source"]),
        contract=contract,
        rfp=rfp,
        asked=asked,
        choices=choices,
        described=described,
        clause=clause,
        when=entry.get("when"),
        confirm=confirm,
        known_from=cast("KnownFrom", _one_of(entry["known_from"], KnownFrom)),
        status=cast("Standing", _one_of(entry["status"], Standing)),
    )


_KEYS = {"title", "source", *_TEXTS, *_WORDS, "when", "known_from", "status"}


def _paragraphs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(words, value))


def _one_of(value: str, allowed: Any) -> str:
    if value not in get_args(allowed):
        raise ValueError(value)
    return value
