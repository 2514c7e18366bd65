"""`confirmed:` what counsel or a speaker has confirmed, with who, when and the imprint of what was read."""

from __future__ import annotations

from pydantic import Field

from obcgen.spec.scalars import DateField, Line
from obcgen.spec.shapes import Section


class Confirmation(Section):
    """What one person confirmed on one day. An imprint is printed by `check` and `review`; copy it."""

    by: Line = Field(description="Who confirmed it, by office or by name: `General Counsel`.")
    on: DateField = Field(description="The day on which it was confirmed.")
    note: Line | None = Field(None, description="Where it is on file, or what was said with it.")
    law: dict[Line, Line] = Field(
        default_factory=dict,
        description="By letter of Appendix II to 2 CFR Part 200, or by assistance listing of an agency or "
        "a program: the imprint, such as `G: 3f2a91c0`.",
    )
    amounts: dict[Line, Line] = Field(
        default_factory=dict,
        description="By name of an amount of law, such as `one_hundred_thousand`: the imprint.",
    )
    rfp: dict[Line, Line] = Field(
        default_factory=dict, description="By id of a clause of the RFP, such as `state-terms`: the imprint."
    )
    response: dict[Line, Line] = Field(
        default_factory=dict,
        description="By id of a clause of the response file, such as `certifications`: the imprint.",
    )
    contract: dict[Line, Line] = Field(
        default_factory=dict,
        description="By id of a clause of the contract, such as `ferpa-terms`: the imprint.",
    )
    summary: dict[Line, Line] = Field(
        default_factory=dict,
        description="By audience and language of a summary, such as `families-es`: the imprint of what a "
        "speaker of the language has read.",
    )
