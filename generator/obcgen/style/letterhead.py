"""The headers and footers of a Word file that a pack brings, with only what is safe and what Word needs.

Text, tables and pictures are carried over. Whatever reaches out of the file or runs is left out and told:
fields that fetch, links, objects, drawings of old or new kinds, pictures kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from obcgen.style.picture import NotAPictureError, Picture, picture_of
from obcgen.style.word_file import MAIN, NotAWordFileError, R, W, WordFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_PICTURE: Final = 1_000_000
DEEPEST: Final = 40
MOST_ELEMENTS: Final = 5_000
_PREFIXES: Final = {
    W[1:-1]: "w",
    R[1:-1]: "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
}


def _listed(prefix: str, names: str) -> frozenset[str]:
    return frozenset(f"{prefix}:{name}" for name in names.split())


_KEPT: Final = (
    _listed("w", "p pPr r rPr t tab br tbl tblPr tblGrid gridCol tr trPr tc tcPr drawing")
    | _listed("w", "fldSimple fldChar instrText")
    | _listed("wp", "inline anchor simplePos positionH positionV posOffset align extent effectExtent")
    | _listed("wp", "wrapNone wrapSquare wrapTopAndBottom docPr cNvGraphicFramePr")
    | _listed(
        "a", "graphicFrameLocks graphic graphicData picLocks blip srcRect stretch fillRect xfrm off ext"
    )
    | _listed("a", "prstGeom avLst noFill ln")
    | _listed("pic", "pic nvPicPr cNvPr cNvPicPr blipFill spPr")
)
_PROPERTIES: Final = _listed("w", "pPr rPr tblPr trPr tcPr")
_UNWRAPPED: Final = _listed("w", "hyperlink smartTag sdt sdtContent ins")
_NEEDLESS: Final = _listed("w", "bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak sdtPr sdtEndPr del")
_OF_OTHER_PARTS: Final = _listed("w", "numPr sectPr pStyle rStyle tblStyle rPrChange pPrChange")
_FIELDS: Final = frozenset(("PAGE", "NUMPAGES", "TITLE"))
_KINDS: Final = {"headerReference": "header", "footerReference": "footer"}


@dataclass(frozen=True, slots=True)
class Running:
    """A header or footer: its content as WordprocessingML, and its pictures by the id that it calls them."""

    content: str
    pictures: Mapping[str, Picture]
    counts_pages: bool


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Headers and footers by kind and place, such as `header first`, and what was not carried over.

    `first` tells whether its first page has a header and footer of its own, or none.
    """

    running: Mapping[str, Running]
    first: bool
    told: tuple[str, ...]

    def on(self, kind: str, *, cover: bool) -> Running | None:
        """Return what stands at the top or bottom of the cover, or of the pages after it."""
        return self.running.get(f"{kind} first" if cover and self.first else f"{kind} default")


def letterhead(file: WordFile) -> Letterhead:
    """Return the headers and footers of a Word file's last section.

    Raises:
        NotAWordFileError: a part of it cannot be read.
    """
    root = file.xml(MAIN)
    sections = list(root.iter(f"{W}sectPr")) if root is not None else []
    found: dict[str, Running] = {}
    first = bool(sections) and sections[-1].find(f"{W}titlePg") is not None
    for reference in sections[-1] if sections else ():
        kind = _KINDS.get(reference.tag.rpartition("}")[2])
        place = reference.get(f"{W}type", "default")
        if kind and place == "even":
            file.tell(f"its {kind} for even pages")
        elif kind and (first or place != "first"):
            running = _running(file, kind, reference.get(f"{R}id", ""))
            found |= {f"{kind} {place}": running} if running else {}
    return Letterhead(MappingProxyType(found), first, tuple(file.told))


def _running(file: WordFile, kind: str, identity: str) -> Running | None:
    name = file.target(MAIN, identity)
    root = file.xml(name) if name else None
    if name is None or root is None:
        return None
    copy = _Copy(file, name, kind)
    content = "".join(text for child in root for text in copy.element(child, 0))
    return Running(content, MappingProxyType(copy.pictures), copy.counts_pages) if content else None


class _Copy:
    """Copies one header or footer, element by element; what is on no list is left out and told."""

    def __init__(self, file: WordFile, part: str, kind: str) -> None:
        self._file, self._part, self._kind = file, part, kind
        self._count = 0
        root = file.xml(part)
        codes = [] if root is None else [*_codes(root)]
        self._fields = all(code in _FIELDS for code in codes)
        self.pictures: dict[str, Picture] = {}
        self.counts_pages = self._fields and "PAGE" in codes
        if not self._fields:
            file.tell(f"fields of its {kind} other than page numbers and the title; their words stay")

    def element(self, node: Element, depth: int, *, listed: bool = False) -> Iterator[str]:
        """Yield an element as text, or what is inside it, or nothing."""
        self._count += 1
        if depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise NotAWordFileError(f"its {self._kind} is larger than any letterhead")
        name = _name(node.tag)
        if name in _UNWRAPPED:
            for child in node:
                yield from self.element(child, depth + 1)
        elif name in _OF_OTHER_PARTS or name in _NEEDLESS:
            return
        elif name in {"w:fldChar", "w:instrText", "w:fldSimple"} and not self._fields:
            for child in node if name == "w:fldSimple" else ():
                yield from self.element(child, depth + 1)
        elif name == "w:drawing" and not self._is_picture(node):
            self._file.tell(f"a drawing in its {self._kind} that is no PNG or JPEG picture in the file")
        elif name in _KEPT or (listed and name.startswith("w:")):
            yield self._text(node, name, depth, listed=listed or name in _PROPERTIES)
        else:
            self._file.tell(f"<{name or 'an element of another program'}> in its {self._kind}")

    def _text(self, node: Element, name: str, depth: int, *, listed: bool) -> str:
        inside = "".join(text for child in node for text in self.element(child, depth + 1, listed=listed))
        words = escape(node.text or "") if name in {"w:t", "w:instrText", "wp:posOffset", "wp:align"} else ""
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in self._attributes(node, name))
        space = ' xml:space="preserve"' if name in {"w:t", "w:instrText"} else ""
        return f"<{name}{attributes}{space}>{words}{inside}</{name}>"

    def _attributes(self, node: Element, name: str) -> Iterator[tuple[str, str]]:
        for key, value in node.attrib.items():
            own = _name(key) if "}" in key else key
            if name == "a:blip":
                if own == "r:embed":
                    yield own, self._picture(value)
            elif (own.startswith("w:") and not own.startswith("w:rsid")) or "}" not in key:
                yield own, value

    def _is_picture(self, drawing: Element) -> bool:
        blips = [one for one in drawing.iter() if _name(one.tag) == "a:blip"]
        return bool(blips) and all(self._image(one.get(f"{R}embed", "")) for one in blips)

    def _picture(self, identity: str) -> str:
        image = self._image(identity)
        own = f"picture{len(self.pictures) + 1}"
        if image:
            self.pictures[own] = image
        return own

    def _image(self, identity: str) -> Picture | None:
        """Return a picture inside the file, if it is one that documents can carry."""
        target = self._file.target(self._part, identity)
        content = self._file.part(target) if target else None
        if not content or len(content) > LARGEST_PICTURE:
            return None
        try:
            found = picture_of(content)
        except NotAPictureError:
            return None
        return found if found.kind != "svg" else None


def _codes(root: Element) -> Iterator[str]:
    """Yield the first word of each field of a part."""
    for node in root.iter():
        name = _name(node.tag)
        text = node.get(f"{W}instr", "") if name == "w:fldSimple" else (node.text or "")
        if name in {"w:fldSimple", "w:instrText"} and text.strip():
            yield text.split()[0].upper()


def _name(tag: str) -> str:
    """Return the name of an element or attribute with our prefix; nothing where another program made it."""
    space, _, name = tag.lstrip("{").partition("}")
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{name}" if prefix else ""
