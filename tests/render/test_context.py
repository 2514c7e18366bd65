"""Templates have exactly the documented names; each fact holds for one spec and fails for another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deals import PLAIN, deal, group_outcome, outcome, overlaid
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.payment.schedule import schedule
from obcgen.render.context import NAMES, context, read_labels
from obcgen.render.facts import AMOUNTS, FACTS, facts, meanings
from obcgen.render.public import hidden_paths
from obcgen.render.records import VerificationRow, threshold
from obcgen.render.reference import RECORDS, reference
from obcgen.render.thresholds import amounts_on
from obcgen.source import parse, read_text
from obcgen.spec import ALWAYS_CONFIDENTIAL, Measure, Spec

Texts = dict[str, Any]


def names_of(spec: Spec) -> dict[str, Any]:
    return context(spec, schedule(spec), builtin())


# --- names ----------------------------------------------------------------------------------------


def test_templates_have_exactly_the_documented_names() -> None:
    assert list(names_of(deal())) == [name.name for name in NAMES]
    assert len({name.name for name in NAMES}) == len(NAMES)


def test_every_name_record_fact_and_filter_is_in_the_reference() -> None:
    page = reference()
    for word in (
        *(name.name for name in NAMES),
        *meanings(),
        *RECORDS,
        "cents",
        "sentence",
        "capital",
        "weekday",
    ):
        assert word in page, word


def test_every_name_and_meaning_is_said_in_words() -> None:
    for name in NAMES:
        assert name.kind
        assert name.example
        assert name.source
    assert all(text.endswith(".") for text in meanings().values())
    assert len(set(meanings().values())) == len(meanings()), "two facts that mean the same are one too many"


def test_a_section_that_the_spec_leaves_out_is_none() -> None:
    names = names_of(deal())
    assert names["agreement"] is names["provider"] is names["procurement"] is None
    assert names["dates"] == ()
    assert names["criterion_words"] == ""


# --- facts ----------------------------------------------------------------------------------------

SOURCE = {"name": "Title I", "federal": "true", "amount": "$1,000", "pays": ["base"]}
DUTY = {"duty": "Do it"}
FLOW = {
    "from": "district", "to": "provider", "elements": ["name"], "purpose": "delivery",
    "basis": "school_official", "destroy_by": "2029-01-01",
}  # fmt: skip
PROCUREMENT = {
    "method": "competitive proposals",
    "time_zone": "America/Denver",
    "schedule": {"issue": "2027-03-01", "proposals_due": "2027-05-14T14:00"},
    "submission": {"how": "electronic", "to": "a@b.example"},
}
AGREEMENT = {
    "number": "C-1", "effective": "2027-07-01", "ends": "2028-12-31", "governing_law": "Colorado",
    "termination": {"cause": {"cure": "15 days"}, "settlement": {"base": "pro_rata", "outcomes": "reached"}},
}  # fmt: skip
PRICE = {
    "name": "Price",
    "weight": "100",
    "scoring": {"compare": "maximum_total", "formula": "lowest_over_offer"},
}
INSTALLMENTS = {"all": {"share": "100%", "due": "2027-10-15"}}
THIRD = {"verification": {**outcome("x")["verification"], "decided_by": "third_party"}}
ROSTER = {"locked": "2027-09-30"}


def flow(**changes: Any) -> Texts:
    return {"data": {"flows": {"a": FLOW | changes}}}


def bought(**changes: Any) -> Texts:
    return {"procurement": overlaid(PROCUREMENT, changes)}


def agreed(**changes: Any) -> Texts:
    return {"agreement": overlaid(AGREEMENT, changes)}


HOLDS: dict[str, Texts] = {
    "draft": {"document": {"status": "draft"}},
    "has_notice": {"document": {"notice": "An example."}},
    "federal": {"funding": {"sources": {"a": SOURCE}}},
    "pay_for_success": {"funding": {"sources": {"a": SOURCE | {"pay_for_success": "true"}}}},
    "has_funding_sources": {"funding": {"sources": {"a": SOURCE}}},
    "has_fund_dates": {"funding": {"sources": {"a": SOURCE | {"liquidate_by": "2029-01-01"}}}},
    "has_goals": {"need": {"problem": "A problem.", "goals": ["A goal."]}},
    "has_base": {},
    "has_installments": {"payment": {"base": {"due": None, "installments": INSTALLMENTS}}},
    "has_rates": {},
    "proposed_prices": {
        "payment": {"rates": {"reading": {"per_participant": {"proposed": "true", "at_most": "$500"}}}}
    },
    "has_caps": {"payment": {"caps": {"participant": "$100"}}},
    "has_discount": {"payment": {"discount": "2%"}},
    "has_retainage": {"payment": {"invoicing": {"retainage": "10%"}}},
    "has_district_default": {
        "payment": {"if_district_defaults": {"effect": "excluded", "reach": "contract"}}
    },
    "has_dosage": {},
    "has_minimum_dosage": {},
    "has_evidence_tier": {"program": {"evidence_tier": "2"}},
    "has_history": {"population": {"history": {"2025-26": {"measured": "10", "reached": "2"}}}},
    "has_guaranteed": {"population": {"guaranteed": "50"}},
    "has_roster": {"population": {"roster": ROSTER}},
    "has_substitution": {"population": {"roster": ROSTER | {"substitution_until": "2027-11-01"}}},
    "has_groups": {"population": {"groups": {"a": {"name": "A", "planned": "10"}}}},
    "has_cohorts": {
        "cohorts": {"a": {"name": "A", "planned": "100", "starts": "2027-10-04", "ends": "2028-05-19"}}
    },
    "has_lots": {"lots": {"a": {"name": "A"}}},
    "has_dispute": {"verification": {"dispute": {"notice": "10 days", "steps": ["meet"]}}},
    "has_provider_must": {
        "verification": {"provider_must": {"a": DUTY | {"by": "monthly", "evidence": "log"}}}
    },
    "third_party_verifier": {"outcomes": {"reading": THIRD}},
    "has_duties": {"duties": {"provider": {"a": DUTY}}},
    "has_district_duties": {"duties": {"district": {"a": DUTY}}},
    "has_provider_duties": {"duties": {"provider": {"a": DUTY}}},
    "has_data_flows": flow(),
    "has_uses": {"data": {"uses": ["payment"]}},
    "has_privacy_agreement": {"data": {"privacy_agreement": "State agreement"}},
    "evaluator_flow": flow(to="third_party"),
    "ferpa": flow(),
    "basis_school_official": flow(),
    "basis_studies": flow(basis="studies"),
    "basis_audit": flow(basis="audit_or_evaluation"),
    "basis_consent": flow(basis="consent"),
    "has_meetings": {"improvement": {"meetings": {"every": "4 weeks", "attend": ["lead"]}}},
    "has_indicators": {"improvement": {"indicators": ["attendance"]}},
    "has_interviews": bought(schedule={"interviews": "2027-05-27"}),
    "has_protest": bought(protest={"within": "7 days", "to": "Agent"}),
    "has_scale": bought(scale={"from": "0", "to": "5"}),
    "has_tie_break": bought(criteria={"price": PRICE}, tie_break=["price"]),
    "has_price_formula": bought(criteria={"price": PRICE}),
    "electronic_submission": bought(),
    "multiple_award": bought(award={"kind": "multiple", "providers": "2"}),
    "by_lot": bought(award={"kind": "by_lot"}),
    "has_insurance": agreed(insurance={"a": {"kind": "Cyber", "amount": "$1"}}),
    "has_precedence": agreed(precedence=["agreement"]),
    "terminates_for_convenience": agreed(termination={"convenience": {"notice": "30 days"}}),
    "pro_rata_settlement": agreed(),
    "settles_outcomes": agreed(),
}
FAILS: dict[str, Texts] = {
    "draft": {"document": {"status": "final"}},
    "has_base": {"payment": {"base": None}},
    "has_rates": {"payment": {"rates": None}},
    "has_dosage": {"program": {"dosage": None}},
    "has_minimum_dosage": {"program": {"dosage": {"minimum": None}}},
    "federal": {"funding": {"sources": {"a": SOURCE | {"federal": "false"}}}},
    "has_fund_dates": {"funding": {"sources": {"a": SOURCE}}},
    "has_substitution": {"population": {"roster": ROSTER}},
    "has_retainage": {"payment": {"invoicing": {"retainage": "0%"}}},
    "has_discount": {"payment": {"discount": "0%"}},
    "ferpa": flow(basis="deidentified"),
    "electronic_submission": bought(submission={"how": "paper"}),
    "has_price_formula": bought(criteria={"price": {"name": "Price", "weight": "100", "scoring": None}}),
    "pro_rata_settlement": agreed(termination={"settlement": {"base": "installments_due"}}),
    "settles_outcomes": agreed(termination={"settlement": {"outcomes": "none"}}),
    "terminates_for_convenience": agreed(),
    "has_provider_duties": {"duties": {"district": {"a": DUTY}}},
}


def fact(name: str, changes: Texts) -> bool:
    return facts(deal(**changes), {})[name]


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_holds_for_one_spec_and_fails_for_another(name: str) -> None:
    assert fact(name, HOLDS[name]) is True
    assert fact(name, FAILS.get(name, {})) is False


@pytest.mark.parametrize("name", AMOUNTS)
def test_an_amount_of_law_is_exceeded_only_above_it(name: str) -> None:
    amounts = amounts_on(builtin(), date(2027, 3, 1))
    limit = amounts[AMOUNTS[name][0]]
    above = Money(limit.cents + 1)
    assert facts(deal(funding={"not_to_exceed": limit.exact}), amounts)[name] is False
    assert facts(deal(funding={"not_to_exceed": above.exact}), amounts)[name] is True
    assert facts(deal(funding={"not_to_exceed": above.exact}), {})[name] is False


@pytest.mark.parametrize(
    ("issued", "limit", "above"),
    [
        ("2025-09-30", "$250,000.00", False),
        ("2025-09-30", "$250,000.01", True),
        ("2025-10-01", "$250,000.01", False),
        ("2025-10-01", "$350,000.01", True),
    ],
)
def test_the_day_of_the_document_decides_which_amount_holds(issued: str, limit: str, above: bool) -> None:
    spec = deal(document={"issued": issued}, funding={"not_to_exceed": limit})
    assert names_of(spec)["fact"]["above_simplified"] is above


# --- the public view ------------------------------------------------------------------------------


def test_what_is_always_confidential_and_what_the_district_adds_is_hidden() -> None:
    spec = deal(document={"confidential": ["program.group_size", "population.schools"]}, program={"group_size": "4"},
                population={"schools": ["A"]})  # fmt: skip
    always = {tuple(path.split(".")) for path in ALWAYS_CONFIDENTIAL}
    assert set(hidden_paths(spec)) == always | {("program", "group_size"), ("population", "schools")}


def test_the_names_of_the_public_view_hold_no_secret() -> None:
    text = """\
obcgen: 1
document: {number: R, title: T, issued: 2027-03-01, confidential: [population.schools]}
"""
    source = read_text(text + _yaml({key: value for key, value in PLAIN.items() if key not in {"obcgen", "document"}}
                                    | {"provider": {"name": "SECRET-1", "address": "SECRET-2"}, "waive": {}})
                       .replace("planned: 100", "planned: 100\n  schools: [SECRET-3]"))  # fmt: skip
    spec = parse(source, Spec)
    assert "SECRET-1" in repr(names_of(spec))
    assert "SECRET-3" in repr(names_of(spec))
    shown = parse(source.without(hidden_paths(spec)), Spec)
    assert "SECRET" not in repr(names_of(shown))


def _yaml(data: Any, indent: int = 0) -> str:
    lines = []
    for key, value in data.items():
        if isinstance(value, dict) and value:
            lines.append(" " * indent + f"{key}:\n" + _yaml(value, indent + 2))
        else:
            shown = "{}" if value == {} else f"[{', '.join(value)}]" if isinstance(value, list) else value
            lines.append(" " * indent + f"{key}: {shown}\n")
    return "".join(lines)


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ({}, "at or above the 40th percentile"),
        ({"at_least": "1"}, "at or above the 1st percentile"),
        ({"at_least": "42"}, "at or above the 42nd percentile"),
        ({"at_least": "33"}, "at or above the 33rd percentile"),
        ({"at_least": "11"}, "at or above the 11th percentile"),
        ({"at_least": "12"}, "at or above the 12th percentile"),
        ({"at_least": "62.5"}, "at or above the 62.5th percentile"),
        ({"at_least": None, "at_most": "5", "scale": "days"}, "5 days or less"),
        ({"at_least": {"K": "40", "3": "45"}},
         "Kindergarten: at or above the 40th percentile; Grade 3: at or above the 45th percentile"),
        ({"kind": "gain", "from": "spring", "scale": "points", "at_least": "1200.5"}, "a gain of 1,200.5 points or more"),
        ({"at_least": None}, "set in the Rate Card"),
    ],
)  # fmt: skip
def test_a_threshold_is_said_in_words(measure: Texts, words: str) -> None:
    texts = overlaid(outcome("x")["measure"], measure)
    if isinstance(measure.get("at_least"), dict):
        texts["at_least"] = measure["at_least"]
    assert threshold(Measure.model_validate(texts), read_labels(builtin())) == words


def test_outcomes_that_are_decided_alike_share_a_row_that_says_it_once() -> None:
    late = overlaid(outcome("x")["verification"], {"sources": {"log": {
        "from": "provider", "system": "log", "supplies": "hours", "due": "monthly"}}})  # fmt: skip
    spec = deal(outcomes={
        "reading": outcome("Reading", verification=late), "math": outcome("Math", verification=late),
        "absence": group_outcome("Absence"),
    })  # fmt: skip
    rows: tuple[VerificationRow, ...] = names_of(spec)["verification_rows"]
    assert [each.outcome for each in rows] == ["Reading and Math", "Absence"]
    assert [(s.inspected, s.system, s.from_whom, s.due) for s in rows[0].sources] == [
        ("scores", "export", "the District", "June 1, 2028"), ("hours", "log", "the Provider", "monthly"),
    ]  # fmt: skip
    assert [(x.from_whom, x.remedy) for x in rows[0].late] == [
        ("the District", "each later date moves by the same number of days"),
        ("the Provider", "payment waits until the data are complete"),
    ]
    assert rows[0].within == "15 business days after all the data are received"
    assert len(rows[1].late) == 1


def test_a_moment_of_the_procurement_has_its_day_and_time_zone() -> None:
    dates = names_of(deal(**bought()))["dates"]
    assert [(each.id, each.label, each.day, str(each.when)) for each in dates] == [
        ("issue", "RFP issued", "Monday", "2027-03-01"),
        (
            "proposals_due",
            "Proposals due",
            "Friday",
            "May 14, 2027, 2:00 p.m. Mountain Time (America/Denver)",
        ),
    ]


def test_exposure_is_nothing_or_everything() -> None:
    none, every = names_of(deal())["exposure_rows"]
    assert (str(none.base), str(none.performance), str(none.total)) == ("$10,000", "$0", "$10,000")
    assert (str(every.base), str(every.performance), str(every.total)) == ("$10,000", "$50,000", "$60,000")


def test_nobody_measured_is_a_share_of_nothing() -> None:
    spec = deal(population={"history": {"2025-26": {"measured": "0", "reached": "0"}}})
    assert str(names_of(spec)["history_rows"][0].share) == "0%"
