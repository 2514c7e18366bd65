"""Plays Word's counting over a .docx: the printed number of every paragraph, and every table's text.

Text extraction does not show automatic numbers; here they are computed from numbering.xml as Word would.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Levels = dict[int, "Level"]


@dataclass(frozen=True)
class Level:
    start: int
    form: str
    text: str


@dataclass
class Counter:
    """One abstract numbering, counting."""

    levels: Levels
    values: dict[int, int] = field(default_factory=dict)

    def label(self, level: int) -> str:
        self.values = {one: value for one, value in self.values.items() if one <= level}
        self.values[level] = self.values.get(level, self.levels[level].start - 1) + 1
        return re.sub(r"%(\d)", lambda mark: self._written(int(mark[1]) - 1), self.levels[level].text)

    def _written(self, level: int) -> str:
        if level not in self.values:
            raise AssertionError(f"level {level} was skipped")
        return written(self.values[level], self.levels[level].form)


def read(docx: bytes, name: str) -> _Element:
    """Return a part of the package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def numbered_paragraphs(docx: bytes) -> list[tuple[str, str, str]]:
    """Return (printed number, text, style name) of every paragraph, in order; bullets print no number."""
    counters, names = _counters(docx), _style_names(docx)
    linked = linked_lists(read(docx, "word/styles.xml"))
    result = []
    for paragraph in read(docx, "word/document.xml").iter(f"{W}p"):
        style = _value(paragraph, "pPr/pStyle") or "Normal"
        identity, level = _list_of(paragraph) or linked.get(style, ("0", 0))
        counted = identity != "0" and counters[identity].levels[level].form != "bullet"
        label = counters[identity].label(level) if counted else ""
        result.append((label, text_of(paragraph), names[style]))
    return result


def table_texts(docx: bytes) -> list[list[list[str]]]:
    """Return the text of every cell: tables, rows, cells; a cell's paragraphs on lines of their own."""
    tables = read(docx, "word/document.xml").iter(f"{W}tbl")
    return [
        [[_cell_text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in tables
    ]


def zipped(docx: bytes) -> dict[str, bytes]:
    """Return every part of the package by its name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(docx: bytes) -> list[str]:
    """Return the text of every paragraph."""
    return [text for _, text, _ in numbered_paragraphs(docx)]


def values(root: _Element, name: str, attribute: str = "val") -> list[str]:
    """Return an attribute of every element of that name."""
    return [str(one.get(f"{W}{attribute}")) for one in root.iter(f"{W}{name}")]


def text_of(paragraph: _Element) -> str:
    """Return a paragraph's text with the results of its fields, without their codes."""
    return "".join(_characters(paragraph))


def table_numbers(docx: bytes) -> list[tuple[str, str]]:
    """Return (computed, shown) for every SEQ field: Word counts these by order."""
    counts: dict[str, int] = {}
    result = []
    for code, shown in fields(docx):
        if code.startswith("SEQ "):
            name = code.split()[1]
            counts[name] = counts.get(name, 0) + 1
            result.append((str(counts[name]), shown))
    return result


def fields(docx: bytes) -> list[tuple[str, str]]:
    """Return (code, shown text) of every field, as they begin."""
    found: list[list[str]] = []
    opened: list[tuple[list[str], bool]] = []
    for element in read(docx, "word/document.xml").iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}tab"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            found.append(["", ""])
            opened.append((found[-1], False))
        elif kind == "separate":
            opened[-1] = (opened[-1][0], True)
        elif kind == "end":
            opened.pop()
        elif opened and element.tag == f"{W}instrText":
            opened[-1][0][0] += element.text or ""
        elif element.tag == f"{W}t":
            for texts, shows in opened:
                texts[1] += (element.text or "") if shows else ""
    return [(code.strip(), shown) for code, shown in found]


def written(value: int, form: str) -> str:
    """Return a value as Word's number format writes it."""
    if form == "decimal":
        return str(value)
    if form == "lowerRoman":
        units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
        return "c" * (value // 100) + tens[value // 10 % 10] + units[value % 10]
    letter = "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value + 25) // 26)
    return letter.upper() if form == "upperLetter" else letter


def _counters(docx: bytes) -> dict[str, Counter]:
    root = read(docx, "word/numbering.xml")
    shared = {one.get(f"{W}abstractNumId"): Counter(_levels(one)) for one in root.iter(f"{W}abstractNum")}
    return {str(one.get(f"{W}numId")): shared[_value(one, "abstractNumId")] for one in root.iter(f"{W}num")}


def _levels(abstract: _Element) -> Levels:
    return {
        int(one.get(f"{W}ilvl", "0")): Level(
            int(_value(one, "start") or "0"), _value(one, "numFmt"), _value(one, "lvlText")
        )
        for one in abstract.iter(f"{W}lvl")
    }


def _style_names(docx: bytes) -> Mapping[str, str]:
    styles = read(docx, "word/styles.xml").iter(f"{W}style")
    return {str(one.get(f"{W}styleId")): _value(one, "name") for one in styles}


def linked_lists(sheet: _Element) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style that numbers by itself, inherited ones too."""
    lists: dict[str, tuple[str, int]] = {}
    for one in sheet.iter(f"{W}style"):
        above = lists.get(_value(one, "basedOn"), ("0", 0))
        lists[str(one.get(f"{W}styleId"))] = _list_of(one) or above
    return lists


def _list_of(element: _Element) -> tuple[str, int] | None:
    identity = _value(element, "pPr/numPr/numId")
    return (identity, int(_value(element, "pPr/numPr/ilvl") or "0")) if identity else None


def _value(element: _Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val", ""))


def _characters(paragraph: _Element) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.getparent().tag == f"{W}r":  # type: ignore[union-attr]  # a tab stop's parent is not a run
            yield "\t" if element.tag == f"{W}tab" else "\n"


def _cell_text(cell: _Element) -> str:
    return "\n".join(text_of(one) for one in cell.iter(f"{W}p"))
