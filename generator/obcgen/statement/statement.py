"""A settlement as a statement: its figures row by row, in an edition that may hide small counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from obcgen.account.early_end import base_arithmetic
from obcgen.account.schedule import Payment
from obcgen.account.settle import base_in_full
from obcgen.account.sources import SourceTotal, funded
from obcgen.account.when_due import charged_on
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL
from obcgen.money import ZERO, Money, total
from obcgen.statement.attainment import AttainmentRow, attainment_rows
from obcgen.statement.limited import limits_of, steps_of
from obcgen.statement.missed import missed_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.account.account import Account, Due, SettledLine
    from obcgen.account.effects import EffectRow
    from obcgen.account.participants import Owed
    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.earned import Item
    from obcgen.deal.facts import Facts
    from obcgen.deal.indexed import IndexRow
    from obcgen.deal.late_interest import Late
    from obcgen.deal.lines.line import Line
    from obcgen.results.files_read import FileRead
    from obcgen.spec import Spec
    from obcgen.statement.defaults import DefaultRow
    from obcgen.statement.evidence import Evidence
    from obcgen.statement.limited import LimitRow, StepRow
    from obcgen.statement.missed import Missed
    from obcgen.statement.oddities import OddRow

Edition = Literal["full", "finance"]


@dataclass(frozen=True, slots=True)
class Head:
    """What was settled, on what evidence: the file's own facts."""

    contract: str
    final: bool
    as_of: date
    verified_by: str
    verified_on: date
    file: str
    roster: int | None
    served: int | None
    files: tuple[FileRead, ...] = ()
    table: str | None = None
    """What was read of a table with a district's own headings."""
    ended: bool = False
    """Whether the contract ended early: what was paid too much then goes back, also before all is final."""

    @property
    def returns(self) -> bool:
        """Whether what was paid too much goes back; else it comes off the next payment."""
        return self.final or self.ended


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the rate card, or several shown together so that no small count can be told.

    `size` participants may count and `counted` of them do; both are None for a line that is paid once,
    which `result` tells.
    `items` is the arithmetic of `earned`; `cut` is what all limits take off, `added` what a district default
    adds. A row for several lines shows only what is paid; the rest is None.
    """

    id: str
    name: str
    price: str
    unit: str
    result: str
    size: int | None
    counted: int | None
    items: tuple[Item, ...]
    earned: Money | None
    cut: Money | None
    added: Money | None
    amount: Money
    paid_before: Money
    disputed: bool
    """Whether all of it, or a part, is under dispute."""
    open: bool
    together: tuple[str, ...] = ()
    """The ids of the lines that this row stands for, where it stands for several."""

    @property
    def due(self) -> Money:
        """What is due on the line after what was paid before."""
        return self.amount - self.paid_before


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One payment: what it settles at, what was paid before, and the difference."""

    id: str
    name: str
    settled: Money
    paid: Money

    @property
    def due(self) -> Money:
        """What remains to be paid, or to be given back where negative."""
        return self.settled - self.paid


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment that was made before; negative where money was given back."""

    payment: str
    amount: Money
    on: date


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One participant by id, and what is owed for his results."""

    id: str
    owed: Owed


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of the whole settlement."""

    base: Money
    retained: Money
    performance: Money
    added: Money | None
    total: Money
    paid: Money
    due: Money
    disputed: Money
    later: Money
    payable: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that a statement prints."""

    edition: Edition
    head: Head
    totals: Totals
    base: tuple[BasePart, ...]
    base_arithmetic: str
    lines: tuple[LineRow, ...]
    limits: tuple[LimitRow, ...]
    steps: tuple[StepRow, ...]
    dues: tuple[Due, ...]
    entries: tuple[Entry, ...]
    ledger: tuple[LedgerRow, ...]
    sources: tuple[SourceTotal, ...]
    people: tuple[PersonRow, ...] = ()
    defaults: tuple[DefaultRow, ...] = ()
    attainment: tuple[AttainmentRow, ...] = ()
    effects: tuple[EffectRow, ...] = ()
    index: tuple[IndexRow, ...] = ()
    evidence: Evidence | None = None
    disputed_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By line the participants whose results are under dispute, where it is not the whole line."""
    said_of_disputes: Mapping[str, str] = field(default_factory=dict)
    """By line who disputes it, since when and why."""
    oddities: tuple[OddRow, ...] = ()
    late: tuple[Late, ...] = ()
    missed: Missed | None = None
    whole_base: Money = ZERO
    """The base before anything is taken off it, installments that are not due yet included."""


def statement(
    spec: Spec,
    facts: Facts,
    settlement: Account,
    head: Head,
    entries: Sequence[Entry],
    people: Sequence[PersonRow] = (),
) -> Statement:
    """Return the full edition of a statement; `entries` are the payments made before."""
    deal = deal_of(spec)
    return Statement(
        "full",
        head,
        _totals(settlement),
        settlement.base_parts,
        base_arithmetic(deal, facts),
        tuple(_line(settlement, deal.lines[line.id], line) for line in settlement.lines),
        limits_of(settlement),
        steps_of(settlement),
        tuple(due for due in settlement.dues if due.settled or due.paid),
        tuple(entries),
        _ledger(settlement, entries),
        _sources(spec, settlement, head, entries),
        tuple(people),
        attainment=attainment_rows(deal, facts),
        late=settlement.ledger.late,
        missed=missed_of(deal, facts, settlement),
        whole_base=min(base_in_full(deal, facts), deal.not_to_exceed),
    )


def _totals(settlement: Account) -> Totals:
    return Totals(
        settlement.base,
        settlement.retained,
        settlement.performance,
        settlement.added,
        settlement.total,
        settlement.paid,
        settlement.due,
        settlement.disputed,
        settlement.later,
        settlement.payable,
    )


def _line(settlement: Account, paying: Line, line: SettledLine) -> LineRow:
    size = sum(entry.size for entry in line.entries)
    return LineRow(
        line.id,
        line.name,
        line.price,
        line.unit,
        "" if size else line.why_not or paying.result_text(line.result or NIL),
        size or None,
        line.counted if size else None,
        line.items,
        line.earned,
        line.earned + line.added - line.amount,
        line.added,
        line.amount,
        line.paid,
        line.disputed or line.id in settlement.ledger.disputed_parts,
        line.open,
    )


def _ledger(settlement: Account, entries: Sequence[Entry]) -> tuple[LedgerRow, ...]:
    """Return every payment that is settled or was paid; what was paid by year stands with its line."""
    rows = {
        part.id: LedgerRow(part.id, part.name, part.amount - part.retained, ZERO)
        for part in settlement.base_parts
    }
    for line in settlement.lines:
        if not line.open:
            rows[f"rates.{line.id}"] = LedgerRow(f"rates.{line.id}", line.name, line.amount, ZERO)
    for entry in entries:
        whole = ".".join(entry.payment.split(".")[:2])
        place = whole if whole in rows else entry.payment
        row = rows.get(place, LedgerRow(place, place, ZERO, ZERO))
        rows[place] = replace(row, paid=row.paid + entry.amount)
    return tuple(rows.values())


def _sources(
    spec: Spec, settlement: Account, head: Head, entries: Sequence[Entry]
) -> tuple[SourceTotal, ...]:
    """Return what each source is charged with, in order of the days on which payments were or are made."""
    if not spec.funding.sources:
        return ()
    paid_on = {entry.payment: entry.on for entry in entries}
    lines = {f"rates.{line.id}" for line in settlement.lines}

    def day(key: str, planned: date | None) -> date:
        return paid_on.get(key) or max(planned or head.as_of, head.as_of)

    payments = [
        _payment(part.id, day(part.id, charged_on(spec, part, settlement.ledger)), "base", part.amount)
        for part in settlement.base_parts
    ]
    payments += [
        _payment(
            f"{due.payment} {due.on}",
            day(due.payment if due.paid else "", due.on),
            "performance",
            due.settled,
        )
        for due in settlement.dues
        if due.payment in lines
    ]
    ordered = sorted(payments, key=lambda payment: payment.date or date.max)
    return funded(spec, _without_refunds(ordered)).sources


def _payment(key: str, day: date, kind: Literal["base", "performance"], amount: Money) -> Payment:
    return Payment(key, day, kind, key, amount, "", amount, "")


def _without_refunds(payments: list[Payment]) -> list[Payment]:
    """Take what is given back on one line off the payments of other lines, the last first."""
    back = -total(payment.amount for payment in payments if payment.amount < ZERO)
    kept = []
    for payment in reversed(payments):
        off = min(back, max(payment.amount, ZERO)) if payment.kind == "performance" else ZERO
        back -= off
        kept.append(replace(payment, amount=max(payment.amount, ZERO) - off))
    return kept[::-1]
