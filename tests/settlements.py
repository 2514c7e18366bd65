"""Small settlements for tests: a deal with several lines, participants by what they reached, a ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from deals import deal
from obcgen.account.participants import by_participant
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Ledger, Mark
from obcgen.money import Money
from obcgen.statement.statement import Entry, Head, PersonRow, Statement, statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.account.account import Account
    from obcgen.spec import Spec

MARKS = {"+": Mark("reached"), "-": Mark("not_reached"), "?": Mark("no_final")}
AUGUST_1 = date(2028, 8, 1)
"""The day after the last due date."""
OUTCOMES = ("reading", "math")
RATES: dict[str, Any] = {
    "reading": {"per_participant": "$500", "due": "2028-07-31"},
    "math": {"per_participant": "$300", "due": "2028-07-31"},
}


def two_lines(**changes: Any) -> Spec:
    """Return the plain deal with two lines paid by participant, $500 and $300."""
    payment = {"rates": RATES, **changes.pop("payment", {})}
    return deal(payment=payment, **changes)


def kinds(counts: Mapping[str, int], affected: int = 0) -> Facts:
    """Return facts from counts by marks: `{"+-": 3}` is three who reached reading and not math.

    `affected` of the last kind lost math through a district default.
    """
    people = [
        Alike(count, dict(zip(OUTCOMES, map(MARKS.__getitem__, marks), strict=True)))
        for marks, count in counts.items()
    ]
    if affected:
        last = people.pop()
        people.append(Alike(last.count - affected, last.marks))
        people.append(Alike(affected, last.marks, affected=frozenset({"math"})))
    served = sum(counts.values())
    return Facts(served, served, tuple(people))


def settled(
    spec: Spec,
    facts: Facts,
    paid: Mapping[str, int] | None = None,
    disputed: tuple[str, ...] = (),
    as_of: date = AUGUST_1,
) -> tuple[Account, Statement]:
    """Return a settlement and its full statement, every participant with an id; `paid` is in dollars."""
    ledger = {key: Money.dollars(amount) for key, amount in (paid or {}).items()}
    settlement = settle(spec, facts, Ledger(ledger, frozenset(disputed), as_of=as_of))
    order = [kind for kind, alike in enumerate(facts.people) for _ in range(alike.count)]
    owed = by_participant(spec, facts, settlement, order)
    head = Head("C-1", True, as_of, "Data office", date(2028, 6, 19), "r.yaml", facts.roster, facts.served)
    entries = [Entry(key, amount, date(2027, 10, 29)) for key, amount in ledger.items()]
    people = [PersonRow(f"ID{n:05d}", each) for n, each in enumerate(owed)]
    return settlement, statement(spec, facts, settlement, head, entries, people)
