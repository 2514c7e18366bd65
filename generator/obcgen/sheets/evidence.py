"""The sheets of what a settlement rests on: attainment, effects, and the files that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.money import Share
from obcgen.sheets.cells import count, entry, quantity, share, text
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.account.effects import EffectRow
    from obcgen.deal.indexed import IndexRow
    from obcgen.spec import Spec
    from obcgen.statement.attainment import AttainmentRow
    from obcgen.statement.statement import Statement


def attainment_sheet(statement: Statement) -> Sheet:
    """Return how many counted for each outcome and reached it; empty cells where that would tell too much."""
    heads = (("Outcome", 40), ("Counted", 14), ("Reached it", 14), ("Attainment", 14), ("Target", 14))
    rows = tuple(_attainment(row, number) for number, row in enumerate(statement.attainment))
    return Sheet("Attainment", "Attainment by outcome", tuple(Column(*head) for head in heads), rows)


def _attainment(row: AttainmentRow, number: int) -> tuple[Cell, ...]:
    target = Cell(row.target, "share")
    if row.counted is None or row.reached is None or row.share is None:
        return (text(row.outcome), Cell(), Cell(), Cell(), target)
    reached = Cell(row.share, "share", f"{at(2, number)}/{at(1, number)}")
    return (text(row.outcome), entry(count(row.counted)), entry(count(row.reached)), reached, target)


_EFFECT: Final = (
    Column("Outcome", 40),
    Column("Effect", 12),
    Column("Lower end", 12),
    Column("Upper end", 12),
    Column("Confidence", 12),
    Column("In the program", 16),
    Column("Compared", 14),
    Column("Smallest group", 16),
    Column("Shown", 12),
    Column("Method", 60),
)


def effects_sheet(statement: Statement) -> Sheet:
    """Return each effect against a comparison group, with the formula that says whether it is shown."""
    note = "An effect is shown if its interval does not include 0 and neither group is too small."
    rows = tuple(_effect(row, number) for number, row in enumerate(statement.effects))
    return Sheet("Effects", "Effects against a comparison group", _EFFECT, rows, note)


def _effect(row: EffectRow, number: int) -> tuple[Cell, ...]:
    """Return an effect; `shown` is worked out from its interval and the sizes of the two groups."""
    low, high, program, compared, least = (at(column, number) for column in (2, 3, 5, 6, 7))
    shown = f'IF(OR(AND({low}<=0,{high}>=0),MIN({program},{compared})<{least}),"no","yes")'
    found = row.effect
    return (
        text(row.name),
        entry(quantity(found.value)),
        entry(quantity(found.low)),
        entry(quantity(found.high)),
        share(found.confidence),
        entry(count(found.program)),
        entry(count(found.comparison)),
        entry(count(row.least or 1)),
        Cell("no" if row.why else "yes", "text", shown),
        text(found.method),
    )


_INDEX: Final = (
    Column("Year", 12),
    Column("Index", 14),
    Column("Change", 12),
    Column("At least", 12),
    Column("At most", 12),
    Column("Prices rise by", 16),
    Column("Source", 60),
    Column("Published", 14),
)


def index_sheet(spec: Spec, statement: Statement) -> Sheet:
    """Return the index that prices follow, with its changes as formulas."""
    note = (
        "A price is that of the year before, raised by this share and rounded to the cent. The prices of the "
        "other sheets are values: a figure that is corrected here is corrected in the results file too."
    )
    indexation, zero = spec.payment.indexation, Share.parse("0%")
    least = (indexation.at_least if indexation is not None else None) or zero
    most = (indexation.at_most if indexation is not None else None) or zero
    rows = tuple(_index(row, number, least, most) for number, row in enumerate(statement.index))
    return Sheet("Index", "The index that prices follow", _INDEX, rows, note)


def _index(row: IndexRow, number: int, least: Share, most: Share) -> tuple[Cell, ...]:
    """Return the index of one year; the rows are in order, one for each year."""
    heads = (text(row.year), entry(Cell(row.figure, "plain")))
    source = (text(row.source), text(row.published))
    if row.rise is None:
        return (*heads, Cell(), Cell(), Cell(), Cell(), *source)
    change = f"{at(1, number)}/{at(1, number - 1)}-1"
    applied = f"MIN({at(4, number)},MAX({at(3, number)},{at(2, number)}))"
    rises = (Cell(row.rise.change, "share", change), share(least), share(most))
    return (*heads, *rises, Cell(row.rise.applied, "share", applied), *source)


def files_sheet(statement: Statement) -> Sheet:
    """Return the files that were read with their checksums."""
    rows = tuple((text(file.name), text(file.sha256)) for file in statement.head.files)
    note = "Whoever holds files with the same checksums can repeat this settlement."
    return Sheet("Files", "Files that were read", (Column("File", 40), Column("SHA-256", 70)), rows, note)
