"""A remedy can be followed from the message alone: it names keys and values, and what cannot be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import source_of
from obcgen.problems import ObcgenError, Problem
from obcgen.source import parse_sections, read_text
from obcgen.source.table import from_text
from obcgen.spec import Spec
from obcgen.spec.results import Results

DENVER = (Path(__file__).parents[2] / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
HEAD = "obcgen: 1\ncontract: C\nsettlement: final\nas_of: 2028-01-01\n"


def of_results(text: str) -> list[str]:
    return [each.hint for each in parse_sections(read_text(text), Results)[2]]


def of_spec(old: str, new: str) -> list[Problem]:
    assert DENVER.count(old) >= 1
    return list(parse_sections(source_of(DENVER.replace(old, new, 1)), Spec)[2])


@pytest.mark.parametrize("written", ["", "verified:\n", "verified: yes\n", "verified: [a, b]\n"])
def test_the_keys_that_are_needed_are_named(written: str) -> None:
    (hint,) = of_results(HEAD + written)
    assert hint in {
        "Add verified: {by: Office of Data and Evaluation, on: ...}.",
        "Write verified: {by: Office of Data and Evaluation, on: ...}.",
    }


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("obcgen: 1\n", "Add obcgen: 1."),
        ("settlement: final\n", "Add settlement: with one of interim, final."),
        ("as_of: 2028-01-01\n", "Add as_of: with a date such as 2027-09-15."),
    ],
)
def test_a_missing_key_comes_with_what_to_write(line: str, hint: str) -> None:
    assert of_results(HEAD.replace(line, "") + "verified: {by: a, on: 2028-01-01}\n") == [hint]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("federal: true", "federal: ", "Write true or false."),
        (
            "  status: draft",
            "  status:",
            "Write one of: draft, final, or remove the line if it is not needed.",
        ),
        ("  evidence_tier: 2", "  evidence_tier:: 2", "Write evidence_tier: with one colon."),
        (
            "obcgen: 1",
            "obcgen\u200b: 1",
            "It holds a character that cannot be seen, U+200B: write the key anew.",
        ),
        ("  clauses: {}", "clauses: {}", "It belongs under agreement: indent it with the keys there."),
        (
            "    verification: {like: fluency}",
            "    verification: {like: vocabulary}",
            "Ids that could be named here: fluency, phonemic_awareness.",
        ),
    ],
)
def test_the_remedy_fits_the_slip(old: str, new: str, hint: str) -> None:
    assert hint in [each.hint for each in of_spec(old, new)]


def test_a_part_that_copies_itself_is_told_so() -> None:
    found = of_spec("    verification: {like: fluency}", "    verification: {like: vocabulary}")
    assert [each.message for each in found] == ["“vocabulary” is told to copy from itself."]


def test_the_line_that_excel_writes_first_names_the_separator() -> None:
    table = from_text("sep=;\nparticipant;served\nS,1;yes\n", "p.csv")
    assert table.headings == ("participant", "served")
    assert list(table.rows()) == [(3, ["S,1", "yes"])]


def test_an_open_quotation_is_told_at_the_row_that_opens_it() -> None:
    table = from_text('participant,note\nS-1,"a"\nS-2,"b\nS-3,c\nS-4,d\n', "p.csv")
    with pytest.raises(ObcgenError) as caught:
        list(table.rows())
    place = caught.value.problems[0].place
    assert place is not None
    assert (place.line, place.excerpt) == (3, 'S-2,"b')


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_of_empty_lines_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr("obcgen.source.table.MOST_LINES", 3)
    assert from_text(f"participant{end}S-1{end}", "p.csv").headings == ("participant",)
    with pytest.raises(ObcgenError, match=r"CSV-01 p\.csv has more than 3 lines"):
        from_text(f"participant{end * 4}", "p.csv")
