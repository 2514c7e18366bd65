"""What results say beside the counts: contract and dates, the ledger, disputes, group results."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from obcgen.deal.compile import deal_of
from obcgen.deal.counting import reaches
from obcgen.deal.facts import Mark
from obcgen.money import Share
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.results.effects import effect_mark, evidence_belongs
from obcgen.results.reading import off_scale, scaled
from obcgen.spec.on_record import DisputedPart
from obcgen.spec.results import Evidence, GroupResults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from obcgen.deal.facts import Whose
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

CONTRACT = Kind("RES-09", "Results of another contract")
UNKNOWN = Kind("RES-11", "Results name something that the contract does not have")
MISPLACED = Kind("RES-12", "A result is given where it does not belong")
RESULT = Kind("RES-14", "The result of a group does not say what a line needs")


def unknown(what: str, name: str, known: Iterable[str], path: Path) -> Problem:
    """Return that the contract has nothing of a kind by a name."""
    named = list(known)
    near = get_close_matches(name, named, n=1)
    return UNKNOWN.problem(
        f"There is no {what} “{name}” in the contract.",
        path=path,
        found=name,
        expected=f"one of: {', '.join(named)}" if named else f"no {what}",
        hint=f"Did you mean {near[0]}?" if near else "Correct the name, or remove it.",
    )


def of_this_contract(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the results are another contract's."""
    agreement = spec.agreement
    if agreement is not None and results.contract != agreement.number:
        yield CONTRACT.problem(
            f"These are results of {results.contract}, but the contract is {agreement.number}.",
            path=("contract",),
            found=results.contract,
            expected=agreement.number,
            hint="Check that the results and the spec belong together.",
        )


# Names


def names_are_known(spec: Spec, results: Results, payments: Sequence[str], section: str) -> Iterator[Problem]:
    """Yield a Problem for each name in one section of the results that the contract does not have."""
    deal = deal_of(spec)
    conditioned = [line.id for line in deal.lines.values() if line.condition]
    lines = [line.id for line in deal.paid]
    given: dict[str, list[tuple[str, Sequence[str], list[tuple[Path, str]]]]] = {
        "paid": [("payment", payments, [(("paid", key), key) for key in results.paid or ()])],
        "disputed": [
            (
                "line of the rate card",
                lines,
                [
                    (("disputed", at, "line"), each.line)
                    if isinstance(each, DisputedPart)
                    else (("disputed", at), each)
                    for at, each in enumerate(results.disputed or ())
                ],
            )
        ],
        "conditions": [
            ("line with a condition", conditioned, [(("conditions", k), k) for k in results.conditions or ()])
        ],
        "outcomes": [
            ("cohort", list(spec.cohorts), list(_in_parts(results, "cohort"))),
            ("group", list(spec.population.groups), list(_in_parts(results, "groups"))),
        ],
    }
    if section in _COUNTED:
        for key in getattr(results, section):
            yield from _of_kind(spec, section, _COUNTED[section], key)
    for what, known, names in given.get(section, ()):
        yield from (unknown(what, name, known, path) for path, name in names if name not in known)


_COUNTED = {"outcomes": "participant", "groups": "group"}
"""How the outcomes of a section are counted."""


def _in_parts(results: Results, what: Literal["cohort", "groups"]) -> Iterator[tuple[Path, str]]:
    """Yield the cohorts or the groups that parts of totals name, each with its path."""
    for outcome, totals in (results.outcomes or {}).items():
        for name, part in totals.parts.items():
            path: Path = ("outcomes", outcome, "parts", name, what)
            if what == "groups":
                yield from (((*path, at), group) for at, group in enumerate(part.groups))
            elif part.cohort is not None:
                yield path, part.cohort


def _of_kind(spec: Spec, section: str, kind: str, key: str) -> Iterator[Problem]:
    counted = {each: outcome.measure.counted_by for each, outcome in spec.outcomes.items()}
    if key not in counted:
        of_kind = [each for each, way in counted.items() if way == kind]
        yield unknown("outcome", key, of_kind, (section, key))
    elif counted[key] != kind:
        other = "groups" if section == "outcomes" else "outcomes"
        yield MISPLACED.problem(
            f"{key} is counted by {counted[key]}, so its result belongs under {other}.",
            path=(section, key),
            found=f"{section}.{key}",
            expected=f"{other}.{key}",
            hint=f"Move it to {other}.",
        )


def not_in_table(name: str, ids: frozenset[str], path: Path) -> Problem:
    """Return that a participant is not in the table."""
    near = get_close_matches(name, ids if len(ids) < 5_000 else (), n=1)
    return UNKNOWN.problem(
        f"There is no participant {name} in the table.",
        path=path,
        found=name,
        expected="the id of a participant in the table",
        hint=f"Did you mean {near[0]}?" if near else "Correct the id.",
    )


# Results of groups

_Given = tuple["Whose", "Share | Decimal | str | Evidence", Path]


def group_results(spec: Spec, results: Results) -> tuple[dict[Whose, Mark], tuple[Problem, ...]]:
    """Return the results of outcomes counted by group, and what is wrong with them."""
    found: dict[Whose, Mark] = {}
    problems: list[Problem] = []
    for key, given in results.groups.items():
        if key not in spec.outcomes:
            continue
        path: Path = ("groups", key)
        if isinstance(given, GroupResults):
            parts: list[_Given] = [
                ((key, "", each), value, ("cohorts", each)) for each, value in given.cohorts.items()
            ]
            parts += [((key, each, ""), value, ("groups", each)) for each, value in given.groups.items()]
            problems += _parts_known(spec, given, path)
        else:
            parts = [((key, "", ""), given, ())]
        for whose, value, inner in parts:
            mark, problem = _mark(spec, key, value, (*path, *inner))
            found[whose] = mark
            problems += problem
    return found, tuple(problems)


def _parts_known(spec: Spec, given: GroupResults, path: Path) -> Iterator[Problem]:
    for name in given.cohorts:
        if name not in spec.cohorts:
            yield unknown("cohort", name, spec.cohorts, (*path, "cohorts", name))
    for name in given.groups:
        if name not in spec.population.groups:
            yield unknown("group", name, spec.population.groups, (*path, "groups", name))


def _mark(
    spec: Spec, key: str, value: Share | Decimal | str | Evidence, path: Path
) -> tuple[Mark, tuple[Problem, ...]]:
    """Return one result of a group or one effect with its evidence, and what is wrong with it."""
    if faults := tuple(evidence_belongs(spec, key, value, path)):
        return Mark("no_final"), faults
    if isinstance(value, Evidence):
        return effect_mark(spec, key, value, path)
    return _group_mark(spec, key, value, path)


def _group_mark(
    spec: Spec, key: str, value: Share | Decimal | str, path: Path
) -> tuple[Mark, tuple[Problem, ...]]:
    """Return one result of a group; a Problem where it does not say what the lines need."""
    measure = spec.outcomes[key].measure
    line = _line_by_value(spec, key)
    if value == "missing":
        return Mark("no_final"), ()
    if isinstance(value, str):
        if line:
            return Mark("no_final"), (
                _result(spec, key, f"The line {line} pays by the value, not by {value}.", path, value),
            )
        return Mark("reached" if value == "yes" else "not_reached"), ()
    amount = scaled(value)
    reached = reaches(measure, amount)
    faults = tuple(_faults_of_number(spec, key, value, path))
    if not faults and reached is None and not line:
        message = "The spec states no threshold, so a number does not say whether the outcome was reached."
        faults = (_result(spec, key, message, path, str(value)),)
    if faults:
        return Mark("no_final"), faults
    return Mark("reached" if reached else "not_reached", amount), ()


def _result(spec: Spec, key: str, message: str, path: Path, found: str) -> Problem:
    """Return what is wrong with a result; the remedy names the scale of the spec and the key at fault."""
    measure, line = spec.outcomes[key].measure, _line_by_value(spec, key)
    value = f"the value that was measured ({measure.scale})"
    if line:
        hint = f"Write {dotted(path)} as {value}: the line {line} pays by it."
    elif measure.at_least is None and measure.at_most is None:
        hint = f"Write {dotted(path)}: yes or no; or state at_least under outcomes.{key}.measure in the spec."
    else:
        hint = f"Write {dotted(path)} as {value}, or yes or no."
    expected = measure.scale if line else f"{measure.scale}, or yes or no"
    return RESULT.problem(message, path=path, found=found, expected=expected, hint=hint)


def _faults_of_number(spec: Spec, key: str, value: Share | Decimal, path: Path) -> Iterator[Problem]:
    """Yield a Problem for a number that cannot be, or that can be read in two ways."""
    if not isinstance(value, Share) and 0 < value <= 1 and _in_shares(spec, key):
        yield _not_in_percent(key, value, path)
    elif off_scale(spec.outcomes[key].measure, scaled(value)):
        yield _result(spec, key, f"{value} is no percentile, which goes to 100.", path, str(value))


def _in_shares(spec: Spec, key: str) -> bool:
    """Tell whether a line that pays for an outcome states the results from which it pays as shares."""
    if _multiplied(list(deal_of(spec).lines.values()), key):
        return True
    lines = [line for line in deal_of(spec).lines.values() if key in line.paid_for.outcomes]
    below = (line.deduction.below for line in lines if line.deduction)
    return any(line.in_shares for line in lines) or any(isinstance(level, Share) for level in below)


def _not_in_percent(key: str, value: Decimal, path: Path) -> Problem:
    """Return that a number may be a share or a number of percent, which are a hundredfold apart."""
    meant = Share(Fraction(value)).exact
    return RESULT.problem(
        f"The result of {key} is {value}, and lines pay for it by shares: it may be {meant} or {value}%.",
        path=path,
        found=str(value),
        expected="a share with a percent sign",
        hint=f"Write {meant}, or {value}% if that was the result.",
    )


def _line_by_value(spec: Spec, key: str) -> str:
    """Return the first line that pays by the value of an outcome; nothing where there is none."""
    lines = list(deal_of(spec).lines.values())
    own = [line for line in lines if key in line.paid_for.outcomes and (line.levels or line.counts_units)]
    return next((line.id for line in (*own, *_multiplied(lines, key))), "")


def _multiplied(lines: Sequence[Line], key: str) -> list[Line]:
    """Return the lines whose amount the value of an outcome multiplies."""
    return [line for line in lines if line.paid_for.quality is not None and line.paid_for.quality.id == key]
