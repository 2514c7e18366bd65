"""Documents survive whatever a spec may leave out, one part at a time and many together."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.account.schedule import schedule
from obcgen.build import document
from obcgen.document.dump import dump
from obcgen.document.walk import texts
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind
from obcgen.render.context import context
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.trees import resolved

SPECS = Path(__file__).parent.parent / "specs"
KINDS: tuple[DocumentKind, ...] = ("rfp", "contract")

OPTIONAL = [
    "document.notice",
    "district.population",
    "district.fiscal_year_starts",
    "district.contacts.procurement.name",
    "district.contacts.procurement.phone",
    "district.contacts.program",
    "district.signatory",
    "district.closures",
    "need.background",
    "assessments.test.version",
    "population.grades",
    "population.criterion",
    "population.other_identifiers",
    "population.maximum",
    "population.guaranteed",
    "population.schools",
    "population.history",
    "population.roster.substitution_until",
    "population.roster.mobility",
    "population.eligibility",
    "population.consent",
    "population.distribution",
    "lots.east.description",
    "lots.east.planned",
    "lots.east.schools",
    "lots.east.not_to_exceed",
    "program.evidence_tier",
    "program.evidence",
    "program.dosage.excused",
    "program.group_size",
    "program.mode",
    "program.staffing",
    "program.alignment",
    "program.calendar",
    "outcomes.reading.group",
    "outcomes.reading.history",
    "outcomes.reading.rationale",
    "outcomes.reading.verification.after",
    "verification.provider_must.log.remedy",
    "verification.deemed_after",
    "verification.evidence_pack",
    "funding.rationale",
    "funding.sources.title_i.aln",
    "funding.sources.title_i.obligate_by",
    "funding.sources.title_i.liquidate_by",
    "funding.sources.title_i.pay_for_success",
    "payment.base.installments.launch.name",
    "payment.base.installments.launch.when",
    "payment.rates.reading.requires",
    "payment.rates.best.name",
    "payment.caps.participant",
    "payment.caps.year",
    "payment.caps.total",
    "payment.if_district_defaults.at_most",
    "payment.if_district_defaults.notice",
    "payment.invoicing.late_interest",
    "payment.invoicing.late_interest.grace",
    "payment.invoicing.late_interest.paid_from",
    "payment.invoicing.terms",
    "payment.invoicing.retainage",
    "payment.invoicing.released",
    "payment.invoicing.evidence",
    "duties.district.rosters.by",
    "duties.district.rosters.measure",
    "duties.district.rosters.cure",
    "duties.district.rosters.owner",
    "data.flows",
    "data.privacy_agreement",
    "data.evidence_kept",
    "data.evaluation",
    "data.openness",
    "data.uses",
    "improvement.meetings",
    "improvement.indicators",
    "improvement.review",
    "procurement.schedule.conference",
    "procurement.schedule.questions_due",
    "procurement.schedule.answers_posted",
    "procurement.schedule.interviews",
    "procurement.schedule.protest_ends",
    "procurement.schedule.award",
    "procurement.submission.copies",
    "procurement.submission.valid_for",
    "procurement.submission.pages",
    "procurement.minimum_qualifications",
    "procurement.criteria.price.scoring",
    "procurement.criteria.evidence.description",
    "procurement.scale",
    "procurement.tie_break",
    "procurement.award",
    "procurement.protest",
    "procurement.records_law",
    "procurement.interviews",
    "procurement.published_at",
    "procurement.prepared_with",
    "procurement.questions",
    "procurement.conference",
    "agreement.precedence",
    "agreement.termination.convenience",
    "agreement.termination.convenience.last_notice",
    "agreement.termination.convenience.in_flight",
    "agreement.termination.convenience.fee",
    "agreement.termination.convenience.start_up",
    "agreement.liability",
    "agreement.renewal",
    "agreement.bond",
    "procurement.best_and_final",
    "procurement.debriefing",
    "procurement.financial_statements",
    "agreement.liability.provider",
    "agreement.liability.district",
    "agreement.liability.not_limited",
    "agreement.insurance",
    "agreement.clauses",
    "agreement.notices",
    "agreement.award.proposal",
]
WHOLE = [
    "duties", "duties.district", "duties.provider", "verification.dispute", "data",
    "procurement", "agreement", "agreement.termination", "funding.sources", "payment.base", "payment.caps",
    "payment.if_district_defaults", "payment.invoicing", "population.roster", "need", "district.contacts",
]  # fmt: skip


def tree(kind: DocumentKind, spec: Spec) -> str:
    return dump(resolved(kind, context(spec, schedule(spec), builtin()), builtin()))


def without(kind: DocumentKind, paths: list[str]) -> Spec:
    source = read(SPECS / f"maximal-{kind}.yaml")
    return parse(source.without([tuple(path.split(".")) for path in paths]), Spec, links)


@pytest.mark.parametrize("present", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("bit", range(len(OPTIONAL).bit_length()))
@pytest.mark.parametrize("kind", KINDS)
def test_any_optional_part_may_be_absent_while_any_other_is_there(
    kind: DocumentKind, bit: int, present: bool
) -> None:
    # numbered in binary: for any two parts there is a run with the one and without the other
    absent = [path for number, path in enumerate(OPTIONAL) if bool(number >> bit & 1) is present]
    assert tree(kind, without(kind, absent))


@pytest.mark.parametrize("kind", KINDS)
def test_every_optional_part_may_be_absent_at_once(kind: DocumentKind) -> None:
    assert tree(kind, without(kind, OPTIONAL))


@pytest.mark.parametrize("path", WHOLE)
def test_a_document_does_not_fall_over_a_part_that_the_rules_would_ask_for(path: str) -> None:
    kind: DocumentKind = "contract" if path.startswith(("procurement", "need", "district")) else "rfp"
    assert tree(kind, without(kind, [path]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", ["minimal", "maximal"])
def test_the_smallest_and_the_largest_spec_make_their_document(kind: DocumentKind, size: str) -> None:
    found, _ = document(kind, SPECS / f"{size}-{kind}.yaml", builtin())
    text = dump(found)
    for unreadable in ("{{", "{%", "[](", "<br", "&amp;", "Undefined"):
        assert unreadable not in text, unreadable


def test_the_largest_rfp_shows_what_it_was_given_and_nothing_confidential() -> None:
    found, _ = document("rfp", SPECS / "maximal-rfp.yaml", builtin())
    text = dump(found)
    said = "\n".join(texts(found))
    for shown in (
        "More than one", "an **illustration**", "Multilingual learners", "Kindergarten: at or above the 41st",
        "A gain of 10 points or more", "as many as 2", "3 paper copies", "Example Verifier",
        "Only Participants of this group count: Multilingual learners.", "at least $300 and at most $500",
        "Helper, LLC", "by video", "<All>",
    ):  # fmt: skip
        assert shown.lower() in text.lower(), shown
    for secret in ("The leads agree on a plan", "$790", "280", "item 7", "2027-05-13"):
        assert secret not in said, secret


def test_the_largest_contract_shows_the_agreed_prices_and_the_lot_awarded() -> None:
    found, _ = document("contract", SPECS / "maximal-contract.yaml", builtin())
    text = dump(found)
    for shown in (
        "This Agreement covers these lots: East schools, West schools", "5/6 of $450", "reduced by 2%",
        "Example & Provider, LLC", "$800 for each Participant",
        "10% of each installment", "The leads agree on a plan",
    ):  # fmt: skip
        assert shown in text, shown
    assert "assignment" not in {
        line.split("#")[1].split()[0] for line in text.splitlines() if "section" in line and "#" in line
    }
    assert "proposes" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("size", "said", "unsaid"),
    [
        (1, "A Participant is served alone", "A group has"),
        (12, "no more than 12 Participants", "served alone"),
    ],
)
def test_without_a_dosage_a_group_of_one_is_no_group(
    kind: DocumentKind, size: int, said: str, unsaid: str
) -> None:
    spec = without(kind, [])
    program = spec.program.model_copy(update={"group_size": size, "dosage": None})
    text = tree(kind, spec.model_copy(update={"program": program}))
    assert said in text
    assert unsaid not in text
