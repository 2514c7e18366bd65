r"""The contents: a real TOC field whose entries are there already, so that Word asks nothing on opening.

The field gathers paragraphs by the names of their styles (`\t`): front matter and minor headings have styles
of their own, and so stay out of the contents after an update too. By `\o` or `\u` LibreOffice would also
gather every clause, as each has an outline level. An update sets the style of each line and nothing else, so
the tab stop behind the longest label, such as `Attachment A`, is that of the style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.writers.word_fields import begin, end, field, run, tab
from obcgen.writers.word_flow import Setting, paragraph
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from obcgen.document.tree import Contents, Entry
    from obcgen.writers.word_flow import Flow

_GALLERY = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))


def contents(flow: Flow, block: Contents) -> Xml:
    """Return the contents as a field with an entry for each heading; page numbers only if all are known.

    Where they are not, whoever updates the field in Word gets them.
    """
    if not block.entries:
        return NOTHING
    paged = all(entry.page is not None for entry in block.entries)
    opening = begin(f'TOC \\h \\z \\t "{_styles(block.depth)}"')
    lines = [
        _line(
            flow,
            one,
            opening if one is block.entries[0] else NOTHING,
            paged=paged,
            keep=_leads(one, following),
        )
        for one, following in zip(block.entries, (*block.entries[1:], None), strict=True)
    ]
    closing = paragraph(flow, Setting(style="Gap"), end())
    return w("sdt", w("sdtPr", _GALLERY), w("sdtContent", *lines, closing))


def _styles(depth: int) -> str:
    """Return the styles of so many levels of headings, each with its level in the contents."""
    own = {2: ("Heading 2", "Heading 2 Attachment")}
    levels = range(1, depth + 1)
    return ",".join(f"{name},{level}" for level in levels for name in own.get(level, (f"Heading {level}",)))


def _leads(entry: Entry, following: Entry | None) -> bool:
    return following is not None and following.level > entry.level


def _line(flow: Flow, entry: Entry, opening: Xml, *, paged: bool, keep: bool) -> Xml:
    anchor = flow.names.bookmarks.get(entry.target, "")
    page = _page(entry, anchor) if paged and anchor else NOTHING
    shown = join((run(entry.label), when(entry.label, tab()), run(entry.title), page))
    linked = w("hyperlink", shown, anchor=anchor, history=1) if anchor else shown
    return paragraph(flow, Setting(style=f"TOC{entry.level + 1}", keep=keep), Xml(f"{opening}{linked}"))


def _page(entry: Entry, anchor: str) -> Xml:
    number = field(f"PAGEREF {anchor} \\h", str(entry.page))
    return Xml(f"{tab()}{number}")
