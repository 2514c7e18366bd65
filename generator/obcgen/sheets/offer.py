"""What an offeror fills in: a discount or prices, each within its bounds, and what each counts as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.deal.base_funding import PerParticipant, PerUnit, Reimbursed
from obcgen.deal.lines.flat import Priced
from obcgen.deal.prices import in_short
from obcgen.money import ZERO, Share
from obcgen.sheets.cells import money, share, text
from obcgen.spec.scalars import Proposed
from obcgen.words import capital
from obcgen.workbook import CELL, Accepts, Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.deal.base_funding import BaseFunding
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line

OFFER: Final = "Offer"
_OFFERED, _COUNTS, _CHECK = range(3, 6)
_COLUMNS: Final = (
    Column("What", 28),
    Column("What it pays", 56),
    Column("Published price or bounds", 22),
    Column("Your offer", 18),
    Column("Counts as", 20),
    Column("Check", 30),
)
_STEPS: Final = (
    "1. Fill in the yellow cells at the head of the column Your offer. Nothing else can be changed.\n"
    "2. Read the column Check: each row says OK once its entry is right.\n"
    "3. Read on the sheet Totals what the offer comes to. It shows nothing until every price or discount is "
    "right.\n"
    "4. Save the file and hand it in with the proposal."
)
_OK: Final = "OK"
_ANY, _UNNAMED, _NOTHING = "Any", "No name yet", "Nothing to enter"
"""What bounds a name has, what an empty one counts as, and what a row says in which nothing is asked for."""
_LONGEST_LIST: Final = 255
"""Characters that a list of choices can hold in a file."""
_YES, _OPEN, _NO = "Yes", "Yes, but a row above is open", "No"


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that offerors name: what it counts as before they do, and its formula."""

    value: Fraction
    formula: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The sheet, and what other sheets take from it; amounts are in cents.

    `left` is what the discount leaves of each price, where a discount is asked for. `prices` are those asked
    for, by line and year; the year is empty where one price holds for all. `complete` is the condition of a
    formula that every price is there, `at_first` whether it holds before anything is entered.
    """

    sheet: Sheet
    offeror: str
    left: Asked | None
    prices: Mapping[tuple[str, str], Asked]
    base: Asked | None
    complete: str
    at_first: bool


def offer(deal: Deal, title: str) -> Offer:
    """Return the sheet that an offeror fills in."""
    rows = _Rows()
    rows.ask("Offeror", "The name under which the proposal is made.", "Offeror", _a_name("Offeror"))
    if deal.spec.lots:
        names = tuple(lot.name for lot in deal.spec.lots.values())
        rows.ask("Lot", "Hand in one file for each lot.", "Lot", _one_of("Lot", names))
    base = _base(deal, rows)
    proposed = {line.id: _proposed(line) for line in deal.lines.values()}
    discounts = bool(deal.lines) and not any(proposed.values())
    prices: dict[tuple[str, str], Asked] = {}
    for line in deal.lines.values():
        if not proposed[line.id]:
            note = "As published, less the discount" if discounts else "As published"
            rows.state(line.name, line.sentence, capital(line.price_text), note)
        for year, price in proposed[line.id].items():
            name = f"{line.name}, {year}" if year else line.name
            prices[line.id, year] = rows.price(name, line.sentence, _called(f"{line.id}_{year}"), price)
    left = rows.discount(has_base=deal.base_funding is not None) if discounts else None
    return rows.offer(title, left, prices, base)


def _proposed(line: Line) -> dict[str, Proposed]:
    """Return the prices of a line that bidders name, by year; an empty year is the price of all others."""
    if not isinstance(line, Priced):
        return {}
    flat = {"": line.prices.flat} if line.prices.elsewhere or not line.by_year else {}
    every = {**flat, **line.prices.by_year}
    return {year: price for year, price in every.items() if isinstance(price, Proposed)}


def _base(deal: Deal, rows: _Rows) -> Asked | None:
    """Add the row of base funding; return its price, or its budget, where offerors name it."""
    base = deal.base_funding
    if base is None:
        return None
    if isinstance(base, Reimbursed):
        budget = Proposed.model_construct(proposed=True, at_least=None, at_most=base.budget)
        return rows.price("Base Funding: budget", base.sentence, "Base_price", budget)
    if isinstance(base.price, Proposed):
        return rows.price("Base Funding", base.sentence, "Base_price", base.price)
    rows.state("Base Funding", base.sentence, _published(base), "As published")
    return None


def _published(base: BaseFunding) -> str:
    """Return the published price of base funding in a few words."""
    if base.price is None:
        return f"At most {base.most}"
    unit = base.unit if isinstance(base, PerUnit) else ""
    each = "participant" if isinstance(base, PerParticipant) else unit
    return f"{base.price} per {each}" if each else f"{base.price}"


def _called(name: str) -> str:
    """Return the name of a cell: letters, digits and underscores, and never an address such as `ABC12`."""
    return f"Price_{re.sub(r'[^A-Za-z0-9]+', '_', name).strip('_')}"


def _a_name(what: str) -> Accepts:
    return Accepts(what, f"Enter the name of the {what}.", f"LEN({CELL})>0")


def _one_of(what: str, names: tuple[str, ...]) -> Accepts:
    """Return the choice of a name; names that a list in a cell cannot hold are typed."""
    message = f"Enter the {what} for which this file is an offer."
    if any(mark in name for name in names for mark in ',"') or len(",".join(names)) > _LONGEST_LIST:
        return Accepts(what, message, f"LEN({CELL})>0")
    return Accepts(what, message, choices=names)


def _number_within(least: str, most: str, places: int) -> str:
    """Return the condition that a cell holds a number within bounds, with so many decimals at most."""
    right = f"({CELL}>={least})*({CELL}<={most})*(ROUND({CELL},{places})={CELL})"
    return f"IF(ISNUMBER({CELL}),{right},0)=1"


@dataclass(slots=True)
class _Rows:
    """The rows of the sheet while they are added."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    stated: list[tuple[Cell, ...]] = field(default_factory=list)
    """Those in which nothing is asked for: they stand below, so that all entries stand together."""
    asked: int = 0
    """How many prices must be there before totals are shown."""
    at_first: int = 0

    @property
    def _own(self) -> str:
        return at(_OFFERED, len(self.rows))

    def state(self, what: str, pays: str, published: str, note: str) -> None:
        """Add a row in which nothing is asked for."""
        self.stated.append((text(what), text(pays), text(published), Cell(), text(note), text(_NOTHING)))

    def ask(self, what: str, pays: str, name: str, accepts: Accepts) -> None:
        """Add a row for words."""
        cell = Cell(None, "text", entry=True, accepts=accepts, name=name)
        said = Cell(accepts.message, "text", f'IF({self._own}="","{accepts.message}","{_OK}")')
        counts = Cell(_UNNAMED, "text", f'IF({self._own}="","{_UNNAMED}",{self._own})')
        self.rows.append((text(what), text(pays), text(_ANY), cell, counts, said))

    def price(self, what: str, pays: str, name: str, price: Proposed) -> Asked:
        """Add a row for a price in dollars and cents; return what it counts as, in cents."""
        least, own = price.at_least or ZERO, self._own
        rule = _number_within(least.plain, price.at_most.plain, 2)
        message = f"Enter dollars and cents from {least} to {price.at_most}."
        cell = Cell(None, "money", entry=True, accepts=Accepts("Price", message, rule), name=name)
        counts = money(price.at_most, f"IF({rule.replace(CELL, own)},{own},{price.at_most.plain})")
        self._add((text(what), text(pays), text(capital(in_short(price))), cell, counts), message, rule)
        return Asked(Fraction(price.at_most.cents), f"ROUND(100*{self._counted},0)")

    def discount(self, *, has_base: bool) -> Asked:
        """Add the row for the one discount; return what it leaves of a price."""
        own = self._own
        rule = _number_within("0", "0.9999", 4)
        message = "Enter a percentage from 0% to 99.99% with two decimals at most; 0% for none."
        nothing, accepts = Share(Fraction(0)), Accepts("Discount", message, rule)
        cell = Cell(nothing.value, "share", entry=True, accepts=accepts, name="Discount")
        counts = share(nothing, f"IF({rule.replace(CELL, own)},{own},0)")
        pays = "One discount on every price of the Rate Card."
        pays += " It does not touch Base Funding." if has_base else ""
        self._add((text("Discount"), text(pays), text("0% to 99.99%"), cell, counts), message, rule)
        self.at_first += 1
        return Asked(Fraction(1), f"(1-{self._counted})")

    @property
    def _counted(self) -> str:
        """The place of what the last row counts as."""
        return at(_COUNTS, len(self.rows) - 1, OFFER)

    def _add(self, cells: tuple[Cell, ...], message: str, rule: str) -> None:
        place, right = self._own, cells[_OFFERED].value is not None
        formula = f'IF({rule.replace(CELL, place)},"{_OK}","{message}")'
        self.rows.append((*cells, Cell(_OK if right else message, "text", formula)))
        self.asked += 1

    def offer(
        self, title: str, left: Asked | None, prices: Mapping[tuple[str, str], Asked], base: Asked | None
    ) -> Offer:
        """Return the sheet with its last row, which says whether every price is there."""
        ready = self.asked == self.at_first
        checks = [(cells, f'({at(_CHECK, row)}="{_OK}")') for row, cells in enumerate(self.rows)]
        every = "*".join(right for cells, right in checks if cells[_OFFERED].form != "text") or "1"
        words = "*".join(right for cells, right in checks if cells[_OFFERED].form == "text")
        last = Cell(
            _OPEN if ready else _NO, "text", f'IF({every}=1,IF({words}=1,"{_YES}","{_OPEN}"),"{_NO}")'
        )
        totals = (text("Every price or discount is right"), *(Cell() for _ in range(_CHECK - 1)), last)
        rows = (*self.rows, *self.stated)
        sheet = Sheet(OFFER, title, _COLUMNS, rows, _STEPS, totals, protected=True)
        complete = f'{at(_CHECK, len(rows), OFFER)}<>"{_NO}"'
        return Offer(sheet, at(_OFFERED, 0, OFFER), left, prices, base, complete, ready)
