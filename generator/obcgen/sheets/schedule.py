"""The payment schedule as a workbook and as rows: every amount a formula over the sheet of inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.account.most_by_source import funded_at_most
from obcgen.account.schedule import Schedule, schedule
from obcgen.account.sources import SOURCE_SENTENCE, paid_by, year_named
from obcgen.deal.calendar import SCHOOL_YEAR
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import cap_sentences, discount_sentence, rounding_sentences
from obcgen.money import ZERO, Share
from obcgen.sheets.base_funding import base_sheet, ceiling_at
from obcgen.sheets.cells import Inputs, day, entry, money, share, text
from obcgen.sheets.rate_card import rate_card
from obcgen.sheets.sources import AMOUNT, DATE, RUNNING, SCHEDULE, sources_sheet
from obcgen.sheets.years import UNDATED, years_sheet
from obcgen.workbook import Cell, Column, Sheet, Workbook, at, down

if TYPE_CHECKING:
    from obcgen.account.schedule import Payment
    from obcgen.spec import Spec

_COLUMNS: Final = (
    Column("Date", 12),
    Column("Fiscal year", 11),
    Column("Kind", 13),
    Column("Payment", 34),
    Column("Condition", 46),
    Column("Amount", 16),
    Column("Running total", 16),
    Column("Share of the maximum", 12),
)
_INPUTS: Final = (
    "Change a figure in the Value column: every other sheet follows. Dates are changed on Schedule, shares "
    "of the base on Base."
)
_NOT_LIVE: Final = (
    "Groups or limits overlap in this deal in a way that a sheet cannot follow: amounts for results are "
    "inputs here, as obcgen worked them out."
)
_MOST: Final = "Each payment at the most it can be."
_AS_PLANNED: Final = (
    "Each payment at the most it can be for the number planned in each group; with other numbers a line can "
    "come to more, within the limits."
)
_SUMS: Final = (
    "Payments share limits, so that they do not add up: running totals, totals of years and sources, and "
    "what all payments come to at most stand here as obcgen worked them out."
)


def schedule_rows(spec: Spec) -> Sheet:
    """Return the schedule as one table for other programs: a row a payment, a column a source."""
    planned = schedule(spec)
    found = funded_at_most(spec, planned)
    heads = ("id", "date", "fiscal_year", "kind", "name", "condition", "amount", "running_total")
    sources = tuple(f"source:{source.id or 'none'}" for source in found.sources)
    parts = {(charge.payment, charge.source): charge.amount for charge in found.charges}
    rows = tuple(
        (
            *map(
                text,
                (payment.id, str(payment.date or ""), year_named(spec, paid_by(spec, payment)), payment.kind),
            ),
            *map(text, (payment.name, payment.condition)),
            *map(money, (payment.amount, payment.running)),
            *(money(parts.get((payment.id, source.id), ZERO)) for source in found.sources),
        )
        for payment in planned.payments
    )
    return Sheet(SCHEDULE, SCHEDULE, tuple(Column(head, 12) for head in (*heads, *sources)), rows)


def schedule_book(spec: Spec) -> Workbook:
    """Return the schedule as a workbook whose amounts are formulas over its inputs."""
    deal, planned = deal_of(spec), schedule(spec)
    found = funded_at_most(spec, planned)
    inputs = Inputs()
    base = base_sheet(deal, planned, inputs)
    card = rate_card(spec, inputs, planned.base, base.whole)
    live = card.follows and card.amounts == {
        p.id: p.amount for p in planned.payments if p.kind == "performance"
    }
    amounts = base.addresses | (card.formulas if live else _fixed(planned, inputs))
    title = f"Payment schedule: {spec.document.title}"
    sheets = (
        _schedule_sheet(spec, planned, amounts, title),
        _totals_sheet(planned, ceiling_at(deal, inputs)),
        sources_sheet(spec, planned, found, inputs),
        years_sheet(spec, found, planned),
        *([base.sheet] if base.addresses else []),
        *(card.sheets if live else []),
        inputs.sheet(_INPUTS),
        _rules_sheet(spec, planned, live=live),
    )
    return Workbook(title, spec.district.name, spec.document.issued, sheets)


def _fixed(planned: Schedule, inputs: Inputs) -> dict[str, str]:
    """Return the address of each payment for results, put among the inputs as it was worked out."""
    return {
        payment.id: inputs.put(f"{payment.name}: most", money(payment.amount), f"payment.{payment.id}")
        for payment in planned.payments
        if payment.kind == "performance"
    }


def _schedule_sheet(spec: Spec, planned: Schedule, amounts: dict[str, str], title: str) -> Sheet:
    rows = tuple(
        _row(spec, planned, payment, index, amounts[payment.id])
        for index, payment in enumerate(planned.payments)
    )
    whole = money(planned.maximum, _sum(planned))
    blanks = [Cell() for _ in _COLUMNS[1:AMOUNT]]
    totals = (text("Maximum"), *blanks, whole, Cell(), share(Share.parse("100%")))
    return Sheet(SCHEDULE, title, _COLUMNS, rows, _AS_PLANNED if spec.population.groups else _MOST, totals)


def _row(spec: Spec, planned: Schedule, payment: Payment, index: int, amount: str) -> tuple[Cell, ...]:
    own = at(AMOUNT, index)
    running = f"{at(RUNNING, index - 1)}+{own}" if index else own
    whole = _sum(planned) or planned.maximum.plain
    return (
        entry(day(payment.date)),
        _year(spec, payment, index),
        text(payment.kind),
        text(payment.name),
        text(payment.condition),
        money(payment.amount, amount),
        money(payment.running, "" if planned.shares_limits else running),
        share(payment.amount.over(planned.maximum), f"IF({whole}=0,0,{own}/{whole})"),
    )


def _sum(planned: Schedule) -> str:
    """Return the formula of all payments; none where they share limits, so that their sum is not the most."""
    return "" if planned.shares_limits else f"SUM({down(AMOUNT, len(planned.payments))})"


def _year(spec: Spec, payment: Payment, index: int) -> Cell:
    """Return the fiscal year in which a row is paid, as text."""
    starts, cell, paid = (
        spec.district.fiscal_year_starts or SCHOOL_YEAR,
        at(DATE, index),
        paid_by(spec, payment),
    )
    later = (paid - payment.date).days if paid and payment.date else 0
    when = f"({cell}+{later})" if later else cell
    if (starts.month, starts.day) == (1, 1):
        name = f'YEAR({when})&""'
    else:
        first = f"(YEAR({when})-IF({when}<DATE(YEAR({when}),{starts.month},{starts.day}),1,0))"
        name = f'{first}&"-"&TEXT(MOD({first}+1,100),"00")'
    return Cell(year_named(spec, paid) or UNDATED, "year", f'IF({cell}="","{UNDATED}",{name})')


def _totals_sheet(planned: Schedule, ceiling: str) -> Sheet:
    """Return base, performance and maximum with their shares of the maximum and of the ceiling."""
    count = len(planned.payments)
    kinds, amounts = down(2, count, SCHEDULE), down(AMOUNT, count, SCHEDULE)
    sums = [f'SUMPRODUCT(({kinds}="{kind}")*{amounts})' for kind in ("base", "performance")]
    figures = (
        ("Base funding", planned.base, sums[0]),
        ("Performance-based funding", planned.performance, "" if planned.shares_limits else sums[1]),
        ("Maximum", planned.maximum, f"MIN({at(1, 0)}+{at(1, 1)},{at(1, 3)})"),
        ("Not-to-exceed amount", planned.not_to_exceed, ceiling),
    )
    rows = tuple(
        (
            text(name),
            money(amount, formula),
            share(amount.over(planned.maximum), f"IF({at(1, 2)}=0,0,{at(1, index)}/{at(1, 2)})"),
            share(amount.over(planned.not_to_exceed), f"IF({at(1, 3)}=0,0,{at(1, index)}/{at(1, 3)})"),
        )
        for index, (name, amount, formula) in enumerate(figures)
    )
    heads = (Column("Figure", 34), Column("Amount", 18), Column("Of the maximum", 14))
    return Sheet("Totals", "Totals and shares", (*heads, Column("Of the not-to-exceed amount", 16)), rows)


def _rules_sheet(spec: Spec, planned: Schedule, *, live: bool) -> Sheet:
    """Return the rules behind the figures, in words."""
    words = (
        *planned.notes,
        *([] if live else [_NOT_LIVE]),
        *([_SUMS] if planned.shares_limits else []),
        *cap_sentences(spec),
        *([discount_sentence(spec)] if discount_sentence(spec) else []),
        *rounding_sentences(spec),
        SOURCE_SENTENCE,
    )
    return Sheet("Rules", "Rules behind the figures", (Column("Rule", 95),), tuple((text(w),) for w in words))
