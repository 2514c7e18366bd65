"""What Microsoft's validator misses in a Word file, as a list of faults; for tests."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree
from word_counting import W, fields, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

LONGEST_BOOKMARK = 40
_POINTER = re.compile(r"^(?:REF|PAGEREF) (\S+)")
_STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")


def faults(docx: bytes) -> list[str]:
    """Return everything that Word or LibreOffice would trip over."""
    body = read(docx, "word/document.xml")
    return [
        *_ill_formed(docx),
        *_open_cells(body),
        *_unbalanced_fields(body),
        *_lost_pointers(docx, body),
        *_unknown_styles(docx, body),
        *_unknown_lists(docx, body),
        *(f"two controls have the id {one}" for one in _twice(_values(body, "sdtPr/id"))),
        *(f"two bookmarks have the id {one}" for one in _twice(_ids(body, "id"))),
        *(f"two bookmarks are named {one}" for one in _twice(name.casefold() for name in _ids(body, "name"))),
        *(f"bookmark {one} is not a name" for one in _ids(body, "name") if not _is_name(one)),
        *_touching_tables(body),
    ]


def _ill_formed(docx: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.startswith(("word/media/", "word/fonts/")):
                continue
            try:
                etree.fromstring(package.read(name))
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"


def _open_cells(body: _Element) -> Iterator[str]:
    for cell in body.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"


def _unbalanced_fields(body: _Element) -> Iterator[str]:
    stack: list[str] = []
    for element in body.iter(f"{W}fldChar"):
        kind = str(element.get(f"{W}fldCharType"))
        before = {"begin": None, "separate": "begin", "end": "separate"}[kind]
        if before and (not stack or stack.pop() != before):
            yield f"a field's {kind} comes out of order"
        if kind != "end":
            stack.append(kind)
    if stack:
        yield "a field has no end"


def _lost_pointers(docx: bytes, body: _Element) -> Iterator[str]:
    names = set(_ids(body, "name"))
    codes = (match[1] for code, _ in fields(docx) if (match := _POINTER.match(code)))
    anchors = (str(one.get(f"{W}anchor")) for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor"))
    yield from (f"nothing is named {one}" for one in {*codes, *anchors} - names)
    known = {one.get("Id") for one in read(docx, "word/_rels/document.xml.rels")}
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    used = {
        one.get(relation) for one in body.iter(f"{W}hyperlink", f"{W}headerReference", f"{W}footerReference")
    }
    yield from (f"no relationship {one}" for one in used - known - {None})


def _unknown_styles(docx: bytes, body: _Element) -> Iterator[str]:
    sheet = read(docx, "word/styles.xml")
    known = {one.get(f"{W}styleId") for one in sheet.iter(f"{W}style")}
    for root in (body, sheet, read(docx, "word/header2.xml"), read(docx, "word/footer2.xml")):
        used = {one.get(f"{W}val") for name in _STYLED for one in root.iter(f"{W}{name}")}
        yield from (f"no style {one}" for one in used - known)


def _unknown_lists(docx: bytes, body: _Element) -> Iterator[str]:
    root = read(docx, "word/numbering.xml")
    levels = {
        one.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl") for level in one.iter(f"{W}lvl")}
        for one in root.iter(f"{W}abstractNum")
    }
    lists = {
        num.get(f"{W}numId"): levels[one.get(f"{W}val")]
        for num in root.iter(f"{W}num")
        for one in num.iter(f"{W}abstractNumId")
    }
    for one in (*body.iter(f"{W}numPr"), *read(docx, "word/styles.xml").iter(f"{W}numPr")):
        level, identity = (str(child.get(f"{W}val")) for child in one)
        if identity != "0" and level not in lists.get(identity, set()):
            yield f"list {identity} has no level {level}"


def _touching_tables(body: _Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        following = table.getnext()
        if following is None or following.tag in {f"{W}tbl", f"{W}sectPr"}:
            yield "no paragraph follows a table"


def _ids(body: _Element, attribute: str) -> list[str]:
    return [str(one.get(f"{W}{attribute}")) for one in body.iter(f"{W}bookmarkStart")]


def _values(body: _Element, path: str) -> Iterator[str]:
    above, name = path.split("/")
    for one in body.iter(f"{W}{above}"):
        yield from (str(child.get(f"{W}val")) for child in one.iter(f"{W}{name}"))


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z]\w*", text, re.ASCII) is not None and len(text) <= LONGEST_BOOKMARK
