"""What a settlement needs and results lack: outcomes, numbers of participants, amounts of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import PerParticipant, PerUnit, Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.share_of import ShareOf
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.deal.lines.line import Line
    from obcgen.money import Money
    from obcgen.results.needs import Needs
    from obcgen.results.people import People
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

NO_RESULTS = Kind("RES-16", "Results that are missing")
NO_AMOUNT = Kind("RES-17", "A number that is missing")
ASSUMED = Kind("RES-18", "A number that is taken from the spec", "warning")
OTHER_BUDGET = Kind("RES-19", "A budget that is not the budget of the contract")


def outcomes_are_given(wanted: Needs, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each outcome that is paid for and has no result: a final settlement needs all."""
    if results.settlement == "interim":
        return
    for key in wanted.by_group:
        if key not in results.groups:
            yield NO_RESULTS.problem(
                f"There is no result of {key}, and a line pays for it.",
                path=("groups",),
                found="no result",
                expected=f"groups: {{{key}: ...}}",
                hint="Write the value, yes or no, or missing where there is none; or settlement: interim.",
            )
    for key in wanted.by_participant if results.participants is None else ():
        if key not in results.outcomes:
            yield NO_RESULTS.problem(
                f"There are no results of {key}, and a line pays for it.",
                path=("outcomes",),
                found="no totals and no table",
                expected=f"outcomes: {{{key}: {{measured: ..., eligible: ..., reached: ...}}}}",
                hint="Add its totals, or a table of participants; or write settlement: interim.",
            )


def table_has_rows(people: People) -> Iterator[Problem]:
    """Yield a Problem where the table has headings and no participant."""
    if not people.ids:
        yield NO_RESULTS.problem(
            "The table has no participant.",
            path=("participants",),
            found="headings alone",
            expected="a row for each participant",
            hint="Name the table that holds the participants; a sheet that is not the first is not read.",
        )


def columns_are_filled(wanted: Needs, facts: Facts, people: People) -> Iterator[Problem]:
    """Yield a Problem for each column without a result, unless a district default says why there is none."""
    for key in wanted.by_participant:
        if key in people.with_results or key in facts.affected:
            continue
        if any(kind.served and key not in kind.affected for kind in facts.people):
            yield NO_RESULTS.problem(
                f"The column {key} of the table holds no result at all, and a line pays for it.",
                path=("participants",),
                found="empty cells",
                expected="results",
                hint="Fill the column in, or write settlement: interim.",
            )


def counts_are_given(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the base counts participants whose number is not given."""
    base = deal_of(spec).base_funding
    if not isinstance(base, PerParticipant) or results.participants is not None:
        return
    if base.counted != "planned" and getattr(results, base.counted) is None:
        what = "on the roster" if base.counted == "roster" else "served"
        yield NO_AMOUNT.problem(
            f"The base is paid for each participant {what}, but their number is not given.",
            path=(base.counted,),
            found="nothing",
            expected=f"{base.counted}: the number of participants",
            hint=f"Add {base.counted}: ...",
        )


def amounts_are_given(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each amount that a line or the base is taken from and that is not given."""
    deal, amounts = deal_of(spec), results.amounts
    for line in deal.lines.values():
        name = _taken_from(line)
        if name and _settled(deal, line, results) and (amounts is None or getattr(amounts, name) is None):
            yield NO_AMOUNT.problem(
                f"The line {line.id} pays a share of {name}, but no {name} are given.",
                path=("amounts",),
                found="nothing",
                expected=f"amounts.{name}",
                hint=f"Add amounts: {{{name}: $...}}.",
            )
    known = amounts is not None and (amounts.costs is not None or amounts.budget is not None)
    base = deal.base_funding
    if isinstance(base, Reimbursed) and not known:
        message = f"No costs are given, so the whole budget of {base.budget} counts as base."
        hint = "Add amounts: {costs: $...} with the allowable costs so far."
        yield ASSUMED.problem(message, path=("amounts",), expected="amounts.costs", hint=hint)
    if isinstance(base, PerUnit) and results.units is None:
        message = f"No number of units is given, so all {base.units} of the spec count."
        yield ASSUMED.problem(message, path=("units",), expected="units", hint="Add units: ...")


def _taken_from(line: Line) -> str:
    """Return the amount of which a line pays a share, where results must give it."""
    if not isinstance(line, ShareOf):
        return ""
    return {"savings": "savings", "actual_cost": "costs", "budget": ""}[line.of]


def _settled(deal: Deal, line: Line, results: Results) -> bool:
    """Tell whether a line is settled now: all at the end, before it those with results."""
    measured = {key for key in line.asked if deal.outcomes[key].measure.computed is None}
    return results.settlement == "final" or measured <= set(results.groups)


def budget_is_the_fixed_one(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each budget that the contract fixes and the results state as another amount."""
    stated = results.amounts.budget if results.amounts is not None else None
    for path, fixed in _fixed_budgets(spec) if stated is not None else ():
        if fixed != stated:
            yield OTHER_BUDGET.problem(
                f"The budget is {stated} here, but the contract fixes it at {fixed} ({path}).",
                path=("amounts", "budget"),
                found=str(stated),
                expected=str(fixed),
                hint="Leave it out: the contract's budget counts. Costs that were less belong under amounts: "
                "{costs: $...}.",
            )


def _fixed_budgets(spec: Spec) -> Iterator[tuple[str, Money]]:
    """Yield each budget that the contract fixes, with the key that states it."""
    deal = deal_of(spec)
    if isinstance(deal.base_funding, Reimbursed):
        yield "payment.base.reimbursed.budget", deal.base_funding.budget
    for line in deal.lines.values():
        if isinstance(line, ShareOf) and line.own_budget is not None:
            yield f"payment.rates.{line.id}.share_of.of", line.own_budget
