"""Results of a folder, each settled under the contract as it stood on their day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from obcgen.build import settled
from obcgen.history.faults import no_contract, not_filled_in
from obcgen.history.steps import Step
from obcgen.money import Money
from obcgen.problems import ObcgenError, Problem
from obcgen.source import parse_sections
from obcgen.source import read as read_source
from obcgen.spec.results import Results
from obcgen.spec.shapes import UNFILLED


@dataclass(frozen=True, slots=True)
class Settled:
    """A file of results, the step under which it is settled, and what it comes to, base included."""

    file: str
    step: str
    settlement: Literal["interim", "final"]
    as_of: date
    verified: date
    total: Money
    paid: Money


def settle_all(
    paths: Sequence[Path], steps: Sequence[Step], *, is_broken: bool
) -> tuple[tuple[Settled, ...], tuple[Problem, ...]]:
    """Return every file of results in the order of their days, and why some could not be settled.

    `is_broken` says that some files of the folder are no steps, for they have faults.
    """
    found: list[Settled] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(_settled(path, steps, is_broken=is_broken))
        except ObcgenError as error:
            problems.extend(error.problems)
    return tuple(sorted(found, key=lambda each: (each.as_of, each.file))), tuple(problems)


def _settled(path: Path, steps: Sequence[Step], *, is_broken: bool) -> Settled:
    """Return what results come to.

    Raises:
        ObcgenError: they have errors, or no step is their contract.
    """
    results, unread, faults = parse_sections(read_source(path), Results)
    if faults and all(each.code == UNFILLED.code for each in faults):
        raise ObcgenError(not_filled_in(path, faults))
    if unread & {"contract", "as_of"}:
        raise ObcgenError(*faults)
    step = in_force(results.contract, results.as_of, steps)
    if step is None:
        raise ObcgenError(no_contract(path, results.contract, is_broken=is_broken))
    _, verified, account, _ = settled(step.read, path)
    told = verified.results
    return Settled(
        path.name, step.file, told.settlement, told.as_of, told.verified.on, account.total, account.paid
    )


def in_force(number: str, day: date, steps: Sequence[Step]) -> Step | None:
    """Return the contract of a number with the amendments that applied on a day."""
    own = [each for each in steps if each.spec.agreement and each.spec.agreement.number == number]
    of_contract = [each for each in own if each.spec.provider is not None]
    applied = [each for each in of_contract if each.kind != "amendment" or (each.day and each.day <= day)]
    return applied[-1] if applied else None
