"""Interest on what was paid late: which payments of the ledger bear it, and where none is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.schedule import schedule
from obcgen.deal.late_interest import late, promised
from obcgen.results.record import MISPLACED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.late_interest import Late
    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.results import Results


def late_payments(spec: Spec, results: Results) -> tuple[Late, ...]:
    """Return the payments that bear interest, each against its date in the schedule, as they were made."""
    if promised(spec) is None:
        return ()
    dates = {payment.id: payment.date for payment in schedule(spec).payments}
    made = ((key, each) for key, payments in results.paid.items() for each in payments)
    found = (late(spec, key, dates.get(key), each) for key, each in made)
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.paid_on))


def interest_is_promised(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where interest was paid that the contract does not promise."""
    for key, payments in results.paid.items() if promised(spec) is None else ():
        if any(payment.interest is not None for payment in payments):
            yield MISPLACED.problem(
                f"Interest was paid with {key}, but the contract promises none.",
                path=("paid", key),
                found="interest",
                expected="no interest, or payment.invoicing.late_interest in the spec",
                hint="Remove interest: here; interest that a law provides is settled outside this statement.",
            )
