"""What the documents of a deal must hold, worked out from the spec and its schedule.

Amounts, shares, dates and rows are written `by_hand`, and not by the code that prints the documents.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from by_hand import alike, capital, day, dollars, moment, percent, row, series, when, who

from obcgen.account.rate_card import rate_lines
from obcgen.account.scenarios.ends import at_target
from obcgen.deal.compile import deal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.schedule import Schedule
    from obcgen.spec import Duty, Spec
    from obcgen.spec.outcomes import Outcome

Promise = tuple[str, str]
"""What it is, and the words that must be found; an ellipsis stands for some other words."""


def promises(spec: Spec, plan: Schedule) -> Iterator[Promise]:
    """Yield everything that at least one document of the deal must hold."""
    for each in (
        _identity,
        _parties,
        _need,
        _population,
        _program,
        _outcomes,
        _verification,
        _funding,
        _duties,
    ):
        yield from each(spec)
    yield from _payments(spec, plan)
    for each in (_rates, _data, _improvement, _procurement, _agreement):
        yield from each(spec)


# --- section by section --------------------------------------------------------------------------


def _identity(spec: Spec) -> Iterator[Promise]:
    yield "RFP number", spec.document.number
    yield "title", spec.document.title
    yield "date of issue", day(spec.document.issued)
    if spec.document.notice:
        yield "notice", spec.document.notice.replace("**", "").split("\n\n")[0]


def _parties(spec: Spec) -> Iterator[Promise]:
    yield "district", spec.district.address
    contact = spec.district.contacts["procurement"]
    yield "procurement contact", f"{contact.title} … {contact.email}"
    yield "contact's telephone", str(contact.phone)
    if spec.district.signatory:
        yield "district's signatory", spec.district.signatory.title
    if spec.provider:
        yield "provider", f"{spec.provider.name}, {spec.provider.address}"
        yield "provider's notices", spec.provider.contacts["notices"].email
        yield "provider's form", str(spec.provider.organized)


def _need(spec: Spec) -> Iterator[Promise]:
    if spec.need:
        yield "background", str(spec.need.background)
        yield "problem", spec.need.problem
        yield from (("goal", goal) for goal in spec.need.goals)


def _population(spec: Spec) -> Iterator[Promise]:
    students = spec.population
    yield "content area", students.content_area
    yield "number planned", row("Planned number", f"{students.planned:,}")
    yield "number at most", f"{students.maximum:,}"
    yield "number referred", f"{students.guaranteed:,}"
    yield from (("site", school) for school in students.schools)
    if students.other_identifiers:
        yield "identifiers", capital(series(students.other_identifiers))
    for year, seen in students.history.items():
        yield "earlier results in words", f"{year}, {seen.reached:,} of {seen.measured:,}"
    yield "eligibility", str(students.eligibility)
    yield "distribution", str(students.distribution)
    yield "consent", str(students.consent)
    if students.roster and students.roster.substitution_until:
        yield "roster lock", day(students.roster.locked)
        yield "end of substitution", day(students.roster.substitution_until)
        yield "mobility rule", str(students.roster.mobility)


def _program(spec: Spec) -> Iterator[Promise]:
    program = spec.program
    yield "service", program.service
    yield "mode", str(program.mode)
    yield "first day", day(program.starts)
    yield "last day", day(program.ends)
    yield "staffing", str(program.staffing)
    yield "alignment", str(program.alignment)
    yield "evidence required", str(program.evidence)
    yield from (("calendar", text) for text in [program.calendar] if text)
    if dosage := program.dosage:
        week = (
            f"{dosage.sessions_per_week} sessions a week of {dosage.minutes} minutes for {dosage.weeks} weeks"
        )
        yield "planned dosage", week
        yield "minimum dosage", f"at least {dosage.minimum}"
        yield "excused sessions", str(dosage.excused)


def _outcomes(spec: Spec) -> Iterator[Promise]:
    for outcome in spec.outcomes.values():
        tool = spec.assessments[outcome.measure.assessment]
        named = f"{tool.name} ({tool.version})" if tool.version else tool.name
        yield "outcome", row(outcome.name, outcome.definition)
        yield "tool", named
        yield "threshold beside its measure", f"{outcome.measure.metric}, {_threshold(outcome)}"
        yield "target", row(percent(outcome.expected_without), percent(outcome.target))
        yield "rationale of a target", str(outcome.rationale)
        for year, seen in outcome.history.items():
            yield "earlier results of an outcome", f"{year}: {seen.reached:,} of {seen.measured:,}"
    for tool in spec.assessments.values():
        for window in tool.windows.values():
            yield "window", f"{day(window.opens)} to {day(window.closes)}"


def _threshold(outcome: Outcome) -> str:
    measure = outcome.measure
    bound = measure.at_least
    assert isinstance(bound, Decimal), "the examples state one lower bound for each outcome"
    if measure.scale == "percentile":
        return f"at or above the {bound}th percentile"
    return (
        f"a gain of {bound} {measure.scale} or more"
        if measure.kind == "gain"
        else f"{bound} {measure.scale} or more"
    )


def _verification(spec: Spec) -> Iterator[Promise]:
    for outcome in spec.outcomes.values():
        decision = outcome.verification
        for source in decision.sources.values():
            yield "source of a result", f"{capital(source.supplies)} … {source.system}"
            yield "supplier of a source", f"{who(source.from_)}, {when(source.due)}"
        yield "decider", f"{capital(who(decision.decided_by))}, within {decision.within}"
        yield "method", decision.method
    assert spec.verification
    assert spec.verification.dispute
    for must in spec.verification.provider_must.values():
        yield "provider obligation", row(must.duty, when(must.by), must.evidence, must.remedy)
    yield "time to dispute", f"within {spec.verification.dispute.notice}"
    yield from (("dispute step", step) for step in spec.verification.dispute.steps)
    yield "evidence pack", str(spec.verification.evidence_pack)


def _funding(spec: Spec) -> Iterator[Promise]:
    yield "not-to-exceed amount", dollars(spec.funding.not_to_exceed)
    yield "reason for the split", str(spec.funding.rationale)
    for source in spec.funding.sources.values():
        assert source.amount
        dates = [day(one) for one in (source.obligate_by, source.liquidate_by) if one]
        yield (
            "funding source",
            " … ".join(filter(None, (source.name, source.aln, dollars(source.amount), *dates))),
        )


def _duties(spec: Spec) -> Iterator[Promise]:
    assert spec.duties
    yield from (("district duty", _duty(duty)) for duty in spec.duties.district.values())
    yield from (("provider duty", _duty(duty)) for duty in spec.duties.provider.values())


def _duty(duty: Duty) -> str:
    return row(duty.duty, when(duty.by), duty.measure, duty.cure, duty.owner)


def _payments(spec: Spec, plan: Schedule) -> Iterator[Promise]:
    running = Decimal(0)
    for payment in plan.payments:
        running += Decimal(payment.amount.plain)
        assert payment.date
        head = row(day(payment.date), payment.name, payment.kind)
        yield "payment", row(head, payment.condition, dollars(payment.amount), f"${running:,.0f}")
    for name, amount in (("Base Funding", plan.base), ("Performance Funding", plan.performance)):
        wholes = dict.fromkeys((plan.maximum, plan.not_to_exceed))
        shares = [percent(amount.over(whole)) for whole in wholes]
        lines = [[percent(line.maximum.over(whole)) for line in rate_lines(spec)] for whole in wholes]
        yield "split", row(name, dollars(amount), *map(alike, shares, lines))
        yield "split in words", f"{dollars(amount)} … {shares[0]}"
    yield "most payable", row("Maximum payment", dollars(plan.maximum))
    nothing, everything = (plan.base.plain, "0"), (plan.base.plain, plan.performance.plain)
    for label, parts in (
        ("No result earns a payment", nothing),
        ("Every Outcome is reached in full", everything),
    ):
        sums = [*map(Decimal, parts), sum(map(Decimal, parts))]
        yield "range of payment", " … ".join([label, *(f"${amount:,.0f}" for amount in sums)])
    yield from _terms(spec)


def _terms(spec: Spec) -> Iterator[Promise]:
    default, caps, invoicing = spec.payment.if_district_defaults, spec.payment.caps, spec.payment.invoicing
    assert default
    assert default.at_most
    assert caps
    assert invoicing
    yield "district default ceiling", f"no more than {dollars(default.at_most)} on this ground"
    yield from (("cap", f"no more than {dollars(cap)}") for cap in (caps.participant, caps.total) if cap)
    yield "time to pay", f"within {invoicing.terms}"


def _rates(spec: Spec) -> Iterator[Promise]:
    lines = rate_lines(spec)
    for line in lines:
        yield "rate-card sentence", row(line.name, line.sentence)
        assert line.due
        amounts, due = row(line.price, dollars(line.maximum)), day(line.due)
        is_common = len({each.due for each in lines}) == 1
        yield "rate-card line", amounts
        yield "due day of a line", f"due on {due}" if is_common else f"{amounts} {due}"
    yield "worked settlement", f"Total … {dollars(at_target(deal_of(spec)).total)}"


def _data(spec: Spec) -> Iterator[Promise]:
    assert spec.data
    yield "uses of the data", series(spec.data.uses)
    for flow in spec.data.flows.values():
        ends = f"From {who(flow.from_)} to {who(flow.to)}"
        yield "data flow", row(ends, series(flow.elements), flow.purpose)
        yield "destruction date", when(flow.destroy_by)
    yield "privacy agreement", str(spec.data.privacy_agreement)
    yield "evidence kept", str(spec.data.evidence_kept)
    yield "evaluation", str(spec.data.evaluation)
    yield "openness", str(spec.data.openness)


def _improvement(spec: Spec) -> Iterator[Promise]:
    assert spec.improvement
    assert spec.improvement.meetings
    yield "meetings", f"every {spec.improvement.meetings.every}"
    yield "attendance at meetings", series(spec.improvement.meetings.attend)
    yield "indicators", series(spec.improvement.indicators)
    yield "escalation", str(spec.improvement.escalation)
    yield "review", str(spec.improvement.review)


def _procurement(spec: Spec) -> Iterator[Promise]:
    asked = spec.procurement
    assert asked
    assert asked.protest
    assert asked.scale
    yield from (("procurement date", moment(value)) for _, value in asked.schedule if value)
    yield from (("minimum qualification", each) for each in asked.minimum_qualifications)
    for criterion in asked.criteria.values():
        words = (
            criterion.description
            if criterion.description and not criterion.scoring
            else "Computed by the formula in"
        )
        yield "criterion", row(criterion.name, words)
        yield "weight", f"{row(criterion.name, words)} … {criterion.weight}"
    yield "scale", f"from {asked.scale.from_} to {asked.scale.to}"
    yield "tie-break", asked.criteria[asked.tie_break[0]].name
    yield "protest", f"{asked.protest.to} within {asked.protest.within}"
    yield "records law", str(asked.records_law)
    yield "interviews", f"the {asked.interviews} Offerors with the most points before price"
    yield "place of publication", f"addenda are published at {asked.published_at}"
    yield "place to submit", asked.submission.to
    yield "validity", str(asked.submission.valid_for)
    yield "rule for questions", str(asked.questions)


def _agreement(spec: Spec) -> Iterator[Promise]:
    signed = spec.agreement
    assert signed
    assert signed.termination
    assert signed.termination.convenience
    assert signed.award
    yield "agreement number", signed.number
    yield "effective date", row("Effective Date", day(signed.effective))
    yield "end date", row("End Date", day(signed.ends))
    yield "governing law", row("Governing law", signed.governing_law)
    yield "notice of convenience", str(signed.termination.convenience.notice)
    yield "cure of a breach", str(signed.termination.cause.cure)
    yield from (("insurance", row(policy.kind, policy.amount)) for policy in signed.insurance.values())
    yield "award", f"approved the award on {day(signed.award.date)}"
    if signed.award.proposal:
        yield "proposal", f"on the Proposal of {day(signed.award.proposal)}"
    yield "notices", str(signed.notices)
