"""The library lists every clause of both documents, with its place, its condition and its variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.clauses.catalog import catalog, show
from obcgen.clauses.to_text import catalog_text, shown_text
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from packs import over_builtin

ALL = catalog(builtin())
BY_ID = {(entry.document, entry.clause.id): entry for entry in ALL}


def test_the_library_has_the_depth_of_a_profession() -> None:
    assert len([entry for entry in ALL if entry.document == "contract"]) > 150
    assert len([entry for entry in ALL if entry.document == "rfp"]) > 75
    assert sum(len(entry.clause.variants) for entry in ALL) >= 20


def test_a_place_is_told_as_if_every_clause_were_printed() -> None:
    assert BY_ID["contract", "indemnity"].number == "B.18.2"
    assert BY_ID["contract", "indemnity"].within == ("part-general", "risk-articles")
    assert BY_ID["contract", "exhibit-federal"].number == "C.1"
    assert BY_ID["contract", "federal-remedies"].number == "C.1.3"
    assert BY_ID["contract", "cover"].number == ""
    assert BY_ID["rfp", "contract-terms"].within == ("legal-terms",)
    assert BY_ID["response", "form-price"].number == "5"


def test_a_line_tells_condition_variants_and_lock() -> None:
    text = catalog_text(ALL)
    assert "printed if federal money pays, and the not-to-exceed amount is above" in text
    assert "      variants: mutual, own, none\n" in text
    assert "      locked: may be added to, never changed or left out\n" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_clause_of_a_pack_stands_where_the_pack_puts_it(tmp_path: Path) -> None:
    text = "---\nid: local\ntitle: Local\ndocuments: [contract]\n---\n1. Local.\n"
    outline = "insert: [{id: local, after: taxes}]\nremove: [notices]\n"
    entries = catalog(over_builtin(tmp_path, {"contract/local.md": text, "contract/outline.yaml": outline}))
    ids = [entry.clause.id for entry in entries if entry.document == "contract"]
    assert ids[ids.index("taxes") + 1] == "local"
    assert "notices" not in ids


def test_every_broken_clause_of_a_pack_is_told(tmp_path: Path) -> None:
    broken = {f"contract/{id_}.md": f"---\nid: {id_}\n---\nText.\n" for id_ in ("taxes", "notices")}
    with pytest.raises(ObcgenError) as caught:
        catalog(over_builtin(tmp_path, broken))
    assert [problem.code for problem in caught.value.problems] == ["TPL-24", "TPL-24"]


def test_one_clause_is_shown_with_everything_known_of_it() -> None:
    text = shown_text(show("indemnity", builtin()))
    assert text.startswith("indemnity: Indemnity\nstands in   contract B.18.2, in risk-articles\n")
    assert "or none     indemnity-none: Choose it where" in text
    assert "\n\n1. The Provider shall defend, indemnify" in text


def test_an_id_of_both_documents_shows_both() -> None:
    assert [one.clause.path for one in show("district-default", builtin())] == [
        "rfp/district-default.md",
        "contract/district-default.md",
    ]


def test_a_clause_that_both_documents_share_is_shown_once(tmp_path: Path) -> None:
    both = over_builtin(tmp_path, {"rfp/outline.yaml": "insert:\n  - {id: rounding, after: caps}\n"})
    (one,) = show("rounding", both)
    assert [entry.document for entry in one.entries] == ["rfp", "contract"]


def test_a_variant_says_of_what_it_is_one() -> None:
    (one,) = show("indemnity-own", builtin())
    assert one.variant_of == ("indemnity", "own")
    assert "variant of  own indemnity" in shown_text([one])


@pytest.mark.parametrize(
    ("id_", "hint"),
    [
        ("indemnty", "Did you mean indemnity?"),
        ("indemnity-mutua", "Did you mean indemnity-mutual?"),
        ("dispute", "It may be one of: dispute-steps, dispute-steps-decision, dispute-steps-mediation."),
        ("qqqq", "Run obcgen clauses to see all of them."),
    ],
)
def test_an_unknown_id_gets_the_nearest_name(id_: str, hint: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        show(id_, builtin())
    (problem,) = caught.value.problems
    assert (problem.code, problem.message, problem.hint) == ("CLS-01", f"There is no clause “{id_}”.", hint)
