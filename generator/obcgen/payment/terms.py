"""The terms of payment beside the rate card, in sentences: base, limits, rounding, discount, default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.money import Rounding
from obcgen.payment.counts import counted_for_base
from obcgen.payment.guaranteed import base_amount, base_price
from obcgen.payment.names import combined, listed, outcome_name
from obcgen.payment.prices import in_full

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.payment import BaseFunding, Caps

_COUNTED = {"planned": "planned", "roster": "on the Roster", "served": "served"}


def _tiers(base: BaseFunding) -> str:
    steps = [f"{tier.pay} from {tier.at_least} upward" for tier in base.tiers or ()]
    return listed(steps) + combined(len(steps), base.combine)


def base_sentence(spec: Spec) -> str:
    """Return the sentence that says what Base Funding is."""
    base = spec.payment.base
    if base is None:
        return "There is no Base Funding: every payment depends on results."
    if base.reimbursed is not None:
        costs = base.reimbursed.costs or "allowable operating costs"
        return (
            f"As Base Funding, whatever the results, the District shall reimburse the Provider's {costs} "
            f"up to a fixed budget of {base.reimbursed.budget}."
        )
    return f"As Base Funding, whatever the results, the District shall pay {_base_price(spec, base)}."


def _base_price(spec: Spec, base: BaseFunding) -> str:
    price, most = base_price(base), base_amount(spec)
    full = in_full(price) if price is not None else ""
    if base.fixed is not None:
        return f"{full} for the whole Program"
    if base.per_unit is not None:
        unit, count = base.unit or "unit", base.units or 0
        return f"{full} for each {unit}, which is at most {most} for {count:,} {_counted(unit, count)}"
    count = counted_for_base(spec)
    known = "" if base.counted == "planned" and not base.tiers else "at most "
    each = f"for each Participant {_COUNTED[base.counted]}"
    amount = (
        f"{each} the amount set by the dosage received, {_tiers(base)}" if base.tiers else f"{full} {each}"
    )
    return f"{amount}, which is {known}{most} for {count:,} Participants"


def _counted(unit: str, count: int) -> str:
    """Return a unit in the number that its count asks for: `license`, `licenses`."""
    if count == 1:
        return unit
    if re.search(r"(s|x|z|ch|sh)$", unit):
        return f"{unit}es"
    return re.sub(r"([^aeiou])y$", r"\1ie", unit) + "s"


def _named_limits(spec: Spec, caps: Caps) -> list[str]:
    limits = [
        (f"for any one {unit}", amount) for unit, amount in [("Participant", caps.participant)] if amount
    ]
    limits += [
        (f"for the Outcome “{outcome_name(spec, key)}”", amount) for key, amount in caps.outcome.items()
    ]
    limits += [(f"for the cohort “{spec.cohorts[key].name}”", amount) for key, amount in caps.cohort.items()]
    limits += [(f"for results of the year {year}", amount) for year, amount in caps.year.items()]
    limits += [("for all lines of the Rate Card together", caps.total)] if caps.total else []
    return [
        f"The District shall pay no more than {amount} of Performance Funding {what}."
        for what, amount in limits
    ]


def _after_ceilings(spec: Spec) -> str:
    """Return that lines with a ceiling of their own keep it before any cap applies."""
    lines = any(rate.at_most is not None for rate in spec.payment.rates.values())
    return ", after the ceiling that a line of the Rate Card states for itself" if lines else ""


def cap_sentences(spec: Spec) -> tuple[str, ...]:
    """Return each cap in words, in the order in which they apply, and the rule by which they cut."""
    named = _named_limits(spec, spec.payment.caps) if spec.payment.caps else []
    how = (
        "These limits apply one after the other in the order in which they stand here"
        f"{_after_ceilings(spec)}; "
        "where a limit covers more than one amount, those amounts are reduced in proportion."
    )
    last = (
        f"The District shall pay no more than the Not-to-Exceed Amount of {spec.funding.not_to_exceed}, "
        "Base Funding and Performance Funding together; Performance Funding is reduced before Base Funding."
    )
    gives_back = any(rate.deduction and rate.deduction.gives_back for rate in spec.payment.rates.values())
    returned = "An amount that is given back makes no room under a limit for other amounts."
    return (*named, last, *([how] if named else []), *([returned] if gives_back else []))


def rounding_sentences() -> tuple[str, ...]:
    """Return the roundings that every figure keeps to, in words."""
    line = (
        "The amount due under a line of the Rate Card, apart for each cohort and year where there are "
        f"several, is rounded once, {Rounding.HALF_UP.value}; what one Participant earns is not rounded "
        "before a limit for one Participant has been applied."
    )
    held = (
        "Amounts that a line's own ceiling or the limit for any one Participant reduces, or that rounding "
        "could lift above it, are rounded together: their sum down to the cent, then divided in proportion."
    )
    parts = (
        "Where an amount is divided or reduced in proportion, each part is rounded down to the cent, "
        "and the cents left over go one each to the parts with the largest remainders, of equal ones to "
        "the first in the order of lines, cohorts, and years, so that the parts always sum to the whole."
    )
    share = "A share of Participants is compared with its threshold exactly, without rounding."
    return line, held, parts, share


def discount_sentence(spec: Spec) -> str:
    """Return what a bidder takes off the published rates, or nothing."""
    discount = spec.payment.discount
    return f"Every price of the Rate Card is reduced by {discount.exact}." if discount.value else ""


_EFFECTS = {
    "deemed_met": "is deemed reached",
    "full_price": "is paid at the full price",
    "expected": "is paid as if its target had been met",
    "excluded": "is left out of the count",
}
_REACHES = {
    "affected_participants": "each Outcome affected {effect} for the Participants affected",
    "outcome": "each Outcome affected {effect} for every Participant",
    "contract": "every Outcome {effect} for every Participant",
}


def default_sentence(spec: Spec) -> str:
    """Return what follows where the district itself failed, or nothing."""
    default = spec.payment.if_district_defaults
    if default is None:
        return ""
    what = _REACHES[default.reach].format(effect=_EFFECTS[default.effect])
    most = default.at_most
    limit = f", but the District shall pay no more than {most} on this ground" if most else ""
    return (
        "Where the District does not perform one of its duties, does not cure the failure in time "
        "after notice, and the failure prevents a result from being reached or measured, "
        f"{what}{limit}."
    )
