"""What every worked example must keep to: the engine's own settlement, the caps, and sums that come out."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.account.settle import settle
from obcgen.deal.compile import deal_of
from obcgen.figures import OVER, TIMES
from obcgen.money import Money, total

if TYPE_CHECKING:
    from obcgen.account.examples.example import WorkedExample
    from obcgen.spec import Spec

_AMOUNT = r"-?\$[\d,]+(?:\.\d{2,6})?…?(?: and \d+/\d+ of a cent)?"
SUM = re.compile(rf"(?:^|; |: )([^;:]*?) = ({_AMOUNT})(?:, rounded to ({_AMOUNT}))?")


def cents(text: str) -> Fraction:
    """Read an amount with its fraction of a cent; one that is cut off as far as it goes."""
    money, _, part = text.removesuffix("…").partition(" and ")
    whole = Fraction(money.replace("$", "").replace(",", "")) * 100
    return whole + Fraction(part.split()[0] if part else 0) * (-1 if whole < 0 else 1)


def worked_out(terms: str) -> Fraction:
    """Work out a sum as a pocket calculator would, in cents; only numbers and signs are left in it."""
    plain = re.sub(r" and (\d+/\d+) of a cent", r" + \1 / 100", terms.replace(",", ""))
    plain = plain.replace(TIMES, " * ").replace(OVER, "/")
    plain = re.sub(
        r"\$?(\d+(?:\.\d+)?)(%?)", lambda m: f"Fraction('{m[1]}')" + ("/100" if m[2] else ""), plain
    )
    assert re.fullmatch(r"(?:Fraction\('[\d.]+'\)|[-+*/() ]|100)+", plain), terms
    return Fraction(eval(plain, {"Fraction": Fraction})) * 100  # noqa: S307  held to numbers and signs above


def due(spec: Spec, example: WorkedExample) -> Money:
    """Settle the facts of an example again, and return what is due on its lines."""
    lines = {line.id: line for line in settle(spec, example.facts, example.ledger).lines}
    if example.kind == "limit":
        return total(lines[key].amount for key in example.lines)
    line = lines[example.lines[0]]
    return {"line": line.amount, "default": line.added, "true_up": line.due}[example.kind]


def holds(spec: Spec, examples: tuple[WorkedExample, ...]) -> None:
    """Hold every example to the engine, to the caps, and its sums to a calculator."""
    shown = {key for example in examples if example.kind == "line" for key in example.lines}
    assert shown == {line.id for line in deal_of(spec).paid}
    for example in examples:
        assert example.amount == due(spec, example)
        assert example.amount <= spec.funding.not_to_exceed
        for key in example.lines:
            at_most = spec.payment.rates[key].at_most
            assert at_most is None or example.kind == "limit" or example.amount <= at_most
        for terms, sums, rounded in SUM.findall(example.computation):
            if "$" in terms and "…" not in terms:
                beyond = abs(worked_out(terms)) - abs(cents(sums))
                assert 0 <= beyond < Fraction(sums.endswith("…"), 10**4) or not beyond, example.computation
                assert not rounded or floor(worked_out(terms) + Fraction(1, 2)) == cents(rounded)
