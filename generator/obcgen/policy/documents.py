"""What each document cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.deal.compile import deal_of
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Proposed, Spec

OBLIGATIONS = Kind("REQ-01", "An RFP does not say what the provider must do in verification")
SECTION = Kind("REQ-02", "A section that the document needs is missing")
PART = Kind("REQ-03", "A part that the document needs is missing")
PROPOSED = Kind("REQ-04", "A contract still holds a price for bidders to propose")
ITSELF = Kind("REQ-07", "A contract that names something else than its RFP as its RFP")

_OBLIGATIONS_HINT = (
    "Add verification.provider_must, for example: log_sessions: {duty: Keep a session log per participant, "
    "by: monthly, evidence: session log}."
)


@rule(OBLIGATIONS, "verification", source="G7")
def provider_obligations(spec: Spec) -> Iterator[Problem]:
    """An RFP states what the provider does in verification (guidance G7)."""
    if spec.verification is None or not spec.verification.provider_must:
        yield OBLIGATIONS.problem(
            "The RFP does not say what the provider must do so that results can be verified.",
            path=("verification", "provider_must"),
            found="no provider obligation",
            expected="at least one obligation under verification.provider_must",
            hint=_OBLIGATIONS_HINT,
        )


@rule(SECTION, "procurement", "need", source="2 CFR 200.320")
def rfp_sections(spec: Spec) -> Iterator[Problem]:
    """An RFP says why, how to bid and by when."""
    yield from _missing(spec, "RFP", {"need": "why the district buys this", "procurement": "how to bid"})


@rule(PART, "procurement", source="2 CFR 200.320")
def evaluation_factors(spec: Spec) -> Iterator[Problem]:
    """An RFP publishes every evaluation factor."""
    if spec.procurement is not None and not spec.procurement.criteria:
        yield PART.problem(
            "The RFP does not say by what proposals are compared.",
            path=("procurement", "criteria"),
            found="no criterion",
            expected="all evaluation factors and their weights (2 CFR 200.320)",
            hint="Add procurement.criteria: an id, a name and a weight each; the weights sum to 100.",
        )


@rule(PART, "district", source="procurement practice")
def procurement_contact(spec: Spec) -> Iterator[Problem]:
    """An RFP says whom bidders write to."""
    if "procurement" not in spec.district.contacts:
        yield PART.problem(
            "The RFP does not say whom bidders write to.",
            path=("district", "contacts"),
            found="no contact named procurement",
            expected="district.contacts.procurement",
            hint="Add district.contacts: {procurement: {title: Purchasing Agent, email: purchasing@...}}.",
        )


@rule(SECTION, "provider", source="contract practice")
def contract_parties(spec: Spec) -> Iterator[Problem]:
    """A contract names the other party."""
    yield from _missing(spec, "contract", {"provider": "who the other party is"})


@rule(SECTION, "agreement", "verification", "duties", source="contract practice")
def contract_sections(spec: Spec) -> Iterator[Problem]:
    """A contract has its own terms, and so has the draft that bidders see."""
    wanted = {
        "agreement": "its number, dates and governing law",
        "verification": "how results are verified and disputed",
        "duties": "what each side owes",
    }
    yield from _missing(spec, "contract", wanted)


@rule(PART, "agreement", source="contract practice")
def termination_terms(spec: Spec) -> Iterator[Problem]:
    """A contract says how it can end early, and what is owed then."""
    if spec.agreement is not None and spec.agreement.termination is None:
        yield PART.problem(
            "The contract does not say how it can end early.",
            path=("agreement", "termination"),
            found="no termination",
            expected="agreement.termination with cause and settlement",
            hint="Add cause and settlement, such as settlement: {base: pro_rata, outcomes: reached}.",
        )


@rule(PART, "verification", source="G6")
def dispute_ladder(spec: Spec) -> Iterator[Problem]:
    """A contract says how a dispute about a result is settled."""
    if spec.verification is not None and spec.verification.dispute is None:
        yield PART.problem(
            "The contract does not say how a dispute about a result is settled.",
            path=("verification", "dispute"),
            found="no dispute ladder",
            expected="verification.dispute with notice and steps",
            hint="Add dispute: {notice: 10 business days, steps: [program leads meet, ...]}.",
        )


@rule(PROPOSED, *MONEY, source="contract practice")
def no_proposed_price(spec: Spec) -> Iterator[Problem]:
    """A contract states the price that was agreed."""
    deal = deal_of(spec)
    if deal.base_funding is not None and isinstance(deal.base_funding.price, Proposed):
        yield _proposed("base funding", ("payment", "base"))
    for line in deal.lines.values():
        if line.proposed is not None:
            yield _proposed(line.name, ("payment", "rates", line.id))


@rule(ITSELF, "document", "agreement", "procurement", source="contract practice")
def contract_names_its_rfp(spec: Spec) -> Iterator[Problem]:
    """A contract tells its own number from that of the RFP it follows."""
    number = spec.document.number
    if spec.agreement is not None and spec.procurement is not None and number == spec.agreement.number:
        yield ITSELF.problem(
            f"The contract would name itself, {number}, as the RFP that it follows.",
            path=("document", "number"),
            found=f"{number} as document.number and as agreement.number",
            expected="the number of the RFP as document.number, and the contract's own as agreement.number",
            hint="Remove number: from document: in the contract's file, or write the RFP's number there.",
        )


def _proposed(name: str, path: Path) -> Problem:
    return PROPOSED.problem(
        f"The price of {name} is still one for bidders to propose.",
        path=path,
        found="proposed: true",
        expected="the price that was agreed",
        hint="Write the amount of the accepted proposal, such as per_participant: $500.",
    )


def _missing(spec: Spec, document: str, wanted: dict[str, str]) -> Iterator[Problem]:
    for section, says in wanted.items():
        if getattr(spec, section) is None:
            yield SECTION.problem(
                f"The {document} needs the section {section}: it says {says}.",
                path=(section,),
                found=f"no {section}",
                expected=f"a section {section}",
                hint=f"Add {section}: to the spec; obcgen example writes a deal that shows how.",
            )


FOR_RFP = (provider_obligations, rfp_sections, evaluation_factors, procurement_contact)
FOR_DRAFT_CONTRACT = (contract_sections, termination_terms, dispute_ladder, contract_names_its_rfp)
FOR_BOTH = (contract_parties, *FOR_DRAFT_CONTRACT)
"""What a spec for both documents must hold of a contract: while it asks for bids, prices may be proposed."""
FOR_CONTRACT = (*FOR_BOTH, no_proposed_price)
