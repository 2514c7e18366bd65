"""When money is due: what falls into each quarter of the district's fiscal years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money
from obcgen.payment.counts import SCHOOL_YEAR, fiscal_year

if TYPE_CHECKING:
    from datetime import date

    from obcgen.payment.settle import Settlement
    from obcgen.spec import MonthDay, Spec


@dataclass(frozen=True, slots=True)
class Quarter:
    """What falls due in one quarter: `2027-28 Q2`, or `2027 Q2` where the fiscal year is the calendar year.

    `first` is its first month, as year and month; `name` is empty for what has no date.
    """

    name: str
    first: tuple[int, int]
    base: Money
    performance: Money

    @property
    def total(self) -> Money:
        """Both kinds of funding together."""
        return self.base + self.performance


_UNDATED = ("", (9999, 12))


def quarter_of(day: date, starts: MonthDay) -> tuple[str, tuple[int, int]]:
    """Return the name of the quarter of a day, and the year and month in which it begins.

    Quarters begin with the month of the fiscal year's first day: a year from July 1 has them in July,
    October, January and April.
    """
    months = day.year * 12 + day.month - 1 - (1 if day.day < starts.day else 0)
    since = (months - (starts.month - 1)) % 12
    first = months - since % 3
    return f"{fiscal_year(day, starts)} Q{since // 3 + 1}", (first // 12, first % 12 + 1)


def quarters(spec: Spec, settled: Settlement) -> tuple[Quarter, ...]:
    """Return what falls due in each quarter in which anything does, in order, undated amounts last."""
    starts = spec.district.fiscal_year_starts or SCHOOL_YEAR
    found: dict[tuple[str, tuple[int, int]], tuple[Money, Money]] = {}
    dated = [(part.due, part.amount, ZERO) for part in settled.base_parts]
    dated += [(portion.due, ZERO, portion.amount) for portion in settled.portions]
    for due, base, performance in dated:
        at = quarter_of(due, starts) if due is not None else _UNDATED
        before = found.get(at, (ZERO, ZERO))
        found[at] = before[0] + base, before[1] + performance
    ordered = sorted(found.items(), key=lambda item: item[0][1])
    return tuple(Quarter(name, first, *amounts) for (name, first), amounts in ordered if any(amounts))
