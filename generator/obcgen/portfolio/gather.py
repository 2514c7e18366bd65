"""From specs and results files to a portfolio: all of them without errors, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from obcgen.build import settled
from obcgen.checking import sound
from obcgen.portfolio.exposure import Exposure, Settlement, by_year, exposure_of
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.reading import Reading
from obcgen.source import read as read_source
from obcgen.source.nodes import Node, at
from obcgen.statement.from_results import from_results

NO_DEAL = Kind("POR-01", "Results of a contract that the portfolio does not have")
TWO_DEALS = Kind("POR-02", "Two deals of a portfolio with one contract number")
SAME_DAY = Kind("POR-03", "Two settlements of one contract for the same day")
EARLIER = Kind("POR-04", "A settlement that a later one of the same contract contains", "note")
ONCE_MORE = Kind("POR-05", "Two deals of a portfolio with the same numbers", "warning")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Deals in their order, and what the user should still know."""

    deals: tuple[Exposure, ...]
    problems: tuple[Problem, ...] = ()


def gather(specs: Iterable[tuple[str, Reading]], results: Sequence[Path] = ()) -> Portfolio:
    """Return the portfolio of specs, each with its name, and of the latest settlement of each contract.

    Raises:
        ObcgenError: a spec or a results file has errors, or results and contracts do not go together. All
            that is wrong in any of them is told; sums with a deal missing would be taken for the whole.
    """
    deals: list[tuple[Reading, Exposure]] = []
    wrong: list[Problem] = []
    for name, read in specs:
        try:
            deals.append((read, exposure_of(name, sound(read)[1])))
        except ObcgenError as error:
            wrong += error.problems
    settlements, told = _settlements(deals, results, wrong)
    if wrong:
        raise ObcgenError(*wrong)
    found = (replace(deal, settlement=settlements.get(deal.name)) for _, deal in deals)
    return Portfolio(tuple(found), (*_once_more(deals), *told))


def _settlements(
    deals: Sequence[tuple[Reading, Exposure]], results: Sequence[Path], wrong: list[Problem]
) -> tuple[dict[str, Settlement], list[Problem]]:
    """Return the latest settlement of each deal by its name; what is wrong goes to `wrong`."""
    latest: dict[str, Settlement] = {}
    told: list[Problem] = []
    wrong += _numbered_twice([deal for _, deal in deals]) if results else ()
    for path in results if not wrong else ():
        try:
            read, deal = _deal_of(path, deals)
            found = _settlement(read, path)
            told += _keep_latest(latest, deal.name, found)
        except ObcgenError as error:
            wrong += error.problems
    return latest, told


def _keep_latest(latest: dict[str, Settlement], name: str, found: Settlement) -> Iterator[Problem]:
    """Keep a settlement if it is the latest of its deal; yield that the other is not counted.

    Raises:
        ObcgenError: there is another one for the same day.
    """
    other = latest.get(name)
    if other is None:
        latest[name] = found
        return
    if other.as_of == found.as_of:
        message = f"{other.file} and {found.file} settle the same contract for {found.as_of}."
        hint = "Name the one that holds."
        raise ObcgenError(
            SAME_DAY.problem(message, found="two settlements", expected="one for each day", hint=hint)
        )
    earlier, later = sorted((other, found), key=lambda each: each.as_of)
    latest[name] = later
    yield EARLIER.problem(
        f"{earlier.file} is not counted: {later.file} settles the same contract for a later day, and its "
        "amounts hold those of the earlier one.",
        found=earlier.file,
        hint="Nothing needs to be done.",
    )


def _numbered_twice(deals: Sequence[Exposure]) -> Iterator[Problem]:
    first: dict[str, Exposure] = {}
    for deal in deals:
        number = _contract(deal)
        other = first.setdefault(number, deal)
        if number and other is not deal:
            yield TWO_DEALS.problem(
                f"“{other.name}” and “{deal.name}” both have the contract number {number}, so that results "
                "could be of either.",
                path=("agreement", "number"),
                found=number,
                expected="a number of its own",
                hint="Correct agreement.number of one of them.",
            )


def _once_more(deals: Sequence[tuple[Reading, Exposure]]) -> Iterator[Problem]:
    """Yield each deal whose document and contract have the numbers of one before it, as a copy has."""
    first: dict[tuple[str, str], tuple[Reading, Exposure]] = {}
    for read, deal in deals:
        number = deal.spec.document.number
        other, before = first.setdefault((number, _contract(deal)), (read, deal))
        if before is not deal:
            yield ONCE_MORE.problem(
                f"“{before.name}” ({other.file}) and “{deal.name}” ({read.file}) have the same numbers; "
                "if they are one deal, it is added up twice.",
                path=("document", "number"),
                found=number,
                expected="a number of its own",
                hint="Name one of them only, or correct document.number.",
            )


def _contract(deal: Exposure) -> str:
    return deal.spec.agreement.number if deal.spec.agreement else ""


def _deal_of(path: Path, deals: Sequence[tuple[Reading, Exposure]]) -> tuple[Reading, Exposure]:
    """Return the deal whose contract a results file names."""
    node = at(read_source(path).root, ("contract",))
    number = node.value.strip() if node and isinstance(node.value, str) else ""
    for read, deal in deals:
        if number and _contract(deal) == number:
            return read, deal
    raise ObcgenError(_no_deal(path, node, number))


def _no_deal(path: Path, node: Node | None, number: str) -> Problem:
    return NO_DEAL.problem(
        f"{path} names {f'the contract {number}' if number else 'no contract'}, and no spec of the portfolio "
        "has that number.",
        path=("contract",),
        place=node.spot if node else Place(str(path), 1, 1),
        found=number or "no contract",
        expected="agreement.number of one of the specs",
        hint="Name the spec of that contract too, or leave the results out.",
    )


def _settlement(read: Reading, path: Path) -> Settlement:
    spec, verified, account, _ = settled(read, path)
    shown = from_results(spec, verified, account, path.name, "full")
    sources = tuple((source.name, source.total) for source in shown.sources)
    return Settlement(str(path), verified.results.as_of, account, by_year(account), sources)
