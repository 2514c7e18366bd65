"""The figures and formulas of one set of results: what is earned, and what each line comes to in cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from obcgen.deal.people import counted_every_year
from obcgen.figures import to_the_cent
from obcgen.money import Money, split
from obcgen.sheets.cells import count, money, text
from obcgen.workbook import FIRST_ROW, Cell, at

if TYPE_CHECKING:
    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.sheets.offered_amounts import Amount

PEOPLE, LINES = "Participants", "Lines"
COUNT, ROW, EARNED, LEFT, PARTS, WHOLE, KEPT, TOUCHED, LOST = range(2, 11)
"""Columns of the sheet of participants."""
SUM, ALONE, CUT, FACTOR, AFTER, SET, TOGETHER, EXACT, CENTS, REST, RANK, AMOUNT = range(4, 16)
"""Columns of the sheet of lines."""
_NIL, _ONE, _HALF = Fraction(0), Fraction(1), Fraction(1, 2)

Kinds = Mapping[tuple[tuple[int, "Amount"], ...], int]
"""What one participant earns of each entry, with the number of those who earn just that."""


def _rounded(cell: str) -> str:
    """Return the formula of a figure without the noise of binary fractions."""
    return f"ROUND({cell},6)"


def _millionths(exact: Fraction) -> Fraction:
    return Fraction(floor(exact * 10**6 + _HALF), 10**6)


def _exact(value: Fraction, formula: str = "") -> Cell:
    return Cell(value, "number", formula)


@dataclass(frozen=True)
class Block:
    """One set of results, whose rows begin at `first_person` and `first_line`."""

    deal: Deal
    name: str
    entries: Sequence[Entry]
    kinds: Kinds
    once: Mapping[int, Amount]
    first_person: int
    first_line: int
    numbered: int
    """How many kinds and sets bear a number already."""

    # Before an offer is entered

    @cached_property
    def sums(self) -> list[Fraction]:
        """What each entry earns, in exact cents."""
        found = [self.once[index].value if index in self.once else _NIL for index in range(len(self.entries))]
        for earned, number in self.kinds.items():
            for index, amount in earned:
                found[index] += amount.value * number
        return found

    def _line(self, index: int) -> range:
        """Return the entries of the same line, which stand together."""
        own = [at for at, entry in enumerate(self.entries) if entry.line == self.entries[index].line]
        return range(own[0], own[-1] + 1)

    def _ceiling(self, index: int) -> Money | None:
        return self.deal.lines[self.entries[index].line].at_most

    def _is_cut(self, index: int) -> bool:
        most, own = self._ceiling(index), [at for at in self._line(index) if self.sums[at] > 0]
        exact = sum((self.sums[at] for at in own), _NIL)
        alone = Fraction(sum(to_the_cent(self.sums[at]).cents for at in own))
        return most is not None and index in own and max(exact, alone) > most.cents

    @cached_property
    def factors(self) -> list[Fraction]:
        """What a line's ceiling, or its floor of nothing, leaves of each entry."""
        return [self._factor(index) for index in range(len(self.entries))]

    def _factor(self, index: int) -> Fraction:
        most = self._ceiling(index)
        if most is not None and self._is_cut(index):
            earned = sum((max(_NIL, self.sums[at]) for at in self._line(index)), _NIL)
            return min(_ONE, most.cents / earned)
        return _NIL if self.sums[index] < 0 and self._never_negative(index) else _ONE

    def _never_negative(self, index: int) -> bool:
        return self.deal.lines[self.entries[index].line].never_negative

    @cached_property
    def held(self) -> list[_Held]:
        """What the cap for one does to each kind of participant."""
        return [_Held.of(earned, self.factors, self.deal.most_each) for earned in self.kinds]

    @cached_property
    def after(self) -> list[Fraction]:
        """What ceilings and the cap for one leave of each entry, in exact cents."""
        found = [each * factor for each, factor in zip(self.sums, self.factors, strict=True)]
        for held, number in zip(self.held, self.kinds.values(), strict=True):
            for index, left in held.left:
                found[index] -= left * (_ONE - held.kept) * number
        return found

    def _set_numbers(self, index: int) -> tuple[int, int]:
        """Return the numbers of those with whom an entry is rounded: of its place, and of its line."""
        whole = counted_every_year(self.deal)
        where = [(entry.cohort, "" if whole else entry.year) for entry in self.entries]
        places = list(dict.fromkeys(where))
        lines = list(dict.fromkeys(entry.line for entry in self.entries))
        start, line = self.numbered + 1, self.entries[index].line
        return start + places.index(where[index]), start + len(places) + lines.index(line)

    @cached_property
    def sets(self) -> list[int]:
        """With whom each entry is rounded; 0 where it is rounded by itself."""
        touched = {index for held in self.held if held.touched for index, left in held.left if left}
        found = []
        for index, amount in enumerate(self.after):
            place, line = self._set_numbers(index)
            number = place if index in touched else line if self._is_cut(index) else 0
            found.append(number if amount > 0 else 0)
        return found

    @cached_property
    def amounts(self) -> list[Money]:
        """What each entry comes to before the caps of several lines."""
        found = [to_the_cent(amount) for amount in self.after]
        for number in {*self.sets} - {0}:
            own = [index for index, each in enumerate(self.sets) if each == number]
            weights = [self.after[index] for index in own]
            for index, cents in zip(own, split(floor(sum(weights, _NIL)), weights), strict=True):
                found[index] = Money(cents)
        return found

    # Rows of participants

    def people(self) -> list[tuple[Cell, ...]]:
        """Return a row for each kind of participant and each entry that it earns."""
        rows: list[tuple[Cell, ...]] = []
        for kind, ((earned, number), held) in enumerate(zip(self.kinds.items(), self.held, strict=True), 1):
            first = self.first_person + len(rows)
            last = first + len(earned) - 1
            for row, (index, amount) in enumerate(earned, first):
                heads = (text(self.name), count(self.numbered + kind), count(number))
                line = count(self.first_line + index + FIRST_ROW)
                one = _exact(amount.value, amount.formula)
                rows.append((*heads, line, one, *self._capped(row, (first, last), index, held, number)))
        return rows

    def _capped(
        self, row: int, kind: tuple[int, int], index: int, held: _Held, number: int
    ) -> tuple[Cell, ...]:
        """Return what the line's ceiling and the cap for one do to what one participant earns."""
        own, left = at(EARNED, row), dict(held.left)[index]
        factor = at(FACTOR, self.first_line + index, LINES)
        inside = _exact(left, f"IF({own}>0,{own}*{factor},0)")
        if self.deal.most_each is None:
            return (inside, *(Cell() for _ in range(PARTS, LOST + 1)))
        cap = self.deal.most_each.cents
        lefts, parts = (f"{at(column, kind[0])}:{at(column, kind[1])}" for column in (LEFT, PARTS))
        mine, whole, kept = (at(column, row) for column in (LEFT, WHOLE, KEPT))
        margin = f"IF(SUM({parts})>0,SUMPRODUCT(({lefts}>0)*1),0)"
        reaches = f"IF({mine}>0,IF({_rounded(f'{whole}+{margin}')}>{cap},1,0),0)"
        lost = left * (_ONE - held.kept) * number
        return (
            inside,
            count(int(left.denominator > 1), f"IF({_rounded(mine)}=ROUND({mine},0),0,1)"),
            _exact(held.whole, f"SUM({lefts})"),
            _exact(held.kept, f"IF({_rounded(whole)}>{cap},{cap}/{whole},1)"),
            count(int(held.touched and left > 0), reaches),
            _exact(lost, f"{mine}*(1-{kept})*{at(COUNT, row)}"),
        )

    # Rows of lines

    def _people(self, column: int) -> str:
        """Return a column of this block on the sheet of participants."""
        last = self.first_person + sum(len(earned) for earned in self.kinds) - 1
        return f"{at(column, self.first_person, PEOPLE)}:{at(column, last)}"

    def _of_people(self, index: int, *columns: int) -> str:
        """Return the sum over the participants' rows of an entry of what columns come to, multiplied."""
        own = f"({self._people(ROW)}={self.first_line + index + FIRST_ROW})"
        return f"SUMPRODUCT({'*'.join([own, *map(self._people, columns)])})"

    def _column(self, column: int, rows: range | None = None) -> str:
        rows = rows if rows is not None else range(len(self.entries))
        return f"{at(column, self.first_line + rows[0])}:{at(column, self.first_line + rows[-1])}"

    def rows(self) -> list[tuple[Cell, ...]]:
        """Return a row for each entry."""
        return [
            (*self._heads(entry), *self._earned(index), *self._after(index), *self._divided(index))
            for index, entry in enumerate(self.entries)
        ]

    def _heads(self, entry: Entry) -> tuple[Cell, ...]:
        cohort = self.deal.spec.cohorts[entry.cohort].name if entry.cohort else ""
        return text(self.name), text(self.deal.lines[entry.line].name), text(cohort), text(entry.year)

    def _earned(self, index: int) -> tuple[Cell, ...]:
        """Return what an entry earns, and what its line's ceiling leaves."""
        row, whole, most = self.first_line + index, self.sums[index], self._ceiling(index)
        own, by_people = at(SUM, row), bool(self.kinds) and index not in self.once
        formula = self.once[index].formula if index in self.once else "0"
        formula = self._of_people(index, COUNT, EARNED) if by_people else formula
        floor_of = f"IF({own}<0,0,1)" if self._never_negative(index) else "1"
        cut, factor = "0", floor_of
        if most is not None:
            sums, alone = self._column(SUM, self._line(index)), self._column(ALONE, self._line(index))
            exact = f"SUMPRODUCT(({sums}>0)*{sums})"
            above = f"MAX({_rounded(exact)},SUMPRODUCT(({sums}>0)*{alone}))>{most.cents}"
            cut = f"IF({own}>0,IF({above},1,0),0)"
            factor = f"IF({at(CUT, row)}=1,MIN(1,{most.cents}/{exact}),{floor_of})"
        return (
            _exact(whole, formula),
            count(to_the_cent(whole).cents, f"INT({_rounded(own)}+0.5)"),
            count(int(self._is_cut(index)), cut),
            _exact(self.factors[index], factor),
        )

    def _after(self, index: int) -> tuple[Cell, ...]:
        """Return what is left in exact cents, and with whom it is rounded."""
        row, place_and_line = self.first_line + index, self._set_numbers(index)
        place, line = place_and_line
        capped = bool(self.kinds) and index not in self.once and self.deal.most_each is not None
        lost = f"-{self._of_people(index, LOST)}" if capped else ""
        number = f"IF({at(CUT, row)}=1,{line},0)" if self._ceiling(index) is not None else "0"
        number = f"IF({self._of_people(index, TOUCHED)}>0,{place},{number})" if capped else number
        own = at(AFTER, row)
        number = number if number == "0" else f"IF({_rounded(own)}>0,{number},0)"
        return (
            _exact(self.after[index], f"{at(SUM, row)}*{at(FACTOR, row)}{lost}"),
            count(self.sets[index], number),
        )

    def _divided(self, index: int) -> tuple[Cell, ...]:
        """Return the amount in whole cents: rounded by itself, or a part of those rounded together."""
        row, number = self.first_line + index, self.sets[index]
        inside = [at for at, each in enumerate(self.sets) if number and each == number]
        whole = sum((self.after[at] for at in inside), _NIL)
        exact = {at: _millionths(floor(whole) * self.after[at] / whole) for at in inside}
        mine = exact.get(index, _NIL)
        ranked = sorted(exact, key=lambda at: (-(exact[at] % 1), at))
        after, group, together, part, cents, rest, rank = (
            at(column, row) for column in (AFTER, SET, TOGETHER, EXACT, CENTS, REST, RANK)
        )
        same, rests = f"({self._column(SET)}={group})", self._column(REST)
        above = f"({rests}={rest})*(ROW({rests})<ROW({rest}))"
        left = f"INT({_rounded(together)})-SUMPRODUCT({same}*{self._column(CENTS)})"
        shared = f"{cents}+IF({rank}<={left},1,0)"
        return (
            _exact(whole, f"IF({group}=0,0,SUMPRODUCT({same}*{self._column(AFTER)}))"),
            _exact(mine, f"IF({group}=0,0,ROUND(INT({_rounded(together)})*{after}/{together},6))"),
            count(floor(mine), f"INT({part})"),
            _exact(mine % 1, f"ROUND({part}-{cents},6)"),
            count(
                ranked.index(index) + 1 if ranked else 0,
                f"IF({group}=0,0,1+SUMPRODUCT({same}*(({rests}>{rest})+{above})))",
            ),
            money(self.amounts[index], f"IF({group}=0,INT({_rounded(after)}+0.5),{shared})/100"),
        )


@dataclass(frozen=True)
class _Held:
    """One kind of participant: what is left by entry, all of it, the part that the cap leaves of that."""

    left: tuple[tuple[int, Fraction], ...]
    whole: Fraction
    kept: Fraction
    touched: bool

    @classmethod
    def of(
        cls, earned: Sequence[tuple[int, Amount]], factors: Sequence[Fraction], cap: Money | None
    ) -> _Held:
        """Return what the cap for one participant does."""
        left = tuple((index, max(_NIL, amount.value) * factors[index]) for index, amount in earned)
        paid = [amount for _, amount in left if amount]
        whole = sum(paid, _NIL)
        if cap is None:
            return cls(left, whole, _ONE, touched=False)
        margin = len(paid) if any(amount.denominator > 1 for amount in paid) else 0
        kept = cap.cents / whole if whole > cap.cents else _ONE
        return cls(left, whole, kept, whole + margin > cap.cents)
