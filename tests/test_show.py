from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.money import Money
from obcgen.payment.schedule import Payment, Schedule
from obcgen.problems import Place, Problem
from obcgen.show import count_text, in_order, problems_json, problems_text, schedule_text

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


def test_the_count_names_each_severity() -> None:
    assert count_text([SUM, SUM, LATER]) == "2 errors, 1 warning."
    assert count_text([]) == "No problems."


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
    shown = schedule_text(Schedule((payment,), Money(900), Money(0), Money(120_000), ("A note.",)))
    head, rule, row = shown.splitlines()[:3]
    assert len(head) == len(rule) == len(row)
    assert row.endswith("$9.00          $9.00")
    assert "not set" in row
    assert shown.endswith("A note.\n")


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_every_severity_has_a_colour(severity: str) -> None:
    problem = Problem("A", "m", severity=severity)  # type: ignore[arg-type]
    assert f"{severity} A" in problems_text([problem], colour=True)
