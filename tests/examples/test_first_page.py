"""Page one of an RFP holds all that a bidder asks first: what follows begins on page two."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
from built import Kind, built, over

QUESTIONS = (
    "At most|Paid at target, and at most|Most, as planned",
    "Participants",
    "proposals due",
    "Selection criteria, total of 100 points",
    "What an Offeror must have",
    "How to bid",
)


@over(("rfp",))
def test_the_first_page_answers_everything_and_the_second_begins_with_the_contents(
    spec: Path, kind: Kind
) -> None:
    first, second = pypdf.PdfReader(io.BytesIO(built(spec, kind).pdf)).pages[:2]
    said = " ".join(first.extract_text().split())
    assert [words for words in QUESTIONS if not re.search(words, said)] == []
    assert "Contents" not in said
    assert "Contents" in second.extract_text()
    assert "Legal notice" in second.extract_text()
