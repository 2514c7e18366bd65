"""From specs and results files to a portfolio: all of them without errors, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from obcgen.build import settled
from obcgen.checking import sound
from obcgen.portfolio.exposure import Exposure, Settlement, by_year, exposure_of
from obcgen.problems import Kind, ObcgenError, Place, Problem, is_error
from obcgen.reading import Reading
from obcgen.source import read as read_source
from obcgen.source.nodes import Node, at
from obcgen.source.source import one_extends_another
from obcgen.statement.from_results import from_results
from obcgen.words import listed

NO_DEAL = Kind("POR-01", "Results of a contract that the portfolio does not have")
TWO_DEALS = Kind("POR-02", "Two deals of a portfolio with one contract number")
SAME_DAY = Kind("POR-03", "Two settlements of one contract for the same day")
EARLIER = Kind("POR-04", "A settlement that a later one of the same contract contains", "note")
ONCE_MORE = Kind("POR-05", "Two deals of a portfolio with the same numbers", "warning")
COPIED = Kind("POR-06", "Two files of a portfolio with the same numbers")
EXTENDED = Kind("POR-07", "A spec that another one of the portfolio extends", "warning")
_NAMED = 5
"""So many rows are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Deals in their order, and what the user should still know."""

    deals: tuple[Exposure, ...]
    problems: tuple[Problem, ...] = ()


def gather(
    specs: Iterable[tuple[str, Reading]], results: Sequence[Path] = (), rows: Mapping[str, str] | None = None
) -> Portfolio:
    """Return the portfolio of specs, each with its name, and of the latest settlement of each contract.

    `rows` says by name which row of a table a deal is; one that is none is known by its file.

    Raises:
        ObcgenError: a spec or a results file has errors, or results and contracts do not go together. All
            that is wrong in any of them is told; sums with a deal missing would be taken for the whole.
    """
    rows = rows or {}
    deals: list[tuple[Reading, Exposure]] = []
    wrong: dict[Problem, list[str]] = {}
    for name, read in specs:
        try:
            deals.append((read, exposure_of(name, sound(read)[1])))
        except ObcgenError as error:
            for problem in error.problems:
                wrong.setdefault(problem, []).extend([f"“{name}” ({rows[name]})"] if name in rows else [])
    deals, of_copies = _each_once(deals, rows)
    faults = [*map(_of_rows, wrong, wrong.values()), *filter(is_error, of_copies)]
    settlements, told = _settlements(deals, results, faults)
    if faults:
        raise ObcgenError(*faults)
    found = (replace(deal, settlement=settlements.get(deal.name)) for _, deal in deals)
    return Portfolio(tuple(found), (*of_copies, *told))


def _of_rows(problem: Problem, named: Sequence[str]) -> Problem:
    """Return a Problem with the rows that have it."""
    more = len(named) - _NAMED
    rows = [*named[:_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return replace(problem, message=f"{listed(rows)}: {problem.message}") if rows else problem


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


def _each_once(
    deals: Sequence[tuple[Reading, Exposure]], rows: Mapping[str, str]
) -> tuple[list[tuple[Reading, Exposure]], list[Problem]]:
    """Return the deals without those that another one extends, and what is told of deals with one number."""
    by_number: dict[str, list[tuple[Reading, Exposure]]] = {}
    by_contract: dict[str, dict[str, tuple[Reading, Exposure]]] = {}
    told, left = [], set[str]()
    for read, deal in deals:
        same = by_number.setdefault(deal.spec.document.number, [])
        contracts = by_contract.setdefault(_contract(deal), {}) if _contract(deal) else {}
        for other, before in (*same, *_of_another_rfp(read, deal, contracts.values())):
            if "" not in (one := _contract(deal), two := _contract(before)) and one != two:
                continue
            if other.file != read.file and one_extends_another(other.source, read.source):
                below, over = sorted((other, read), key=lambda each: len(each.source.chain))
                left.add(below.file)
                told.append(_extended(below, over))
            elif one == two:
                told.append(_once_more(before, deal, (other, read), rows))
                break
        same.append((read, deal))
        contracts.setdefault(read.file, (read, deal))
    return [each for each in deals if each[0].file not in left], list(dict.fromkeys(told))


def _of_another_rfp(
    read: Reading, deal: Exposure, of_one_contract: Iterable[tuple[Reading, Exposure]]
) -> Iterator[tuple[Reading, Exposure]]:
    """Yield deals of other files that have the contract number of a deal and another number of the RFP."""
    for before, other in of_one_contract:
        if before.file != read.file and other.spec.document.number != deal.spec.document.number:
            yield before, other


def _extended(below: Reading, over: Reading) -> Problem:
    return EXTENDED.problem(
        f"{below.file} is not counted: {over.file} extends it and has its number, so both are one deal.",
        place=Place(below.file, 1, 1),
        found=below.file,
        hint=f"Nothing needs to be done; where they are two deals, give {over.file} numbers of its own.",
    )


def _once_more(
    before: Exposure, deal: Exposure, reads: tuple[Reading, Reading], rows: Mapping[str, str]
) -> Problem:
    """Return that a deal has the numbers of one before it: as a row it is told, as a copied file refused."""
    path, number, what = ("document", "number"), deal.spec.document.number, "the same numbers"
    if before.spec.document.number != number:
        path, number = ("agreement", "number"), _contract(deal)
        what = f"one contract number, {number}"
    one, two = (rows.get(each.name, read.file) for each, read in zip((before, deal), reads, strict=True))
    kind = ONCE_MORE if reads[0].file == reads[1].file else COPIED
    return kind.problem(
        f"“{before.name}” ({one}) and “{deal.name}” ({two}) have {what}; "
        "if they are one deal, it is added up twice.",
        path=path,
        found=number,
        expected="a number of its own",
        hint=f"Name one of them only, or correct {'.'.join(path)}.",
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
