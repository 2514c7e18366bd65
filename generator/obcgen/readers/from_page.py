"""A web page as it is read back: a clause is a section or list item with an id, without those inside it."""

from __future__ import annotations

from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from obcgen.document.embedded import MEDIA_TYPE
from obcgen.readers.found import LARGEST_SPEC, Found, clauses_of, damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.compare import Clause

LARGEST_PAGE: Final = 5_000_000
DEEPEST: Final = 500
MOST_PIECES: Final = 400_000
"""Of markup and text; a page of 21 printed pages has 4,500."""
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LEFT_OUT: Final = frozenset({"nav", "script", "style", "select", "textarea", "svg"})
_IN_A_LINE: Final = frozenset({"a", "b", "em", "i", "span", "strong", "sub", "sup"})
_BEGINS: Final = frozenset({"section", "li"})


class PageReader:
    """Reads web pages."""

    def about(self, content: bytes) -> Found:
        """Return what a page states of itself and carries."""
        page = _parsed(content, {})
        text = unescape("".join(page.data).removeprefix("\n")) if page.carries else None
        if text and len(text) > LARGEST_SPEC:
            raise too_large("The embedded text is too long", f"{LARGEST_SPEC:,} characters")
        return Found(" ".join("".join(page.title).split()), page.stated, text)

    def clauses(self, content: bytes, marks: Mapping[str, str]) -> tuple[Clause, ...]:
        """Return the words of each clause of a page."""
        return clauses_of(_parsed(content, marks).pieces)


def _parsed(content: bytes, marks: Mapping[str, str]) -> _Page:
    if len(content) > LARGEST_PAGE:
        raise too_large(f"The page has {len(content):,} bytes", f"{LARGEST_PAGE:,}")
    page = _Page(marks)
    try:
        page.feed(content.decode("utf-8-sig"))
        page.close()
    except UnicodeDecodeError as error:
        raise damaged(f"byte {error.start + 1:,} is not UTF-8 text") from None
    except AssertionError as error:  # the parser's own word for markup that makes no sense
        raise damaged(f"its markup cannot be read ({error})") from None
    return page


class _Page(HTMLParser):
    """Gathers what a page states, carries and says while it is parsed."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.stated: dict[str, str] = {}
        self.title: list[str] = []
        self.data: list[str] = []
        self.carries = False
        self.pieces: list[tuple[str, str]] = []
        self.open: list[tuple[str, str, bool]] = []
        """The elements around: name, the clause inside it, whether its text counts."""
        self.names: Counter[str] = Counter()
        """How many of them have a name."""
        self.met = 0

    def meet(self) -> None:
        """Count another piece of markup or text.

        Raises:
            ObcgenError: there are more than in any document.
        """
        self.met += 1
        if self.met > MOST_PIECES:
            raise too_large("The page is made of too many elements and texts", f"{MOST_PIECES:,}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.meet()
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in attributes:
            self.stated.setdefault(attributes["name"], attributes.get("content", ""))
        clause, counts = self.around()
        if counts and tag not in _IN_A_LINE:
            self.pieces.append((clause, f" {attributes.get('alt', '')} "))
        if tag not in _VOID:
            self.enter(tag, attributes, clause, counts=counts)

    def enter(self, tag: str, attributes: Mapping[str, str], clause: str, *, counts: bool) -> None:
        if len(self.open) >= DEEPEST:
            raise damaged(f"elements lie more than {DEEPEST} deep in one another")
        is_number = attributes.get("class") == "number"
        counts = tag == "main" or (counts and tag not in _LEFT_OUT and not is_number)
        self.carries = self.carries or (tag, attributes.get("type")) == ("script", MEDIA_TYPE)
        identity = attributes.get("id", "")
        if tag in _BEGINS and identity:
            clause = self.marks.get(identity, identity) or clause
        name = f"script {attributes.get('type', '')}" if tag == "script" else tag
        self.open.append((name, clause, counts))
        self.names[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self.meet()
        while self.names[tag]:
            name = self.open.pop()[0].split(" ")[0]
            self.names[name] -= 1
            if name == tag:
                break
        clause, counts = self.around()
        if counts and tag not in _IN_A_LINE:
            self.pieces.append((clause, " "))

    def handle_data(self, data: str) -> None:
        self.meet()
        inside = self.open[-1][0] if self.open else ""
        clause, counts = self.around()
        if inside == "title" and len(self.open) <= len(("html", "head", "title")):
            self.title.append(data)
        elif inside == f"script {MEDIA_TYPE}":
            self.data.append(data)
        elif counts:
            self.pieces.append((clause, data))

    def around(self) -> tuple[str, bool]:
        """Return the clause that the parser stands in, and whether text counts there."""
        return self.open[-1][1:] if self.open else ("", False)
