"""The federal clauses that a contract prints are those that the rules of guidance say it carries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from deals import Texts, deal
from obcgen.account.origins import Origins, origins
from obcgen.account.schedule import schedule
from obcgen.law.in_force import agencies_paying, amounts_on, law_on
from obcgen.library.clauses import find_clause
from obcgen.library.conditions import holds
from obcgen.library.facts import facts, meanings
from obcgen.library.outline import read_outline
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.render.context import context
from obcgen.render.environment import Templates
from packs import over_builtin

PARAGRAPHS = {
    "A": "federal-remedies", "B": "federal-termination", "G": "federal-clean-air", "H": "federal-debarment",
    "I": "federal-lobbying", "J": "federal-recovered", "K": "federal-telecom", "L": "federal-domestic",
}  # fmt: skip
"""Paragraphs of Appendix II that a contract for services may carry, and the clause of each."""
FEDERAL = {"title_i": {"name": "Title I", "federal": "true", "pays": ["base"]}}


@pytest.mark.parametrize(
    "limit", ["$9,000", "$10,000", "$10,000.01", "$100,000.01", "$150,000.01", "$350,000", "$350,000.01"]
)
def test_each_paragraph_is_printed_when_the_rule_says_that_it_applies(limit: str) -> None:
    spec = deal(funding={"not_to_exceed": limit, "sources": FEDERAL})
    day = spec.document.issued
    law, found = law_on(builtin(), day), facts(spec, amounts_on(builtin(), day))
    carried = law.carried(spec.funding.not_to_exceed)
    listed = Templates(builtin(), context(spec, schedule(spec), builtin())).html("rfp/federal-award.md")
    for clause in law.clauses:
        if clause.letter in PARAGRAPHS:
            when = find_clause(builtin(), "contract", PARAGRAPHS[clause.letter], found).when
            assert holds(when, found) is (clause in carried), clause.letter
            assert (f"paragraph {clause.letter};" in listed) is (clause in carried), clause.letter
        else:
            assert clause not in carried


def test_the_contract_has_a_place_for_every_paragraph() -> None:
    assert set(PARAGRAPHS.values()) <= set(read_outline(builtin(), "contract").ids)


def test_without_federal_money_no_federal_clause_is_printed() -> None:
    spec = deal(funding={"not_to_exceed": "$1,000,000"})
    found = facts(spec, amounts_on(builtin(), date(2027, 3, 1)))
    assert set(found) == set(meanings())
    for id_ in read_outline(builtin(), "contract").ids:
        if id_.startswith("federal-"):
            assert not holds(find_clause(builtin(), "contract", id_, found).when, found), id_


def money_from(**sources: Texts) -> Origins:
    """Return where the money of a deal of $100,000 comes from."""
    rates = {"reading": {"per_participant": "$900", "due": "2028-07-31"}}
    spec = deal(funding={"not_to_exceed": "$100,000", "sources": sources}, payment={"rates": rates})
    return origins(spec, schedule(spec))


def source(federal: str, amount: str, **more: str | list[str]) -> Texts:
    return {"name": "A source", "federal": federal, "amount": amount, "pays": ["base", "rates"], **more}


def test_the_parts_of_the_money_are_those_that_the_schedule_charges() -> None:
    found = money_from(
        title_i=source("true", "$60,000"),
        foundation=source("false", "$15,000", non_governmental="true"),
        general=source("false", "$90,000"),
    )
    assert (str(found.federal), str(found.federal_share)) == ("$60,000", "60%")
    assert (str(found.public), str(found.public_share)) == ("$25,000", "25%")
    assert (str(found.non_governmental), str(found.non_governmental_share)) == ("$15,000", "15%")


def test_money_that_no_source_covers_is_public_money_of_the_district() -> None:
    found = money_from(title_i=source("true", "$60,000", non_governmental="true"))
    assert [str(part) for part in (found.federal, found.public, found.non_governmental)] == [
        "$60,000", "$40,000", "$0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("listing", "agency"),
    [
        ("84.010A", "U.S. Department of Education"),
        ("17.258", "U.S. Department of Labor"),
        ("93.600", "U.S. Department of Health and Human Services"),
        ("10.555", ""),
        ("840.1", ""),
    ],
)
def test_the_assistance_listing_says_whose_money_it_is(listing: str, agency: str) -> None:
    found = agencies_paying(builtin(), ["16.1", listing])
    assert [each.name for each in found] == ([agency] if agency else [])
    assert all(each.shares_stated and each.civil_rights and each.status == "confirm" for each in found)


def clause(path: str, listing: str) -> str:
    """Return one clause of a deal that a federal grant and the district pay in equal parts."""
    spec = deal(
        funding={
            "not_to_exceed": "$60,000",
            "sources": {"grant": source("true", "$30,000", aln=listing, pays=["base", "rates"])},
        }
    )
    return Templates(builtin(), context(spec, schedule(spec), builtin())).html(path)


def test_a_solicitation_states_share_and_amount_of_federal_and_of_other_money() -> None:
    words = clause("rfp/federal-shares.md", "84.010A")
    for stated in ("$60,000, federal money finances 50%, or $30,000.", "Public Law 118-47", "0%, or $0."):
        assert stated in words
    assert clause("rfp/federal-shares.md", "10.555").strip() == ""


def test_the_rfp_refers_to_the_rules_of_the_agency_that_pays() -> None:
    words = clause("rfp/civil-rights.md", "17.258")
    assert "and with the rules of the U.S. Department of Labor under these statutes" in words
    assert "U.S. Department of Education" not in words


def test_each_statute_is_named_and_the_rules_are_those_of_the_agency_that_pays() -> None:
    words = clause("contract/non-discrimination.md", "17.258")
    for named in (
        "title VI",
        "title IX",
        "section 504",
        "Age Discrimination Act",
        "title II of the Americans",
    ):
        assert named in words
    assert "Money of the U.S. Department of Labor pays for the Services in whole or in part." in words
    assert "29 CFR parts 31" in words
    assert "34 CFR" not in words
    assert "U.S. Department" not in clause("contract/non-discrimination.md", "10.555")


def test_an_rfp_names_the_assurance_that_the_contract_holds_where_wioa_title_i_pays() -> None:
    said = "section 188 of the Workforce Innovation and Opportunity Act and 29 CFR part 38"
    assert said in clause("rfp/civil-rights.md", "17.258")
    assert said not in clause("rfp/civil-rights.md", "84.010A")


@pytest.mark.parametrize("path", ["rfp/federal-award.md", "contract/federal-application.md"])
def test_money_that_may_replace_none_is_told_in_both_documents(path: str) -> None:
    assert "adds to other public money and does not replace it (20 U.S.C. 6321(b))" in clause(path, "84.010A")
    assert "does not replace" not in clause(path, "84.027A")
    assert "Education Department General Administrative Regulations" in clause(path, "84.027A")


@pytest.mark.parametrize(
    "text",
    [
        "agencies: {justice: {listing: 16}}",
        "agencies: {justice: Department of Justice}",
        "supplements: {title_i: {listing: 84.010}}",
        "states: {CO: colorado}",
        "states: {CO: {pack: [colorado]}}",
    ],
)
def test_law_that_lacks_a_part_is_a_fault_of_the_pack(tmp_path: Path, text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        law_on(over_builtin(tmp_path, {"shared/law.yaml": text}), date(2027, 3, 1))
    assert [problem.code for problem in caught.value.problems] == ["TPL-41"]
