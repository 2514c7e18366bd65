"""Base funding for the service as a whole: one amount, units bought, or costs paid back up to a budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from obcgen.deal.base_funding.base_funding import PAID, BaseFunding
from obcgen.deal.prices import ceiling, in_full
from obcgen.money import Money, filled
from obcgen.words import listed, plural

if TYPE_CHECKING:
    from obcgen.deal.facts import Facts
    from obcgen.problems import Path
    from obcgen.spec import Proposed


@dataclass(frozen=True, kw_only=True, eq=False)
class Reimbursed(BaseFunding):
    """Costs paid back as they arise, up to a fixed budget.

    Costs fill the installments in their order, each up to its share of the budget: those due so far pay the
    costs so far together, and no more than their shares.
    """

    budget: Money
    costs: str
    by_delivery: ClassVar[bool] = True

    @property
    def most(self) -> Money:
        """The budget."""
        return self.budget

    def amount(self, facts: Facts) -> Money:
        """Return the costs, at most the budget; costs that are not known count at the budget."""
        known = (facts.costs, facts.budget, self.budget)
        return min(self.budget, next(amount for amount in known if amount is not None))

    @property
    def sentence(self) -> str:
        """What is reimbursed."""
        return f"{PAID} reimburse the Provider's {self.costs} up to a fixed budget of {self.budget}."

    @property
    def formula(self) -> str:
        """Costs."""
        return "costs, at most the budget"

    def arithmetic(self, facts: Facts) -> str:
        """Return the costs beside the budget."""
        due = self.amount(facts).exact
        return f"The base is the costs so far, at most the budget of {self.budget.exact}: {due}."

    def counted_in(self, *, settled: bool) -> tuple[Path, bool] | None:
        """Return where the costs are stated."""
        return (("amounts",), True) if settled else None

    def _divided(self, amount: Money) -> tuple[Money, ...]:
        """Return what of the costs each installment pays: what earlier ones left, at most its share."""
        return filled(amount, super()._divided(self.budget))


@dataclass(frozen=True, kw_only=True, eq=False)
class Fixed(BaseFunding):
    """One amount for the whole program."""

    fixed: Money | Proposed

    @property
    def price(self) -> Money | Proposed:
        """The amount."""
        return self.fixed

    @property
    def most(self) -> Money:
        """The amount; one that bidders propose counts at its ceiling."""
        return ceiling(self.fixed)

    def amount(self, facts: Facts) -> Money:
        """Return the amount."""
        del facts
        return self.most

    @property
    def sentence(self) -> str:
        """The amount."""
        return f"{PAID} pay {in_full(self.fixed)} for the whole Program."

    @property
    def formula(self) -> str:
        """Nothing is multiplied."""
        return "one fixed amount"

    def arithmetic(self, facts: Facts) -> str:
        """Return the amount."""
        return f"The base is one fixed amount, {self.amount(facts).exact}."


@dataclass(frozen=True, kw_only=True, eq=False)
class ByYear(Fixed):
    """One amount for each year; those of the years `indexed` are the most that the index lets them be."""

    amounts: Mapping[str, Money]
    indexed: frozenset[str]

    @property
    def sentence(self) -> str:
        """The amount of each year."""
        return f"{PAID} pay {listed([self._in(year, str(each)) for year, each in self.amounts.items()])}."

    def _in(self, year: str, amount: str) -> str:
        most = f"the indexed amount (at most {amount})" if year in self.indexed else amount
        return f"{most} in {year}"

    @property
    def formula(self) -> str:
        """The sum of the years."""
        return "the sum of the amounts by year"

    def arithmetic(self, facts: Facts) -> str:
        """Return the sum."""
        terms = " + ".join(each.exact for each in self.amounts.values())
        return f"The base is {terms} = {self.amount(facts).exact}, one amount for each year."

    def stated_at(self, part: str) -> Path:
        """Return where the spec states a year."""
        return ("payment", "base", "by_year", part)


@dataclass(frozen=True, kw_only=True, eq=False)
class PerUnit(BaseFunding):
    """A price for each unit bought, such as a license."""

    each: Money | Proposed
    unit: str
    units: int

    @property
    def price(self) -> Money | Proposed:
        """The price of one unit."""
        return self.each

    @property
    def most(self) -> Money:
        """The price of all units."""
        return ceiling(self.each) * self.units

    def amount(self, facts: Facts) -> Money:
        """Return the price of the units bought."""
        return ceiling(self.each) * self._bought(facts)

    def _bought(self, facts: Facts) -> int:
        return facts.units if facts.units is not None else self.units

    @property
    def sentence(self) -> str:
        """The price and the number of units."""
        price = f"{in_full(self.each)} for each {self.unit}"
        bought = f"{self.units:,} {plural(self.unit, self.units)}"
        return f"{PAID} pay {price}, which is at most {self.most} for {bought}."

    @property
    def formula(self) -> str:
        """Price times units."""
        return f"price x {self.unit}s bought"

    def arithmetic(self, facts: Facts) -> str:
        """Return units times price."""
        count, price = self.product(facts)
        return f"The base is {count:,} {self.unit} times {price.exact}, which is {self.amount(facts).exact}."

    @property
    def multiplied(self) -> tuple[int, str]:
        """The units."""
        return self.units, f"Base: number of each {self.unit}"

    def product(self, facts: Facts) -> tuple[int, Money]:
        """Return units and price."""
        return self._bought(facts), ceiling(self.each)

    def counted_in(self, *, settled: bool) -> tuple[Path, bool] | None:
        """Return where the units bought are stated."""
        return (("units",), True) if settled else None
