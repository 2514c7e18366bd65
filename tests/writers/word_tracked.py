"""A Word file with its tracked changes all accepted or all rejected, as Word does it; what it says."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree
from word_counting import W, numbered_paragraphs, read

if TYPE_CHECKING:
    from collections.abc import Iterator


Choice = Literal["accepted", "rejected"]
GONE = {"accepted": ("del", "moveFrom"), "rejected": ("ins", "moveTo")}
"""The changes whose words are not in the file once all are accepted or rejected."""
STAYS = {"accepted": ("ins", "moveTo"), "rejected": ("del", "moveFrom")}
CONTROL_GONE = {"accepted": ("Del", "MoveFrom"), "rejected": ("Ins", "MoveTo")}
FIELD = "<field>"
Said = list[tuple[str, str]]


def said(docx: bytes) -> Said:
    """Return the number and text of every paragraph, those in cells among them, as Word counts them.

    The contents and the results of fields are computed from the rest, and are left out. So are empty
    paragraphs outside of tables, which only hold tables apart.
    """
    paragraphs = read(docx, "word/document.xml").iter(f"{W}p")
    counted = numbered_paragraphs(docx)
    return [
        (label, text)
        for (label, _, style), text in zip(counted, map(_text, paragraphs), strict=True)
        if not style.lower().startswith("toc") and (text or not style.startswith(("Gap", "Figure")))
    ]


def tables(docx: bytes) -> list[list[list[str]]]:
    """Return what the cells of every table say, row by row."""
    return [
        [
            ["/".join(map(_text, cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in read(docx, "word/document.xml").iter(f"{W}tbl")
    ]


def resolved(docx: bytes, choice: Choice) -> bytes:
    """Return the file with every change accepted, or every change rejected."""
    body: Any = read(docx, "word/document.xml")
    for row in [*body.iter(f"{W}tr")]:
        if _has(row, "trPr", GONE[choice]):
            _removed(row)
    for table in [*body.iter(f"{W}tbl")]:
        if next(table.iterchildren(f"{W}tr"), None) is None:
            _removed(table)
    _without_controls(body, choice)
    joined = [one for one in body.iter(f"{W}p") if _has(one, "pPr/{*}rPr", GONE[choice])]
    for name in GONE[choice]:
        for one in [each for each in body.iter(f"{W}{name}") if each.getparent().tag != f"{W}rPr"]:
            _removed(one)
    for name in STAYS[choice]:
        for one in [*body.iter(f"{W}{name}")]:
            _unwrapped(one)
    for paragraph in joined:
        _joined(paragraph)
    return _packed(
        docx, etree.tostring(body).replace(b"w:delText", b"w:t").replace(b"w:delInstr", b"w:instr")
    )


def _has(element: Any, properties: str, names: tuple[str, ...]) -> bool:
    found = element.find(f"{W}{properties}")
    return found is not None and any(one.tag in {f"{W}{name}" for name in names} for one in found)


def _without_controls(body: Any, choice: Choice) -> None:
    """Take away each control whose both ends stand in the marks of a change that is gone."""
    for name in CONTROL_GONE[choice]:
        for start in [*body.iter(f"{W}customXml{name}RangeStart")]:
            control = start.getnext()
            if control is not None and control.tag == f"{W}sdt":
                inside = next(control.iterchildren(f"{W}sdtContent"))
                assert inside[0].tag == f"{W}customXml{name}RangeEnd"
                assert inside[-1].tag == f"{W}customXml{name}RangeStart"
                _removed(control)


def _removed(element: Any) -> None:
    element.getparent().remove(element)


def _unwrapped(element: Any) -> None:
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = [*element]


def _joined(paragraph: Any) -> None:
    """Put what is left of a paragraph whose mark is gone before what follows, as Word does."""
    left = [
        one for one in paragraph if one.tag != f"{W}pPr" and one.tag.endswith(("}r", "}hyperlink", "}sdt"))
    ]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        first = 1 if following.find(f"{W}pPr") is not None else 0
        following[first:first] = left
    else:
        assert not left, "words would be left without a paragraph"
        if paragraph.getparent().tag == f"{W}tc":
            assert following is not None, "a cell would lose its last paragraph"
    _removed(paragraph)


def _packed(docx: bytes, body: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, body if name == "word/document.xml" else before.read(name))
    return stream.getvalue()


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph; a blank and a drawing by their names, fields without their results."""
    text = "".join(_pieces(paragraph))
    return " ".join(re.sub(f"(?:{FIELD})+", FIELD, text).split())


def _pieces(paragraph: Any) -> Iterator[str]:
    in_field = False
    for one in _inside(paragraph):
        kind = one.tag.rpartition("}")[2]
        if kind == "fldChar":
            in_field = one.get(f"{W}fldCharType") != "end"
            yield FIELD if in_field else ""
        elif kind == "t" and not in_field:
            yield one.text or ""
        elif kind in {"br", "tab"}:
            yield " / "
        elif kind == "alias":
            yield f"<{one.get(f'{W}val')}>"
        elif kind == "docPr":
            yield f"<{one.get('descr')}>"


def _inside(element: Any) -> Iterator[Any]:
    """Yield what is in a paragraph itself, and not in the text of a drawing in it."""
    for one in element:
        if one.tag != f"{W}txbxContent":
            yield one
            yield from _inside(one)
