"""RFP and contract speak of participants, first measures, tiers and interest where the deal has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from obcgen.build import document
from obcgen.document.dump import dump
from obcgen.pack import pack_for
from obcgen.policy.rule import DocumentKind

SPECS = Path(__file__).parent.parent / "specs"
GROUPS, PARTICIPANTS, TIERS, LICENSES = (
    "central-ohio-workforce", "denver-literacy", "duval-math", "edtech-licenses",
)  # fmt: skip
BOTH: tuple[DocumentKind, ...] = ("rfp", "contract")


@cache
def text(deal: str, kind: DocumentKind) -> str:
    path = SPECS / f"{deal}.yaml"
    return " ".join(dump(document(kind, path, pack_for(path))[0]).split())


@pytest.mark.parametrize(
    "words",
    [
        "If an Initial Measure", "own Initial Measure counts", "an Initial Measure or a Final Measure",
        "Where both measures are missing", "is missing for a Participant, the rule",
    ],
)  # fmt: skip
def test_a_contract_on_results_of_groups_names_no_measure_that_nobody_takes(words: str) -> None:
    assert words not in text(GROUPS, "contract")


def test_a_contract_on_gains_says_what_a_missing_first_measure_does() -> None:
    assert "If an Initial Measure or a Final Measure is missing for a Participant" in text(TIERS, "contract")
    assert "The replacement's own Initial Measure counts." in text(TIERS, "contract")


@pytest.mark.parametrize("kind", BOTH)
def test_what_is_deemed_reached_is_the_groups_where_nobody_is_counted_singly(kind: DocumentKind) -> None:
    assert "each Outcome affected is deemed reached, but" in text(GROUPS, kind)
    assert "for the Participants served who are affected, but" in text(PARTICIPANTS, kind)


@pytest.mark.parametrize("kind", BOTH)
def test_ends_of_the_range_name_a_number_where_a_figure_depends_on_it(kind: DocumentKind) -> None:
    assert "at the stated prices. Both count Base Funding at the most that it can be." in text(GROUPS, kind)
    assert "at the stated prices and the planned number. Both" in text(PARTICIPANTS, kind)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(("deal", "said"), [(TIERS, True), (PARTICIPANTS, False), (GROUPS, False)])
def test_how_tiers_are_assumed_is_said_where_there_are_tiers(
    deal: str, said: bool, kind: DocumentKind
) -> None:
    assert ("are spread evenly over the tiers from its Threshold upward" in text(deal, kind)) is said


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("deal", [GROUPS, PARTICIPANTS, TIERS, LICENSES])
def test_interest_on_a_late_payment_is_promised_and_stands_apart(deal: str, kind: DocumentKind) -> None:
    assert "does not count toward the Not-to-Exceed Amount" in text(deal, kind)
    federal = "from a federal award." in text(deal, kind)
    assert federal is (deal != LICENSES)


@pytest.mark.parametrize("deal", [GROUPS, PARTICIPANTS, TIERS, LICENSES])
def test_no_limit_of_a_contract_takes_the_interest_away(deal: str) -> None:
    said = text(deal, "contract")
    assert "are not part of this amount" in said
    assert "nothing else but" in said
    assert "is limited to the Not-to-Exceed Amount." not in said


@pytest.mark.parametrize(("deal", "said"), [(GROUPS, False), (PARTICIPANTS, True)])
def test_service_is_planned_around_windows_of_tests_alone(deal: str, said: bool) -> None:
    assert ("calendar, closures, and" in text(deal, "rfp")) is said
