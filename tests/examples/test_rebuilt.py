"""Every example's every file is made again, byte for byte, from the spec that it carries.

One PDF of each kind of document is laid out again, two by WeasyPrint and one by Typst; every other one
carries the very spec of its Word file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from built import SPECS, Built, Kind, built, each_document, least

from obcgen.build import build
from obcgen.document.tree import Document
from obcgen.inspection.carried import Carried, carried
from obcgen.inspection.inspection import inspect
from obcgen.pack import Pack, builtin
from obcgen.policy.rule import DocumentKind
from obcgen.published import View
from obcgen.source.to_yaml import to_yaml
from obcgen.trees import tree_of

LAID_OUT_AGAIN = {"denver-literacy-rfp", "central-ohio-workforce-response", "duval-math-contract"}


@each_document
def test_a_document_is_made_again_from_the_spec_inside_it(
    spec: Path, kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rendered_once(monkeypatch)
    one = built(spec, kind)
    word, pdf, page = written(one, tmp_path)
    for path in (word, pdf, page) if one.name in LAID_OUT_AGAIN else (word, page):
        found = inspect(path, builtin())
        assert (found.state, found.problems) == ("identical", ()), path.name
        assert found.count > least(kind, 50)
    assert carried(pdf).problems == ()
    assert states_the_same(carried(pdf), carried(word))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_so_is_a_draft_contract(spec: Path, tmp_path: Path) -> None:
    (content,) = build("draft-contract", spec, ["html"], builtin()).files.values()
    (tmp_path / "file").write_bytes(content)
    assert inspect(tmp_path / "file", builtin()).state == "identical"


def written(one: Built, folder: Path) -> tuple[Path, Path, Path]:
    """Return a document's files in a folder: Word, PDF, page."""
    files = {"docx": one.docx, "pdf": one.pdf, "html": one.html.encode()}
    for form, content in files.items():
        (folder / f"file.{form}").write_bytes(content)
    word, pdf, page = (folder / f"file.{form}" for form in files)
    return word, pdf, page


def states_the_same(pdf: Carried, word: Carried) -> bool:
    """Tell whether a PDF carries the spec of the Word file and states of itself what the Word file does."""
    assert word.found.text
    stated = {name: pdf.found.properties.get(name) for name in word.found.properties}
    return (pdf.found.text, stated) == (word.found.text, dict(word.found.properties))


def _rendered_once(patch: pytest.MonkeyPatch) -> None:
    """Render the same text once, whichever of the three files it was in."""
    trees: dict[tuple[DocumentKind, str], Document] = {}

    def tree(kind: DocumentKind, shown: View, pack: Pack) -> Document:
        text = to_yaml(shown.source)
        if (kind, text) not in trees:
            trees[kind, text] = tree_of(kind, shown, pack)
        return trees[kind, text]

    patch.setattr("obcgen.build.tree_of", tree)
