"""The addenda of the guide, from two specs to what a bidder reads."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from addendum_chain import STEPS, written
from obcgen.addenda.faults import no_parts, not_one_addendum
from obcgen.addendum import build_addendum
from obcgen.build import document
from obcgen.checking import read_and_check
from obcgen.cli import main
from obcgen.document.dump import dump
from obcgen.inspection.inspection import inspect
from obcgen.naming import Names
from obcgen.pack import builtin, open_pack
from obcgen.problems import ObcgenError, Problem
from obcgen.sheets.price_file import price_book
from obcgen.source import parse, read
from obcgen.spec import Question, Spec

HIDDEN = """
estimate: {risks: Lynxbrook may not hire.}
funding: {delivery_cost: {per_participant: $871.13}}
payment:
  scenarios: {cautious: {served: 471}}
  rates: {vocabulary: {per_participant: $490}}
"""
"""What no bidder may see, beside a price that all see."""


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    return written(tmp_path_factory.mktemp("chain"))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    """What the guide prints for the second addendum, hidden changes in it, its words, its folder."""
    folder = tmp_path_factory.mktemp("second")
    written(folder, HIDDEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, shlex.split(STEPS[1][0]))
    assert result.exit_code == 0, result.output
    page = (folder / "output" / "RFP-2027-014-addendum-2.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|script).*?</\1>", "", page, flags=re.DOTALL)
    return result.stdout, " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()), folder


@pytest.mark.parametrize(
    "said",
    [
        "Addendum No. 2 to Request for Proposals RFP-2027-014",
        "Issued April 16, 2027",
        "Proposals due May 5, 2027, 2:00 p.m. Mountain Time, as before",
        "Prices or terms of payment change. At most $1,195,000 can be paid; it was $1,200,000.",
        "Use the conformed RFP, Response File, draft Agreement, and price file that come with this addendum",
        "Participants to one instructor 4 3",
        "Price per participant of “Vocabulary” $500 $490",
        "Total: Every target is met $793,000 $790,900",
        "Answers posted Friday, March 26, 2027 Friday, April 16, 2027",
        "such as: Participants to one instructor. From its date 19 days remain to follow the change.",
        "2 Section 4.3, Measurement and windows; received March 18, 2027 Who gives the assessment",
        "This answer replaces the earlier one. The District gives it",
        "Answers posted: Day: Friday; Date and time: April 16, 2027",
        "Section A.3.2, Dosage and schedule Old words New words Group size: At most 4 Participants to one",
        "Addendum No. 2 of April 16, 2027 is received and read",
        "acknowledges this addendum in Part 1 of the Response File",
    ],
)
def test_a_bidder_reads(said: str, second: tuple[str, str, Path]) -> None:
    assert said in second[1]


@pytest.mark.parametrize("secret", ["Lynxbrook", "871.13", "880", "471", "May a session be held online?"])
def test_nothing_hidden_or_answered_before_is_told(secret: str, second: tuple[str, str, Path]) -> None:
    assert secret not in second[1]


def test_the_command_of_the_guide_prints_what_it_says(second: tuple[str, str, Path]) -> None:
    assert second[0] == STEPS[1][1]


def test_the_conformed_documents_name_every_addendum(chain: tuple[Path, Path, Path]) -> None:
    both = "Addendum No. 1 of March 26, 2027 and Addendum No. 2 of April 16, 2027"
    rfp, response, draft = (
        dump(document(kind, chain[2], builtin())[0]) for kind in ("rfp", "response", "draft-contract")
    )
    assert "Denver Public Schools · As conformed by Addendum No. 2 of April 16, 2027" in rfp
    assert "| !No. 1 | March 26, 2027 | Several Offerors asked for time" in rfp
    assert "Denver Public Schools · As conformed by Addendum No. 2 of April 16, 2027" in response
    assert "marked Draft for RFP-2027-014, Addendum No. 2" in draft
    assert "checkbox addendum-1" in response
    assert "checkbox addendum-2" in response
    assert (
        f"The RFP was changed by {both}. Each prevails over what it changes in the RFP, and a later one"
        in draft
    )
    assert "3 Participants to one" in draft
    assert "as conformed by Addendum No. 2 (RFP-2027-014)" in price_book(spec(chain[2])).title
    assert "onformed" not in price_book(spec(chain[0])).title


def test_an_rfp_without_addenda_says_nothing_of_being_conformed(chain: tuple[Path, Path, Path]) -> None:
    assert "onformed" not in dump(document("rfp", chain[0], builtin())[0])


def test_the_history_of_the_folder_makes_the_addendum_again(second: tuple[str, str, Path]) -> None:
    page = second[2] / "output" / "RFP-2027-014-addendum-2.html"
    same = CliRunner().invoke(main, ["history", str(second[2])]).output
    assert "RFP-2027-014-addendum-2.html  as addendum-2.yaml makes it, byte by byte" in same
    assert not any(
        secret in page.read_text(encoding="utf-8") for secret in ("Lynxbrook", "871.13", "served: 471")
    )


def test_an_addendum_is_not_inspected_by_itself(second: tuple[str, str, Path]) -> None:
    found = inspect(second[2] / "output" / "RFP-2027-014-addendum-2.html", open_pack("colorado"))
    assert found.state == "not compared"
    assert "obcgen history" in found.problems[-1].hint


def test_the_guide_names_the_files_as_they_are_called(chain: tuple[Path, Path, Path]) -> None:
    names = Names(spec(chain[1]), "addendum-1")
    stems = (names.of("addendum", "1"), names.of("rfp"), names.of("response"))
    assert STEPS[0][1] == "".join(f"output/{stem}.{ending}\n" for stem in stems for ending in ("docx", "pdf"))


# --- wrong input ---------------------------------------------------------------------------------


def spec(path: Path) -> Spec:
    return parse(read(path), Spec)


def codes(problems: Iterator[Problem]) -> list[tuple[str, str]]:
    return [(each.code, each.found) for each in problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (0, 1, []),
        (1, 2, []),
        (0, 0, [("ADD-03", "no addendum that is new")]),
        (0, 2, [("ADD-03", "No. 1; No. 2")]),
        (2, 0, [("ADD-03", "0")]),
    ],
)
def test_there_is_one_addendum_between_two_specs(
    old: int, new: int, expected: list[tuple[str, str]], chain: tuple[Path, Path, Path]
) -> None:
    assert codes(not_one_addendum(spec(chain[old]), spec(chain[new]))) == expected


def test_an_addendum_that_was_issued_stays_as_it_was(chain: tuple[Path, Path, Path]) -> None:
    old, new = spec(chain[1]), spec(chain[2])
    moved = {**new.addenda, "1": new.addenda["2"]}
    (problem,) = not_one_addendum(old, new.model_copy(update={"addenda": moved}))
    assert (problem.code, problem.path) == ("ADD-03", ("addenda", "1"))
    assert "issued: 2027-03-26" in problem.expected


def test_two_rfps_are_not_one(chain: tuple[Path, Path, Path]) -> None:
    new = spec(chain[1])
    other = new.document.model_copy(update={"number": "RFP-2027-015"})
    found = codes(not_one_addendum(spec(chain[0]), new.model_copy(update={"document": other})))
    assert found == [("ADD-01", "RFP-2027-015")]
    later = new.document.model_copy(update={"issued": date(2027, 3, 2)})
    found = codes(not_one_addendum(spec(chain[0]), new.model_copy(update={"document": later})))
    assert found == [("ADD-01", "2027-03-02")]


def test_a_question_is_about_a_part_that_is_printed() -> None:
    asked = {"4": Question.model_validate({"text": "Why?", "answer": "So.", "section": "servic"})}
    (problem,) = no_parts(asked, {"service", "caps"})
    assert (problem.code, problem.path, problem.hint) == (
        "ADD-04",
        ("questions", "4", "section"),
        "Did you mean service?",
    )
    assert not list(no_parts(asked, {"servic"}))


def refused(old: Path, new: Path) -> list[str]:
    with pytest.raises(ObcgenError) as caught:
        build_addendum(old, new, ["html"], only="addendum")
    return [each.code for each in caught.value.problems]


def test_a_contract_has_no_addendum(chain: tuple[Path, Path, Path]) -> None:
    contract = chain[0].with_name("contract.yaml")
    contract.write_text('extends: rfp.yaml\nprovider: {name: "Lynxbrook, LLC"}\n', encoding="utf-8")
    assert refused(chain[0], contract) == ["ADD-02"]
    assert refused(contract, chain[1]) == ["ADD-02"]


def test_an_addendum_says_something(chain: tuple[Path, Path, Path]) -> None:
    idle = chain[0].with_name("idle.yaml")
    idle.write_text(
        "extends: rfp.yaml\naddenda: {1: {issued: 2027-03-26}}\n"
        "payment: {scenarios: {cautious: {served: 9}}}\n",
        encoding="utf-8",
    )
    assert refused(chain[0], idle) == ["ADD-05"]


def test_an_addendum_on_the_day_the_rfp_had_for_proposals_is_refused(chain: tuple[Path, Path, Path]) -> None:
    late = chain[0].with_name("late.yaml")
    late.write_text(
        "extends: rfp.yaml\naddenda: {1: {issued: 2027-04-30}}\n"
        "procurement: {schedule: {proposals_due: 2027-05-06T14:00}}\n",
        encoding="utf-8",
    )
    assert "PRO-62" in refused(chain[0], late)
    assert "PRO-62" in {each.code for each in read_and_check(late)[2]}


@pytest.mark.parametrize(
    ("issued", "changes", "told"),
    [
        ("2027-04-24", "program: {group_size: 3}", "PRO-63"),
        ("2027-04-23", "program: {group_size: 3}", ""),
        ("2027-04-24", "need: {problem: Too few read.}", ""),
        ("2027-03-26", "procurement: {schedule: {proposals_due: 2027-04-29T14:00}}", "PRO-63"),
        ("2027-03-26", "procurement: {schedule: {proposals_due: 2027-04-30T09:00}}", ""),
        ("2027-03-29", "questions: {1: {text: Why?, answer: So.}}", "PRO-64"),
        ("2027-03-26", "questions: {1: {text: Why?, answer: So.}}", ""),
        (
            "2027-03-29",
            "questions: {1: {text: Why?, answer: S}}\nprocurement: {schedule: {answers_posted: 2027-03-29}}",
            "PRO-64",
        ),
        ("2027-03-20", "procurement: {schedule: {questions_due: 2027-03-19T18:00}}", "PRO-65"),
        ("2027-03-19", "procurement: {schedule: {questions_due: 2027-03-19T18:00}}", ""),
    ],
)
def test_the_last_day_on_which_offerors_have_time(
    issued: str, changes: str, told: str, tmp_path: Path
) -> None:
    _, new, _ = written(tmp_path)
    new.write_text(f"extends: rfp.yaml\naddenda: {{1: {{issued: {issued}}}}}\n{changes}\n", encoding="utf-8")
    found = {each.code for each in read_and_check(new)[2]} & {"PRO-62", "PRO-63", "PRO-64", "PRO-65"}
    assert found == ({told} if told else set())


def test_a_reason_for_one_addendum_does_not_hold_for_the_next(tmp_path: Path) -> None:
    _, first, second = written(tmp_path)
    first.write_text(
        "extends: rfp.yaml\naddenda: {1: {issued: 2027-04-26}}\nprogram: {group_size: 3}\n"
        "waive: {PRO-63: All offerors asked for it.}\n",
        encoding="utf-8",
    )
    second.write_text(
        "extends: addendum-1.yaml\naddenda: {2: {issued: 2027-04-27}}\nprogram: {group_size: 2}\n",
        encoding="utf-8",
    )
    found = [
        [each.severity for each in read_and_check(path)[2] if each.code == "PRO-63"]
        for path in (first, second)
    ]
    assert found == [["waived"], ["warning"]]


def test_an_addendum_over_the_contract_is_refused_by_check_too(chain: tuple[Path, Path, Path]) -> None:
    contract, late = (chain[0].with_name(name) for name in ("awarded.yaml", "too-late.yaml"))
    contract.write_text('extends: rfp.yaml\nprovider: {name: "Lynxbrook, LLC"}\n', encoding="utf-8")
    late.write_text("extends: awarded.yaml\naddenda: {1: {issued: 2027-03-26}}\n", encoding="utf-8")
    codes_of = [{each.code for each in read_and_check(path)[2]} for path in (contract, late)]
    assert ["PRO-66" in codes for codes in codes_of] == [False, True]
