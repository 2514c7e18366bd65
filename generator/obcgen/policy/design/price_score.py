"""A price score that a bidder can win only by cutting the money for results."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from obcgen.account.scenarios.ends import at_target, without_program
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.payment import BaseFunding
from obcgen.spec.procurement import PriceScoring
from obcgen.spec.scalars import Proposed

CUTS_RESULTS = Kind("DSN-22", "A price score that rewards cutting only the money for results", "warning")
OFFERED = Fraction(1, 5)


@rule(CUTS_RESULTS, *MONEY, "procurement", source="2 CFR 200.320(b)(2); G1")
def price_scores_what_bidders_may_set(spec: Spec) -> Iterator[Problem]:
    """Where the price is scored by a formula, bidders name the base price as well as prices for results."""
    base, criteria = spec.payment.base, spec.procurement.criteria if spec.procurement else {}
    for key, criterion in criteria.items():
        if criterion.scoring is None or not criterion.weight:
            continue
        where, base_money, results = _compared(spec, criterion.scoring)
        open_base = base is None or _is_open(base) or not base_money
        if results and not open_base:
            won = _points(criterion.weight, base_money + results, results)
            yield CUTS_RESULTS.problem(
                f"The base of {base_money} is as published, so “{criterion.name}” rewards only lower prices "
                f"for results: a fifth off them wins {won} of {criterion.weight} points and makes less "
                "depend on outcomes.",
                path=("procurement", "criteria", key, "scoring"),
                found=f"{where}: base {base_money} as published, results {results} that bidders may lower",
                expected="a base price that bidders name, or a score for something other than the total",
                hint=f"{_opened(base)}, or score how much depends on outcomes.",
            )


def _compared(spec: Spec, scoring: PriceScoring) -> tuple[str, Money, Money]:
    """Return where offers are compared, in words, and what base and results come to there at full prices."""
    if scoring.compare == "maximum_total":
        most = schedule(spec)
        return "at the maximum", most.base, most.maximum - most.base
    if scoring.attainment == "target":
        found = at_target(deal_of(spec))
        return "at target", found.base, found.performance
    found = without_program(deal_of(spec))
    return "without the program", found.base, found.performance


def _opened(base: BaseFunding | None) -> str:
    """Return how bidders come to name the base price: up to the one that is published, where that is one."""
    price = base.per_participant if base else None
    if isinstance(price, Money):
        return f"Write payment.base.per_participant: {{proposed: true, at_most: {price}}}"
    return "Let bidders name the base price"


def _is_open(base: BaseFunding) -> bool:
    """Tell whether bidders name a base price; for costs that are reimbursed each offers a budget."""
    prices = (base.per_participant, base.fixed, base.per_unit)
    return base.reimbursed is not None or any(isinstance(price, Proposed) for price in prices)


def _points(weight: Decimal, whole: Money, results: Money) -> str:
    """Return the points by which an offer a fifth lower in its prices for results beats one at full prices.

    By the formula of the price score, lowest offer over offer: weight x (1 - lower total / full total).
    """
    tenths = round(Fraction(weight) * 10 * OFFERED * Fraction(results.cents, whole.cents))
    return f"{tenths // 10}.{tenths % 10}"
