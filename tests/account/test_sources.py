"""Which source pays what: special money first, money that ends first first, nothing over or too late."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deals import deal
from obcgen.account.schedule import Payment, Schedule, schedule
from obcgen.account.sources import (
    NO_SOURCE,
    Funded,
    can_pay,
    due_in_later_years,
    funded,
    funded_data,
)
from obcgen.money import ZERO, Money, total
from obcgen.spec import Spec

BOTH = ["base", "rates"]


def source(pays: list[str], amount: str | None = None, until: str | None = None) -> dict[str, Any]:
    return {"name": "A source", "federal": "false", "amount": amount, "pays": pays, "liquidate_by": until}


def divided(**sources: dict[str, Any]) -> tuple[Spec, Schedule, Funded]:
    """Return $10,000 of base due 2027-10-15 and $50,000 of results due 2028-07-31 over these sources."""
    spec = deal(funding={"sources": sources})
    planned = schedule(spec)
    return spec, planned, funded(spec, planned.payments)


def charged(found: Funded) -> list[tuple[str, str, str]]:
    return [(charge.payment, charge.source, str(charge.amount)) for charge in found.charges]


def test_a_source_that_pays_only_one_kind_comes_before_one_that_pays_both() -> None:
    _, _, found = divided(both=source(BOTH, "$55,000"), start=source(["base"], "$5,000"))
    assert charged(found) == [
        ("base", "start", "$5,000"),
        ("base", "both", "$5,000"),
        ("rates.reading", "both", "$50,000"),
    ]


def test_among_like_sources_the_one_that_ends_first_comes_first_then_the_order_of_the_spec() -> None:
    _, _, found = divided(
        open=source(BOTH, "$40,000"),
        late=source(BOTH, "$8,000", "2029-12-31"),
        early=source(BOTH, "$4,000", "2028-12-31"),
        last=source(BOTH, "$40,000"),
    )
    assert [name for _, name, _ in charged(found)] == ["early", "late", "late", "open", "last"]


def test_a_source_pays_nothing_after_its_last_day() -> None:
    _, _, found = divided(grant=source(BOTH, "$60,000", "2028-07-30"), levy=source(BOTH, "$60,000"))
    assert charged(found) == [("base", "grant", "$10,000"), ("rates.reading", "levy", "$50,000")]
    _, _, found = divided(grant=source(BOTH, "$60,000", "2028-07-31"), levy=source(BOTH, "$60,000"))
    assert charged(found) == [("base", "grant", "$10,000"), ("rates.reading", "grant", "$50,000")]


def test_what_no_source_covers_stands_under_none() -> None:
    _, _, found = divided(small=source(["rates"], "$1,000"))
    assert charged(found) == [
        ("base", NO_SOURCE, "$10,000"),
        ("rates.reading", "small", "$1,000"),
        ("rates.reading", NO_SOURCE, "$49,000"),
    ]
    data: Any = funded_data(found)
    assert data["by_source"][-1] == {
        "id": None,
        "name": "Not covered by a source",
        "available": None,
        "base": "10000.00",
        "performance": "49000.00",
        "total": "59000.00",
        "left": None,
    }


def test_a_source_of_unknown_size_takes_all_that_is_left() -> None:
    _, _, found = divided(grant=source(["rates"], "$1,000"), levy=source(BOTH))
    assert charged(found)[-1] == ("rates.reading", "levy", "$49,000")
    assert [each.left for each in found.sources] == [ZERO, None]


def test_payments_fall_into_the_fiscal_year_of_their_date() -> None:
    _, _, found = divided(levy=source(BOTH))
    assert [(year.year, str(year.base), str(year.performance)) for year in found.years] == [
        ("2027-28", "$10,000", "$0"),
        ("2028-29", "$0", "$50,000"),
    ]
    undated = deal(payment={"rates": {"reading": {"due": None}}})
    years = funded(undated, schedule(undated).payments).years
    assert [year.year for year in years] == ["2027-28", ""]


AMOUNTS = st.integers(0, 3_000_000).map(lambda cents: f"${cents // 100}.{cents % 100:02d}")
SOURCES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.builds(
        source,
        st.sampled_from([["base"], ["rates"], BOTH]),
        st.none() | AMOUNTS,
        st.none() | st.sampled_from(["2027-10-14", "2027-10-15", "2028-08-01"]),
    ),
)


@given(SOURCES)
def test_parts_sum_to_each_payment_and_no_source_pays_more_than_it_has_or_out_of_turn(
    sources: dict[str, dict[str, Any]],
) -> None:
    spec, planned, found = divided(**sources)
    payments = {payment.id: payment for payment in planned.payments}
    for payment in payments.values():
        assert total(c.amount for c in found.charges if c.payment == payment.id) == payment.amount
    for each in found.sources:
        assert each.left is None or each.left >= ZERO
    for charge in found.charges:
        if charge.source != NO_SOURCE:
            payment = payments[charge.payment]
            assert can_pay(spec.funding.sources[charge.source], payment.kind, payment.date)
    assert total(each.total for each in found.sources) == planned.maximum
    assert total(year.total for year in found.years) == planned.maximum
    for year in found.years:
        assert total(amount for _, amount in year.by_source) == year.total


@given(SOURCES)
def test_nothing_stands_uncovered_while_a_source_that_may_pay_it_has_money(
    sources: dict[str, dict[str, Any]],
) -> None:
    spec, planned, found = divided(**sources)
    left = {each.id: each.left for each in found.sources}
    uncovered = {charge.payment for charge in found.charges if charge.source == NO_SOURCE}
    for payment in planned.payments:
        if payment.id in uncovered:
            able = [key for key, each in spec.funding.sources.items() if _able(each, payment)]
            assert [key for key in able if left[key] is None or left[key] != ZERO] == []


def _able(each: Any, payment: Payment) -> bool:
    return can_pay(each, payment.kind, payment.date)


def test_an_earlier_payment_is_charged_alike_whatever_follows() -> None:
    spec, planned, found = divided(grant=source(BOTH, "$12,000"), levy=source(BOTH))
    first = funded(spec, planned.payments[:1])
    assert found.charges[: len(first.charges)] == first.charges
    assert first.charges[0].amount == Money.dollars(10_000)


def test_what_falls_due_after_the_first_fiscal_year_is_told_by_the_day_on_which_the_contract_begins() -> None:
    planned = schedule(deal())
    amounts = {
        start: str(due_in_later_years(deal(district={"fiscal_year_starts": start}), planned.payments))
        for start in ("07-01", "08-01")
    }
    assert amounts == {"07-01": "$50,000", "08-01": "$0"}
