"""Bounds, dates and caps: every line has a maximum and a date, and a cap limits something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.calendar import year_of
from obcgen.policy.payment.keys import (
    LANGUAGE,
    chosen_by,
    fixed_budget,
    flat_price,
    is_unbounded,
    outcomes_named,
    prices_by_year,
    shape,
)
from obcgen.policy.payment.lines import OVER_WHOLE, at
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.spec.rates import YearPrice
from obcgen.spec.scalars import Proposed
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.money import Money
    from obcgen.problems import Path, Problem
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

UNBOUNDED = Kind("PAY-06", "A line has no limit of its own", "warning")
NO_DATE = Kind("PAY-07", "A payment has no date", "warning")
DISCOUNT = Kind("PAY-09", "A discount is more than the whole price")
CAP = Kind("PAY-12", "A cap limits nothing")
CARRY_OVER = Kind("PAY-46", "Nothing can be carried over")
BOUNDS = Kind("PAY-13", "The bounds of a proposed price are the wrong way round")
FULL_PRICE = Kind("PAY-30", "A full price has no amount")
NO_BUDGET = Kind("PAY-18", "A share of a budget is paid, but there is no budget")
OF_COST = Kind("PAY-25", "A share of actual cost is paid with federal money")


def _open_ended(spec: Spec, key: str, rate: Rate) -> str:
    """Return why a line has no maximum, or nothing."""
    caps = spec.payment.caps
    counted = [spec.outcomes[o].measure.counted_by for o in outcomes_named(key, rate) if o in spec.outcomes]
    capped = rate.at_most_each is not None or (caps is not None and caps.participant is not None)
    if _by_amount(rate) and not ("participant" in counted and capped):
        units = "units as there are" if rate.per_unit is not None else "dollars as are measured"
        return f"it pays for as many {units}"
    if rate.group_result is not None and is_unbounded(rate.group_result):
        return "its line goes on rising beyond the last point"
    if rate.share_of is not None and rate.share_of.savings is not None:
        return "savings may be of any size"
    if rate.share_of is not None and rate.share_of.actual_cost is not None:
        return "" if fixed_budget(spec, rate.share_of) else "actual cost may be of any size"
    return ""


def _by_amount(rate: Rate) -> bool:
    """Tell whether a line pays for units or dollars, of which there may be any number."""
    return shape(rate) in {"per_unit", "own_amount"}


def without_limit(spec: Spec) -> dict[str, str]:
    """Return the lines that only the not-to-exceed amount limits, each with the reason."""
    rates = spec.payment.rates
    chooser = chosen_by(rates)
    found = {}
    for key, rate in rates.items():
        payer = rates[chooser[key]] if key in chooser else rate
        bounded = rate.at_most is not None or payer.at_most is not None
        if not bounded and (why := _open_ended(spec, key, rate)):
            found[key] = why
    return found


def only_capped_by_participant(spec: Spec) -> bool:
    """Tell whether a line that pays for any number of units has its limit in the cap for each participant."""
    caps = spec.payment.caps
    return (
        caps is not None
        and caps.participant is not None
        and any(
            _by_amount(rate) and rate.at_most is None and rate.at_most_each is None
            for rate in spec.payment.rates.values()
        )
    )


@rule(UNBOUNDED, *MONEY, source=LANGUAGE)
def lines_have_a_maximum(spec: Spec) -> Iterator[Problem]:
    """A line that may pay any amount has a limit of its own."""
    for key, why in without_limit(spec).items():
        by_unit = _by_amount(spec.payment.rates[key])
        yield UNBOUNDED.problem(
            f"Only the not-to-exceed amount limits what the line {key} can pay: {why}.",
            path=at(key),
            found="no at_most and no cap per participant" if by_unit else "no at_most",
            expected="a limit in dollars",
            hint="Add at_most to the line, or a cap per participant."
            if by_unit
            else "Add at_most to the line.",
        )


@rule(FULL_PRICE, *MONEY, source=LANGUAGE)
def full_prices_have_an_amount(spec: Spec) -> Iterator[Problem]:
    """Where a default is paid at the full price, each line says what that is."""
    default = spec.payment.if_district_defaults
    for key, why in without_limit(spec).items() if default and default.effect == "full_price" else ():
        yield FULL_PRICE.problem(
            f"A district default is paid at the full price, but the line {key} has none: {why}.",
            path=at(key),
            found="full_price and no limit of the line's own",
            expected="at_most, which is the full price of such a line, or another effect",
            hint="Add at_most to the line, or write effect: deemed_met.",
        )


@rule(NO_BUDGET, *MONEY, source=LANGUAGE)
def budget_stated(spec: Spec) -> Iterator[Problem]:
    """A share of the budget has a fixed budget to be taken from."""
    for key, rate in spec.payment.rates.items():
        share = rate.share_of
        if share is not None and share.budget is not None and fixed_budget(spec, share) is None:
            yield NO_BUDGET.problem(
                f"The line {key} pays {share.budget.exact} of the budget, but no budget is stated.",
                path=at(key, "share_of", "budget"),
                found="no payment.base.reimbursed.budget",
                expected="a fixed budget in dollars",
                hint="Add of: $1,500,000 under share_of, or reimburse the base up to a budget.",
            )


@rule(OF_COST, *MONEY, source="2 CFR 200.324(c)")
def no_share_of_cost(spec: Spec) -> Iterator[Problem]:
    """Cost plus a percentage of cost is prohibited with federal money: 2 CFR 200.324(c)."""
    sources = spec.funding.sources.values()
    names = listed([source.name for source in sources if source.federal and "rates" in source.pays])
    for key, rate in spec.payment.rates.items():
        if names and rate.share_of is not None and rate.share_of.actual_cost is not None:
            yield OF_COST.problem(
                f"The line {key} pays a share of actual cost with federal money ({names}).",
                path=at(key, "share_of", "actual_cost"),
                found=f"{rate.share_of.actual_cost.exact} of actual cost",
                expected="no percentage of cost: 2 CFR 200.324(c) prohibits it",
                hint="Pay a share of a fixed budget instead: share_of: {budget: 9%}.",
            )


def _undated(spec: Spec, rate: Rate) -> bool:
    """Tell whether a line has a payment without a date."""
    years = rate.by_year.values()
    if rate.due is not None:
        return False
    return (
        not years or bool(spec.cohorts) or any(not isinstance(y, YearPrice) or y.due is None for y in years)
    )


@rule(NO_DATE, *MONEY, source=LANGUAGE)
def lines_have_a_date(spec: Spec) -> Iterator[Problem]:
    """Each line that pays by itself says when its payment is due."""
    chosen = chosen_by(spec.payment.rates)
    for key, rate in spec.payment.rates.items():
        if key not in chosen and _undated(spec, rate):
            yield NO_DATE.problem(
                f"The line {key} does not say when its payment is due.",
                path=at(key),
                found="no due" if not rate.by_year else "no due for every year",
                expected="a date by which the results are verified",
                hint="Add due: 2028-07-31.",
            )


@rule(DISCOUNT, *MONEY, source=LANGUAGE)
def discount_within_price(spec: Spec) -> Iterator[Problem]:
    """A bidder takes off less than the whole price."""
    discount = spec.payment.discount
    if discount.value >= 1:
        yield DISCOUNT.problem(
            f"A discount of {discount.exact} leaves nothing of the rates.",
            path=("payment", "discount"),
            found=discount.exact,
            expected="less than 100%",
            hint="Write what is taken off the published rates, such as 5%.",
        )


@rule(OVER_WHOLE, *MONEY, source=LANGUAGE)
def retainage_within_payment(spec: Spec) -> Iterator[Problem]:
    """Less than the whole of a payment is held back."""
    invoicing = spec.payment.invoicing
    if invoicing is not None and invoicing.retainage.value >= 1:
        yield OVER_WHOLE.problem(
            f"Retainage of {invoicing.retainage.exact} holds back everything.",
            path=("payment", "invoicing", "retainage"),
            found=invoicing.retainage.exact,
            expected="less than 100%",
            hint="Write the share that is held back, such as 5%.",
        )


def _caps(spec: Spec) -> Iterator[tuple[Path, str, Money, bool]]:
    """Yield each cap: its path, what it covers, its amount, and whether any line pays for that."""
    caps, rates = spec.payment.caps, spec.payment.rates
    if caps is None:
        return
    paid = {outcome for key, rate in rates.items() for outcome in outcomes_named(key, rate)}
    years = {year for rate in rates.values() for year in rate.by_year}
    years |= {year_of(spec), *(year_of(spec, cohort) for cohort in spec.cohorts)}
    path = ("payment", "caps")
    if caps.participant is not None:
        yield (*path, "participant"), "a participant", caps.participant, True
    for name, amount in caps.outcome.items():
        yield (*path, "outcome", name), f"the outcome {name}", amount, name in paid
    for name, amount in caps.cohort.items():
        yield (*path, "cohort", name), f"the cohort {name}", amount, True
    for name, amount in caps.year.items():
        yield (*path, "year", name), f"the year {name}", amount, name in years
    if caps.total is not None:
        yield (*path, "total"), "all lines", caps.total, True


@rule(CAP, *MONEY, source=LANGUAGE)
def caps_limit_something(spec: Spec) -> Iterator[Problem]:
    """A cap is more than nothing and covers a line that pays."""
    for path, what, amount, covered in _caps(spec):
        if not amount:
            yield CAP.problem(
                f"The cap for {what} is $0, so nothing would ever be paid for it.",
                path=path,
                found="$0",
                expected="an amount of money",
                hint="Remove the cap, or remove the lines it covers.",
            )
        elif not covered:
            yield CAP.problem(
                f"There is a cap for {what}, but no line pays for it.",
                path=path,
                found=str(amount),
                expected="a line of the rate card that the cap covers",
                hint="Remove the cap, or correct its name.",
            )


@rule(CARRY_OVER, *MONEY, source=LANGUAGE)
def carry_over_has_a_later_year(spec: Spec) -> Iterator[Problem]:
    """What a cap for a year takes off can be carried over into another year that has a cap."""
    caps = spec.payment.caps
    if caps is not None and caps.carry_over and len(caps.year) < 2:
        stated = listed(list(caps.year))
        yield CARRY_OVER.problem(
            "What the cap for a year takes off is carried over, but no later year has a cap.",
            path=("payment", "caps", "carry_over"),
            found=f"a cap for {stated} only" if stated else "no cap for a year",
            expected="caps for two years or more",
            hint="Add a cap for the next year under payment.caps.year, or remove carry_over.",
        )


def _proposed(spec: Spec) -> Iterator[tuple[Path, Proposed]]:
    """Yield each price that bidders propose, with its path."""
    base = spec.payment.base
    kinds = ("per_participant", "fixed", "per_unit")
    prices: list[tuple[Path, Money | Proposed | None]] = [
        (("payment", "base", kind), getattr(base, kind, None)) for kind in kinds
    ]
    for key, rate in spec.payment.rates.items():
        shape = "per_unit" if rate.per_participant is None else "per_participant"
        prices.append((at(key, shape), flat_price(rate)))
        prices += [(at(key, "by_year", year), price) for year, price in prices_by_year(rate).items()]
    yield from ((path, price) for path, price in prices if isinstance(price, Proposed))


@rule(BOUNDS, *MONEY, source=LANGUAGE)
def bounds_in_order(spec: Spec) -> Iterator[Problem]:
    """The floor of a proposed price is not above its ceiling."""
    for path, price in _proposed(spec):
        if price.at_least is not None and price.at_least > price.at_most:
            yield BOUNDS.problem(
                f"Bidders cannot propose at least {price.at_least} and at most {price.at_most}.",
                path=(*path, "at_least"),
                found=listed([f"at_least {price.at_least}", f"at_most {price.at_most}"]),
                expected="at_least not above at_most",
                hint="Exchange the two amounts, or correct one of them.",
            )


ALWAYS = (
    lines_have_a_maximum,
    full_prices_have_an_amount,
    budget_stated,
    no_share_of_cost,
    lines_have_a_date,
    discount_within_price,
    retainage_within_payment,
    caps_limit_something,
    carry_over_has_a_later_year,
    bounds_in_order,
)
