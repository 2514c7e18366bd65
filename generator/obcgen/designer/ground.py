"""The deal that prices are designed for: what of it is fixed, and where its prices stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import Assumed, eligible, facts_of, places_of
from obcgen.account.settle import settle
from obcgen.deal.base_funding import PerParticipant
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.flat import Flat
from obcgen.deal.prices import ceiling
from obcgen.designer.demand import Paid, Served
from obcgen.designer.faults import OTHER_LINE
from obcgen.designer.wishes import MOST_PARTS
from obcgen.money import Money, Share
from obcgen.policy.rule import MONEY
from obcgen.problems import ObcgenError, Path, Problem, dotted
from obcgen.source import parse_sections
from obcgen.source.nodes import at, entries
from obcgen.source.settings import lay_over
from obcgen.spec import Spec
from obcgen.spec.links import links

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.source import Source

BASE: Path = ("payment", "base", "per_participant")
CAP: Path = ("payment", "caps", "participant")
ANY_PRICE = "$1"


def price_of(line: str) -> Path:
    """Return where the price of a line stands."""
    return ("payment", "rates", line, "per_participant")


def base_of(source: Source) -> Path:
    """Return where the price of the base stands: its ceiling, where bidders propose it."""
    return most if at(source.root, most := (*BASE, "at_most")) is not None else BASE


def with_values(source: Source, values: Mapping[Path, str]) -> Spec:
    """Return the sections of a spec from which money is computed, with other values.

    Raises:
        ObcgenError: one of those sections has errors.
    """
    root, lost = lay_over(source.root, [f"{dotted(path)}={value}" for path, value in values.items()])
    spec, unread, faults = parse_sections(replace(source, root=root), Spec, links)
    wrong = [*lost, *(each for each in faults if not each.path or each.path[0] in MONEY)]
    if wrong or unread & {*MONEY}:
        raise ObcgenError(*(wrong or faults))
    return spec


@dataclass(frozen=True)
class Ground:
    """A deal in which every designed price is a dollar, so that what it pays counts what it pays for."""

    source: Source
    spec: Spec
    changed: Mapping[Path, str]
    """Targets and baselines in place of those of the spec."""
    served: int

    @property
    def deal(self) -> Deal:
        """The deal at a dollar for each price."""
        return deal_of(self.spec)

    @cached_property
    def lines(self) -> Mapping[str, str]:
        """The lines that are designed: the outcome of each."""
        return {line.id: line.paid_for.ids[0] for line in self.deal.paid}

    @cached_property
    def kinds(self) -> tuple[Served, ...]:
        """The participants by the lines that may pay for them."""
        found = Counter[tuple[str, ...]]()
        for place in places_of(self.deal, Assumed(self.served)):
            groups = {None, *place.groups}
            own = (line for line, key in self.lines.items() if self.deal.outcomes[key].group in groups)
            found[tuple(own)] += place.count
        return tuple(Served(own, count) for own, count in found.items() if own)

    def settled(self, levels: Mapping[str, Share]) -> Account:
        """Return what is due at these attainments."""
        return settle(self.deal, facts_of(self.deal, Assumed(self.served, levels)))

    @cached_property
    def base(self) -> int:
        """How many participants the base pays for; 0 where the deal has none."""
        return self.settled({}).base.cents // 100

    def outcomes(self, parts: Mapping[str, int]) -> dict[str, Paid]:
        """Return by line what its outcome is, how many count for it and how many reach its target."""
        deal, assumed = self.deal, Assumed(self.served)
        at_target = self.settled({key: each.target for key, each in deal.outcomes.items()})
        return {
            line: Paid(
                deal.outcomes[key].expected_without,
                deal.outcomes[key].target,
                parts[line],
                eligible(deal, key, assumed),
                int(at_target.line(line).quantity),
            )
            for line, key in self.lines.items()
        }

    @cached_property
    def present(self) -> Mapping[str, Money]:
        """The prices of the spec as it is, by line; none of a price that is not written yet."""
        found = {}
        for line in self.lines:
            price = amount_at(self.source, price_of(line))
            if price:
                found[line] = price
        return found

    def parts(self, given: Mapping[str, int]) -> dict[str, int]:
        """Return the prices in relation to each other: as given, as they are now, or all alike."""
        now = {line: self.present.get(line, Money(0)).cents for line in self.lines}
        whole = gcd(*now.values())
        small = {line: cents // whole if whole else 0 for line, cents in now.items()}
        kept = all(0 < each <= MOST_PARTS for each in small.values()) and not given
        return {line: small[line] if kept else given.get(line, 1) for line in self.lines}


def amount_at(source: Source, path: Path) -> Money | None:
    """Return an amount of the spec as it is; None where none is written."""
    node = at(source.root, path)
    try:
        return Money.parse(node.value) if node is not None and isinstance(node.value, str) else None
    except ValueError:
        return None


def ground(source: Source, changed: Mapping[Path, str], served: int | None) -> Ground:
    """Return the deal in which every designed price is a dollar.

    Raises:
        ObcgenError: sections of the spec have errors, or it pays in a way that is not designed here.
    """
    rates = at(source.root, ("payment", "rates"))
    prices = [price_of(line) for line in (entries(rates) if rates is not None else ())]
    own = [path for path in (base_of(source), *prices) if _is_amount(source, path)]
    spec = with_values(source, {**dict.fromkeys(own, ANY_PRICE), **changed})
    if others := [*_others(deal_of(spec))]:
        raise ObcgenError(*source.locate(others))
    return Ground(source, spec, changed, spec.population.planned if served is None else served)


def otherwise_priced(source: Source) -> tuple[Problem, ...]:
    """Return each payment that is no one amount by its form alone, whatever of the deal is still open."""
    rates = at(source.root, ("payment", "rates"))
    return source.locate(
        [
            _other(f"“{_named(source, line)}” is not one amount for each who reaches one outcome", path)
            for line in (entries(rates) if rates is not None else ())
            if (node := at(source.root, path := price_of(line))) is not None
            and not isinstance(node.value, str)
        ]
    )


def _named(source: Source, line: str) -> str:
    name = at(source.root, ("outcomes", line, "name"))
    return name.value if name is not None and isinstance(name.value, str) else line


def _is_amount(source: Source, path: Path) -> bool:
    node = at(source.root, path)
    return node is not None and isinstance(node.value, str)


def _others(deal: Deal) -> Iterator[Problem]:
    """Yield each payment that is no amount for one participant, and a rate card that pays for nothing."""
    if deal.base_funding is not None and not isinstance(deal.base_funding, PerParticipant):
        yield _other("The base is not priced by participant", ("payment", "base"))
    elif deal.base_funding is not None and ceiling(deal.base_funding.each) != Money.dollars(1):
        yield _other("The base is not one amount for each participant", BASE)
    for line in deal.paid:
        if not (isinstance(line, Flat) and _is_plain(line)):
            yield _other(
                f"“{line.name}” is not one amount for each who reaches one outcome",
                ("payment", "rates", line.id),
            )
    if not deal.paid:
        yield _other("No outcome has a line that pays for it", ("payment", "rates"))


def _is_plain(line: Flat) -> bool:
    """Tell whether a line pays one price for each who reaches one outcome, and nothing else bears on it."""
    paid_for = line.paid_for
    apart = paid_for.own_group or paid_for.cohort or line.by_year or paid_for.gates or paid_for.quality
    changed = line.at_most or line.at_most_each or line.deduction or line.reduction != 1 or line.condition
    stated = line.prices.flat == Money.dollars(1) and paid_for.joined == "outcome"
    return stated and paid_for.by_participant and not apart and not changed


def _other(what: str, path: Path) -> Problem:
    return OTHER_LINE.problem(
        f"{what}, so no price can be designed for it.",
        path=path,
        expected="a plain line, such as fluency: {per_participant: $500, due: 2028-07-31}",
        hint="Design with plain lines, and change them afterwards as the pricing cookbook shows.",
    )
