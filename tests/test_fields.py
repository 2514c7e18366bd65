"""No document of one field of work holds words of another, and the buyer is called what it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from deals import Texts, deal, overlaid
from obcgen.account.schedule import schedule
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.library.clauses import find_clause
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.render.context import context
from obcgen.render.render import render
from obcgen.spec import Spec
from obcgen.spec.nouns import nouns, of_buyer, told_of_buyer
from packs import over_builtin

SCHOOL_ONLY = (
    r"schools?|students?|pupils?|lessons?|grading|classrooms?|teachers?|tutor\w*|"
    r"FERPA|1232g|1232h|34 CFR 99\.\w+|7801\(40\)|secure items|answer records"
)
WORKFORCE_ONLY = r"WIOA|wage records?|20 CFR (?:603|677|678|683)\S*|29 CFR 38\S*|unemployment"
EDTECH_ONLY = r"a license is the right|activate each license|active minutes|advertising to Participants"
CARE_ONLY = r"ratio of staff to children|Clinical judgment|protected health information"
FORBIDDEN: Final = {
    "tutoring": (WORKFORCE_ONLY, EDTECH_ONLY, CARE_ONLY),
    "edtech": (WORKFORCE_ONLY, CARE_ONLY),
    "workforce": (SCHOOL_ONLY, EDTECH_ONLY, CARE_ONLY, r"minors are|a parent|parents|alone with a minor"),
    "health": (SCHOOL_ONLY, WORKFORCE_ONLY, EDTECH_ONLY, r"ratio of staff to children"),
    "early_childhood": (SCHOOL_ONLY, WORKFORCE_ONLY, EDTECH_ONLY, r"Clinical judgment"),
}
AGREED: Texts = {
    "program": {"dosage": None},
    "provider": {"name": "Example Services, Inc.", "address": "2 Main Street, Denver, CO 80203"},
    "agreement": {
        "number": "C-1",
        "effective": "2027-07-01",
        "ends": "2028-12-31",
        "governing_law": "Colorado",
        "termination": {
            "cause": {"cure": "15 days"},
            "settlement": {"base": "pro_rata", "outcomes": "reached"},
        },
    },
}


def in_field(field: str, role: str, **changes: Any) -> Spec:
    """Return a plain deal of a field of work, itself without a word of any."""
    own = {
        "document": {"title": "Services"},
        "program": {"dosage": None, "field": field, "service": "Services."},
        "district": {"role": role, "name": "Example Body"},
    }
    return deal(**overlaid(overlaid(AGREED, own), changes))


def printed(spec: Spec) -> str:
    """Return the words of the contract, without the ids of its parts."""
    names = context(spec, schedule(spec), builtin())
    return re.sub(r"#[\w-]+", "", dump(resolve(from_html(render("contract", names, builtin())))))


@pytest.mark.parametrize("field", FORBIDDEN)
def test_a_field_prints_no_words_of_another(field: str) -> None:
    text = printed(in_field(field, "district" if field in {"tutoring", "edtech"} else "agency"))
    found = [
        match[0]
        for words in FORBIDDEN[field]
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("role", "buyer"), [("district", "District"), ("board", "Board"), ("agency", "Agency")]
)
def test_the_buyer_is_called_what_it_is_throughout(role: str, buyer: str) -> None:
    text = printed(in_field("workforce", role))
    assert f"the {buyer}" in text
    others = {"District", "Board", "Agency"} - {buyer}
    assert not re.search(rf"\b(?:{'|'.join(others)})\b", text)


def test_a_legal_name_stands_beside_the_everyday_one() -> None:
    named = {"district": {"name": "Example Schools", "legal_name": "School District No. 1"}}
    text = printed(in_field("tutoring", "district", **named))
    assert "School District No. 1**, known as Example Schools, a public body of Colorado" in text
    assert "known as" not in printed(in_field("tutoring", "district"))


def test_a_body_is_called_what_it_is_in_law() -> None:
    form = {"district": {"legal_form": "a council of governments"}}
    text = printed(in_field("workforce", "board", **form))
    assert "Example Body**, a council of governments with its office" in text
    assert "a public body of" not in text


@pytest.mark.parametrize("role", ["district", "board", "agency"])
def test_terms_stand_in_the_order_of_the_alphabet_whatever_the_buyer_is_called(role: str) -> None:
    text = printed(in_field("tutoring", role))
    terms = re.findall(r"\*\*([\w -]+)\*\* (?:means|has the meaning)", text)
    assert role.capitalize() in terms
    assert terms == sorted(terms, key=str.lower)


@pytest.mark.parametrize(("who", "rules"), [("district", True), ("provider", True), ("third_party", False)])
def test_rules_for_tests_print_where_a_party_gives_one(who: str, rules: bool) -> None:
    text = printed(in_field("workforce", "board", assessments={"test": {"administered_by": who}}))
    assert ("coach Participants on items" in text) is rules
    assert ("enter each fact when it learns of it" in text) is not rules


@pytest.mark.parametrize(
    ("aln", "assured"), [("17.258", True), ("17.278", True), ("84.010A", False), ("17.207", False)]
)
def test_the_equal_opportunity_assurance_comes_with_money_of_wioa_title_i(aln: str, assured: bool) -> None:
    source = {"name": "Grant", "federal": "true", "aln": aln, "pays": ["base", "rates"]}
    text = printed(in_field("workforce", "board", funding={"sources": {"grant": source}}))
    assert (
        "As a condition to the award of financial assistance from the Department of Labor" in text
    ) is assured
    assert ("United States has the right to seek judicial enforcement of this assurance" in text) is assured


@pytest.mark.parametrize(
    ("basis", "said", "education"),
    [
        ("wage_records", "20 CFR 603.10", False),
        ("release", "signed and dated release", False),
        ("hipaa", "45 CFR 164.504(e) requires", False),
        ("wioa", "29 U.S.C. 3141", False),
        ("consent", "34 CFR 99.30 requires", True),
        ("school_official", "34 CFR 99.31(a)(1)(i)(B)", True),
        ("kept_for_district", "a party acting for the Board", True),
    ],
)
def test_a_flow_brings_the_terms_of_its_own_ground(basis: str, said: str, education: bool) -> None:
    flow = {
        "from": "provider",
        "to": "district",
        "elements": ["id"],
        "purpose": "verification",
        "basis": basis,
        "destroy_by": "2032-01-01",
    }
    text = printed(in_field("workforce", "board", data={"uses": ["payment"], "flows": {"one": flow}}))
    assert said in text
    assert ("Education Records" in text) is education


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A District Default of the District's own", "A Board Default of the Board's own"),
        ("the District of Columbia", "the District of Columbia"),
        ("a school district", "a school district"),
    ],
)
def test_templates_name_the_buyer_by_its_noun(text: str, said: str) -> None:
    assert of_buyer(text, "Board") == said
    assert of_buyer(text, "District") == text


def test_a_noun_takes_its_article_and_leaves_other_bodies_alone() -> None:
    assert of_buyer("a District Default", "Agency") == "an Agency Default"
    assert (
        told_of_buyer("the District pays Denver District Schools", "Board")
        == "the Board pays Denver District Schools"
    )
    assert told_of_buyer("District Default", "Board") == "Board Default"


def test_nouns_come_from_role_and_field_alone() -> None:
    assert (nouns("district", "tutoring").site, nouns("board", "workforce").site) == ("school", "center")
    assert nouns("agency", "health").minors
    assert not nouns("board", "workforce").minors


@pytest.mark.parametrize("fields", ["tutoring", "[tutorin]", "[workforce, tutoring, sports]"])
def test_a_clause_for_a_field_that_there_is_not_is_told(fields: str, tmp_path: Path) -> None:
    text = f"---\nid: taxes\ntitle: Taxes\ndocuments: [contract]\nfields: {fields}\n---\nText.\n"
    pack = over_builtin(tmp_path, {"contract/taxes.md": text})
    with pytest.raises(ObcgenError, match="fields"):
        find_clause(pack, "contract", "taxes", set())
