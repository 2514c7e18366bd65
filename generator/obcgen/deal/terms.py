"""The terms of payment beside the rate card, in sentences: base, limits, rounding, discount, default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import NO_BASE
from obcgen.deal.compile import deal_of
from obcgen.deal.ending import convenience, pro_rata
from obcgen.deal.limits import carry_over_sentence
from obcgen.money import Rounding
from obcgen.words import capital, listed

if TYPE_CHECKING:
    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec


def base_sentence(spec: Spec | Deal) -> str:
    """Return the sentence that says what Base Funding is."""
    base = deal_of(spec).base_funding
    return base.sentence if base is not None else NO_BASE


def cap_sentences(spec: Spec | Deal) -> tuple[str, ...]:
    """Return each cap in words, in the order in which they apply, and the rule by which they cut."""
    deal = deal_of(spec)
    apart = {"line", "not_to_exceed"}
    named = [limit.sentence(alone=len(deal.lines) == 1) for limit in deal.limits if limit.scope not in apart]
    ceilings = any(line.at_most is not None for line in deal.lines.values())
    how = (
        "These limits apply one after the other in this order"
        f"{', after the ceiling that a line of the Rate Card states for itself' if ceilings else ''}; "
        "where a limit covers more than one amount, those amounts are reduced in proportion."
    )
    last = (
        f"The District shall pay no more than the Not-to-Exceed Amount of {deal.not_to_exceed}, "
        "Base Funding and Performance Funding together; Performance Funding is reduced before Base Funding."
    )
    carried = (carry_over_sentence(deal.limits),) if deal.carries_over else ()
    gives_back = not all(line.never_negative for line in deal.lines.values())
    returned = "An amount that is given back makes no room under a limit for other amounts."
    more = [how] if named else []
    return (*named, *carried, last, *more, *([returned] if gives_back else []))


def rounding_sentences(spec: Spec | Deal) -> tuple[str, ...]:
    """Return the roundings that every figure keeps to, in words; of cohorts and years where there are any."""
    apart = _counted_apart(deal_of(spec))
    alone = f"Each {' and '.join(apart)} is rounded by itself. " if apart else ""
    line = (
        f"The amount due under each line of the Rate Card is rounded once, {Rounding.HALF_UP.value}. {alone}"
        "A limit for one Participant is applied before rounding."
    )
    by_itself = f"each {' and '.join(apart)} is added by itself"
    whose = by_itself if deal_of(spec).spec.cohorts else "the amounts of all years are added"
    added = f"Under the limit for one Participant {whose}. "
    own = "a line's own ceiling or " if any(each.scope == "line" for each in deal_of(spec).limits) else ""
    held = (
        f"Where {own}the limit for any one Participant reduces amounts, or rounding could "
        "lift them above it, the amounts are added, the sum is rounded down to the cent, and the sum is "
        f"divided in proportion. {added if apart else ''}"
        "No amount becomes more by this than it was before: a cent left over that would make it more goes to "
        "the part with the next largest remainder, or is not paid."
    )
    parts = (
        "Where an amount is divided or reduced in proportion, each part is rounded down to the cent. The "
        "cents left over go one each to the parts with the largest remainders; a tie goes to the part listed "
        f"first, in the order of {listed(['lines', *(f'{each}s' for each in apart)])}. "
        "The parts always add up to the whole."
    )
    return line, held, parts, *_shares(deal_of(spec)), *_reduced_base(deal_of(spec))


def _shares(deal: Deal) -> tuple[str, ...]:
    """Return how a share is compared, where one decides anything."""
    gated = any(rate.requires and rate.requires.reached for rate in deal.spec.payment.rates.values())
    if not gated and all(line.by_participant for line in deal.lines.values()):
        return ()
    return ("A share of Participants is compared with its Threshold exactly, without rounding.",)


def _reduced_base(deal: Deal) -> tuple[str, ...]:
    """Return how what an early end leaves, and what Services not delivered take off, is rounded."""
    reducible = deal.base_funding is not None and not deal.base_funding.by_delivery
    by_days, ending = reducible and pro_rata(deal.spec), convenience(deal.spec)
    off = "what Services not delivered " + ("then take off it" if by_days else "take off Base Funding")
    rounded = [
        *(["what an early end leaves of Base Funding"] if by_days else []),
        *([off] if reducible else []),
        *(["what an early end adds for results not yet measured"] if ending and ending.in_flight else []),
    ]
    verb = "is" if len(rounded) == 1 else "are each"
    return (f"{capital(listed(rounded))} {verb} rounded once, {Rounding.HALF_UP.value}.",) if rounded else ()


def _counted_apart(deal: Deal) -> tuple[str, ...]:
    """Return what a line is counted and rounded by: years where a price goes by them, and with cohorts."""
    if deal.spec.cohorts:
        return ("cohort", "year")
    return ("year",) if any(rate.by_year for rate in deal.spec.payment.rates.values()) else ()


def discount_sentence(spec: Spec | Deal) -> str:
    """Return what a bidder takes off the published rates, or nothing."""
    discount = deal_of(spec).discount
    return f"Every price of the Rate Card is reduced by {discount.exact}." if discount.value else ""


_EFFECTS = {
    "deemed_met": "is deemed reached",
    "full_price": "is paid at the full price",
    "expected": "is paid as if its target had been met",
    "excluded": "is left out of the count",
}
_REACHES = {
    "affected_participants": "each Outcome affected {effect} for the Participants served who are affected",
    "outcome": "each Outcome affected {effect}",
    "contract": "every Outcome {effect}",
}


def _full_prices(deal: Deal) -> str:
    """Return what the full price of each line is."""
    lines = [f"for the line “{line.name}”, {line.full_price.rstrip(',')}" for line in deal.lines.values()]
    return f" The full price is, {'; '.join(lines)}. It lifts no limit of the Rate Card."


def _counts_participants(deal: Deal) -> bool:
    """Say whether some outcome is a result of each participant, and not of a group as a whole."""
    return any(each.measure.counted_by == "participant" for each in deal.spec.outcomes.values())


def default_sentence(spec: Spec | Deal) -> str:
    """Return what follows where the district itself failed, or nothing."""
    default = deal_of(spec).default
    if default is None:
        return ""
    what = _REACHES[default.reach].format(effect=_EFFECTS[default.effect])
    if default.reach != "affected_participants" and _counts_participants(deal_of(spec)):
        what += " for every Participant served"
    dosage = deal_of(spec).spec.program.dosage
    kept = (
        " A Participant whom such a failure keeps from the Minimum Dosage counts as having received it; that "
        "alone makes no Outcome reached."
    )
    federal = any(source.federal for source in deal_of(spec).spec.funding.sources.values())
    award = (
        " What this adds is paid from a federal award only as far as the award allows it; the District shall "
        "pay the rest from other money that it may lawfully use."
    )
    most = default.at_most
    limit = f", but the District shall pay no more than {most} on this ground" if most else ""
    return (
        "Where the District does not perform one of its duties, does not cure the failure in time "
        "after notice, and the failure prevents a result from being reached or measured, "
        f"{what}{limit}.{_full_prices(deal_of(spec)) if default.effect == 'full_price' else ''}"
        f"{kept if dosage and dosage.minimum else ''}{award if federal else ''}"
    )
