"""A settlement as text for a terminal: every amount with the arithmetic that leads to it."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from obcgen.account.early_end import costs_waiting
from obcgen.account.effects import effect_rows
from obcgen.account.kind import COMES_OFF, called_where_negative, comes_off, settlement_called
from obcgen.account.to_data import effect_data, settlement_data
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL
from obcgen.figures import in_data, number_text, quantity, with_cents
from obcgen.money import ZERO, Money, total
from obcgen.results.index import index_rows
from obcgen.show.problems import as_json
from obcgen.spec.nouns import buyer_called, told_of_buyer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from obcgen.account.account import Account, SettledLine
    from obcgen.account.effects import EffectRow
    from obcgen.deal.earned import Item
    from obcgen.deal.indexed import IndexRow
    from obcgen.results.plausible.oddity import Oddity
    from obcgen.results.read import Verified
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

_WIDTH = 100
_AMOUNT = 20

Row = tuple[str, str]


def told(verified: Verified) -> tuple[tuple[EffectRow, ...], tuple[IndexRow, ...]]:
    """Return the effects and the figures of an index that results state."""
    effects = effect_rows(deal_of(verified.spec), verified.facts)
    return effects, index_rows(verified.signed, verified.results)


def waiting_costs(verified: Verified) -> Money:
    """Return the costs so far for which no installment is due yet."""
    return costs_waiting(deal_of(verified.spec), verified.facts)


def settlement_json(
    settlement: Account,
    results: Results,
    oddities: Sequence[Oddity] = (),
    table: str = "",
    effects: Sequence[EffectRow] = (),
    index: Sequence[IndexRow] = (),
    waiting: Money = ZERO,
) -> str:
    """Return the stable JSON of `settle --json`: money as text with two decimals."""
    data = settled_values(settlement, results, oddities, table, effects, index, waiting)
    return as_json(data)


def settled_values(
    settlement: Account,
    results: Results,
    oddities: Sequence[Oddity] = (),
    table: str = "",
    effects: Sequence[EffectRow] = (),
    index: Sequence[IndexRow] = (),
    waiting: Money = ZERO,
) -> dict[str, object]:
    """Return the same as values; `waiting` as `settlement_text` has it."""
    head = {
        "contract": results.contract,
        "settlement": results.settlement,
        "closed": results.settlement == "final" and not settlement.is_disputed,
        "as_of": results.as_of.isoformat(),
        "verified": {"by": results.verified.by, "on": results.verified.on.isoformat()},
        **({"ended": results.ended.isoformat(), "ground": _ground(results)} if results.ended else {}),
        **({"table": table} if table else {}),
        "unlikely": [
            {"name": each.name, "message": each.message, "answer": each.reason or None} for each in oddities
        ],
        **({"index": [index_data(row) for row in index]} if index else {}),
        **({"effects": [effect_data(row) for row in effects]} if effects else {}),
    }
    later = {"costs_waiting": waiting.plain} if waiting else {}
    return {**head, **settlement_data(settlement), **later}


def _ground(results: Results) -> str | None:
    return "cause" if results.for_cause else results.ground


def settlement_text(
    spec: Spec,
    settlement: Account,
    results: Results,
    oddities: Sequence[Oddity] = (),
    table: str = "",
    effects: Sequence[EffectRow] = (),
    index: Sequence[IndexRow] = (),
    waiting: Money = ZERO,
) -> str:
    """Return a settlement that a finance officer can check line by line, what is unlikely first.

    `waiting` are costs so far that only a later installment may pay.
    """
    final = results.settlement == "final"
    kind = settlement_called(final=final, disputed=settlement.is_disputed)
    head = [
        kind.replace("settlement", f"settlement of {results.contract} as of {results.as_of}"),
        f"Results verified by {results.verified.by} on {results.verified.on}",
        *([fill(f"Table of participants. {table}", _WIDTH)] if table else []),
    ]
    unlikely = [_unanswered(oddities), _answered(oddities)]
    parts = (
        *unlikely,
        _index(index),
        _effects(effects),
        _base(settlement, waiting),
        _performance(spec, settlement),
        _limits(settlement),
        _due(settlement, final=final, ended=results.ended is not None),
    )
    text = "\n".join([*head, *("\n" + "\n".join(part) for part in parts if part)]) + "\n"
    return told_of_buyer(text, buyer_called(spec.district.role))


def _unanswered(oddities: Sequence[Oddity]) -> list[str]:
    lines = [_wrapped(f"{each.name}: {each.message}", 2) for each in oddities if not each.reason]
    return ["Unlikely in these results, and not answered", *lines] if lines else []


def _answered(oddities: Sequence[Oddity]) -> list[str]:
    lines = [
        line
        for each in oddities
        if each.reason
        for line in (_wrapped(f"{each.name}: {each.message}", 2), _wrapped(f"Answer: {each.reason}", 4))
    ]
    return ["Unlikely in these results, and answered by the verifier", *lines] if lines else []


def index_data(row: IndexRow) -> dict[str, object]:
    """Return the index of one year, and how prices rise from the year before."""
    found = row.rise
    return {
        "year": row.year,
        "figure": in_data(row.figure),
        "source": row.source,
        "published": row.published,
        "change": in_data(found.change) if found is not None else None,
        "applied": in_data(found.applied) if found is not None else None,
    }


def _index(index: Sequence[IndexRow]) -> list[str]:
    lines = []
    for row in index:
        found = row.rise
        rise = f"; prices rise by {number_text(found.applied * 100)}%" if found is not None else ""
        lines.append(_wrapped(f"{row.year}: {in_data(row.figure)} ({row.source}){rise}", 2))
    return ["The index that prices follow", *lines] if lines else []


def _effects(effects: Sequence[EffectRow]) -> list[str]:
    lines = []
    for row in effects:
        found = row.effect
        interval = f"{found.confidence.exact} interval {found.interval}"
        people = f"{found.program:,} people beside {found.comparison:,}"
        shown = f"not reached: {row.why}" if row.why else "shown"
        lines.append(_wrapped(f"{row.name}: {quantity(found.value)}, {interval}, {people}; {shown}", 2))
    return ["Effects against a comparison group", *lines] if lines else []


def _wrapped(text: str, indent: int) -> str:
    return fill(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def _row(text: str, amount: str) -> list[str]:
    """Return a line with its amount at the right; a long text goes on over more lines."""
    room = _WIDTH - _AMOUNT
    lines = fill(text, room, subsequent_indent=" " * (len(text) - len(text.lstrip()) + 4)).split("\n")
    return [*lines[:-1], f"{lines[-1]:<{room}}{amount:>{_AMOUNT}}".rstrip()]


def _base(settlement: Account, waiting: Money) -> list[str]:
    if not (settlement.base_parts or waiting):
        return []
    lines = ["Base funding"]
    for part in settlement.base_parts:
        lines += _row(f"  {part.name}, due {part.due}", part.amount.exact)
    later = _row("  Costs so far that only a later installment may pay", waiting.exact) if waiting else []
    less = settlement.not_delivered
    off = (
        _row("  Taken off, and not in these amounts, for Services not delivered", less.exact) if less else []
    )
    return [*lines, *_row("Base", settlement.base.exact), *off, *later]


def _performance(spec: Spec, settlement: Account) -> list[str]:
    lines = ["Performance-based funding"]
    for line in settlement.lines:
        lines += _line(spec, line)
    return [*lines, *_row("Performance", settlement.performance.exact)]


def _line(spec: Spec, line: SettledLine) -> Iterator[str]:
    if line.open:
        yield from _row(f"  {line.name}: no results yet", line.amount.exact)
        return
    yield from _row(f"  {line.name}{_result(spec, line)}", "" if line.items else line.amount.exact)
    for item in line.items:
        yield from _row(f"    {_item(item)}", with_cents(item.amount))
    plain = line.amount - line.added
    if line.items and plain != line.earned:
        yield from _row("    after limits", plain.exact)
    if line.added:
        yield from _row("    added by the district's default", line.added.exact)
    if len(line.items) > 1 or plain != line.earned or line.added:
        yield from _row(f"    {line.name}", line.amount.exact)


def _result(spec: Spec, line: SettledLine) -> str:
    """Return on what a line pays: how many count, or the result of the group."""
    paying = deal_of(spec).lines[line.id]
    if paying.by_participant:
        return f" ({line.counted:,} counted)"
    if line.why_not:
        return f" ({line.why_not})"
    found = paying.result_text(line.result or NIL)
    return f" ({found})" if found.endswith("reached") else f" (result {found})"


def _item(item: Item) -> str:
    return f"{item.what}: {quantity(item.quantity)} x {with_cents(item.each)}"


def _limits(settlement: Account) -> list[str]:
    bound = [limit for limit in settlement.limits if limit.acted]
    if not bound:
        return ["No limit cut anything."]
    return [
        "Limits that cut",
        *(fill(f"  {limit.sentence}", _WIDTH, subsequent_indent="  ") for limit in bound),
    ]


def _later(settlement: Account) -> list[Row]:
    """Return what cannot be demanded yet, by date."""
    days = sorted({each.on for each in settlement.dues if each.on and each.later})
    return [(f"  not due before {day}", _due_on(settlement, day).exact) for day in days]


def _due_on(settlement: Account, day: date) -> Money:
    return total(each.later for each in settlement.dues if each.on == day)


def _due(settlement: Account, *, final: bool, ended: bool) -> list[str]:
    due = settlement.due
    rows: list[Row] = [("Total", settlement.total.exact), ("Paid before", settlement.paid.exact)]
    negative = called_where_negative(final=final or ended)
    rows.append((negative, (-due).exact) if due < ZERO else ("Due", due.exact))
    if settlement.disputed:
        names = ", ".join(dict.fromkeys(due.name for due in settlement.dues if due.disputed))
        rows.append((f"  under dispute ({names})", settlement.disputed.exact))
    if settlement.retained:
        rows.append(("  held back as retainage", settlement.retained.exact))
    if settlement.later:
        rows += _later(settlement)
    if settlement.undisputed != due or settlement.later:
        now, later = settlement.payable, settlement.later
        off = comes_off(now, later, final=final, ended=ended)
        rows.append((COMES_OFF, (-now).exact) if off else ("Payable now", now.exact))
    if settlement.ledger.late:
        rows.append(("Interest on late payments, beside this", settlement.interest.exact))
    return [line for text, amount in rows for line in _row(text, amount)]
