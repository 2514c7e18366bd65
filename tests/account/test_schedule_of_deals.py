"""The schedule: dates in order, running totals, sources, the stable JSON; and the three real deals."""

from __future__ import annotations

from pathlib import Path

import pytest

from deals import deal
from obcgen.account.schedule import as_data, schedule
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.source import parse, read
from obcgen.spec import Spec

SPECS = Path(__file__).parents[2] / "specs"


def published(name: str) -> Spec:
    return parse(read(SPECS / f"{name}.yaml"), Spec)


@pytest.mark.parametrize(
    ("name", "base", "performance", "maximum", "share", "printed"),
    [
        # 500 x $900; 500 x $1,500; 750,000 / 1,200,000
        ("denver-literacy", "450000.00", "750000.00", "1200000.00", "0.625", "62.5%"),
        # 450 x $670; 450 x $750; 337,500 / 639,000
        ("duval-math", "301500.00", "337500.00", "639000.00", "0.528169", "52.82%"),
        # the budget; 5 x 9 % of it; 675,000 / 2,175,000
        ("central-ohio-workforce", "1500000.00", "675000.00", "2175000.00", "0.310345", "31.03%"),
    ],
)
def test_a_real_deal_comes_to_its_published_figures(
    name: str, base: str, performance: str, maximum: str, share: str, printed: str
) -> None:
    spec = published(name)
    data = as_data(schedule(spec))
    assert check_lines(spec) == ()
    assert [data[key] for key in ("base", "performance", "maximum", "performance_share")] == [
        base,
        performance,
        maximum,
        share,
    ]
    assert str(schedule(spec).performance_share) == printed


def test_no_limit_cuts_anything_in_the_real_deals() -> None:
    notes = [note for path in SPECS.glob("*.yaml") for note in schedule(published(path.stem)).notes]
    assert not [note for note in notes if " cuts " in note]


def test_denver_pays_in_six_payments_that_run_up_to_the_ceiling() -> None:
    found = schedule(published("denver-literacy"))
    assert [
        (payment.id, str(payment.date), str(payment.amount), str(payment.running))
        for payment in found.payments
    ] == [
        ("base.launch", "2027-11-01", "$180,000", "$180,000"),
        ("base.midyear", "2028-03-23", "$135,000", "$315,000"),
        ("base.close", "2028-06-30", "$135,000", "$450,000"),
        ("rates.fluency", "2028-08-31", "$250,000", "$700,000"),
        ("rates.vocabulary", "2028-08-31", "$250,000", "$950,000"),
        ("rates.phonemic_awareness", "2028-08-31", "$250,000", "$1,200,000"),
    ]


def test_the_json_keeps_its_shape_with_money_and_shares_as_text() -> None:
    found = as_data(schedule(deal()))
    assert found == {
        "payments": [
            {
                "id": "base",
                "date": "2027-10-15",
                "kind": "base",
                "name": "Base funding",
                "amount": "10000.00",
                "condition": "",
                "running_total": "10000.00",
            },
            {
                "id": "rates.reading",
                "date": "2028-07-31",
                "kind": "performance",
                "name": "Reading",
                "amount": "50000.00",
                "condition": "Results verified",
                "running_total": "60000.00",
            },
        ],
        "base": "10000.00",
        "performance": "50000.00",
        "maximum": "60000.00",
        "base_share": "0.166667",
        "performance_share": "0.833333",
        "not_to_exceed": "1000000.00",
        "notes": [],
    }


def test_payments_stand_in_order_of_date_with_undated_ones_last() -> None:
    spec = deal(
        payment={
            "rates": {
                "reading": {"due": None},
                "math": {"per_participant": "$10", "due": "2027-10-01"},
            }
        }
    )
    found = schedule(spec).payments
    assert [payment.id for payment in found] == ["rates.math", "base", "rates.reading"]
    assert [str(payment.running) for payment in found] == ["$1,000", "$11,000", "$61,000"]


def test_a_payment_names_its_condition_and_who_funds_it() -> None:
    source = {"federal": "true", "amount": "$500,000"}
    spec = deal(
        funding={
            "sources": {
                "title_i": {"name": "Title I, Part A", "pays": ["base", "rates"], **source},
                "local": {"name": "Local levy", "pays": ["rates"], **source, "federal": "false"},
            }
        },
        payment={
            "base": {"when": "the roster is accepted"},
            "rates": {"reading": {"requires": {"dosage": "minimum", "condition": "consent is on file"}}},
        },
    )
    base, rate = schedule(spec).payments
    assert (base.condition, base.funded_by) == ("The roster is accepted", "Title I, Part A")
    assert rate.condition == "Results verified; at least 36 hours of dosage; consent is on file"
    assert rate.funded_by == "Title I, Part A and Local levy"


def test_an_installment_and_a_line_may_be_named() -> None:
    part = {"share": "100%", "due": "2027-10-15", "name": "First and only payment"}
    spec = deal(
        payment={
            "base": {"due": None, "installments": {"only": part}},
            "rates": {"reading": {"name": "Reading at grade level"}},
        }
    )
    assert [payment.name for payment in schedule(spec).payments] == [
        "First and only payment",
        "Reading at grade level",
    ]


def test_shares_are_of_the_maximum_and_of_the_ceiling() -> None:
    # $10,000 and $50,000 of $60,000; of $1,000,000
    found = schedule(deal())
    assert (str(found.base_share), str(found.performance_share)) == ("16.67%", "83.33%")
    assert (str(found.base_of_limit), str(found.performance_of_limit)) == ("1%", "5%")


def test_a_proposed_price_counts_at_its_ceiling_and_the_schedule_says_so() -> None:
    price = {"proposed": "true", "at_least": "$300", "at_most": "$450"}
    spec = deal(payment={"base": {"fixed": price}, "rates": {"reading": {"per_participant": price}}})
    found = schedule(spec)
    assert found.performance == Money.dollars(45_000)
    assert found.notes == (
        "The price of Base Funding is proposed and counts at its ceiling of $450.",
        "The price of “Reading” is proposed and counts at its ceiling of $450.",
    )


def test_a_discount_is_said_to_be_counted() -> None:
    assert schedule(deal(payment={"discount": "2.5%"})).notes == (
        "Prices of the Rate Card count after the discount of 2.5%.",
    )
