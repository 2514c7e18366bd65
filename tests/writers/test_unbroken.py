"""What no line may part, and what looks like it and is nothing of the kind."""

from __future__ import annotations

import pytest

from obcgen.document.tree import Cell, Column, Document, Paragraph, Reference, Row, Table, Text
from obcgen.document.walk import blocks_of, content_of, text_of
from obcgen.writers.unbroken import NO_BREAK, held_together, parted_at_steps, unbroken


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("as Section 9.2 says", "as Section~9.2 says"),
        ("see Attachment A.1.", "see Attachment~A.1."),
        ("Sections 4 and 5", "Sections~4 and 5"),
        ("2 CFR 200.216 and 34 CFR Part 99", "2~CFR~200.216 and 34~CFR~Part~99"),
        ("20 U.S.C. 1232g", "20~U.S.C.~1232g"),
        ("C.R.S. 22-1-135", "C.R.S.~22-1-135"),
        ("by September 24, 2027, or", "by September~24,~2027, or"),
        ("Education Code section 44.031(a)", "Education Code section~44.031(a)"),
        ("Tex. Gov't Code 552.371, R.C. 5705.44", "Tex.~Gov't~Code~552.371, R.C.~5705.44"),
        ("N.Y. Workers' Comp. Law 57", "N.Y.~Workers'~Comp.~Law~57"),
        ("Fla. Admin. Code R. 28-110.003", "Fla.~Admin.~Code~R.~28-110.003"),
        ("Chapter 2 of 19 Tex. Admin. Code", "Chapter 2 of 19~Tex.~Admin.~Code"),
        ("16 CFR part 312 and chapter 109-3", "16~CFR~part~312 and chapter~109-3"),
        ("in May 2028", "in May~2028"),
        ("at 2:00 p.m. there", "at 2:00~p.m. there"),
        ("Jacksonville, FL 32207.", "Jacksonville, FL~32207."),
        ("-$1,000 (-5%)", "\N{MINUS SIGN}$1,000 (\N{MINUS SIGN}5%)"),
    ],
)
def test_a_reference_a_date_and_a_number_hang_together(text: str, together: str) -> None:
    assert held_together(text).replace(NO_BREAK, "~") == together


@pytest.mark.parametrize(
    "text",
    [
        "a section of the law, a code 5 of ours, in part by 2",
        "Table of contents",
        "Tex. is short. The Code says 5 things, Cal. Code and Fla. Stat. are named",
        "Part of it, and Sections that follow",
        "303-555-0100, RFP-2027-014, 2027-08-31, K-3",
        "500 Participants may leave; Mayor 5",
        "2 CFRs and - 5",
        "SCHOOLS 32207, FL 3220, FL 322071",
    ],
)
def test_other_words_break_where_they_did(text: str) -> None:
    assert held_together(text) == text


def test_what_stands_in_a_cell_or_is_a_reference_hangs_together() -> None:
    cell = Cell((Paragraph((Text("July 1, 2027, "), Reference("x", (Text("Section 5"),)))),))
    table = Table("t", (Column(100),), (Row((cell,)),), caption=(Text("Before May 1"),))
    held = unbroken(Document("rfp", "Title", "N", "Owner", (table,)))
    told = [text_of(content_of(block)).replace(NO_BREAK, "~") for block in blocks_of(held.blocks)]
    assert told == ["Before May~1", "July~1,~2027, Section~5"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("under 34~CFR~99.31(a)(3) and 99.35(b)", ["34~CFR~99.31(a)(3)"]),
        ("(C.R.S.~22-1-135(2)(d)(IV); x)", ["(C.R.S.~22-1-135(2)(d)(IV);"]),
        ("450 (the planned number) (a)(b)", []),
        ("Section 4(attendance)(minutes)", []),
        ("Proposal for RFP-2027-014, to 303-555-0100; K-3", ["RFP-2027-014"]),
    ],
)
def test_a_place_in_a_law_is_one_piece_with_what_hangs_on_it(text: str, places: list[str]) -> None:
    spaced = text.replace("~", NO_BREAK)
    assert [one.replace(NO_BREAK, "~") for one in parted_at_steps(spaced)[1::2]] == places
    assert "".join(parted_at_steps(spaced)) == spaced
