"""Part of the oracle: what a line pays once for everyone, and lines in the parts that are rounded."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from oracle_lines import (
    NOTHING,
    Deal,
    Part,
    Record,
    by_participant,
    counts_year,
    deducted,
    earned_by,
    fiscal_year,
    gated,
    multiplied,
    place_of,
    price_in,
    quality_of,
    result_of_group,
    year_of,
)
from oracle_results import Row, joined, lives_in, on_scale, outcomes_of

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.rates import GroupResult, Rate


# What a line pays once for everyone


def share_reached(deal: Deal, key: str, outcomes: tuple[str, ...]) -> Fraction | None:
    """Return how many percent of the counted participants reached; None where nobody counts."""
    rate = deal.rate(key)
    rows = [row for row in deal.record.rows if counts_year(deal, rate, row)]
    rows = [row for row in rows if lives_in(deal.spec, key, rate, row)]
    joint = [joined(rate, [gated(deal, row, rate, each) for each in outcomes]) for row in rows]
    counted = [each for each in joint if each.counted]
    reached = sum((each.part for each in counted if each.reached), NOTHING)
    return 100 * reached / len(counted) if counted else None


def group_value(deal: Deal, key: str) -> Fraction | None:
    """Return the group's result: percent for outcomes counted by participant, else the value measured."""
    rate = deal.rate(key)
    if not rate.score:
        return one_value(deal, key, outcomes_of(key, rate))
    values = [(one_value(deal, key, (each,)), share.value) for each, share in rate.score.items()]
    known = [value * weight for value, weight in values if value is not None]
    return sum(known, NOTHING) if len(known) == len(values) else None


def one_value(deal: Deal, key: str, outcomes: tuple[str, ...]) -> Fraction | None:
    """Return the group's result on one outcome, or on several that are joined."""
    rate = deal.rate(key)
    if deal.spec.outcomes[outcomes[0]].measure.counted_by == "participant":
        return share_reached(deal, key, outcomes)
    found = result_of_group(deal, outcomes[0], rate.group or "", rate.cohort or "")
    return found.value if found.counted else None


def paid_once(deal: Deal, key: str) -> Fraction:
    """Return the exact cents that a line pays once."""
    rate = deal.rate(key)
    factor = multiplied(rate)
    if rate.best_of:
        return factor * max(at_most(deal, line) for line in rate.best_of)
    if deal.record.conditions.get(key, "yes") == "no" or not gates_open(deal, rate):
        return NOTHING
    if rate.share_of is not None:
        results = [
            result_of_group(deal, each, rate.group or "", rate.cohort or "")
            for each in outcomes_of(key, rate)
        ]
        joint = joined(rate, results)
        pays = shared(deal, rate) if joint.counted and joint.reached else NOTHING
        pays *= quality_of(deal, rate)
        return not_below(rate, factor * pays - deducted(rate, results[0].value if joint.counted else None))
    value = group_value(deal, key)
    if value is None:
        return NOTHING
    if rate.group_result is None:
        above = max(NOTHING, value - Fraction(rate.above))
        units = above if rate.fractions else floor(above)
        year = fiscal_year(deal.spec, rate.cohort or "")
        pays = units * price_in(deal, rate, year)
    else:
        pays = stepped(deal, rate.group_result, value)
    return not_below(rate, factor * pays * quality_of(deal, rate) - deducted(rate, value))


def not_below(rate: Rate, earned: Fraction) -> Fraction:
    """Return what is earned, which is not less than nothing unless the line gives back."""
    return earned if rate.deduction and rate.deduction.gives_back else max(NOTHING, earned)


def gates_open(deal: Deal, rate: Rate) -> bool:
    """Tell whether the group reached everything that a line paid once requires beside its own outcome."""
    gates = (rate.requires.reached if rate.requires else None) or ()
    results = [result_of_group(deal, gate, *place_of(deal, rate)) for gate in gates]
    return all(each.counted and each.reached for each in results)


def at_most(deal: Deal, key: str) -> Fraction:
    """Return what a line comes to that another one chooses, its own ceiling applied."""
    most = deal.rate(key).at_most
    return min(paid_once(deal, key), Fraction(most.cents)) if most else paid_once(deal, key)


def shared(deal: Deal, rate: Rate) -> Fraction:
    """Return a share of savings, of costs or of a fixed budget."""
    share, amounts = rate.share_of, deal.record.amounts
    assert share is not None
    less = 1 - deal.spec.payment.discount.value
    if share.savings is not None:
        return share.savings.value * amounts["savings"].cents * less
    if share.actual_cost is not None:
        return share.actual_cost.value * amounts["costs"].cents * less
    base = deal.spec.payment.base
    budget = share.of or (base.reimbursed.budget if base and base.reimbursed else None)
    assert share.budget is not None
    assert budget is not None
    return share.budget.value * budget.cents * less


def stepped(deal: Deal, result: GroupResult, value: Fraction) -> Fraction:
    """Return what steps or a straight line pay for the group's result."""
    if result.steps:
        reached = [deal.cents(step.pay) for step in result.steps if value >= on_scale(step.at_least)]
        return (reached or [NOTHING])[-1]
    points = [(on_scale(point.at), deal.cents(point.pay)) for point in result.line or ()]
    (first, lowest), (last, highest) = points[0], points[-1]
    if value < first and result.below != "extend":
        return lowest if result.below == "first" else NOTHING
    if value > last and result.above != "extend":
        return highest
    between = [pair for pair in pairwise(points) if value <= pair[1][0]]
    (x0, y0), (x1, y1) = between[0] if between else (points[-2], points[-1])
    return max(NOTHING, y0 + (y1 - y0) * (value - x0) / (x1 - x0))


# Lines in parts


def parts_once(deal: Deal) -> dict[Part, Fraction]:
    """Return the exact cents of each line that pays once."""
    found: dict[Part, Fraction] = {}
    for key in paying(deal):
        if not by_participant(deal, key):
            cohort = deal.rate(key).cohort or ""
            found[key, cohort, fiscal_year(deal.spec, cohort)] = paid_once(deal, key)
    return found


def parts_of(deal: Deal, row: Row) -> dict[Part, Fraction]:
    """Return the exact cents that one participant earns, each in its part of a line."""
    place = row.get("cohort", ""), year_of(deal, row)
    singly = [key for key in paying(deal) if by_participant(deal, key)]
    return {(key, *place): earned_by(deal, row, key) for key in singly}


def paying(deal: Deal) -> list[str]:
    """Return the lines that pay by themselves and, in an interim settlement, have every result."""
    rates = deal.spec.payment.rates
    chosen = {line for rate in rates.values() for line in rate.best_of or ()}
    known = known_outcomes(deal.record) if deal.record.until else set(deal.spec.outcomes)
    stated = {key: outcome.measure.computed for key, outcome in deal.spec.outcomes.items()}
    known |= {key for key, computed in stated.items() if computed and computed.of in known}
    return [key for key in rates if key not in chosen and asked(deal.spec, key) <= known]


def asked(spec: Spec, key: str) -> set[str]:
    """Return the outcomes without whose results a line is not settled."""
    return outcomes_paid(spec, key) | outcomes_required(spec, key)


def known_outcomes(record: Record) -> set[str]:
    """Return the outcomes for which anything is written."""
    headings = {name for row in record.rows for name, text in row.items() if text}
    return {name.split(":")[0] for name in headings} | set(record.groups)


def outcomes_paid(spec: Spec, key: str) -> set[str]:
    """Return the outcomes that a line pays for, through the lines it chooses from too."""
    rate = spec.payment.rates[key]
    inner = [outcomes_paid(spec, line) for line in rate.best_of or ()]
    return set(outcomes_of(key, rate)).union(*inner)


def outcomes_required(spec: Spec, key: str) -> set[str]:
    """Return what must be reached beside what is paid for, through the lines it chooses from too."""
    rate = spec.payment.rates[key]
    inner = [outcomes_required(spec, line) for line in rate.best_of or ()]
    quality = {rate.quality.of} if rate.quality else set()
    return set((rate.requires.reached if rate.requires else None) or ()).union(quality, *inner)
