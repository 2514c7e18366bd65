"""An exact amount and an exact quantity are one text: on the terminal, in the statement, in explanations."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from obcgen.account.trace.settlement import of_rates
from obcgen.figures import quantity, with_cents
from obcgen.show.settlement import settlement_text
from obcgen.spec.results import Results
from obcgen.statement.rows import count_rows
from settlements import RATES, kinds, settled, two_lines

if TYPE_CHECKING:
    from obcgen.account.account import Account

PRICE, AMOUNT = "$416.66 and 2/3 of a cent", "$8,333.33 and 1/3 of a cent"
"""20 participants at 5/6 of $500."""
HEAD = Results.model_validate(
    {
        "obcgen": "1",
        "contract": "C-1",
        "settlement": "final",
        "as_of": "2028-07-31",
        "verified": {"by": "Data office", "on": "2028-07-31"},
    }
)


def texts(quantities: Fraction | None = None) -> list[str]:
    """Return how the terminal, the statement and the explanation tell the first line of a deal."""
    spec = two_lines(payment={"rates": {key: {**rate, "factor": "5/6"} for key, rate in RATES.items()}})
    account, statement = settled(spec, kinds({"++": 10, "+-": 10}))
    if quantities is not None:
        account = with_quantity(account, quantities)
        first = replace(statement.lines[0], items=account.lines[0].items)
        statement = replace(statement, lines=(first, *statement.lines[1:]))
    row = count_rows(statement)[0]
    told = " ".join(next(iter(of_rates(spec, account, "settlement."))).steps)
    return [settlement_text(spec, account, HEAD), f"{row.quantity} {row.price} {row.amount}", told]


def with_quantity(account: Account, count: Fraction) -> Account:
    """Return an account whose first line pays for so many."""
    first = account.lines[0]
    items = tuple(replace(item, quantity=count) for item in first.items)
    return replace(account, lines=(replace(first, items=items), *account.lines[1:]))


def test_a_price_and_an_amount_with_a_part_of_a_cent_are_one_text_everywhere() -> None:
    for text in texts():
        assert PRICE in text
        assert AMOUNT in text


@pytest.mark.parametrize(
    ("count", "text"), [(Fraction(7, 3), "7/3"), (Fraction(7, 2), "3.5"), (Fraction(1200), "1,200")]
)
def test_a_quantity_loses_no_digit_and_is_one_text_everywhere(count: Fraction, text: str) -> None:
    for told in texts(count):
        assert f"{text} " in told


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (Fraction(125000, 3), PRICE),
        (Fraction(-125000, 3), f"-{PRICE}"),
        (Fraction(50000), "$500.00"),
        (Fraction(1, 1000), "$0.00 and 1/1000 of a cent"),
    ],
)
def test_exact_cents_are_told_exactly(cents: Fraction, text: str) -> None:
    assert with_cents(cents) == text


def test_a_quantity_of_more_than_four_decimals_is_a_quotient() -> None:
    assert quantity(Fraction(1, 10**5)) == "1/100000"
