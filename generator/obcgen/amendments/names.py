"""The names that the templates of `templates/amendment/` may use, beside those of every contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.document.restated import MARK
from obcgen.document.walk import sections_of
from obcgen.policy.amended import PARTIES, renamed
from obcgen.render.own_words import with_terms
from obcgen.spec.amendments import amended

if TYPE_CHECKING:
    from datetime import date

    from obcgen.amendments.compared import Compared
    from obcgen.amendments.earned import Earned
    from obcgen.changes.money import Amounts
    from obcgen.changes.terms import TermChange
    from obcgen.document.restated import Restated
    from obcgen.spec import Spec

SCENARIOS = ("none", "target", "all")
"""Those that a contract may show; the others are the district's own."""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One part of the contract that is replaced, added or deleted; `mark` is where its words are printed."""

    id: str
    how: str
    label: str
    now: str
    title: str
    after: str
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A term or an amount before and after."""

    term: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An amendment before this one."""

    number: int
    effective: date


@dataclass(frozen=True, slots=True)
class Renamed:
    """A party that has another name: `Provider` or `District`, and its name before and after."""

    party: str
    before: str
    after: str


def names(compared: Compared, earned: Earned | None) -> Mapping[str, object]:
    """Return the names of one amendment."""
    series = amended(compared.new.amendments)
    numbers = {one.id: one.number.reference for one in sections_of(compared.after.blocks) if one.number}
    return {
        "amendment": compared.amendment,
        "amendment_number": compared.number,
        "earlier_amendments": tuple(Earlier(number, each.effective) for number, each in series[:-1]),
        "in_agreement": numbers,
        "made_by": _made_by(compared.old),
        "renamed": tuple(Renamed(PARTIES[key], *both) for key, *both in renamed(compared.old, compared.new)),
        "contract_name": compared.after.name,
        "changes": tuple(map(_change, compared.clauses)),
        "renumbered": compared.moved,
        "term_rows": tuple(map(_term, compared.terms)),
        "prices_beside": _prices_beside(compared),
        "money_rows": _money(compared),
        "year_rows": _years(compared),
        "fell_due": compared.fell_due,
        "earned": earned,
        "most_before": compared.money.most.before,
        "ends_before": compared.old.agreement.ends if compared.old.agreement else None,
    }


def _made_by(old: Spec) -> Mapping[str, str]:
    """Return the names of both parties before the amendment."""
    provider = old.provider.name if old.provider else ""
    return {"district": old.district.legal_name or old.district.name, "provider": provider}


def _term(change: TermChange) -> Row:
    return Row(change.term, with_terms(change.before), with_terms(change.after))


def _prices_beside(compared: Compared) -> tuple[str, ...]:
    """Return the prices that change while no amount shown before and after does: a cap may hide it."""
    if any(row.before != row.after for row in _money(compared)):
        return ()
    return tuple(each.term for each in compared.terms if each.subject == "price")


def _change(clause: Restated) -> ClauseChange:
    return ClauseChange(
        clause.id,
        clause.how,
        clause.label,
        clause.now,
        clause.title,
        clause.after,
        f"#{MARK}{clause.id}",
    )


def _money(compared: Compared) -> tuple[Row, ...]:
    """Return base, the most and scenarios, whether they change or not."""
    money = compared.money
    rows = [
        ("Base Funding", money.base),
        ("The most that can be paid", money.most),
        ("Not-to-Exceed Amount", money.limit),
        *((each.name, each.total) for each in money.scenarios if each.id in SCENARIOS),
    ]
    return tuple(_row(name, amounts) for name, amounts in rows)


def _row(name: str, amounts: Amounts) -> Row:
    before, after = ("none" if each is None else str(each) for each in (amounts.before, amounts.after))
    return Row(name, before, after)


def _years(compared: Compared) -> tuple[Row, ...]:
    """Return the most of each fiscal year; nothing where no year changes."""
    if all(was == now for _, was, now in compared.years):
        return ()
    return tuple(Row(year or "Not dated", str(was), str(now)) for year, was, now in compared.years)
