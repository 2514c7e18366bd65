"""The money behind the contract: how much, until when it may be promised and paid, and what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.account.most_by_source import carried_days
from obcgen.account.schedule import Payment, schedule
from obcgen.account.sources import paid_by
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, Money, total
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.words import listed

OBLIGATED_LATE = Kind("PRO-05", "The contract is made after its money may be promised")
PAID_LATE = Kind("PRO-06", "A payment is due after its money may be paid out")
NOT_COVERED = Kind("PRO-07", "The sources do not cover what may be paid", "warning")
NOT_PAY_FOR_SUCCESS = Kind("PRO-10", "A deal that cannot be an ESSA pay for success initiative", "warning")
NOT_COUNTED = Kind("PRO-24", "Units are paid for before anybody counts them", "warning")
_DELIVERED = re.compile(r"\b(hour|minute|session|lesson|class|day|week|month|visit)\b")
"""Units that are delivered over time, unlike licenses."""
PROOF_OF_SUCCESS = Kind(
    "PRO-11", "A pay for success initiative without a third party to evaluate it", "warning"
)


@rule(OBLIGATED_LATE, "funding", "procurement", "agreement", source="2 CFR 200.344; the grant's own dates")
def contract_made_in_time(spec: Spec) -> Iterator[Problem]:
    """The contract is made by the day until which each source can be obligated."""
    days = _contract_days(spec)
    for key, source in spec.funding.sources.items():
        for path, day in days:
            if source.obligate_by is not None and day > source.obligate_by:
                yield OBLIGATED_LATE.problem(
                    f"{source.name} must be obligated by {source.obligate_by}, but the contract is made on "
                    f"{day}.",
                    path=path,
                    found=str(day),
                    expected=f"{source.obligate_by} or earlier (funding.sources.{key}.obligate_by)",
                    hint="Make the contract earlier, or pay from another source.",
                )


def _contract_days(spec: Spec) -> list[tuple[Path, date]]:
    """Return the day on which the contract is made, as each section that knows it says."""
    found: list[tuple[Path, date]] = []
    if spec.agreement is not None:
        found.append((("agreement", "effective"), spec.agreement.effective))
    elif spec.procurement is not None:
        steps = spec.procurement.schedule
        for name, day in (("start", steps.start), ("award", steps.award)):
            if day is not None and not found:
                found.append((("procurement", "schedule", name), day))
    return found


@rule(PAID_LATE, *MONEY, "duties", source="2 CFR 200.344; the grant's own dates")
def payments_made_in_time(spec: Spec) -> Iterator[Problem]:
    """Each payment is due by the day until which a source that pays it can be liquidated."""
    for kind, pays in (("base", "base"), ("performance", "rates")):
        sources = {key: source for key, source in spec.funding.sources.items() if pays in source.pays}
        lasts = {key: source.liquidate_by for key, source in sources.items() if source.liquidate_by}
        if not lasts or len(lasts) < len(sources):
            continue
        longest = max(lasts, key=lambda key: lasts[key])
        payments = [payment for payment in schedule(spec).payments if payment.kind == kind]
        late = [each for each in payments if (day := paid_by(spec, each)) and day > lasts[longest]]
        if late:
            yield _too_late(spec, late, longest, lasts[longest], spec.funding.sources[longest].name)
        elif kind == "performance":
            yield from _carried_too_far(spec, lasts[longest], spec.funding.sources[longest].name)


def _too_late(spec: Spec, late: list[Payment], key: str, last: date, name: str) -> Problem:
    """Tell of one late payment at its date, and of several at the source's."""
    names = listed([f"“{payment.name}” ({paid_by(spec, payment)})" for payment in late])
    return PAID_LATE.problem(
        f"{names} {'is' if len(late) == 1 else 'are'} due after {name} can be paid out ({last}).",
        path=_path(spec, late[0].id) if len(late) == 1 else ("funding", "sources", key, "liquidate_by"),
        found=str(paid_by(spec, late[-1])),
        expected=f"{last} or earlier",
        hint="Pay earlier, or name a source that lasts longer.",
    )


def _carried_too_far(spec: Spec, last: date, name: str) -> Iterator[Problem]:
    """Yield where an amount that is carried over can fall due when the source has ended."""
    days = [day for own in carried_days(deal_of(spec)).values() for day in own if day > last]
    if days:
        yield PAID_LATE.problem(
            f"What is carried over can fall due on {max(days)}, after {name} can be paid out ({last}).",
            path=("payment", "caps", "carry_over"),
            found=str(max(days)),
            expected=f"{last} or earlier",
            hint="End the caps for years earlier, leave out carry_over, or name a source that lasts longer.",
        )


def _path(spec: Spec, payment: str) -> Path:
    """Return the path of a payment's date from its id in the schedule."""
    kind, *rest = payment.split(".")
    base = deal_of(spec).base_funding
    if kind == "base":
        return (*(base.stated_at(rest[0]) if base is not None and rest else ("payment", "base")), "due")
    return (
        ("payment", "rates", rest[0], "by_year", rest[1])
        if len(rest) > 1
        else ("payment", "rates", rest[0], "due")
    )


@rule(NOT_COVERED, *MONEY, source="funding practice")
def sources_cover_the_maximum(spec: Spec) -> Iterator[Problem]:
    """The sources hold what may be paid: all of it, the base, and the rates."""
    sources = spec.funding.sources
    known = bool(sources) and all(source.amount is not None for source in sources.values())
    found, limit = schedule(spec), spec.funding.not_to_exceed
    needs = {
        "the not-to-exceed amount": (limit, total(source.amount or ZERO for source in sources.values())),
        "base funding": (found.base, _held(spec, "base")),
        "what the rates can pay": (found.performance, _held(spec, "rates")),
    }
    unpaid = next((pays for pays in ("base", "rates") if known and _nobody_pays(spec, pays)), None)
    if unpaid is not None:
        yield _no_source(spec, unpaid, found.base if unpaid == "base" else found.performance)
        return
    for what, (need, held) in needs.items():
        if known and held < need:
            yield NOT_COVERED.problem(
                f"The sources that pay it hold {held}, which is {need - held} less than {what} of {need}.",
                path=("funding", "sources"),
                found=f"{held} in all",
                expected=f"at least {need} for {what}",
                hint="Add a source, raise an amount, or lower what may be paid.",
            )
            return


def _nobody_pays(spec: Spec, what: str) -> bool:
    """Tell whether something is to be paid that no source pays."""
    promised = spec.payment.base is not None if what == "base" else bool(spec.payment.rates)
    return promised and all(what not in source.pays for source in spec.funding.sources.values())


def _no_source(spec: Spec, what: str, need: Money) -> Problem:
    key, source = next(iter(spec.funding.sources.items()))
    return NOT_COVERED.problem(
        f"No source pays {'base funding' if what == 'base' else 'the rates'}, which may come to {need}.",
        path=("funding", "sources", key, "pays"),
        found=f"pays: [{', '.join(source.pays)}]",
        expected=f"{what} among what a source pays",
        hint=f"Write pays: [{', '.join([*source.pays, what])}], or add a source that pays it.",
    )


def _held(spec: Spec, what: str) -> Money:
    return total(source.amount or ZERO for source in spec.funding.sources.values() if what in source.pays)


@rule(NOT_PAY_FOR_SUCCESS, *MONEY, source="20 USC 7801(40)")
def claims_fit_the_statute(spec: Spec) -> Iterator[Problem]:
    """A statutory pay for success initiative pays only when outcomes are reached."""
    base = schedule(spec).base
    for key, source in spec.funding.sources.items():
        if source.pay_for_success and base and "base" in source.pays:
            yield NOT_PAY_FOR_SUCCESS.problem(
                f"{source.name} is claimed as an ESSA pay for success initiative, but it pays base funding "
                f"({base}), which is paid whatever the results.",
                path=("funding", "sources", key, "pay_for_success"),
                found="pays: [base]" if source.pays == ("base",) else "base funding and rates",
                expected="payment only when outcomes are reached (20 USC 7801(40))",
                hint="Remove pay_for_success: an ordinary base-plus-outcomes contract needs no such claim.",
            )


@rule(PROOF_OF_SUCCESS, "funding", "outcomes", "data", source="20 USC 7801(40)")
def claims_are_evaluated(spec: Spec) -> Iterator[Problem]:
    """A statutory pay for success initiative has a rigorous third-party evaluation."""
    flows = spec.data.flows.values() if spec.data else ()
    evaluated = any(flow.to.who == "third_party" for flow in flows) or any(
        outcome.verification.decided_by.who == "third_party" for outcome in spec.outcomes.values()
    )
    for key, source in spec.funding.sources.items():
        if source.pay_for_success and not evaluated:
            yield PROOF_OF_SUCCESS.problem(
                f"{source.name} is claimed as an ESSA pay for success initiative, but no third party "
                "evaluates it.",
                path=("funding", "sources", key, "pay_for_success"),
                found="no third party receives data or decides a result",
                expected="a feasibility study, a rigorous third-party evaluation and an annual public report",
                hint="Add data.flows to the evaluator, {who: third_party, name: ...}, or remove the claim.",
            )


@rule(NOT_COUNTED, "payment", source="payment practice")
def units_are_counted(spec: Spec) -> Iterator[Problem]:
    """An installment of a base by the unit, such as hours, waits until its units are counted."""
    base = spec.payment.base
    if base is None or base.per_unit is None or not base.installments:
        return
    unit = (base.unit or "unit").lower()
    if not _DELIVERED.search(unit):
        return
    uncounted = [key for key, part in base.installments.items() if unit not in (part.when or "").lower()]
    if uncounted:
        yield NOT_COUNTED.problem(
            f"The base is paid for each {unit}, but part of it is due as a share of all {base.units or 0:,} "
            f"planned, whether they were delivered or not: {listed(uncounted)}.",
            path=("payment", "base", "installments", uncounted[0]),
            found="no condition that names what is counted",
            expected=f"a condition such as when: the {unit}s delivered so far are counted and accepted",
            hint=f"Say under when: how the {unit}s are counted before the installment is paid; the final "
            "settlement counts them by units: in its results file.",
        )


ALWAYS = (
    contract_made_in_time,
    payments_made_in_time,
    sources_cover_the_maximum,
    claims_fit_the_statute,
    claims_are_evaluated,
    units_are_counted,
)
