"""The reference of what a template may use, made from the code: names, parts of records, facts, filters."""

from __future__ import annotations

from collections.abc import Iterable

from obcgen.payment.attainment import AttainmentRow
from obcgen.payment.lines import RateLine
from obcgen.payment.schedule import Payment, Schedule
from obcgen.render.context import NAMES
from obcgen.render.facts import meanings
from obcgen.render.pictures import Charts
from obcgen.render.records import (
    DateRow,
    ExposureRow,
    HistoryRow,
    Inspected,
    Late,
    OutcomeRow,
    VerificationRow,
)
from obcgen.render.sandbox import parts_of
from obcgen.render.values import FILTERS

RECORDS = {
    "schedule": Schedule,
    "each of `schedule.payments`": Payment,
    "each of `rates`": RateLine,
    "each of `outcome_rows`": OutcomeRow,
    "each of `verification_rows`": VerificationRow,
    "each of a verification row's `sources`": Inspected,
    "each of a verification row's `late`": Late,
    "each of `history_rows`": HistoryRow,
    "each of `exposure_rows`": ExposureRow,
    "each of `attainment_rows`": AttainmentRow,
    "`charts`": Charts,
    "each of `dates`": DateRow,
}

_OPENING = """\
# The names that templates may use

Made from the program. Templates have these names and no others; a misspelt one is reported with its line and
the nearest real name. How to use them: [Templates of your own](template-customisers.md).
"""
_SECTIONS = """
In an RFP the names hold the public view: what is confidential is not there to be printed. A section or a key
that the spec leaves out is none; ask `{% if agreement %}` first. The keys of each section are in the
[spec reference](spec-reference.md).

## Records
"""
_FACTS = """
## Facts

For `when:` in the opening lines of a clause, and for `{% if fact.federal %}` in its text.
"""
_FILTERS = "\n## Filters\n\n`{{ amount|cents }}` prints a value through a filter.\n"


def reference() -> str:
    """Return the reference as Markdown."""
    names = ((f"`{name.name}`", name.kind, name.example, name.source) for name in NAMES)
    records = ((_titled(name), _listed(record)) for name, record in RECORDS.items())
    facts = ((f"`{name}`", meaning) for name, meaning in meanings().items())
    filters = ((f"`{name}`", str(made.__doc__).splitlines()[0]) for name, made in FILTERS.items())
    return "\n".join(
        (
            _OPENING,
            _table(("Name", "What it is", "Example", "Comes from"), names),
            _SECTIONS,
            _table(("Record", "Its parts"), records),
            _FACTS,
            _table(("Fact", "Holds when"), facts),
            _FILTERS,
            _table(("Filter", "What it does"), filters),
        )
    )


def _titled(name: str) -> str:
    return name if "`" in name else f"`{name}`"


def _listed(record: type) -> str:
    return ", ".join(f"`{name}`" for name in parts_of(record))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
