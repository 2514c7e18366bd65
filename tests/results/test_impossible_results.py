"""Results that nobody can have had: flags for scores, minutes for hours, ids that a spreadsheet spoilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals import Texts
from obcgen.money import Money
from verified import TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

GATED: Texts = {"rates": {"reading": {"requires": {"dosage": "minimum"}}}}


WINDOW = {"opens": "2028-05-01", "closes": "2028-05-12"}


def scored(*values: object) -> str:
    """Return a table with one row for each result."""
    rows = "".join(f"P{number},{value}\n" for number, value in enumerate(values))
    return f"participant,reading\n{rows}"


def scale(name: str, at_least: str = "40", kind: str = "level") -> Spec:
    """Return a contract whose reading is measured on a scale."""
    return contract(outcomes={"reading": {"measure": {"scale": name, "at_least": at_least, "kind": kind}}})


@pytest.mark.parametrize(
    ("name", "at_least", "values"),
    [
        ("percentile", "40", ("0", "1")),
        ("percentile", "40", ("0.52", "0.31", "0.99")),
        ("percentile", "40", ("1", "0", "")),
        ("scale score", "510", ("1", "1")),
        ("scale score", "510", ("0.5", "1")),
        ("credits", "10", ("0", "1")),
    ],
)
def test_flags_and_fractions_are_no_scores(
    name: str, at_least: str, values: tuple[str, ...], tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, TABLE, scored(*values), scale(name, at_least))
    assert (problem.code, f"reading is measured as {name}" in problem.message) == ("RES-22", True)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (1, 13)


@pytest.mark.parametrize(
    ("name", "at_least", "values"),
    [
        ("percentile", "40", ("1", "1", "1")),  # the lowest percentile there is
        ("percentile", "40", ("0", "1", "2")),
        ("percentile", "40", ("1", "0.5", "41")),
        ("percentile", "40", ("0",)),
        ("credentials", "1", ("0", "1", "1")),
        ("credits", "9", ("0", "1", "1")),
        ("grade levels", "1.5", ("0.5", "1", "0")),
        ("percentile", "40", ("yes", "no")),
    ],
)
def test_low_scores_and_small_counts_are_possible(
    name: str, at_least: str, values: tuple[str, ...], tmp_path: Path
) -> None:
    assert verified(tmp_path, TABLE, scored(*values), scale(name, at_least)).people is not None


def test_days_above_a_ceiling_of_few_may_all_be_0_or_1(tmp_path: Path) -> None:
    spec = contract(outcomes={"reading": {"measure": {"scale": "days", "at_most": "5", "at_least": None}}})
    assert due(tmp_path, TABLE, scored(0, 1, 1), spec).performance == Money.dollars(1_500)


def test_the_two_measures_of_a_gain_are_held_each_by_itself(tmp_path: Path) -> None:
    table = "participant,reading:from,reading:to\nA,0.31,45\nB,0.2,46\n"
    (problem,) = refused(tmp_path, TABLE, table, scale("percentile", "5", "gain"))
    assert "The column reading:from holds fractions" in problem.message
    gains = scored("0", "1")
    assert due(tmp_path, TABLE, gains, scale("percentile", "5", "gain")).performance == Money.dollars(0)


# Service: from October 4, 2027 to May 19, 2028 there are 165 weekdays, of 8 hours each 1,320


@pytest.mark.parametrize(
    ("dosage", "code"),
    [
        ("1320", "RES-27"),
        ("1320.5", "RES-26"),
        ("2160", "RES-26"),
        ("40000", "RES-26"),
        ("79201 minutes", "RES-26"),
        ("42", ""),
        ("43", "RES-27"),
    ],
)
def test_no_more_service_than_the_calendar_holds(dosage: str, code: str, tmp_path: Path) -> None:
    table = f"participant,dosage,reading\nA,36,50\nB,{dosage},50\n"
    if code == "RES-26":
        (problem,) = refused(tmp_path, TABLE, table, contract(payment=GATED))
        assert (problem.code, "for 1,320 at the most" in problem.message) == (code, True)
        assert problem.place is not None
        assert (problem.place.line, problem.place.column) == (3, 3)
    else:
        found = verified(tmp_path, TABLE, table, contract(payment=GATED))
        assert code in {"", *(each.kind.code for each in found.oddities)}
        assert (code == "") == ("RES-27 dosage" not in {each.name for each in found.oddities})


def test_a_week_that_has_begun_is_room_for_a_week_of_service(tmp_path: Path) -> None:
    # 229 days are 32 weeks and 5 days
    spec = contract(payment=GATED, program={"dosage": {"minimum": "20 weeks"}})
    assert verified(tmp_path, TABLE, "participant,dosage,reading\nA,33,50\n", spec).facts.people
    (problem,) = refused(tmp_path, TABLE, "participant,dosage,reading\nA,34,50\n", spec)
    assert "for 33 at the most" in problem.message


@pytest.mark.parametrize(
    ("as_of", "dosage", "most"), [("2028-06-20", 230, "229"), ("2027-10-08", 6, "5"), ("2027-09-01", 1, "0")]
)
def test_days_of_service_are_counted_from_the_first_to_the_last(
    as_of: str, dosage: int, most: str, tmp_path: Path
) -> None:
    spec = contract(payment=GATED, program={"dosage": {"minimum": "20 days"}})
    interim = TABLE.replace("final", "interim").replace("2028-06-20", as_of)
    table = f"participant,dosage,reading\nA,{dosage - 1},\n"
    assert verified(tmp_path, interim, table, spec).facts.people
    (problem,) = refused(tmp_path, interim, table.replace(f",{dosage - 1},", f",{dosage},"), spec)
    assert f"for {most} at the most" in problem.message


@pytest.mark.parametrize(("ends", "found"), [("2028-10-03", ["RES-27 dosage"]), ("2028-10-04", [])])
def test_a_day_more_than_a_year_is_a_second_year_of_sessions(
    ends: str, found: list[str], tmp_path: Path
) -> None:
    spec = contract(
        payment=GATED, program={"ends": ends}, assessments={"test": {"windows": {"spring": WINDOW}}}
    )
    result = verified(tmp_path, TABLE, "participant,dosage,reading\nA,43,50\n", spec)  # 42 hours in a year
    assert [each.name for each in result.oddities if each.kind.code == "RES-27"] == found


def test_days_closed_are_no_days_of_service(tmp_path: Path) -> None:
    closures = {"winter": {"name": "Winter", "starts": "2027-12-20", "ends": "2027-12-31"}}
    spec = contract(payment=GATED, district={"closures": closures})
    (problem,) = refused(tmp_path, TABLE, "participant,dosage,reading\nA,1300,50\n", spec)
    assert "for 1,240 at the most" in problem.message


def test_an_interim_settlement_counts_the_days_so_far(tmp_path: Path) -> None:
    interim = TABLE.replace("final", "interim").replace("2028-06-20", "2027-10-08")
    problem, *_ = refused(tmp_path, interim, "participant,dosage,reading\nA,41,50\n", contract(payment=GATED))
    assert "2027-10-08 there was room for 40 at the most" in problem.message


def test_results_are_not_verified_before_they_are_measured(tmp_path: Path) -> None:
    early = TABLE.replace("on: 2028-06-20", "on: 2028-04-30")
    (problem,) = refused(tmp_path, early, scored("50", "30"))
    assert (problem.code, "the first window opens on 2028-05-01" in problem.message) == ("RES-10", True)


# Ids


@pytest.mark.parametrize("name", ["#REF!", "#N/A", "NaN", "null", "None", "N/A", "6.05E+11", "1e+09"])
def test_what_a_program_writes_for_a_missing_value_is_no_id(name: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, f"participant,reading\nA,50\n{name},50\n")
    assert (problem.code, f"“{name}” is" in problem.message) == ("RES-01", True)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 1)


@pytest.mark.parametrize("name", ["Nanette", "nullmann", "N-17", "1E5B", "605E", "u#1", "7e"])
def test_ids_that_only_look_like_it_are_ids(name: str, tmp_path: Path) -> None:
    found = verified(tmp_path, TABLE, f"participant,reading\nA,50\n{name},50\n")
    assert found.people is not None
    assert name in found.people.ids
