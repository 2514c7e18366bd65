"""Defined terms in the district's own words: printed with the capital letter that the document gives them."""

from __future__ import annotations

import pytest

from obcgen.render.own_words import with_terms


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10 business days after the district's office", "10 Business Days after the District's office"),
        ("the program leads of both parties meet", "the Program Leads of both Parties meet"),
        ("data that the\nprovider needs", "data that the\nProvider needs"),
        ("provider's program director", "Provider's program director"),
        ("at least $5 of base funding per participant", "at least $5 of Base Funding per Participant"),
        ("Participants' scores", "Participants' scores"),
    ],
)
def test_a_defined_term_begins_with_a_capital(text: str, printed: str) -> None:
    assert with_terms(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "so that a provider can staff the program year",
        "participants@schools.example, https://schools.example/participants/list",
        "another district, a third party",
        "the program director",
        "the roster-keeping system",
    ],
)
def test_what_may_mean_something_else_stays(text: str) -> None:
    assert with_terms(text) == text
