"""The variants of the library: each prints, none leaves a loose end, and RFP and contract say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from obcgen.account.schedule import schedule
from obcgen.document.dump import dump
from obcgen.document.terms import term_problems
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.library.clauses import find_clause
from obcgen.library.facts import meanings
from obcgen.library.outline import read_outline
from obcgen.pack import builtin
from obcgen.render.context import context
from obcgen.render.proper_names import proper_names
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.spec.shapes import texts_of
from obcgen.trees import resolved
from test_contract_templates import loose_ends_of

ROOT = Path(__file__).parent.parent
FACTS = dict.fromkeys(meanings(), True)
IDS = [id_ for id_ in read_outline(builtin(), "contract").ids if id_]
CLAUSES = {id_: find_clause(builtin(), "contract", id_, FACTS) for id_ in IDS}
VARIANTS = {
    (id_, name): target for id_, clause in CLAUSES.items() for name, target in clause.variants.items()
}
NEEDS_ABSENT = {
    ("district-default-relief", "costs"): ("payment", "if_district_defaults"),
    ("privacy-agreement", "district"): ("data", "privacy_agreement"),
}
"""Variants for a deal that leaves something out, and what; all of them are tried in the last round."""
ROUNDS = range(max(len(clause.variants) for clause in CLAUSES.values()))
LAST = ROUNDS[-1]

EXPECTED = {
    ("indemnity", "mutual"): ("the District shall indemnify the Provider", "indemnifies the other"),
    ("indemnity", "own"): ("Neither Party indemnifies the other", "Neither indemnifies the other"),
    ("indemnity", "none"): ("gives neither Party an indemnity", "gives neither Party an indemnity"),
    ("works-for-district", "product"): ("Work product belongs to the District", "owns everything that"),
    ("works-for-district", "licensed"): ("stays the Provider's", "license without limit of time"),
    ("dispute-steps", "mediation"): ("Either Party may start mediation", "goes to mediation"),
    ("dispute-steps", "decision"): ("last word before a lawsuit", "An officer of the District decides"),
    ("prompt-payment", "statute"): ("add the interest that the law provides", "prompt-payment law of"),
    ("prompt-payment", "interest"): ("31 U.S.C. 3902(a)", "31 U.S.C. 3902(a)"),
    ("privacy-agreement", "national"): ("shall not change its standard clauses", "in its published form"),
    ("privacy-agreement", "exhibit"): ("is attached to this Agreement", "as the state prescribes it"),
    ("privacy-agreement", "district"): ("whole agreement of the Parties on the", "signs no privacy"),
    ("termination-by-provider", "nonpayment"): ("only if the District does not pay", "by the Provider in"),
    ("termination-for-convenience", "stage"): ("end of a grading period", "end of a grading period"),
    ("settlement-at-end", "completion"): ("may ask by notice", "who have begun complete the Program"),
    ("independent-verifier", "advisory"): ("is advice and binds neither", "is advice and binds"),
    ("insurance", "pooled"): ("member of a risk pool", "member of a risk pool"),
    ("district-default-effect", "certified"): ("shall certify in writing", "financial officer certifies"),
    ("district-default-relief", "costs"): ("documented wages", "documented wages"),
    ("provider-materials", "continuing"): ("the license goes on after it", ""),
}  # fmt: skip
"""What contract and RFP say where a variant is chosen."""
USUAL = {
    "indemnity": ("The District gives no indemnity", "The District gives no indemnity"),
    "later measures": ("taken in its window after the last day", "are measured in a later window"),
    "meetings": ("The Parties shall meet every 4 weeks", "The Parties shall meet every 4 weeks"),
}
"""What both say where no variant is chosen."""


@cache
def documents(at: int) -> tuple[Document, Document, tuple[str, ...]]:
    """Return contract and RFP with the `at`-th variant of every clause, and the names in the spec."""
    return made([pair for clause in CLAUSES.values() for pair in picked(clause.id, clause.variants, at)], at)


def made(chosen: Sequence[tuple[str, str]], at: int = 0) -> tuple[Document, Document, tuple[str, ...]]:
    """Return contract and RFP with these variants chosen."""
    settings = [f"agreement.clauses.{id_}={name}" for id_, name in chosen]
    source = read(ROOT / "specs" / "denver-literacy.yaml", settings)
    spec = parse(source.without(tuple(NEEDS_ABSENT.values()) if at == LAST else ()), Spec)
    documents = [
        resolved(kind, context(spec, schedule(spec), builtin()), builtin()) for kind in ("contract", "rfp")
    ]
    return documents[0], documents[1], tuple(str(text) for _, text in texts_of(spec))


def picked(id_: str, variants: Mapping[str, str], at: int) -> list[tuple[str, str]]:
    return [(id_, [*variants][at % len(variants)])] if variants else []


def round_of(pair: tuple[str, str]) -> int:
    return LAST if pair in NEEDS_ABSENT else [*CLAUSES[pair[0]].variants].index(pair[1])


@pytest.mark.parametrize("pair", VARIANTS, ids="-".join)
def test_a_variant_that_is_chosen_is_printed_in_place_of_the_usual_clause(pair: tuple[str, str]) -> None:
    contract, _, _ = documents(round_of(pair))
    (section,) = (one for one in sections_of(contract.blocks) if one.id == pair[0])
    assert section.at == f"templates/contract/{VARIANTS[pair]}.md:1"


@pytest.mark.parametrize("at", ROUNDS)
def test_with_variants_each_term_is_defined_once_and_used(at: int) -> None:
    contract, rfp, names = documents(at)
    assert term_problems(rfp, contract, names=(*proper_names(builtin()), *names)) == ()


@pytest.mark.parametrize("at", ROUNDS)
def test_a_variant_leaves_no_loose_end(at: int) -> None:
    contract, rfp, _ = documents(at)
    assert loose_ends_of(dump(contract)) == []
    assert loose_ends_of(dump(rfp)) == []


@pytest.mark.parametrize("pair", EXPECTED, ids="-".join)
def test_the_rfp_tells_bidders_what_the_contract_says(pair: tuple[str, str]) -> None:
    contract, rfp, _ = documents(round_of(pair))
    in_contract, in_rfp = EXPECTED[pair]
    assert in_contract in dump(contract)
    assert in_rfp in dump(rfp)


def test_where_no_variant_is_chosen_the_rfp_says_what_the_contract_says() -> None:
    contract, rfp = map(dump, made([])[:2])
    for what, (in_contract, in_rfp) in USUAL.items():
        assert in_contract in contract, what
        assert in_rfp in rfp, what


@pytest.mark.parametrize("name", ["own", "none"])
def test_an_indemnity_that_names_nobody_gives_nobody_a_right(name: str) -> None:
    contract = dump(made([("indemnity", name)])[0])
    assert "This Agreement gives rights to nobody but the Parties." in contract


@pytest.mark.parametrize("name", ["mediation", "decision"])
def test_a_last_step_follows_a_verifier_s_final_decision_only_for_what_it_leaves_open(name: str) -> None:
    contract = dump(made([("dispute-steps", name)])[0])
    assert "What these steps leave open " in contract
    assert "(c) an independent verifier finds the facts and figures." in contract


def test_what_bidders_are_told_is_checked_for_every_variant() -> None:
    assert set(VARIANTS) <= set(EXPECTED)


@pytest.mark.parametrize("target", VARIANTS.values())
def test_the_note_of_a_variant_says_when_to_choose_it(target: str) -> None:
    clause = find_clause(builtin(), "contract", target, FACTS)
    assert clause.note.startswith("Choose it ")
    assert len(clause.note.split()) > 25


def test_a_locked_clause_has_no_variant_and_no_variant_is_locked() -> None:
    assert [id_ for id_, clause in CLAUSES.items() if clause.locked and clause.variants] == []
    assert [one for one in VARIANTS.values() if find_clause(builtin(), "contract", one, FACTS).locked] == []


def test_what_federal_law_asks_for_is_locked() -> None:
    federal = {id_ for id_ in IDS if id_.startswith("federal-")}
    must = {"funding-availability", "not-to-exceed", "immunity", "audit", "record-keeping", "ferpa-terms"}
    assert len(federal) > 10
    assert {id_ for id_ in federal | must if not CLAUSES[id_].locked} == set()


def test_a_clause_that_asks_for_a_choice_that_no_clause_has_is_told() -> None:
    for path in sorted((ROOT / "templates").glob("*/*.md")):
        for id_, asks in re.findall(
            r'choices(?:\["|\.)([a-z-]+)(?:"\])?( != "false")?', path.read_text(encoding="utf-8")
        ):
            left_out = bool(asks) and not CLAUSES[id_].locked
            assert left_out or CLAUSES[id_].variants, f"{path.name} asks for the variant of {id_}"
