"""Each figure of an example stands with a table, or names one, that holds every amount the figure names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from built import Kind, each_document, each_with_figures

from obcgen.build import document
from obcgen.document.tree import Document, Figure, Reference, Row, Section, Table
from obcgen.document.walk import blocks_of, content_of, inlines_of, sections_of, text_of
from obcgen.money import ZERO, Money
from obcgen.pack import builtin

_MONEY = r"\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?"
_AMOUNT = re.compile(_MONEY)


@each_with_figures
def test_every_amount_of_a_figure_stands_in_a_table_beside_it(spec: Path, kind: Kind) -> None:
    tree, _ = document(kind, spec, builtin())
    for section in sections_of(tree.blocks):
        for figure in (block for block in section.blocks if isinstance(block, Figure)):
            cells = _cells(section, tree)
            amounts = set(_AMOUNT.findall(figure.alternative)) - _limit(figure)
            assert amounts <= cells, f"{figure.id}: {amounts - cells}"


@each_document
def test_every_figure_is_spoken_of_in_the_text(spec: Path, kind: Kind) -> None:
    tree, _ = document(kind, spec, builtin())
    targets = {one.target for one in inlines_of(tree.blocks) if isinstance(one, Reference)}
    figures = {block.id for block in blocks_of(tree.blocks) if isinstance(block, Figure)}
    assert figures <= targets


def _cells(section: Section, tree: Document) -> set[str]:
    """Return the amounts in the tables of a section, or in those that it names if it has none."""
    named = {one.target for one in inlines_of(section.blocks) if isinstance(one, Reference)}
    own = [block for block in section.blocks if isinstance(block, Table)]
    others = [block for block in blocks_of(tree.blocks) if isinstance(block, Table) and block.id in named]
    return {amount for table in own or others for amount in (*_single(table), *_of_days(table))}


def _texts(row: Row) -> list[str]:
    return [" ".join(text_of(content_of(block)) for block in cell.blocks) for cell in row.cells]


def _single(table: Table) -> Iterator[str]:
    for row in table.rows:
        for text in _texts(row):
            yield from _AMOUNT.findall(text)


def _of_days(table: Table) -> Iterator[str]:
    """Yield for each day in the first column what the amounts before the running total come to."""
    days: dict[str, Money] = {}
    for row in table.rows:
        texts = _texts(row)
        if len(texts) == 6 and _AMOUNT.fullmatch(texts[4]):
            days[texts[0]] = days.get(texts[0], ZERO) + Money.parse(texts[4])
    yield from map(str, days.values())


def _limit(figure: Figure) -> set[str]:
    """Return the not-to-exceed amount, a line across the figure that the cover and the caps name."""
    return set(re.findall(rf"Not-to-Exceed Amount (?:is|of) ({_MONEY})", figure.alternative))
