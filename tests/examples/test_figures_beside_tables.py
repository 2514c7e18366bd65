"""Each figure of an example stands in a section with a table that holds every amount the figure names."""

from __future__ import annotations

import re
from pathlib import Path

from built import Kind, each_document, each_with_figures

from obcgen.build import document
from obcgen.document.tree import Figure, Reference, Section, Table
from obcgen.document.walk import blocks_of, content_of, inlines_of, sections_of, text_of
from obcgen.pack import builtin

_MONEY = r"\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?"
_AMOUNT = re.compile(_MONEY)


@each_with_figures
def test_every_amount_of_a_figure_stands_in_a_table_beside_it(spec: Path, kind: Kind) -> None:
    tree, _ = document(kind, spec, builtin())
    for section in sections_of(tree.blocks):
        for figure in (block for block in section.blocks if isinstance(block, Figure)):
            cells = _cells(section)
            amounts = set(_AMOUNT.findall(figure.alternative)) - _limit(figure)
            assert amounts <= cells, f"{figure.id}: {amounts - cells}"


@each_document
def test_every_figure_is_spoken_of_in_the_text(spec: Path, kind: Kind) -> None:
    tree, _ = document(kind, spec, builtin())
    targets = {one.target for one in inlines_of(tree.blocks) if isinstance(one, Reference)}
    figures = {block.id for block in blocks_of(tree.blocks) if isinstance(block, Figure)}
    assert figures <= targets


def _cells(section: Section) -> set[str]:
    rows = (row for block in section.blocks if isinstance(block, Table) for row in block.rows)
    cells = (block for row in rows for cell in row.cells for block in cell.blocks)
    return {amount for block in cells for amount in _AMOUNT.findall(text_of(content_of(block)))}


def _limit(figure: Figure) -> set[str]:
    """Return the not-to-exceed amount, a line across the figure that the cover and the caps name."""
    return set(re.findall(rf"Not-to-Exceed Amount (?:is|of) ({_MONEY})", figure.alternative))
