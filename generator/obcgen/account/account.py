"""What an account holds: entries, lines and base funding, and the limits that cut them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.counting import NIL
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from datetime import date

    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.earned import Item
    from obcgen.deal.facts import Ledger
    from obcgen.deal.limits import AppliedLimit, CarriedOver, Limit


@dataclass(frozen=True, slots=True)
class Cut:
    """What one limit took off one entry."""

    limit: Limit
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line pays for one cohort in one year.

    `size` is the number of participants whom it may count, 0 where it pays once for all; `counted` of them
    count, and for `paid` of them, or of their units, it pays. `level` is the share who reached it, or the
    result that sets an amount paid once. `earned` is rounded once and before any limit, `before` is what the
    line's own ceiling leaves, `amount` what every cap leaves, and `added` the part of `amount` that a
    district default adds. `cuts` are the limits that took something off `earned`, in their order; what they
    leave is `amount` without `added`. `gained` is what a district default adds before any limit, and
    `gain_cuts` what limits took off that.
    """

    line: str
    outcomes: tuple[str, ...]
    cohort: str
    group: str
    year: str
    due: date | None
    size: int
    counted: int
    paid: Fraction
    level: Fraction
    items: tuple[Item, ...]
    earned: Money = ZERO
    before: Money = ZERO
    amount: Money = ZERO
    added: Money = ZERO
    cuts: tuple[Cut, ...] = ()
    gained: Money = ZERO
    gain_cuts: tuple[Cut, ...] = ()
    carried: tuple[CarriedOver, ...] = ()
    """What of `amount` later years pay, because the cap for its own leaves no room."""
    why_not: str = ""
    """Why the result of a line that pays once does not count: missing, behind a gate, a condition unmet."""

    @property
    def dated(self) -> tuple[tuple[date | None, Money], ...]:
        """The amount by the days on which parts of it fall due."""
        later = total(each.amount for each in self.carried)
        return ((self.due, self.amount - later), *((each.due, each.amount) for each in self.carried))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLine:
    """One line of the rate card, settled.

    `quantity` is the number of participants or units paid for, or the result that sets an amount paid once,
    a share of 62.5 % being 5/8; `result` is the result that a line paid once for all had, None elsewhere.
    `paid` was paid before; `disputed` says that all of it is under dispute, `open` that there are no results
    yet, so that nothing is settled.
    """

    id: str
    name: str
    price: str
    unit: str
    quantity: Fraction
    result: Fraction | None
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    paid: Money
    disputed: bool
    open: bool

    @property
    def counted(self) -> int:
        """How many participants count."""
        return sum(entry.counted for entry in self.entries)

    @property
    def why_not(self) -> str:
        """Why its result does not count, where it pays once."""
        return self.entries[0].why_not if self.entries else ""

    @property
    def earned(self) -> Money:
        """What its results come to before every limit."""
        return total(entry.earned for entry in self.entries)

    @property
    def before(self) -> Money:
        """What its own ceiling leaves, before every cap."""
        return total(entry.before for entry in self.entries)

    @property
    def amount(self) -> Money:
        """What it pays after every limit, what a district default adds included."""
        return total(entry.amount for entry in self.entries)

    @property
    def added(self) -> Money:
        """The part that a district default adds."""
        return total(entry.added for entry in self.entries)

    @property
    def exact(self) -> Fraction:
        """What its items come to, in exact cents."""
        return sum((item.amount for item in self.items), NIL)

    @property
    def due(self) -> Money:
        """What is due, or owed back where negative, after what was paid before."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True)
class Due:
    """A payment, or what of it has a date of its own.

    `payment` is its id in the schedule. It can be demanded from `on`, which lies in the fiscal year `year`;
    without a date it can be as soon as it is settled. What is held back is not part of `settled`. Of what is
    due, `disputed` waits for a dispute and `later` for the date.
    """

    payment: str
    name: str
    on: date | None
    year: str
    settled: Money
    paid: Money
    disputed: Money = ZERO
    later: Money = ZERO

    @property
    def due(self) -> Money:
        """What is due after what was paid before; negative where it goes back."""
        return self.settled - self.paid

    @property
    def payable(self) -> Money:
        """What is payable now."""
        return self.due - self.disputed - self.later


@dataclass(frozen=True, slots=True)
class Account:
    """What is due over given facts: base, each line, the limits that applied, and what was paid before.

    `dues` are the same amounts by payment and date.
    """

    base_parts: tuple[BasePart, ...]
    lines: tuple[SettledLine, ...]
    entries: tuple[Entry, ...]
    limits: tuple[AppliedLimit, ...]
    ledger: Ledger
    dues: tuple[Due, ...]
    not_delivered: Money = ZERO
    """What base funding is reduced by because Services were not delivered."""

    def line(self, key: str) -> SettledLine:
        """Return a line that pays by itself."""
        return next(line for line in self.lines if line.id == key)

    @property
    def cutting(self) -> list[AppliedLimit]:
        """The limits that cut or put off, the ceilings of single lines apart."""
        return [limit for limit in self.limits if limit.acted and limit.scope != "line"]

    @property
    def paid(self) -> Money:
        """What was paid before, what was given back taken off."""
        return total(self.ledger.paid.values())

    @property
    def interest(self) -> Money:
        """Interest on late payments that is still owed, beside everything else."""
        return total(each.due for each in self.ledger.late)

    @property
    def base(self) -> Money:
        """Base funding, what is held back of it included."""
        return total(part.amount for part in self.base_parts)

    @property
    def retained(self) -> Money:
        """What of the base is held back for now."""
        return total(part.retained for part in self.base_parts)

    @property
    def performance(self) -> Money:
        """Performance funding after every limit."""
        return total(line.amount for line in self.lines)

    @property
    def added(self) -> Money:
        """The part of performance funding that a district default adds."""
        return total(line.added for line in self.lines)

    @property
    def total(self) -> Money:
        """Base and performance after every limit."""
        return self.base + self.performance

    @property
    def due(self) -> Money:
        """The total less what was paid before; negative where money is owed back."""
        return self.total - self.paid

    @property
    def disputed(self) -> Money:
        """What of the amount due is under dispute."""
        return total(due.disputed for due in self.dues)

    @property
    def is_disputed(self) -> bool:
        """Whether a line or a part of one is under dispute."""
        return bool(self.ledger.disputed or self.ledger.disputed_parts)

    @property
    def undisputed(self) -> Money:
        """What is due, without what is disputed or held back."""
        return self.due - self.disputed - self.retained

    @property
    def later(self) -> Money:
        """What of the undisputed amount cannot be demanded yet."""
        return total(due.later for due in self.dues)

    @property
    def payable(self) -> Money:
        """What is payable now: what is due and not disputed, held back, or dated later."""
        return self.undisputed - self.later
