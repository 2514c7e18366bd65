"""A results file to start from, made for one contract, and the heading of its table of participants."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from obcgen.account.schedule import schedule
from obcgen.deal.base_funding import PerUnit, Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.deal.ending import convenience
from obcgen.deal.indexed import rises_asked
from obcgen.deal.late_interest import promised
from obcgen.deal.lines.share_of import ShareOf
from obcgen.deal.met import undated
from obcgen.results.needs import needs
from obcgen.source.spelled import below_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obcgen.results.needs import Needs
    from obcgen.source.nodes import Plain
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Comparison

RESULTS = "results.yaml"
TABLE = "participants.csv"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .-]*")


def started(spec: Spec) -> dict[str, bytes]:
    """Return the files by name: the results with a blank for each fact, and the table where one is needed."""
    wanted = needs(spec)
    files = {RESULTS: _results(spec, wanted, _of_table(spec, wanted) if wanted.by_participant else ())}
    if wanted.by_participant:
        files[TABLE] = f"{','.join(headings(spec, wanted))}\n"
    return {name: text.encode() for name, text in files.items()}


def started_with(spec: Spec, tables: Mapping[str, Plain]) -> str:
    """Return a results file with a blank for each fact, and what it says of tables that exist already."""
    return _results(spec, needs(spec), _of_tables(tables))


def _of_tables(tables: Mapping[str, Plain]) -> Iterator[str]:
    """Yield a mapping of a district's own tables, for somebody to look at."""
    yield "# Which heading of your files is which. Look at each line; fill in what stands between < and >."
    for key, value in tables.items():
        first, below = below_key(value)
        yield f"{key}: {first}".rstrip()
        yield from (f"  {line}" for line in below)


def headings(spec: Spec, wanted: Needs) -> list[str]:
    """Return the columns that a table of participants needs so that every line can be settled."""
    plain = {
        "dosage:in_year" if wanted.years else "dosage": bool(wanted.dosage),
        "group": wanted.groups,
        "cohort": wanted.cohorts,
        "grade": bool(wanted.by_grade),
        "year": bool(wanted.years) and not wanted.cohorts,
    }
    measured = [part for key in wanted.by_participant for part in _measured(spec, key)]
    conditions = [f"condition:{key}" for key in wanted.conditions]
    return ["participant", "served", *(key for key, asked in plain.items() if asked), *measured, *conditions]


def _measured(spec: Spec, key: str) -> list[str]:
    """Return the column of an outcome, or the two of a gain."""
    return [f"{key}:from", f"{key}:to"] if spec.outcomes[key].measure.kind == "gain" else [key]


def _results(spec: Spec, wanted: Needs, tables: Iterable[str]) -> str:
    number = spec.agreement.number if spec.agreement is not None else "<number of the contract>"
    lines = [
        f"# Verified results under contract {number}.",
        "# Fill in each blank: everything between < and >, the signs included. Then run",
        f"#   obcgen settle CONTRACT {RESULTS}      with the contract's spec in place of CONTRACT.",
        "",
        "obcgen: 1                     # the version of this language",
        f"contract: {_written(number)}",
        "settlement: final             # or interim: what has results here, and base funding due by as_of",
        "as_of: <day for which the settlement is made>",
        "verified: {by: <office that verified the results>, on: <day of its decision>}",
        "",
        "roster: <participants on the roster>",
        "served: <participants who were served>",
        *tables,
        *_of_groups(spec, wanted.by_group),
        *_section("conditions", "whether the condition of {} is met", wanted.group_conditions),
        *_index(spec),
        *_amounts(spec),
        *_ledger(spec),
    ]
    return "\n".join([*lines, ""])


def _of_table(spec: Spec, wanted: Needs) -> Iterator[str]:
    yield "# One row for each participant, beside this file. Its headings are written: fill in the rows."
    yield f"participants: {TABLE}"
    yield "# Or name the file that your system exports, and say which of its headings is which, as they stand"
    yield "# in the file. Only these columns are read then. Where not all rows count, rows: says which."
    yield "# columns:"
    yield from (f"#   {name}: <heading in the file>" for name in headings(spec, wanted))
    yield "# rows: {<heading in the file>: <value of the rows that count>}"
    if not wanted.joint and not wanted.values:
        yield "# Or, without a table, remove the line above and give the totals of each outcome:"
        yield "# outcomes:"
        yield from (f"#   {key}: {{measured: 0, eligible: 0, reached: 0}}" for key in wanted.by_participant)


def _of_groups(spec: Spec, keys: Iterable[str]) -> list[str]:
    """Return the results of the whole group: a value, or an effect with its evidence."""
    lines = []
    for key in keys:
        asked = spec.outcomes[key].measure.effect
        blank = f"<result of {key} for the whole group>" if asked is None else _effect(asked)
        lines.append(f"  {key}: {blank}")
    return ["groups:", *lines] if lines else []


def _effect(asked: Comparison) -> str:
    """Return the blanks for an effect and its evidence."""
    return (
        f"{{value: <effect>, interval: [<low>, <high>], confidence: {asked.confidence.exact}, "
        "method: <how it was estimated>, n: {program: <people>, comparison: <people>}}"
    )


def _section(name: str, asks: str, keys: Iterable[str]) -> list[str]:
    lines = [f"  {key}: <{asks.format(key)}>" for key in keys]
    return [f"{name}:", *lines] if lines else []


def _index(spec: Spec) -> list[str]:
    """Return a blank for the index of each year that prices follow."""
    years = sorted({year for pair in rises_asked(spec) for year in pair})
    blank = "{figure: <index>, source: <where it is published>, published: <day>}"
    return ["index:", *(f"  {year}: {blank}" for year in years)] if years else []


def _amounts(spec: Spec) -> list[str]:
    """Return the amounts that base funding or lines are taken from, and the units bought."""
    deal = deal_of(spec)
    base, shares = deal.base_funding, {x.of for x in deal.lines.values() if isinstance(x, ShareOf)}
    asked = {
        "costs": isinstance(base, Reimbursed) or "actual_cost" in shares,
        "savings": "savings" in shares,
    }
    amounts = _section("amounts", "{} that were found", (key for key, needed in asked.items() if needed))
    units = ["units: <units bought>"] if isinstance(base, PerUnit) else []
    return [*amounts, *units]


def _ledger(spec: Spec) -> Iterator[str]:
    """Yield the payments of the schedule, each as a line to fill in once it was made."""
    yield ""
    yield "# What has been paid so far: take the # from each line that was paid and from paid: itself, and"
    yield "# write the amount and the day. What does not stand here counts as not paid."
    yield "# paid:"
    invoiced = ", invoiced: 2027-12-31" if promised(spec) is not None else ""
    entry = f"{{amount: $0, on: 2028-01-31{invoiced}}}"
    yield from (f"#   {payment.id}: {entry}" for payment in schedule(spec).payments)
    if waiting := undated(spec):
        yield "# Base funding without a date: the day on which its condition was met. Without it, it waits."
        yield "# met:"
        yield from (f"#   {key}: <day>" for key in waiting)
    yield "# Lines of the rate card under dispute wait: disputed: [a line, another line]"
    if convenience(spec) is not None:
        yield "# Where the contract ended early: ended: and the last day of Services, a day before the end;"
        yield "# ground: convenience, district_failure, cause, funds or beyond_control"
    base = deal_of(spec).base_funding
    if base is not None and not base.by_delivery:
        yield "# Services not delivered reduce base funding: scheduled for those on the roster, and of it"
        yield "# delivery: {scheduled: 0, delivered: 0, excused: 0}"
    if deal_of(spec).default is not None:
        yield "# Duties that the district missed, with the losses that they caused: defaults:, as"
        yield "# docs/results-reference.md shows them."


def _written(text: str) -> str:
    return text if _PLAIN.fullmatch(text) or text.startswith("<") else json.dumps(text, ensure_ascii=False)
