"""The packs of states: every rule is cited and dated, and every example builds and is sound in each."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from obcgen.account.schedule import schedule
from obcgen.build import names_that_are_no_terms
from obcgen.checking import read_and_check
from obcgen.document.dump import dump
from obcgen.document.terms import term_problems
from obcgen.document.tree import Document, Paragraph, Table
from obcgen.document.walk import blocks_of, content_of, text_of
from obcgen.law.state import state_law
from obcgen.law.terms import StateLaw
from obcgen.library.outline import read_outline
from obcgen.library.state_terms import state_terms
from obcgen.pack import open_pack
from obcgen.pack.contents import paths
from obcgen.problems import ObcgenError, is_error
from obcgen.render.context import context
from obcgen.render.environment import Templates
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.spec.nouns import nouns, told_of_buyer
from obcgen.trees import resolved
from obcgen.vetting.vet import vet
from packs import over_builtin

SPECS = Path(__file__).parent.parent.parent / "specs"
EXAMPLES = tuple(path.stem for path in sorted(SPECS.glob("*.yaml")))
STATES = {
    "colorado": "CO", "florida": "FL", "ohio": "OH", "texas": "TX", "new-york": "NY", "california": "CA",
    "north-carolina": "NC", "tennessee": "TN",
}  # fmt: skip
KINDS = ("rfp", "contract")
WHOLE = tuple((pack, EXAMPLES[at % len(EXAMPLES)]) for at, pack in enumerate(STATES))
"""Each pack with one of the examples, whose documents are built whole; of the others its own clauses are."""


def law_of(pack: str) -> StateLaw:
    found = state_law(open_pack(pack))
    assert found is not None
    return found


@cache
def spec_of(example: str) -> Spec:
    return parse(read(SPECS / f"{example}.yaml"), Spec)


def tree(kind: str, pack: str, example: str) -> Document:
    spec, layers = spec_of(example), open_pack(pack)
    return resolved(kind, context(spec, schedule(spec), layers), layers)


@pytest.mark.parametrize("pack", STATES)
def test_every_rule_has_its_citation_its_status_and_what_counsel_looks_at(pack: str) -> None:
    law, listed = law_of(pack), read_outline(open_pack(pack), "contract").ids
    assert law.code == STATES[pack]
    assert law.entered == date(2026, 11, 29)
    assert len(law.terms) >= 6
    for term in law.terms:
        assert all((term.title, term.source, term.confirm)), term.id
        assert term.status == "for counsel", term.id
        assert term.contract or term.rfp or term.clause, term.id
        assert not term.clause or term.clause in listed, term.id
        assert not (term.clause and term.contract), f"{term.id} would stand twice in the contract"


@pytest.mark.parametrize(("pack", "example"), WHOLE)
def test_both_documents_are_built_and_hold_every_rule(pack: str, example: str) -> None:
    documents = [tree(kind, pack, example) for kind in KINDS]
    names = names_that_are_no_terms(SPECS / f"{example}.yaml", open_pack(pack))
    assert term_problems(*documents, names=names) == ()
    rfp, contract = map(dump, documents)
    known = context(spec_of(example), schedule(spec_of(example)), open_pack(pack))["fact"]
    printed = state_terms(open_pack(pack), known)  # type: ignore[arg-type]
    assert printed is not None
    buyer = nouns(spec_of(example).district.role, "tutoring").buyer
    for term in printed.terms:
        assert not (term.contract or term.clause) or term.source in rfp, term.id
        assert all(told_of_buyer(words.split("[]")[0], buyer) in contract for words in term.contract), term.id
        assert all(told_of_buyer(words.split("[]")[0], buyer) in rfp for words in term.rfp), term.id


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("pack", STATES)
def test_every_example_is_sound_in_every_pack(pack: str, example: str) -> None:
    layers, spec = open_pack(pack), spec_of(example)
    found = read_and_check(SPECS / f"{example}.yaml", pack=layers)[2]
    assert [problem.message for problem in found if is_error(problem)] == []
    told = {problem.code for problem in found if problem.severity == "warning"}
    assert told == (set() if spec.district.state == STATES[pack] else {"STA-01"})
    templates = Templates(layers, context(spec, schedule(spec), layers))
    own = [
        path for path in paths(layers.layers[0]) if path.endswith(".md") and not path.startswith("origins")
    ]
    for path in (*own, "rfp/state-terms.md", "contract/state-terms.md"):
        assert templates.html(path).strip(), path


@pytest.mark.parametrize("pack", STATES)
def test_the_check_of_packs_finds_no_fault(pack: str) -> None:
    assert [problem for problem in vet(open_pack(pack), ()) if problem.code != "PCK-24"] == []


def test_the_statement_on_public_records_is_a_statutory_notice() -> None:
    paragraphs = blocks_of(tree("contract", "florida", "duval-math").blocks)
    notices = [one for one in paragraphs if isinstance(one, Paragraph) and one.role == "notice"]
    assert [text_of(one.content).split(" REGARDING")[0] for one in notices] == [
        "IF THE CONTRACTOR HAS QUESTIONS"
    ]


def test_a_rule_about_data_is_printed_only_where_data_move() -> None:
    pack = open_pack("florida")
    facts = dict(context(spec_of("duval-math"), schedule(spec_of("duval-math")), pack)["fact"])  # type: ignore[call-overload]
    with_data, without = (
        {term.id for term in found.terms}
        for moves in (True, False)
        if (found := state_terms(pack, facts | {"has_data_flows": moves}))
    )
    assert with_data - without == {"foreign-countries", "student-data"}


def test_a_district_s_pack_confirms_a_rule_and_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "pack.yaml").write_text('name: Ours\nversion: "1"\ninherits: ohio\n')
    own = "{title: Ours, source: Policy 6320, contract: [A.], known_from: text of the law, status: confirmed}"
    (tmp_path / "shared" / "state.yaml").write_text(
        f"terms:\n  ethics: {{status: confirmed}}\n  policy: {own}\n"
    )
    law = state_law(open_pack(str(tmp_path)))
    assert law is not None
    assert law.name == "Ohio"
    assert {term.id for term in law.terms} - {term.id for term in law_of("ohio").terms} == {"policy"}
    assert {term.id for term in law_of("ohio").open} - {term.id for term in law.open} == {"ethics"}


SOUND = {"title": "A", "source": "B", "known_from": "general knowledge", "status": "for counsel"}


def term(**changes: object) -> str:
    """Return a state's law with one rule, in which something is changed; None takes a key out."""
    rule = {key: value for key, value in (SOUND | changes).items() if value is not None}
    state = {"code": "OH", "name": "Ohio", "entered": "2026-11-29"}
    return json.dumps({"state": state, "terms": {"a": rule}})


@pytest.mark.parametrize(
    "text",
    [
        "terms: {}",
        "state: OH",
        "state: {code: OH, name: Ohio}",
        "state: {code: OH, name: Ohio, entered: 29 November}",
        term(known_from="hearsay"),
        term(status="fine"),
        term(status=None),
        term(source=None),
        term(contract="One text."),
        term(contracts=["A list."]),
        term(contract=["A bell \a rings."]),
        term(title="\x01"),
        term(title=["A"]),
        term(confirm=" "),
        term(contract=["long " * 1_000]),
    ],
)
def test_state_law_that_cannot_be_read_is_a_fault_of_the_pack(tmp_path: Path, text: str) -> None:
    pack = over_builtin(tmp_path, {"shared/state.yaml": text})
    with pytest.raises(ObcgenError) as caught:
        state_law(pack)
    assert [problem.code for problem in caught.value.problems] == ["TPL-41"]
    assert caught.value.problems[0].place is not None


def test_a_condition_over_no_fact_is_a_fault_of_the_pack(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"shared/state.yaml": term(when="has_data_flow")})
    with pytest.raises(ObcgenError) as caught:
        state_terms(pack, {})
    (problem,) = caught.value.problems
    assert problem.code == "TPL-20"
    assert "has_data_flows" in problem.hint


@pytest.mark.parametrize(("pack", "example"), [("texas", "edtech-licenses"), ("colorado", "denver-literacy")])
def test_what_an_offeror_must_state_has_its_place_in_the_response_file(pack: str, example: str) -> None:
    asked = [term for term in law_of(pack).terms if any("in its proposal" in words for words in term.rfp)]
    document = tree("response", pack, example)
    response = dump(document)
    (form,) = (
        one for one in blocks_of(document.blocks) if isinstance(one, Table) and one.id == "form-offeror-table"
    )
    labels = [text_of(content_of(row.cells[0].blocks[0])) for row in form.rows]
    assert asked
    assert [term.id for term in asked if term.asked not in labels] == []
    for term in asked:
        blank = "choice" if term.choices else "long"
        assert f"{{{blank} state-{term.id} " in response
        assert (f"state-{term.id}-described" in response) == bool(term.described)
    assert "offeror-interests" in response
    once = ("data-accessibility" in response, "state-accessibility" in response)
    assert once == (pack != "colorado", pack == "colorado")  # one question of access, not two


def test_the_steps_of_part_a_say_where_a_verifier_only_advises() -> None:
    steps = {pack: dump(tree("contract", pack, "denver-literacy")) for pack in ("colorado", "ohio")}
    said = "is advice and binds neither Party"
    assert {pack: text.count(said) for pack, text in steps.items()} == {"colorado": 2, "ohio": 0}
