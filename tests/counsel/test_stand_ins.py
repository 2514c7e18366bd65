"""What stands for something still to be filled in is told, and what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.counsel.stand_ins import SAMPLE, defined, example_address, stand_in

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "TBD", "tbd", "T.B.D.", "TODO", "XXX", "within XX days", "$XX", "Name: ____", "Room [insert room]",
        "Starts (fill in)", "to be decided",
        "to be set out; dates to be announced later, in May",
        "It is to be confirmed by counsel that this holds.",
        "The room is to be determined.", "Date (to be announced)",
        "The price is to be determined and paid monthly.", "to be announced at kickoff",
        "to be confirmed in writing",
        "to be determined by the parties before signing", "to be decided by the Board before signing",
    ],
)  # fmt: skip
def test_what_is_still_to_be_filled_in_is_told(text: str) -> None:
    assert stand_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Article XXX of the state code", "Criteria to be decided by the board.", "___", "[how](a.md)",
        "It says how the price is to be determined.", "an amount to be determined under A.5", "**__a__**",
        "Chapter XX years later", "The form (insert both pages) is signed.", "(fill in both sides)",
        "Measures to be determined annually by the Board under Section 4.",
        "a sum to be determined in Section A.5",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_told(text: str) -> None:
    assert not stand_in(text)


def test_an_abbreviation_that_a_text_spells_out_stands_for_itself_everywhere() -> None:
    known = defined(["Teacher-based assessments (TBA)", "The day is to be determined (TBD)."])
    assert not stand_in("TBA scores count.", known)
    assert stand_in("TBD", known) == "TBD"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("purchasing@district.example", "purchasing@district.example"),
        ("Write to a@b.example.org.", "a@b.example.org"),
        ("https://www.example.com/x", "https://www.example.com"),
        ("office@example-schools.org", ""),
        ("info@my-example.com", ""),
        ("a@example.edu", ""),
        ("Write addresses as name@example.com shows.", ""),
    ],
)
def test_an_address_is_an_example_only_under_a_name_kept_for_those(text: str, found: str) -> None:
    assert example_address(text) == found


@pytest.mark.parametrize(
    ("notice", "is_sample"),
    [
        ("This is a sample, not a procurement.", True),
        ("**Sample only**", True),
        ("**This is a worked example.**", True),
        ("The district tests a sample of students.", False),
        ("It is a sample of all schools that is tested.", False),
    ],
)
def test_a_notice_makes_a_sample_of_its_document_alone(notice: str, *, is_sample: bool) -> None:
    assert bool(SAMPLE.search(notice)) == is_sample


def test_a_draft_with_a_stand_in_is_told_of_it_beside_a_sample_of_students(tmp_path: Path) -> None:
    (tmp_path / "0.yaml").write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    spec = tmp_path / "1.yaml"
    spec.write_text(
        "extends: 0.yaml\ndocument: {notice: A sample of students is tested.}\n"
        "program: {calendar: The days are to be determined.}\n",
        encoding="utf-8",
    )
    (found,) = [each for each in read_and_check(spec)[2] if each.code == "TXT-02"]
    assert (".".join(map(str, found.path)), found.found) == ("program.calendar", "to be determined")
