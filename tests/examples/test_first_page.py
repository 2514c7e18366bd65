"""Page one of an RFP holds all that a bidder asks first: what follows begins on page two."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
from built import Kind, built, over

QUESTIONS = (
    "At most",
    "Participants",
    "proposals due",
    "of 100 points",
    "What an Offeror must have",
    "How to bid",
)


@over(("rfp",))
def test_the_first_page_answers_everything_and_the_second_begins_with_the_contents(
    spec: Path, kind: Kind
) -> None:
    first, second = pypdf.PdfReader(io.BytesIO(built(spec, kind).pdf)).pages[:2]
    said = first.extract_text()
    assert [words for words in QUESTIONS if words not in said] == []
    assert "Contents" not in said
    assert "Contents" in second.extract_text()
    assert "Legal notice" in second.extract_text()
