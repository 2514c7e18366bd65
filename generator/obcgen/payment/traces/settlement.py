"""Every figure of a settlement, and of the most that can be paid, traced to what spec and results state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.money import ZERO, total
from obcgen.payment.attained import NONE
from obcgen.payment.names import listed
from obcgen.payment.subjects import chosen_by, counts_participants, group_of, outcome_ids
from obcgen.payment.traces.figure import Figure, Given, cents, rounded
from obcgen.payment.traces.guaranteed import most_counted, of_base
from obcgen.payment.words import sentence

if TYPE_CHECKING:
    from obcgen.payment.caps import Limit
    from obcgen.payment.facts import Facts
    from obcgen.payment.portions import Portion
    from obcgen.payment.settle import Line, Settlement
    from obcgen.spec import Spec

SETTLED = "settlement"
_SCOPES = {
    "line": "the ceiling of the line",
    "participant": "the cap per participant",
    "district_default": "the ceiling on what a district default adds",
    "outcome": "the cap on the outcome",
    "cohort": "the cap on the cohort",
    "year": "the cap on the year",
    "total": "the cap on all lines",
    "not_to_exceed": "the not-to-exceed amount",
}


def of_settlement(spec: Spec, facts: Facts, found: Settlement) -> tuple[Figure, ...]:
    """Return the figures of a settlement: `settlement.total`, `settlement.rates.fluency`, and so on."""
    base = of_base(spec, facts, found, SETTLED, settled=True)
    return (*_settled(found), *base, *of_rates(spec, found, f"{SETTLED}."))


# What adds up


def performance(found: Settlement, name: str, prefix: str, words: str) -> Figure:
    """Return the sum of all lines."""
    added = " + ".join(line.amount.exact for line in found.lines) or ZERO.exact
    parts = tuple(f"{prefix}{line.id}" for line in found.lines)
    step = (f"{added} = {found.performance.exact}",) if len(parts) != 1 else ()
    return Figure(name, found.performance.exact, words, "the sum of all lines", parts, (), step)


def _settled(found: Settlement) -> Iterator[Figure]:
    yield Figure(
        "settlement.total",
        found.total.exact,
        "Everything owed under the results so far, paid or not.",
        "base + performance",
        ("settlement.base", "settlement.performance"),
        steps=(f"{found.base.exact} + {found.performance.exact} = {found.total.exact}",),
    )
    words = "What the verified results earn, after every limit."
    yield performance(found, "settlement.performance", "settlement.rates.", words)
    yield Figure(
        "settlement.paid",
        found.paid.exact,
        "What was paid before.",
        "the sum of the ledger",
        given=(Given(("paid",), "results"),),
    )
    yield Figure(
        "settlement.due",
        found.due.exact,
        "What is due; below zero, what the provider owes back.",
        "total - paid",
        ("settlement.total", "settlement.paid"),
        steps=(f"{found.total.exact} - {found.paid.exact} = {found.due.exact}",),
    )
    yield Figure(
        "settlement.payable",
        found.payable.exact,
        "What is payable now.",
        "due - disputed - held back",
        ("settlement.due",),
        (Given(("disputed",), "results"), Given(("payment", "invoicing", "retainage"))),
        (f"{found.due.exact} - {found.disputed.exact} - {found.retained.exact} = {found.payable.exact}",),
    )


# Lines of the rate card


def of_rates(spec: Spec, found: Settlement, prefix: str) -> Iterator[Figure]:
    """Yield the amount of each line with its arithmetic."""
    for line in found.lines:
        own = [portion for portion in found.portions if portion.line == line.id]
        yield Figure(
            f"{prefix}rates.{line.id}",
            line.amount.exact,
            sentence(spec, line.id),
            "the sum of quantity x price, after every limit",
            (),
            (*given_of_line(spec, line.id, settled=bool(prefix)), *_given_of_default(line)),
            (*_arithmetic(line, own), *_limits(line, own, found.limits)),
        )


def _given_of_default(line: Line) -> Iterator[Given]:
    """Yield what a default of the district is computed from, where it adds to a line."""
    if line.added:
        yield Given(("payment", "if_district_defaults"))
        yield Given(("defaults",), "results")


def _arithmetic(line: Line, own: list[Portion]) -> Iterator[str]:
    if line.open:
        yield "no results yet"
    for item in line.items:
        yield f"{item.quantity} x {cents(item.each)} = {cents(item.amount)} ({item.what.lower()})"
    exact = sum((item.amount for item in line.items), NONE)
    if len(line.items) > 1:
        yield f"together {cents(exact)}"
    if len(own) == 1:
        yield from rounded(exact, line.earned)
    elif exact.denominator > 1:
        yield f"rounded half a cent upward for each cohort and year: {line.earned.exact}"


def _limits(line: Line, own: list[Portion], limits: tuple[Limit, ...]) -> Iterator[str]:
    before = total(portion.before for portion in own)
    if before < line.earned:
        yield f"the ceiling of the line leaves {before.exact}"
    rest = line.amount - line.added
    if rest < before:
        bound = [limit for limit in limits if limit.bound and limit.scope != "line"]
        yield f"limits leave {rest.exact}: {listed([_limit_words(limit) for limit in bound])}"
    if line.added:
        yield f"a district default adds {line.added.exact}: {line.amount.exact}"


def _limit_words(limit: Limit) -> str:
    name = f" {limit.name}" if limit.name else ""
    return (
        f"{_SCOPES[limit.scope]}{name}, {limit.limit.exact}, cuts {limit.before.exact} to {limit.after.exact}"
    )


def given_of_line(spec: Spec, key: str, *, settled: bool) -> Iterator[Given]:
    """Yield what a line is computed from: itself, lines it chooses from, counts or results, gates, limits."""
    rates = spec.payment.rates
    keys = (key, *(line for line, chooser in chosen_by(rates).items() if chooser == key))
    for each in keys:
        said = [name for name in type(rates[each]).model_fields if name in rates[each].model_fields_set]
        yield from (Given(("payment", "rates", each, name)) for name in said if name not in {"name", "due"})
    if spec.payment.discount.value:
        yield Given(("payment", "discount"))
    if any(rate.requires and rate.requires.dosage for rate in (rates[each] for each in keys)):
        yield Given(("program", "dosage", "minimum"))
    if counts_participants(key, rates, spec.outcomes):
        yield from _counted(spec, key, settled)
    for outcome in outcome_ids(key, rates) if settled else ():
        yield Given(("outcomes", outcome, "missing"))
        by_group = spec.outcomes[outcome].measure.counted_by == "group"
        yield Given(("groups" if by_group else "outcomes", outcome), "results")


def _counted(spec: Spec, key: str, settled: bool) -> Iterator[Given]:
    if settled:
        yield Given(("participants",), "results")
        return
    rate = spec.payment.rates[key]
    yield from most_counted(spec)
    group = group_of(spec, key, rate)
    if group in spec.population.groups:
        yield Given(("population", "groups", group, "planned"))
    yield from (
        Given(("cohorts", cohort, "planned")) for cohort in spec.cohorts if rate.cohort in {None, cohort}
    )
