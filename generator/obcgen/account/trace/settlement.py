"""Every figure of a settlement, and of the most that can be paid, traced to what spec and results state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.account.effects import effect_rows
from obcgen.account.steps import steps
from obcgen.account.trace.base_funding import most_counted, of_base
from obcgen.account.trace.figure import Figure, Given, rounded
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import Counting
from obcgen.deal.lines.best_of import BestOf
from obcgen.figures import quantity, with_cents
from obcgen.money import ZERO
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.account.account import Account, SettledLine
    from obcgen.account.steps import Step
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.deal.limits import AppliedLimit
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec

SETTLED = "settlement"


def of_settlement(spec: Spec | Deal, facts: Facts, found: Account) -> tuple[Figure, ...]:
    """Return the figures of a settlement: `settlement.total`, `settlement.rates.fluency`, and so on."""
    deal = deal_of(spec)
    base = of_base(deal, facts, found, SETTLED, settled=True)
    return (
        *_settled(found),
        *base,
        *of_rates(deal, found, f"{SETTLED}."),
        *_computed(deal, facts),
        *_effects(deal, facts),
    )


def _computed(deal: Deal, facts: Facts) -> Iterator[Figure]:
    """Yield each value of the whole group that the table gives, with what it is computed from."""
    counting = Counting(deal, facts)
    for key, outcome in deal.outcomes.items():
        found, computed = counting.computed(key, "", ""), outcome.measure.computed
        if found is not None and computed is not None and found.value is not None:
            yield Figure(
                f"{SETTLED}.outcomes.{key}",
                quantity(found.value),
                f"The {computed.figure} of {deal.outcomes[computed.of].name}, for all participants.",
                found.formula,
                given=(Given(("outcomes", key, "measure", "computed")), Given(("participants",), "results")),
                steps=(found.arithmetic,),
            )


def _effects(deal: Deal, facts: Facts) -> Iterator[Figure]:
    """Yield each effect against a comparison group, with its evidence and whether that shows it."""
    for row in effect_rows(deal, facts):
        effect = row.effect
        yield Figure(
            f"{SETTLED}.effects.{row.key}",
            quantity(effect.value),
            f"The effect of {row.name} against {row.against}.",
            "counts only if the interval does not include 0 and no group is too small",
            given=(Given(("outcomes", row.id, "measure", "effect")), Given(("groups", row.id), "results")),
            steps=(
                f"{effect.confidence.exact} interval {effect.interval} ({effect.method})",
                f"{effect.program:,} in the program, {effect.comparison:,} in the comparison group",
                f"not reached: {row.why}" if row.why else "shown",
            ),
        )


# What adds up


def performance(found: Account, name: str, prefix: str, words: str) -> Figure:
    """Return the sum of all lines."""
    added = " + ".join(line.amount.exact for line in found.lines) or ZERO.exact
    parts = tuple(f"{prefix}{line.id}" for line in found.lines)
    step = (f"{added} = {found.performance.exact}",) if len(parts) != 1 else ()
    return Figure(name, found.performance.exact, words, "the sum of all lines", parts, (), step)


def _settled(found: Account) -> Iterator[Figure]:
    """Yield what is owed in all, and what of it is owed now."""
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
    yield from _owed(found)


def _owed(found: Account) -> Iterator[Figure]:
    """Yield what is due after what was paid, and what of it can be demanded."""
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
        "settlement.undisputed",
        found.undisputed.exact,
        "What is due, without what is under dispute or held back.",
        "due - disputed - held back",
        ("settlement.due",),
        (Given(("disputed",), "results"), Given(("payment", "invoicing", "retainage"))),
        (f"{found.due.exact} - {found.disputed.exact} - {found.retained.exact} = {found.undisputed.exact}",),
    )
    yield Figure(
        "settlement.payable",
        found.payable.exact,
        "What can be demanded on the day of the settlement.",
        "undisputed - what has a later date",
        ("settlement.undisputed",),
        (Given(("as_of",), "results"),),
        (f"{found.undisputed.exact} - {found.later.exact} = {found.payable.exact}",),
    )


# Lines of the rate card


def of_rates(spec: Spec | Deal, found: Account, prefix: str) -> Iterator[Figure]:
    """Yield the amount of each line with its arithmetic."""
    deal = deal_of(spec)
    cuts = [step for step in steps(found) if step.cut and step.limit.scope != "line"]
    for line in found.lines:
        yield Figure(
            f"{prefix}rates.{line.id}",
            line.amount.exact,
            deal.lines[line.id].sentence,
            "the sum of quantity x price, after every limit",
            (),
            (*given_of_line(deal, line.id, settled=bool(prefix)), *_given_of_default(line)),
            (*_arithmetic(line), *_limits(line, found.cutting, [cut for cut in cuts if cut.line == line.id])),
        )


def _given_of_default(line: SettledLine) -> Iterator[Given]:
    """Yield what a default of the district is computed from, where it adds to a line."""
    if line.added:
        yield Given(("payment", "if_district_defaults"))
        yield Given(("defaults",), "results")


def _arithmetic(line: SettledLine) -> Iterator[str]:
    if line.open:
        yield "no results yet"
    for item in line.items:
        product = f"{quantity(item.quantity)} x {with_cents(item.each)} = {with_cents(item.amount)}"
        yield f"{product} ({item.what.lower()})"
    if len(line.items) > 1:
        yield f"together {with_cents(line.exact)}"
    if len(line.entries) == 1:
        yield from rounded(line.exact, line.earned)
    elif line.exact != line.earned.cents:
        yield f"rounded half a cent upward for each cohort and year: {line.earned.exact}"


def _limits(line: SettledLine, cutting: list[AppliedLimit], cuts: list[Step]) -> Iterator[str]:
    """Yield what limits leave of a line, all together and, where several cut it, one by one."""
    if line.before < line.earned:
        yield f"the ceiling of the line leaves {line.before.exact}"
    rest = line.amount - line.added
    if rest < line.before or any(entry.carried for entry in line.entries):
        yield f"limits leave {rest.exact}: {listed([_limit_words(limit) for limit in cutting])}"
    plain = [cut for cut in cuts if not cut.gain]
    for cut in plain if len(plain) > 1 else ():
        yield f"of this line {cut.limit.in_trace} leaves {cut.after.exact} of {cut.before.exact}"
    if line.added:
        yield f"a district default adds {line.added.exact}: {line.amount.exact}"


def _limit_words(limit: AppliedLimit) -> str:
    return f"{limit.terms.in_trace}, {limit.limit.exact}, {limit.did(lambda amount: amount.exact)}"


def given_of_line(deal: Deal, key: str, *, settled: bool) -> Iterator[Given]:
    """Yield what a line is computed from: itself, lines it chooses from, counts or results, gates, limits."""
    line = deal.lines[key]
    own = (line, *(line.lines if isinstance(line, BestOf) else ()))
    for each in own:
        yield from (Given(("payment", "rates", each.id, name)) for name in each.stated)
    if deal.discount.value:
        yield Given(("payment", "discount"))
    if line.by_year and deal.spec.payment.indexation is not None:
        yield Given(("payment", "indexation"))
        yield from (Given(("index",), "results"),) if settled and deal.spec.payment.indexation.index else ()
    if any(each.paid_for.asks_dosage for each in own):
        yield Given(("program", "dosage", "minimum"))
    if line.by_participant:
        yield from _counted(deal, line, settled)
    for outcome in line.asked if settled else ():
        yield Given(("outcomes", outcome, "missing"))
        computed = deal.outcomes[outcome].measure.computed
        if computed is not None:
            yield Given(("outcomes", outcome, "measure", "computed"))
            yield Given(("outcomes", computed.of, "missing"))
            yield Given(("participants",), "results")
            continue
        by_group = deal.outcomes[outcome].measure.counted_by == "group"
        yield Given(("groups" if by_group else "outcomes", outcome), "results")


def _counted(deal: Deal, line: Line, settled: bool) -> Iterator[Given]:
    if settled:
        yield Given(("participants",), "results")
        return
    yield from most_counted(deal)
    group, own = line.paid_for.group, line.paid_for.cohort
    if group in deal.spec.population.groups:
        yield Given(("population", "groups", group, "planned"))
    yield from (Given(("cohorts", cohort, "planned")) for cohort in deal.spec.cohorts if own in {"", cohort})
