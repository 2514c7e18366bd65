"""What every kind of base funding has: what it comes to, how it is worded, and its installments."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from obcgen.money import ZERO, Money, allocate
from obcgen.words import capital, in_words

if TYPE_CHECKING:
    from datetime import date

    from obcgen.deal.facts import Facts
    from obcgen.problems import Path
    from obcgen.spec import Proposed
    from obcgen.spec.payment import Installment

PAID = "As Base Funding, whatever the results, the District shall"
"""How the sentence of the contract begins."""


@dataclass(frozen=True, slots=True)
class BasePart:
    """One payment of the base: its id in the schedule, and what of it is held back until later."""

    id: str
    name: str
    due: date | None
    condition: str
    amount: Money
    retained: Money = ZERO

    def falls_due_by(self, day: date | None) -> bool:
        """Tell whether it falls due by a day; None means that every day has come."""
        return day is None or (self.due is not None and self.due <= day)


@dataclass(frozen=True, kw_only=True, eq=False)
class BaseFunding(ABC):
    """Base funding; `keys` are those of the spec that set its price."""

    due: date | None
    when: str | None
    installments: Mapping[str, Installment]
    keys: tuple[str, ...]

    by_delivery: ClassVar[bool] = False
    """Whether it pays only for what was delivered: then neither days nor Services missed reduce it."""

    @property
    @abstractmethod
    def most(self) -> Money:
        """The most that it comes to."""

    @abstractmethod
    def amount(self, facts: Facts) -> Money:
        """Return what it comes to over given facts."""

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The sentence of the contract that says what it is."""

    @property
    def in_brief(self) -> str:
        """The same without the words of a contract: `the district is to pay …`."""
        said = self.sentence.removeprefix(PAID).replace("Participant", "participant")
        return f"the district is to{said.replace('Provider', 'provider')}"

    @property
    @abstractmethod
    def formula(self) -> str:
        """What is multiplied by what."""

    @abstractmethod
    def arithmetic(self, facts: Facts) -> str:
        """Return in one sentence how the amount comes about."""

    @property
    def price(self) -> Money | Proposed | None:
        """The one price, where it has one."""
        return None

    @property
    def multiplied(self) -> tuple[int, str]:
        """How many the price is multiplied by at most, and what they are called; once where empty."""
        return 1, ""

    def product(self, facts: Facts) -> tuple[int, Money] | None:
        """Return how many the price is multiplied by, and the price; None where it is no such product."""
        del facts
        return None

    def counted_in(self, *, settled: bool) -> tuple[Path, bool] | None:
        """Return where the number is stated by which it is multiplied, and whether among the results.

        `settled` says that there are results. An empty path means the most participants that there can be.
        """
        del settled
        return None

    def stated_at(self, part: str) -> Path:
        """Return where the spec states an installment."""
        return ("payment", "base", "installments", part)

    def parts(self, amount: Money) -> tuple[BasePart, ...]:
        """Return the parts in which an amount of base funding is paid, before anything is held back."""
        if not self.installments:
            return (BasePart("base", "Base funding", self.due, capital(self.when or ""), amount),)
        return tuple(
            BasePart(
                f"base.{key}",
                part.name or f"{in_words(key)} installment",
                part.due,
                capital(part.when or ""),
                share,
            )
            for (key, part), share in zip(self.installments.items(), self._divided(amount), strict=True)
        )

    def _divided(self, amount: Money) -> tuple[Money, ...]:
        """Return what of an amount each installment pays: its share."""
        return allocate(amount, [part.share.value for part in self.installments.values()])
