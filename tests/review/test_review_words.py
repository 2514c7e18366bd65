"""A review speaks of the deal as the deal does: of its buyer, of those served, of days written out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from obcgen.pack import builtin
from obcgen.policy.check import AGAINST, every_rule
from obcgen.review.checklist import read_checklist
from obcgen.review.clear import CLEAR, nothing_found
from obcgen.review.to_text import to_text
from obcgen.review.words import said, to_paste
from obcgen.reviewing import review
from packs import over_builtin
from reviews import line, reviewed

SPECS = Path(__file__).parents[2] / "specs"


def test_a_board_is_no_district_and_days_are_written_out() -> None:
    ohio = review(SPECS / "central-ohio-workforce.yaml", builtin())
    text = to_text(ohio)
    assert not re.findall(r"\b[Dd]istrict\b|\bfamilies\b", text)
    assert "December 30, 2027" in text
    assert not [line for line in text.splitlines() if re.search(r"\d{4}-\d{2}-\d{2}", line)]


def test_only_words_of_the_program_change_and_only_days_that_there_are() -> None:
    ohio = review(SPECS / "central-ohio-workforce.yaml", builtin())
    agency = replace(ohio, buyer="agency")
    assert said("A district owes a school district 2027-02-30 and 2027-02-15.", ohio) == (
        "A board owes a school district 2027-02-30 and February 15, 2027."
    )
    assert said("a district", agency) == "an agency"
    assert said("participants or families", replace(ohio, minors=True)) == "participants or families"


def test_what_counsel_records_is_one_key_a_line_that_no_page_breaks() -> None:
    lines = to_paste(review(SPECS / "central-ohio-workforce.yaml", builtin()))
    assert lines[0] == "confirmed: {counsel: {by: <office>, on: <date>,"
    groups = [line.partition(":")[0] for line in lines[1:] if "{" in line]
    assert groups == ["    law", "    amounts", "    rfp", "    contract"]
    assert {len(line) - len(line.lstrip()) for line in lines[1:] if "{" not in line} == {8}
    assert all(len(line) < 60 for line in lines)
    kept, lost = (yaml.safe_load("\n".join(each)) for each in (lines, map(str.strip, lines)))
    assert kept == lost
    assert kept["confirmed"]["counsel"]["by"] == "<office>"


def test_a_row_that_only_rules_judge_names_what_was_not_found_and_nothing_that_is_waived() -> None:
    lines = {
        line.answer.row.id: line
        for group in review(SPECS / "central-ohio-workforce.yaml", builtin()).groups
        for line in group.lines
    }
    (said,) = next(line.judged.figures for line in lines.values() if "PRO-20" in line.answer.row.weakened_by)
    assert said == "By the rules of check: the provider did not help to write the request (PRO-20)."
    waived = [line.judged for line in lines.values() if line.judged.waived]
    assert waived
    assert not [code for each in waived for code in each.waived if code in "".join(each.figures)]


@pytest.mark.parametrize(
    ("limit", "graded", "said"),
    [
        ("", "well", "what would have come anyway (DSN-09, found above 75%)."),
        ("70%", "well", "what would have come anyway (DSN-09, found above 70%)."),
        ("65%", "weakly", ""),  # 226,000 of 343,000 is 65.89%
    ],
)
def test_a_row_says_beyond_what_a_rule_speaks_that_found_nothing(
    limit: str, graded: str, said: str, tmp_path: Path
) -> None:
    guidance = {"shared/guidance.yaml": f"largest_anyway: {{share: {limit}, source: the board}}\n"}
    pack = over_builtin(tmp_path, guidance) if limit else None
    found = line(reviewed(tmp_path, pack=pack), "pays-for-more").judged
    assert (found.grade, "".join(found.figures).endswith(said), bool(found.figures)) == (
        graded,
        True,
        bool(said),
    )


def test_each_row_that_only_rules_judge_says_what_it_means_that_they_found_nothing() -> None:
    rows = read_checklist(builtin()).rows
    named = {code for row in rows if not (row.needs or row.judged_by) for code in row.weakened_by}
    assert named == set(CLEAR)


def test_a_rule_without_words_of_its_own_is_said_by_its_title() -> None:
    assert nothing_found(["PAY-06", "FIG-03"], {}) == (
        "By the rules of check: no cap is above what the rates can ever pay (FIG-03). "
        "Checked, and not the case: " + _title("PAY-06") + " (PAY-06)."
    )


def _title(code: str) -> str:
    return next(rule.kind.title for rule in (*every_rule(), *AGAINST) if rule.kind.code == code)


@pytest.mark.parametrize(("name", "said"), [("edtech-licenses", "$36 from 18 hours"), ("duval-math", "$670")])
def test_base_money_is_said_in_words_and_not_as_a_product(name: str, said: str) -> None:
    found = to_text(review(SPECS / f"{name}.yaml", builtin()))
    (words,) = re.findall(r"Base money[^.]*\.", " ".join(found.split()))
    assert "the district is to pay" in words
    assert said in words
    assert " x " not in words
