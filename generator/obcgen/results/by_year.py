"""Rows of several years as one participant: how service adds up, and which rows belong together."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import minimum_dosage
from obcgen.figures import number_text
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike
    from obcgen.results.written import Written
    from obcgen.spec import Spec

Service = Literal["", "in_year", "so_far"]
"""What service a row holds where rows have years: that of its year alone, or all received so far.

Empty where the table does not say it.
"""
SERVICE = Kind("RES-54", "Service of several years that cannot be read in one way")
NAMES: dict[str, Service] = {"dosage:in_year": "in_year", "dosage:so_far": "so_far"}
WORDS: dict[Service, str] = {
    "in_year": "The service of each row is that of its own year; the years of a participant are added up.",
    "so_far": "The service of each row is all that the participant received up to its results.",
    "": "",
}
"""How service was read, as a statement says it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: the id and the kind of each; kinds have service as it is written."""

    kinds: tuple[Alike, ...]
    ids: Sequence[str]
    kind_of: array[int]

    def of_each(self) -> dict[str, list[int]]:
        """Return the rows of each participant in the order of their years."""
        found: dict[str, list[int]] = {}
        for row, name in enumerate(self.ids):
            found.setdefault(name, []).append(row)
        for own in found.values():
            own.sort(key=lambda row: self.kind(row).year)
        return found

    def kind(self, row: int) -> Alike:
        """Return the kind of a row."""
        return self.kinds[self.kind_of[row]]

    def service(self, own: Sequence[int], read: Service) -> list[Fraction]:
        """Return all the service that a participant had received up to each of his rows."""
        amounts = [self.kind(row).dosage or Fraction(0) for row in own]
        return list(accumulate(amounts)) if read == "in_year" else amounts


def of_each_participant(spec: Spec, read: Service, rows: Rows) -> tuple[tuple[Alike, ...], array[int]]:
    """Return kinds and the kind of each row: service stands once, and rows of one participant are known."""
    deal, known = deal_of(spec), dict[tuple[tuple[int, Fraction, bool], ...], int]()
    states: dict[int, tuple[tuple[int, Fraction, bool], int]] = {}
    for own in rows.of_each().values():
        service = rows.service(own, read)
        most = max(range(len(own)), key=lambda at: (service[at], rows.kind(own[at]).served))
        whole = tuple((rows.kind_of[row], service[at], at == most) for at, row in enumerate(own))
        together = known.setdefault(whole, len(known) + 1) if deal.most_each and len(own) > 1 else 0
        states |= {row: (state, together) for row, state in zip(own, whole, strict=True)}
    in_order = [states[row] for row in range(len(rows.ids))]
    counts = Counter(in_order)
    numbers = {state: at for at, state in enumerate(counts)}
    kinds = tuple(
        replace(
            rows.kinds[kind],
            count=count,
            dosage=amount if whole and isinstance(deal.base_funding, ByDosage) else None,
            dosage_met=_meets(deal, amount) if read == "in_year" else rows.kinds[kind].dosage_met,
            persons=together,
        )
        for ((kind, amount, whole), together), count in counts.items()
    )
    return kinds, array("l", map(numbers.__getitem__, in_order))


def _meets(deal: Deal, amount: Fraction) -> bool:
    least = minimum_dosage(deal)
    return least is None or amount >= least


def service_is_told(spec: Spec, read: Service, rows: Rows, written: Written) -> Iterator[Problem]:
    """Yield a Problem where service can be read in two ways that pay differently, or not as it is called."""
    several = [own for own in rows.of_each().values() if len(own) > 1]
    if read == "so_far":
        yield from _falling(rows, several, written)
    elif not read:
        yield from _of_two_readings(deal_of(spec), rows, several, written)


def _of_two_readings(
    deal: Deal, rows: Rows, several: Sequence[Sequence[int]], written: Written
) -> Iterator[Problem]:
    base, least = deal.base_funding, minimum_dosage(deal)
    levels = [Fraction(tier.at_least.amount) for tier in base.tiers] if isinstance(base, ByDosage) else []
    levels += [least] if least is not None else []

    def steps(own: Sequence[int], read: Service) -> list[int]:
        """Return how many levels are met in each row; one without service has no result to pay for."""
        amounts = zip(map(rows.kind, own), rows.service(own, read), strict=True)
        return [
            sum(level <= amount for level in levels) for kind, amount in amounts if kind.served or kind.dosage
        ]

    odd = [own for own in several if steps(own, "") != steps(own, "in_year")]
    if odd:
        amounts = [number_text(each) for each in rows.service(odd[0], "")]
        yield SERVICE.problem(
            f"Service stands in rows of several years for {len(odd):,} of the participants, such as "
            f"{' and then '.join(amounts)}, and can be read in two ways that pay differently.",
            place=written.place(),
            found=written.name,
            expected="dosage:in_year or dosage:so_far",
            hint="Call the column dosage:in_year where each row holds the service of its own year alone, "
            "to be added up; or dosage:so_far where each row holds all that was received up to its results.",
        )


def _falling(rows: Rows, several: Sequence[Sequence[int]], written: Written) -> Iterator[Problem]:
    pairs = [
        (rows.kind(one).dosage or Fraction(0), rows.kind(other).dosage or Fraction(0))
        for own in several
        for one, other in pairwise(row for row in own if rows.kind(row).served)
    ]
    if odd := [pair for pair in pairs if pair[1] < pair[0]]:
        before, after = map(number_text, odd[0])
        yield SERVICE.problem(
            f"Service received so far cannot become less, but falls {len(odd):,} times from one year to the "
            f"next, such as from {before} to {after}.",
            place=written.place(),
            found=f"{before}, then {after}",
            expected=f"{before} or more",
            hint="Correct the rows; or call the column dosage:in_year where a row holds its own year alone.",
        )
