"""The road of verified results: a contract and a district's tables in, a results file or an account out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from obcgen.account.early_end import with_ending
from obcgen.account.settle import settle
from obcgen.checking import sound
from obcgen.results.beside import OnDisk
from obcgen.results.disputes import under_dispute
from obcgen.results.pointed import Pointed, pointed
from obcgen.results.read import Verified, read_results_among
from obcgen.results.start import started

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.problems import Problem
    from obcgen.reading import Given
    from obcgen.source import Settings
    from obcgen.spec import Spec


Settled = tuple["Spec", Verified, "Account", tuple["Problem", ...]]
"""The contract at the prices of its results, those results, what is due, and what the user should know."""


def start_results(given: Given, settings: Settings = ()) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return a results file for a contract with its blanks, the heading of its table, and warnings.

    Raises:
        ObcgenError: the spec has errors.
    """
    _, spec, problems = sound(given, "contract", None, settings)
    return started(spec), problems


def point_results(
    given: Given, folder: Path, tables: Sequence[str], settings: Settings = ()
) -> tuple[tuple[Problem, ...], Pointed]:
    """Return what the user should know of a contract, and a results file begun from tables in a folder.

    The first table is the roster, the others hold results of those who stand in it.

    Raises:
        ObcgenError: the spec has errors, or a table cannot be read.
    """
    _, spec, problems = sound(given, "contract", None, settings)
    return problems, pointed(spec, tables[0], tables[1:], OnDisk(folder))


def settled_among(given: Given, text: str, name: str, files: Mapping[str, bytes]) -> Settled:
    """Return the settlement of results that are held in memory, as `build.settled` does of a file.

    Raises:
        ObcgenError: the spec or the results have errors; nothing is settled then.
    """
    _, spec, problems = sound(given, "contract")
    verified = read_results_among(text, name, files, spec)
    return *account_of(verified), (*problems, *verified.problems)


def account_of(verified: Verified) -> tuple[Spec, Verified, Account]:
    """Return verified results with the contract at their prices, and what is due under both."""
    spec = verified.spec
    plain = with_ending(spec, verified.facts, settle(spec, verified.facts, verified.ledger))
    found = under_dispute(spec, verified.results, verified.facts, verified.people, plain)
    return spec, verified, found
