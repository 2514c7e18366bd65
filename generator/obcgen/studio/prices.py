"""Prices that nobody typed: they share what the typed ones leave of the whole, in each form of a price."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from obcgen.money import Share
from obcgen.source.nodes import Node, at, entries
from obcgen.studio.following import number_at, rounded, said
from obcgen.studio.paths import leaves

if TYPE_CHECKING:
    from obcgen.problems import Path

WHOLE: Final = ("funding", "not_to_exceed")
MOST: Final = ("population", "maximum")
BASE: Final = ("payment", "base")
RATES: Final = ("payment", "rates")
BUDGET: Final = (*BASE, "reimbursed", "budget")
SHARE: Final = ("share_of", "budget")
_PRICES: Final = {"per_participant", "pay", "fixed", "per_unit", "budget"}
_PAID_ONCE: Final = {"fixed", "budget", "group_result"}
"""Keys of amounts that are paid once, and not for each participant."""
_STEPS: Final = 200
"""A share of a budget is a multiple of half a percent, and all of it at most."""


@dataclass(frozen=True, slots=True)
class Price:
    """One price of a line: of base funding, or of the rate card, whose lines weigh alike."""

    base: Fraction
    """Which part of the whole base funding is in the worked deal."""
    is_of_base: bool
    step: Fraction = Fraction(1)
    """Which part of the highest price of its line it is."""
    kind: str = "price"
    """`price` (for each participant), `money` (in all) or `share` (of the budget that is reimbursed)."""

    def value(self, root: Node, path: Path, filled: frozenset[Path]) -> str | None:
        """Return the price, rounded down; nothing where nothing is left, or the whole is still open."""
        whole, most, own = number_at(root, WHOLE), number_at(root, MOST), _line(path)
        lines = {line: prices for line in _lines(root) if (prices := [*_prices(root, line)])}
        if not whole or not most or own not in lines:
            return None
        typed = {line for line, (*_, highest) in lines.items() if _is_typed(root, highest, filled)}
        paid = {line: _most(root, [each for each in lines[line] if each not in filled]) for line in typed}
        weights = {line: self._weight(root, line, len(lines), filled) for line in lines.keys() - typed}
        left = max(whole - sum(paid.values()), Fraction(0))
        in_all = paid[own] if own in paid else left * weights[own] / sum(weights.values())
        return self._written(root, in_all * self.step, most)

    def _weight(self, root: Node, line: Path, lines: int, filled: frozenset[Path]) -> Fraction:
        """Return how much a line weighs among those that are open; a typed share as the budget it is of."""
        if line == BASE:
            return self.base
        share = (*line, *SHARE)
        is_given = said(root, share) and share not in filled
        return self.base * _share(root, share) if is_given else (1 - self.base) / max(lines - 1, 1)

    def _written(self, root: Node, in_all: Fraction, most: Fraction) -> str | None:
        if self.kind != "share":
            found = in_all if self.kind == "money" else in_all / most
            return rounded(found, self.kind) if found >= 1 else None
        budget = number_at(root, BUDGET)
        steps = min(floor(in_all / budget * _STEPS), _STEPS) if budget else 0
        return str(Share(Fraction(steps, _STEPS))) if steps else None

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the whole, and for the number of participants."""
        return at(root, WHOLE) is not None and at(root, MOST) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return the share in words."""
        part = Share((self.base if self.is_of_base else 1 - self.base) * self.step)
        each = f" for each of {label('.'.join(MOST))}" if self.kind == "price" else ""
        among = "" if self.is_of_base else ", evenly among the outcomes"
        return f"{part} of {label('.'.join(WHOLE))}{each}{among}, or of what typed prices leave of it"


def _line(path: Path) -> Path:
    return BASE if path[:2] == BASE else path[:3]


def _lines(root: Node) -> Iterator[Path]:
    """Yield where base funding stands, and each line of the rate card."""
    yield BASE
    rates = at(root, RATES)
    yield from ((*RATES, name) for name in (entries(rates) if rates else ()))


def _prices(root: Node, line: Path) -> Iterator[Path]:
    """Yield where the prices of a line stand, the highest last; of one that bidders propose, its limit."""
    node = at(root, line)
    for path, _ in leaves(node, line) if node else ():
        own = path[:-1] if path[-1] == "at_most" and path[:-1] != line else path
        if own[-1] in _PRICES or "by_year" in own[-2:-1]:
            yield path


def _is_typed(root: Node, price: Path, filled: frozenset[Path]) -> bool:
    """Tell whether somebody typed a price; a share of a budget that nobody typed grows with it."""
    if not said(root, price) or price in filled:
        return False
    return price[-2:] != SHARE or (bool(said(root, BUDGET)) and BUDGET not in filled)


def _most(root: Node, prices: list[Path]) -> Fraction:
    """Return the most that the prices of a line come to in all."""
    amounts = [_in_all(root, each) for each in prices]
    steps = next((prices[-1][:at_] for at_, each in enumerate(prices[-1]) if each == "tiers"), ())
    adds_up = "by_year" in prices[-1] or said(root, (*steps, "combine")) == "cumulative"
    return sum(amounts, Fraction(0)) if adds_up else max(amounts)


def _in_all(root: Node, price: Path) -> Fraction:
    """Return what a price comes to where as many take part as may."""
    if price[-2:] == SHARE:
        return _share(root, price) * number_at(root, BUDGET)
    amount = number_at(root, price)
    if _PAID_ONCE & {*map(str, price[2:])} or (_line(price) == BASE and "by_year" in price):
        return amount
    units = (*BASE, "units") if price == (*BASE, "per_unit") else MOST
    return amount * number_at(root, units)


def _share(root: Node, path: Path) -> Fraction:
    try:
        return Share.parse(said(root, path)).value
    except ValueError:
        return Fraction(0)
