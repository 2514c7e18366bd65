"""Everything that is known of a deal's scenarios: what each costs, and what chance alone does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.payment.dealt import DEALING, STEPS
from obcgen.payment.scenarios import outlooks
from obcgen.payment.spread import MODEL, spread
from obcgen.scenarios.words import limit_in_words
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from obcgen.money import Share
    from obcgen.payment.scenarios import Outlook
    from obcgen.payment.spread import Spread
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Found:
    """The scenarios of a deal in order, each with its range by chance, and how the figures are made."""

    number: str
    title: str
    outlooks: tuple[Outlook, ...]
    spreads: tuple[Spread, ...]
    limits: tuple[tuple[str, ...], ...]
    """For each scenario the limits that cut something, in words."""
    method: tuple[str, ...]


def find(spec: Spec, certainty: Share) -> Found:
    """Return every scenario of a spec without errors; ranges by chance hold with this certainty."""
    found = outlooks(spec)
    spreads = tuple(spread(spec, outlook, certainty) for outlook in found)
    limits = tuple(tuple(limit_in_words(spec, limit) for limit in each.bound) for each in found)
    return Found(spec.document.number, spec.document.title, found, spreads, limits, method(spec, spreads))


def method(spec: Spec, spreads: tuple[Spread, ...]) -> tuple[str, ...]:
    """Return how scenarios are dealt out and how far chance moves them, in sentences."""
    steps = any(isinstance(rate.per_participant, Tiers) for rate in spec.payment.rates.values())
    ranges = tuple(dict.fromkeys(each.method for each in spreads if each.counts))
    unsaid = tuple(dict.fromkeys(each.method for each in spreads if not each.counts and each.method))
    said = (f"Chance: {MODEL}", *ranges) if ranges else unsaid
    return (DEALING, *((STEPS,) if steps else ()), *said)
