"""What stands in the way of a price design: in the deal, in what is wanted, or in both together."""

from __future__ import annotations

from obcgen.problems import Kind, Path, Problem

WANTED = Kind("DSG-01", "Something is wanted of prices that cannot be")
OTHER_LINE = Kind("DSG-02", "A payment that the price designer does not design")
CANNOT = Kind("DSG-03", "Prices that cannot meet everything that is wanted")
CUT = Kind("DSG-04", "A limit of the deal that cuts designed prices")
TOO_MANY = Kind("DSG-05", "More participants than chances are worked out for")


def wanted(message: str, path: Path, found: object, expected: str, hint: str = "") -> Problem:
    """Return the Problem of one thing that is wanted and cannot be."""
    told = hint or f"Write {expected}."
    return WANTED.problem(message, path=path, found=str(found), expected=expected, hint=told)
