"""What a line of the rate card states, whatever the results are: its terms, its levels, and its words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.deal.counting import ONE
from obcgen.deal.earned import Item
from obcgen.figures import TIMES, as_factor, level_text, number, number_text, quantity
from obcgen.money import Share
from obcgen.spec.dates import day_words
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from obcgen.deal.facts import Facts
    from obcgen.deal.paid_for import PaidFor
    from obcgen.money import Money
    from obcgen.spec.rates import Deduction
    from obcgen.spec.scalars import Proposed


@dataclass(frozen=True, kw_only=True, eq=False)
class Stated(ABC):
    """One line of the rate card.

    `chooser` is the line that pays the best of this one and others, by id and name, both empty where this one
    pays by itself. `most_each` is the cap for one participant, `not_to_exceed` that of the contract.
    `years` are those by which the price goes where no cohort says when results count; `apart` says that
    there are several amounts, one for each cohort or year. `stated` are the keys that the spec has for it.
    """

    id: str
    name: str
    paid_for: PaidFor
    by_participant: bool
    """Whether it pays for each participant; otherwise it pays once for all of them."""
    factor: Share | None
    discount: Share
    at_most: Money | None
    at_most_each: Money | None
    deduction: Deduction | None
    condition: str
    due: date | None
    interim: tuple[date, ...]
    """Days before that on which results verified by then are paid already, in order."""
    chooser: tuple[str, str]
    most_each: Money | None
    not_to_exceed: Money
    years: frozenset[str]
    cohorts: bool
    stated: tuple[str, ...]

    # What a way to pay says of itself

    @property
    @abstractmethod
    def amount_sentence(self) -> str:
        """What is paid, after `The District shall pay`."""

    @property
    @abstractmethod
    def price(self) -> str:
        """The price in a few words: `$500 per participant`."""

    @property
    @abstractmethod
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The kind of price, for which each language has words, and what fills the blanks in them."""

    @property
    def in_shares(self) -> bool:
        """Whether the levels of the line are shares, so that a result in percent is one of them."""
        return False

    @property
    def levels(self) -> tuple[Share | Decimal, ...]:
        """The results at which it turns, as the spec writes them; none for a flat price."""
        return ()

    @property
    def ladder(self) -> tuple[Fraction, ...]:
        """The same as numbers: 50 % is a half."""
        return tuple(number(level) for level in self.levels)

    @property
    def on_scale(self) -> tuple[Fraction, ...]:
        """The same on the scale of the measure, where a share is a number of per cent."""
        return tuple(level * 100 for level in self.ladder) if self.in_shares else self.ladder

    @property
    def is_straight(self) -> bool:
        """Whether what it pays rises along a straight line from one result to the next."""
        return False

    def turns(self) -> tuple[Fraction, ...]:
        """Return every result on the scale of the measure at which what it pays changes."""
        return self.on_scale

    @property
    def begins_at(self) -> Fraction | None:
        """The lowest measured result for which it pays, on the scale; None where reaching decides."""
        return None

    @property
    def needs_values(self) -> bool:
        """Whether it needs what each participant measured, and not only who reached the outcome."""
        return self.by_participant and self.deduction is not None

    @property
    def counts_units(self) -> bool:
        """Whether what it pays for is a number of units."""
        return False

    @property
    def unit(self) -> str:
        """What its quantity counts."""
        return "participants" if self.by_participant else "result of the group"

    @property
    def proposed(self) -> Proposed | None:
        """The price that bidders propose."""
        return None

    def due_in(self, year: str) -> date | None:  # noqa: ARG002 - where prices go by year, dates may too
        """Return when the line's payment for a year is due."""
        return self.due

    def due_once_verified(self, year: str, verified: date | None) -> date | None:
        """Return when the payment of results verified on a day is due; without a day, of final ones."""
        open_days = [day for day in self.interim if verified is not None and verified <= day]
        return open_days[0] if open_days else self.due_in(year)

    @property
    def first_due(self) -> date | None:
        """The first day on which anything is due."""
        return self.interim[0] if self.interim else self.due

    @property
    def by_year(self) -> bool:
        """Whether the price goes by year."""
        return False

    # What all lines have in common

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the line pays for, those of the lines it chooses from included."""
        return self.paid_for.ids

    @property
    def asked(self) -> tuple[str, ...]:
        """The outcomes whose results it needs: those that it pays for, and those that must be reached too."""
        return self.paid_for.asked

    @property
    def chosen(self) -> bool:
        """Whether another line pays the best of this one and others."""
        return bool(self.chooser[0])

    @cached_property
    def reduction(self) -> Fraction:
        """What the line's factor and the bidder's discount leave of its price."""
        return (self.factor.value if self.factor else ONE) * (1 - self.discount.value)

    @property
    def own_limit(self) -> Fraction:
        """The line's ceiling in cents; without one only the not-to-exceed amount limits it."""
        limit = self.at_most if self.at_most is not None else self.not_to_exceed
        return Fraction(limit.cents)

    @property
    def limit_each(self) -> Fraction | None:
        """The most for one participant in cents, by the line itself or by the cap; None without either."""
        limits = [limit for limit in (self.at_most_each, self.most_each) if limit is not None]
        return Fraction(min(limits).cents) if limits else None

    @property
    def never_negative(self) -> bool:
        """Whether it never comes to less than nothing: what deductions go beyond is not given back."""
        return self.deduction is None or not self.deduction.gives_back

    @property
    def pays_unreached(self) -> bool:
        """Whether it pays for a measured result that does not reach its outcome."""
        if self.begins_at is None or self.paid_for.joined != "outcome" or self.gated_by_itself:
            return False
        measure = self.paid_for.only.measure
        if measure.at_most is not None:
            return True
        stated = measure.at_least
        hardest = max(stated.values(), default=None) if isinstance(stated, dict) else stated
        return hardest is not None and self.begins_at < hardest

    @property
    def gated_by_itself(self) -> bool:
        """Whether the outcome that it pays for must be reached before anything is paid."""
        return not self.paid_for.gates.keys().isdisjoint(self.paid_for.outcomes)

    @property
    def net(self) -> str:
        """What an amount that the line comes to is free of."""
        parts = ["factor"] * (self.factor is not None) + ["discount"] * bool(self.discount.value)
        return f", after the {' and the '.join(parts)}," if parts else ""

    # In words

    @cached_property
    def sentence(self) -> str:
        """The sentence that says what the line pays, the same in every document that prints it."""
        payer = f"The line “{self.chooser[1]}” counts" if self.chosen else "The District shall pay"
        factor = f"{self.factor.exact} of {'a price of ' if self.by_year else ''}" if self.factor else ""
        return f"{payer} {factor}{self.amount_sentence}{self._limits}.{self._interim}"

    @property
    def _interim(self) -> str:
        """What is paid before the last day, as a sentence of its own."""
        if not self.interim:
            return ""
        days = listed([day_words(day) for day in self.interim])
        each = "each of these days" if len(self.interim) > 1 else "this day"
        earned = "what results verified by then have earned, less what was paid before, falls due"
        return f" On {each} {earned}: {days}."

    @cached_property
    def price_text(self) -> str:
        """The price in a few words, what the factor leaves of it included."""
        quality = self.paid_for.quality
        times = f", times “{quality.outcome.name}”" if quality is not None else ""
        return (f"{self.factor.exact} of " if self.factor else "") + self.price + times

    @property
    def _limits(self) -> str:
        """What follows the amount: deduction, ceiling and condition."""
        words = ", whether or not the Outcome is reached" if self.pays_unreached else ""
        words += self.paid_for.quality.words if self.paid_for.quality is not None else ""
        if self.deduction is not None:
            words += f", less {self._taken_off}{self._floor}"
        most = [f"{self.at_most_each} for any one Participant{' in a year' if self.years else ''}"]
        most = (most if self.at_most_each else []) + (
            [f"{self.at_most} in all"] if self.at_most is not None else []
        )
        words += f", but no more than {' and '.join(most)}" if most else ""
        provided = [each for each in (self.paid_for.gate, self.condition) if each]
        return words + (f", provided that {' and that '.join(provided)}" if provided else "")

    @property
    def _taken_off(self) -> str:
        """What is deducted, and for what."""
        deduction = self.deduction
        if deduction is None:
            return ""
        below = f"result is below {level_text(deduction.below)}"
        whose = f"for each Participant whose {below}" if self.by_participant else f"if the {below}"
        if deduction.for_each is None:
            return f"{deduction.pay} {whose}"
        whose = f"a Participant's {below}" if self.by_participant else f"the {below}"
        apart = " for one Participant" if self.by_participant else ""
        most = f" (no more than {deduction.at_most}{apart})" if deduction.at_most is not None else ""
        return f"{deduction.pay} for each full {deduction.for_each} by which {whose}{most}"

    @property
    def _floor(self) -> str:
        """What follows where deductions come to more than is earned."""
        if not self.never_negative:
            return ", and where that is less than zero the Provider shall give back the difference"
        part = " for a cohort" if self.cohorts else " for a year"
        apart = self.by_participant and (self.cohorts or self.by_year)
        return f", but never less than zero{part if apart else ''}"

    @property
    def conditions(self) -> str:
        """What the line requires: `at least 36 hours of dosage`, or nothing."""
        dosage = self.paid_for.dosage
        required = [f"at least {dosage} of dosage"] if dosage else []
        return "; ".join([*required, *(each for each in (self.paid_for.gate, self.condition) if each)])

    @property
    def waits_for(self) -> str:
        """What the payment of the line waits for, as a table prints it."""
        days = listed([day_words(day) for day in self.interim])
        part = [f"part of it on {days}, as far as earned by then"] if days else []
        return "; ".join(["Results verified", *part, *([self.conditions] if self.conditions else [])])

    @property
    def reduced(self) -> str:
        """What the line's factor and the discount take off, as the end of a product."""
        factor = f"{TIMES}{self.factor.exact}" if self.factor else ""
        return f"{factor}{TIMES}(100% - {self.discount.exact})" if self.discount.value else factor

    def term(self, item: Item, level: Fraction, facts: Facts) -> str:
        """Return how an item comes about: a count times a price, or what an amount paid once is made of.

        `level` is the result on which the line pays.
        """
        if item.each < 0:
            return f"{quantity(item.quantity)}{TIMES}{as_factor(-item.each)}"
        price = item.each / (self.factor.value if self.factor else 1) / (1 - self.discount.value)
        return self.price_term(price, item.quantity, level, facts) + self.reduced

    def price_term(self, price: Fraction, count: Fraction, level: Fraction, facts: Facts) -> str:  # noqa: ARG002
        """Return a price, in cents and before reductions, with what it is multiplied by."""
        return f"{quantity(count)}{TIMES}{as_factor(price)}"

    def result_text(self, result: Fraction) -> str:
        """Return the result on which a line was paid once, as people read it: `reached`, `62.5%`, `3.5`."""
        measured = self.paid_for.outcomes and self.paid_for.by_group and not self.in_shares
        return number_text(result) if measured else str(Share(result))
