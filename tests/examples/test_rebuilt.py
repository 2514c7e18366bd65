"""Every example's every file is made again, byte for byte, from the spec that it carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import SPECS, Kind, built, each_document, least

from obcgen.build import build
from obcgen.document.tree import Document
from obcgen.inspection.inspection import inspect
from obcgen.pack import Pack, builtin
from obcgen.policy.rule import DocumentKind
from obcgen.published import View
from obcgen.source.to_yaml import to_yaml
from obcgen.trees import tree_of


@each_document
def test_a_document_is_made_again_from_the_spec_inside_it(
    spec: Path, kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rendered_once(monkeypatch)
    one = built(spec, kind)
    for form, content in (("docx", one.docx), ("pdf", one.pdf), ("html", one.html.encode())):
        path = tmp_path / f"file.{form}"
        path.write_bytes(content)
        found = inspect(path, builtin())
        assert (found.state, found.problems) == ("identical", ()), form
        assert found.count > least(kind, 50)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_so_is_a_draft_contract(spec: Path, tmp_path: Path) -> None:
    (content,) = build("draft-contract", spec, ["html"], builtin()).files.values()
    (tmp_path / "file").write_bytes(content)
    assert inspect(tmp_path / "file", builtin()).state == "identical"


def _rendered_once(patch: pytest.MonkeyPatch) -> None:
    """Render the same text once, whichever of the three files it was in."""
    trees: dict[tuple[DocumentKind, str], Document] = {}

    def tree(kind: DocumentKind, shown: View, pack: Pack) -> Document:
        text = to_yaml(shown.source)
        if (kind, text) not in trees:
            trees[kind, text] = tree_of(kind, shown, pack)
        return trees[kind, text]

    patch.setattr("obcgen.build.tree_of", tree)
