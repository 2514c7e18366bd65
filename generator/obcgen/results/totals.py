"""Totals per outcome to kinds of identical participants; and totals held against a table of participants."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL, Counting
from obcgen.deal.facts import Alike, Mark
from obcgen.deal.lines.best_of import BestOf
from obcgen.deal.people import counted_every_year, everyone, years_apart
from obcgen.money import ZERO, Money
from obcgen.problems import Kind, Path, Problem
from obcgen.results.concerned import default_can_be_settled, not_eligible
from obcgen.results.needs import computed_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from obcgen.deal.facts import Facts
    from obcgen.results.needs import Needs
    from obcgen.spec import Spec
    from obcgen.spec.results import Counts, Results, Totals

IMPOSSIBLE = Kind("RES-05", "A count of the results that cannot be")
DISAGREE = Kind("RES-06", "Totals and the table of participants disagree")
NEEDS_TABLE = Kind("RES-07", "Totals are not enough: a table of participants is needed")
NEEDS_PARTS = Kind("RES-08", "Totals must be divided by cohort, group or year")

REACHED, NOT_REACHED, NOT_ELIGIBLE = Mark("reached"), Mark("not_reached"), Mark("not_eligible")


def from_totals(spec: Spec, results: Results) -> tuple[Alike, ...]:
    """Return kinds of participants that add up to the totals; each outcome has kinds of its own."""
    eligible = [
        person
        for key, totals in results.outcomes.items()
        for part in (tuple(totals.parts.values()) or (totals,))
        for person in _part(key, part, _own_group(spec, key))
    ]
    others = {key: not_eligible(spec, results, key) for key in results.outcomes}
    relieved = [Alike(count, {key: NOT_ELIGIBLE}) for key, count in others.items() if count]
    return (*eligible, *relieved)


def _own_group(spec: Spec, key: str) -> frozenset[str]:
    """Return the group that an outcome concerns: nobody else can be among its totals."""
    group = spec.outcomes[key].group if key in spec.outcomes else None
    return frozenset({group} if group else ())


def _part(key: str, part: Counts, own: frozenset[str]) -> Iterator[Alike]:
    cohort = getattr(part, "cohort", None) or ""
    groups = own.union(getattr(part, "groups", ()))
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
    deal, settled = deal_of(spec), set(results.outcomes)
    stated = {key for key in results.groups if spec.outcomes[key].measure.computed}
    settled |= computed_of(spec, settled) | stated
    for key, why in needs.joint.items():
        line = deal.lines[key]
        if settled & line.paid_for.outcomes.keys() or isinstance(line, BestOf):
            yield _table(f"The line {key} cannot be settled from totals: {why}.")
    yield from _same_gates(spec, results)
    if isinstance(deal.base_funding, ByDosage):
        yield _table("The base is paid by the dosage of each participant, which totals do not say.")
    for index, default in enumerate(results.defaults):
        if default.participants != ("all",):
            yield _table(
                "A default names participants, but totals do not say who they are.",
                ("defaults", index, "participants"),
            )
    yield from default_can_be_settled(spec, results)
    cap = deal.most_each
    most = _most_for_one(spec, facts)
    several = len(_singly(spec, facts)) > 1 or counted_every_year(deal)
    if cap is not None and most > cap and several:
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
    for outcome in results.outcomes:
        lines = [line for line in deal_of(spec).lines.values() if outcome in line.paid_for.outcomes]
        gates = {(line.paid_for.asks_dosage, line.condition) for line in lines}
        if len(gates) > 1:
            names = " and ".join(line.id for line in lines)
            message = f"The lines {names} do not count the same participants for {outcome}."
            yield _table(f"{message} One total cannot serve both.", ("outcomes", outcome))


def _singly(spec: Spec, facts: Facts) -> set[str]:
    """Return the outcomes of all lines that pay by participant; totals of one alone tell who earned what."""
    lines = [line for line in deal_of(spec).paid_on(facts.settled) if line.by_participant]
    return {outcome for line in lines for outcome in line.outcomes}


def _most_for_one(spec: Spec, facts: Facts) -> Money:
    """Return the most that one participant can have earned, if the totals fall together."""
    return max((_earned_at_most(spec, facts, people) for people in _apart(spec, facts)), default=ZERO)


def _apart(spec: Spec, facts: Facts) -> Iterator[list[Alike]]:
    """Yield the kinds that one participant can be of: one who is in a group that divides is in no other."""
    if not _divide(spec, facts):
        yield list(facts.people)
        return
    for group in spec.population.groups:
        yield [person for person in facts.people if person.groups <= {group}]


def _divide(spec: Spec, facts: Facts) -> bool:
    """Tell whether groups divide the participants: as planned, and as far as the totals can tell."""
    groups, outcomes = spec.population.groups, spec.outcomes
    if not groups or sum(group.planned for group in groups.values()) != spec.population.planned:
        return False
    counted = {group: [0] for group in groups}
    for key in outcomes:
        for group in groups:
            own = (each.count for each in facts.people if key in each.marks and group in each.groups)
            counted[group].append(sum(own))
    return sum(map(max, counted.values())) <= facts.served


def _earned_at_most(spec: Spec, facts: Facts, people: list[Alike]) -> Money:
    deal, most = deal_of(spec), ZERO
    counting = Counting(deal, facts)
    for line in deal.paid_on(facts.settled):
        if line.by_participant:
            by_year: dict[str, Fraction] = {}
            for person in people:
                amount = line.earned_by(counting, person, 1).amount
                by_year[person.year] = max(by_year.get(person.year, NIL), amount)
            most += Money(ceil(sum(by_year.values(), NIL)))
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
    lines = (line.paid_for for line in deal_of(spec).lines.values())
    return any(paid_for.own_group and key in paid_for.outcomes for paid_for in lines)


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
    deal = deal_of(spec)
    line = next((line for line in deal.lines.values() if key in line.paid_for.outcomes), None)
    counting = Counting(deal, facts)
    people = [person for person in facts.people if key in person.marks]
    measured = sum(p.count for p in people if p.marks[key].standing in {"reached", "not_reached"})
    if line is None:
        seen = [(person.count, counting.outcome(key, person, "", "")) for person in people]
    else:
        alone = line.paid_for.single(key)
        seen = [(person.count, counting.joined(line.id, alone, person)) for person in people]
    eligible = sum(count for count, each in seen if each.counted)
    reached = sum(count for count, each in seen if each.counted and each.reached)
    return {"measured": measured, "eligible": eligible, "reached": reached}
