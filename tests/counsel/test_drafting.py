"""A final document holds no note of its drafter and no gap; prose that only looks like one may stay."""

from __future__ import annotations

import pytest

from obcgen.counsel.blank import blank_in

LEFT = (
    "The rate is [ ].",
    "Insurance limits to come.",
    "The schedule is to come",
    "Text to follow.",
    "insert date",
    "Insert name of school here",
    "enter amount",
    "Name of Provider here",
    "See note to draft",
    "see comment",
    "on xx/xx/2027",
    "on __/__/2027",
    "20XX",
    "June XX, 2027",
    "Jan. __, 2027",
    "202_",
    "Section XX",
    "Article X.X",
    "$●",
    "Attorney to review.",
    "The cap is $5. Counsel to review this clause.",
    "Legal to confirm amount",
    "JD to check",
    "@Jane please check",
    "Confirm with finance",
    "pending counsel's review",
    "NTD: confirm with counsel",
    "Note to drafter: revise",
    "DRAFT - do not distribute",
    "N/A - fill in",
    "OPEN ISSUE",
    "FIXME",
    "{{ district.name }}",
    "<<Provider>>",
    "<NAME OF DISTRICT>",
    "<!-- check with counsel -->",
    "(date to be added)",
    "to be negotiated",
    "to be agreed by the parties",
    "to be supplied later",
    "to be completed by counsel",
    "The cap (?)",
    "What rate??",
    "……",
    "placeholder",
    "Jane Doe, Director",
)
MEANT = (
    "Title XX of the Act",
    "Section XX of the Code",
    "May X be true",
    "Students to come from Ridge School are eligible.",
    "In the years to come.",
    "This is the procedure to follow.",
    "Text to follow the outline in Table 2",
    "See note 3 of Table 2.",
    "The attorney shall review the file within 5 days.",
    "The Provider shall report; and to provide more it needs consent.",
    "It asks counsel to review each claim.",
    "The Provider shall confirm with finance staff what was paid.",
    "pending review by the verifier, payment waits",
    "Note to teachers: bring devices.",
    "Enter the amount on the invoice.",
    "Enter attendance each day",
    "Names are replaced by placeholders.",
    "Families fill in the form.",
    "The date is to be set by the District under Section 3.",
    "An amendment is to be agreed by the Parties before a window moves.",
    "Materials to be provided by the District",
    "The form is to be inserted in the file by the teacher",
    "No charge is to be added.",
    "Results are not yet known when the window opens.",
    "x < 3 and <10 students are suppressed",
    "It … ends",
    "by 12/31/2027, at 3/4 of the price",
    "grades TK to 3",
    "Write to jane@district.us, please check the hours.",
    "Who? Where?",
)


@pytest.mark.parametrize("text", LEFT)
def test_what_a_drafter_left_behind_is_a_blank(text: str) -> None:
    assert blank_in(text)


@pytest.mark.parametrize("text", MEANT)
def test_prose_that_only_looks_like_a_note_is_none(text: str) -> None:
    assert blank_in(text) == ""
