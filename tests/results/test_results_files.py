"""What a results file says beside the table: totals, ledger, defaults, amounts; and every fault in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals import Texts, group_outcome
from obcgen.money import Money
from obcgen.problems import ObcgenError
from obcgen.results.read import read_results
from verified import HEAD, TABLE, TOTALS, contract, due, refused, verified


def test_totals_are_settled(tmp_path: Path) -> None:
    found = due(tmp_path, TOTALS + "paid: {base: {amount: $10000, on: 2027-10-15}}\n")
    # $10,000 + 50 x $500
    assert (found.total, found.paid, found.due) == (
        Money.dollars(35_000),
        Money.dollars(10_000),
        Money.dollars(25_000),
    )


def test_a_payment_made_in_parts_and_one_given_back_are_added_up(tmp_path: Path) -> None:
    paid = (
        "paid:\n  rates.reading:\n    - {amount: $30000, on: 2028-06-01}\n"
        "    - {amount: $1000, on: 2028-06-02, returned: yes}\n"
    )
    found = due(tmp_path, TOTALS + paid)
    assert (found.paid, found.lines[0].due) == (Money.dollars(29_000), Money.dollars(-4_000))


def test_what_is_disputed_waits_and_the_rest_is_paid(tmp_path: Path) -> None:
    found = due(tmp_path, TOTALS + "disputed: [reading]\n")
    assert (found.due, found.disputed, found.payable) == (
        Money.dollars(35_000),
        Money.dollars(25_000),
        Money.dollars(10_000),
    )


def test_an_interim_settlement_pays_what_is_due_by_then(tmp_path: Path) -> None:
    parts: Texts = {
        "launch": {"share": "40%", "due": "2027-10-15"},
        "close": {"share": "60%", "due": "2028-06-30"},
    }
    spec = contract(
        payment={
            "base": {"due": None, "installments": parts},
            "rates": {"math": {"per_participant": "$300"}},
            "invoicing": {"retainage": "10%"},
        }
    )
    found = due(tmp_path, TOTALS.replace("final", "interim").replace("06-20", "02-01"), spec=spec)
    # 40% of $10,000, a tenth held back; reading has results, math has none
    assert (found.base, found.retained, found.performance) == (
        Money.dollars(4_000),
        Money.dollars(400),
        Money.dollars(25_000),
    )
    assert [line.open for line in found.lines] == [False, True]


@pytest.mark.parametrize(
    ("released", "held"), [(None, 0), ("the final data set is accepted", 0), ("2028-12-01", 1_000)]
)
def test_the_final_settlement_releases_what_was_held_back_unless_a_later_day_is_set(
    released: str | None, held: int, tmp_path: Path
) -> None:
    invoicing = {"retainage": "10%", **({"released": released} if released else {})}
    found = due(tmp_path, TOTALS, spec=contract(payment={"invoicing": invoicing}))
    assert found.retained == Money.dollars(held)


def test_parts_of_totals_say_the_cohort(tmp_path: Path) -> None:
    cohort = {"planned": "50", "starts": "2027-09-01"}
    cohorts = {
        "one": {"name": "One", "ends": "2028-06-01", **cohort},
        "two": {"name": "Two", "ends": "2029-06-01", **cohort},
    }
    rates = {"reading": {"by_year": {"2027-28": "$500", "2028-29": "$600"}}}
    spec = contract(cohorts=cohorts, payment={"rates": rates})
    parts = (
        "    parts:\n      a: {cohort: one, measured: 50, eligible: 40, reached: 30}\n"
        "      b: {cohort: two, measured: 40, eligible: 40, reached: 20}\n"
    )
    totals = TOTALS.replace("  reading: {measured: 90, eligible: 80, reached: 50}\n", "") + (
        "  reading:\n    measured: 90\n    eligible: 80\n    reached: 50\n" + parts
    )
    # 30 x $500 + 20 x $600
    assert due(tmp_path, totals, spec=spec).performance == Money.dollars(27_000)
    (problem,) = refused(tmp_path, TOTALS, spec=spec)
    assert (problem.code, "not divided by cohort" in problem.message) == ("RES-08", True)


@pytest.mark.parametrize(
    ("given", "dollars"),
    [("44", 18_000), ("39", 0), ("yes", 18_000), ("no", 0), ("missing", 0)],
)
def test_a_group_has_a_value_or_a_yes(given: str, dollars: int, tmp_path: Path) -> None:
    rates: Texts = {
        "reading": None,
        "absence": {"share_of": {"budget": "9%", "of": "$200,000"}, "due": "2028-07-31"},
    }
    spec = contract(outcomes={"absence": group_outcome("Absence")}, payment={"rates": rates})
    found = due(tmp_path, HEAD + f"groups: {{absence: {given}}}\n", spec=spec)
    assert found.performance == Money.dollars(dollars)


def test_a_default_reaches_the_participants_it_names(tmp_path: Path) -> None:
    default = {"effect": "deemed_met", "reach": "affected_participants", "at_most": "$5,000"}
    spec = contract(payment={"if_district_defaults": default})
    named = (
        "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20, "
        "outcomes: [reading], participants: [B]}\n"
    )
    table = "participant,reading\nA,50\nB,30\nC,30\n"
    found = due(tmp_path, TABLE + named, table, spec)
    assert (found.added, found.performance) == (Money.dollars(500), Money.dollars(1_000))
    everyone = due(tmp_path, TABLE + named.replace("[B]", "all"), table, spec)
    assert everyone.added == Money.dollars(1_000)


# What is refused


PAID = "paid: {base: {amount: $10000, on: 2027-10-20}}\n"

DEFAULT = (
    "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20, "
    "outcomes: [reading], participants: all}\n"
)


def test_a_folder_in_place_of_results_is_told_with_the_results_in_it(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError) as fault:
        read_results(tmp_path, contract())
    (problem,) = fault.value.problems
    assert (problem.code, "settle SPEC --start" in problem.hint) == ("RES-20", True)
    (tmp_path / "results.yaml").write_text(TOTALS, encoding="utf-8")
    with pytest.raises(ObcgenError) as fault:
        read_results(tmp_path, contract())
    assert fault.value.problems[0].hint == f"Did you mean {tmp_path / 'results.yaml'}?"


def test_an_amount_with_a_comma_before_its_cents_is_told_once_with_what_is_meant(tmp_path: Path) -> None:
    paid = PAID.replace("$10000", "10.000,00")
    (problem,) = refused(tmp_path, TOTALS + paid)
    assert (problem.code, problem.expected) == ("SRC-25", "$10000.00")
    assert verified(tmp_path, TOTALS + paid.replace("10.000,00", problem.expected)).ledger.paid


def test_a_key_is_not_taken_for_one_that_is_written_and_unlike_it(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TOTALS + "note: hello\n")
    assert (problem.code, "roster" in problem.hint) == ("SRC-16", False)
    (problem,) = refused(tmp_path, TOTALS + "setlement: final\n")
    assert problem.hint == "Did you mean settlement? It is written here already."


def test_a_settlement_before_the_contract_is_told_alone_and_no_day_that_depends_on_it(tmp_path: Path) -> None:
    wrong = (TOTALS + PAID + DEFAULT).replace("as_of: 2028", "as_of: 2027")
    (problem,) = [each for each in refused(tmp_path, wrong) if each.code == "RES-10"]
    assert problem.path == ("as_of",)


def test_a_settlement_and_a_verification_before_the_contract_are_told_once(tmp_path: Path) -> None:
    (problem,) = [
        each
        for each in refused(tmp_path, TOTALS.replace("2028-06-20", "2027-06-20"))
        if each.code == "RES-10"
    ]
    assert problem.path == ("as_of",)


def test_a_day_that_no_settlement_of_that_day_allows_is_told_without_a_range_that_ends_before_it_begins(
    tmp_path: Path,
) -> None:
    wrong = (TOTALS + DEFAULT).replace("as_of: 2028-06-20", "as_of: 2027-10-10")
    (problem,) = [each for each in refused(tmp_path, wrong) if each.path[-1:] == ("cure_failed",)]
    assert problem.expected == "a day from 2027-10-20 on, and as_of too"
    assert problem.hint == "Correct the date, or as_of."


@pytest.mark.parametrize(
    ("results", "code", "line", "words"),
    [
        (TOTALS.replace("C-1", "C-2"), "RES-09", 2, "These are results of C-2, but the contract is C-1."),
        (TOTALS.replace("as_of: 2028", "as_of: 2027"), "RES-10", 4, "lies before what can be"),
        (TOTALS.replace("on: 2028", "on: 2031"), "RES-10", 5, "lies after what can be"),
        (TOTALS + "paid: {base: {amount: $1, on: 2028-07-01}}\n", "RES-10", 9, "base was paid on 2028-07-01"),
        (TOTALS + "paid: {bass: {amount: $1, on: 2028-01-01}}\n", "RES-11", 9, "no payment “bass”"),
        (TOTALS + "disputed: [math]\n", "RES-11", 9, "no line of the rate card “math”"),
        (TOTALS + "conditions: {reading: yes}\n", "RES-11", 9, "no line with a condition “reading”"),
        (TOTALS.replace("  reading", "  reeding"), "RES-11", 8, "no outcome “reeding”"),
        (
            TOTALS.replace("  reading", "  absence"),
            "RES-12",
            8,
            "counted by group, so its result belongs under groups",
        ),
        (TOTALS.replace("reached: 50", "reached: 81"), "RES-05", 8, "reached is 81, but 80 are eligible"),
        (
            TOTALS.replace("measured: 90", "measured: 101"),
            "RES-05",
            8,
            "measured is 101, but 100 are on the roster",
        ),
        (TOTALS.replace("roster: 100", "roster: 101"), "RES-05", 6, "there may be 100 participants at most"),
        (TOTALS + "served: 101\n", "RES-05", 9, "served is 101, but 100 are on the roster"),
        (TOTALS + DEFAULT.replace("rosters", "roosters"), "RES-11", 10, "no duty of the district “roosters”"),
        (TOTALS + DEFAULT.replace("[reading]", "[reeding]"), "RES-11", 10, "no outcome “reeding”"),
        (
            TOTALS + DEFAULT.replace("2027-10-20", "2027-10-01"),
            "RES-10",
            10,
            "from notice, ended on 2027-10-01",
        ),
        (TOTALS + DEFAULT.replace("notice: 2027-10-05, ", ""), "SRC-17", 10, "“notice” is missing"),
        (TOTALS + DEFAULT.replace("all", "[A]"), "RES-07", 10, "totals do not say who they are"),
        (TOTALS.replace("reached: 50", "reached: -5"), "SPC-09", 8, "-5 is less than nothing"),
        (HEAD, "RES-16", 1, "There are no results of reading"),
        (TOTALS.replace("final", "last"), "SPC-03", 3, "is not a choice here"),
        (TOTALS + "payed: {}\n", "SRC-16", 9, "is not a key that is known"),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(
    results: str, code: str, line: int, words: str, tmp_path: Path
) -> None:
    found = [each for each in refused(tmp_path, results) if each.code == code]
    (problem,) = found
    assert words in problem.message
    assert problem.place is not None
    assert problem.place.line == line
    assert problem.hint


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"math": {"all": ["reading", "math"], "per_participant": "$5"}},
            "which participants reached several",
        ),
        (
            {"math": {"outcome": "reading", "per_participant": {"tiers": [{"at_least": "40", "pay": "$5"}]}}},
            "by the value that each participant measured",
        ),
        (
            {"math": {"outcome": "reading", "per_participant": "$5", "requires": {"dosage": "minimum"}}},
            "do not count the same participants for reading",
        ),
    ],
)
def test_where_totals_are_not_enough_a_table_is_asked_for(changes: Texts, words: str, tmp_path: Path) -> None:
    spec = contract(payment={"rates": {key: {"due": "2028-07-31", **line} for key, line in changes.items()}})
    totals = TOTALS + "  math: {measured: 90, eligible: 80, reached: 50}\n"
    found = [each for each in refused(tmp_path, totals, spec=spec) if each.code == "RES-07"]
    assert [each for each in found if words in each.message]


def test_totals_are_enough_only_while_the_cap_per_participant_cannot_cut(tmp_path: Path) -> None:
    rates = {"math": {"per_participant": "$300", "due": "2028-07-31"}}
    totals = TOTALS + "  math: {measured: 90, eligible: 80, reached: 50}\n"
    enough = contract(payment={"rates": rates, "caps": {"participant": "$800"}})
    assert due(tmp_path, totals, spec=enough).performance == Money.dollars(40_000)
    less = contract(payment={"rates": rates, "caps": {"participant": "799.99"}})
    (problem,) = refused(tmp_path, totals, spec=less)
    assert (problem.code, "would earn $800" in problem.message) == ("RES-07", True)


def test_totals_and_table_must_agree_and_both_figures_are_named(tmp_path: Path) -> None:
    table = "participant,reading\nA,50\nB,30\nC,\n"
    counts = "outcomes:\n  reading: {measured: 2, eligible: 2, reached: 1}\n"
    assert due(tmp_path, TABLE + "roster: 3\n" + counts, table).performance == Money.dollars(500)
    wrong = counts.replace("reached: 1", "reached: 2")
    found = refused(tmp_path, TABLE + "roster: 4\n" + wrong, table)
    assert [(each.code, each.message) for each in found] == [
        ("RES-06", "roster is 4 here, but the table of participants gives 3."),
        ("RES-06", "reading: reached is 2 here, but the table of participants gives 1."),
    ]


def test_a_participant_of_a_default_is_in_the_table(tmp_path: Path) -> None:
    found = refused(tmp_path, TABLE + DEFAULT.replace("all", "[S-0107]"), "participant,reading\nS-0108,50\n")
    (problem,) = [each for each in found if each.severity == "error"]
    assert (problem.message, problem.hint) == (
        "There is no participant S-0107 in the table.",
        "Did you mean S-0108?",
    )


def test_faults_of_every_part_are_told_in_one_run(tmp_path: Path) -> None:
    results = TABLE.replace("C-1", "C-9").replace("as_of: 2028-06-20", "as_of: June") + "disputed: [x]\n"
    codes = [each.code for each in refused(tmp_path, results, "participant,reading\nA,50\nA,=1\n")]
    assert sorted(codes) == ["CSV-05", "RES-09", "RES-11", "SPC-10"]


def test_a_default_without_a_clause_is_a_warning(tmp_path: Path) -> None:
    found = verified(tmp_path, TOTALS + DEFAULT + PAID)
    assert [problem.code for problem in found.problems] == ["RES-13"]


def test_costs_that_are_not_given_count_at_the_budget_and_a_warning_says_so(tmp_path: Path) -> None:
    spec = contract(payment={"base": {"fixed": None, "reimbursed": {"budget": "$80,000"}}})
    found = verified(tmp_path, TOTALS + PAID, spec=spec)
    assert [problem.code for problem in found.problems] == ["RES-18"]
    assert due(tmp_path, TOTALS, spec=spec).base == Money.dollars(80_000)
    assert due(
        tmp_path, TOTALS + "amounts: {costs: $70,000.50}\n".replace(",", ""), spec=spec
    ).base == Money.parse("70000.50")


def test_a_price_that_is_still_proposed_cannot_be_settled(tmp_path: Path) -> None:
    rates = {"reading": {"per_participant": {"proposed": "true", "at_most": "$500"}}}
    (problem,) = refused(tmp_path, TOTALS, spec=contract(payment={"rates": rates}))
    assert problem.code == "RES-15"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=1, max_size=40))
def test_participants_and_their_totals_give_the_same_settlement(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("results")
    table = "participant,reading\n" + "".join(
        f"P{n},{value if known else ''}\n" for n, (value, known) in enumerate([(50, True), *rows])
    )
    counted = [value for value, known in [(50, True), *rows] if known]
    reached = sum(value >= 40 for value in counted)
    totals = HEAD + (
        f"roster: {len(rows) + 1}\noutcomes:\n"
        f"  reading: {{measured: {len(counted)}, eligible: {len(counted)}, reached: {reached}}}\n"
    )
    spec = contract(payment={"rates": {"reading": {"factor": "5/6"}}, "caps": {"total": "$4,999.99"}})
    by_table, by_totals = due(folder, TABLE, table, spec), due(folder, totals, spec=spec)
    assert by_table.total == by_totals.total
    assert [limit.after for limit in by_table.limits] == [limit.after for limit in by_totals.limits]
