"""The payment schedule as tables for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from obcgen.account.schedule import Schedule, as_data
from obcgen.account.sources import SOURCE_SENTENCE, Funded, funded_data
from obcgen.show.problems import WIDTH, as_json


def schedule_json(schedule: Schedule, sources: Funded) -> str:
    """Return the stable JSON of `schedule --json`: money and shares as text."""
    return as_json(as_data(schedule) | funded_data(sources))


def schedule_text(schedule: Schedule, sources: Funded) -> str:
    """Return the payment schedule as tables for a terminal."""
    head = ("Date", "Payment", "Kind", "Amount", "Running total")
    rows = [
        (str(p.date or "not set"), p.name, p.kind, p.amount.exact, p.running.exact) for p in schedule.payments
    ]
    parts = [
        table(head, rows, 2),
        _totals(schedule),
        *_conditions(schedule),
        *_by_source(sources),
        _by_year(sources),
        *_notes(schedule),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _conditions(schedule: Schedule) -> list[list[str]]:
    """Return what must have happened before each payment."""
    named = [f"  {payment.name}: {payment.condition}." for payment in schedule.payments if payment.condition]
    lines = [fill(line, WIDTH, subsequent_indent="    ") for line in named]
    return [["Conditions", *lines]] if lines else []


def _by_source(sources: Funded) -> list[list[str]]:
    """Return what each funding source pays, and the rule by which payments are divided among several."""
    if not any(source.id for source in sources.sources):
        return []
    head = ("Funding source", "Base", "Performance", "Total", "Left")
    rows = [
        (s.name, s.base.exact, s.performance.exact, s.total.exact, s.left.exact if s.left is not None else "")
        for s in sources.sources
    ]
    several = len(sources.sources) > 1
    return [table(head, rows, 4), *([[fill(SOURCE_SENTENCE, WIDTH)]] if several else [])]


def _by_year(sources: Funded) -> list[str]:
    head = ("Fiscal year", "Base", "Performance", "Total")
    rows = [
        (year.year or "not dated", year.base.exact, year.performance.exact, year.total.exact)
        for year in sources.years
    ]
    return table(head, rows, 3)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], figures: int) -> list[str]:
    """Return a table whose last columns are money and stand at the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    rule = ["-" * width for width in widths]
    return [_line(row, widths, len(head) - figures) for row in (head, rule, *rows)]


def _line(row: Sequence[str], widths: Sequence[int], left: int) -> str:
    cells = [
        cell.ljust(width) if i < left else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _totals(schedule: Schedule) -> list[str]:
    rows = [
        ("Base funding", schedule.base.exact, f"{schedule.base_share} of the maximum"),
        (
            "Performance-based funding",
            schedule.performance.exact,
            f"{schedule.performance_share} of the maximum",
        ),
        ("Maximum", schedule.maximum.exact, f"not to exceed {schedule.not_to_exceed.exact}"),
    ]
    width = max(len(amount) for _, amount, _ in rows)
    return [f"{name:<26} {amount:>{width}}  {share}" for name, amount, share in rows]


def _notes(schedule: Schedule) -> list[list[str]]:
    return [[fill(note, WIDTH) for note in schedule.notes]] if schedule.notes else []
