"""The facts that conditions ask for: each a name, what it means, and how it follows from the spec."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from obcgen.deal.base_funding import ByDosage, Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.spec import NOT_YET_KNOWN, Spec
from obcgen.spec.data import EDUCATION_RECORDS
from obcgen.spec.nouns import FieldOfWork, nouns
from obcgen.spec.rates import Tiers

FIELDS: dict[FieldOfWork, str] = {
    "tutoring": "tutoring",
    "edtech": "education technology",
    "workforce": "workforce services",
    "health": "health",
    "early_childhood": "early childhood",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A condition: what it says when it holds, and how that is found out."""

    meaning: str
    holds: Callable[[Spec], object]


def _parties(spec: Spec) -> set[str]:
    flows = spec.data.flows.values() if spec.data else ()
    return {party.who for flow in flows for party in (flow.from_, flow.to)}


def _of_field(field: str, words: str) -> Fact:
    return Fact(f"The field of work is {words}.", lambda s: s.program.field == field)


def _bases(spec: Spec) -> set[str]:
    return {flow.basis for flow in spec.data.flows.values()} if spec.data else set()


WIOA_TITLE_I = ("17.258", "17.259", "17.277", "17.278")
"""Assistance listings of WIOA title I: adults, youth, dislocated workers and the national grants for them."""


def _wioa(spec: Spec) -> bool:
    return any((source.aln or "").startswith(WIOA_TITLE_I) for source in spec.funding.sources.values())


def _decided_by(spec: Spec) -> set[str]:
    return {outcome.verification.decided_by.who for outcome in spec.outcomes.values()}


def _gives_tests(spec: Spec) -> bool:
    """Tell whether results come from tests, in workforce services those that a party gives to each person."""
    tools = spec.assessments
    return spec.program.field != "workforce" or any(
        measure.counted_by == "participant"
        and measure.assessment in tools
        and tools[measure.assessment].administered_by.who != "third_party"
        for measure in (outcome.measure for outcome in spec.outcomes.values())
    )


def _award(spec: Spec) -> str:
    award = spec.procurement.award if spec.procurement else None
    return award.kind if award else ""


def _criteria(spec: Spec) -> bool:
    criteria = spec.procurement.criteria.values() if spec.procurement else ()
    return any(criterion.scoring for criterion in criteria)


def _reducible(spec: Spec) -> bool:
    base = deal_of(spec).base_funding
    return base is not None and not base.by_delivery


def _caps(spec: Spec) -> bool:
    caps = spec.payment.caps
    return caps is not None and any(bool(value) for _, value in caps)


def _settlement(spec: Spec, part: str, word: str) -> bool:
    """Tell whether early termination is settled in a way; where nothing is said, in the usual ways."""
    termination = spec.agreement.termination if spec.agreement else None
    return termination is None or getattr(termination.settlement, part) == word


def _early_end(spec: Spec) -> bool:
    termination = spec.agreement.termination if spec.agreement else None
    ending = termination.convenience if termination else None
    return ending is not None and any((ending.in_flight, ending.fee, ending.start_up))


def _share(spec: Spec, part: str) -> bool:
    owner = spec.payment if part == "discount" else spec.payment.invoicing
    share = getattr(owner, part, None) if owner else None
    return share is not None and share.value > Fraction(0)


FACTS: dict[str, Fact] = {
    "draft": Fact("The document is a draft.", lambda s: s.document.status == "draft"),
    "for_bidders": Fact(
        "The Agreement is the draft that bidders see: the other party is not known yet.",
        lambda s: s.provider == NOT_YET_KNOWN,
    ),
    "has_notice": Fact("A notice stands on the cover.", lambda s: s.document.notice),
    "has_district_terms": Fact("Terms of state law and policy are listed.", lambda s: s.district.terms),
    "federal": Fact("Federal money pays.", lambda s: any(x.federal for x in s.funding.sources.values())),
    "pay_for_success": Fact(
        "A source claims to be an ESSA pay for success initiative.",
        lambda s: any(x.pay_for_success for x in s.funding.sources.values()),
    ),
    "has_funding_sources": Fact("Funding sources are named.", lambda s: s.funding.sources),
    "has_fund_dates": Fact(
        "A funding source has a last day.",
        lambda s: any(x.obligate_by or x.liquidate_by for x in s.funding.sources.values()),
    ),
    "has_goals": Fact("The need is described, with goals.", lambda s: s.need and s.need.goals),
    "has_base": Fact("There is Base Funding.", lambda s: s.payment.base),
    "reimburses_costs": Fact(
        "Base Funding reimburses costs.", lambda s: isinstance(deal_of(s).base_funding, Reimbursed)
    ),
    "base_by_service": Fact(
        "Base Funding goes by the service that each participant received.",
        lambda s: isinstance(deal_of(s).base_funding, ByDosage),
    ),
    "base_can_be_reduced": Fact(
        "Services not delivered reduce Base Funding: it is neither costs nor a price of service received.",
        _reducible,
    ),
    "has_installments": Fact(
        "Base Funding is paid in installments.",
        lambda s: s.payment.base and (s.payment.base.installments or s.payment.base.by_year),
    ),
    "has_rates": Fact("There is a rate card.", lambda s: s.payment.rates),
    "proposed_prices": Fact(
        "Bidders propose a price.", lambda s: any(line.proposed for line in deal_of(s).lines.values())
    ),
    "joins_outcomes": Fact(
        "A line of the Rate Card asks for all or any of several Outcomes.",
        lambda s: any(line.paid_for.joined in {"all", "any"} for line in deal_of(s).lines.values()),
    ),
    "pays_by_measured_result": Fact(
        "A line pays by measured result, not by whether the Outcome is reached.",
        lambda s: any(line.begins_at is not None for line in deal_of(s).lines.values()),
    ),
    "pays_by_tier": Fact(
        "A line pays each participant by tiers of a result.",
        lambda s: any(isinstance(rate.per_participant, Tiers) for rate in s.payment.rates.values()),
    ),
    "has_caps": Fact("Performance Funding has caps.", _caps),
    "has_discount": Fact("The published rates are discounted.", lambda s: _share(s, "discount")),
    "has_retainage": Fact("Part of each payment is retained.", lambda s: _share(s, "retainage")),
    "has_district_default": Fact(
        "It is said what follows when the District fails.", lambda s: s.payment.if_district_defaults
    ),
    "presumes_cause": Fact(
        "A failure of the District counts as the cause of a loss.",
        lambda s: s.payment.if_district_defaults and s.payment.if_district_defaults.cause == "presumed",
    ),
    "failed_tests_count": Fact(
        "A failed test of the District counts as its failure.",
        lambda s: s.payment.if_district_defaults and s.payment.if_district_defaults.failed_tests,
    ),
    "has_late_interest": Fact(
        "A late payment bears interest.", lambda s: s.payment.invoicing and s.payment.invoicing.late_interest
    ),
    "pays_early_end": Fact("More is owed where the District ends the deal without cause.", _early_end),
    "has_dosage": Fact("The amount of service is stated.", lambda s: s.program.dosage),
    "has_minimum_dosage": Fact(
        "A least amount of service is stated.", lambda s: s.program.dosage and s.program.dosage.minimum
    ),
    "has_evidence_tier": Fact("A tier of evidence is asked for.", lambda s: s.program.evidence_tier),
    "has_history": Fact("Earlier results are given.", lambda s: s.population.history),
    "has_guaranteed": Fact("The District undertakes to refer a number.", lambda s: s.population.guaranteed),
    "has_roster": Fact("It is said how the roster is kept.", lambda s: s.population.roster),
    "has_substitution": Fact(
        "Participants may be replaced.",
        lambda s: s.population.roster and s.population.roster.substitution_until,
    ),
    "has_groups": Fact("There are groups of participants.", lambda s: s.population.groups),
    "deems_reached": Fact(
        "A missing measure of an Outcome is deemed reached.",
        lambda s: any(
            "deemed_reached" in {each.missing.initial, each.missing.final} for each in s.outcomes.values()
        ),
    ),
    "has_group_result": Fact(
        "An Outcome is one result of the group.",
        lambda s: any(outcome.measure.counted_by == "group" for outcome in s.outcomes.values()),
    ),
    "has_participant_result": Fact(
        "An Outcome is a result of each participant.",
        lambda s: any(outcome.measure.counted_by == "participant" for outcome in s.outcomes.values()),
    ),
    "has_cohorts": Fact("There are several cohorts.", lambda s: s.cohorts),
    "has_lots": Fact("Lots are awarded apart.", lambda s: s.lots),
    "has_dispute": Fact(
        "It is said how a dispute about a result is settled.",
        lambda s: s.verification and s.verification.dispute,
    ),
    "has_provider_must": Fact(
        "The Provider has duties in verification.", lambda s: s.verification and s.verification.provider_must
    ),
    "third_party_verifier": Fact(
        "A third party decides a result.", lambda s: "third_party" in _decided_by(s)
    ),
    "has_duties": Fact("Duties of the parties are listed.", lambda s: s.duties),
    "has_district_duties": Fact(
        "The District's duties are listed.", lambda s: s.duties and s.duties.district
    ),
    "has_provider_duties": Fact(
        "The Provider's duties are listed.", lambda s: s.duties and s.duties.provider
    ),
    "has_data_flows": Fact("Data move between the parties.", lambda s: s.data and s.data.flows),
    "has_uses": Fact("The uses of the data are named.", lambda s: s.data and s.data.uses),
    "has_privacy_agreement": Fact(
        "A student data privacy agreement is named.", lambda s: s.data and s.data.privacy_agreement
    ),
    "evaluator_flow": Fact("A third party receives data.", lambda s: "third_party" in _parties(s)),
    "ferpa": Fact("Education records move.", lambda s: _bases(s) & EDUCATION_RECORDS),
    "basis_school_official": Fact(
        "A flow rests on 34 CFR 99.31(a)(1).", lambda s: "school_official" in _bases(s)
    ),
    "basis_kept": Fact(
        "Records are kept for the District, 34 CFR 99.3.", lambda s: "kept_for_district" in _bases(s)
    ),
    "basis_studies": Fact("A flow rests on 34 CFR 99.31(a)(6).", lambda s: "studies" in _bases(s)),
    "basis_audit": Fact("A flow rests on 34 CFR 99.31(a)(3).", lambda s: "audit_or_evaluation" in _bases(s)),
    "basis_consent": Fact("A flow rests on consent under 34 CFR 99.30.", lambda s: "consent" in _bases(s)),
    "basis_release": Fact("A flow rests on a signed release.", lambda s: "release" in _bases(s)),
    "basis_wage_records": Fact("Wage records move, 20 CFR part 603.", lambda s: "wage_records" in _bases(s)),
    "basis_hipaa": Fact("Protected health information moves.", lambda s: "hipaa" in _bases(s)),
    "wioa_title_i": Fact("Money of WIOA title I pays.", _wioa),
    "pay_for_performance": Fact(
        "A source claims to be a WIOA pay-for-performance contract strategy.",
        lambda s: any(x.pay_for_performance for x in s.funding.sources.values()),
    ),
    "gives_tests": Fact("Results come from tests, not from records alone.", _gives_tests),
    "serves_minors": Fact(
        "Those served may be minors.", lambda s: nouns(s.district.role, s.program.field).minors
    ),
    "school_district": Fact("The buyer is a school district.", lambda s: s.district.role == "district"),
    **{f"field_{field}": _of_field(field, words) for field, words in FIELDS.items()},
    "has_meetings": Fact(
        "The parties meet over the data.", lambda s: s.improvement and s.improvement.meetings
    ),
    "has_indicators": Fact(
        "Leading indicators are named.", lambda s: s.improvement and s.improvement.indicators
    ),
    "has_interviews": Fact(
        "A day of interviews is set.", lambda s: s.procurement and s.procurement.schedule.interviews
    ),
    "has_protest": Fact("It is said how to protest.", lambda s: s.procurement and s.procurement.protest),
    "has_scale": Fact("The scoring scale is stated.", lambda s: s.procurement and s.procurement.scale),
    "has_tie_break": Fact(
        "It is said how a tie is broken.", lambda s: s.procurement and s.procurement.tie_break
    ),
    "has_price_formula": Fact("A criterion is scored by a formula.", _criteria),
    "electronic_submission": Fact(
        "Proposals are handed in electronically.",
        lambda s: s.procurement and s.procurement.submission.how == "electronic",
    ),
    "multiple_award": Fact("More than one contract may be made.", lambda s: _award(s) == "multiple"),
    "by_lot": Fact("Each lot is awarded apart.", lambda s: _award(s) == "by_lot"),
    "has_best_and_final": Fact(
        "The District may ask for best and final offers.",
        lambda s: s.procurement and s.procurement.best_and_final,
    ),
    "has_debriefing": Fact(
        "An Offeror may ask for a debriefing.", lambda s: s.procurement and s.procurement.debriefing
    ),
    "has_financial_statements": Fact(
        "Financial statements are asked for.", lambda s: s.procurement and s.procurement.financial_statements
    ),
    "has_renewal": Fact(
        "The District may renew the contract.", lambda s: s.agreement and s.agreement.renewal
    ),
    "has_bond": Fact("A performance bond is asked for.", lambda s: s.agreement and s.agreement.bond),
    "has_insurance": Fact("Insurance is asked for.", lambda s: s.agreement and s.agreement.insurance),
    "has_precedence": Fact(
        "An order of precedence is stated.", lambda s: s.agreement and s.agreement.precedence
    ),
    "terminates_for_convenience": Fact(
        "The District may end the contract without cause.",
        lambda s: s.agreement and s.agreement.termination and s.agreement.termination.convenience,
    ),
    "pro_rata_settlement": Fact(
        "Base Funding is owed pro rata at an early end.", lambda s: _settlement(s, "base", "pro_rata")
    ),
    "settles_outcomes": Fact(
        "Outcomes reached by an early end are paid.", lambda s: _settlement(s, "outcomes", "reached")
    ),
}

AMOUNTS = {
    "above_micro_purchase": ("micro_purchase", "the micro-purchase threshold"),
    "above_ten_thousand": ("ten_thousand", "the amount for termination clauses"),
    "above_simplified": ("simplified_acquisition", "the simplified acquisition threshold"),
    "above_one_hundred_thousand": ("one_hundred_thousand", "the amount for the anti-lobbying certification"),
    "above_one_hundred_fifty_thousand": ("one_hundred_fifty_thousand", "the amount for clean air and water"),
}
"""Facts that compare the not-to-exceed amount with an amount of law on the document's day."""


def facts(spec: Spec, amounts: Mapping[str, Money]) -> dict[str, bool]:
    """Return every fact of a spec. An amount of law not in force on the document's day is not exceeded."""
    found = {name: bool(fact.holds(spec)) for name, fact in FACTS.items()}
    for name, (amount, _) in AMOUNTS.items():
        found[name] = amount in amounts and spec.funding.not_to_exceed > amounts[amount]
    return found


def meanings() -> dict[str, str]:
    """Return every fact's name with what it says."""
    above = {name: f"The not-to-exceed amount is above {words}." for name, (_, words) in AMOUNTS.items()}
    return {name: fact.meaning for name, fact in FACTS.items()} | above
