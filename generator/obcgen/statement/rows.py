"""The rows of a statement's tables as texts, each figure as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.deal.dosage import dosage_unit
from obcgen.figures import in_data, number_text, quantity, with_cents
from obcgen.money import ZERO, Money, total
from obcgen.statement.evidence import COUNTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from obcgen.account.account import Due
    from obcgen.account.effects import EffectRow
    from obcgen.account.participants import Owed
    from obcgen.deal.earned import Item
    from obcgen.deal.indexed import IndexRow
    from obcgen.statement.evidence import Evidence, Verdict
    from obcgen.statement.limited import StepRow
    from obcgen.statement.statement import LineRow, Statement

NOT_SHOWN: Final = "Not shown"
DASH: Final = "—"


@dataclass(frozen=True, slots=True)
class CountRow:
    """One product of quantity and price."""

    name: str
    counted: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One line of the rate card from what it earns to what it pays."""

    name: str
    earned: str
    cut: str
    added: str
    amount: str


@dataclass(frozen=True, slots=True)
class DueWords:
    """One payment that is due or goes back: to whom, from when, why, and how much of it is payable now."""

    name: str
    on: date | None
    to: str
    why: str
    year: str
    amount: Money
    payable: Money


@dataclass(frozen=True, slots=True)
class LimitWords:
    """One limit and what it did."""

    name: str
    limit: str
    before: str
    after: str
    cut: str


def shown(amount: Money | None) -> str:
    """Return an amount with its cents, or that it is withheld."""
    return NOT_SHOWN if amount is None else amount.exact


def due_rows(statement: Statement, buyer: str) -> tuple[DueWords, ...]:
    """Return each payment of which anything is due or goes back."""
    return tuple(_due(statement, due, buyer) for due in statement.dues if due.due)


def _due(statement: Statement, due: Due, buyer: str) -> DueWords:
    conditions = {part.id: part.condition for part in statement.base}
    settled = conditions.get(due.payment, "Results verified") or "Base Funding"
    waits = [
        what if amount == due.due else f"{amount.exact} {what}"
        for amount, what in ((due.disputed, "under dispute"), (due.later, "not before this date"))
        if amount
    ]
    why = "; ".join([settled if due.due > ZERO else "More was paid than is settled", *waits])
    to = "Provider" if due.due > ZERO else buyer
    return DueWords(due.name, due.on, to, why, due.year, due.due, due.payable)


def count_rows(statement: Statement) -> tuple[CountRow, ...]:
    """Return a row for each product of quantity and price, and one for a settled line that earns nothing."""
    rows = []
    for line in (line for line in statement.lines if not line.open):
        counted = line.result or DASH if line.counted is None else f"{line.counted:,}"
        if line.together:
            rows.append(CountRow(line.name, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN))
        elif not line.items:
            rows.append(CountRow(line.name, counted, "0", line.price, ZERO.exact))
        else:
            rows += [_product(line, item, counted) for item in line.items]
    return tuple(rows)


def _product(line: LineRow, item: Item, counted: str) -> CountRow:
    amount = with_cents(item.amount)
    words = f"{item.what}, at {with_cents(item.each)}"
    return CountRow(line.name, counted, quantity(item.quantity), words, amount)


def line_rows(statement: Statement) -> tuple[AmountRow, ...]:
    """Return a row for each line of the rate card that is settled."""
    return tuple(
        AmountRow(line.name, shown(line.earned), shown(line.cut), shown(line.added), line.amount.exact)
        for line in statement.lines
        if not line.open
    )


def limit_rows(statement: Statement) -> tuple[LimitWords, ...]:
    """Return a row for each limit."""
    return tuple(
        LimitWords(row.name, row.limit.exact, shown(row.before), shown(row.after), shown(row.cut))
        for row in statement.limits
    )


@dataclass(frozen=True, slots=True)
class StepWords:
    """One limit and what it did to one line."""

    line: str
    step: str
    before: str
    after: str
    cut: str


def step_rows(statement: Statement) -> tuple[StepWords, ...]:
    """Return each line through its rounding and through the limits that took something off any line."""
    bound = {(row.scope, row.limit, row.gain) for row in statement.steps if row.cut}
    kept = [row for row in statement.steps if (row.scope, row.limit, row.gain) in bound]
    rows: list[StepWords] = []
    for line in statement.lines:
        rows += _rounding(line)
        rows += [_step(row) for row in kept if row.line == line.id]
    return tuple(rows)


def _step(row: StepRow) -> StepWords:
    name = f"{row.limit}, on what the default adds" if row.gain else row.limit
    return StepWords(row.name, name, row.before.exact, row.after.exact, row.cut.exact)


def _rounding(line: LineRow) -> Iterator[StepWords]:
    """Yield the rounding of a line whose products do not come to whole cents."""
    exact = sum((item.amount for item in line.items), Fraction(0))
    if line.earned is not None and exact != line.earned.cents:
        off = exact - line.earned.cents
        yield StepWords(line.name, "Rounding", with_cents(exact), line.earned.exact, with_cents(off))


@dataclass(frozen=True, slots=True)
class AttainmentWords:
    """One outcome: how many counted, how many reached it, and what was aimed at."""

    outcome: str
    counted: str
    reached: str
    share: str
    target: str


def _percent(share: Fraction) -> str:
    """Return a share in percent with one decimal, half upward."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%"


def attainment_words(statement: Statement) -> tuple[AttainmentWords, ...]:
    """Return a row for each outcome counted by participant."""
    return tuple(
        AttainmentWords(
            row.outcome,
            NOT_SHOWN if row.counted is None else f"{row.counted:,}",
            NOT_SHOWN if row.reached is None else f"{row.reached:,}",
            NOT_SHOWN if row.share is None else _percent(row.share),
            _percent(row.target) if row.target is not None else DASH,
        )
        for row in statement.attainment
    )


@dataclass(frozen=True, slots=True)
class EffectWords:
    """One effect against a comparison group, with its evidence and whether that shows it."""

    name: str
    effect: str
    interval: str
    people: str
    method: str
    shown: str


def effect_words(row: EffectRow) -> EffectWords:
    """Return an effect as a statement prints it."""
    found = row.effect
    return EffectWords(
        row.name,
        quantity(found.value),
        f"{found.interval} ({found.confidence.exact})",
        f"{found.program:,} and {found.comparison:,}",
        found.method,
        f"No: {row.why}" if row.why else "Yes",
    )


@dataclass(frozen=True, slots=True)
class IndexWords:
    """The index of one year with its source, and how prices rise from the year before."""

    year: str
    figure: str
    source: str
    change: str
    applied: str


def index_words(row: IndexRow) -> IndexWords:
    """Return the index of one year as a statement prints it: changes in percent, with four decimals."""
    found = row.rise
    return IndexWords(
        row.year,
        str(in_data(row.figure)),
        f"{row.source} (published {row.published})",
        f"{number_text(found.change * 100)}%" if found is not None else DASH,
        f"{number_text(found.applied * 100)}%" if found is not None else DASH,
    )


# Participants


def _columns(statement: Statement) -> dict[str, Callable[[Owed], Money]]:
    """Return the columns after those of the lines: those that take off or add anything, and what is paid."""
    columns: dict[str, Callable[[Owed], Money]] = {
        "Cap for one": lambda owed: -owed.held,
        "Other limits": lambda owed: -owed.cut,
        "Default adds": lambda owed: owed.added,
    }
    used = {head: of for head, of in columns.items() if any(of(row.owed) for row in statement.people)}
    return {**used, "Settled": lambda owed: owed.paid}


def _lines(statement: Statement) -> tuple[LineRow, ...]:
    """Return the lines that count participants."""
    return tuple(line for line in statement.lines if line.counted is not None and not line.open)


def people_heads(statement: Statement) -> tuple[str, ...]:
    """Return the headings of the table of participants."""
    return ("Participant", *(line.name for line in _lines(statement)), *_columns(statement))


def people_rows(statement: Statement) -> tuple[tuple[str, ...], ...]:
    """Return a row for each participant: a dash where a line does not count him, nothing for a limit's $0."""
    lines, others = _lines(statement), _columns(statement).items()
    return tuple(
        (
            row.id,
            *(row.owed.earned[line.id].exact if line.id in row.owed.earned else DASH for line in lines),
            *(of(row.owed).exact if of(row.owed) or head == "Settled" else "" for head, of in others),
        )
        for row in statement.people
    )


def evidence_heads(evidence: Evidence) -> tuple[str, ...]:
    """Return the headings of the table of evidence."""
    unit = dosage_unit(evidence.deal)
    named = (f"Service by {each.name[7:]}" if each.name[7:] else "Service" for each in evidence.service)
    needed = map(evidence.threshold, range(len(evidence.outcomes)))
    heads = (
        f"{each.name} ({least} needed)" if least else each.name
        for each, least in zip(evidence.outcomes, needed, strict=True)
    )
    return ("Participant", *(f"{name}, {unit}" for name in named), *heads)


def evidence_rows(evidence: Evidence) -> Iterator[tuple[str, ...]]:
    """Yield a row for each participant: service, then of each outcome what was measured and what follows."""
    service = len(evidence.service)
    alike = [bool(evidence.threshold(place)) for place in range(len(evidence.outcomes))]
    for name, kind, texts in zip(evidence.ids, evidence.kind_of, evidence.rows(), strict=True):
        at, cells = service, []
        for measured, verdict, one in zip(evidence.outcomes, evidence.verdicts(kind), alike, strict=True):
            own = texts[at : at + len(measured.columns)]
            cells.append(_measured(own, verdict, "" if one else verdict.threshold))
            at += len(own)
        yield (name, *(text or DASH for text in texts[:service]), *cells)


def _measured(texts: Sequence[str], verdict: Verdict, threshold: str) -> str:
    """Return `22 to 45: reached`, `45 (40 needed): reached` by grade, or why a result does not count."""
    values = " to ".join(text or "none" for text in texts) if any(texts) else ""
    needed = f" ({threshold} needed)" if threshold and values else ""
    if verdict.counted != COUNTED:
        return f"{values}{needed}: {verdict.counted}" if values else verdict.counted.capitalize()
    reached = (
        f"reached{verdict.reached[3:]}" if verdict.reached == "yes" else f"not reached{verdict.reached[2:]}"
    )
    return f"{values}{needed}: {reached}" if values else reached.capitalize()


def people_totals(statement: Statement) -> tuple[str, ...]:
    """Return the sum of each column of participants."""
    owed = [row.owed for row in statement.people]
    by_line = (total(each.earned.get(line.id, ZERO) for each in owed) for line in _lines(statement))
    sums = (total(of(each) for each in owed) for of in _columns(statement).values())
    return (f"{len(owed):,} participants", *(amount.exact for amount in (*by_line, *sums)))
