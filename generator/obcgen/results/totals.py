"""Totals per outcome to kinds of identical participants; and totals held against a table of participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money
from obcgen.payment.attained import View
from obcgen.payment.counts import everyone
from obcgen.payment.earning import for_participant
from obcgen.payment.facts import Alike, Mark
from obcgen.payment.members import years_apart
from obcgen.payment.portions import paid_lines
from obcgen.payment.subjects import counts_participants, named_outcomes, outcome_ids
from obcgen.problems import Kind, Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.payment.facts import Facts
    from obcgen.results.needs import Needs
    from obcgen.spec import Spec
    from obcgen.spec.results import Counts, Results, Totals

IMPOSSIBLE = Kind("RES-05", "A count of the results that cannot be")
DISAGREE = Kind("RES-06", "Totals and the table of participants disagree")
NEEDS_TABLE = Kind("RES-07", "Totals are not enough: a table of participants is needed")
NEEDS_PARTS = Kind("RES-08", "Totals must be divided by cohort, group or year")

REACHED, NOT_REACHED = Mark("reached"), Mark("not_reached")


def from_totals(results: Results) -> tuple[Alike, ...]:
    """Return kinds of participants that add up to the totals; each outcome has kinds of its own."""
    return tuple(
        person
        for key, totals in results.outcomes.items()
        for part in (tuple(totals.parts.values()) or (totals,))
        for person in _part(key, part)
    )


def _part(key: str, part: Counts) -> Iterator[Alike]:
    cohort = getattr(part, "cohort", None) or ""
    groups = frozenset(getattr(part, "groups", ()))
    year = getattr(part, "year", None) or ""
    for mark, count in ((REACHED, part.reached), (NOT_REACHED, part.eligible - part.reached)):
        if count > 0:
            yield Alike(count, {key: mark}, cohort, groups, year)


def counts_are_possible(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each count that is larger than what it is a part of."""
    most = everyone(spec)
    if results.roster is not None and results.roster > most:
        yield _above(("roster",), "The roster", results.roster, f"there may be {most} participants at most")
    if results.served is not None and results.roster is not None and results.served > results.roster:
        yield _above(("served",), "The number served", results.served, f"{results.roster} are on the roster")
    for key, totals in results.outcomes.items():
        path: Path = ("outcomes", key)
        places: dict[Path, Counts] = {path: totals}
        places |= {(*path, "parts", name): part for name, part in totals.parts.items()}
        for at, part in places.items():
            for name, most, but in _bounds(spec, results, key, part):
                if getattr(part, name) > most:
                    yield _above((*at, name), f"The number {name}", getattr(part, name), but)
        yield from _parts_add_up(path, totals)


def _bounds(spec: Spec, results: Results, key: str, part: Counts) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each count, the most that it can be, and why; in each year everyone counts again."""
    years = len(years_apart(spec))
    yield "reached", part.eligible, f"{part.eligible} are eligible"
    most = everyone(spec) * years
    yield "eligible", most, f"there may be {most} participants at most"
    if results.roster is not None:
        for name in ("measured", "eligible"):
            yield name, results.roster * years, f"{results.roster} are on the roster"
    if results.served is not None:
        yield "eligible", results.served * years, f"{results.served} were served"
    missing = spec.outcomes[key].missing if key in spec.outcomes else None
    rules = {missing.initial, missing.final} if missing is not None else set()
    if rules == {"not_counted"}:
        yield "eligible", part.measured, f"{part.measured} were measured, and nobody counts without a measure"
    if missing is not None and "deemed_reached" not in rules:
        yield "reached", part.measured, f"{part.measured} were measured"


def _above(path: Path, what: str, count: int, but: str) -> Problem:
    return IMPOSSIBLE.problem(
        f"{what} is {count}, but {but}.", path=path, found=str(count), hint="Correct one of the two figures."
    )


def _parts_add_up(path: Path, totals: Totals) -> Iterator[Problem]:
    for name in ("measured", "eligible", "reached") if totals.parts else ():
        whole, parts = getattr(totals, name), [getattr(part, name) for part in totals.parts.values()]
        if sum(parts) != whole:
            yield IMPOSSIBLE.problem(
                f"{name} is {whole}, but its parts add up to {sum(parts)}.",
                path=(*path, name),
                found=f"{' + '.join(map(str, parts))} = {sum(parts)}",
                expected=str(whole),
                hint="Correct the parts or the whole; each participant is in one part.",
            )


# What totals cannot say


def totals_are_enough(spec: Spec, needs: Needs, results: Results, facts: Facts) -> Iterator[Problem]:
    """Yield a Problem where a line must know which participant reached what, and there is no table."""
    settled = set(results.outcomes)
    for key, why in needs.joint.items():
        if settled & set(named_outcomes(key, spec.payment.rates[key])) or spec.payment.rates[key].best_of:
            yield _table(f"The line {key} cannot be settled from totals: {why}.")
    yield from _same_gates(spec, results)
    base = spec.payment.base
    if base is not None and base.tiers:
        yield _table("The base is paid by the dosage of each participant, which totals do not say.")
    for index, default in enumerate(results.defaults):
        if default.participants != ("all",):
            yield _table(
                "A default names participants, but totals do not say who they are.",
                ("defaults", index, "participants"),
            )
    cap = spec.payment.caps.participant if spec.payment.caps else None
    most = _most_for_one(spec, facts)
    if cap is not None and most > cap and len(_singly(spec, facts)) > 1:
        yield _table(
            f"The cap of {cap} for each participant can cut: one who reached everything would earn {most}. "
            "Totals do not say who reached what."
        )
    yield from _parts_are_given(spec, needs, results)


def _table(message: str, path: Path = ("outcomes",)) -> Problem:
    hint = "Give the results by participant: participants: participants.csv."
    return NEEDS_TABLE.problem(message, path=path, found="totals", expected="a table", hint=hint)


def _same_gates(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for an outcome on which lines count different participants: totals are one count."""
    rates = spec.payment.rates
    for outcome in results.outcomes:
        lines = [key for key, rate in rates.items() if outcome in named_outcomes(key, rate)]
        gates = {(r.dosage, r.condition) if (r := rates[key].requires) else (None, None) for key in lines}
        if len(gates) > 1:
            message = f"The lines {' and '.join(lines)} do not count the same participants for {outcome}."
            yield _table(f"{message} One total cannot serve both.", ("outcomes", outcome))


def _singly(spec: Spec, facts: Facts) -> set[str]:
    """Return the outcomes of all lines that pay by participant; totals of one alone tell who earned what."""
    rates = spec.payment.rates
    lines = [key for key in paid_lines(spec, facts.settled) if counts_participants(key, rates, spec.outcomes)]
    return {outcome for key in lines for outcome in outcome_ids(key, rates)}


def _most_for_one(spec: Spec, facts: Facts) -> Money:
    """Return the most that one participant can have earned, if the totals fall together."""
    view, most = View(spec, facts), ZERO
    for key in paid_lines(spec, facts.settled):
        if counts_participants(key, spec.payment.rates, spec.outcomes):
            cents = [for_participant(view, key, person, 1).amount for person in facts.people]
            most += Money(-(-max(cents, default=0) // 1))
    return most


def _parts_are_given(spec: Spec, needs: Needs, results: Results) -> Iterator[Problem]:
    """Yield a Problem for totals that are not divided as the lines need them."""
    for key, totals in results.outcomes.items():
        parts = tuple(totals.parts.values())
        lacking = []
        if needs.cohorts and not (parts and all(part.cohort for part in parts)):
            lacking.append("cohort")
        if needs.years and not (parts and all(part.year for part in parts)):
            lacking.append("year")
        if needs.groups and not parts and _in_group(spec, key):
            lacking.append("groups")
        if lacking:
            yield NEEDS_PARTS.problem(
                f"The totals of {key} are not divided by {' and '.join(lacking)}, and a line pays by it.",
                path=("outcomes", key),
                found="one total" if not parts else "parts that do not say it",
                expected=f"parts with {' and '.join(lacking)}",
                hint="Add parts: {a: {cohort: ..., measured: ..., eligible: ..., reached: ...}}.",
            )


def _in_group(spec: Spec, key: str) -> bool:
    rates = spec.payment.rates
    return any(rate.group and key in named_outcomes(line, rate) for line, rate in rates.items())


# Totals beside a table


def totals_agree(spec: Spec, results: Results, facts: Facts, participants: int) -> Iterator[Problem]:
    """Yield a Problem for each total that differs from what the table gives; it names both figures."""
    yield from _too_many(spec, facts, participants)
    if results.roster is not None and results.roster != participants:
        yield _differs(("roster",), "roster", results.roster, participants)
    served = facts.served
    if results.served is not None and results.served != served:
        yield _differs(("served",), "served", results.served, served)
    for key, totals in results.outcomes.items():
        for name, count in _counts(spec, facts, key).items():
            if getattr(totals, name) != count:
                path: Path = ("outcomes", key, name)
                yield _differs(path, f"{key}: {name}", getattr(totals, name), count)


def _too_many(spec: Spec, facts: Facts, participants: int) -> Iterator[Problem]:
    """Yield a Problem for each outcome for which more participants count than there may be."""
    most = everyone(spec)
    for key in spec.outcomes if participants > most else ():
        count = _counts(spec, facts, key)["eligible"]
        if count > most * len(years_apart(spec)):
            but = f"there may be {most} participants at most"
            yield _above(("participants",), f"The number eligible for {key}", count, but)


def _differs(path: Path, what: str, written: int, counted: int) -> Problem:
    return DISAGREE.problem(
        f"{what} is {written:,} here, but the table of participants gives {counted:,}.",
        path=path,
        found=f"{written:,}, and {counted:,} in the table",
        expected="the same figure twice",
        hint="Find out which is right before anything is paid; then correct the other.",
    )


def _counts(spec: Spec, facts: Facts, key: str) -> dict[str, int]:
    """Return what a table of participants gives for one outcome, by the first line that pays for it."""
    rates = spec.payment.rates
    line = next((each for each, rate in rates.items() if key in named_outcomes(each, rate)), None)
    view = View(spec, facts)
    people = [person for person in facts.people if key in person.marks]
    measured = sum(p.count for p in people if p.marks[key].standing in {"reached", "not_reached"})
    if line is None:
        seen = [(person.count, view.outcome(key, person, "", "")) for person in people]
    else:
        alone = rates[line].model_copy(
            update={"outcome": key, "all": None, "any": None, "score": None, "best_of": None}
        )
        seen = [(person.count, view.line(line, alone, person)) for person in people]
    eligible = sum(count for count, each in seen if each.counted)
    reached = sum(count for count, each in seen if each.counted and each.reached)
    return {"measured": measured, "eligible": eligible, "reached": reached}
