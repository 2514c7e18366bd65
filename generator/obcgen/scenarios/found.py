"""Everything that is known of a deal's scenarios: what each costs, and what chance alone does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import DEALING, DOSED, STEPS
from obcgen.account.scenarios.ranges import MODEL, range_by_chance
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.tiered import Tiered
from obcgen.scenarios.words import limit_in_words

if TYPE_CHECKING:
    from obcgen.account.scenarios.ranges import ChanceRange
    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.money import Share
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Found:
    """The scenarios of a deal in order, each with its range by chance, and how the figures are made."""

    number: str
    title: str
    outlooks: tuple[Outlook, ...]
    ranges: tuple[ChanceRange, ...]
    limits: tuple[tuple[str, ...], ...]
    """For each scenario the limits that cut something, in words."""
    method: tuple[str, ...]


def find(spec: Spec, certainty: Share) -> Found:
    """Return every scenario of a spec without errors; ranges by chance hold with this certainty."""
    found = outlooks(spec)
    ranges = tuple(range_by_chance(spec, outlook, certainty) for outlook in found)
    limits = tuple(tuple(limit_in_words(limit) for limit in each.bound) for each in found)
    return Found(spec.document.number, spec.document.title, found, ranges, limits, method(spec, ranges))


def method(spec: Spec, ranges: tuple[ChanceRange, ...]) -> tuple[str, ...]:
    """Return how scenarios are dealt out and how far chance moves them, in sentences."""
    deal = deal_of(spec)
    dosage = spec.program.dosage
    steps = any(isinstance(line, Tiered) for line in deal.lines.values())
    rules = ((DOSED, bool(dosage and dosage.minimum)), (STEPS, steps))
    methods = tuple(dict.fromkeys(each.method for each in ranges if each.counts))
    unsaid = tuple(dict.fromkeys(each.method for each in ranges if not each.counts and each.method))
    said = (f"Chance: {MODEL}", *methods) if methods else unsaid
    return (DEALING, *(words for words, holds in rules if holds), *said)
