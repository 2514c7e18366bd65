"""From what one participant earns under an offer to each line's amount in whole cents, as formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.sheets.offered_block import AMOUNT, LINES, PEOPLE, Block
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.money import Money
    from obcgen.sheets.offered_amounts import Amount
    from obcgen.sheets.offered_block import Kinds

_PEOPLE_HEAD: Final = (
    Column("Results", 34),
    Column("Kind of participant", 12),
    Column("Participants", 12),
    Column("Row of the line on Lines", 12),
    Column("Earned by one, in cents", 17),
    Column("Within the line's ceiling", 17),
    Column("Has parts of a cent", 11),
    Column("Of all lines", 17),
    Column("Part that the cap leaves", 13),
    Column("Reaches the cap", 11),
    Column("The cap takes off, for all", 17),
)
_LINES_HEAD: Final = (
    Column("Results", 34),
    Column("Line", 34),
    Column("Cohort", 16),
    Column("Year", 11),
    Column("Earned, in cents", 18),
    Column("Rounded by itself", 15),
    Column("Its ceiling cuts", 11),
    Column("Part that is left", 13),
    Column("After ceiling and cap for one", 18),
    Column("Rounded together", 11),
    Column("Sum of those", 18),
    Column("Exact part in cents", 18),
    Column("Whole cents", 15),
    Column("Remainder", 13),
    Column("Rank of remainder", 11),
    Column("Amount", 16),
)
_PEOPLE_NOTE: Final = (
    "Participants who earn alike stand together, one row for each line. The cap for one participant applies "
    "before anything is rounded."
)
_LINES_NOTE: Final = (
    "Each line, cohort and year is rounded once, half a cent upward. Those that a ceiling or the cap for one "
    "participant may cut bear the same number under Rounded together: their sum is rounded down and divided "
    "in proportion, the cents left over to the largest remainders."
)


@dataclass(frozen=True, slots=True)
class Paid:
    """An amount before an offer is entered, and its formula in dollars."""

    amount: Money
    formula: str


@dataclass(slots=True)
class OfferedLines:
    """Both sheets while rows are added, for one set of results after the other."""

    deal: Deal
    people: list[tuple[Cell, ...]] = field(default_factory=list)
    lines: list[tuple[Cell, ...]] = field(default_factory=list)
    numbered: int = 0

    def add(
        self, name: str, entries: Sequence[Entry], kinds: Kinds, once: Mapping[int, Amount]
    ) -> list[Paid]:
        """Return what each entry pays before the caps of several lines."""
        first = len(self.lines)
        block = Block(self.deal, name, entries, kinds, once, len(self.people), first, self.numbered)
        self.people += block.people()
        self.lines += block.rows()
        self.numbered += max(len(kinds), 2 * len(entries))
        return [Paid(amount, at(AMOUNT, row, LINES)) for row, amount in enumerate(block.amounts, first)]

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets that have rows."""
        people = Sheet(
            PEOPLE,
            "What one participant earns",
            _PEOPLE_HEAD,
            tuple(self.people),
            _PEOPLE_NOTE,
            protected=True,
        )
        lines = Sheet(
            LINES, "What each line comes to", _LINES_HEAD, tuple(self.lines), _LINES_NOTE, protected=True
        )
        return (*([people] if self.people else []), *([lines] if self.lines else []))
