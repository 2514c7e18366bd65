"""An early end that pays by what the results do not say: no ground, or installments without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.deal.ending import convenience, pro_rata
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import Oddity
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.results import Results

UNSTATED = Kind("RES-53", "An early end that pays by what is not stated", "warning")


def early_end_is_stated(spec: Spec, results: Results) -> Iterator[Oddity]:
    """Yield what an early end pays, or leaves out, without a word in the results."""
    if results.ended is None:
        return
    ending = convenience(spec)
    if (
        ending is not None
        and (ending.fee or ending.in_flight)
        and not results.ground
        and not results.for_cause
    ):
        yield Oddity(
            UNSTATED,
            "ground",
            "No ground is named for the early end, so what an end for convenience adds is paid.",
            path=("ended",),
            found="no ground",
            expected="ground: with why the contract ended",
            hint="Write ground: convenience, district_failure, cause, funds or beyond_control.",
        )
    if ending is None and results.ground == "convenience":
        yield Oddity(
            UNSTATED,
            "ground",
            "The contract gives the district no right to end it for convenience.",
            path=("ground",),
            found="ground: convenience",
            expected="a ground that the contract has",
            hint="Correct the ground.",
        )
    yield from _undated(spec)


def _undated(spec: Spec) -> Iterator[Oddity]:
    base = deal_of(spec).base_funding
    if base is None or isinstance(base, Reimbursed) or pro_rata(spec):
        return
    names = [part.id for part in base.parts(base.most) if part.due is None]
    if names:
        yield Oddity(
            UNSTATED,
            "base",
            f"Nothing is settled of {listed(names)}, without a date: the contract pays it if its condition "
            "was met by the last day of service.",
            path=("ended",),
            found="an installment without a date",
            expected="an installment whose date says whether it fell due",
            hint="Find out whether the condition was met; if so, it is owed beside this settlement.",
        )
