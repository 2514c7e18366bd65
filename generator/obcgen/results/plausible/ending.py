"""What is paid or left out by what results do not say: the ground of an early end, or conditions met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.deal.ending import convenience, pro_rata
from obcgen.deal.met import undated
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import Oddity
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.results import Results

UNSTATED = Kind("RES-53", "A settlement that pays by what is not stated", "warning")


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
    if not isinstance(deal_of(spec).base_funding, Reimbursed) and not pro_rata(spec) and undated(spec):
        yield Oddity(
            UNSTATED,
            "base",
            f"Nothing is settled of {listed(undated(spec))}, without a date: the contract pays it if its "
            "condition was met by the last day of service.",
            path=("ended",),
            found="an installment without a date",
            expected="met: with the day on which its condition was met",
            hint=f"If it was met, add met: {{{undated(spec)[0]}: ...}}.",
        )


def conditions_are_stated(spec: Spec, results: Results) -> Iterator[Oddity]:
    """Yield each payment that waits for a condition of which the results do not say that it was met.

    A final settlement pays it; one before that takes what was paid off what is due.
    """
    for key in undated(spec) if results.ended is None else ():
        if results.settlement == "final":
            yield Oddity(
                UNSTATED,
                key,
                f"{key} waits for a condition, and the results do not say that it was met; this settlement "
                "pays it.",
                path=("settlement",),
                found="no day in met",
                expected="met: with the day on which its condition was met",
                hint=f"Add met: {{{key}: ...}}, or amend the contract if that cannot be said.",
            )
        elif key in results.paid:
            yield Oddity(
                UNSTATED,
                key,
                f"{key} was paid, but the results do not say that its condition was met, so this settlement "
                "takes what was paid off what is due.",
                path=("paid", key),
                found="no day in met",
                expected="met: with the day on which its condition was met",
                hint=f"Add met: {{{key}: ...}}.",
            )
