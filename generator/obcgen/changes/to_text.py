"""A comparison as tables for a terminal."""

from __future__ import annotations

from itertools import accumulate, zip_longest
from textwrap import fill, wrap
from typing import TYPE_CHECKING, Final

from obcgen.changes.rows import (
    DOCUMENT_NAMES,
    GROUNDS,
    about,
    effect_rows,
    headline,
    money_rows,
    rest_in_words,
    term_rows,
)
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.changes.comparison import Comparison, Reworded
    from obcgen.changes.rows import TermRow

WIDTH: Final = 100
_WIDTHS: Final = (3, 40, 25, 25)
_LONGEST: Final = 75
"""Letters of a text; of a longer one the passages that differ are shown."""


def to_text(found: Comparison) -> str:
    """Return the report."""
    head = [
        f"{found.new.document.number}  {found.new.document.title}",
        _filled(f"{about(found)} Internal: it may show what an RFP hides."),
    ]
    if found.same and not found.wording.left_out:
        return "\n".join((*head, "Nothing changed.")) + "\n"
    parts = [[*head, headline(found)], _money(found), *_effects(found), *_terms(found), *_wording(found)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _money(found: Comparison) -> list[str]:
    rows = [(row.what, row.before, row.after, row.more) for row in money_rows(found)]
    return ["What is paid, before and after", *_table([("", "Before", "After", "Change")], rows)]


def _effects(found: Comparison) -> Iterator[list[str]]:
    """Yield what each change does by itself, with as many amounts side by side as there is room for."""
    rows = effect_rows(found)
    if not rows:
        return
    names = ("base", "most", *found.effects.all.scenarios)
    heads = [("", *head) for head in _stacked(names)]
    first, *amounts = zip(*heads, *((row.name, *row.cells) for row in rows), strict=True)
    title = "What each change does by itself, made alone in the old deal (numbered as the terms below)"
    while amounts:
        taken = _fitting(amounts, WIDTH - max(map(len, first)))
        lines = list(zip(first, *amounts[:taken], strict=True))
        yield [title, *_table(lines[: len(heads)], lines[len(heads) :])]
        amounts, title = amounts[taken:], f"{title.removesuffix(', continued')}, continued"
    yield list(_notes(found))


def _fitting(columns: Sequence[Sequence[str]], room: int) -> int:
    """Return how many columns fit, one at least."""
    widths = accumulate(max(map(len, column)) + 2 for column in columns)
    return max(1, sum(width <= room for width in widths))


def _notes(found: Comparison) -> Iterator[str]:
    yield _filled(f"rest: {rest_in_words(found)}. The rows above it and the rest sum to all.")
    numbers = [str(number) for number, change in found.numbered if change in found.effects.joined]
    if numbers:
        yield _filled(f"Cannot stand alone: {listed(numbers)}.")


def _terms(found: Comparison) -> Iterator[list[str]]:
    rows = term_rows(found)
    material = [row for row in rows if row.material]
    if material:
        yield ["Terms that a protest could rest on", *_lines(material), "", _filled(GROUNDS)]
    others = [row for row in rows if not row.material]
    if others:
        yield ["Other terms", *_lines(others)]
    if any(row.confidential for row in rows):
        yield ["(c) Confidential: no RFP shows it."]


def _lines(rows: Sequence[TermRow]) -> Iterator[str]:
    """Yield a table of terms; what is long goes on below itself."""
    for cells in (("No.", "Term", "Before", "After"), tuple("-" * width for width in _WIDTHS)):
        yield _line(cells)
    for row in rows:
        mark = " (c)" if row.confidential else ""
        before, after = _short(row)
        after = f"{after} ({row.apart})" if row.apart else after
        cells = (str(row.number), f"{row.term}{mark}", before, after)
        columns = (
            wrap(cell, width, break_on_hyphens=False) for cell, width in zip(cells, _WIDTHS, strict=True)
        )
        yield from (_line(line) for line in zip_longest(*columns, fillvalue=""))


def _short(row: TermRow) -> tuple[str, str]:
    found = row.within(_LONGEST)
    return " ".join(each.before for each in found), " ".join(each.after for each in found)


def _line(cells: Sequence[str]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def _wording(found: Comparison) -> Iterator[list[str]]:
    for clause in found.wording.clauses:
        yield list(_reworded(clause))
    if found.wording.left_out:
        yield [_filled(reason) for reason in found.wording.left_out]


def _reworded(clause: Reworded) -> Iterator[str]:
    yield f"Wording of the {DOCUMENT_NAMES[clause.document]}: {clause.title} (#{clause.id})"
    for passage in clause.passages:
        yield from (_signed("-", passage.before), _signed("+", passage.after))


def _signed(sign: str, text: str) -> str:
    return fill(text, WIDTH, initial_indent=f"  {sign} ", subsequent_indent="    ")


def _filled(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False)


def _stacked(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return names as lines of a head, broken at the underscore, so that columns stay narrow."""
    return list(zip(*_even([name.split("_") for name in names]), strict=True))


def _even(parts: list[list[str]]) -> list[list[str]]:
    height = max(map(len, parts))
    return [[""] * (height - len(part)) + part for part in parts]


def _table(head: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table whose first column is text and whose others are figures, at the right."""
    widths = [max(map(len, column)) for column in zip(*head, *rows, strict=True)]
    for row in (*head, ["-" * width for width in widths], *rows):
        figures = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *figures)).rstrip()
