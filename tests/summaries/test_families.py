"""The page for families: plain words about what is done, measured and known of a child."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from deals import deal
from faults import DENVER
from summary_pages import DEALS, SPECS, TESTS, WRONG, lines_of, page, spec_of, spec_of_text, tree_of_spec

sys.path.append(str(TESTS.parent / "scripts"))
from reading_ease import reading_ease_of

PLAIN = 60
"""Flesch's reading ease of plain English, understood by those of 13 to 15 years."""


def sentences(texts: list[str]) -> list[str]:
    """Return every text as a sentence, cells of tables and headings included."""
    return [text if text[-1] in ".:;?!" else f"{text}." for text in texts]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_all_of_it_reads_plainly(path: Path) -> None:
    lines = lines_of(tree_of_spec("families", spec_of(path)))
    assert reading_ease_of(lines) >= PLAIN
    assert reading_ease_of(sentences(lines)) >= PLAIN


def test_the_measure_tells_plain_words_from_those_of_a_contract() -> None:
    heavy = "The District shall remunerate the Provider proportionately to verified attainment of Outcomes."
    assert reading_ease_of([heavy]) < PLAIN


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_every_deal_prints_without_blanks_and_without_words_of_the_program(path: Path) -> None:
    shown = page("families", spec_of(path))
    for wrong in WRONG:
        assert wrong not in shown, shown


def test_it_says_who_receives_which_data_for_what_and_until_when() -> None:
    lines = lines_of(tree_of_spec("families", spec_of_text(DENVER)))
    at = lines.index("Experts outside the district")
    assert lines[at + 1] == (
        "From the district: a number in place of the name; grade; hours; test scores, this year and a year "
        "later; scores of other students to compare. Why: to find out if the program works. Erased by: "
        "December 31, 2030."
    )


def test_a_family_is_told_that_it_pays_nothing_only_where_the_contract_says_so() -> None:
    free = "You pay nothing. The district pays for the program."
    assert free in page("families", spec_of_text(DENVER))
    silent = DENVER.replace("  clauses: {}", "  clauses: {no-charge: false}")
    assert silent != DENVER
    assert "pay nothing" not in page("families", spec_of_text(silent))


def test_no_term_of_the_contract_stands_where_the_district_says_it_plainly() -> None:
    for path in SPECS:
        shown = page("families", spec_of(path)).lower()
        assert not [
            word for word in ("study id", "threshold", "text fluency", "table of results") if word in shown
        ]


def test_without_plain_words_the_outcomes_and_the_test_stand_there() -> None:
    start = DENVER.index("  measured: |")
    silent = DENVER[:start] + DENVER[DENVER.index("  objection: You", start) :]
    shown = page("families", spec_of_text(silent))
    assert (
        "Text fluency, Vocabulary, and Phonemic awareness (source: Istation Reading, from the district)."
        in shown
    )


def test_it_says_who_issues_it_and_when_and_that_it_is_a_draft() -> None:
    issued = "Denver Public Schools, March 1, 2027 · RFP-2027-014"
    assert f"{issued} · Draft" in page("families", spec_of_text(DENVER))
    assert "Draft" not in page("families", deal(document={"status": "final"}))


def test_it_names_whom_to_call_and_how_to_say_no() -> None:
    shown = page("families", spec_of_text(DENVER))
    for said in ("303-555-0101", "research@district.example", "You can say no."):
        assert said in shown


def test_adults_are_told_of_themselves() -> None:
    (path,) = (path for path in SPECS if path.stem == "central-ohio-workforce")
    shown = page("families", spec_of(path))
    assert "Summary for participants" in shown
    assert "child" not in shown


def test_it_says_who_can_take_part_and_what_to_do_first_and_each_receiver_once() -> None:
    for path in SPECS:
        lines = lines_of(tree_of_spec("families", spec_of(path)))
        (said,) = (line for line in lines if "can take part if" in line)
        first = lines[lines.index("What you can do") + 1]
        assert first.startswith("Ask us first if ")
        assert ("your child" in said, "your child" in first) == ("ohio" not in path.stem,) * 2
        assert not [line for line in lines if "We use this to see" in line]
        heads = [line for line in lines if line in {"The provider", "The district", "The board"}]
        assert len(heads) == len(set(heads))
    silent = DENVER.replace("  eligibility: |\n", "  distribution: |\n", 1)
    silent = re.sub(r"      population.eligibility: \|\n(?: {8}.*\n)+", "", silent)
    start = silent.index("  distribution: |\n", silent.index("  distribution: |\n") + 1)
    silent = silent[:start] + silent[silent.index("  consent: ", start) :]
    assert "We use this to see who can take part: Istation Reading." in page("families", spec_of_text(silent))


def test_without_own_words_the_page_speaks_for_the_district() -> None:
    shown = page("families", deal())
    assert "Example District offers your child this help with reading." in shown
    assert "Tell us if you do not want your child to take part" in shown
    assert "Who sees which data" not in shown


def test_what_the_district_keeps_back_is_not_on_it() -> None:
    kept = DENVER.replace("  status: draft\n", "  status: draft\n  confidential: [summary.objection]\n", 1)
    assert "You can say no." not in page("families", spec_of_text(kept))
