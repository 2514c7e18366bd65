"""The money on the desk: what is paid under supposed results, how a figure came about, designed prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from obcgen.designer.design import design_for
from obcgen.designer.faults import OTHER_LINE
from obcgen.designer.ground import ground, otherwise_priced, with_values
from obcgen.designer.to_data import edits, edits_told, to_data
from obcgen.explain import as_data, trace_of
from obcgen.law.in_force import law_on
from obcgen.policy.rule import MONEY
from obcgen.problems import ObcgenError, is_error
from obcgen.spec.nouns import buyer_called, told_of_buyer
from obcgen.studio.asked import Answer, Reply, Request, refused, text_of
from obcgen.studio.editing import after_answer
from obcgen.studio.found import checked
from obcgen.studio.in_words_of_form import Wording
from obcgen.studio.interview import interview
from obcgen.studio.typed import meant
from obcgen.studio.written import set_to
from obcgen.what_if.figures import figures, settled_as_supposed
from obcgen.what_if.supposed import supposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.designer.design import Design
    from obcgen.money import Share
    from obcgen.problems import Path
    from obcgen.source import Source
    from obcgen.spec import Spec
    from obcgen.studio.desk import Desk, Held
    from obcgen.what_if.figures import Supposed

SUPPOSED = {"served": "count", "retained": "share", "attainment": "level", "savings": "money"}
"""What may be supposed, with the kind of value of each."""
WANTED = {
    "budget": "money",
    "per_participant": "money",
    "at_risk": "share",
    "overrun": "share",
    "rounding": "money",
    "served": "count",
    "cost": "money",
    "fixed": "money",
    "targets": "share",
    "baselines": "share",
    "parts": "count",
}
"""What may be wanted of prices, with the kind of value of each."""


def _figures(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return what is paid under what is supposed; by chance too unless `chance` is false."""
    found = _settled(desk, request)[1]
    certainty = _certainty(desk) if request.get("chance", True) else None
    return desk, _told_of_buyer(figures(found, certainty), found.spec)


def _explain(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return how a figure came about, down to the lines of the spec."""
    source, found = _settled(desk, request)
    traced = trace_of(source, found.spec, found.outlook.facts, found.outlook.settled)
    return desk, _told_of_buyer(as_data(traced, text_of(request, "figure")), found.spec)


def _told_of_buyer(reply: Reply, spec: Spec) -> Reply:
    """Return a reply whose sentences call the buyer what its documents do."""
    buyer = buyer_called(spec.district.role)

    def told(value: object) -> object:
        match value:
            case str():
                return told_of_buyer(value, buyer)
            case dict():
                return {key: told(each) for key, each in value.items()}
            case list() | tuple():
                return [told(each) for each in value]
        return value

    return reply if buyer == "District" else {key: told(each) for key, each in reply.items()}


def _design(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return designed prices; with `apply` they are written into the spec, as one edit.

    With `possible` nothing is designed: the reply says only whether this deal is one that can be.
    """
    if request.get("possible"):
        _possible(desk.reading().source)
        return desk, {}
    found = design_for(desk.reading(), _given(request, WANTED))
    reply = {**to_data(found), "edits": _called(desk, found)}
    if not request.get("apply"):
        return desk, reply
    changed = desk
    for path, value in edits(found).items():
        changed = changed.edited(set_to(changed, path, value))
    designed = frozenset(found.values)  # those too that the spec had already: none may follow anew
    accepted = replace(desk.edited(changed.text), looked=desk.looked | (desk.prefilled & designed))
    after, told = after_answer(desk, accepted)
    return after, {**reply, **told}


def _called(desk: Desk, found: Design) -> list[Reply]:
    """Return the edits of a design, each with what the form calls its place."""
    wording = Wording(desk.reading().source.root, interview(desk.reading().pack))
    return [{**each, "says": wording.place(tuple(each["path"]))} for each in edits_told(found)]


def _possible(source: Source) -> None:
    """Refuse a deal whose payments the designer does not design; blanks of the deal are no matter yet."""
    others = otherwise_priced(source)
    if not others:
        try:
            ground(source, {}, None)
        except ObcgenError as error:
            others = tuple(each for each in error.problems if each.code == OTHER_LINE.code)
    if others:
        raise ObcgenError(*others)


def _settled(desk: Desk, request: Request) -> tuple[Source, Supposed]:
    source, spec = _sound(desk.held)
    return source, settled_as_supposed(spec, supposed(spec, _given(request, SUPPOSED)))


@lru_cache(maxsize=4)  # one slider asks many times of one text
def _sound(held: Held) -> tuple[Source, Spec]:
    """Return a spec from which money can be computed; what is open elsewhere does not matter.

    Raises:
        ObcgenError: the sections of the money have errors.
    """
    source, spec, problems = checked(held)
    errors = [each for each in problems if is_error(each)]
    if wrong := [each for each in errors if not each.path or each.path[0] in MONEY]:
        raise ObcgenError(*wrong)
    return source, with_values(source, {}) if errors else spec


def _certainty(desk: Desk) -> Share:
    return law_on(desk.reading().pack, date.max).guide.certainty


def _given(request: Request, kinds: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the values of a request by these names, as a spec writes what people type."""
    return {name: _typed(request[name], kinds[name], (name,)) for name in kinds if name in request}


def _typed(value: object, kind: str, path: Path) -> object:
    match value:
        case str():
            return meant(kind, value, path) if value.strip() else ""
        case dict():
            return {key: _typed(each, kind, (*path, key)) for key, each in value.items() if each != ""}
        case None:
            return None
    raise refused("A value of the request is neither a text nor a group of them.")


ANSWERS: dict[str, Answer] = {"figures": _figures, "explain": _explain, "design": _design}
