"""A Word file as it is read back, also after Word or LibreOffice saved it and renamed what is in it.

A clause begins at the paragraph with its bookmark, or at any other heading. What a bidder fills in, the
contents and text that was struck out under tracked changes do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from obcgen.problems import ObcgenError
from obcgen.readers.found import LARGEST_SPEC, LOCKED, NO_DOCUMENT, Found, beyond, clauses_of, damaged
from obcgen.zip_file import LARGEST_PART, Locked, TooLarge, ZipFault, ZipFile, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.document.compare import Clause

_MOST_ITEMS: Final = 20
BODY: Final = "word/document.xml"
_EMBEDDED: Final = "{urn:obcgen:embedded:1}embedded"
_VALUES: Final = "urn:obcgen:values:1"
_LEFT_OUT: Final = {"del", "moveFrom", "instrText", "Fallback", "sdtPr"}
_SPACES: Final = {"p", "tab", "br", "cr"}


class WordReader:
    """Reads Word files."""

    def about(self, content: bytes) -> Found:
        """Return what a Word file states of itself and carries."""
        package = opened(content)
        stated = xml_part(package, "docProps/custom.xml")
        core = xml_part(package, "docProps/core.xml")
        items = [
            name for name in package.entries if name.startswith("customXml/item") and "Props" not in name
        ]
        return Found(
            next((one.text or "" for one in core.iter() if local(one) == "title"), ""),
            {str(one.get("name")): "".join(one.itertext()) for one in stated},
            _embedded(package, items[:_MOST_ITEMS]),
        )

    def clauses(self, content: bytes, marks: Mapping[str, str]) -> tuple[Clause, ...]:
        """Return the words of each clause of a Word file."""
        package = opened(content)
        headings = heading_styles(xml_part(package, "word/styles.xml"))
        return clauses_of(_pieces(xml_part(package, BODY), headings, marks))


# --- the package ---------------------------------------------------------------------------------


def opened(content: bytes) -> ZipFile:
    """Return the parts of a Word file.

    Raises:
        ObcgenError: it is none, damaged, locked, or beyond the limits.
    """
    try:
        package = open_zip(content)
    except ZipFault as fault:
        raise _told(fault) from None
    if BODY not in package.entries:
        message = "The file is a zip file, but no Word document."
        raise ObcgenError(NO_DOCUMENT.problem(message, hint="Name the .docx file itself."))
    return package


def foreign_parts(content: bytes) -> tuple[str, ...]:
    """Return the parts of a Word file that hold a program, or whose names lead out of it.

    Raises:
        ObcgenError: as `opened`.
    """
    return tuple(name for name in opened(content).entries if _is_program(name) or _leads_out(name))


def _is_program(name: str) -> bool:
    return name.rpartition("/")[2].lower().startswith("vba")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or not {"..", ""}.isdisjoint(name.replace("\\", "/").split("/"))


def xml_part(package: ZipFile, name: str, most: int = LARGEST_PART) -> ET.Element:
    """Return a part; an empty element where there is none."""
    try:
        root = package.xml(name, most)
    except ZipFault as fault:
        raise _told(fault) from None
    return ET.Element("nothing") if root is None else root


def _told(fault: ZipFault) -> ObcgenError:
    match fault:
        case Locked():
            problem = LOCKED.problem("The file is locked with a password.", hint="Save it without one.")
            return ObcgenError(problem)
        case TooLarge():
            return beyond(f"The file is larger than any document of obcgen's: {fault}.")
    return damaged(str(fault))


def _embedded(package: ZipFile, items: list[str]) -> str | None:
    """Return the text that the file carries, under whatever name a program has put it."""
    for name in items:
        if package.entries[name].file_size <= LARGEST_SPEC:
            root = xml_part(package, name, LARGEST_SPEC)
            if root.tag == _EMBEDDED:
                return root.text or ""
    return None


def heading_styles(styles: ET.Element) -> frozenset[str]:
    """Return the ids of the styles of headings; programs rename the ids, not the names."""
    found = set()
    for style in styles:
        name = next((_value(one) for one in style if local(one) == "name"), "")
        if name.lower().startswith("heading "):
            found.add(attribute(style, "styleId"))
    return frozenset(found)


# --- the body ------------------------------------------------------------------------------------


def _pieces(
    body: ET.Element, headings: frozenset[str], marks: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each text with the id of its clause."""
    clause = ""
    for one in _shown(body):
        kind = local(one)
        if kind == "p":
            clause = begun(one, headings, marks) or clause
        if kind in _SPACES:
            yield clause, " "
        elif kind == "noBreakHyphen":
            yield clause, "-"
        elif kind == "t":
            yield clause, one.text or ""


def _shown(body: ET.Element) -> Iterator[ET.Element]:
    """Yield the elements that show, in order; without recursion, for files may nest deeply."""
    waiting = [body]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += (below for below in reversed(one) if not is_left_out(below))


def is_left_out(one: ET.Element) -> bool:
    """Tell whether an element shows nothing, is a blank inside a line, or is the contents.

    Names that are bound to a value are words, though in a control.
    """
    if local(one) != "sdt":
        return local(one) in _LEFT_OUT
    if any(_VALUES in attribute(below, "prefixMappings") for part in one for below in part):
        return False
    kinds = {local(below) for part in one if local(part) == "sdtContent" for below in part}
    is_contents = any(local(below) == "docPartObj" for part in one for below in part)
    return is_contents or not kinds & {"p", "tbl", "tr", "tc", "sdt"}


def begun(paragraph: ET.Element, headings: frozenset[str], marks: Mapping[str, str]) -> str:
    """Return the id of the clause that begins with a paragraph, or nothing."""
    inside = list(_inside(paragraph))
    names = sorted(attribute(one, "name") for one in inside if local(one) == "bookmarkStart")
    known = [marks[name] for name in names if marks.get(name)]
    if known:
        return known[0]
    style = next((_value(one) for one in inside if local(one) == "pStyle"), "")
    words = " ".join("".join(one.text or "" for one in inside if local(one) == "t").split())
    return words if style in headings else ""


def _inside(paragraph: ET.Element) -> Iterator[ET.Element]:
    """Yield what belongs to a paragraph itself, and not to one in a drawing in it."""
    waiting = [*reversed(paragraph)]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += (below for below in reversed(one) if local(below) not in {"p", *_LEFT_OUT})


def local(one: ET.Element) -> str:
    """Return a name without its namespace: Word has two for the same things."""
    return str(one.tag).rpartition("}")[2]


def attribute(one: ET.Element, name: str) -> str:
    """Return an attribute by its name without its namespace."""
    return next((value for key, value in one.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(one: ET.Element) -> str:
    return attribute(one, "val")
