"""The arithmetic of a settled line in one text: quantity times price, each rounding and each cut.

Nothing is computed here but the texts; amounts come from the settlement. Beside `=` stands a sum that can be
typed into any calculator.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.money import Money, Share, total
from obcgen.payment.attained import NONE
from obcgen.payment.levels import number_text, result_text
from obcgen.payment.maximum import fixed_budget, number
from obcgen.payment.names import capital, listed, outcome_name
from obcgen.payment.settle import NOT_TAKEN
from obcgen.payment.subjects import counts_participants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.payment.caps import Limit
    from obcgen.payment.earning import Item
    from obcgen.payment.facts import Facts
    from obcgen.payment.settle import Line, Settlement
    from obcgen.payment.worked.example import Case
    from obcgen.spec import Spec
    from obcgen.spec.rates import Anchor, GroupResult, Rate

_LONGEST = 36
"""Parts of a cent, up to which a fraction is still easy to read."""
TIMES, OVER = " \N{MULTIPLICATION SIGN} ", "\N{DIVISION SIGN}"


def exact(amount: Fraction) -> str:
    """Return exact cents: `$500`, `$416.66 and 2/3 of a cent`, `$0.00975`; one too long cut: `$3.331234…`."""
    whole, rest = divmod(abs(amount), 1)
    sign, money = "-" if amount < 0 else "", Money(int(whole))
    if rest.denominator > _LONGEST:
        digits = rest * 10**4
        end = "…" if digits.denominator > 1 else ""
        return f"{sign}{money.exact}{f'{int(digits):04d}'.rstrip('' if end else '0')}{end}"
    return f"{sign}{money} and {rest} of a cent" if rest else f"{sign}{money}"


def as_factor(amount: Fraction) -> str:
    """Return exact cents as they stand in a product: with a fraction of a cent in brackets."""
    text = exact(amount)
    return f"({text})" if " of a cent" in text else text


def quantity(count: Fraction) -> str:
    """Return a quantity without losing a digit."""
    return number_text(count) if (count * 10**4).denominator == 1 else str(count)


# Of one line


def computation(spec: Spec, case: Case, settled: Settlement, line: Line) -> str:
    """Return how the amount of a line comes about."""
    sums = earning(spec, case.facts, line.id, line.items, line.quantity)
    said = case.first if not line.items else ""
    earned = sums or case.nothing or ("" if said else "nothing is due")
    level = _level(spec, line) if line.items or not (said or case.nothing) else ""
    text = f"{level}{earned}"
    steps = [each for each in (case.first, text) if each]
    return capital("; ".join([*steps, *after(spec, settled, line)]))


def earning(spec: Spec, facts: Facts, key: str, items: Sequence[Item], level: Fraction) -> str:
    """Return the sum of a line's items: two times $500, less $50, is $950; nothing where there are none."""
    items = [item for item in items if item.what != NOT_TAKEN]
    if not items:
        return ""
    terms = "".join(
        f"{' - ' if item.each < 0 else ' + '}{_term(spec, facts, key, item, level)}" for item in items
    )
    summed = sum((item.amount for item in items), NONE)
    terms, end = terms.removeprefix(" + ").replace(" - ", "-", terms.startswith(" - ")), f" = {exact(summed)}"
    rounded = f", rounded to {Money(1).times(summed)}" if summed.denominator > 1 else ""
    return f"{terms}{'' if terms == exact(summed) else end}{rounded}"


def plain(items: Sequence[Item]) -> str:
    """Return the sum of items whose price is not made of others."""
    summed = exact(sum((item.amount for item in items), NONE))
    terms = " + ".join(f"{quantity(item.quantity)}{TIMES}{as_factor(item.each)}" for item in items)
    return f"{terms} = {summed}"


def _level(spec: Spec, line: Line) -> str:
    """Return the result that sets an amount paid once: `62.5%: `."""
    rate = spec.payment.rates[line.id]
    if rate.group_result is None or counts_participants(line.id, spec.payment.rates, spec.outcomes):
        return ""
    return f"{result_text(spec, line)}: "


def _term(spec: Spec, facts: Facts, key: str, item: Item, level: Fraction) -> str:
    """Return one item: a count times a price, or what an amount paid once is made of."""
    rate = spec.payment.rates[key]
    if item.each < 0:
        return f"{quantity(item.quantity)}{TIMES}{as_factor(-item.each)}"
    part = _reduced(spec, rate)
    price = item.each / (rate.factor.value if rate.factor else 1) / (1 - spec.payment.discount.value)
    if rate.share_of is not None:
        return f"{_share(spec, facts, rate, price)}{part}"
    if rate.group_result is not None:
        return f"{_rung(rate.group_result, level, price, bool(part))}{part}"
    return f"{quantity(item.quantity)}{TIMES}{as_factor(price)}{part}"


def _reduced(spec: Spec, rate: Rate) -> str:
    """Return what the line's factor and the discount take off, as the end of a product."""
    factor = f"{TIMES}{rate.factor.exact}" if rate.factor else ""
    discount = spec.payment.discount
    return f"{factor}{TIMES}(100% - {discount.exact})" if discount.value else factor


def _share(spec: Spec, facts: Facts, rate: Rate, price: Fraction) -> str:
    share_of = rate.share_of
    if share_of is None:
        return exact(price)
    whole, share = next(
        (whole, share)
        for whole, share in (
            (facts.savings, share_of.savings),
            (facts.costs, share_of.actual_cost),
            (fixed_budget(spec, share_of), share_of.budget),
        )
        if share is not None
    )
    return f"{whole}{TIMES}{share.exact}"


def _rung(result: GroupResult, level: Fraction, price: Fraction, times: bool) -> str:
    """Return the amount that steps or a line set, and between two points how."""
    slope = next(_slopes(result, level), None)
    if slope is None:
        return exact(price)
    left, right = slope
    run = f"({_at(left, level)} - {_at(left)}) {OVER} ({_at(right)} - {_at(left)})"
    text = f"{left.pay} + ({right.pay} - {left.pay}){TIMES}{run}"
    return f"({text})" if times else text


def _slopes(result: GroupResult, level: Fraction) -> Iterator[tuple[Anchor, Anchor]]:
    """Yield the two points between which, or in line with which, a result lies; none at a point."""
    points = result.line or ()
    if not points or any(level == number(point.at) for point in points):
        return
    if level < number(points[0].at) and result.below == "extend":
        yield points[0], points[1]
    yield from (
        (left, right) for left, right in pairwise(points) if number(left.at) < level < number(right.at)
    )
    if level > number(points[-1].at) and result.above == "extend":
        yield points[-2], points[-1]


def _at(point: Anchor, level: Fraction | None = None) -> str:
    """Return a result, or that of a point, as the point writes its own."""
    if level is None:
        return point.at.exact if isinstance(point.at, Share) else str(point.at)
    return Share(level).exact if isinstance(point.at, Share) else quantity(level)


# Limits


def after(spec: Spec, settled: Settlement, line: Line) -> Iterator[str]:
    """Yield what limits leave of what a line earns."""
    before = total(portion.before for portion in settled.portions if portion.line == line.id)
    if any(item.what == NOT_TAKEN for item in line.items):
        yield "never less than nothing: $0"
    elif before < line.earned:
        yield f"no more than {spec.payment.rates[line.id].at_most} in all"
    if line.amount - line.added < before:
        yield left(spec, settled, line.amount)


def left(spec: Spec, settled: Settlement, amount: Money) -> str:
    """Return what the limits that cut leave: `the cap of $1,500 for any one Participant leaves $1,500`."""
    names = [limit_name(spec, limit) for limit in cutting(settled)]
    return f"{listed(names)} leave{'s' if len(names) == 1 else ''} {amount}"


def cutting(settled: Settlement) -> list[Limit]:
    """Return the limits that cut, the ceilings of single lines apart."""
    return [limit for limit in settled.limits if limit.bound and limit.scope != "line"]


def limit_name(spec: Spec, limit: Limit) -> str:
    """Return a limit as a sentence names it: `the cap of $1,500 for any one Participant`."""
    if limit.scope == "not_to_exceed":
        return f"the Not-to-Exceed Amount of {limit.limit}"
    what = {
        "participant": "for any one Participant",
        "total": "for all lines together",
        "district_default": "on what a District Default adds",
        "year": f"for results of the year {limit.name}",
    }.get(limit.scope, "")
    if limit.scope == "outcome":
        what = f"for the Outcome “{outcome_name(spec, limit.name)}”"
    if limit.scope == "cohort":
        what = f"for the cohort “{spec.cohorts[limit.name].name}”"
    return f"the cap of {limit.limit} {what}"
