"""What a review computes of a deal and judges by: each measure says how it stands, in figures.

The limits are our own judgement, and say where a careful reader begins to ask: they are neither law nor
guidance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from obcgen.account.sources import funded, year_named
from obcgen.deal.base_funding import PerParticipant
from obcgen.deal.business_days import business_days
from obcgen.deal.compile import deal_of
from obcgen.deal.prices import ceiling
from obcgen.deal.windows import deciding_windows
from obcgen.money import ZERO, Money, Share, total
from obcgen.review.reckoned import Month, Reckoned, months
from obcgen.spec import Spec
from obcgen.spec.agreement import Convenience
from obcgen.spec.dates import day_words
from obcgen.words import listed

Grade = Literal["well", "weakly", "not"]
GRADES: tuple[Grade, ...] = ("well", "weakly", "not")
MOST_CARRIED = Share(Fraction(1, 2))
"""The part of its cost that a provider may have to carry before a careful reader asks who lends it."""
MOST_LOST = Share(Fraction(1, 4))
"""The part of its cost that a provider may lose before a careful reader asks whether it can."""
LEAST_TO_BID = 21
"""Days between publication and proposals with which a provider can still plan staff and price risk."""
LEAST_NOTICE = 30
"""Days of notice with which a provider can still place its staff."""
MOST_ANYWAY = Share(Fraction(3, 5))
"""The part of the outcome money at target for results expected anyway; beyond it one more costs 2.5 prices"""
NO_COST = "funding.delivery_cost is not stated, so nobody can tell what the provider puts at risk."


@dataclass(frozen=True, slots=True)
class Measured:
    """How one thing stands, and the sentence that says so."""

    grade: Grade
    words: str


def contingent(found: Reckoned) -> Measured:
    """The share that depends on outcomes, at target and of the most payable."""
    at_target = found.target
    return Measured(
        "well" if at_target.performance else "weakly",
        f"With every target met, {at_target.performance} of {at_target.total} ({at_target.contingent}) is "
        f"paid for outcomes; at most it is {found.planned.performance_share}.",
    )


def deadweight(found: Reckoned) -> Measured:
    """The part of the outcome money at target that pays for what is expected anyway."""
    expected, target = found.outlooks["expected"].performance, found.target.performance
    if not target:
        return Measured("weakly", "With every target met, nothing is paid for outcomes.")
    share = expected.over(target)
    each = found.target.per_additional
    more = found.target.additional
    results = "The one result" if more == 1 else f"Each of the {more:,} results"
    price = f" {results} beyond those expected costs {each} in all." if each else ""
    much = share > MOST_ANYWAY
    advice = " Higher thresholds, or pay that begins above what is expected, buy more." if much else ""
    return Measured(
        "weakly" if much else "well",
        f"Of {target} paid for outcomes at target, {expected} ({share}) is for results that are expected "
        f"without the program.{price}{advice}",
    )


def cost(found: Reckoned) -> Measured:
    """Whether base funding carries delivery."""
    if found.cost is None:
        return Measured("not", NO_COST)
    base = found.outlooks["none"].base
    short = f", {found.cost - base} less than the cost" if base < found.cost else ""
    words = f"Base funding of {base} stands against a cost of delivery of {found.cost}{short}."
    return Measured("weakly" if short else "well", words)


def cash(found: Reckoned) -> Measured:
    """The most that the provider has spent beyond what it was paid, month by month."""
    if found.cost is None:
        return Measured("not", NO_COST)
    worst = max(months(found), key=lambda month: month.carried)
    if worst.carried <= ZERO:
        return Measured("well", "At no month's end has the provider spent more than it was paid.")
    share = worst.carried.over(found.cost)
    return Measured(
        "weakly" if share > MOST_CARRIED else "well",
        f"By {day_words(worst.ends)} the provider has spent {worst.spent} and been paid {worst.paid}: it "
        f"carries {worst.carried}, {share} of its cost{_until(found, worst)}.",
    )


def _until(found: Reckoned, worst: Month) -> str:
    even = next((each for each in months(found) if each.ends > worst.ends and each.carried <= ZERO), None)
    return f", and is even by {day_words(even.ends)}" if even else ", and is never paid as much as it spent"


def at_risk(found: Reckoned) -> Measured:
    """What the provider loses if nothing is reached, and what it keeps if every target is met."""
    if found.cost is None:
        return Measured("not", NO_COST)
    none, target = found.outlooks["none"].total, found.target.total
    lost = max(found.cost - none, ZERO)
    kept = target - found.cost
    margin = f"keeps {kept} beyond its cost" if kept >= ZERO else f"is still {ZERO - kept} below its cost"
    share = lost.over(found.cost) if found.cost else Share(Fraction(0))
    return Measured(
        "weakly" if share > MOST_LOST or kept < ZERO else "well",
        f"If no outcome is reached the provider loses {lost} ({share} of its cost); with every target met it "
        f"{margin}.",
    )


def early_end(found: Reckoned) -> Measured:
    """What an end without cause leaves of the outcome money."""
    agreement = found.spec.agreement
    termination = agreement.termination if agreement else None
    if termination is None:
        return Measured("not", "Nothing says how the contract ends early and what is owed then.")
    if termination.convenience is None:
        return Measured("well", "The district cannot end the contract without cause.")
    notice, most = termination.convenience.notice, found.planned.performance
    if share := termination.convenience.in_flight:
        words = f"Notice of {notice}, for no cause, leaves {share} of the outcome money at target"
        return Measured("well", f"{words}, by days of service.")
    if termination.settlement.outcomes == "none":
        words = f"Notice of {notice}, for no cause, ends the contract with $0 of {most} for outcomes."
        return Measured("weakly", words)
    until = _before_results(found.spec, termination.convenience, most)
    short = notice.days < LEAST_NOTICE
    words = f"The district may end the contract without cause by notice of {notice}.{until}{_unfunded(found)}"
    return Measured("weakly" if short else "well", words)


def _before_results(spec: Spec, ending: Convenience, most: Money) -> str:
    """Return until when an end without cause leaves nothing of the money for results."""
    windows = tuple(deciding_windows(spec))
    first = min((window.opens for window in windows), default=None)
    if first is None:
        return ""
    if ending.last_notice is None:
        return f" Before {day_words(first)}, when the first result is measured, it leaves $0 of {most}."
    last, measured = ending.last_notice, max(window.closes for window in windows)
    days = business_days(spec)
    ended = days.on_or_after(days.after(last, ending.notice))
    return (
        f" A notice until {day_words(last)} can end it by {day_words(ended)} and then leaves $0 of {most}; a "
        f"later one waits until the last result is measured, by {day_words(measured)}."
    )


def _unfunded(found: Reckoned) -> str:
    """Return how much of the money for results a later year's budget can leave unpaid."""
    agreement = found.spec.agreement
    first = year_named(found.spec, agreement.effective if agreement else None)
    later = [each for each in funded(found.spec, found.planned.payments).years if each.year > first]
    at_risk = total(each.performance for each in later)
    if not at_risk:
        return ""
    years = listed([each.year for each in later if each.performance])
    return (
        f" Up to {at_risk} for outcomes falls due in fiscal year {years} and is not owed without an "
        "appropriation for it."
    )


def places(found: Reckoned) -> Measured:
    """What base funding may pay for places that nobody fills."""
    base, promised = deal_of(found.spec).base_funding, found.spec.population.guaranteed
    if base is None:
        return Measured("well", "There is no base money: all of it follows results.")
    if base.by_delivery:
        return Measured("well", f"Base money follows delivery: {base.in_brief}")
    planned = found.spec.population.planned
    if isinstance(base, PerParticipant) and base.counted == "planned" and promised is not None:
        empty = ceiling(base.each) * max(planned - promised, 0)
        return Measured(
            "well",
            f"Base money counts the {planned} places planned, filled or not. If only the {promised} that are "
            f"promised are filled, {empty} of it pays for nobody.",
        )
    return Measured("well", f"Base money, cut where services are not delivered: {base.in_brief}")


def exposure(found: Reckoned) -> Measured:
    """The most that the district can owe, against what limits it."""
    limit, most = found.spec.funding.not_to_exceed, found.planned.maximum
    return Measured(
        "well" if most <= limit else "weakly",
        f"At most {most} can fall due, of a not-to-exceed amount of {limit}; with every target met it is "
        f"{found.target.total}, and {found.outlooks['none'].total} if no outcome is reached.",
    )


def default(found: Reckoned) -> Measured:
    """What the district pays if its own failure costs every result."""
    if found.spec.payment.if_district_defaults is None:
        return Measured("not", "Nothing says what is paid when the district's own failure costs a result.")
    outlook, none = found.outlooks["district_default"], found.outlooks["none"]
    more = outlook.total - none.total
    return Measured("well", f"If the district's default costs every result, it pays {more} for that.")


def years(found: Reckoned) -> Measured:
    """In which fiscal years the money falls due, when the most that can be owed is owed."""
    found_years = funded(found.spec, found.planned.payments).years
    named = [f"{each.total} in fiscal year {each.year}" for each in found_years if each.year and each.total]
    undated = any(not each.year and each.total for each in found_years)
    words = f"The most payable falls due as {listed(named)}." if named else "No payment has a date."
    return Measured("weakly" if undated or not named else "well", words)


def time_to_bid(found: Reckoned) -> Measured:
    """How long bidders have."""
    procurement = found.spec.procurement
    if procurement is None:
        return Measured("not", "There is no procurement.")
    dates = procurement.schedule
    days = (dates.proposals_due.date() - dates.issue).days
    return Measured("weakly" if days < LEAST_TO_BID else "well", f"Bidders have {days} days.")


def price(found: Reckoned) -> Measured:
    """How the price is scored."""
    criteria = found.spec.procurement.criteria if found.spec.procurement else {}
    scored = [each for each in criteria.values() if each.scoring]
    if not scored:
        return Measured("not", "No criterion scores the price by a formula.")
    named = listed([f"{each.name} ({each.weight} points)" for each in scored])
    return Measured("well", f"Scored by a formula: {named}.")


_EXCEPTED = {
    "third_party_claims": "claims of third persons",
    "security_incident": "a loss of personal data",
    "injury": "injury to a person",
}


def liability(found: Reckoned) -> Measured:
    """Whether the damages of each side have a limit."""
    agreement = found.spec.agreement
    if agreement and agreement.clauses.get("limits-of-liability") is False:
        return Measured(
            "weakly",
            "The clause on limits is left out: no document limits what either side owes in damages. "
            "A well-advised district keeps it, and limits both.",
        )
    limits = agreement.liability if agreement else None
    owed = (limits and limits.district) or found.spec.funding.not_to_exceed
    if limits is None or limits.provider is None:
        return Measured(
            "weakly",
            f"What the district owes is limited to {owed}, and what the provider owes is not. "
            "Bidders price that or stay away. A well-advised district limits both "
            "and excepts claims of third persons, injury, and personal data.",
        )
    said = f"The provider owes at most {limits.provider} in damages, the district {owed}."
    if held := [words for part, words in _EXCEPTED.items() if part not in limits.not_limited]:
        advice = "A well-advised district excepts it."
        return Measured("weakly", f"{said} That limit holds for {listed(held)} too. {advice}")
    return Measured("well", f"{said} No limit holds for {listed([*_EXCEPTED.values()])}.")


def late_interest(found: Reckoned) -> Measured:
    """Whether the contract promises interest on a late payment."""
    agreement, invoicing = found.spec.agreement, found.spec.payment.invoicing
    chosen = (agreement.clauses if agreement else {}).get("prompt-payment")
    if invoicing is not None and invoicing.late_interest is not None:
        return Measured("well", f"A late payment bears interest of {invoicing.late_interest.rate} a year.")
    if (chosen or found.variants.get("prompt-payment")) == "statute":
        return Measured("well", "A late payment bears the interest of the prompt-payment law.")
    return Measured(
        "weakly",
        "A late payment bears interest only where a law of the state gives it, and bidders price the delay. "
        "prompt-payment: statute under agreement.clauses promises what that law gives, "
        "payment.invoicing.late_interest a rate.",
    )


Measure = Callable[[Reckoned], Measured]
MEASURES: Mapping[str, Measure] = {
    "contingent": contingent,
    "deadweight": deadweight,
    "cost": cost,
    "cash": cash,
    "at_risk": at_risk,
    "early_end": early_end,
    "places": places,
    "exposure": exposure,
    "default": default,
    "years": years,
    "time_to_bid": time_to_bid,
    "price": price,
    "liability": liability,
    "late_interest": late_interest,
}
"""What the rows of a checklist may be judged by, by the names that it uses."""


def at_a_glance(found: Reckoned) -> tuple[tuple[str, str], ...]:
    """Return label and figure of what a reader of one page asks about the money first."""
    target, none, planned = found.target, found.outlooks["none"], found.spec.population.planned
    each = target.per_participant
    added = target.per_additional
    lines = (
        ("Participants planned", f"{planned:,}"),
        ("Paid if no outcome is reached", f"{none.total}"),
        ("Paid with every target met", f"{target.total}, {target.contingent} of it for outcomes"),
        ("Paid at most", f"{found.planned.maximum}, of a not-to-exceed amount of {target.not_to_exceed}"),
        ("Cost of a participant, every target met", f"{each}" if each else ""),
        ("Cost of a result beyond those expected", f"{added}" if added else ""),
        ("Cost of delivery", f"{found.cost}" if found.cost is not None else "Not stated"),
    )
    return tuple((label, figure) for label, figure in lines if figure)
