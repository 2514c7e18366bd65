"""The price of a line, as a short text for a table and as the opening words of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import Money
from obcgen.payment.maximum import most_of_group
from obcgen.payment.names import listed, quoted, rate_name
from obcgen.payment.subjects import flat_price, shape
from obcgen.spec.rates import Rate, Tiers, YearPrice
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.rates import ShareOf


def in_short(price: Money | Proposed) -> str:
    """Return a price in a few signs: `$500`, `proposed, $300 to $500`."""
    if not isinstance(price, Proposed):
        return str(price)
    return (
        f"proposed, {price.at_least} to {price.at_most}"
        if price.at_least
        else f"proposed, up to {price.at_most}"
    )


def in_full(price: Money | Proposed) -> str:
    """Return a price as a sentence names it."""
    if not isinstance(price, Proposed):
        return str(price)
    floor = f"at least {price.at_least} and " if price.at_least else ""
    return f"the price that the Offeror proposes ({floor}at most {price.at_most})"


def prices_by_year(rate: Rate) -> dict[str, Money | Proposed]:
    """Return the price of each year listed."""
    return {
        year: listed_price.pay if isinstance(listed_price, YearPrice) else listed_price
        for year, listed_price in rate.by_year.items()
    }


def flat_in_full(spec: Spec, rate: Rate) -> str:
    """Return the flat price of a line, year by year where it changes, as a sentence names it."""
    by_year = [f"{in_full(price)} in {year}" for year, price in prices_by_year(rate).items()]
    flat = flat_price(rate)
    if not by_year:
        return in_full(flat) if flat is not None else ""
    if spec.cohorts and flat is not None:
        by_year.append(f"{in_full(flat)} in any other year")
    return listed(by_year)


def flat_in_short(rate: Rate) -> str:
    """Return the flat price of a line in a few signs."""
    by_year = [f"{in_short(price)} ({year})" for year, price in prices_by_year(rate).items()]
    flat = flat_price(rate)
    return ", ".join(by_year) or (in_short(flat) if flat is not None else "")


def proposed_price(rate: Rate) -> Proposed | None:
    """Return the price that bidders propose: the flat one, or the first by year."""
    prices = [flat_price(rate), *prices_by_year(rate).values()]
    return next((price for price in prices if isinstance(price, Proposed)), None)


def _tiers_in_short(tiers: Tiers) -> str:
    pays = [tier.pay for tier in tiers.tiers]
    if tiers.combine == "cumulative":
        return f"{' + '.join(map(str, pays))} per participant"
    return f"{min(pays)} to {max(pays)} per participant" if len(pays) > 1 else f"{pays[0]} per participant"


def _share_in_short(share_of: ShareOf) -> str:
    if share_of.savings is not None:
        return f"{share_of.savings.exact} of savings"
    if share_of.actual_cost is not None:
        return f"{share_of.actual_cost.exact} of actual cost"
    return f"{share_of.budget.exact} of the budget" if share_of.budget is not None else ""


def _shape_in_short(spec: Spec, rate: Rate) -> str:
    kind = shape(rate)
    if kind == "best_of":
        return f"best of {quoted([rate_name(spec, line) for line in rate.best_of or ()])}"
    if isinstance(rate.per_participant, Tiers):
        return _tiers_in_short(rate.per_participant)
    if rate.group_result is not None:
        return f"up to {Money(1).times(most_of_group(rate.group_result))}"
    if rate.share_of is not None:
        return _share_in_short(rate.share_of)
    unit = rate.unit or "unit" if kind == "per_unit" else "participant"
    return f"{flat_in_short(rate)} per {unit}"


def price_text(spec: Spec, key: str) -> str:
    """Return the price of a line in a few words: `$500 per participant`."""
    rate = spec.payment.rates[key]
    factor = f"{rate.factor.exact} of " if rate.factor else ""
    return factor + _shape_in_short(spec, rate)
