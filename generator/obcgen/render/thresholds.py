"""Amounts of procurement law in force on a day: data of the pack, chosen by the document's date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from obcgen.money import Money
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError

BAD_AMOUNT = Kind("TPL-30", "An amount of law that cannot be read")
FILE = "shared/thresholds.yaml"


def amounts_on(pack: Pack, day: date) -> Mapping[str, Money]:
    """Return each named amount in force on a day; one that was not yet in force by then is left out.

    Raises:
        ObcgenError: the pack's file cannot be read.
    """
    data = pack.data(FILE)
    found: dict[str, Money] = {}
    for name, entry in data.mapping().items():
        try:
            steps = [(date.fromisoformat(s["effective"]), Money.parse(s["amount"])) for s in entry["amounts"]]
        except (KeyError, TypeError, ValueError) as error:
            message = f"The amounts of “{name}” cannot be read."
            hint = "Give each one amount: $10,000, effective: 2025-10-01, a source and a status."
            raise ObcgenError(*data.locate([BAD_AMOUNT.problem(message, path=(name,), hint=hint)])) from error
        in_force = [amount for effective, amount in sorted(steps) if effective <= day]
        if in_force:
            found[name] = in_force[-1]
    return found
