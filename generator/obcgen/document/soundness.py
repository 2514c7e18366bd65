"""What the vocabulary alone cannot say: ids used once, tables that add up, nothing empty or enormous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.document import figures
from obcgen.document.elements import SPACE, Element, place_of, target_of
from obcgen.document.vocabulary import RULES
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ID_TWICE = Kind("DOC-09", "An id that two things share")
UNEVEN_TABLE = Kind("DOC-10", "A table that does not add up")
EMPTY = Kind("DOC-11", "A part with nothing in it")
TOO_LONG = Kind("DOC-12", "A text longer than a page can hold")

MOST_COLUMNS = 20
LONGEST_WORD = 1_000
LONGEST_PARAGRAPH = 50_000
_SHOWN = {"figure", "br", "input", "textarea", "select", "nav", "div.signature"}
_TEXT_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "th",
    "td",
    "caption",
    "aside",
    "figcaption",
    "text",
}
_BLOCKS_WITHIN = {"p", "ol", "ul", "div.prose"}


def faults(root: Element) -> Iterator[Problem]:
    """Yield every Problem of elements that are each well described and yet do not make sense."""
    yield from _repeated_ids(root)
    for element in root.walk():
        for rule in _RULES.get(element.kind, ()):
            yield from rule(element)
        if element.kind in _TEXT_BLOCKS:
            yield from _too_long(element)


def columns_of(table: Element) -> int:
    """Return how many columns a table has: as many as it gives widths, else as its first row fills."""
    if "data-widths" in table.attributes:
        return len(table.get("data-widths").split())
    return next((_width(row) for row in _rows(table)), 0)


def span_of(cell: Element) -> int:
    """Return how many columns a cell fills."""
    span = cell.get("colspan", "1")
    return int(span) if span.isdecimal() else 1


def is_blank(node: Element | str) -> bool:
    """Tell whether nothing of this would print."""
    if isinstance(node, str):
        return not node.strip(SPACE)
    if node.kind in _SHOWN or node.kind not in RULES or target_of(node):
        return False
    return all(is_blank(child) for child in node.children)


# --- ids -----------------------------------------------------------------------------------------


def _repeated_ids(root: Element) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for element in root.walk():
        name = element.get("id")
        if name and name in seen:
            first = f", first at {seen[name]}" if seen[name] else ""
            message = f"The id “{name}” is used twice{first}."
            hint = "Give one of them another id: references lead to an id."
            yield ID_TWICE.problem(message, place=place_of(element.at), found=name, hint=hint)
        elif name:
            seen[name] = element.at


# --- tables --------------------------------------------------------------------------------------


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of a table in one of its cells."""
    parts = (part for part in table.inside() if part.tag != "tr")
    yield from (row for row in table.inside() if row.tag == "tr")
    yield from (row for part in parts for row in part.inside() if row.tag == "tr")


def _table(table: Element) -> Iterator[Problem]:
    columns = columns_of(table)
    yield from _widths(table)
    if columns > MOST_COLUMNS:
        message = f"The table has {columns} columns; a page has room for {MOST_COLUMNS} at most."
        yield _uneven(table, message, "Turn the table round, or make two of it.")
    aligned = len(table.get("data-align").split())
    if aligned and aligned != columns:
        message = f"The table has {_count(columns, 'column')} and {_count(aligned, 'alignment')}."
        yield _uneven(table, message, "data-align names one alignment for each column.")
    rows = list(_rows(table))
    for number, row in enumerate(rows, 1):
        if _width(row) != columns:
            message = f"Row {number} of the table fills {_width(row)} of {_count(columns, 'column')}."
            hint = "Add or remove cells, or let a cell span columns with colspan."
            yield _uneven(row, message, hint)
    if not rows:
        yield _empty(table, "The table has no rows.", "Leave the table out where there is nothing to show.")


def _widths(table: Element) -> Iterator[Problem]:
    widths = [int(width) for width in table.get("data-widths").split() if width.isdecimal()]
    if widths and sum(widths) != 100:
        message = f"The table's widths {' + '.join(map(str, widths))} make {sum(widths)}, not 100."
        yield _uneven(table, message, "data-widths gives each column's per cent of the whole.")


def _caption(caption: Element) -> Iterator[Problem]:
    if is_blank(caption):
        yield _empty(caption, "The table's caption is blank.", "Write what the table shows, or leave it out.")


def _width(row: Element) -> int:
    return sum(span_of(cell) for cell in row.inside())


def _uneven(element: Element, message: str, hint: str) -> Problem:
    return UNEVEN_TABLE.problem(message, place=place_of(element.at), hint=hint)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- emptiness -----------------------------------------------------------------------------------


def _empty(element: Element, message: str, hint: str) -> Problem:
    return EMPTY.problem(message, place=place_of(element.at), found=f"<{element.tag}>", hint=hint)


def _list(element: Element) -> Iterator[Problem]:
    if not any(element.inside()):
        yield _empty(element, "The list has no items.", "Leave the list out where there is nothing to list.")


def _item(item: Element) -> Iterator[Problem]:
    first = next((child for child in item.children if not is_blank(child)), None)
    while isinstance(first, Element) and first.kind == "div.prose":
        first = next((child for child in first.children if not is_blank(child)), None)
    if first is None:
        yield _empty(item, "A list item is blank.", "Write its text, or leave the item out.")
    elif isinstance(first, Element) and first.tag in {"ol", "ul"}:
        message = "A list item begins with another list, so its number would stand alone."
        yield _empty(item, message, "Begin the item with words that lead to the list.")


def _title(section: Element) -> Iterator[Problem]:
    if section.get("data-kind") != "front" and not section.get("data-title", "missing").strip():
        message = f"The section “{section.get('id')}” has no title."
        yield _empty(section, message, "Give it one: only a front part may go without.")


def _link(link: Element) -> Iterator[Problem]:
    if is_blank(link):
        message = f"The link to {link.get('href')[:60]} has no text."
        yield _empty(link, message, "Write the words that the reader sees.")


def _choice(choice: Element) -> Iterator[Problem]:
    answers = list(choice.inside())
    if not answers or any(is_blank(answer) for answer in answers):
        message = f"The choice “{choice.get('title')}” has no answers, or a blank one."
        yield _empty(choice, message, "Give each answer that can be chosen its words.")


def _signatures(blocks: Element) -> Iterator[Problem]:
    if not any(blocks.inside()):
        yield _empty(blocks, "Nobody is named to sign here.", "Name the parties, or leave the blocks out.")


def _sections(article: Element) -> Iterator[Problem]:
    if not any(article.inside()):
        yield _empty(article, "The document has no sections.", "Add parts to its outline.")


_RULES: dict[str, tuple[Callable[[Element], Iterator[Problem]], ...]] = {
    "article": (_sections,),
    "section": (_title,),
    "ol": (_list,),
    "ul": (_list,),
    "li": (_item,),
    "table": (_table,),
    "caption": (_caption,),
    "figure": (figures.faults,),
    "a": (_link,),
    "select": (_choice,),
    "div.signatures": (_signatures,),
}


# --- length --------------------------------------------------------------------------------------


def _too_long(block: Element) -> Iterator[Problem]:
    text = _own_text(block)
    if len(text) > LONGEST_PARAGRAPH:
        message = f"A paragraph of {len(text):,} characters is longer than {LONGEST_PARAGRAPH:,}."
        yield _long(block, message, text, "Break it into paragraphs.")
    word = max(re.split(f"[{SPACE}]+", text), key=len)
    if len(word) > LONGEST_WORD:
        message = f"A word of {len(word):,} characters is longer than {LONGEST_WORD:,} and fits on no line."
        yield _long(block, message, word, "Put spaces in it.")


def _long(block: Element, message: str, text: str, hint: str) -> Problem:
    return TOO_LONG.problem(message, place=place_of(block.at), found=text.strip(SPACE)[:40], hint=hint)


def _own_text(block: Element) -> str:
    """Return the text of a block without the blocks inside it, which are measured by themselves."""
    parts = (
        child if isinstance(child, str) else " " if child.kind in _BLOCKS_WITHIN else child.text()
        for child in block.children
    )
    return "".join(parts)
