"""Lengths of time: outside what is usual, or too short for what has to happen in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.deal.business_days import business_days
from obcgen.law.law import Law
from obcgen.policy.contradictions import SIGNATURE
from obcgen.policy.deadlines import chain, closes
from obcgen.policy.payment.keys import paid_for
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Duration, Spec

UNUSUAL = Kind("DAY-03", "A length of time or a share outside what is usual", "warning")
TOO_SHORT = Kind("DAY-04", "Times that do not add up", "warning")
AWARDED_EARLY = Kind("DAY-06", "An award before a protest has to be decided", "warning")
STEP = Duration(10, "business days")
"""The contract's time for a step of a dispute (clause dispute-steps)."""
VERIFIER = Duration(40, "business days")
"""The contract's time for a step before a verifier (clause dispute-steps)."""
PROTEST = Duration(10, "business days")
"""The time of the RFP to decide a protest (clause protest)."""
_VERIFIER = re.compile(r"\b(verifier|mediat\w+|arbitrat\w+|expert)\b", re.IGNORECASE)
_ON_REQUEST = re.compile(
    r"\b(\d{1,3}) (business days?|days?|weeks?) after (?:a |the )?(?:request|question)", re.IGNORECASE
)


@rule(
    UNUSUAL,
    "payment",
    "agreement",
    "verification",
    "outcomes",
    source="shared/guidance.yaml, usual_times",
    reads_law=True,
)
def times_are_usual(spec: Spec, law: Law) -> Iterator[Problem]:
    """Times to pay, to end, to cure, to decide and to object lie where most contracts have them."""
    for path, name, time in _times(spec):
        band = law.guide.times[name]
        days = time.days
        if not band.least <= days <= band.most:
            yield UNUSUAL.problem(
                f"{_WHAT[name]} is {time}, {'shorter' if days < band.least else 'longer'} than usual.",
                path=path,
                found=f"{time}, {days} days" if time.unit != "days" else str(time),
                expected=f"{band.least} to {band.most} days ({band.source})",
                hint=f"Write {path[-1]}: {min(max(days, band.least), band.most)} days, or waive it.",
            )


_WHAT = {
    "terms": "The time to pay an invoice",
    "convenience": "The notice with which the District may end the contract without cause",
    "cure": "The time to cure a breach before the contract ends",
    "decision": "The time for a decision on results",
    "objection": "The time to object to a result",
}


def _times(spec: Spec) -> Iterator[tuple[Path, str, Duration]]:
    """Yield each length of time that has a usual range, with its path and the name of the range."""
    invoicing, ending = spec.payment.invoicing, spec.agreement.termination if spec.agreement else None
    if invoicing is not None and invoicing.terms is not None:
        yield ("payment", "invoicing", "terms"), "terms", invoicing.terms
    if ending is not None and ending.convenience is not None:
        yield ("agreement", "termination", "convenience", "notice"), "convenience", ending.convenience.notice
    if ending is not None:
        yield ("agreement", "termination", "cause", "cure"), "cure", ending.cause.cure
    for key, outcome in spec.outcomes.items():
        yield ("outcomes", key, "verification", "within"), "decision", outcome.verification.within
    if spec.verification is not None and spec.verification.dispute is not None:
        yield ("verification", "dispute", "notice"), "objection", spec.verification.dispute.notice


@rule(UNUSUAL, "payment", source="shared/guidance.yaml, usual_retainage", reads_law=True)
def retainage_is_small(spec: Spec, law: Law) -> Iterator[Problem]:
    """Little of the base is kept back, since the money for results waits already."""
    invoicing = spec.payment.invoicing
    if (
        invoicing is not None
        and invoicing.retainage > law.guide.usual_retainage
        and spec.payment.base is not None
    ):
        yield UNUSUAL.problem(
            f"{invoicing.retainage} of each base installment is kept back, although the money for results "
            "waits already.",
            path=("payment", "invoicing", "retainage"),
            found=str(invoicing.retainage),
            expected=f"at most {law.guide.usual_retainage}",
            hint=f"Write retainage: {law.guide.usual_retainage} or less.",
        )


@rule(
    TOO_SHORT,
    "district",
    "outcomes",
    "assessments",
    "payment",
    "program",
    "verification",
    "agreement",
    source="the contract's clause Disputes",
)
def disputes_end_before_the_contract(spec: Spec) -> Iterator[Problem]:
    """Every step of a dispute about the last result fits before the contract ends."""
    dispute = spec.verification.dispute if spec.verification else None
    last = _last_decision(spec)
    paid = [rate.due for rate in spec.payment.rates.values() if rate.due is not None]
    if dispute is None or last is None or spec.agreement is None:
        return
    if max(paid, default=last[1]) > spec.agreement.ends:
        return  # another rule tells of it
    days = business_days(spec)
    day = days.after(last[1], dispute.notice)
    for step in dispute.steps:
        day = days.after(day, VERIFIER if _VERIFIER.search(step) else STEP)
    if day > spec.agreement.ends:
        yield TOO_SHORT.problem(
            f"The contract ends on {spec.agreement.ends}, but a dispute about {spec.outcomes[last[0]].name} "
            f"may last until {day}.",
            path=("agreement", "ends"),
            found=f"decision by {last[1]}, then {dispute.notice} to object and {len(dispute.steps)} steps",
            expected=f"{day} or later",
            hint=f"Write ends: {day}.",
        )


def _last_decision(spec: Spec) -> tuple[str, date] | None:
    found = {
        key: each
        for key in paid_for(spec)
        if key in spec.outcomes and (each := chain(spec, spec.outcomes[key]))
    }
    last = max(found, key=lambda key: found[key].decided, default=None)
    return (last, found[last].decided) if last is not None else None


@rule(TOO_SHORT, "district", "procurement", source="2 CFR 200.320(b); procurement practice")
def proposals_stay_open_until_signature(spec: Spec) -> Iterator[Problem]:
    """A proposal stays open until the contract can be signed."""
    steps = spec.procurement.schedule if spec.procurement else None
    valid = spec.procurement.submission.valid_for if spec.procurement else None
    if steps is None or valid is None or steps.award is None:
        return
    days = business_days(spec)
    opened, needed = steps.proposals_due.date(), days.after(steps.award, SIGNATURE)
    if days.after(opened, valid) < needed:
        enough = -(-(needed - opened).days // 10) * 10
        yield TOO_SHORT.problem(
            f"Proposals stay open until {days.after(opened, valid)}, but the contract may be signed as late "
            f"as {needed}.",
            path=("procurement", "submission", "valid_for"),
            found=f"{valid} after {opened}",
            expected=f"until {needed}: {SIGNATURE} after the award on {steps.award}",
            hint=f"Write valid_for: {enough} days.",
        )


@rule(TOO_SHORT, "district", "procurement", source="procurement practice")
def protests_have_their_time(spec: Spec) -> Iterator[Problem]:
    """The last day for a protest is that on which the time to protest is over, or the Business Day after."""
    steps = spec.procurement.schedule if spec.procurement else None
    protest = spec.procurement.protest if spec.procurement else None
    if steps is None or protest is None or steps.intent is None or steps.protest_ends is None:
        return
    days = business_days(spec)
    over = days.after(steps.intent, protest.within)
    if steps.protest_ends not in (over, days.on_or_after(over)):
        yield TOO_SHORT.problem(
            f"A protest may be made within {protest.within} after {steps.intent}, until {over}, but the "
            f"schedule closes it on {steps.protest_ends}.",
            path=("procurement", "schedule", "protest_ends"),
            found=str(steps.protest_ends),
            expected=str(over),
            hint=f"Write protest_ends: {over}.",
        )


@rule(AWARDED_EARLY, "district", "procurement", source="2 CFR 200.318(k); the RFP's clause Protest")
def awards_wait_for_protests(spec: Spec) -> Iterator[Problem]:
    """The award comes no earlier than the day by which a protest of the last day has to be decided."""
    steps = spec.procurement.schedule if spec.procurement else None
    protest = spec.procurement.protest if spec.procurement else None
    if steps is None or protest is None or steps.protest_ends is None or steps.award is None:
        return
    decided = business_days(spec).after(steps.protest_ends, PROTEST)
    if steps.award < decided:
        yield AWARDED_EARLY.problem(
            f"The award is on {steps.award}, but a protest of the last day may be decided as late as "
            f"{decided}, and no award is made while one is open.",
            path=("procurement", "schedule", "award"),
            found=str(steps.award),
            expected=f"{decided} or later: {PROTEST} after {steps.protest_ends}",
            hint=f"Write award: {decided}, or announce the intended award earlier.",
        )


@rule(TOO_SHORT, "district", "outcomes", "assessments", source="Standards of Excellence, verification")
def decisions_wait_for_their_data(spec: Spec) -> Iterator[Problem]:
    """A decision that is due after a window closes is not due before its data."""
    days = business_days(spec)
    for key, outcome in spec.outcomes.items():
        closed, decision = closes(spec, outcome), outcome.verification
        dues = [source.due for source in decision.sources.values() if isinstance(source.due, date)]
        if decision.after != "window_closes" or closed is None or not dues:
            continue
        decided = days.after(closed, decision.within)
        if decided < max(dues):
            yield TOO_SHORT.problem(
                f"{outcome.name} is to be decided by {decided}, but its data are due on {max(dues)}.",
                path=("outcomes", key, "verification", "within"),
                found=f"{decision.within} after the window closes on {closed}",
                expected=f"a decision after {max(dues)}",
                hint="Write after: sources_received.",
            )


@rule(TOO_SHORT, "outcomes", "verification", source="Standards of Excellence, verification")
def answers_come_before_the_decision(spec: Spec) -> Iterator[Problem]:
    """What the decider asks for comes before the time to decide is over."""
    times = (each.verification.within for each in spec.outcomes.values())
    shortest = min(times, key=lambda time: time.days, default=None)
    for key, duty in (spec.verification.provider_must if spec.verification else {}).items():
        found = _ON_REQUEST.search(duty.by) if isinstance(duty.by, str) else None
        if found is None or shortest is None:
            continue
        time = Duration(int(found[1]), found[2].lower().removesuffix("s") + "s")
        if time.days >= shortest.days:
            yield TOO_SHORT.problem(
                f"“{key}” allows {time} after a request, but a result is to be decided within {shortest}.",
                path=("verification", "provider_must", key, "by"),
                found=str(duty.by),
                expected=f"less than {shortest}",
                hint="Write by: 5 business days after request.",
            )


ALWAYS = (
    times_are_usual,
    retainage_is_small,
    disputes_end_before_the_contract,
    proposals_stay_open_until_signature,
    protests_have_their_time,
    awards_wait_for_protests,
    decisions_wait_for_their_data,
    answers_come_before_the_decision,
)
