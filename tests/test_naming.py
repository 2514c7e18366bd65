"""Files are named for the number that a document bears; no two documents of a spec share a name."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.naming import Named, NamedFor, Names, slug
from obcgen.source import parse, read
from obcgen.spec import Spec

DENVER = parse(read(Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"), Spec)
WITHOUT_PROVIDER = DENVER.model_copy(update={"provider": None})
DOCUMENTS: tuple[Named, ...] = get_args(Named)
SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def named(document: Named, spec: Spec = DENVER, by: NamedFor = "document") -> str:
    names = Names(spec, "deal", by)
    return names.statement("final") if document == "statement" else names.of(document)


def numbered(rfp: str, contract: str, title: str = "Tutoring") -> Spec:
    document = DENVER.document.model_copy(update={"number": rfp, "title": title})
    assert DENVER.agreement is not None
    agreement = DENVER.agreement.model_copy(update={"number": contract})
    return DENVER.model_copy(update={"document": document, "agreement": agreement})


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("rfp", "RFP-2027-014"),
        ("contract", "C-2027-014"),
        ("draft-contract", "RFP-2027-014-draft-agreement"),
        ("schedule", "C-2027-014-schedule"),
        ("review", "C-2027-014-review"),
        ("statement", "C-2027-014-final-statement"),
        ("estimate", "RFP-2027-014-estimate-not-for-publication"),
    ],
)
def test_a_document_is_named_for_its_number(document: Named, name: str) -> None:
    assert named(document) == name


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("rfp", "deal-rfp"),
        ("contract", "deal-contract"),
        ("draft-contract", "deal-draft-contract"),
        ("schedule", "deal-schedule"),
        ("review", "deal-review"),
        ("statement", "final-statement"),
        ("estimate", "deal-estimate-not-for-publication"),
    ],
)
def test_or_for_the_spec(document: Named, name: str) -> None:
    assert named(document, by="spec") == name


def test_before_there_is_a_provider_a_schedule_bears_the_number_of_the_rfp() -> None:
    assert named("schedule", WITHOUT_PROVIDER) == "RFP-2027-014-schedule"


@pytest.mark.parametrize("number", ["to be assigned", "To be assigned"])
def test_a_contract_that_has_no_number_yet_is_named_for_its_deal(number: str) -> None:
    spec = numbered("RFP 2027-14", number)
    assert [named("contract", spec), named("statement", spec)] == [
        "RFP-2027-14-contract",
        "RFP-2027-14-final-statement",
    ]


def test_a_spec_whose_document_cannot_be_read_gives_its_own_name() -> None:
    unread = DENVER.model_copy(update={"document": None, "agreement": None, "provider": None})
    assert named("review", unread) == "deal-review"


def test_a_number_without_a_letter_that_files_may_have_gives_way_to_the_title() -> None:
    assert named("rfp", numbered("?", "C-1", "Tutoring, Grades K/3")) == "Tutoring-Grades-K-3"
    assert named("rfp", numbered("?", "C-1", "报价")) == "deal"


def test_where_both_have_one_number_the_contract_keeps_it() -> None:
    spec = numbered("2027-014", "2027-014")
    assert (named("rfp", spec), named("contract", spec)) == ("2027-014-rfp", "2027-014")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RFP 2027/014", "RFP-2027-014"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\deals\\1", "C-deals-1"),
        ("Año \u02bbokina", "Ano-okina"),
        ("--output", "output"),
        ("con", "con-file"),
        ("LPT1", "LPT1-file"),
        ("a.docx", "a-docx"),
        ("...", ""),
        ("\u202egnp.txt", "gnp-txt"),
    ],
)
def test_a_name_is_safe_on_every_system(text: str, name: str) -> None:
    assert slug(text) == name


def test_what_is_cut_stays_apart_from_what_begins_alike() -> None:
    one, other = (slug("Results of the year " * 4 + end) for end in ("June", "July"))
    assert one != other
    assert max(len(one), len(other)) <= 48


@given(text=st.text(), results=st.text())
def test_no_name_is_longer_than_every_system_takes_or_leaves_the_folder(text: str, results: str) -> None:
    assert SAFE.fullmatch(slug(text) or "x")
    name = Names(numbered(text * 9, text * 7), "deal").statement(results, "finance")
    assert SAFE.fullmatch(name)
    assert len(f"{name}-participants.csv") <= 120


NUMBERS = st.lists(
    st.sampled_from(["X", "x", *DOCUMENTS, "draft-agreement", "final"]), min_size=1, max_size=3
)


@given(rfp=NUMBERS, contract=NUMBERS, provided=st.booleans())
def test_no_two_documents_share_a_name(rfp: list[str], contract: list[str], provided: bool) -> None:
    spec = numbered("-".join(rfp), "-".join(contract))
    spec = spec if provided else spec.model_copy(update={"provider": None})
    for one, other in combinations(DOCUMENTS, 2):
        assert named(one, spec).casefold() != named(other, spec).casefold(), (one, other)
