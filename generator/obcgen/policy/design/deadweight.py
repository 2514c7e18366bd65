"""What is paid for results that would have come without the program, and what one more result costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from obcgen.account.scenarios.ends import at_target, without_program
from obcgen.deal.compile import deal_of
from obcgen.figures import to_the_cent
from obcgen.law.law import Law
from obcgen.money import ZERO, Money, total
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

A_TENTH = Fraction(1, 10)
"""Of what a line pays at target: less for the result that is expected is its first point, rounded."""
DEADWEIGHT = Kind("DSN-09", "Too much of the money for results is for what would have come anyway", "warning")


@dataclass(frozen=True, slots=True)
class _Paid:
    """What a line pays at target, what of that is for results expected anyway, and the price of one more."""

    name: str
    at_target: Money
    anyway: Money
    each: Money | None


@rule(DEADWEIGHT, *MONEY, source="HM Treasury, Green Book, deadweight; G4", reads_law=True)
def money_buys_more_than_comes_anyway(spec: Spec, law: Law) -> Iterator[Problem]:
    """Of the money at target no more than a stated part is for results expected without the program."""
    lines = _lines(spec)
    whole, anyway = total(each.at_target for each in lines), total(each.anyway for each in lines)
    most = law.guide.largest_anyway
    if any(outcome.target <= outcome.expected_without for outcome in spec.outcomes.values()):  # GUI-04
        return
    if whole and anyway.over(whole) > most:
        yield DEADWEIGHT.problem(
            f"If every target is met, results pay {whole}; {anyway} of it, {anyway.over(whole)}, is for "
            "results "
            f"expected without the program.{_dearest(lines)}",
            path=("payment", "rates"),
            found="; ".join(
                f"{each.name}: {each.anyway} of {each.at_target}" for each in lines if each.at_target
            ),
            expected=f"at most {most} of it, or a factor that leaves out what comes anyway",
            hint="Raise the thresholds, begin to pay above expected_without, or add a factor such as factor: "
            "1/2; "
            "or waive this with the price of one more result that the district accepts.",
        )


@rule(DEADWEIGHT, *MONEY, source="HM Treasury, Green Book, deadweight; G4", reads_law=True)
def group_lines_begin_above_what_comes_anyway(spec: Spec, law: Law) -> Iterator[Problem]:
    """A line that pays by one result of all pays nothing for the result that is expected anyway."""
    if any(money_buys_more_than_comes_anyway.run(spec, law)):
        return
    deal = deal_of(spec)
    for line in deal.paid:
        anyway, whole = (each(deal).line(line.id).before for each in (without_program, at_target))
        if line.paid_for.outcomes and not line.by_participant and whole.times(A_TENTH) < anyway < whole:
            expected = listed(
                [f"{each.name}: {each.expected_without}" for each in line.paid_for.outcomes.values()]
            )
            yield DEADWEIGHT.problem(
                f"The line {line.id} pays {anyway} of its {whole} at target for the result that is expected "
                "without the program.",
                path=("payment", "rates", line.id),
                found=f"{anyway} at {expected}",
                expected="a line that begins to pay above expected_without",
                hint="Let the first point or step that pays lie above expected_without, or waive this with "
                "the reason.",
            )


def _dearest(lines: list[_Paid]) -> str:
    """Return the line on which one more result costs the most, as a sentence."""
    priced = {each.name: each.each for each in lines if each.each is not None}
    if not priced:
        return ""
    name = max(priced, key=lambda each: priced[each].cents)
    return f" One more participant who reaches {name} costs {priced[name]}."


def _lines(spec: Spec) -> list[_Paid]:
    """Return each line that pays, with what of its money at target is for results expected anyway.

    The factor of a line leaves out a part of all results. What it pays at target is held against the full
    price of the results beyond those expected: only what is more is for results that come anyway.
    """
    deal = deal_of(spec)
    found = []
    for line in deal.paid:
        reached, expected = at_target(deal).line(line.id), without_program(deal).line(line.id)
        paid, before = max(reached.before, ZERO), max(expected.before, ZERO)
        factor = line.factor.value if line.factor is not None else Fraction(1)
        gained = (paid - before).cents / factor if factor else Fraction(0)
        anyway = to_the_cent(max(Fraction(0), min(Fraction(paid.cents), paid.cents - gained)))
        more = reached.quantity - expected.quantity
        each = paid.times(1 / more) if line.by_participant and more > 0 and not line.counts_units else None
        found.append(_Paid(line.name, paid, anyway, each))
    return found
