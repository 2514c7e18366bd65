"""The sections that a row names really print its answer: each holds words that the Denver deal says there."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.build import document
from obcgen.document.tree import Section
from obcgen.document.walk import blocks_of, content_of, sections_of, text_of
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind
from obcgen.review.checklist import Row, read_checklist

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
ROWS = read_checklist(builtin()).rows
SAYS: dict[str, tuple[str, ...]] = {
    "content-area": ("Early literacy",),
    "grades": ("K, 1, 2, and 3",),
    "criterion": ("Istation", "overall reading", "25th percentile", "fall window"),
    "other-identifiers": ("ultilingual learners",),
    "baseline": ("24.28%", "62 of 240"),
    "planned": ("500",),
    "schools": ("Goldrick Elementary",),
    "eligibility": ("no other individual reading program",),
    "consent": ("he District shall tell families in writing",),
    "roster-lock": ("September 24, 2027",),
    "substitution": ("October 15, 2027",),
    "mobility": ("moves between them",),
    "intervention": ("structured sequence in phonemic awareness",),
    "research-base": ("studies",),
    "evidence-tier": ("tier 2",),
    "dosage": ("4 sessions a week of 30 minutes for 28 weeks",),
    "setting": ("during the school day",),
    "group-size": ("At most 4",),
    "staff": ("20 hours of training",),
    "alignment": ("core reading program, Example Readers",),
    "calendar": ("October 4, 2027", "May 19, 2028", "not in the Thanksgiving"),
    "definitions": ("40th percentile in text fluency",),
    "tool": ("Istation Reading",),
    "tool-version": ("(ISIP ER)",),
    "windows": ("May 8, 2028 to May 19, 2028", "January 10, 2028"),
    "administration": ("Istation Reading (ISIP ER)", "he District"),
    "goal-against-baseline": ("68 of 248", "45%"),
    "goal-against-growth": ("27%", "45%"),
    "unit": ("for each Participant with",),
    "levels": ("40th percentile", "$500"),
    "missing-results": ("The Participant is not counted",),
    "horizons": ("Within the program year",),
    "paid-and-watched": ("ndicator",),
    "district-duties": ("Provide rosters of eligible participants", "t least 400 Eligible Persons referred"),
    "provider-duties": ("Keep groups at four participants or fewer", "100% of sessions"),
    "minimum-dosage": ("36 hours", "sessions that the district cancels"),
    "district-fails": ("deemed reached", "$150,000"),
    "provider-fails": ("cure",),
    "notice-and-cure": ("10 business days",),
    "owners": ("Director of Literacy", "Site leads"),
    "base": ("$900", "he roster is confirmed"),
    "rate-card": ("Vocabulary", "August 31, 2028"),
    "contingent-share": ("62.5%",),
    "not-to-exceed": ("$1,200,000",),
    "invoicing": ("30 days", "evidence of its condition"),
    "verification": ("second analyst", "15 business days", "Keep a session log"),
    "dispute": ("10 business days", "the superintendent's designee decides"),
    "true-up": ("too high or too low",),
    "funding-sources": ("84.010A", "September 30, 2029"),
    "cadence": ("4 weeks", "Director of Literacy"),
    "indicators": ("attendance at 85 percent",),
    "escalation": ("two meetings in a row",),
    "closing-review": ("what worked, for whom and at what cost",),
    "criteria": ("Evidence of effectiveness",),
    "scale": ("from 0 to 5",),
    "price-scored": ("lowest",),
    "timetable": ("April 30, 2027",),
    "publication": ("published at https://",),
    "minimum-qualifications": ("years",),
    "protest": ("7 days",),
    "independence": ("help",),
    "pays-for-more": ("27%", "45%"),
    "price-of-more": ("27%", "45%"),
    "more-pays-more": ("$1,500",),
    "who-decides": ("second analyst",),
    "early-end": ("30 days",),
    "paid-on-time": ("2028",),
    "liability": ("damages",),
    "most-exposed": ("$1,200,000",),
    "fiscal-years": ("2028",),
    "paid-for-service": ("$900 for each Participant",),
    "right-law": ("Colorado",),
    "student-data": ("School official", "2028"),
}


@pytest.fixture(scope="module", params=["rfp", "contract"])
def sections(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the words of each section of a document; under the empty id, which document it is."""
    kind: DocumentKind = request.param
    tree, _ = document(kind, DENVER, builtin())
    return {section.id: words(section) for section in sections_of(tree.blocks)} | {"": kind}


def words(section: Section) -> str:
    texts = (text_of(content_of(block)) for block in blocks_of(section.blocks))
    return "\n".join(text for text in texts if text)


def test_every_row_that_is_printed_has_words_to_look_for() -> None:
    assert list(SAYS) == [row.id for row in ROWS if row.rfp or row.contract]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_sections_of_a_row_print_its_answer(sections: dict[str, str], row: Row) -> None:
    named = row.rfp if sections[""] == "rfp" else row.contract
    printed = "\n".join(sections[id_] for id_ in named)
    assert not named or [said for said in SAYS[row.id] if said.casefold() not in printed.casefold()] == []
