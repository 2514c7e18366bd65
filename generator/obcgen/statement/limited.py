"""The limits of a settlement as a statement shows them: each in all, and what it does to each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.steps import steps

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.limits import CarriedOver
    from obcgen.money import Money


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit and what it did; amounts are None where they would tell a small count."""

    scope: str
    of: str
    name: str
    limit: Money
    before: Money | None
    after: Money | None
    carried: tuple[CarriedOver, ...] = ()
    """What of the amount left is paid in later years."""

    @property
    def cut(self) -> Money | None:
        """What the limit took off."""
        return self.before - self.after if self.before is not None and self.after is not None else None


@dataclass(frozen=True, slots=True)
class StepRow:
    """What one limit does to one line; `gain` where it does so to what a district default adds."""

    line: str
    name: str
    scope: str
    limit: str
    most: Money
    before: Money
    after: Money
    gain: bool

    @property
    def cut(self) -> Money:
        """What the limit takes off the line."""
        return self.before - self.after


def limits_of(settlement: Account) -> tuple[LimitRow, ...]:
    """Return what each limit did to all that it covers."""
    return tuple(
        LimitRow(x.scope, x.name, x.terms.title, x.limit, x.before, x.after, x.carried)
        for x in settlement.limits
    )


def steps_of(settlement: Account) -> tuple[StepRow, ...]:
    """Return what each limit did to each line."""
    return tuple(
        StepRow(
            step.line,
            settlement.line(step.line).name,
            step.limit.scope,
            step.limit.title,
            step.limit.amount,
            step.before,
            step.after,
            step.gain,
        )
        for step in steps(settlement)
    )
