"""The most that can be paid, and the shares and results that stand beside it, traced."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.curves import attainment_rows
from obcgen.account.settle import most as most_of
from obcgen.account.trace.base_funding import of_base
from obcgen.account.trace.figure import Figure, Given
from obcgen.account.trace.settlement import given_of_line, of_rates, performance
from obcgen.deal.compile import deal_of
from obcgen.deal.people import everything_reached
from obcgen.money import Share

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.problems import Path
    from obcgen.spec import Spec

PLAN = "payment"


def of_plan(spec: Spec | Deal) -> tuple[Figure, ...]:
    """Return the figures that follow from the spec alone: `payment.maximum`, `rates.fluency`, and so on."""
    deal = deal_of(spec)
    most = most_of(deal)
    base = of_base(deal, everything_reached(deal), most, PLAN, settled=False)
    rates = of_rates(deal, most, "")
    return (*_sums(most), *_shares(deal, most), *base, *rates, *_attained(deal), *_history(deal.spec))


def _sums(most: Account) -> Iterator[Figure]:
    yield Figure(
        "payment.maximum",
        most.total.exact,
        "The most that can be paid, base and performance together.",
        "base + performance",
        ("payment.base", "payment.performance"),
        steps=(f"{most.base.exact} + {most.performance.exact} = {most.total.exact}",),
    )
    yield performance(most, "payment.performance", "rates.", "The most that can be paid for outcomes.")


def _shares(deal: Deal, most: Account) -> Iterator[Figure]:
    limit = deal.not_to_exceed
    for kind, amount in (("base", most.base), ("performance", most.performance)):
        if most.total:
            yield Figure(
                f"payment.{kind}_share",
                str(amount.over(most.total)),
                f"The {kind} as a share of the most.",
                f"{kind} / maximum",
                (f"payment.{kind}", "payment.maximum"),
                steps=(f"{amount.exact} / {most.total.exact} = {amount.over(most.total).exact}",),
            )
        yield Figure(
            f"payment.{kind}_of_limit",
            str(amount.over(limit)),
            f"The {kind} as a share of the ceiling.",
            f"{kind} / not-to-exceed amount",
            (f"payment.{kind}",),
            (Given(("funding", "not_to_exceed")),),
            (f"{amount.exact} / {limit.exact} = {amount.over(limit).exact}",),
        )


def _attained(deal: Deal) -> Iterator[Figure]:
    """Yield what each line pays at the attainment expected without the program, and at the target."""
    for row in attainment_rows(deal):
        (outcome,) = deal.lines[row.line].paid_for.ids
        levels = (
            ("expected_without", row.expected, row.pays_expected),
            ("target", row.target, row.pays_target),
        )
        for name, share, pays in levels:
            path = ("outcomes", outcome, name)
            yield Figure(
                f"rates.{row.line}.at_{name}",
                pays.exact,
                f"What the line pays at an attainment of {share}, before the caps.",
                "quantity x price, for the nearest number of participants to that share of all",
                (),
                (Given(path), *given_of_line(deal, row.line, settled=False)),
            )


def _history(spec: Spec) -> Iterator[Figure]:
    for year, past in spec.population.history.items():
        if past.measured:
            path: Path = ("population", "history", year)
            yield Figure(
                f"history.{year}",
                str(Share(Fraction(past.reached, past.measured))),
                f"The share of like-performing students who reached the threshold in {year}.",
                "reached / measured",
                (),
                (Given((*path, "reached")), Given((*path, "measured"))),
                (f"{past.reached:,} / {past.measured:,}, rounded to two decimals of a percent",),
            )
