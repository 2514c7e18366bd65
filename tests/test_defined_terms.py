"""The defined terms of the worked examples: the RFP with its response file, contract and draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.build import terms
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind
from packs import over_builtin

SPECS = Path(__file__).parent.parent / "specs"
DEALS = ("denver-literacy", "duval-math", "central-ohio-workforce")


@pytest.mark.parametrize("deal", DEALS)
def test_each_term_is_defined_once_and_used(deal: str) -> None:
    kinds: tuple[DocumentKind, ...] = ("rfp", "response", "contract", "draft-contract")
    assert terms(SPECS / f"{deal}.yaml", builtin(), kinds) == ()


def test_a_clause_of_a_pack_with_a_term_of_its_own_is_told_at_its_line(tmp_path: Path) -> None:
    text = "---\nid: taxes\ntitle: Taxes\ndocuments: [contract]\n---\nThe District pays the Levy Share.\n"
    pack = over_builtin(tmp_path, {"contract/taxes.md": text})
    (problem,) = terms(SPECS / "denver-literacy.yaml", pack, ("contract",))
    assert (problem.code, problem.found) == ("TRM-01", "Levy Share")
    assert problem.place
    assert (problem.place.file, problem.place.line) == ("pack/contract/taxes.md", 6)


def test_a_pack_adds_names_that_are_no_terms(tmp_path: Path) -> None:
    text = "---\nid: taxes\ntitle: Taxes\ndocuments: [contract]\n---\nThe District pays the Levy Share.\n"
    names = "names:\n  - Levy Share\n"
    pack = over_builtin(tmp_path, {"contract/taxes.md": text, "shared/names.yaml": names})
    assert terms(SPECS / "denver-literacy.yaml", pack, ("contract",)) == ()
