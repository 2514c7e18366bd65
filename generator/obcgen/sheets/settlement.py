"""A settlement as a workbook and as rows: counts times prices, limits, ledger, participants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.account.kind import called_where_negative, settlement_called
from obcgen.account.sources import SOURCE_SENTENCE
from obcgen.money import total
from obcgen.sheets.cells import Inputs, day, entry, money, quantity, sums, text
from obcgen.sheets.delivery import delivery_sheet, left_for
from obcgen.sheets.due_dates import DISPUTED, DUE_DATES, LATER, due_dates_sheet
from obcgen.sheets.evidence import attainment_sheet, effects_sheet, files_sheet, index_sheet
from obcgen.sheets.late_interest import DUE, LATE, late_rows, late_sheet
from obcgen.sheets.participants import evidence_sheet, participant_rows, participants_sheet
from obcgen.sheets.products import Products, products
from obcgen.sheets.steps import gained, limits_sheet, steps_sheet, taken_off
from obcgen.statement.finance import SMALL_SENTENCE
from obcgen.statement.words import due_words, rule_sentences
from obcgen.workbook import Cell, Column, Sheet, Workbook, at, down

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.base_funding import BasePart
    from obcgen.money import Money
    from obcgen.spec import Spec
    from obcgen.statement.statement import Statement

_INPUTS: Final = (
    "Change a figure here, a count or price on Products, or what was paid on Ledger: the other sheets follow."
)
LINES: Final = "Lines"
LEDGER: Final = "Ledger"
_EARNED, _CUT, _ADDED, _AMOUNT = range(1, 5)
_LINES_HEAD: Final = (
    Column("Line", 36),
    Column("Before limits", 16),
    Column("Limits take off", 16),
    Column("District default adds", 16),
    Column("Amount", 16),
)


def settlement_book(spec: Spec, statement: Statement, settlement: Account) -> Workbook:
    """Return a statement as a workbook; in the finance edition what is withheld is not in it either."""
    inputs = Inputs()
    found = products(spec, statement, settlement, inputs)
    head = statement.head
    kind = settlement_called(final=head.final, disputed=settlement.is_disputed)
    title = kind.replace("settlement", f"settlement of {head.contract} as of {head.as_of}")
    sheets = (
        _summary(statement, title),
        found.sheet,
        *([attainment_sheet(statement)] if statement.attainment else []),
        *([index_sheet(spec, statement)] if statement.index else []),
        *([effects_sheet(statement)] if statement.effects else []),
        _lines_sheet(statement, found),
        steps_sheet(statement, _earned(statement), found.left),
        limits_sheet(statement),
        *found.limits,
        *([delivery_sheet(statement.missed)] if statement.missed is not None else []),
        _base_sheet(statement),
        _ledger_sheet(statement),
        due_dates_sheet(statement, *_of_ledger(statement), inputs),
        *([late_sheet(spec, statement, inputs)] if statement.late else []),
        *([_oddities_sheet(statement)] if statement.oddities else []),
        *([_sources_sheet(statement)] if statement.sources else []),
        *([participants_sheet(statement)] if statement.people else []),
        *([evidence_sheet(statement.evidence)] if statement.evidence is not None else []),
        *([inputs.sheet(_INPUTS)] if inputs.rows else []),
        _rules_sheet(spec, statement),
        *([files_sheet(statement)] if head.files else []),
    )
    return Workbook(title, spec.district.name, head.as_of, sheets)


def _summary(statement: Statement, title: str) -> Sheet:
    """Return the figures of the whole settlement over the other sheets."""
    totals, lines, base = statement.totals, len(statement.lines), len(statement.base)
    amounts = f"SUM({at(_AMOUNT, 0, LINES)}:{at(_AMOUNT, lines - 1)})" if lines else "0"
    parts = f"SUM({at(2, 0, 'Base')}:{at(2, base - 1)})" if base else "0"
    paid = len(statement.ledger)
    before = f"SUM({at(2, 0, LEDGER)}:{at(2, paid - 1)})" if paid else "0"
    dated = len(statement.dues)
    disputed, later = (
        f"SUM({at(column, 0, DUE_DATES)}:{at(column, dated - 1)})" if dated else "0"
        for column in (DISPUTED, LATER)
    )
    negative = called_where_negative(final=statement.head.returns)
    figures = (
        ("Base Funding", totals.base, parts),
        ("Performance Funding, after every limit", totals.performance, amounts),
        ("Total", totals.total, f"{at(1, 0)}+{at(1, 1)}"),
        ("Paid before", totals.paid, before),
        (f"Due; negative is {negative[0].lower()}{negative[1:]}", totals.due, f"{at(1, 2)}-{at(1, 3)}"),
        ("Of it, under dispute", totals.disputed, disputed),
        ("Of it, held back as retainage", totals.retained, ""),
        ("Of it, not due before a later date", totals.later, later),
        ("Payable now", totals.payable, f"{at(1, 4)}-{at(1, 5)}-{at(1, 6)}-{at(1, 7)}"),
        *_interest(statement),
    )
    rows = tuple((text(name), money(amount, formula)) for name, amount, formula in figures)
    columns = (Column("Figure", 60), Column("Amount", 20))
    return Sheet("Summary", title, columns, rows, due_words(statement))


def _interest(statement: Statement) -> tuple[tuple[str, Money, str], ...]:
    """Return the interest on late payments, where there is any."""
    owed = f"SUM({down(DUE, len(statement.late), LATE)})"
    due = total(late.due for late in statement.late)
    return (("Beside it, interest owed on late payments", due, owed),) if statement.late else ()


def _earned(statement: Statement) -> dict[str, str]:
    """Return by line the cell of what it earns before limits."""
    return {line.id: at(_EARNED, row, LINES) for row, line in enumerate(statement.lines)}


def _of_ledger(statement: Statement) -> tuple[dict[str, str], dict[str, str]]:
    """Return by payment the cells of what it settles at and of what was paid before."""
    rows = list(enumerate(row.id for row in statement.ledger))
    return {key: at(1, row, LEDGER) for row, key in rows}, {key: at(2, row, LEDGER) for row, key in rows}


def _lines_sheet(statement: Statement, found: Products) -> Sheet:
    """Return each line from what it earns to what it pays."""
    rows: list[tuple[Cell, ...]] = []
    for index, line in enumerate(statement.lines):
        if line.earned is None or line.cut is None or line.added is None:
            rows.append((text(line.name), Cell(), Cell(), Cell(), entry(money(line.amount))))
            continue
        before, added = found.earned.get(line.id, ""), gained(statement, line.id)
        name = f"{line.name} (no results yet)" if line.open else line.name
        rows.append(
            (
                text(name),
                money(line.earned, before),
                money(line.cut, taken_off(statement, line.id)),
                money(line.added, added) if added else entry(money(line.added)),
                money(line.amount, f"{at(_EARNED, index)}-{at(_CUT, index)}+{at(_ADDED, index)}"),
            )
        )
    note = SMALL_SENTENCE if statement.edition == "finance" else ""
    return Sheet(
        LINES, "Performance Funding by line", _LINES_HEAD, tuple(rows), note, _line_totals(statement, rows)
    )


def _line_totals(statement: Statement, rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Return the sum of what the lines pay, and of the other columns where nothing in them is withheld."""
    whole = sums("Performance Funding", rows, 1)
    if any(line.together for line in statement.lines):
        return (whole[0], Cell(), Cell(), Cell(), whole[-1]) if whole else ()
    return whole


def _base_sheet(statement: Statement) -> Sheet:
    rows = tuple(
        (text(part.name), day(part.due), _base_amount(statement, part), entry(money(part.retained)))
        for part in statement.base
    )
    columns = (Column("Payment", 40), Column("Due", 14), Column("Amount", 18), Column("Held back", 18))
    totals = sums("Base Funding", rows, 2)
    return Sheet("Base", "Base Funding", columns, rows, statement.base_arithmetic, totals)


def _base_amount(statement: Statement, part: BasePart) -> Cell:
    """Return what a payment comes to: by a formula where Services not delivered take something off."""
    left = left_for(statement.missed, part.id)
    return money(part.amount, left) if left else entry(money(part.amount))


def _ledger_sheet(statement: Statement) -> Sheet:
    """Return what each payment settles at, what was paid before, and the difference."""
    lines = {f"rates.{line.id}": at(_AMOUNT, row, LINES) for row, line in enumerate(statement.lines)}
    base = {part.id: f"{at(2, row, 'Base')}-{at(3, row, 'Base')}" for row, part in enumerate(statement.base)}
    settled = lines | base
    rows = tuple(
        (
            text(row.name),
            money(row.settled, settled.get(row.id, "")),
            entry(money(row.paid)),
            money(row.due, f"{at(1, index)}-{at(2, index)}"),
        )
        for index, row in enumerate(statement.ledger)
    )
    columns = (Column("Payment", 40), Column("Settled at", 18), Column("Paid before", 18), Column("Due", 18))
    note = "What is held back is not part of what a payment settles at."
    return Sheet(LEDGER, "Ledger and True-Up", columns, rows, note, sums("All payments", rows, 1))


def _oddities_sheet(statement: Statement) -> Sheet:
    rows = tuple((text(row.name), text(row.matter), text(row.answer)) for row in statement.oddities)
    columns = (Column("Name", 24), Column("What was found", 90), Column("Answer", 60))
    return Sheet("Unlikely", "Unlikely results and the verifier's answers", columns, rows)


def _sources_sheet(statement: Statement) -> Sheet:
    rows = tuple(
        (
            text(source.name),
            money(source.base),
            money(source.performance),
            money(source.total, f"{at(1, index)}+{at(2, index)}"),
        )
        for index, source in enumerate(statement.sources)
    )
    columns = (Column("Source", 40), Column("Base", 18), Column("Performance", 18), Column("Total", 18))
    totals = sums("Total", rows, 1)
    return Sheet("Sources", "Funding sources charged", columns, rows, SOURCE_SENTENCE, totals)


def _rules_sheet(spec: Spec, statement: Statement) -> Sheet:
    sentences = (*rule_sentences(spec), *([SMALL_SENTENCE] if statement.edition == "finance" else []))
    rows = tuple((text(sentence),) for sentence in sentences)
    return Sheet("Rules", "Rules of computation", (Column("Rule", 95),), rows)


# Rows for other programs


def settlement_rows(statement: Statement) -> dict[str, Sheet]:
    """Return the tables for other programs by name; participants and late interest where there are any."""
    people = {"participants": participant_rows(statement)} if statement.people else {}
    late = {"late-interest": late_rows(statement)} if statement.late else {}
    return {"lines": line_rows(statement), **people, **late}


def line_rows(statement: Statement) -> Sheet:
    """Return a row for each product of a settled line, with the line's amounts; empty where withheld."""
    heads = (
        "line",
        "name",
        "counted",
        "quantity",
        "for",
        "price_cents",
        "earned",
        "limits",
        "default",
        "amount",
    )
    rows = []
    for line in (line for line in statement.lines if not line.open):
        amounts = [
            money(amount) if amount is not None else Cell() for amount in (line.earned, line.cut, line.added)
        ]
        first = [text(line.id), text(line.name), Cell(line.counted, "count")]
        for index, item in enumerate(line.items or (None,)):
            product = [
                quantity(item.quantity) if item else Cell(),
                text(item.what if item else ""),
                quantity(item.each) if item else Cell(),
            ]
            whole = [*amounts, money(line.amount)] if not index else [Cell()] * 4
            rows.append((*first, *product, *whole))
    return Sheet(LINES, LINES, tuple(Column(head, 12) for head in heads), tuple(rows))
