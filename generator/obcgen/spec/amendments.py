"""`amendments:` how a contract was changed after it was made.

A file that `extends` the contract holds what changes and the number and days of its amendment; the next
one extends that file. So the contract as amended lists all of them, and nothing is written twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from obcgen.spec.scalars import DateField, ProseField
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Mapping


class Amendment(Section):
    """One change of a contract, agreed by both parties. What changes stands under its keys."""

    effective: DateField = Field(
        description="The day from which it applies: `2028-02-01`. What was earned before is left as it is."
    )
    reason: ProseField = Field(
        description="Why the contract changes, in a sentence or two that the amendment prints first."
    )
    approved: DateField | None = Field(
        None, description="The day on which the board approved it: `2028-01-20`."
    )
    signed: DateField | None = Field(
        None, description="The day of the last signature, once it is there: `2028-01-25`."
    )


def amended(numbered: Mapping[str, Amendment]) -> tuple[tuple[int, Amendment], ...]:
    """Return amendments with their numbers, the first one first."""
    return tuple(sorted((int(number), each) for number, each in numbered.items()))
