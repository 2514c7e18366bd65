"""The judgement falls where the defect is: a bad deal does not look like a good one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest
from designed import SOUND_LAW, Design, spec_of
from test_designs import EVERY

from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.policy.check import check
from obcgen.problems import Problem, is_error
from obcgen.review.answers import answer
from obcgen.review.checklist import Need, Row, read_checklist
from obcgen.review.judgement import Judged, judged
from obcgen.review.measures import MEASURES, Grade, at_a_glance
from obcgen.review.overall import MOST_MATTERS, Overall, overall
from obcgen.review.reckoned import months, reckoned
from obcgen.review.review import review
from obcgen.review.thin import substance
from obcgen.source import read_text

ROWS = read_checklist(builtin()).rows
NOWHERE = read_text("obcgen: 1", "design.yaml")
"""The designs have no file, so that no line of one can be shown."""
FALLS_ON = {
    "DSN-01": "minimum-dosage",
    "DSN-02": "substitution",
    "DSN-03": "levels",
    "DSN-04": "criterion",
    "DSN-05": "pays-for-more",
    "DSN-06": "baseline",
    "DSN-07": "goal-against-growth",
    "DSN-08": "more-pays-more",
    "DSN-09": "pays-for-more",
    "DSN-10": "who-decides",
    "DSN-11": "who-decides",
    "DSN-12": "missing-results",
    "DSN-13": "paid-for-service",
    "DSN-15": "planned",
    "DSN-17": "horizons",
    "DSN-19": "more-pays-more",
    "DSN-20": "indicators",
    "DSN-22": "price-scored",
    "DAY-01": "paid-on-time",
    "DAT-06": "student-data",
    "LAW-01": "right-law",
    "BAL-01": "early-end",
    "BAL-04": "liability",
    "GUI-15": "who-decides",
}

LIMITED = """
agreement:
  liability: {provider: $7000, not_limited: [injury, security_incident, third_party_claims]}
"""


@cache
def reviewed(changes: str) -> tuple[dict[str, Judged], Overall]:
    """Return the rows and the judgement of the sound deal with changes over it."""
    spec = spec_of(changes)
    problems = check(spec, SOUND_LAW)
    figures = None if any(map(is_error, problems)) else reckoned(spec)
    rows = judged([answer(row, spec, NOWHERE) for row in ROWS], spec, problems, figures)
    return {row.answer.row.id: row for row in rows}, overall(rows, problems)


def first(code: str) -> Design:
    return next(design for design in EVERY if code in design.codes)


def codes(rows: Iterable[Judged]) -> set[str]:
    return {reason.code for row in rows for reason in row.reasons} - {""}


# --- a bad deal does not look like a good one -----------------------------------------------------


def test_the_sound_deal_is_judged_sound() -> None:
    rows, found = reviewed("")
    assert found.word == "sound"
    assert codes(rows.values()) == set()


@pytest.mark.parametrize("code", FALLS_ON)
def test_the_judgement_falls_on_the_row_where_the_defect_is(code: str) -> None:
    rows, found = reviewed(first(code).changes)
    row = rows[FALLS_ON[code]]
    assert row.grade == "weakly"
    assert code in codes([row])
    assert found.word in {"settle", "weak"}
    words = [reason.words for reason in row.reasons if reason.code == code]
    assert any(matter.words in words for matter in found.matters)


@pytest.mark.parametrize("code", ["DSN-01", "DSN-03", "DSN-09", "DSN-10", "GUI-15"])
def test_a_defect_on_which_the_deal_depends_makes_it_weak(code: str) -> None:
    assert reviewed(first(code).changes)[1].word == "weak"


def test_every_warning_of_every_design_weakens_a_row_and_no_design_that_has_one_is_sound() -> None:
    for code in {code for design in EVERY for code in design.codes}:
        design = first(code)
        problems = [each for each in check(spec_of(design.changes), SOUND_LAW) if each.code == code]
        if problems[0].severity != "note":
            rows, found = reviewed(design.changes)
            assert code in codes(rows.values()), code
            assert found.word != "sound", code


def test_no_sound_design_is_judged_weak() -> None:
    sound = [design for design in EVERY if not design.codes][::4]
    assert [each.name for each in sound if reviewed(each.changes)[1].word not in {"sound", "settle"}] == []


def test_a_deal_with_errors_is_not_ready_and_no_figure_is_computed() -> None:
    rows, found = reviewed(first("PRO-14").changes)
    assert found.word == "errors"
    assert all(row.figures == () for row in rows.values())


def test_what_matters_is_five_things_at_most_each_once_the_heaviest_first() -> None:
    _, found = reviewed(MUCH_IS_LACKING)
    weights = [matter.weight for matter in found.matters]
    assert len(weights) == MOST_MATTERS
    assert weights == sorted(weights, reverse=True)
    assert len({matter.words for matter in found.matters}) == len(weights)


# --- which findings bear on which row -------------------------------------------------------------

PLANNED = Row("planned", "g", "?", (Need("the number", ("population.planned",)),), (), (), "s")
ROSTER = Row("roster", "g", "?", (Need("the lock", ("population.roster.locked",)),), (), (), "s")
NAMED = Row("named", "g", "?", (), (), (), "s", weakened_by=("GUI-01",))


def bearing(problem: Problem, *rows: Row) -> dict[str, Grade]:
    spec = spec_of("")
    found = judged([answer(row, spec, NOWHERE) for row in rows], spec, [problem], None)
    return {each.answer.row.id: each.grade for each in found}


@pytest.mark.parametrize(
    ("problem", "weak"),
    [
        (Problem("NEW-01", "m", ("population", "roster", "locked"), severity="warning"), {"roster"}),
        (Problem("NEW-01", "m", ("population", "planned"), severity="error"), {"planned"}),
        (Problem("NEW-01", "m", ("population", "roster"), severity="note"), set()),
        (Problem("NEW-01", "m", ("agreement",), severity="warning"), set()),
        (Problem("GUI-01", "m", ("population", "planned"), severity="note"), {"named"}),
        (Problem("GUI-01", "m", ("population", "planned"), severity="waived", reason="r"), set()),
    ],
)
def test_a_finding_weakens_the_rows_that_name_it_or_the_one_that_stands_nearest(
    problem: Problem, weak: set[str]
) -> None:
    grades = bearing(problem, PLANNED, ROSTER, NAMED)
    assert {id_ for id_, grade in grades.items() if grade != "well"} == weak


def test_a_waived_finding_is_shown_as_accepted_with_its_reason() -> None:
    problem = Problem("GUI-01", "m", ("payment",), severity="waived", reason="The board chose it.")
    spec = spec_of("")
    (row,) = judged([answer(NAMED, spec, NOWHERE)], spec, [problem], None)
    assert (row.grade, row.accepted) == ("well", ("GUI-01: The board chose it.",))


# --- texts that say too little --------------------------------------------------------------------

ASKS = Row("x", "g", "Qualifications, training, and screening of staff", (), (), (), "s")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Staff are appropriately qualified, trained and screened.", 0),
        ("The staffing will be of high quality as required.", 0),
        ("Staff have qualification, training and screening: a bachelor's degree and 20 hours.", 4),
    ],
)
def test_the_question_over_again_and_filler_say_nothing(text: str, words: int) -> None:
    assert substance(text, ASKS, Need("the staffing", ("program.staffing",))) == words


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Staff are qualified, trained and screened.", "weakly"),
        ("Each tutor has a bachelor's degree, 20 hours of practice, and a coach in the room weekly.", "well"),
    ],
)
def test_a_text_that_restates_the_question_is_a_weak_answer(text: str, grade: str) -> None:
    rows, _ = reviewed(f'program: {{staffing: "{text}"}}')
    assert rows["staff"].grade == grade


# --- figures --------------------------------------------------------------------------------------


def measured(name: str, changes: str = "") -> tuple[Grade, str]:
    found = MEASURES[name](reckoned(spec_of(changes)))
    return found.grade, found.words


NO_COST = "without: [funding.delivery_cost]"
EARLY = "agreement: {{termination: {{settlement: {{base: pro_rata, outcomes: {outcomes}}}}}}}"
MUCH_IS_LACKING = """\
without: [population.criterion, population.history, funding.rationale, duties, improvement]
payment: {base: {counted: planned}}
"""
FOUR_MONTHS = """\
without: [funding.delivery_cost.per_participant]
program: {starts: 2027-10-01, ends: 2028-01-31}
funding: {delivery_cost: {fixed: $12300}}
"""
ANYWAY = "outcomes: {fluency: {target: 30%}, vocabulary: {target: 30%}, lasting: {target: 24%}}"
INSTALLMENTS = """\
payment:
  base:
    installments:
      all: {share: 100%, when: the last report is accepted, due: 2028-07-24}
"""


@pytest.mark.parametrize(
    ("name", "changes", "grade", "said"),
    [
        ("cost", "", "well", "stands against a cost of delivery of $174,000."),
        ("cost", "funding: {delivery_cost: {fixed: $1000000}}", "weakly", "less than the cost"),
        ("cost", NO_COST, "not", "is not stated"),
        ("cash", NO_COST, "not", "is not stated"),
        ("at_risk", NO_COST, "not", "is not stated"),
        ("at_risk", "", "well", "loses $0"),
        ("at_risk", "funding: {delivery_cost: {fixed: $100000}}", "weakly", "If no outcome is reached"),
        ("at_risk", "funding: {delivery_cost: {fixed: $1000000}}", "weakly", "below its cost"),
        ("early_end", "", "well", "September 18, 2028"),
        ("early_end", "district: {fiscal_year_starts: 01-01}", "well", "without an appropriation"),
        ("early_end", EARLY.format(outcomes="none"), "weakly", "ends the contract with $0"),
        ("early_end", "agreement: {termination: {convenience: {notice: 2 weeks}}}", "weakly", "2 weeks"),
        ("early_end", "agreement: {termination: {convenience: {notice: 30 days}}}", "well", "30 days"),
        ("early_end", "without: [agreement.termination.convenience]", "well", "cannot end"),
        ("early_end", "without: [agreement.termination]", "not", "Nothing says"),
        ("default", "without: [payment.if_district_defaults]", "not", "Nothing says"),
        ("time_to_bid", "procurement: {schedule: {issue: 2027-05-01}}", "weakly", "Bidders have 13 days."),
        ("price", "without: [procurement.criteria.price.scoring]", "not", "No criterion"),
        ("deadweight", "", "well", "(54.04%) is for results that are expected"),
        ("deadweight", ANYWAY, "weakly", "Higher thresholds"),
        ("liability", "", "weakly", "limited to $660,000, and what the provider owes is not."),
        ("liability", "agreement: {liability: {district: $5000}}", "weakly", "limited to $5,000"),
        (
            "liability",
            LIMITED,
            "well",
            "$7,000 in damages, the district $660,000. No limit holds for claims of third persons",
        ),
        (
            "liability",
            "agreement: {liability: {provider: $7000, not_limited: [injury]}}",
            "weakly",
            "That limit holds for claims of third persons and a loss of personal data too.",
        ),
        ("late_interest", "", "weakly", "prompt-payment: statute"),
        ("late_interest", "agreement: {clauses: {prompt-payment: statute}}", "well", "prompt-payment law"),
        ("late_interest", "payment: {invoicing: {late_interest: {rate: 6%}}}", "well", "interest of 6%"),
    ],
)
def test_a_measure_says_how_it_stands_in_figures(name: str, changes: str, grade: str, said: str) -> None:
    found = measured(name, changes)
    assert found[0] == grade
    assert said in found[1]


def test_late_interest_is_promised_by_a_pack_unless_the_deal_leaves_its_clause() -> None:
    by_pack = {"prompt-payment": "statute"}
    assert MEASURES["late_interest"](reckoned(spec_of(""), by_pack)).grade == "well"
    left = spec_of("agreement: {clauses: {prompt-payment: usual}}")
    assert MEASURES["late_interest"](reckoned(left, by_pack)).grade == "weakly"


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ("program: {field: workforce}\nwithout: [population.grades]", False),
        ("program: {field: workforce}", True),
        ("without: [population.grades]", True),
    ],
)
def test_a_row_of_another_field_is_asked_only_where_the_deal_answers_it(changes: str, asked: bool) -> None:
    found = review(read_checklist(builtin()), spec_of(changes), NOWHERE, (), (), ())
    rows = {line.answer.row.id for group in found.groups for line in group.lines}
    assert ("grades" in rows) is asked
    assert "content-area" in rows


def test_a_workforce_board_is_asked_nothing_that_only_a_school_has() -> None:
    gone = (
        "population.grades, program.group_size, program.evidence_tier, population.roster.substitution_until, "
        "assessments.screener.version"
    )
    asked = {}
    for field in ("workforce", "tutoring"):
        changes = f"program: {{field: {field}}}\nwithout: [{gone}]"
        found = review(read_checklist(builtin()), spec_of(changes), NOWHERE, (), (), ())
        asked[field] = {line.answer.row.id for group in found.groups for line in group.lines}
    of_schools = {"grades", "group-size", "evidence-tier", "substitution", "tool-version"}
    assert asked["tutoring"] - asked["workforce"] >= of_schools
    assert {"setting", "research-base", "tool", "roster-lock"} <= asked["workforce"]


def test_cash_is_counted_month_by_month_against_cost_spread_over_the_days_of_service() -> None:
    spec = spec_of(FOUR_MONTHS)
    found = months(reckoned(spec))
    assert [(each.ends, each.spent) for each in found[:5]] == [
        (date(2027, 10, 31), Money.parse("$3,100")),
        (date(2027, 11, 30), Money.parse("$6,100")),
        (date(2027, 12, 31), Money.parse("$9,200")),
        (date(2028, 1, 31), Money.parse("$12,300")),
        (date(2028, 2, 29), Money.parse("$12,300")),
    ]
    assert found[-1].paid == reckoned(spec).target.total


def test_a_provider_that_is_paid_only_at_the_end_carries_its_whole_cost() -> None:
    grade, words = measured("cash", "without: [payment.base.installments]\n" + INSTALLMENTS)
    assert grade == "weakly"
    assert "been paid $0" in words
    assert "100% of its cost" in words
    assert "is even by July 31, 2028" in words


def test_the_money_at_a_glance_is_that_of_the_scenarios() -> None:
    found = reckoned(spec_of(""))
    glance = dict(at_a_glance(found))
    assert glance["Paid if no outcome is reached"] == str(found.outlooks["none"].total)
    assert glance["Paid with every target met"].startswith(str(found.target.total))
    assert glance["Cost of delivery"] == str(found.cost)
    assert dict(at_a_glance(reckoned(spec_of(NO_COST))))["Cost of delivery"] == "Not stated"


@pytest.mark.parametrize("liability", ["", "liability: {provider: $7000}, "])
def test_limits_that_no_document_prints_are_told_as_none(liability: str) -> None:
    spec = spec_of(f"agreement: {{{liability}clauses: {{limits-of-liability: false}}}}")
    found = MEASURES["liability"](reckoned(spec))
    assert "no document limits what either side owes" in str(found)
    assert "$7,000" not in str(found)
