"""The finance edition: no participant, and no count under ten that could be worked out.

A count can be told from an amount, since the price is public. So a line with a small count is shown together
with others: as one row, with what is paid for them in all. Lines are added to the row, the one with the
smallest amount first, until the sum no longer tells the small count. What the statement must show anyway, the
total and what is disputed, bounds what can be hidden; where it cannot be, no finance edition is made.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.account.account import Due
from obcgen.deal.base_funding import Counting
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, Money, total
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.statement.defaults import without_names
from obcgen.statement.statement import Entry, LedgerRow
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from obcgen.account.effects import EffectRow
    from obcgen.deal.late_interest import Late
    from obcgen.spec import Spec
    from obcgen.statement.attainment import AttainmentRow
    from obcgen.statement.limited import LimitRow
    from obcgen.statement.statement import Head, LineRow, Statement

TOLD = Kind("STM-01", "A finance edition would tell a count under 10")

SMALL: Final = 10
"""Counts from 1 to 9 are not shown."""
SMALL_SENTENCE: Final = (
    "Counts from 1 to 9 are not shown. A line with such a count is shown together with other lines, as one "
    "row, so that the count cannot be worked out from totals and prices."
)
_SCOPES_OF_LINES: Final = {"line", "outcome", "cohort", "year"}


def finance(spec: Spec, statement: Statement) -> Statement:
    """Return the finance edition of a statement.

    Raises:
        ObcgenError: a small count would follow from what every statement must show (STM-01).
    """
    if disputed := [line for line, names in statement.disputed_for.items() if is_small(len(names))]:
        raise ObcgenError(_few_disputed(disputed))
    rows = _shown(statement.lines, statement)
    apart = {row.id for row in rows}
    withheld = any(row.id not in apart for row in statement.lines)
    added = statement.totals.added
    few = added is not None and bool(added) and _few(added, statement.lines)
    return replace(
        statement,
        edition="finance",
        head=_head(spec, statement),
        totals=replace(statement.totals, added=None if few else added),
        lines=tuple(replace(row, size=None) for row in rows),
        limits=tuple(_limit(limit, withheld=withheld, few=few) for limit in statement.limits),
        steps=tuple(step for step in statement.steps if step.line in apart and not (few and step.gain)),
        dues=_dues(statement, rows),
        entries=_entries(statement, rows),
        ledger=_ledger(statement, rows),
        people=(),
        evidence=None,
        disputed_for={},
        said_of_disputes={},
        attainment=tuple(_attainment(row, rows, statement) for row in statement.attainment),
        effects=tuple(row for row in statement.effects if not _is_small_effect(row)),
        defaults=tuple(without_names(row, SMALL) for row in statement.defaults),
        late=_late(statement, rows),
    )


def _few_disputed(lines: Sequence[str]) -> Problem:
    return TOLD.problem(
        f"The amount under dispute on {listed(lines)} would tell that it concerns few participants.",
        found="a dispute that names participants",
        expected=f"{SMALL} participants or more, or the whole line",
        hint="Give the full edition to those who may see participant records, and the total to others.",
    )


def is_small(count: Fraction | int) -> bool:
    """Tell whether a count may not be shown."""
    return 0 < count < SMALL


def _tells(row: LineRow, statement: Statement) -> bool:
    """Tell whether a line shows a small count: paid, not paid, not counted, or affected by a default."""
    if row.counted is None or row.open:
        return False
    paid = sum((item.quantity for item in row.items if item.each > 0), Fraction(0))
    counts: list[Fraction | int] = [item.quantity for item in row.items]
    counts += [row.counted, row.counted - paid, (statement.head.served or 0) - row.counted]
    return any(map(is_small, counts)) or (bool(row.added) and _few(row.added or ZERO, [row]))


def _few(added: Money, rows: Sequence[LineRow]) -> bool:
    """Tell whether an amount added may stand for fewer than ten participants."""
    prices = [item.each for row in rows for item in row.items if item.each > 0]
    return not prices or is_small(Fraction(added.cents) / max(prices))


def _shown(rows: Sequence[LineRow], statement: Statement) -> tuple[LineRow, ...]:
    """Return the rows to print: those that tell nothing, and others together where they wait for the same."""
    hidden: list[list[LineRow]] = []
    settled = [row for row in rows if not row.open]
    for waits in dict.fromkeys(_waits(row, statement) for row in settled):
        own = [row for row in settled if _waits(row, statement) == waits]
        telling = [row for row in own if _tells(row, statement)]
        if telling:
            hidden.append(_hidden(telling, [row for row in own if row not in telling]))
    gone = {row.id for group in hidden for row in group}
    kept = [row for row in rows if row.id not in gone]
    return (*kept, *map(_joined, hidden))


def _waits(row: LineRow, statement: Statement) -> tuple[bool, str]:
    """Return what the payment of a line waits for: a dispute, and its date; in part, for itself alone.

    What is payable now and what is not are printed as sums, so lines may only be added that are on one side.
    """
    own = [due for due in statement.dues if due.payment == f"rates.{row.id}"]
    future = {due.on is not None and due.on > statement.head.as_of for due in own}
    return row.disputed, row.id if len(future) > 1 else "later" if True in future else "now"


def _hidden(telling: list[LineRow], others: list[LineRow]) -> list[LineRow]:
    """Return lines that together no longer tell a small count of any of them.

    Raises:
        ObcgenError: there are not enough lines.
    """
    found = list(telling)
    rest = sorted(others, key=lambda row: row.amount.cents)
    while not all(_is_masked(row, [other for other in found if other is not row]) for row in telling):
        if not rest:
            raise ObcgenError(_told(telling))
        found.append(rest.pop(0))
    return found


def _is_masked(row: LineRow, others: Sequence[LineRow]) -> bool:
    """Tell whether the sum leaves ten counts or more open for a line, whatever its price and theirs."""
    price = _price(row)
    if not row.amount:
        return bool(others)
    return any(_counts_left_open(row, price, other) >= SMALL for other in others)


def _counts_left_open(row: LineRow, price: Fraction, other: LineRow) -> int:
    """Return over how many counts one line may vary while another makes up for it."""
    theirs = _price(other)
    if not (price and theirs and row.size and other.size):
        return 0
    whole = row.amount.cents + other.amount.cents
    fitting = [
        count
        for count in range(row.size + 1)
        if 0 <= whole - count * price <= other.size * theirs and not (whole - count * price) % theirs
    ]
    return max(fitting) - min(fitting) if fitting else 0


def _price(row: LineRow) -> Fraction:
    """Return the one price of a line; nothing where it has several or limits cut it."""
    prices = {item.each for item in row.items}
    price = prices.pop() if len(prices) == 1 and not row.cut else Fraction(0)
    return max(price, Fraction(0))


def _told(rows: Sequence[LineRow]) -> Problem:
    names = listed([f"“{row.name}”" for row in rows])
    return TOLD.problem(
        f"A count under {SMALL} on {names} would follow from the amounts and prices that the finance edition "
        "must show.",
        found="no other line with which it can be shown together",
        expected=f"lines enough that no count under {SMALL} can be worked out",
        hint="Give the full edition to those who may see participant records, and the total to others.",
    )


def _joined(rows: Sequence[LineRow]) -> LineRow:
    """Return one row for several lines, with what is paid for them in all."""
    return replace(
        rows[0],
        id="+".join(row.id for row in rows),
        name=listed([row.name for row in rows]),
        price="",
        counted=None,
        items=(),
        earned=None,
        cut=None,
        added=None,
        amount=total(row.amount for row in rows),
        paid_before=total(row.paid_before for row in rows),
        together=tuple(row.id for row in rows),
    )


def _limit(limit: LimitRow, *, withheld: bool, few: bool) -> LimitRow:
    """Return a limit without the amounts that would tell what one line comes to, or what a default adds."""
    hides = (withheld and limit.scope in _SCOPES_OF_LINES) or (few and limit.scope == "district_default")
    return replace(limit, before=None, after=None, carried=()) if hides else limit


def _ledger(statement: Statement, rows: Sequence[LineRow]) -> tuple[LedgerRow, ...]:
    """Return the ledger with the payments of lines that are shown together as one."""
    kept = [row for row in statement.ledger if not _is_joined(row.id, rows)]
    joined = [
        LedgerRow(f"rates.{row.id}", row.name, row.amount, row.paid_before) for row in rows if row.together
    ]
    return (*kept, *joined)


def _attainment(row: AttainmentRow, rows: Sequence[LineRow], statement: Statement) -> AttainmentRow:
    """Return the attainment of an outcome; without counts where a small one would follow from them."""
    shown = [line for line in rows if line.id in row.lines]
    counted, reached, served = row.counted or 0, row.reached or 0, statement.head.served or 0
    counts: list[Fraction | int] = [counted, reached, counted - reached, abs(served - counted)]
    for line in shown:
        paid = sum((item.quantity for item in line.items if item.each > 0), Fraction(0))
        counts += [abs(counted - (line.counted or 0)), abs(reached - paid)]
    hides = len(shown) < len(row.lines) or any(map(is_small, counts))
    return replace(row, counted=None, reached=None) if hides else row


def _is_small_effect(row: EffectRow) -> bool:
    """Tell whether an effect was found with so few people that their number is not told."""
    return is_small(row.effect.program) or is_small(row.effect.comparison)


def _dues(statement: Statement, rows: Sequence[LineRow]) -> tuple[Due, ...]:
    """Return what is due by date; lines that are shown together have one row, dated where they agree."""
    kept = [due for due in statement.dues if not _is_joined(due.payment, rows)]
    return (*kept, *(_joined_due(statement, row) for row in rows if row.together))


def _joined_due(statement: Statement, row: LineRow) -> Due:
    own = [due for due in statement.dues if _is_joined(due.payment, [row])]
    days, years = {due.on for due in own}, {due.year for due in own}
    return Due(
        f"rates.{row.id}",
        row.name,
        days.pop() if len(days) == 1 else None,
        years.pop() if len(years) == 1 else "",
        row.amount,
        row.paid_before,
        total(due.disputed for due in own),
        total(due.later for due in own),
    )


def _entries(statement: Statement, rows: Sequence[LineRow]) -> tuple[Entry, ...]:
    """Return the payments made before; those on lines that are shown together add up by day."""
    found: dict[tuple[str, date], Money] = {}
    for entry in statement.entries:
        place = (_place(entry.payment, rows), entry.on)
        found[place] = found.get(place, ZERO) + entry.amount
    return tuple(Entry(payment, amount, day) for (payment, day), amount in found.items())


def _late(statement: Statement, rows: Sequence[LineRow]) -> tuple[Late, ...]:
    """Return the payments that bear interest; those on lines that are shown together add up alike."""
    found: dict[tuple[str, date, date], list[Late]] = {}
    for each in statement.late:
        found.setdefault((_place(each.payment, rows), each.last_day, each.paid_on), []).append(each)
    return tuple(
        replace(
            own[0],
            payment=place[0],
            amount=total(each.amount for each in own),
            interest=total(each.interest for each in own),
            paid=total(each.paid for each in own),
        )
        for place, own in found.items()
    )


def _place(payment: str, rows: Sequence[LineRow]) -> str:
    """Return under which payment the row of one stands that is shown together with others."""
    kind, line, *_ = f"{payment}.".split(".")
    joined = next((row.id for row in rows if kind == "rates" and line in row.together), None)
    return payment if joined is None else f"rates.{joined}"


def _is_joined(payment: str, rows: Sequence[LineRow]) -> bool:
    return any(payment == f"rates.{key}" for row in rows for key in row.together)


def _head(spec: Spec, statement: Statement) -> Head:
    """Return the head without one of two numbers of participants that differ by few."""
    head, base = statement.head, deal_of(spec).base_funding
    if head.roster is None or head.served is None or not is_small(head.roster - head.served):
        return head
    by_served = isinstance(base, Counting) and base.counted == "served"
    return replace(head, roster=None) if by_served else replace(head, served=None)
