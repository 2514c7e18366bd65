"""The lead times and shares of a worked deal, as rules by which another deal's days and amounts follow."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from obcgen.deal.business_days import BusinessDays
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.source import read_text
from obcgen.spec.dates import read_duration
from obcgen.studio.after_services import FollowUp, follow_up
from obcgen.studio.fields import field_at
from obcgen.studio.following import (
    ENDS,
    STARTS,
    Dosage,
    LeadTime,
    PartOf,
    Rule,
    Within,
    days_between,
    offered,
    said,
    state_of,
)
from obcgen.studio.interview import interview
from obcgen.studio.paths import found_at, leaves
from obcgen.studio.prices import BASE, BUDGET, MOST, SHARE, WHOLE, Price
from obcgen.studio.shape import shape_of
from obcgen.studio.sources_of_money import AMOUNTS, SOURCES, SourceOfMoney, is_of_base

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.problems import Path
    from obcgen.source.nodes import Node

PROPOSALS: Final = ("procurement", "schedule", "proposals_due")
PLANNED: Final = ("population", "planned")
DOSAGE: Final = ("program", "dosage", "minimum")
TYPED: Final = {PROPOSALS, STARTS, ENDS, WHOLE, PLANNED, MOST}
_GIVEN: Final = {"obligate_by", "liquidate_by"}
"""Days that a grant has and no other date tells."""
_NEAR: Final = 90
"""Lead times of so many days are counted in Business Days, longer ones in days."""
_DAY: Final = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(?P<time>[0-9:]{5}))?")
_PRICES: Final = {"per_participant", "pay", "budget"}
"""Keys of prices."""


@cache
def rules_of(deal: str) -> Mapping[Path, Rule]:
    """Return by path how the days and amounts of a worked deal follow from its few first ones."""
    root = read_text(shape_of(deal)).root
    told = next((each.follow_up for each in interview(builtin()).questions if each.deal == deal), {})
    return dict(_rules(root, follow_up(root, told)))


def _rules(root: Node, later: FollowUp | None) -> Iterator[tuple[Path, Rule]]:
    for path, value in leaves(root):
        if path in TYPED or path[-1] in _GIVEN:
            continue
        if day := _DAY.fullmatch(value):
            yield path, _measured_later(root, path, day, later) or _lead_time(root, path, day)
        elif path == DOSAGE and offered(root):
            yield path, Dosage(_round(read_duration(value).amount / offered(root), 20))
        elif rule := _part(root, path, value):
            yield path, rule


def _measured_later(root: Node, path: Path, day: re.Match[str], later: FollowUp | None) -> Rule | None:
    """Return how a day follows where results are measured after people have left; nothing of other days."""
    if later is None or day["time"] or path[0] in {"document", "procurement"}:
        return None
    return later.rule(path, date.fromisoformat(day["day"]), _day_at(root, (*later.window, "closes")))


def _lead_time(root: Node, path: Path, day: re.Match[str]) -> Rule:
    """Return how a day lies from the nearest of the days that a person types."""
    found = date.fromisoformat(day["day"])
    of = PROPOSALS if path[0] == "document" or path[:2] == PROPOSALS[:2] else _nearest(root, found)
    start = _day_at(root, of)
    apart = (found - start).days
    is_near = abs(apart) <= _NEAR or of == PROPOSALS
    days = days_between(BusinessDays(state_of(root)), start, found) if is_near else apart
    return LeadTime(of, days, is_near, day["time"] or "", None if of == PROPOSALS else _within(root, found))


def _within(root: Node, day: date) -> Within | None:
    """Return where a day lies in the time of service; nothing where it does not."""
    starts, ends = _day_at(root, STARTS), _day_at(root, ENDS)
    return Within((day - starts).days, (ends - starts).days) if starts < day < ends else None


def _nearest(root: Node, day: date) -> Path:
    return min((STARTS, ENDS), key=lambda each: abs((day - _day_at(root, each)).days))


def _day_at(root: Node, path: Path) -> date:
    return date.fromisoformat(said(root, path)[:10])


def _part(root: Node, path: Path, value: str) -> Rule | None:
    """Return which part of the whole an amount or a number of participants is."""
    field = field_at(path)
    kinds = field.kinds if field else ()
    if "count" in kinds and path[0] == "population":
        return PartOf(PLANNED, _round(Fraction(int(value), int(said(root, PLANNED))), 20), "count")
    if path[0] == "payment" and (path[-1] in _PRICES or path[-2:] == SHARE):
        return _price(root, path, value)
    if "money" not in kinds:
        return None
    part = _of_whole(root, value)
    if path[:2] == SOURCES:
        parts = {str(each[2]): _of_whole(root, said(root, each)) for each in found_at(root, AMOUNTS)}
        return SourceOfMoney(part, parts, is_of_base(root, str(path[2])))
    return PartOf(WHOLE, _round(part), "money")


def _price(root: Node, path: Path, value: str) -> Rule:
    """Return which part of what may be paid a price is: with its line, and in it."""
    is_of_base, budget = path[:2] == BASE, said(root, BUDGET)
    base = _of_whole(root, budget) if budget else _of_base(root)
    if path[-2:] == SHARE:
        return Price(base, is_of_base, kind="share")
    if path == BUDGET:
        return Price(base, is_of_base, kind="money")
    if path[-1] != "pay":
        return Price(base, is_of_base)
    most = int(said(root, MOST))
    own = _round(_of_whole(root, value) * most)
    return Price(base, is_of_base, own / (base if is_of_base else 1 - base))


def _of_base(root: Node) -> Fraction:
    """Return which part of the whole base funding is at most."""
    amounts = [value for path, value in leaves(root) if path[:2] == BASE and path[-1] in _PRICES]
    return _round(max(_of_whole(root, each) for each in amounts) * int(said(root, MOST)))


def _round(part: Fraction, steps: int = 40) -> Fraction:
    """Return a part as people write one: in steps of 2.5 percent, or of others; never none at all."""
    return Fraction(max(1, round(part * steps)), steps) if part else part


def _of_whole(root: Node, amount: str) -> Fraction:
    return Fraction(Money.parse(amount).cents, Money.parse(said(root, WHOLE)).cents)
