"""The arithmetic of a settled line in one text: quantity times price, each rounding and each cut.

Nothing is computed here but the texts; amounts come from the account. Beside `=` stands a sum that can be
typed into any calculator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.settle import NOT_TAKEN
from obcgen.deal.counting import NIL
from obcgen.deal.lines.line import ABOVE_FOR_ONE
from obcgen.deal.lines.sloped import Sloped
from obcgen.deal.lines.stepped import Stepped
from obcgen.figures import TIMES, as_factor, exact_money, quantity, to_the_cent
from obcgen.words import capital, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from obcgen.account.account import Account, SettledLine
    from obcgen.account.examples.example import Case
    from obcgen.deal.deal import Deal
    from obcgen.deal.earned import Item
    from obcgen.deal.facts import Facts
    from obcgen.deal.lines.line import Line
    from obcgen.money import Money


def computation(deal: Deal, case: Case, settled: Account, line: SettledLine) -> str:
    """Return how the amount of a line comes about."""
    paying = deal.lines[line.id]
    sums = earning(paying, case.facts, line.items, line.quantity, line.earned)
    said = case.first if not line.items else ""
    earned = sums or case.nothing or ("" if said else "nothing is due")
    by_level = isinstance(paying, (Stepped, Sloped)) and (line.items or not (said or case.nothing))
    level = f"{paying.result_text(line.result or NIL)}: " if by_level else ""
    steps = [each for each in (case.first, f"{level}{earned}") if each]
    return capital("; ".join([*steps, *after(deal, settled, line)]))


def in_steps(deal: Deal, facts: Facts, settled: Account, line: SettledLine) -> str:
    """Return how the amount of a line comes about over any facts, told without an example's own words."""
    sums = earning(deal.lines[line.id], facts, line.items, line.quantity, line.earned)
    return "; ".join([sums or "nothing is due", *after(deal, settled, line)])


def earning(line: Line, facts: Facts, items: Sequence[Item], level: Fraction, earned: Money) -> str:
    """Return the sum of a line's items: two times $500, less $50, is $950; nothing where there are none.

    `earned` is what the line comes to in cents.
    """
    taken = [item for item in items if item.what != NOT_TAKEN]
    if not taken:
        return ""
    terms = "".join(f"{' - ' if x.each < 0 else ' + '}{line.term(x, level, facts)}" for x in taken)
    summed = sum((item.amount for item in taken), NIL)
    terms, end = terms.removeprefix(" + ").replace(" - ", "-", terms.startswith(" - ")), exact_money(summed)
    to = earned if len(taken) == len(items) else to_the_cent(summed)
    return f"{terms}{'' if terms == end else f' = {end}'}{rounding(summed, to)}"


def rounding(exact: Fraction, earned: Money) -> str:
    """Return how an exact sum became cents; cohorts and years are rounded each by itself."""
    if earned != to_the_cent(exact):
        return f", rounded half a cent upward for each cohort and year: {earned}"
    return f", rounded to {earned}" if exact.denominator > 1 else ""


def plain(items: Sequence[Item]) -> str:
    """Return the sum of items whose price is not made of others."""
    summed = exact_money(sum((item.amount for item in items), NIL))
    terms = " + ".join(f"{quantity(item.quantity)}{TIMES}{as_factor(item.each)}" for item in items)
    return f"{terms} = {summed}"


def after(deal: Deal, settled: Account, line: SettledLine) -> Iterator[str]:
    """Yield what limits leave of what a line earns."""
    if any(item.what == NOT_TAKEN for item in line.items):
        yield "never less than zero: $0"
    elif any(item.what == ABOVE_FOR_ONE for item in line.items):
        yield f"no more than {deal.lines[line.id].at_most_each} for any one Participant"
    if line.before < line.earned:
        yield f"no more than {deal.lines[line.id].at_most} in all"
    if line.amount - line.added < line.before:
        yield left(settled, line.amount)


def left(settled: Account, amount: Money) -> str:
    """Return what the limits that cut leave: `the cap of $1,500 for any one Participant leaves $1,500`."""
    names = [limit.terms.called for limit in settled.cutting]
    return f"{listed(names)} leave{'s' if len(names) == 1 else ''} {amount}"
