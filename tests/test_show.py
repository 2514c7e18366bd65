from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.account.schedule import Payment, Schedule
from obcgen.account.sources import Funded
from obcgen.money import Money
from obcgen.problems import Place, Problem, in_order
from obcgen.show.problems import count_text, problems_github, problems_json, problems_text
from obcgen.show.schedule import schedule_text

LINE = "  close: {share: 25%, due: 2028-06-30}"
SUM = Problem(
    "PAY-03",
    "The installments add up to 95%.",
    ("payment", "base", "installments", "close"),
    Place("denver.yaml", 118, 18, 3, LINE),
    found="95%",
    expected="100%",
    hint="Add 5%.",
)
LATER = Problem("GUI-03", "Weak.", ("payment",), Place("denver.yaml", 200, 1), severity="warning")
NOWHERE = Problem("FIL-01", "Changed.")


def test_a_problem_shows_its_line_with_the_spot_underlined() -> None:
    assert problems_text([SUM]).splitlines() == [
        "denver.yaml:118:18: error PAY-03  The installments add up to 95%.",
        f"   118 | {LINE}",
        "       |                  ^^^",
        "    found: 95%",
        "    expected: 100%",
        "    remedy: Add 5%.",
        "",
        "1 error.",
    ]


def test_problems_stand_in_the_order_of_the_file_each_once() -> None:
    assert in_order([LATER, SUM, NOWHERE, SUM]) == (NOWHERE, SUM, LATER)


def test_problems_at_one_place_keep_the_order_in_which_they_were_found() -> None:
    found = tuple(replace(SUM, path=("outcomes", f"outcome_{n}")) for n in range(20, 0, -1))
    assert in_order([LATER, *found]) == (*found, LATER)


def test_the_count_names_each_severity() -> None:
    assert count_text([SUM, SUM, LATER]) == "2 errors, 1 warning."
    assert count_text([]) == "No problems."


def blank(line: int, question: str, section: str = "district", expected: str = "a title") -> Problem:
    excerpt = f"  name: <{question}>"
    place = Place("deal.yaml", line, 9, len(question) + 2, excerpt)
    return Problem("SPC-19", "This blank is not filled in.", (section, str(line)), place, "", expected)


BLANKS = [
    blank(3, "day of issue", "document", "a date such as 2027-09-15"),
    blank(7, "name"),
    blank(8, "state", expected="one of: " + ", ".join(["AL"] * 50)),
    blank(9, "day of issue", "procurement", "a date such as 2027-09-15"),
]


def test_many_blanks_are_listed_by_section_each_question_once_after_the_rest() -> None:
    assert problems_text([*BLANKS, NOWHERE]).splitlines() == [
        "error FIL-01  Changed.",
        "",
        "deal.yaml: 4 blanks to fill in (error SPC-19; 3 different)",
        "    Write each value in place of its blank, the signs < and > included.",
        "  document",
        "     3  day of issue: a date such as 2027-09-15 (again in line 9)",
        "  district",
        "     7  name",
        "     8  state",
        "",
        "5 errors.",
    ]


def test_few_blanks_and_details_show_each_with_its_line() -> None:
    assert problems_text(BLANKS[:3]).count("     | ") == 3
    assert problems_text(BLANKS, details=True).count("     | ") == 4
    assert "--details" in problems_text(BLANKS, details=False)


def test_of_a_code_told_in_brief_only_the_headline_stands_after_the_rest() -> None:
    lines = problems_text([SUM, LATER], brief=frozenset({"PAY-03"})).splitlines()
    assert lines == [
        "deal.yaml:200:1: warning GUI-03  Weak.".replace("deal", "denver"),
        "",
        "denver.yaml:118:18: error PAY-03  The installments add up to 95%.",
        "",
        "1 error, 1 warning.",
    ]


def test_other_forms_name_every_blank() -> None:
    assert len(json.loads(problems_json(BLANKS))["problems"]) == 4
    assert problems_github(BLANKS).count("::error") == 4


def test_an_annotation_names_the_place_the_code_and_the_remedy() -> None:
    assert problems_github([LATER, SUM]) == (
        "::error file=denver.yaml,line=118,col=18,title=PAY-03::"
        "The installments add up to 95%25.%0ARemedy: Add 5%25.\n"
        "::warning file=denver.yaml,line=200,col=1,title=GUI-03::Weak.\n"
    )


def test_an_annotation_without_a_place_names_none() -> None:
    assert problems_github([NOWHERE]) == "::error title=FIL-01::Changed.\n"
    note = Problem("GUI-09", "Look.", severity="note")
    assert problems_github([note]) == "::notice title=GUI-09::Look.\n"


@given(file=st.text(alphabet="a,:%\r\n ./", min_size=1), message=st.text(alphabet="a,:%\r\n;=", min_size=1))
def test_no_text_ends_an_annotation_or_one_of_its_properties_early(file: str, message: str) -> None:
    text = problems_github([Problem("A-1", message, place=Place(file, 1, 1))])
    command, _, rest = text.removeprefix("::error ").partition("::")
    assert text.count("\n") == 1
    assert "\r" not in text
    properties = dict(each.split("=", 1) for each in command.split(","))
    assert properties.keys() == {"file", "line", "col", "title"}
    assert unquote(properties["file"]) == file
    assert unquote(rest.removesuffix("\n")) == message


def test_no_problem_makes_no_annotation() -> None:
    assert problems_github([]) == ""


def test_colour_is_used_only_when_asked_for() -> None:
    assert "\x1b[" not in problems_text([SUM])
    assert "\x1b[1;31merror PAY-03\x1b[0m" in problems_text([SUM], colour=True)


def test_a_long_line_is_cut_around_the_spot() -> None:
    place = Place("a.yaml", 1, 150, 4, "x" * 149 + "HERE" + "y" * 200)
    excerpt, marks = problems_text([Problem("A", "m", place=place)]).splitlines()[1:3]
    assert excerpt[marks.index("^") :].startswith("HERE")
    assert marks.count("^") == 4
    assert excerpt.endswith("…")


def test_json_has_the_promised_keys_and_nothing_where_there_is_no_place() -> None:
    problems = json.loads(problems_json([SUM, NOWHERE]))["problems"]
    assert set(problems[0]) >= {"code", "severity", "message", "path", "file", "line", "column", "hint"}
    assert [p["line"] for p in problems] == [None, 118]
    assert problems[1]["path"] == "payment.base.installments.close"


@given(
    column=st.integers(1, 300),
    width=st.integers(1, 300),
    excerpt=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300),
)
def test_no_place_makes_the_text_fail(column: int, width: int, excerpt: str) -> None:
    text = problems_text([Problem("A", "m", place=Place("a.yaml", 1, column, width, excerpt))])
    assert text.endswith("1 error.\n")


def test_the_schedule_lines_its_money_up_at_the_right() -> None:
    payment = Payment("base.a", None, "base", "Launch", Money(900), "now", Money(900), "Title I")
    planned = Schedule((payment,), Money(900), Money(0), Money(120_000), ("A note.",))
    shown = schedule_text(planned, Funded((), (), ()))
    head, rule, row = shown.splitlines()[:3]
    assert len(head) == len(rule) == len(row)
    assert row.endswith("$9.00          $9.00")
    assert "not set" in row
    assert shown.endswith("A note.\n")


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_every_severity_has_a_colour(severity: str) -> None:
    problem = Problem("A", "m", severity=severity)  # type: ignore[arg-type]
    assert f"{severity} A" in problems_text([problem], colour=True)


def test_no_problem_speaks_to_the_terminal() -> None:
    evil = "a\x1b]0;PWN\x07b\N{RIGHT-TO-LEFT OVERRIDE}"
    place = Place(f"{evil}.yaml", 1, 1, 3, evil)
    shown = problems_text([Problem("SPC-04", evil, (evil,), place, evil, evil, evil)])
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    assert shown.count("a\N{REPLACEMENT CHARACTER}]0;PWN") == 6
    assert "\\u001b]0;PWN\\u0007" in problems_json([Problem("SPC-04", evil)])
