"""Terms on which a provider decides whether to bid: those that are senseless, or fair to one side only."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from obcgen.account.early_end import early_end, early_ends
from obcgen.account.scenarios.scenarios import at_target
from obcgen.deal.business_days import business_days
from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import in_unit
from obcgen.deal.ending import convenience, service_days
from obcgen.deal.windows import deciding_windows
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.agreement import Convenience

NOTHING_IN_FLIGHT = Kind("BAL-01", "An end without cause leaves nothing for results", "note")
ONE_HAND = Kind("BAL-02", "Silence decides on the data of one party", "warning")
NOT_PRINTED = Kind("BAL-03", "Late interest that the chosen clause does not promise")
ONE_SIDED = Kind("BAL-04", "A limit on damages that helps one side only", "warning")
INCIDENT_LIMITED = Kind("BAL-05", "A limit on damages holds for a loss of personal data", "warning")
DEARER_THAN_THE_END = Kind("BAL-06", "Ending the deal costs more than finishing it", "warning")
PROTECTS_NOTHING = Kind("BAL-07", "A last day for notice that protects nothing", "warning")
NO_TEST = Kind("BAL-08", "A failed test of the district where the district gives none", "warning")
PRESUMED_FOR_ALL = Kind("BAL-09", "One failure is presumed to have cost everything", "warning")
ONLY_FEDERAL = Kind("BAL-10", "Federal money alone for what a federal award may not pay", "warning")
LIMIT_NOT_PRINTED = Kind("BAL-11", "A limit on damages that the contract leaves out")

_FEDERAL = re.compile(
    r"\bTitle [IVX]+\b|\b(?:WIOA|ESEA|ESSER|IDEA)\b"
    r"|(?<!non-)(?<!\bnot )(?<!\bno )(?<!\bnot a )\b(?i:federal)\b"
)

_NEEDS = (*MONEY, "agreement", "assessments")


@rule(NOTHING_IN_FLIGHT, *_NEEDS, source="contract practice; EdWeek, November 2024")
def results_in_flight_are_owed(spec: Spec) -> Iterator[Problem]:
    """Where the district may end the deal without cause, results in flight are owed in part, or protected."""
    ending, at_stake = convenience(spec), at_target(deal_of(spec)).performance
    last = _last_without_results(spec)
    if ending is None or ending.in_flight or last is None or not at_stake:
        return
    if ending.last_notice is not None:
        last = min(last, business_days(spec).after(ending.last_notice, ending.notice))
    found = early_end(spec, last)
    if Fraction(found.days, service_days(spec)) <= Fraction(1, 2):
        return
    yield NOTHING_IN_FLIGHT.problem(
        f"The district may end the contract without cause after {found.days} of {service_days(spec)} days of "
        f"service, on {last}, and owes nothing for results, of {at_stake} at target.",
        path=("agreement", "termination", "convenience"),
        found=f"{found.days} of {service_days(spec)} days served, $0 of {at_stake} for results",
        expected="a part of it in flight, or no such end in the second half of service",
        hint=f"Add in_flight: 50%, or last_notice: {_last_in_first_half(spec, ending)}; or waive BAL-01 "
        "with the reason.",
    )


def _last_in_first_half(spec: Spec, ending: Convenience) -> date:
    """Return the last day of a notice that ends the contract within the first half of service."""
    calendar, half = business_days(spec), spec.program.starts + timedelta(days=service_days(spec) // 2 - 1)
    day = half
    while calendar.after(day, ending.notice) > half:
        day -= timedelta(days=1)
    return day


def _last_without_results(spec: Spec) -> date | None:
    """Return the last day on which an end leaves no result that counts; None where results then count.

    Results of those who met every condition by then are paid where the spec says `outcomes: reached`; nobody
    has met a minimum dosage before the sessions planned could give it.
    """
    termination = spec.agreement.termination if spec.agreement else None
    opens = min((window.opens for window in deciding_windows(spec)), default=None)
    if termination is None or opens is None:
        return None
    if termination.settlement.outcomes == "none":
        return opens - timedelta(days=1)
    gate = _dosage_reached(spec)
    asked = any(rate.requires is not None and rate.requires.dosage for rate in spec.payment.rates.values())
    return min(opens, gate) - timedelta(days=1) if gate is not None and asked else None


def _dosage_reached(spec: Spec) -> date | None:
    """Return the first day on which the sessions planned can have given the minimum dosage."""
    dosage = spec.program.dosage
    hours = in_unit(dosage.minimum, "hours") if dosage and dosage.minimum else None
    if dosage is None or hours is None or not dosage.sessions_per_week * dosage.minutes:
        return None
    weeks = hours * 60 / (dosage.sessions_per_week * dosage.minutes)
    return spec.program.starts + timedelta(days=min(ceil(weeks * 7), service_days(spec)))


@rule(ONE_HAND, "outcomes", "verification", source="verification practice")
def silence_decides_on_data_of_both(spec: Spec) -> Iterator[Problem]:
    """Where silence decides, a result does not rest on data of one party alone."""
    if spec.verification is None or spec.verification.deemed_after is None:
        return
    for key, outcome in spec.outcomes.items():
        parties = {source.from_.who for source in outcome.verification.sources.values()}
        if parties == {"provider"}:
            yield ONE_HAND.problem(
                f"Silence decides after {spec.verification.deemed_after}, and all data for {key} are the "
                "provider's: its own figures become the decision unread.",
                path=("outcomes", key, "verification", "sources"),
                found="sources of the provider alone",
                expected="at least one source of the district or of a third party",
                hint="Name a source of the district, such as attendance: {from: district, system: student "
                "information system, supplies: days attended, due: 2028-05-26}; or leave deemed_after out.",
            )


@rule(NOT_PRINTED, "payment", "agreement", source="contract practice")
def interest_is_promised_once(spec: Spec) -> Iterator[Problem]:
    """The clause on payment that is chosen promises the interest that the settlement computes."""
    invoicing = spec.payment.invoicing
    chosen = spec.agreement.clauses.get("prompt-payment", "usual") if spec.agreement else "usual"
    if invoicing is None or invoicing.late_interest is None or chosen == "usual":
        return
    what = "left out" if chosen is False else f"chosen as “{chosen}”"
    yield NOT_PRINTED.problem(
        f"The clause prompt-payment is {what}, and does not promise the late interest of "
        f"{invoicing.late_interest.rate} a year.",
        path=("payment", "invoicing", "late_interest"),
        found=f"late_interest and prompt-payment: {str(chosen).lower()}",
        expected="one of the two",
        hint="Remove prompt-payment from agreement.clauses, or remove late_interest.",
    )


@rule(LIMIT_NOT_PRINTED, "agreement", source="contract practice")
def limits_are_printed(spec: Spec) -> Iterator[Problem]:
    """Where a limit on damages is stated, the clause that prints it is not left out."""
    agreement = spec.agreement
    if agreement and agreement.liability and agreement.clauses.get("limits-of-liability") is False:
        yield LIMIT_NOT_PRINTED.problem(
            "The clause limits-of-liability is left out, so the contract and the RFP print no limit on "
            "damages, and agreement.liability states one.",
            path=("agreement", "liability"),
            found="liability and limits-of-liability: false",
            expected="one of the two",
            hint="Remove limits-of-liability from agreement.clauses, or remove liability.",
        )


@rule(ONE_SIDED, "agreement", source="contract practice")
def both_sides_have_a_limit(spec: Spec) -> Iterator[Problem]:
    """Where the district's damages have a limit of their own, the provider's have one."""
    limits = spec.agreement.liability if spec.agreement else None
    if limits is not None and limits.provider is None:
        yield ONE_SIDED.problem(
            "The provider's damages have no limit, and the district's have.",
            path=("agreement", "liability"),
            found=f"district: {limits.district or 'the not-to-exceed amount'}, provider: no limit",
            expected="a limit for each side",
            hint="Add provider: $1,000,000, or leave liability out.",
        )


@rule(INCIDENT_LIMITED, "agreement", "data", source="34 CFR 99.31(a)(1); insurance practice")
def data_losses_stay_insured(spec: Spec) -> Iterator[Problem]:
    """Where personal data go to the provider, no limit holds for their loss but what is insured."""
    limits = spec.agreement.liability if spec.agreement else None
    if spec.agreement is None or limits is None or limits.provider is None:
        return
    flows = spec.data.flows if spec.data else {}
    named = [key for key, flow in flows.items() if flow.to.who == "provider" and flow.basis != "deidentified"]
    insured = any("cyber" in each.kind.lower() for each in spec.agreement.insurance.values())
    if named and not insured and "security_incident" not in limits.not_limited:
        yield INCIDENT_LIMITED.problem(
            f"Personal data go to the provider ({listed(named)}), and for their loss it owes no more than "
            f"{limits.provider}, insured or not.",
            path=("agreement", "liability"),
            found="a limit for a security incident, and no cyber insurance",
            expected="no limit for it, or insurance that pays beside the limit",
            hint="Write not_limited: [security_incident], or add agreement.insurance.cyber: "
            '{kind: Cyber liability, amount: "$1,000,000 per claim"}.',
        )


@rule(DEARER_THAN_THE_END, *_NEEDS, source="2 CFR 200.403(a); contract practice")
def ending_costs_less_than_finishing(spec: Spec) -> Iterator[Problem]:
    """An end without cause costs no more than all that is paid where every target is met."""
    ending, whole = convenience(spec), at_target(deal_of(spec)).total
    dear = next((each for each in early_ends(spec) if each.total > whole), None) if ending else None
    if dear is not None:
        yield DEARER_THAN_THE_END.problem(
            f"An end on {dear.last_day} would cost {dear.total}, more than the {whole} that the whole deal "
            "comes to if every target is met.",
            path=("agreement", "termination", "convenience"),
            found=f"{dear.total} after {dear.days} of {service_days(spec)} days",
            expected=f"at most {whole}",
            hint="Lower fee or in_flight.",
        )


@rule(
    PROTECTS_NOTHING,
    "agreement",
    "program",
    "outcomes",
    "assessments",
    "district",
    source="contract practice",
)
def last_notice_comes_in_time(spec: Spec) -> Iterator[Problem]:
    """The last day for a notice lies so that an end after it would come before the results."""
    ending = convenience(spec)
    if ending is None or ending.last_notice is None:
        return
    ends = business_days(spec).after(ending.last_notice, ending.notice)
    opens = min((window.opens for window in deciding_windows(spec)), default=spec.program.ends)
    if ends >= opens > spec.program.starts:
        yield PROTECTS_NOTHING.problem(
            f"A notice on {ending.last_notice} ends the contract on {ends}. Results are measured from "
            f"{opens} on, so that no end before them is kept away.",
            path=("agreement", "termination", "convenience", "last_notice"),
            found=f"{ending.last_notice}, with {ending.notice} of notice",
            expected=f"a day more than {ending.notice} before {opens}",
            hint=f"Choose an earlier day, such as {spec.program.starts + (opens - spec.program.starts) / 2}.",
        )


@rule(NO_TEST, "payment", "outcomes", "assessments", source="contract practice")
def failed_tests_are_the_districts(spec: Spec) -> Iterator[Problem]:
    """Where a failed test of the district has an effect, the district gives a test that decides."""
    default = spec.payment.if_district_defaults
    tools = {outcome.measure.assessment for outcome in spec.outcomes.values()} & spec.assessments.keys()
    if (
        default
        and default.failed_tests
        and all(spec.assessments[tool].administered_by.who != "district" for tool in tools)
    ):
        yield NO_TEST.problem(
            "A failed test of the district counts as its failure, but the district gives none of the tests.",
            path=("payment", "if_district_defaults", "failed_tests"),
            found=f"tests given by others: {listed(sorted(tools))}",
            expected="a test with administered_by: district",
            hint="Remove failed_tests, or correct administered_by.",
        )


@rule(PRESUMED_FOR_ALL, "payment", source="contract practice")
def presumption_holds_for_those_concerned(spec: Spec) -> Iterator[Problem]:
    """Where the cause is presumed, a failure is paid for those whom it concerned."""
    default = spec.payment.if_district_defaults
    if default is None or default.cause != "presumed" or default.effect == "excluded":
        return
    if default.reach == "contract":
        yield PRESUMED_FOR_ALL.problem(
            "One failure, presumed to be the cause, pays every outcome for everyone served.",
            path=("payment", "if_district_defaults", "reach"),
            found="cause: presumed with reach: contract",
            expected="reach: affected_participants, or a cause that is shown",
            hint="Write reach: affected_participants, or cause: shown.",
        )


@rule(ONLY_FEDERAL, "payment", "agreement", "funding", source="2 CFR 200.403(a); 2 CFR 200.472")
def other_money_for_what_is_no_cost(spec: Spec) -> Iterator[Problem]:
    """Interest, a fee and pay for results that nobody measured have a source that is not federal."""
    sources = spec.funding.sources.values()
    invoicing, ending = spec.payment.invoicing, convenience(spec)
    interest = invoicing.late_interest if invoicing else None
    promised = [
        word
        for word, there in (
            ("late interest", interest and not interest.paid_from),
            ("a closing fee", ending and ending.fee),
            ("pay for results in flight", ending and ending.in_flight),
        )
        if there
    ]
    if promised and sources and all(source.federal for source in sources):
        yield ONLY_FEDERAL.problem(
            f"The contract promises {listed(promised)}, and every source of money is federal.",
            path=("funding", "sources"),
            found="federal sources only",
            expected="a source of the district's own, or counsel's word that the award may pay it",
            hint="Add a source such as general: {name: General fund, federal: false, amount: $50,000, "
            "pays: [base, rates]}; for interest alone, say late_interest: {paid_from: the general fund}; or "
            "waive BAL-10 with counsel's reason.",
        )
    if interest and (named := _federal_money(spec, interest.paid_from or "")):
        yield ONLY_FEDERAL.problem(
            f"Late interest would be paid from “{named}”, which is federal money.",
            path=("payment", "invoicing", "late_interest", "paid_from"),
            found=interest.paid_from or "",
            expected="money that is not federal",
            hint="Write paid_from: the general fund, or another fund of the district's own; or waive BAL-10 "
            "with counsel's reason.",
        )


def _federal_money(spec: Spec, words: str) -> str:
    """Return what in the words names federal money: a source, its law, or “federal” that is not denied."""
    for source in spec.funding.sources.values():
        if source.federal and source.name.casefold() in words.casefold():
            return source.name
    found = _FEDERAL.search(words)
    return found[0] if found else ""


ALWAYS = (
    results_in_flight_are_owed,
    silence_decides_on_data_of_both,
    interest_is_promised_once,
    limits_are_printed,
    both_sides_have_a_limit,
    data_losses_stay_insured,
    ending_costs_less_than_finishing,
    last_notice_comes_in_time,
    failed_tests_are_the_districts,
    presumption_holds_for_those_concerned,
    other_money_for_what_is_no_cost,
)
