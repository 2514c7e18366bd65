"""What a PDF of Typst's lacks: fields to fill in, heads of rows, what carries and states it, names of places.

Typst has no fields. So each blank is laid out as a link to an address that no document could hold, which
gives it a place on its page, an element in the tags and an annotation: the annotation becomes the widget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import md5
from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # PDF objects

from obcgen.document.embedded import ENGINE, MEDIA_TYPE
from obcgen.writers.typst_file import TypstFile
from obcgen.writers.typst_pen import SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obcgen.document.embedded import Embedded
    from obcgen.style import Style
    from obcgen.writers.pdf_widgets import Blank
    from obcgen.writers.typst_pen import Asked, Written

_LINKED: Final = re.compile(rb"/Pg (\d+) 0 R/Obj (\d+) 0 R")
_PARENT: Final = re.compile(rb"/StructParent (\d+)")
_RECTANGLE: Final = re.compile(rb"/Rect\[([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)\]")
_MARK: Final = re.compile(rb"/URI\(" + SCHEME.encode() + rb"(\d+)\)")
_TARGET: Final = re.compile(rb"/Dest\((.*?)\)/F 4")
_CONTENTS: Final = re.compile(rb"/Contents\((?:\\.|[^\\)])*\)", re.DOTALL)
_KEPT: Final = re.compile(
    rb"/(?:Pages|Metadata|OutputIntents|StructTreeRoot|Outlines) \d+ 0 R|/Lang\([^)]*\)"
)
_MAKER: Final = re.compile(rb"(<xmp:CreatorTool>)[^<]*(</xmp:CreatorTool>)")
_LENGTH: Final = re.compile(rb"^<</Length \d+")
_DATE: Final = "D:19800101000000Z"

Place = tuple[str, int, float, float]
"""An id, its page from 1, and points from the left and top of the page."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself beside its pages: the engine, and what it carries."""

    engine: str
    embedded: Embedded | None


def finished(
    content: bytes, written: Written, places: Sequence[Place], style: Style, stated: Stated
) -> bytes:
    """Return the file that people get."""
    file = TypstFile(content)
    _head_rows(file, written.row_heads)
    _body_to_the_end(file)
    _name_numberings(file, written.numberings)
    _describe_links(file, written.names)
    catalog = pydyf.Dictionary()
    if written.blanks:
        catalog["AcroForm"] = _form(file, written.blanks, style)
    names = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": _destinations(file, places, style)})})
    catalog["Names"] = names
    if stated.embedded:
        specification = _attached(file, stated.embedded)
        names["EmbeddedFiles"] = pydyf.Dictionary(
            {"Names": pydyf.Array([pydyf.String(stated.embedded.name), specification.reference])}
        )
        catalog["AF"] = pydyf.Array([specification.reference])
    _state(file, stated)
    _catalog(file, catalog)
    return file.saved()


def _catalog(file: TypstFile, added: pydyf.Dictionary) -> None:
    kept = b"".join(_KEPT.findall(file.written[file.root]))
    fixed = b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
    more = bytes(added.data)[2:-2]
    file.written[file.root] = b"<</Type/Catalog" + kept + fixed + more + b">>"


# --- tags ----------------------------------------------------------------------------------------


def _head_rows(file: TypstFile, heads: Sequence[bool]) -> None:
    """Make heads of those cells of a table's body that name their row."""
    for number, is_head in zip(file.elements(b"TD", b"TH"), heads, strict=True):
        body = file.written[number]
        if is_head and b"/S/TD/" in body:
            scoped = _with_attribute(body.replace(b"/S/TD/", b"/S/TH/", 1), b"/Scope/Row")
            file.written[number] = scoped


def _with_attribute(body: bytes, attribute: bytes) -> bytes:
    """Return an element with one more attribute of tables."""
    if b"/O/Table" in body:
        return body.replace(b"/O/Table", b"/O/Table" + attribute, 1)
    owned = b"<</O/Table" + attribute + b">>"
    if b"/A[" in body:
        return body.replace(b"/A[", b"/A[" + owned, 1)
    return body.replace(b"/K", b"/A[" + owned + b"]/K", 1)


def _body_to_the_end(file: TypstFile) -> None:
    """Make body of what only stands in the foot of a table so that its last rows stay together."""
    for number in file.elements(b"TFoot"):
        file.written[number] = file.written[number].replace(b"/S/TFoot/", b"/S/TBody/", 1)


def _name_numberings(file: TypstFile, numberings: Sequence[str]) -> None:
    """Say how each list is numbered, which Typst cannot know of ours."""
    for number, numbering in zip(file.elements(b"L"), numberings, strict=True):
        body = file.written[number]
        file.written[number] = re.sub(
            rb"/ListNumbering/\w+", b"/ListNumbering/" + numbering.encode(), body, count=1
        )


def _describe_links(file: TypstFile, names: Mapping[str, str]) -> None:
    """Let a link inside the document be read by what it leads to."""
    said = {pydyf.String(name).data: pydyf.String(words).data for name, words in names.items()}
    for number, body in file.written.items():
        if isinstance(body, bytes) and body.startswith(b"<</Type/Annot/Subtype/Link"):
            target = _TARGET.search(body)
            words = said.get(b"(" + target[1] + b")") if target else None
            if words:
                before, after = _CONTENTS.split(body, maxsplit=1)
                file.written[number] = before + b"/Contents" + words + after


# --- fields --------------------------------------------------------------------------------------


def _form(file: TypstFile, asked: Sequence[Asked], style: Style) -> pydyf.Dictionary:
    from obcgen.writers.pdf_widgets import Form  # noqa: PLC0415 - it cuts fonts down; most files have no blank

    elements = dict(_linked(file))
    found: dict[int, int] = {}
    for number, body in file.written.items():
        if isinstance(body, bytes) and (mark := _MARK.search(body)):
            found[int(mark[1])] = number
    blanks = [_blank(file, found[place], elements, one, style) for place, one in enumerate(asked)]
    form = Form(file, style.font_files, style.body.shipped, blanks)
    for blank in blanks:
        form.add(blank)
    return form.dictionary()


def _linked(file: TypstFile) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the number of each link's annotation with those of its element and page."""
    for number in file.elements(b"Link"):
        for page, annotation in _LINKED.findall(file.written[number]):
            yield int(annotation), (number, int(page))


def _blank(
    file: TypstFile, number: int, elements: Mapping[int, tuple[int, int]], asked: Asked, style: Style
) -> Blank:
    """Return the blank whose place an annotation marks; the annotation becomes its widget."""
    from obcgen.writers.pdf_widgets import Blank  # noqa: PLC0415 - as above

    body = file.written[number]
    element, page = elements[number]
    widget: Any = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Widget", "P": f"{page} 0 R"})
    parent, place = _PARENT.search(body), _RECTANGLE.search(body)
    if parent is None or place is None:
        raise ValueError("a blank has no place")
    widget["StructParent"] = int(parent[1])
    file.replace(number, widget)
    tagged = file.written[element].replace(b"/S/Link/", b"/S/Form/", 1)
    file.written[element] = tagged.replace(b"/K[<<", b"/K<<").replace(b">>]", b">>")
    left, bottom, right, top = (round(float(edge), 2) for edge in place.groups())
    hint = style.colours.muted
    red, green, blue = (round(int(hint[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return Blank(
        asked.tag,
        asked.attributes,
        widget,
        (left, bottom, right, top),
        asked.letters,
        (red, green, blue),
        asked.words,
        asked.choice,
    )


# --- places, attachment, properties --------------------------------------------------------------


def _destinations(file: TypstFile, places: Sequence[Place], style: Style) -> pydyf.Array:
    """Return where each id stands, sorted as a name tree must be."""
    kids = file.written[file.numbered(b"/Type/Pages/")]
    references = [number.decode() for number in re.findall(rb"(\d+) 0 R", kids)]
    height = style.page.height * 72
    found = sorted((name.encode(), page, left, height - top) for name, page, left, top in places)
    names = pydyf.Array()
    for name, page, left, top in found:
        where = pydyf.Array([f"{references[page - 1]} 0 R", "/XYZ", round(left, 2), round(top, 2), 0])
        names.extend((pydyf.String(name.decode()), where))
    return names


def _attached(file: TypstFile, embedded: Embedded) -> pydyf.Dictionary:
    """Add the text that the file carries, uncompressed so that anything can read it; return its entry."""
    text = embedded.text.encode()
    told = {"Size": len(text), "CheckSum": f"<{md5(text, usedforsecurity=False).hexdigest()}>"}
    told |= {"CreationDate": f"({_DATE})", "ModDate": f"({_DATE})"}
    media = f"/{MEDIA_TYPE.replace('/', '#2f')}"
    extra = {"Type": "/EmbeddedFile", "Subtype": media, "Params": pydyf.Dictionary(told)}
    stream = pydyf.Stream([text], extra)
    file.add_object(stream)
    entry = pydyf.Dictionary({"Type": "/Filespec", "AFRelationship": "/Source"})
    entry |= {"F": pydyf.String(embedded.name), "UF": pydyf.String(embedded.name)}
    entry["Desc"] = pydyf.String(embedded.about)
    entry["EF"] = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
    file.add_object(entry)
    return entry


def _state(file: TypstFile, stated: Stated) -> None:
    """Write the properties of the file and its packet of metadata, which must say the same."""
    embedded = stated.embedded
    maker = embedded.maker if embedded else stated.engine.split(",", maxsplit=1)[0]
    properties = dict(embedded.properties if embedded else ()) | {ENGINE: stated.engine}
    info = re.sub(rb"/(?:Creator|ModDate|CreationDate)\((?:\\.|[^\\)])*\)", b"", file.written[file.info])
    more = {"Creator": pydyf.String(maker)} | {
        name: pydyf.String(value) for name, value in properties.items()
    }
    file.written[file.info] = info[:-2] + bytes(pydyf.Dictionary(more).data)[2:]
    number = file.numbered(b"/Type/Metadata/")
    head, _, rest = file.written[number].partition(b"stream\n")
    packet = rest[: rest.rindex(b"endstream")].rstrip(b"\n")
    packet = _MAKER.sub(lambda found: found[1] + _escaped(maker) + found[2], packet)
    packet = re.sub(rb"<xmp:(ModifyDate|CreateDate)>[^<]*</xmp:\1>", b"", packet)
    head = _LENGTH.sub(b"<</Length %d" % len(packet), head)
    file.written[number] = head + b"stream\n" + packet + b"\nendstream"


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").encode()
