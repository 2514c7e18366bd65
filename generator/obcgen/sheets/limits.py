"""The limits on performance money in their order, each with the rows of the rate card that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.deal.people import counted_every_year
from obcgen.money import Money, total
from obcgen.sheets.base_funding import ceiling_at
from obcgen.sheets.cells import Inputs, count, money
from obcgen.sheets.division import COLUMNS, NOTE, Divisions, Weight
from obcgen.workbook import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.deal.limits import Limit as Terms


LIMITS: Final = "Limits"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its name, its amount in all, the formula of that, and which rows it covers."""

    name: str
    amount: Money
    formula: str
    covers: tuple[int, ...]
    terms: Terms | None = None
    """The limit of the deal, where this is all of it."""


def limits(
    deal: Deal, inputs: Inputs, entries: Sequence[Entry], *, participants: bool = True
) -> Iterator[Limit]:
    """Yield each line's own ceiling, then the caps: participant, outcome, cohort, year, total.

    The cap per participant is left out unless all participants of a cohort and year are alike.
    """
    for terms in deal.limits:
        if terms.scope == "participant":
            yield from _per_participant(deal, inputs, entries, terms) if participants else ()
        elif terms.scope not in {"district_default", "not_to_exceed"}:
            covers = tuple(index for index, entry in enumerate(entries) if terms.covers(entry))
            if covers or terms.scope != "line":
                yield _limit(inputs, terms, covers)


def ceiling(deal: Deal, inputs: Inputs, base: Money, base_formula: str, rows: int) -> Limit:
    """Return what the not-to-exceed amount leaves beside the base, as a limit on all rows."""
    left, formula = deal.not_to_exceed - base, f"{ceiling_at(deal, inputs)}-{base_formula}"
    (terms,) = (each for each in deal.limits if each.scope == "not_to_exceed")
    return Limit("Not-to-exceed amount, less the base", left, formula, tuple(range(rows)), terms)


def apply(divisions: Divisions, limit: Limit, names: Sequence[str], after: list[tuple[Money, str]]) -> None:
    """Add the rows of one limit, and put what it leaves in place of the amounts that it covers."""
    if not limit.covers:
        return
    covers = limit.covers
    amounts = [after[index] for index in covers]
    whole = min(limit.amount, total(amount for amount, _ in amounts))
    weights = [
        Weight(names[index], Fraction(amount.cents), money(amount, place))
        for index, (amount, place) in zip(covers, amounts, strict=True)
    ]
    parts = divisions.add(limit.name, weights, whole, f"MIN({limit.formula},{{sum}})")
    for index, part in zip(covers, parts, strict=True):
        after[index] = part


def limits_sheet(divisions: Divisions) -> Sheet:
    """Return the sheet of all limits applied."""
    heads = (Column("Limit", 40), Column("Line", 34), Column("Before", 16), Column("Left by the limit", 16))
    return Sheet(LIMITS, "Limits in their order", (*heads, *COLUMNS), tuple(divisions.rows), NOTE)


def who(deal: Deal, entry: Entry) -> str:
    """Return whom an entry counts."""
    words = ["Participants"]
    if entry.group:
        words.append(f"in the group “{deal.spec.population.groups[entry.group].name}”")
    if entry.cohort:
        words.append(f"of the cohort “{deal.spec.cohorts[entry.cohort].name}”")
    elif not entry.group and entry.size != deal.everyone:
        words.append("in no cohort")
    return " ".join(words)


def _limit(inputs: Inputs, terms: Terms, covers: tuple[int, ...]) -> Limit:
    name = f"Most for “{terms.name}”" if terms.scope == "line" else terms.title
    place = inputs.put(name, money(terms.amount), ".".join(map(str, terms.path)))
    return Limit(name, terms.amount, place, covers, terms)


def _per_participant(deal: Deal, inputs: Inputs, entries: Sequence[Entry], terms: Terms) -> Iterator[Limit]:
    """Yield the cap for one once for each cohort and year, or all years together, where all are alike."""
    each = inputs.put(terms.title, money(terms.amount), ".".join(map(str, terms.path)))
    whole = counted_every_year(deal)
    where = [(x.cohort, "" if whole else x.year) for x in entries]
    for cohort, year in dict.fromkeys(place for x, place in zip(entries, where, strict=True) if x.size):
        covers = tuple(i for i, x in enumerate(entries) if x.size and where[i] == (cohort, year))
        largest = max((entries[index] for index in covers), key=lambda entry: entry.size)
        times = inputs.put(who(deal, largest), count(largest.size), "population")
        part = ", ".join(filter(None, (deal.spec.cohorts[cohort].name if cohort else "", year)))
        name = f"{terms.title}, times participants" + (f" ({part})" if part else "")
        yield Limit(name, terms.amount * largest.size, f"{each}*{times}", covers)
