"""The money on the desk: what is paid under supposed results, how a figure came about, designed prices."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from obcgen.checking import sound
from obcgen.designer.design import design_for
from obcgen.designer.to_data import edits, to_data
from obcgen.explain import as_data, trace_of
from obcgen.law.in_force import law_on
from obcgen.studio.asked import Answer, Reply, Request, refused, text_of
from obcgen.studio.desk import read_once
from obcgen.studio.editing import after_edit
from obcgen.studio.written import set_to
from obcgen.what_if.figures import figures, settled_as_supposed
from obcgen.what_if.supposed import supposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.money import Share
    from obcgen.source import Source
    from obcgen.spec import Spec
    from obcgen.studio.desk import Desk, Held
    from obcgen.what_if.figures import Supposed

SUPPOSED = ("served", "retained", "attainment", "savings")
WANTED = (
    "budget",
    "per_participant",
    "at_risk",
    "overrun",
    "rounding",
    "served",
    "cost",
    "fixed",
    "targets",
    "baselines",
    "parts",
)


def _figures(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return what is paid under what is supposed; by chance too unless `chance` is false."""
    found = _settled(desk, request)[1]
    certainty = _certainty(desk) if request.get("chance", True) else None
    return desk, figures(found, certainty)


def _explain(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return how a figure came about, down to the lines of the spec."""
    source, found = _settled(desk, request)
    traced = trace_of(source, found.spec, found.outlook.facts, found.outlook.settled)
    return desk, as_data(traced, text_of(request, "figure"))


def _design(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return designed prices; with `apply` they are written into the spec, as one edit."""
    found = design_for(desk.reading(), _given(request, WANTED))
    reply = to_data(found)
    if not request.get("apply"):
        return desk, reply
    changed = desk
    for path, value in edits(found).items():
        changed = changed.edited(set_to(changed, path, value))
    after, told = after_edit(desk, desk.edited(changed.text))
    return after, {**reply, **told}


def _settled(desk: Desk, request: Request) -> tuple[Source, Supposed]:
    source, spec = _sound(desk.held)
    return source, settled_as_supposed(spec, supposed(spec, _given(request, SUPPOSED)))


@lru_cache(maxsize=4)  # one slider asks many times of one text
def _sound(held: Held) -> tuple[Source, Spec]:
    return sound(read_once(*held))[:2]


def _certainty(desk: Desk) -> Share:
    return law_on(desk.reading().pack, date.max).guide.certainty


def _given(request: Request, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the values of a request by these names, with the spaces of people who type them taken off."""
    return {name: _typed(request[name]) for name in names if name in request}


def _typed(value: object) -> object:
    match value:
        case str():
            return value.strip().replace(" %", "%")
        case dict():
            return {key: _typed(each) for key, each in value.items() if each != ""}
        case None:
            return None
    raise refused("A value of the request is neither a text nor a group of them.")


ANSWERS: dict[str, Answer] = {"figures": _figures, "explain": _explain, "design": _design}
