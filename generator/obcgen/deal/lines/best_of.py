"""The largest of what several lines come to, which then do not pay by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obcgen.deal.counting import ONE
from obcgen.deal.earned import NOTHING, Earned
from obcgen.deal.lines.line import Line
from obcgen.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from obcgen.deal.counting import Counting
    from obcgen.deal.facts import Alike


@dataclass(frozen=True, kw_only=True, eq=False)
class BestOf(Line):
    """`best_of: [growth, proficiency]`."""

    lines: tuple[Line, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes of the lines it chooses from."""
        return tuple(dict.fromkeys(outcome for line in self.lines for outcome in line.outcomes))

    @property
    def asked(self) -> tuple[str, ...]:
        """The outcomes whose results its lines need."""
        return tuple(dict.fromkeys(outcome for line in self.lines for outcome in line.asked))

    @property
    def leaves(self) -> Iterator[Line]:
        """The lines with prices of their own that it chooses from in the end."""
        for line in self.lines:
            yield from line.leaves if isinstance(line, BestOf) else (line,)

    @property
    def full_price(self) -> str:
        """The largest full price of its lines."""
        lines = quoted([line.name for line in self.lines])
        return f"the largest of what the lines {lines} come to at their full prices"

    def counts(self, counting: Counting, person: Alike) -> bool:
        """Tell whether any of the lines counts participants."""
        return any(line.counts(counting, person) for line in self.lines)

    def earned_by(self, counting: Counting, person: Alike, size: int) -> Earned:
        """Return the largest amount for one participant."""
        if not self.counts(counting, person):
            return NOTHING
        amounts = [line.earned_by(counting, person, size) for line in self.lines]
        return NOTHING if self.id in person.unmet else self.at_most_for_one(self._best(counting, amounts))

    def earned_by_all(self, counting: Counting) -> Earned:
        """Return the largest amount that is paid once."""
        return self._best(counting, [line.earned_by_all(counting) for line in self.lines])

    def _best(self, counting: Counting, amounts: Sequence[Earned]) -> Earned:
        """Return the largest amount, the first where two are equal."""
        best = max(amounts, key=lambda each: (each.counted, each.amount))
        if self.id in counting.facts.unmet:
            return Earned(why_not="its condition was not met" if best.counted else best.why_not)
        factor = self.factor.value if self.factor else ONE
        return replace(best, items=tuple(replace(item, each=item.each * factor) for item in best.items))

    def due_in(self, year: str) -> date | None:
        """Return its own date, or the last of the lines: by then the best of them is known."""
        dates = [line.due_in(year) for line in self.lines]
        return self.due or max((day for day in dates if day is not None), default=None)

    @property
    def amount_sentence(self) -> str:
        """What is chosen from."""
        each = " for each Participant" if self.by_participant else ""
        lines = quoted([line.name for line in self.lines])
        return (
            f"the largest of the amounts counted{each} by the lines {lines}, which do not pay by themselves"
        )

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The names of the lines."""
        return "best_of", {"lines": ", ".join(line.name for line in self.lines)}

    @property
    def price(self) -> str:
        """The names of the lines."""
        return f"best of {quoted([line.name for line in self.lines])}"
