"""`summary:` what the pages for the board and for families say in the district's own plain words."""

from __future__ import annotations

from pydantic import Field

from obcgen.spec.scalars import Line, ProseField
from obcgen.spec.shapes import Section


class Summary(Section):
    """The district's own plain words for the summaries, and its texts in other languages."""

    program: ProseField | None = Field(
        None,
        description="What the program is, for families, in a few short sentences, such as `Your child gets "
        "help with reading in a small group at school`.",
    )
    measured: ProseField | None = Field(
        None,
        description="What is measured, for families, in plain words, such as `How well your child reads`; "
        "without it the names of the outcomes stand there.",
    )
    objection: ProseField | None = Field(
        None,
        description="How a family says no, or a participant does, and what follows: one or two sentences.",
    )
    translations: dict[Line, dict[Line, ProseField]] = Field(
        default_factory=dict,
        description="By language of the summaries, such as `es`, and by path in the spec, such as "
        "`outcomes.fluency.name`: the text in that language. Items of a list count from 1. Under `en`, "
        "plainer words than those of the contract.",
    )
