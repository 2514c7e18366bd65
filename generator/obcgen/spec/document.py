"""`document:` what this document is, and what of the spec no reader of an RFP may see."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from obcgen.spec.scalars import DateField, Line, ProseField, Title
from obcgen.spec.shapes import Choice, Section

ALWAYS_CONFIDENTIAL = (
    "provider",
    "agreement.award",
    "amendments",
    "funding.delivery_cost",
    "payment.scenarios",
    "estimate",
    "confirmed",
    "waive",
)
"""Never shown or embedded in an RFP, whatever `document.confidential` adds."""


class Document(Section):
    """The document itself: its number, title, date and state."""

    number: Line = Field(description="The district's number for it, such as `RFP-2027-014`.")
    title: Title = Field(description="What is bought, in one line of at most 255 characters.")
    issued: DateField = Field(
        description="The day the document is dated, `2027-03-01`. Decides which thresholds of law apply."
    )
    status: Annotated[Literal["draft", "final"], Choice()] = Field(
        "draft", description="`draft` or `final`; `final` is refused while anything is still open."
    )
    confidential: tuple[Line, ...] = Field(
        (),
        description="Parts of the spec that an RFP never shows or embeds, each as a path such as "
        "`funding.sources.title_i.amount`. Always hidden: "
        + ", ".join(ALWAYS_CONFIDENTIAL)
        + ", and comments.",
    )
    notice: ProseField | None = Field(
        None,
        description="A notice printed in a box on the cover; an example says here that it is one.",
    )
