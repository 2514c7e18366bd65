"""The headings of a table of participants: what each column holds, and what is missing or not known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.problems import Kind, Problem
from obcgen.results.by_year import NAMES, Service
from obcgen.source.table import HEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.results.needs import Needs
    from obcgen.source.table import Table
    from obcgen.spec import Spec

MISSING = Kind("RES-02", "A column of the results is missing")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row; -1 or nothing where there is no such column."""

    participant: int
    served: int
    dosage: int
    service: Service
    """Where rows have years: whether service is that of each year or all so far."""
    dosage_at: dict[str, int]
    """By window, where dosage is recorded up to each."""
    group: int
    cohort: int
    grade: int
    year: int
    outcomes: dict[str, tuple[int, ...]]
    """One column with the value, or two with the first and the last measure."""
    conditions: dict[str, int]


def _windows(spec: Spec, outcomes: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(spec.outcomes[key].measure.to for key in outcomes))


def _counted_singly(spec: Spec) -> list[str]:
    return [key for key, each in spec.outcomes.items() if each.measure.counted_by == "participant"]


def known_headings(spec: Spec, needs: Needs) -> list[str]:
    """Return every heading that a table for this spec may have."""
    outcomes = _counted_singly(spec)
    plain = ["participant", "served", "dosage", "group", "cohort", "grade", "year"]
    windows = [f"dosage:{window}" for window in _windows(spec, tuple(outcomes))]
    windows += [name for name in NAMES if needs.years and name not in windows]
    measured = [f"{key}{part}" for key in outcomes for part in ("", ":from", ":to")]
    return [*plain, *windows, *measured, *(f"condition:{key}" for key in needs.conditions)]


def columns(
    spec: Spec, needs: Needs, table: Table, names: Sequence[str | None]
) -> tuple[Columns, tuple[Problem, ...]]:
    """Return where each column stands, and every Problem of the headings by themselves.

    `names` says what each column is called; None for one that is not read.
    """
    known = known_headings(spec, needs)
    lower = {name.lower(): name for name in known}
    found: dict[str, int] = {}
    problems = []
    for at, heading in ((at, name) for at, name in enumerate(names) if name is not None):
        name = lower.get(heading.lower())
        if name is None:
            problems.append(_unknown(spec, table, at, heading, known))
        elif name in found:
            message = f"The column {name} stands twice in the table."
            hint = "Remove one of them."
            place = table.place(table.first, at)
            problems.append(HEADING.problem(message, place=place, found=heading, hint=hint))
        else:
            found[name] = at
    dosed = {name: found[name] for name in _service(spec, needs) if name in found}
    problems += [_twice_dosed(table, name, at) for name, at in list(dosed.items())[1:]]
    outcomes = {
        key: places
        for key, each in spec.outcomes.items()
        if each.measure.counted_by == "participant" and (places := _measures(key, found))
    }
    result = Columns(
        participant=found.get("participant", -1),
        served=found.get("served", -1),
        dosage=next(iter(dosed.values()), -1),
        service=NAMES.get(next(iter(dosed), ""), ""),
        dosage_at={key: at for key, at in _under("dosage", found).items() if f"dosage:{key}" not in dosed},
        group=found.get("group", -1),
        cohort=found.get("cohort", -1),
        grade=found.get("grade", -1),
        year=found.get("year", -1),
        outcomes=outcomes,
        conditions=_under("condition", found),
    )
    return result, (*problems, *_halves(found, table))


def _service(spec: Spec, needs: Needs) -> list[str]:
    """Return the names of the one column of service; one of a window is called by that."""
    windows = {f"dosage:{window}" for window in _windows(spec, tuple(_counted_singly(spec)))}
    return ["dosage", *(name for name in NAMES if needs.years and name not in windows)]


def _twice_dosed(table: Table, name: str, at: int) -> Problem:
    return HEADING.problem(
        f"The column {name} stands beside another column of service.",
        place=table.place(table.first, at),
        found=name,
        expected="one of dosage, dosage:in_year and dosage:so_far",
        hint="Keep the one that says what its rows hold.",
    )


def _under(kind: str, found: dict[str, int]) -> dict[str, int]:
    """Return the columns of a kind by what follows its colon, such as `dosage:spring`."""
    parts = ((name.partition(":"), at) for name, at in found.items())
    return {name: at for (first, colon, name), at in parts if colon and first == kind}


def _measures(key: str, found: dict[str, int]) -> tuple[int, ...]:
    if f"{key}:from" in found and f"{key}:to" in found:
        return found[f"{key}:from"], found[f"{key}:to"]
    return (found[key],) if key in found else ()


def _halves(found: dict[str, int], table: Table) -> Iterator[Problem]:
    """Yield a Problem for a first measure without a last one, and for a result that is given twice."""
    for name, at in found.items():
        key, _, part = name.rpartition(":")
        if part not in {"from", "to"} or not key or key in {"dosage", "condition"}:
            continue
        other = f"{key}:{'to' if part == 'from' else 'from'}"
        if other not in found or key in found:
            extra = f"{key} stands beside it" if key in found else f"{other} is missing"
            yield HEADING.problem(
                f"The column {name} cannot be read: {extra}.",
                place=table.place(table.first, at),
                found=name,
                expected=f"{key}:from and {key}:to, or {key} alone",
                hint=f"Keep the two columns {key}:from and {key}:to, or one column {key}.",
            )


def _unknown(spec: Spec, table: Table, at: int, heading: str, known: list[str]) -> Problem:
    if heading.partition(":")[0] in spec.outcomes:
        message = f"The outcome {heading} is counted by group, so it has one value and no column."
        hint = "Remove the column, and write the value under groups in the results."
        return HEADING.problem(message, place=table.place(table.first, at), found=heading, hint=hint)
    near = get_close_matches(heading.lower(), known, n=1)
    what = f"The column “{heading}” is not known." if heading else "A column has no heading."
    return HEADING.problem(
        what,
        place=table.place(table.first, at),
        found=heading or "nothing",
        expected=f"one of: {', '.join(known)}",
        hint=f"Did you mean {near[0]}?" if near else "Remove the column, or give it the id of an outcome.",
    )


def missing(spec: Spec, needs: Needs, found: Columns, table: Table, *, final: bool) -> Iterator[Problem]:
    """Yield a Problem for each column that the spec needs and the table lacks."""
    absent = {**_about_participants(needs, found), **_dosage(spec, needs, found)}
    if final:
        absent |= {key: "a line pays for it" for key in needs.by_participant if key not in found.outcomes}
    for key in needs.conditions:
        condition = deal_of(spec).lines[key].condition
        if key not in found.conditions and _concerns(spec, key, found):
            absent[f"condition:{key}"] = f"the line {key} pays only provided that {condition}"
    for name, why in absent.items():
        yield MISSING.problem(
            f"The column {name} is missing: {why}.",
            place=table.place(table.first, 0),
            found=", ".join(table.headings),
            expected=name,
            hint=f"Name its heading in the table under columns: {name}: ..."
            if table.shown is not None
            else f"Add the column {name}.",
        )


def _about_participants(needs: Needs, found: Columns) -> dict[str, str]:
    """Return the columns that are missing about participants themselves, each with the reason."""
    wanted = (
        ("participant", True, found.participant, "each row is one participant"),
        ("cohort", needs.cohorts, found.cohort, "the spec has cohorts"),
        ("group", needs.groups, found.group, "a line or an outcome concerns a group"),
        ("year", bool(needs.years), found.year, "a line pays by year"),
    )
    return {name: why for name, needed, at, why in wanted if needed and at < 0}


def _dosage(spec: Spec, needs: Needs, found: Columns) -> dict[str, str]:
    """Return the columns of dosage that are missing, each with the reason."""
    if found.dosage >= 0 or not needs.dosage:
        return {}
    if not found.dosage_at:
        return {"dosage": f"{needs.dosage} depends on it"}
    present = tuple(key for key in needs.by_participant if key in found.outcomes)
    lacking = [window for window in _windows(spec, present) if window not in found.dosage_at]
    return {f"dosage:{window}": "dosage is recorded by window" for window in lacking}


def _concerns(spec: Spec, key: str, found: Columns) -> bool:
    return any(outcome in found.outcomes for outcome in deal_of(spec).lines[key].outcomes)
