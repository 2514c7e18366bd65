"""Scenarios as tables for a terminal, narrow enough for any of them."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from obcgen.scenarios.words import quarter_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.account.scenarios.scenarios import Case
    from obcgen.money import Money
    from obcgen.scenarios.found import Found

WIDTH = 100
NONE = "-"
INTERNAL = "Internal. An RFP never shows scenarios; do not publish them."
Row = tuple[str, ...]


def to_text(found: Found) -> str:
    """Return all scenarios as text."""
    parts = [
        [f"{found.number}  {found.title}", INTERNAL],
        _totals(found),
        _prices(found),
        *_across("Performance-based funding by line", "Line", found, _by_line(found)),
        *_across("Total due by quarter of the fiscal year", "Quarter", found, _by_quarter(found)),
        ["Limits that cut", *_limits(found)],
        ["What each scenario assumes", *_assumed(found)],
        ["What the columns mean", *_meanings(found)],
        ["How the figures are made", *(_listed(text) for text in found.method)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _totals(found: Found) -> list[str]:
    head: Row = ("Scenario", "Served", "Base", "Performance", "Total", "Contingent", "Room")
    rows: list[Row] = [
        (
            each.case.id,
            f"{each.case.assumed.served:,}",
            str(each.base),
            str(each.performance),
            str(each.total),
            str(each.contingent),
            str(each.room),
        )
        for each in found.outlooks
    ]
    return _table([head], rows)


def _prices(found: Found) -> list[str]:
    certainty = found.ranges[0].certainty
    head: Row = ("Scenario", "Per participant", "Per added result", f"{certainty} by chance from", "to")
    rows: list[Row] = [
        (
            each.case.id,
            _or_none(each.per_participant),
            _or_none(each.per_additional),
            _or_none(by_chance.low),
            _or_none(by_chance.high),
        )
        for each, by_chance in zip(found.outlooks, found.ranges, strict=True)
    ]
    return _table([head], rows)


def _or_none(amount: Money | None) -> str:
    return str(amount) if amount is not None else NONE


# A column for each scenario


def _across(title: str, label: str, found: Found, rows: Sequence[tuple[str, Row]]) -> Iterator[list[str]]:
    """Yield tables with a column for each scenario, as many side by side as there is room for."""
    heads = _stacked([each.case.id for each in found.outlooks])
    labels = [*("" for _ in heads[1:]), label, *(name for name, _ in rows)]
    columns = list(zip(*heads, *(cells for _, cells in rows), strict=True))
    while columns:
        taken = _fitting(columns, WIDTH - max(map(len, labels)))
        lines = list(zip(labels, *columns[:taken], strict=True))
        yield [title, *_table(lines[: len(heads)], lines[len(heads) :])]
        columns, title = columns[taken:], f"{title.removesuffix(', continued')}, continued"


def _stacked(names: Sequence[str]) -> list[Row]:
    """Return names as lines of a head, broken at the underscore, so that columns stay narrow."""
    parts = [name.split("_") for name in names]
    height = max(map(len, parts))
    return [tuple(([""] * (height - len(part)) + part)[line] for part in parts) for line in range(height)]


def _fitting(columns: Sequence[Row], room: int) -> int:
    """Return how many columns fit, one at least."""
    taken = 0
    for column in columns:
        room -= max(map(len, column)) + 2
        if room < 0:
            break
        taken += 1
    return max(1, taken)


def _by_line(found: Found) -> list[tuple[str, Row]]:
    settled = [each.settled for each in found.outlooks]
    rows = [
        (lines[0].name, tuple(str(line.amount) for line in lines))
        for lines in zip(*(each.lines for each in settled), strict=True)
    ]
    return [*rows, ("All lines", tuple(str(each.performance) for each in settled))]


def _by_quarter(found: Found) -> list[tuple[str, Row]]:
    """Return what is due in each quarter in which some scenario pays."""
    named = {quarter.first: quarter_in_words(quarter) for each in found.outlooks for quarter in each.quarters}
    totals = [{quarter.first: str(quarter.total) for quarter in each.quarters} for each in found.outlooks]
    return [(named[first], tuple(each.get(first, NONE) for each in totals)) for first in sorted(named)]


# Lists


def _limits(found: Found) -> list[str]:
    cut = [
        _listed(f"{each.case.id}: {words}")
        for each, limits in zip(found.outlooks, found.limits, strict=True)
        for words in limits
    ]
    return cut or ["  No limit cuts anything in any scenario."]


def _assumed(found: Found) -> list[str]:
    return [_listed(f"{each.case.id}: {_name(each.case)}{each.case.words}") for each in found.outlooks]


def _name(case: Case) -> str:
    """Return the name of a scenario where it says more than its id."""
    return "" if case.name.lower() == case.id.replace("_", " ").lower() else f"{case.name}. "


def _meanings(found: Found) -> list[str]:
    certainty, limit = found.ranges[0].certainty, found.outlooks[0].not_to_exceed
    return [
        _listed(text)
        for text in (
            "Contingent: the share of the total that depends on results.",
            f"Room: what the not-to-exceed amount of {limit} leaves.",
            "Per added result: the total, for each result beyond those expected without the program.",
            f"By chance: the range in which the total lies in {certainty} of cases if only chance moves it.",
        )
    ]


def _listed(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _table(head: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """Return a table whose first column is text and whose other columns are figures, at the right."""
    widths = [max(map(len, column)) for column in zip(*head, *rows, strict=True)]
    ruled = (*head, tuple("-" * width for width in widths), *rows)
    return [_aligned(row, widths) for row in ruled]


def _aligned(row: Row, widths: Sequence[int]) -> str:
    figures = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return "  ".join([row[0].ljust(widths[0]), *figures]).rstrip()
