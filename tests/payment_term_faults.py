"""Deals with one fault in bounds, caps or base each: deal, code, path and words of the message."""

from __future__ import annotations

from deals import deal, rated
from obcgen.spec import Spec
from payment_faults import INSTALLMENTS, line, payment

FULL_PRICE = {"effect": "full_price", "reach": "outcome"}
BAD_TERMS: list[tuple[Spec, str, str, str]] = [
    (
        rated({"reading": {"per_unit": "$5", "unit": "day"}}, if_district_defaults=FULL_PRICE),
        "PAY-30",
        "rates.reading",
        "paid at the full price, but the line reading has none",
    ),
    # bounds, dates, caps
    (line(per_unit="$5", unit="day"), "PAY-06", "rates.reading", "as many units as there are"),
    (
        rated({"absence": {"per_unit": "$5", "unit": "point"}}, caps={"participant": "$9"}),
        "PAY-06",
        "rates.absence",
        "as many units as there are",
    ),
    (
        rated(
            {
                "absence": {
                    "group_result": {
                        "line": [{"at": "3", "pay": "$5"}, {"at": "4", "pay": "$9"}],
                        "above": "extend",
                    }
                }
            }
        ),
        "PAY-06",
        "rates.absence",
        "goes on rising",
    ),
    (
        rated({"absence": {"share_of": {"savings": "95%"}}}),
        "PAY-06",
        "rates.absence",
        "savings may be of any size",
    ),
    (
        rated({"absence": {"share_of": {"actual_cost": "9%"}}}),
        "PAY-06",
        "rates.absence",
        "actual cost may be of any size",
    ),
    (rated({"reading": {"per_participant": "$5"}}), "PAY-07", "rates.reading", "does not say when"),
    (
        rated({"reading": {"by_year": {"2027-28": {"pay": "$5", "due": "2028-07-31"}, "2028-29": "$6"}}}),
        "PAY-07",
        "rates.reading",
        "does not say when",
    ),
    (payment(discount="100%"), "PAY-09", "discount", "leaves nothing of the rates"),
    (payment(caps={"participant": "$0"}), "PAY-12", "caps.participant", "is $0"),
    (payment(caps={"outcome": {"math": "$5"}}), "PAY-12", "caps.outcome.math", "no line pays for it"),
    (payment(caps={"year": {"2031-32": "$5"}}), "PAY-12", "caps.year.2031-32", "no line pays for it"),
    (
        payment(caps={"year": {"2027-28": "$5,000"}, "carry_over": "true"}),
        "PAY-46",
        "caps.carry_over",
        "no later year has a cap",
    ),
    (
        line(per_participant={"proposed": "true", "at_least": "$500", "at_most": "$300"}),
        "PAY-13",
        "rates.reading.per_participant.at_least",
        "at least $500 and at most $300",
    ),
    (
        rated({"absence": {"share_of": {"budget": "9%"}}}),
        "PAY-18",
        "rates.absence.share_of.budget",
        "no budget is stated",
    ),
    (
        deal(
            funding={"sources": {"s": {"name": "S", "federal": "true", "amount": "$9", "pays": ["rates"]}}},
            payment={
                "rates": {"reading": None, "absence": {"share_of": {"actual_cost": "9%"}, "at_most": "$9"}}
            },
        ),
        "PAY-25",
        "rates.absence.share_of.actual_cost",
        "a share of actual cost with federal money (S)",
    ),
    # the base
    (
        payment(base={"fixed": None, "due": None, "per_participant": "$900", "installments": INSTALLMENTS}),
        "PAY-03",
        "base.installments.close.share",
        "add up to 95%, not 100%",
    ),
    (
        payment(base={"per_participant": "$9"}),
        "PAY-08",
        "base.fixed",
        "more than one way: per_participant and fixed",
    ),
    (payment(base={"fixed": None}), "PAY-08", "base", "priced in no way"),
    (
        payment(
            base={
                "due": None,
                "installments": {
                    "a": {"share": "50%", "due": "2028-02-15"},
                    "b": {"share": "50%", "due": "2027-10-15"},
                },
            }
        ),
        "PAY-11",
        "base.installments.b.due",
        "due on 2027-10-15, before a on 2028-02-15",
    ),
    (
        payment(base={"due": None, "installments": {"a": {"share": "100%"}}}),
        "PAY-21",
        "base.installments.a",
        "no date",
    ),
    (payment(base={"due": None}), "PAY-21", "base", "neither installments nor a date"),
    (payment(base={"unit": "license"}), "PAY-22", "base.unit", "unless the base is priced per_unit"),
    (
        payment(base={"fixed": None, "per_unit": "$9", "unit": "license"}),
        "PAY-22",
        "base.per_unit",
        "priced per unit but has no units",
    ),
    (
        payment(base={"installments": {"a": {"share": "100%", "due": "2027-10-15"}}}),
        "PAY-22",
        "base.due",
        "installments and also due",
    ),
    (payment(base=None, rates={"reading": None}), "PAY-23", "", "Nothing is paid"),
    (deal(funding={"not_to_exceed": "$9,000"}), "PAY-24", "funding.not_to_exceed", "$10,000, more than"),
]
