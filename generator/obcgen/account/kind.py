"""What a settlement is called, and what follows where more was paid than is settled."""

from __future__ import annotations


def settlement_called(*, final: bool, disputed: bool) -> str:
    """Return what a settlement is called; one with a dispute is final but for that."""
    if not final:
        return "Interim settlement"
    return "Final settlement, except for what is under dispute" if disputed else "Final settlement"


def called_where_negative(*, final: bool) -> str:
    """Return what an amount due below nothing is: the next payment corrects it, as the True-Up says."""
    return "Owed back to the District" if final else "Paid ahead, comes off the next payment"
