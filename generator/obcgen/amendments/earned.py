"""What is earned already stays as it is: one set of results, settled before and after an amendment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.settle import settle
from obcgen.money import total
from obcgen.results.read import as_it_came, read_results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path as File

    from obcgen.account.account import Account
    from obcgen.money import Money
    from obcgen.problems import Path
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class EarnedAmount:
    """An amount that is earned, and what it would be under the contract as amended, if it is there at all."""

    name: str
    path: Path
    before: Money
    after: Money | None


@dataclass(frozen=True, slots=True)
class Earned:
    """What results earn that were verified before an amendment applies."""

    verified: date
    effective: date
    amounts: tuple[EarnedAmount, ...]

    @property
    def total(self) -> Money:
        """What they earn in all, before the amendment."""
        return total(each.before for each in self.amounts)

    @property
    def changed(self) -> tuple[EarnedAmount, ...]:
        """What the amendment would change of it."""
        return tuple(each for each in self.amounts if each.before != each.after)


def earned_before(old: Spec, new: Spec, results: File, effective: date) -> Earned:
    """Return what verified results earn under a contract before and after an amendment.

    The facts are those of the old contract: what the new one adds has no results yet. Base payments count
    that fell due before `effective`, and lines that are settled.

    Raises:
        ObcgenError: the results have errors.
    """
    verified = read_results(results, old)
    then = as_it_came(new, verified.results)
    was, now = (settle(spec, verified.facts, verified.ledger) for spec in (verified.spec, then))
    return Earned(verified.results.verified.on, effective, tuple(_amounts(was, now, effective)))


def _amounts(old: Account, new: Account, effective: date) -> Iterator[EarnedAmount]:
    parts = {part.id: part.amount for part in new.base_parts}
    for part in old.base_parts:
        if part.due is not None and part.due < effective:
            yield EarnedAmount(part.name, ("payment", "base"), part.amount, parts.get(part.id))
    lines = {line.id: line.amount for line in new.lines}
    for line in old.lines:
        if not line.open:
            path = ("payment", "rates", line.id)
            yield EarnedAmount(line.name, path, line.amount, lines.get(line.id))
