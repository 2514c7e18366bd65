"""Results files for tests: a small contract, its results in YAML and a table, and what reading them tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals import Texts, deal, overlaid
from obcgen.account.account import Account
from obcgen.account.early_end import with_ending
from obcgen.account.settle import settle
from obcgen.problems import ObcgenError, Problem
from obcgen.results.read import read_results

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.results.read import Verified
    from obcgen.spec import Spec

AGREEMENT: Texts = {
    "number": "C-1",
    "effective": "2027-07-01",
    "ends": "2029-12-31",
    "governing_law": "Colorado",
}
DUTIES: Texts = {
    "district": {"rosters": {"duty": "Provide rosters"}},
    "provider": {"staff": {"duty": "Fill posts"}},
}
HEAD = """obcgen: 1
contract: C-1
settlement: final
as_of: 2028-06-20
verified: {by: Data Office, on: 2028-06-20}
"""
TOTALS = HEAD + "roster: 100\noutcomes:\n  reading: {measured: 90, eligible: 80, reached: 50}\n"
TABLE = HEAD + "participants: p.csv\n"


def contract(**changes: Any) -> Spec:
    """Return the plain deal as a contract, with changes over it."""
    return deal(**overlaid({"agreement": AGREEMENT, "duties": DUTIES}, changes))


def ending(base: str = "pro_rata", payment: Any = None, **convenience: str) -> Spec:
    """Return the plain deal, which the district may end: base $10,000, at target 40 x $500 = $20,000."""
    termination = {
        "convenience": {"notice": "30 days", **convenience},
        "cause": {"cure": "15 days"},
        "settlement": {"base": base, "outcomes": "reached"},
    }
    return contract(agreement={**AGREEMENT, "termination": termination}, payment=payment or {})


def verified(folder: Path, results: str, table: str | bytes = "", spec: Spec | None = None) -> Verified:
    """Return what these results say."""
    (folder / "results.yaml").write_text(results, encoding="utf-8")
    raw = table if isinstance(table, bytes) else table.encode()
    (folder / "p.csv").write_bytes(raw)
    return read_results(folder / "results.yaml", spec or contract())


def due(folder: Path, results: str, table: str | bytes = "", spec: Spec | None = None) -> Account:
    """Return the settlement of these results."""
    found = verified(folder, results, table, spec)
    account = settle(found.spec, found.facts, found.ledger)
    return with_ending(found.spec, found.facts, account)


def refused(
    folder: Path, results: str, table: str | bytes = "", spec: Spec | None = None
) -> tuple[Problem, ...]:
    """Return every Problem of results that are refused."""
    try:
        found = verified(folder, results, table, spec)
    except ObcgenError as error:
        return error.problems
    raise AssertionError(f"nothing is wrong: {found.facts}")
