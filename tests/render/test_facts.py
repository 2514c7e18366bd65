"""Each fact that conditions ask for holds for one spec and fails for another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deals import Texts, deal, outcome, overlaid
from obcgen.law.in_force import amounts_on
from obcgen.library.facts import AMOUNTS, FACTS, FIELDS, facts
from obcgen.money import Money
from obcgen.pack import builtin
from packs import AGREEMENT, PROCUREMENT

SOURCE = {"name": "Title I", "federal": "true", "amount": "$1,000", "pays": ["base"]}
DEFAULT = {"effect": "excluded", "reach": "contract"}
DUTY = {"duty": "Do it"}
FLOW = {
    "from": "district", "to": "provider", "elements": ["name"], "purpose": "delivery",
    "basis": "school_official", "destroy_by": "2029-01-01",
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
    "for_bidders": {"provider": {"name": "[Provider]", "address": "[address of the Provider]"}},
    "has_notice": {"document": {"notice": "An example."}},
    "has_district_terms": {"district": {"terms": ["C.R.S. 24-18-201, interests in contracts"]}},
    "federal": {"funding": {"sources": {"a": SOURCE}}},
    "pay_for_success": {"funding": {"sources": {"a": SOURCE | {"pay_for_success": "true"}}}},
    "has_funding_sources": {"funding": {"sources": {"a": SOURCE}}},
    "has_fund_dates": {"funding": {"sources": {"a": SOURCE | {"liquidate_by": "2029-01-01"}}}},
    "has_goals": {"need": {"problem": "A problem.", "goals": ["A goal."]}},
    "has_base": {},
    "reimburses_costs": {
        "payment": {"base": {"fixed": None, "reimbursed": {"budget": "$9,000"}}},
    },
    "base_by_service": {
        "payment": {"base": {"fixed": None, "tiers": [{"at_least": "9 hours", "pay": "$20"}]}},
    },
    "base_can_be_reduced": {},
    "has_installments": {"payment": {"base": {"due": None, "installments": INSTALLMENTS}}},
    "has_rates": {},
    "proposed_prices": {
        "payment": {"rates": {"reading": {"per_participant": {"proposed": "true", "at_most": "$500"}}}}
    },
    "joins_outcomes": {
        "payment": {"rates": {"reading": {"all": ["reading", "math"], "per_participant": "$500"}}}
    },
    "pays_by_measured_result": {
        "payment": {"rates": {"reading": {"per_participant": None, "per_unit": "$5", "unit": "day"}}}
    },
    "pays_by_tier": {
        "payment": {"rates": {"reading": {"per_participant": {"tiers": [{"at_least": "40", "pay": "$5"}]}}}}
    },
    "has_caps": {"payment": {"caps": {"participant": "$100"}}},
    "has_discount": {"payment": {"discount": "2%"}},
    "has_retainage": {"payment": {"invoicing": {"retainage": "10%"}}},
    "has_district_default": {"payment": {"if_district_defaults": DEFAULT}},
    "presumes_cause": {"payment": {"if_district_defaults": DEFAULT | {"cause": "presumed"}}},
    "failed_tests_count": {"payment": {"if_district_defaults": DEFAULT | {"failed_tests": "true"}}},
    "has_late_interest": {"payment": {"invoicing": {"late_interest": {"rate": "8%"}}}},
    "pays_early_end": agreed(termination={"convenience": {"notice": "30 days", "fee": "$1"}}),
    "has_dosage": {},
    "has_minimum_dosage": {},
    "has_evidence_tier": {"program": {"evidence_tier": "2"}},
    "has_history": {"population": {"history": {"2025-26": {"measured": "10", "reached": "2"}}}},
    "has_guaranteed": {"population": {"guaranteed": "50"}},
    "has_roster": {"population": {"roster": ROSTER}},
    "has_substitution": {"population": {"roster": ROSTER | {"substitution_until": "2027-11-01"}}},
    "has_groups": {"population": {"groups": {"a": {"name": "A", "planned": "10"}}}},
    "deems_reached": {"outcomes": {"reading": {"missing": {"final": "deemed_reached"}}}},
    "has_group_result": {},
    "has_participant_result": {},
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
    "basis_kept": flow(basis="kept_for_district"),
    "basis_studies": flow(basis="studies"),
    "basis_audit": flow(basis="audit_or_evaluation"),
    "basis_consent": flow(basis="consent"),
    "basis_release": flow(basis="release"),
    "basis_wage_records": flow(basis="wage_records"),
    "basis_hipaa": flow(basis="hipaa"),
    "wioa_title_i": {"funding": {"sources": {"a": SOURCE | {"aln": "17.258"}}}},
    "pay_for_performance": {"funding": {"sources": {"a": SOURCE | {"pay_for_performance": "true"}}}},
    "gives_tests": {"program": {"field": "workforce"}},
    "serves_minors": {},
    "school_district": {},
    **{f"field_{field}": {"program": {"field": field}} for field in FIELDS},
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
    "has_best_and_final": bought(best_and_final="true"),
    "has_debriefing": bought(debriefing="8 days"),
    "has_financial_statements": bought(financial_statements="2"),
    "has_renewal": agreed(renewal={"options": "1", "length": "12 months", "notice": "60 days"}),
    "has_bond": agreed(bond={"amount": "$1"}),
    "has_insurance": agreed(insurance={"a": {"kind": "Cyber", "amount": "$1"}}),
    "has_precedence": agreed(precedence=["agreement"]),
    "terminates_for_convenience": agreed(termination={"convenience": {"notice": "30 days"}}),
    "pro_rata_settlement": agreed(),
    "settles_outcomes": agreed(),
}
FAILS: dict[str, Texts] = {
    "has_group_result": {"outcomes": {"absence": None}},
    "has_participant_result": {"outcomes": {"reading": None, "math": None}, "payment": {"rates": None}},
    "draft": {"document": {"status": "final"}},
    "has_base": {"payment": {"base": None}},
    "base_can_be_reduced": {
        "payment": {"base": {"fixed": None, "tiers": [{"at_least": "9 hours", "pay": "$20"}]}},
    },
    "has_rates": {"payment": {"rates": None}},
    "has_dosage": {"program": {"dosage": None}},
    "has_minimum_dosage": {"program": {"dosage": {"minimum": None}}},
    "federal": {"funding": {"sources": {"a": SOURCE | {"federal": "false"}}}},
    "has_fund_dates": {"funding": {"sources": {"a": SOURCE}}},
    "has_substitution": {"population": {"roster": ROSTER}},
    "has_retainage": {"payment": {"invoicing": {"retainage": "0%"}}},
    "has_discount": {"payment": {"discount": "0%"}},
    "ferpa": flow(basis="wage_records"),
    "gives_tests": {
        "program": {"field": "workforce"},
        "assessments": {"test": {"administered_by": "third_party"}},
    },
    "serves_minors": {"program": {"field": "workforce"}},
    "school_district": {"district": {"role": "board"}},
    "field_tutoring": {"program": {"field": "health"}},
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
    assert facts(spec, amounts_on(builtin(), spec.document.issued))["above_simplified"] is above
