"""The page for the board: the figures of the deal, nothing confidential, on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from deals import deal
from faults import DENVER
from obcgen.cli import main
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.spec import Spec
from obcgen.summary import language_of
from summary_pages import DEALS, SPECS, TESTS, WRONG, page, spec_of, spec_of_text

CASES = {
    "central-ohio-workforce": ("$1,500,000", "$1,500,000", "$2,175,000", "$2,175,000"),
    "denver-literacy": ("$450,000", "$676,000", "$793,000", "$1,200,000"),
    "duval-math": ("$301,500", "$369,000", "$414,000", "$639,000"),
    "edtech-licenses": ("$43,200", "$65,520", "$76,320", "$115,200"),
}
"""What each deal costs if nothing is reached, without the program, at the targets and at most."""


def board(spec: Spec) -> str:
    return page("board", spec)


def of(path: Path) -> str:
    return board(spec_of(path))


@pytest.mark.parametrize("name", CASES)
def test_it_tells_what_the_deal_costs_in_each_case(name: str) -> None:
    lines = of(TESTS.parent / "specs" / f"{name}.yaml").splitlines()
    first = lines.index("If no result is reached")
    assert tuple(lines[first + 3 : first + 20 : 5]) == CASES[name], lines


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_every_deal_prints_without_blanks_and_without_words_of_the_program(path: Path) -> None:
    shown = of(path)
    for wrong in WRONG:
        assert wrong not in shown, shown


def test_a_case_with_more_people_than_the_others_says_how_many_they_are() -> None:
    specs = TESTS.parent / "specs"
    assert "If everything is reached in full by 660 participants\n" in of(
        specs / "central-ohio-workforce.yaml"
    )
    assert "If everything is reached in full\n" in of(specs / "denver-literacy.yaml")


def test_a_threshold_and_the_steps_of_a_price_are_told_in_words() -> None:
    specs = TESTS.parent / "specs"
    ohio, duval = of(specs / "central-ohio-workforce.yaml"), of(specs / "duval-math.yaml")
    assert "52 percent of participants or more." in ohio
    assert not {"≥", "≤"} & {*ohio}
    assert "$250 from 12 up, $500 from 18 up, and $750 from 24 up per student" in duval


def test_what_the_board_is_asked_to_decide_stands_before_the_figures() -> None:
    lines = of(TESTS.parent / "specs" / "denver-literacy.yaml").splitlines()
    assert lines.index("The governing board is asked to") < lines.index("If no result is reached")


def test_a_line_says_whom_it_counts_and_after_how_much_service() -> None:
    specs = TESTS.parent / "specs"
    denver, ohio = of(specs / "denver-literacy.yaml"), of(specs / "central-ohio-workforce.yaml")
    assert (
        "text fluency in the spring window. Only: Grades 2 and 3. With at least 36 hours of service."
        in denver
    )
    assert "in vocabulary in the spring window. With at least 36 hours of service." in denver
    assert "of service." not in ohio


def test_a_summary_of_two_pages_is_warned_of(tmp_path: Path) -> None:
    spec = tmp_path / "long.yaml"
    spec.write_text(
        DENVER.replace("  problem: |\n", "  problem: |\n" + "    Many words say little. \n" * 200, 1), "utf-8"
    )
    told = CliRunner().invoke(
        main, ["summary", str(spec), "--for", "board", "--format", "pdf", "-o", str(tmp_path)]
    )
    assert told.exit_code == 0
    assert "SUM-06  The summary for the board in “en” takes 2 pages" in " ".join(told.output.split(" "))


def test_a_deal_without_base_funding_says_that_all_depends_on_results() -> None:
    assert "All of it is paid only for results" not in board(deal())
    assert "All of it is paid only for results" in board(deal(payment={"base": None}))


def test_a_deal_that_says_little_asks_for_little() -> None:
    shown = board(deal())
    for absent in ("Approve the request", "Keep", "must", "Questions", "Notice", "Why:"):
        assert absent not in shown


def test_nothing_confidential_is_on_it() -> None:
    shown = of(TESTS.parent / "specs" / "denver-literacy.yaml")
    for secret in ("University Instructors", "$880", "consent agenda", "Director of Finance"):
        assert secret not in shown


def test_what_the_district_keeps_back_is_not_on_it_either() -> None:
    kept = DENVER.replace("  status: draft\n", "  status: draft\n  confidential: [need]\n", 1)
    assert "About one in four" in board(spec_of_text(DENVER))
    assert "About one in four" not in board(spec_of_text(kept))


def test_a_language_that_no_pack_has_is_refused() -> None:
    with pytest.raises(ObcgenError) as refused:
        language_of("fr", builtin())
    (problem,) = refused.value.problems
    assert (problem.code, problem.found) == ("SUM-01", "fr")


def test_the_command_writes_a_file_for_each_format(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["summary", str(SPECS[1]), "--for", "board", "--format", "html", "-o", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.glob("*.html")] == ["RFP-2027-014-summary-board.html"]


def test_nothing_paid_is_no_money_and_nobody_served_is_a_dash() -> None:
    lines = board(deal(payment={"base": None})).splitlines()
    first = lines.index("If no result is reached")
    assert lines[first + 1 : first + 5] == ["$0"] * 4


def test_what_one_participant_costs_is_told_to_the_dollar_and_that_it_is_about_that() -> None:
    specs = TESTS.parent / "specs"
    edtech, denver = of(specs / "edtech-licenses.yaml"), of(specs / "denver-literacy.yaml")
    assert "\n$55\n" in edtech  # $54.60
    assert "For each student, about" in edtech
    assert "about" not in denver.replace("About", "")
    assert not re.search(r"\$[\d,]+\.\d", edtech)


def test_it_says_where_the_finding_of_a_verifier_binds_nobody() -> None:
    said = "advice that neither side has to accept"
    advised = DENVER.replace("  clauses: {}", "  clauses: {independent-verifier: advisory}")
    assert said in board(spec_of_text(advised))
    assert said not in board(spec_of_text(DENVER))


def test_a_base_that_goes_by_use_is_told_as_the_most_that_it_can_be() -> None:
    specs = TESTS.parent / "specs"
    edtech, denver = of(specs / "edtech-licenses.yaml"), of(specs / "denver-literacy.yaml")
    for said in ("Base funding, at most", "still costs up to $65,520"):
        assert said in edtech
        assert said.removesuffix("$65,520") not in denver
