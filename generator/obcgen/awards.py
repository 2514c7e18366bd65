"""The contracts of one RFP beside it: each within its lots, and all together within what was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from obcgen.account.schedule import schedule
from obcgen.checking import sound
from obcgen.money import Money, total
from obcgen.problems import Kind, Problem
from obcgen.problems import Path as At
from obcgen.reading import Given
from obcgen.source import Source
from obcgen.spec import Spec
from obcgen.words import listed, quoted

OVER = Kind("AWD-01", "The contracts of an RFP come to more than it allows")
OTHER_RFP = Kind("AWD-02", "A contract does not belong to the RFP")
TOO_MANY = Kind("AWD-03", "More contracts than the RFP awards")
_WHOLE: At = ("funding", "not_to_exceed")


@dataclass(frozen=True)
class Awarded:
    """One contract: its file, what it is known by, its lots, and the most that it can pay."""

    source: Source
    spec: Spec

    @property
    def number(self) -> str:
        """The number of the contract."""
        return self.spec.agreement.number if self.spec.agreement is not None else ""

    @property
    def provider(self) -> str:
        """The name of the provider."""
        return self.spec.provider.name if self.spec.provider is not None else ""

    @property
    def lots(self) -> frozenset[str]:
        """The ids of the lots that it is about; none where it is not about any."""
        award = self.spec.agreement.award if self.spec.agreement is not None else None
        return frozenset(award.lots if award is not None else ())

    @property
    def ceiling(self) -> Money:
        """Its not-to-exceed amount."""
        return self.spec.funding.not_to_exceed

    @property
    def most(self) -> Money:
        """The most that can fall due under it."""
        return schedule(self.spec).maximum


@dataclass(frozen=True)
class Awards:
    """The contracts of one RFP in the order in which they were named."""

    rfp: Spec
    contracts: tuple[Awarded, ...]

    @property
    def ceiling(self) -> Money:
        """What the contracts may come to together by their not-to-exceed amounts."""
        return total(each.ceiling for each in self.contracts)

    @property
    def most(self) -> Money:
        """The most that can fall due under all of them."""
        return total(each.most for each in self.contracts)

    @property
    def planned(self) -> int:
        """How many participants all of them plan."""
        return sum(each.spec.population.planned for each in self.contracts)

    @property
    def places(self) -> int:
        """How many participants the RFP has at most."""
        return self.rfp.population.maximum or self.rfp.population.planned


def find_awards(rfp: Given, contracts: Sequence[Given]) -> tuple[Awards, tuple[Problem, ...]]:
    """Return the contracts of an RFP, and what of them together does not fit it.

    Raises:
        ObcgenError: one of the specs has errors by itself.
    """
    source, asked, _ = sound(rfp, "rfp")
    found = Awards(asked, tuple(Awarded(*sound(each, "contract")[:2]) for each in contracts))
    apart = (each for own in found.contracts for each in own.source.locate(_apart(found, own)))
    return found, (*apart, *source.locate((*_too_many(found), *_over(found))))


def _apart(found: Awards, contract: Awarded) -> Iterator[Problem]:
    """Yield why a contract is none of this RFP, or is named twice."""
    theirs, ours = contract.spec.document.number, found.rfp.document.number
    if theirs != ours:
        yield OTHER_RFP.problem(
            f"The contract {contract.number} follows the RFP {theirs}, not {ours}.",
            path=("document", "number"),
            found=theirs,
            expected=ours,
            hint="Name only the contracts of one RFP.",
        )
    if unknown := sorted(contract.lots - found.rfp.lots.keys()):
        yield OTHER_RFP.problem(
            f"The contract {contract.number} is about a lot that the RFP does not have: {listed(unknown)}.",
            path=("agreement", "award", "lots"),
            found=listed(unknown),
            expected=listed([*found.rfp.lots]) or "no lots",
            hint="Correct agreement.award.lots.",
        )
    if found.rfp.lots and not contract.lots:
        yield OTHER_RFP.problem(
            f"The contract {contract.number} does not say which lot it is about.",
            path=("agreement", "award"),
            found="no agreement.award.lots",
            expected=f"one or more of {listed([*found.rfp.lots])}",
            hint=f"Add lots: [{next(iter(found.rfp.lots))}] under agreement.award.",
        )
    if sum(each.number == contract.number for each in found.contracts) > 1:
        yield OTHER_RFP.problem(
            f"Two contracts have the number {contract.number}.",
            path=("agreement", "number"),
            found=contract.number,
            expected="a number of its own",
            hint="Name each contract once, and number each by itself.",
        )


def _too_many(found: Awards) -> Iterator[Problem]:
    """Yield where there are more contracts than the RFP makes awards."""
    award = found.rfp.procurement.award if found.rfp.procurement is not None else None
    if award is None:
        return
    several = {lot: [each.provider for each in found.contracts if lot in each.lots] for lot in found.rfp.lots}
    groups = {f"the lot “{found.rfp.lots[lot].name}”": names for lot, names in several.items()}
    everyone = {"the RFP": [each.provider for each in found.contracts]}
    for what, names in (groups if award.kind == "by_lot" else everyone).items():
        most = (award.providers or len(names)) if award.kind == "multiple" else 1
        if len(names) > most:
            yield TOO_MANY.problem(
                f"There are {len(names)} contracts for {what}: {quoted(names)}.",
                path=("procurement", "award"),
                found=f"{len(names)} contracts",
                expected=f"at most {most}, as the RFP says",
                hint="Name only the contracts that were awarded; an RFP that makes more awards says so.",
            )


def _over(found: Awards) -> Iterator[Problem]:
    """Yield where contracts come to more than the RFP, or its lots, allow."""
    rfp = found.rfp
    yield from _sum(found.contracts, "all contracts", rfp.funding.not_to_exceed, _WHOLE)
    for lots in dict.fromkeys(each.lots for each in found.contracts if each.lots):
        ceilings = [rfp.lots[lot].not_to_exceed for lot in sorted(lots) if lot in rfp.lots]
        known = [each for each in ceilings if each is not None]
        names = quoted([rfp.lots[lot].name for lot in rfp.lots if lot in lots])
        if known and len(known) == len(lots):
            inside = [each for each in found.contracts if each.lots and each.lots <= lots]
            (*others, first) = sorted(lots, reverse=True)
            path = _WHOLE if others else ("lots", first, "not_to_exceed")
            yield from _sum(inside, f"the contracts for {names}", total(known), path)
    if found.planned > found.places:
        planned = " + ".join(str(each.spec.population.planned) for each in found.contracts)
        yield OVER.problem(
            f"The contracts plan {found.planned:,} participants; the RFP has {found.places:,} at most.",
            path=("population", "planned"),
            found=f"{planned} = {found.planned}",
            expected=f"at most {found.places:,} in all",
            hint="Correct population.planned of the contracts.",
        )


def _sum(contracts: Sequence[Awarded], what: str, ceiling: Money, path: At) -> Iterator[Problem]:
    amounts = [each.ceiling for each in contracts]
    if total(amounts) > ceiling:
        yield OVER.problem(
            f"The not-to-exceed amounts of {what} come to {total(amounts)}; the RFP allows {ceiling}.",
            path=path,
            found=f"{' + '.join(map(str, amounts))} = {total(amounts)}",
            expected=f"at most {ceiling}",
            hint=f"Lower funding.not_to_exceed of a contract by {total(amounts) - ceiling} in all.",
        )
