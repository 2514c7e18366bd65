"""What limits took off each entry leads from what it earned to what it pays, and never upward."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.account.account import Account, Cut, Entry
    from obcgen.money import Money


def chain_holds(account: Account) -> None:
    for entry in account.entries:
        _leads(entry, entry.earned, entry.cuts, entry.amount - entry.added)
        _leads(entry, entry.gained, entry.gain_cuts, entry.added)


def _leads(entry: Entry, first: Money, cuts: tuple[Cut, ...], last: Money) -> None:
    left = first
    for cut in cuts:
        assert cut.limit.covers(entry)
        assert cut.before == left
        assert cut.after < cut.before
        left = cut.after
    assert left == last
