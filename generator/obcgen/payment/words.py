"""One exact sentence per line of the rate card, the same in every document that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import Money
from obcgen.payment.conditions import minimum_dosage
from obcgen.payment.maximum import fixed_budget
from obcgen.payment.names import (
    combined,
    level_text,
    listed,
    outcome_name,
    outcomes_phrase,
    quoted,
    rate_name,
    restriction,
)
from obcgen.payment.prices import flat_in_full
from obcgen.payment.subjects import chosen_by, counts_participants, group_of, named_outcomes, shape, subject
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.rates import GroupResult, Rate, ShareOf


def _who(spec: Spec, key: str, rate: Rate) -> str:
    """Return the participants a line counts, after `each Participant` or `the Participants`."""
    hours = minimum_dosage(spec, rate)
    dosage = f" with at least {hours} of dosage" if hours else ""
    return restriction(spec, rate, group_of(spec, key, rate)) + dosage


def _reached(spec: Spec, key: str, rate: Rate) -> str:
    """Return what is reached: `the Outcome “A”`, `both of the Outcomes “A” and “B”`."""
    ids = named_outcomes(key, rate)
    kind = subject(rate)
    if kind == "any" and len(ids) > 1:
        return f"at least one of {outcomes_phrase(spec, ids)}"
    if kind == "all" and len(ids) > 1:
        return f"{'both' if len(ids) == 2 else 'all'} of {outcomes_phrase(spec, ids)}"
    return outcomes_phrase(spec, ids)


def _weighed(spec: Spec, rate: Rate) -> str:
    """Return the outcomes of a score with their weights: `the Outcomes “A” (80%) and “B” (20%)`."""
    weights = (rate.score or {}).items()
    return (
        f"the Outcomes {listed([f'“{outcome_name(spec, key)}” ({share.exact})' for key, share in weights])}"
    )


def _measured(spec: Spec, key: str, rate: Rate) -> str:
    """Return what is measured: `result on the Outcome “A” (percentile)`, or a score with its weights."""
    ids = named_outcomes(key, rate)
    if rate.score is not None:
        return f"weighted results on {_weighed(spec, rate)}"
    measures = [spec.outcomes[outcome].measure for outcome in ids]
    noun = "gain" if all(measure.kind == "gain" for measure in measures) else "result"
    return f"{noun} on {outcomes_phrase(spec, ids)} ({measures[0].scale})"


def _group_value(spec: Spec, key: str, rate: Rate) -> str:
    """Return the value of all participants together that sets an amount."""
    counted = [spec.outcomes[outcome].measure.counted_by for outcome in named_outcomes(key, rate)]
    if "participant" not in counted:
        return f"the group's {_measured(spec, key, rate)}{_for_whom(spec, key, rate)}"
    who = f"counted Participants{_who(spec, key, rate)}"
    if rate.score is None:
        return f"the share of {who} who reach {_reached(spec, key, rate)}"
    return f"the weighted shares of {who} who reach {_weighed(spec, rate)}"


def _for_whom(spec: Spec, key: str, rate: Rate) -> str:
    """Return whose result the group result is, where it is not everyone's."""
    who = restriction(spec, rate, group_of(spec, key, rate))
    return f" for the Participants{who}" if who else ""


def _price(spec: Spec, key: str, rate: Rate) -> str:
    return (
        f"{flat_in_full(spec, rate)} for each Participant{_who(spec, key, rate)} "
        f"who reaches {_reached(spec, key, rate)}"
    )


def _tiers(spec: Spec, key: str, rate: Rate) -> str:
    tiers = rate.per_participant
    if not isinstance(tiers, Tiers):
        return ""
    result = f"the Participant's {_measured(spec, key, rate)}"
    steps = [f"{tier.pay} from {tier.at_least} upward" for tier in tiers.tiers]
    return (
        f"the amount set for each Participant{_who(spec, key, rate)} by {result}, "
        f"which is {listed(steps)}{combined(len(steps), tiers.combine)}"
    )


def _per_unit(spec: Spec, key: str, rate: Rate) -> str:
    if counts_participants(key, spec.payment.rates, spec.outcomes):
        result = f"the {_measured(spec, key, rate)} of each Participant{_who(spec, key, rate)}"
    else:
        result = _group_value(spec, key, rate)
    price = f"{flat_in_full(spec, rate)} for each full {rate.unit or 'unit'}"
    return f"{price} by which {result} {_is(rate)} above {rate.above}"


def _is(rate: Rate) -> str:
    return "are" if subject(rate) == "score" else "is"


def _steps(spec: Spec, key: str, rate: Rate) -> str:
    steps = (rate.group_result.steps or ()) if rate.group_result else ()
    words = [f"{step.pay} from {level_text(step.at_least)} upward" for step in steps]
    value = _group_value(spec, key, rate)
    return f"the amount set by {value}, which is {listed(words)}{combined(len(words), 'highest')}"


def _ends(result: GroupResult) -> str:
    """Return what a line pays below its first and above its last point."""
    points = result.line or ()
    first, last = points[0], points[-1]
    below = {
        "nothing": f"nothing below {level_text(first.at)}",
        "first": f"{first.pay} below {level_text(first.at)}",
        "extend": f"the same line extended, but never less than nothing, below {level_text(first.at)}",
    }[result.below]
    above = {
        "last": f"{last.pay} above {level_text(last.at)}",
        "extend": f"the same line extended, but never less than nothing, above {level_text(last.at)}",
    }[result.above]
    return f"{below}, and {above}"


def _line(spec: Spec, key: str, rate: Rate) -> str:
    result = rate.group_result
    if result is None or not result.line:
        return ""
    points = listed([f"{point.pay} at {level_text(point.at)}" for point in result.line])
    return (
        f"the amount set by {_group_value(spec, key, rate)}, which is {points}, "
        f"in a straight line from each of these points to the next, {_ends(result)}"
    )


def _share_words(spec: Spec, share_of: ShareOf) -> str:
    if share_of.savings is not None:
        return f"{share_of.savings.exact} of the savings that Verification finds"
    if share_of.actual_cost is not None:
        return f"{share_of.actual_cost.exact} of the actual cost"
    budget = fixed_budget(spec, share_of) or Money(0)
    share = share_of.budget
    if share is None:
        return ""
    return f"{share.exact} of the fixed budget of {budget} ({budget.times(share.value)})"


def _share_of(spec: Spec, key: str, rate: Rate) -> str:
    plural = subject(rate) == "all" and len(named_outcomes(key, rate)) > 1
    words = _share_words(spec, rate.share_of) if rate.share_of else ""
    reached = f"{_reached(spec, key, rate)} {'are' if plural else 'is'} reached"
    return f"{words} if {reached}{_for_whom(spec, key, rate)}"


def _best_of(spec: Spec, key: str, rate: Rate) -> str:
    lines = quoted([rate_name(spec, line) for line in rate.best_of or ()])
    each = " for each Participant" if counts_participants(key, spec.payment.rates, spec.outcomes) else ""
    return f"the largest of the amounts counted{each} by the lines {lines}, which do not pay by themselves"


_SHAPES = {
    "price": _price,
    "tiers": _tiers,
    "per_unit": _per_unit,
    "steps": _steps,
    "line": _line,
    "share_of": _share_of,
    "best_of": _best_of,
}


def _floor(spec: Spec, rate: Rate, *, each: bool) -> str:
    """Return what follows where deductions come to more than is earned."""
    if rate.deduction is not None and rate.deduction.gives_back:
        return ", and where that is less than nothing the Provider shall give back the difference"
    part = "for a cohort" if spec.cohorts else "for a year"
    parted = each and (spec.cohorts or rate.by_year)
    return f", but never less than nothing{f' {part}' if parted else ''}"


def _limits(spec: Spec, key: str, rate: Rate) -> str:
    """Return what follows the amount: deduction, ceiling and condition."""
    words = ""
    if rate.deduction is not None:
        below = f"result is below {level_text(rate.deduction.below)}"
        each = counts_participants(key, spec.payment.rates, spec.outcomes)
        words += f", less {rate.deduction.pay} " + (
            f"for each Participant whose {below}" if each else f"if the {below}"
        )
        words += _floor(spec, rate, each=each)
    if rate.at_most is not None:
        words += f", but no more than {rate.at_most} in all"
    if rate.requires is not None and rate.requires.condition:
        words += f", provided that {rate.requires.condition}"
    return words


def sentence(spec: Spec, key: str) -> str:
    """Return the sentence that says what one line of the rate card pays."""
    rate = spec.payment.rates[key]
    chooser = chosen_by(spec.payment.rates).get(key)
    payer = f"The line “{rate_name(spec, chooser)}” counts" if chooser else "The District shall pay"
    factor = f"{rate.factor.exact} of {'a price of ' if rate.by_year else ''}" if rate.factor else ""
    return f"{payer} {factor}{_SHAPES[shape(rate)](spec, key, rate)}{_limits(spec, key, rate)}."
