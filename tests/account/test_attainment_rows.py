"""What a line pays at an attainment, before the caps: by hand, and as it is settled."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals import rated
from obcgen.account.curves import AttainmentRow, attainment_rows
from obcgen.account.rate_card import rate_lines
from obcgen.money import Money, Share

DUE = {"due": "2028-07-31"}


def row(**rate: Any) -> AttainmentRow:
    """Return the row of one line for reading: 100 participants, 20 % expected without, target 40 %."""
    (found,) = attainment_rows(rated({"reading": rate | DUE}))
    return found


def corners(found: AttainmentRow) -> list[str]:
    return [f"{share}: {pays}" for share, pays in found.corners]


def test_a_flat_price_pays_in_proportion() -> None:
    found = row(per_participant="$500")
    assert (found.pays_expected, found.pays_target) == (Money.dollars(10_000), Money.dollars(20_000))
    assert found.most == Money.dollars(50_000)
    assert corners(found) == ["0%: $0", "100%: $50,000"]


def test_whole_participants_are_paid_for_to_the_nearest() -> None:
    spec = rated({"reading": {"per_participant": "$500"} | DUE})
    reading = spec.outcomes["reading"].model_copy(update={"expected_without": Share.parse("33.6%")})
    (found,) = attainment_rows(spec.model_copy(update={"outcomes": spec.outcomes | {"reading": reading}}))
    assert found.pays_expected == Money.dollars(34 * 500)


def test_a_ceiling_of_the_line_bends_its_payment() -> None:
    found = row(per_participant="$500", at_most="$15,000")
    assert (found.pays_expected, found.pays_target, found.most) == tuple(
        map(Money.dollars, (10_000, 15_000, 15_000))
    )
    assert corners(found) == ["0%: $0", "30%: $15,000", "100%: $15,000"]


def test_steps_stand_upright() -> None:
    found = row(
        group_result={"steps": [{"at_least": "30%", "pay": "$100"}, {"at_least": "50%", "pay": "$900"}]}
    )
    assert (found.pays_expected, found.pays_target) == (Money(0), Money.dollars(100))
    assert corners(found) == ["0%: $0", "30%: $0", "30%: $100", "50%: $100", "50%: $900", "100%: $900"]


@pytest.mark.parametrize(
    ("ends", "expected", "bends"),
    [
        ({}, "$0", ["0%: $0", "30%: $0", "30%: $100", "50%: $300", "100%: $300"]),
        ({"below": "first"}, "$100", ["0%: $100", "30%: $100", "30%: $100", "50%: $300", "100%: $300"]),
        ({"below": "extend"}, "$0", ["0%: $0", "20%: $0", "30%: $100", "50%: $300", "100%: $300"]),
        ({"above": "extend"}, "$0", ["0%: $0", "30%: $0", "30%: $100", "50%: $300", "100%: $800"]),
    ],
)
def test_a_line_between_points_goes_on_as_it_says(
    ends: dict[str, str], expected: str, bends: list[str]
) -> None:
    points = [{"at": "30%", "pay": "$100"}, {"at": "50%", "pay": "$300"}]
    found = row(group_result={"line": points, **ends})
    assert str(found.pays_expected) == expected
    assert str(found.pays_target) == "$200"
    assert corners(found) == bends


@pytest.mark.parametrize(
    "rate",
    [
        {"per_participant": {"tiers": [{"at_least": "40", "pay": "$250"}]}},
        {"per_unit": "$15", "unit": "day", "at_most": "$9,000"},
        {"all": ["reading", "math"], "per_participant": "$500"},
        {"outcome": "absence", "group_result": {"steps": [{"at_least": "3", "pay": "$100"}]}},
        {"per_participant": "$500", "deduction": {"below": "10", "pay": "$50"}},
        {"share_of": {"budget": "9%", "of": "$10,000"}},
    ],
)
def test_a_line_that_one_attainment_does_not_decide_has_no_row(rate: dict[str, Any]) -> None:
    assert attainment_rows(rated({"reading": rate | DUE})) == ()


def test_lines_that_another_chooses_from_have_no_row() -> None:
    rates = {
        "reading": {"per_participant": "$500"} | DUE,
        "math": {"per_participant": "$500"} | DUE,
        "best": {"best_of": ["reading", "math"]} | DUE,
    }
    assert attainment_rows(rated(rates)) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 10**6),
    st.sampled_from([None, "5/6", "12.5%"]),
    st.none() | st.integers(1, 10**8),
)
def test_the_curve_ends_at_what_the_rate_card_says_at_most(
    price: int, factor: str | None, limit: int | None
) -> None:
    rate = {"per_participant": Money(price).exact} | DUE
    rate |= {"factor": factor} if factor else {}
    rate |= {"at_most": Money(limit).exact} if limit else {}
    spec = rated({"reading": rate})
    (found,) = attainment_rows(spec)
    (line,) = rate_lines(spec)
    assert found.corners[-1][1] == found.most == line.maximum
    assert found.pays_expected <= found.pays_target <= found.most
