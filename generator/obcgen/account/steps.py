"""Each line through the limits: what it came to before each limit that covers it, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.account.account import Account, Cut, Entry, SettledLine
    from obcgen.deal.limits import Limit


@dataclass(frozen=True, slots=True)
class Step:
    """What one limit does to one line; `gain` where it does so to what a district default adds."""

    line: str
    limit: Limit
    before: Money
    after: Money
    gain: bool = False

    @property
    def cut(self) -> Money:
        """What the limit takes off the line."""
        return self.before - self.after


def steps(account: Account) -> tuple[Step, ...]:
    """Return every limit on each line, in order: first on what is earned, then on what a default adds."""
    return tuple(step for line in account.lines if not line.open for step in _of_line(account, line))


def _of_line(account: Account, line: SettledLine) -> Iterator[Step]:
    earned = [(entry, entry.earned, entry.cuts) for entry in line.entries]
    yield from _through(account, line.id, earned, gain=False)
    gained = [(entry, entry.gained, entry.gain_cuts) for entry in line.entries]
    if any(amount.cents for _, amount, _ in gained):
        yield from _through(account, line.id, gained, gain=True)


def _through(
    account: Account, line: str, entries: Sequence[tuple[Entry, Money, tuple[Cut, ...]]], *, gain: bool
) -> Iterator[Step]:
    amounts = [amount for _, amount, _ in entries]
    for limit in (each.terms for each in account.limits):
        covered = any(limit.covers(entry) for entry, _, _ in entries)
        if not covered or (limit.scope == "district_default" and not gain):
            continue
        before = total(amounts)
        for at, (_, _, cuts) in enumerate(entries):
            amounts[at] = next((cut.after for cut in cuts if cut.limit == limit), amounts[at])
        yield Step(line, limit, before, total(amounts), gain)
