"""A starter is filled in as a newcomer would, and then passes check and makes both documents."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from obcgen.build import build
from obcgen.checking import read_and_check
from obcgen.cli import main
from obcgen.new import QUESTIONS, blanks, starter
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.source import read_text
from obcgen.source.nodes import at

STARTER = builtin().text("new/spec.yaml")
ANSWERS = {
    "title": "Mathematics Tutoring: Grades 6 to 8",
    "number": "RFP-2027-009",
    "district": "Example School District No. 1",
    "state": "CO",
    "participants": "1,000",
    "base": "$900",
    "outcome": "$300",
}
FACTS = {
    "date the RFP is published": "2027-03-01",
    "postal address of the district": "1 Main Street, Denver, CO 80203",
    "people living in the district": "90000",
    "email for bidders": "purchasing@district.example",
    "office that leads the program": "Director of Mathematics",
    "email of the program lead": "math@district.example",
    "the problem with its figures - which students and how many and how far behind": "One in four reach it.",
    "what the district wants to reach in one line": "Every student at grade level",
    "name of the assessment": "State Mathematics Test",
    "edition of the assessment": "2027",
    "fall window opens": "2027-09-07",
    "fall window closes": "2027-09-17",
    "spring window opens": "2028-05-08",
    "spring window closes": "2028-05-19",
    "subject such as early literacy": "Mathematics",
    "a grade served": "6",
    "another grade served": "7",
    "where and when - such as in person or online and during the school day": "In person",
    "what evaluators look for in the evidence": "Studies of such students.",
    "what evaluators look for in the plan": "Tutors who stay.",
    "what evaluators look for in data and verification": "A session log that can be exported.",
    "last day of the contract - after the last payment": "2028-12-29",
    "name of the state whose law governs": "Colorado",
    "score that decides who takes part": "overall",
    "scale of the score that decides - such as percentile or days": "percentile",
    "a participant lies below this": "25",
    "other students who may take part": "multilingual learners",
    "sessions in a week": "3",
    "minutes of a session": "30",
    "weeks of service": "28",
    "least service that counts": "24 hours",
    "most participants in one session": "4",
    "scale of the first outcome - such as percentile or days": "percentile",
    "first outcome - least that counts as reached": "40",
    "scale of the second outcome - such as percentile or days": "percentile",
    "second outcome - least that counts as reached": "40",
    "participants the district promises to refer": "800",
    "first school": "North School",
    "second school": "South School",
    "first earlier year": "2024-25",
    "second earlier year": "2025-26",
    "first year - students measured": "900",
    "first year - of them reached it": "220",
    "second year - students measured": "950",
    "second year - of them reached it": "240",
    "first year - of them reached the second outcome": "215",
    "second year - of them reached the second outcome": "235",
    "date the roster is fixed": "2027-09-24",
    "last date to replace a participant": "2027-11-15",
    "the service in two or three sentences - what happens in a session and who leads it": "Tutoring.",
    "first day of service": "2027-10-04",
    "last day of service": "2028-05-19",
    "name of the first outcome": "Number sense",
    "what counts as reached in one sentence": "The participant reaches the spring benchmark.",
    "score that decides the first outcome": "number sense",
    "first outcome - attainment expected without the program": "25%",
    "first outcome - attainment aimed at": "42%",
    "why this target is challenging and within reach - history and studies": "Studies find 12 to 20 points.",
    "system the scores come from": "test export",
    "date the scores are exported": "2028-05-26",
    "name of the second outcome": "Algebra",
    "what counts as reached for the second outcome": "The participant reaches the benchmark in algebra.",
    "score that decides the second outcome": "algebra",
    "second outcome - attainment expected without the program": "25%",
    "second outcome - attainment aimed at": "42%",
    "why the money is split between base and outcomes as it is": "The base covers delivery.",
    "grant or budget that pays": "General fund",
    "true for federal money or else false": "false",
    "amount of that grant or budget": "$1,500,000",
    "date the contract must be made by": "2028-06-30",
    "date all payments must be made by": "2028-12-29",
    "first installment is due": "2027-10-25",
    "second installment is due": "2028-03-23",
    "last installment is due - 8 weeks or more after the month in which service ends": "2028-07-24",
    "outcome payments are due": "2028-08-31",
    "the most that is paid then": "$150000",
    "date student data are destroyed": "2028-12-29",
    "date session records may be destroyed": "2032-12-31",
    "name of the state's student data privacy agreement": "State student data privacy agreement",
    "time zone such as America/Denver": "America/Denver",
    "questions are due": "2027-03-19",
    "answers are posted": "2027-03-26",
    "date and time proposals are due": "2027-05-14T14:00",
    "evaluation is complete": "2027-05-24",
    "intended award is announced": "2027-05-28",
    "last day for a protest": "2027-06-04",
    "board meeting that awards": "2027-06-22",
    "contract starts": "2027-07-15",
    "name of the state's public records act": "Colorado Open Records Act",
}


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def made(folder: Path, **answers: str) -> Path:
    """Make a starter with the command, and return its path."""
    options = [f"--{name}={value}" for name, value in answers.items()]
    status, out, error = run("new", folder, *options)
    assert status == 0, error
    assert out.splitlines() == [str(folder / "spec.yaml"), str(folder / "schema.json")]
    return folder / "spec.yaml"


def filled_in(path: Path) -> Path:
    """Put the facts in place of the blanks that are left."""
    text = path.read_text(encoding="utf-8")
    for blank, fact in FACTS.items():
        assert f"<{blank}>" in text, blank
        text = text.replace(f"<{blank}>", fact)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_starter_whose_blanks_are_filled_in_passes_check_without_a_warning(tmp_path: Path) -> None:
    path = filled_in(made(tmp_path / "deal", **ANSWERS))
    assert blanks(path.read_text(encoding="utf-8")) == 0
    for kind in (None, "rfp"):
        problems = read_and_check(path, kind)[2]
        assert [(each.code, each.message) for each in problems if each.severity != "note"] == []
    assert list(build("rfp", path, ["html"], builtin()).files) == ["RFP-2027-009.html"]


def test_the_contract_in_its_last_comment_can_be_made(tmp_path: Path) -> None:
    path = filled_in(made(tmp_path / "deal", **ANSWERS))
    notes = STARTER[STARTER.index("#   extends: spec.yaml") :]
    lines = [line.removeprefix("#   ") for line in notes.split("\n") if line.startswith("#   ")]
    contract = path.with_name("contract.yaml")
    contract.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = read_and_check(contract, "contract")[2]
    assert [(each.code, each.message) for each in problems if each.severity == "error"] == []
    assert list(build("contract", contract, ["html"], builtin()).files) == ["C-2027-001.html"]


def test_check_names_the_line_of_every_blank_and_nothing_else(tmp_path: Path) -> None:
    path = made(tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    told = [each.place.line for each in read_and_check(path)[2] if each.code == "SPC-19" and each.place]
    marked = [
        number
        for number, line in enumerate(lines, 1)
        for _ in re.findall(r"<[^<>]+>", "" if line.startswith("#") else line.split(" #")[0])
    ]
    assert sorted(told) == marked
    assert len(marked) == blanks("\n".join(lines)) > 60
    assert {each.code for each in read_and_check(path)[2] if each.severity == "error"} == {"SPC-19"}


def test_an_answer_fills_all_of_its_blanks_and_the_limit_follows(tmp_path: Path) -> None:
    text = made(tmp_path, **ANSWERS).read_text(encoding="utf-8")
    assert 'title: "Mathematics Tutoring: Grades 6 to 8"' in text
    assert "planned: 1,000\n" not in text
    assert 'planned: "1,000"' in text
    assert 'not_to_exceed: "$1,500,000"' in text.replace("$1,500,000", "$1,500,000") or "$1,500,000" in text
    assert text.count("per_participant: $300") == 2


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_fills_blanks_that_the_starter_has(question: object) -> None:
    assert all(f"<{blank}>" in STARTER for blank in question.blanks)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"state": "Colorada"}, "SPC-03"),
        ({"participants": "many"}, "SPC-09"),
        ({"base": "900 dollars"}, "SPC-07"),
    ],
)
def test_an_answer_that_cannot_be_used_writes_nothing(
    answer: dict[str, str], code: str, tmp_path: Path
) -> None:
    options = [f"--{name}={value}" for name, value in answer.items()]
    status, out, error = run("new", tmp_path / "deal", *options)
    assert (status, out) == (1, "")
    assert code in error
    assert not (tmp_path / "deal").exists()


@pytest.mark.parametrize(
    "title", ['"quoted"', "it's", "a: b # c", "{x}", "- y", "*z", "<b>", "&", "é", "\\", "#"]
)
def test_any_title_is_read_back_as_it_was_given(title: str) -> None:
    text = starter({"title": title}, builtin())["spec.yaml"].decode()
    read = at(read_text(text).root, ("document", "title"))
    assert read is not None
    assert read.value == title


@pytest.mark.parametrize("name", ["spec.yaml", "schema.json"])
def test_nothing_that_is_there_is_overwritten(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    status, out, error = run("new", tmp_path)
    assert (status, out) == (1, "")
    assert "FIL-03" in error
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").symlink_to(tmp_path / "elsewhere")
    assert run("new", tmp_path)[0] == 1
    assert not (tmp_path / "elsewhere").exists()


def test_a_second_spec_may_use_the_schema_that_is_there(tmp_path: Path) -> None:
    made(tmp_path).unlink()
    status, out, _ = run("new", tmp_path)
    assert (status, out) == (0, f"{tmp_path / 'spec.yaml'}\n")


def test_a_file_in_place_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, _, error = run("new", tmp_path / "file")
    assert status == 1
    assert "FIL-02" in error


def test_nothing_is_asked_where_there_is_no_terminal(tmp_path: Path) -> None:
    _, _, error = run("new", tmp_path)
    assert error.startswith("111 blanks to fill in; obcgen check ")


def test_a_control_character_is_refused() -> None:
    with pytest.raises(ObcgenError):
        starter({"title": "a\x07b"}, builtin())


def test_the_command_to_run_next_can_be_pasted(tmp_path: Path) -> None:
    _, _, error = run("new", tmp_path / "new deal")
    assert f"obcgen check '{tmp_path / 'new deal' / 'spec.yaml'}' names" in error


@pytest.mark.parametrize("state", ["TX", "tx", "Texas", "texas"])
def test_a_state_may_be_given_by_its_name(state: str) -> None:
    text = starter({"state": state}, builtin())["spec.yaml"].decode()
    assert f"state: {state}\n" in text


def test_an_answer_that_cannot_be_used_is_told_without_breaking_a_word() -> None:
    from obcgen.cli.starting import _ask

    told: list[str] = []
    answers = iter(["Atlantis", "CO"])
    given = {question.name: "x" for question in QUESTIONS if question.name != "state"}
    with pytest.MonkeyPatch.context() as patch, click.Context(main.commands["new"]):
        patch.setattr("click.prompt", lambda *_, **__: next(answers))
        patch.setattr("click.echo", lambda text, **_: told.append(text))
        patch.setattr("shutil.get_terminal_size", lambda: type("Size", (), {"columns": 40}))
        _ask(given)
    assert given["state"] == "CO"
    assert "“Atlantis” is not a state or a territory" in told[1].split("\n")
    assert max(map(len, told[1].split("\n"))) <= 40
