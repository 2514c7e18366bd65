"""A comparison as rows of words, which the terminal and the report print alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from obcgen.changes.material import SOURCE
from obcgen.changes.passages import Passage, passages
from obcgen.money import Money
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.changes.comparison import Comparison, Printed
    from obcgen.changes.effects import Moved
    from obcgen.changes.money import Amounts
    from obcgen.changes.terms import TermChange

NONE: Final = "—"
"""Where there is no amount."""
DOCUMENT_NAMES: Final[dict[Printed, str]] = {
    "rfp": "RFP",
    "contract": "contract",
    "draft-contract": "draft agreement",
}

GROUNDS: Final = (
    "Bidders price these terms. Once the RFP is issued, change one only by an addendum that every bidder "
    "receives, and leave time to respond. After that, keep what the RFP asked for, or have counsel confirm "
    f"that no new competition is needed ({SOURCE})."
)
"""Why a protest could rest on a term, and what to do."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """An amount before and after, and by how much it differs."""

    what: str
    before: str
    after: str
    more: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term that changes, by its number in the list of all, and what is to be known of it."""

    number: int
    subject: str
    term: str
    before: str
    after: str
    material: bool
    confidential: bool
    apart: str
    """How many days lie between two dates; nothing for other terms."""

    def within(self, longest: int) -> tuple[Passage, ...]:
        """Return what the term was and is; where one is longer than so many letters, what differs in them."""
        if max(len(self.before), len(self.after)) <= longest:
            return (Passage(self.before, self.after),)
        return passages(self.before, self.after)


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What one change does to each amount by itself; the last rows hold the rest and the sum."""

    name: str
    term: str
    cells: tuple[str, ...]


def money_rows(found: Comparison) -> tuple[MoneyRow, ...]:
    """Return what both deals pay, row by row."""
    money = found.money
    rows = [("Base funding", money.base), ("Most payable", money.most), ("Not to exceed", money.limit)]
    return tuple(_money(name, each) for name, each in [*rows, *((s.name, s.total) for s in money.scenarios)])


def _money(what: str, amounts: Amounts) -> MoneyRow:
    return MoneyRow(what, _exact(amounts.before), _exact(amounts.after), signed(amounts.more))


def _exact(amount: Money | None) -> str:
    return NONE if amount is None else amount.exact


def signed(amount: Money | None) -> str:
    """Return a difference with its sign; a dash where there is none to tell."""
    if amount is None or not amount:
        return NONE
    return f"+{amount}" if amount > Money(0) else str(amount)


def term_rows(found: Comparison) -> tuple[TermRow, ...]:
    """Return every term that changes, those first that a protest could rest on."""
    return tuple(_term(number, change) for number, change in found.numbered)


def _term(number: int, change: TermChange) -> TermRow:
    return TermRow(
        number,
        change.subject,
        change.term,
        change.before,
        change.after,
        change.material,
        change.confidential,
        _apart(change.was, change.now),
    )


def _apart(was: object, now: object) -> str:
    """Return how many days lie between two dates."""
    if not (isinstance(was, date) and isinstance(now, date)):
        return ""
    days = now.toordinal() - was.toordinal()
    how = "later" if days > 0 else "earlier"
    return f"{abs(days)} day{'s' * (abs(days) != 1)} {how}" if days else "the same day"


def columns(found: Comparison) -> tuple[str, ...]:
    """Return the heads of the columns of effects: what each cell of a row is."""
    named = {each.id: each.name for each in found.money.scenarios}
    return ("Base funding", "Most payable", *(named[key] for key in found.effects.all.scenarios))


def effect_rows(found: Comparison) -> tuple[EffectRow, ...]:
    """Return what each change that moves money does by itself, what remains, and all of them together."""
    alone = [
        EffectRow(str(number), change.term, cells(moved))
        for number, change in found.numbered
        if (moved := found.moved(change)) is not None
    ]
    if not alone and not found.effects.all.any:
        return ()
    rest = EffectRow("rest", rest_in_words(found), cells(found.effects.rest))
    return (*alone, rest, EffectRow("all", "All changes together", cells(found.effects.all)))


def cells(moved: Moved) -> tuple[str, ...]:
    """Return a movement, amount by amount."""
    return tuple(map(signed, (moved.base, moved.most, *moved.scenarios.values())))


def rest_in_words(found: Comparison) -> str:
    """Return what the row of the rest holds."""
    if found.effects.joined:
        return "Changes that cannot stand alone, and how all bear on one another"
    return "How the changes bear on one another"


def about(found: Comparison) -> str:
    """Return what was compared, and how far."""
    old, new = told_apart(found)
    compared = f"From {old} to {new}."
    only = f" Only what {listed(found.documents)} may show is compared." if found.documents else ""
    return compared + only


def told_apart(found: Comparison) -> tuple[str, str]:
    """Return the names of both files, two of one name by which of them is new."""
    old, new = found.files
    return (f"the old {old}", f"the new {new}") if old == new else (old, new)


def headline(found: Comparison) -> str:
    """Return in one sentence how much changed."""
    count, counts, worded = len(found.changes), len(found.material), len(found.wording.clauses)
    terms = "1 term differs" if count == 1 else f"{count or 'No'} term{'s differ' if count else ' differs'}"
    grounds = f"a protest could rest on {counts} of them" if counts else "no protest could rest on them"
    clauses = "1 clause has other words" if worded == 1 else f"{worded} clauses have other words"
    said = (terms, *((grounds,) if count else ()), *((clauses,) if worded else ()))
    return f"{'; '.join(said)}."
