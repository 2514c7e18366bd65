"""A rate of all that rises with each weak participant who is not tested, not proved, or who stops coming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from obcgen.deal.compile import deal_of
from obcgen.deal.lines.line import Line
from obcgen.money import Share
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec

LEFT_OUT = Kind("DSN-12", "A rate of all that rises with those who are not tested", "warning")
STOPPED = Kind("DSN-24", "A rate of all that rises with those who stop coming", "warning")
UNPROVED = Kind("DSN-27", "What the provider spoils or does not prove is left out of the count", "warning")
_LEAVES_OUT = re.compile(
    r"\b(?:does|do) not count\b|\bnot counted\b|\bremoved from the count\b"
    r"|\b(?:is|are) (?:left out|excluded|disregarded|not count)\b",
    re.IGNORECASE,
)
_SPOILED = re.compile(r"\b(?:affected|tainted|spoiled)\b", re.IGNORECASE)
_NO_RESULT = re.compile(
    r"\bnot (?:having )?reached\b|\b(?:dosage|sessions?|service|minutes|hours|use|costs?)\b",
    re.IGNORECASE,
)
"""What a remedy leaves out without raising a rate: it counts as not reached, or is no result."""
_KEEPS = re.compile(
    r"\b(?:minimum dosage|\d+ (?:hours|minutes)|stay|remain|retain|retention|leav|withdraw|drop|attendance)",
    re.IGNORECASE,
)
ONE_IN_TEN = Fraction(9, 10)


@rule(LEFT_OUT, *MONEY, source="G6; Standards of Excellence, outcomes")
def rates_count_who_is_not_tested(spec: Spec) -> Iterator[Problem]:
    """Where a share of all is paid for, a participant without a last score counts as not reached."""
    for line in deal_of(spec).paid:
        for key, outcome in _behind(spec, line).items():
            if outcome.missing.final == "not_counted":
                yield _left_out(line, key, outcome)


@rule(STOPPED, *MONEY, "duties", source="G6; Standards of Excellence, mutual accountability")
def rates_count_who_stops_coming(spec: Spec) -> Iterator[Problem]:
    """Where a share of those with the minimum dosage is paid for, the provider owes that most receive it."""
    duties = spec.duties.provider.values() if spec.duties else ()
    if any(
        re.search(r"\d%", each.measure or "") and _KEEPS.search(f"{each.duty} {each.measure}")
        for each in duties
    ):
        return
    for line in deal_of(spec).paid:
        for outcome in _behind(spec, line).values() if line.paid_for.asks_dosage else ():
            yield _stopped(spec, line, outcome)


@rule(UNPROVED, *MONEY, "verification", source="G6; Standards of Excellence, outcomes")
def rates_count_what_is_not_proved(spec: Spec) -> Iterator[Problem]:
    """What the provider spoils, and for a share of all what it does not prove, counts as not reached."""
    shares = [line for line in deal_of(spec).paid if not line.by_participant and line.paid_for.outcomes]
    for key, each in (spec.verification.provider_must if spec.verification else {}).items():
        remedy = each.remedy or ""
        if not _LEAVES_OUT.search(remedy) or _NO_RESULT.search(remedy):
            continue
        if _SPOILED.search(remedy):
            why = (
                f"The remedy says that {remedy}, and the contract's clause on the integrity of results has "
                "them count as not reached. The verifier has to choose."
            )
        elif shares:
            why = (
                f"The line {shares[0].id} is paid by a result of all, and if the provider does not do this, "
                f"{remedy}. Whoever would lower the result is best not recorded."
            )
        else:
            continue
        yield UNPROVED.problem(
            why,
            path=("verification", "provider_must", key, "remedy"),
            found=remedy,
            expected="counts as not reached, which nobody gains by",
            hint="Write remedy: the result counts as not reached.",
        )


def _behind(spec: Spec, line: Line) -> dict[str, Outcome]:
    """Return the outcomes counted by participant whose share a line pays for, itself or computed."""
    if line.by_participant:
        return {}
    found = {
        key: each for key, each in line.paid_for.outcomes.items() if each.measure.counted_by == "participant"
    }
    for outcome in line.paid_for.outcomes.values():
        computed = outcome.measure.computed
        if computed is not None and computed.figure != "count" and computed.of in spec.outcomes:
            found[computed.of] = spec.outcomes[computed.of]
    return found


def _left_out(line: Line, key: str, outcome: Outcome) -> Problem:
    share = _without_one_in_ten(outcome)
    return LEFT_OUT.problem(
        f"The line {line.id} is paid by the share who reach {outcome.name}, and one who is not measured is "
        f"not counted. If one in ten stays away, all of whom would have missed it, {outcome.target} becomes "
        f"{share}.",
        path=("outcomes", key, "missing", "final"),
        found="final: not_counted",
        expected="not_reached, or a price for each participant, which absence cannot raise",
        hint="Write final: not_reached.",
    )


def _stopped(spec: Spec, line: Line, outcome: Outcome) -> Problem:
    minimum, share = line.paid_for.dosage, _without_one_in_ten(outcome)
    return STOPPED.problem(
        f"The line {line.id} is paid by the share who reach {outcome.name}, and one who receives less than "
        f"{minimum} is not counted. If one in ten stops coming, all of whom would have missed it, "
        f"{outcome.target} becomes {share}.",
        path=("payment", "rates", line.id),
        found="requires: {dosage: minimum}, and no duty of the provider says how many receive it",
        expected="a duty with the share who receive the minimum, or a price for each participant",
        hint="Add duties.provider: {keep: {duty: Bring participants to the minimum dosage, "
        f"by: {spec.program.ends}, measure: 90% of participants receive {minimum}, cure: 10 business days, "
        "owner: program director}}.",
    )


def _without_one_in_ten(outcome: Outcome) -> Share:
    """Return what the target becomes if a tenth, who would have missed it, is not counted."""
    return Share(min(outcome.target.value / ONE_IN_TEN, Fraction(1)))
