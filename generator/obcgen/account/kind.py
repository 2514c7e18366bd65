"""What a settlement is called, and what follows where more was paid than is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import ZERO

if TYPE_CHECKING:
    from obcgen.money import Money


def settlement_called(*, final: bool, disputed: bool) -> str:
    """Return what a settlement is called; one with a dispute is final but for that."""
    if not final:
        return "Interim settlement"
    return "Final settlement, except for what is under dispute" if disputed else "Final settlement"


def called_where_negative(*, final: bool) -> str:
    """Return what an amount due below nothing is: the next payment corrects it, as the True-Up says."""
    return "Owed back to the District" if final else COMES_OFF


COMES_OFF = "Paid ahead, comes off the next payment"


def comes_off(payable: Money, later: Money, *, final: bool, ended: bool) -> bool:
    """Tell whether what is payable now is less than nothing, and later payments correct that.

    A final settlement asks back only what no later payment can absorb; after an early end all goes back.
    """
    return payable < ZERO and not ended and (not final or payable + later >= ZERO)
