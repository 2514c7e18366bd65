"""What the body's writers share: what a file has used (Flow), where text stands (Setting), paragraphs."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import InitVar, dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from obcgen.document.marks import Revision
from obcgen.writers.word_changes import Tracking
from obcgen.writers.word_comments import anchored
from obcgen.writers.word_numbering import EDGE
from obcgen.writers.word_values import Values
from obcgen.writers.word_xml import NOTHING, Xml, w, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.marks import Mark, Remark
    from obcgen.document.tree import Align
    from obcgen.style import Style
    from obcgen.writers.word_names import Names
    from obcgen.writers.word_numbering import Numbering

TWIPS = 1440
GAP = 200
CALLOUT_EDGE = 220
CALLOUT_LINES = 6
"""Points below a paragraph of a callout where the gap is the usual one."""
CALLOUT_TITLE = 2
"""Points below the title of a callout, as in the PDF."""
LOW_LINE = 1
"""Points that a line takes which only parts or ends."""
CALLOUTS = {"note": "CalloutNote", "warning": "CalloutWarning", "example": "CalloutExample"}
INDENTED = {
    "ClauseText": EDGE,
    **{f"{style}{part}": CALLOUT_EDGE for style in CALLOUTS.values() for part in ("", "Title")},
}
"""How far in the text of a style begins by itself, in twentieths of a point."""


@dataclass(slots=True)
class Flow:
    """One file in the making: the names it uses, and what it has gathered on the way."""

    style: Style
    names: Names
    numbering: Numbering
    links: dict[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=Values)
    bookmark_ids: Iterator[int] = field(default_factory=count)
    drawing_ids: Iterator[int] = field(default_factory=lambda: count(1))
    captions: dict[str, int] = field(default_factory=dict)
    """The last number of each kind of caption."""
    hangs: bool = False
    """Whether text straight under a numbered heading stands at the edge of clauses."""
    begun: bool = False
    breaks_page: bool = False
    gap: int = 0
    remarks: list[Remark] = field(default_factory=list)
    remark: Remark | None = None
    """What the next paragraph bears as a comment."""
    mark: Mark | None = None
    """How a redline marks what is being written, as a whole."""
    revision: InitVar[Revision | None] = None
    tracking: Tracking = field(init=False)

    def __post_init__(self, revision: Revision | None) -> None:
        self.tracking = Tracking(revision or Revision("", ""), self.bookmark_ids)

    @contextmanager
    def under(self, mark: Mark | None) -> Iterator[None]:
        """Mark what is written meanwhile, if there is a mark."""
        before = self.mark
        self.mark = mark or before
        yield
        self.mark = before

    def commented(self, content: Xml) -> Xml:
        """Return content with the comment that waits for it, if one does."""
        if self.remark is None:
            return content
        self.remarks.append(self.remark)
        self.remark = None
        return anchored(len(self.remarks) - 1, content)

    def link(self, target: str) -> str:
        """Return the relationship id of a link out of the document."""
        return self.links.setdefault(target, f"link{len(self.links) + 1}")

    def bookmarked(self, name: str, content: Xml) -> Xml:
        """Return the content inside a bookmark, or alone where it has no name."""
        if not name:
            return content
        identity = next(self.bookmark_ids)
        start = w("bookmarkStart", id=identity, name=name)
        return Xml(f"{start}{content}{w('bookmarkEnd', id=identity)}")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where text stands.

    `style` is the paragraph style, `indent` how far in text begins, `edge` where the callout around it begins
    (0 outside one), `width` the room for tables, `depth` how many bulleted lists enclose it; `keep` ties a
    paragraph to the next; `gap` is the distance to the next; `front` says that it stands on the cover,
    `hung` that it stands straight under a numbered heading, at the edge of clauses.
    """

    style: str = ""
    indent: int = 0
    edge: int = 0
    align: Align = "left"
    width: int = 0
    depth: int = 0
    keep: bool = False
    gap: int = 0
    front: bool = False
    hung: bool = False


def text_width(style: Style) -> int:
    """Return the width between the margins in twentieths of a point."""
    page = style.page
    return round((page.width - page.left - page.right) * TWIPS)


def paragraph(
    flow: Flow,
    setting: Setting,
    content: Xml,
    *,
    number: Xml = NOTHING,
    tabs: Xml = NOTHING,
    indent: Xml = NOTHING,
    label: Xml = NOTHING,
) -> Xml:
    """Return a paragraph; the first one after a page break or a table takes their distance with it."""
    style = setting.style or ("ClauseText" if setting.indent == EDGE else "")
    own = when(setting.indent != INDENTED.get(style, 0), w("ind", left=setting.indent))
    marks = "".join(
        (
            when(style, w("pStyle", val=style)),
            when(setting.keep, w("keepNext")),
            when(flow.breaks_page, w("pageBreakBefore")),
            number,
            tabs,
            _distance(flow),
            indent or own,
            when(setting.align != "left", w("jc", val=setting.align)),
            _mark(flow, label),
        )
    )
    if flow.mark:
        content = flow.tracking.runs(flow.mark, content)
    flow.begun, flow.breaks_page, flow.gap = True, False, setting.gap
    properties = f"<w:pPr>{marks}</w:pPr>" if marks else ""
    return Xml(f"<w:p>{properties}{flow.commented(content)}</w:p>")


def _mark(flow: Flow, label: Xml) -> Xml:
    """Return what a paragraph's mark has: how a redline marks the paragraph, and the size of its number."""
    changed = flow.tracking.paragraph_mark(flow.mark) if flow.mark else NOTHING
    return when(changed or label, w("rPr", changed, label))


def _distance(flow: Flow) -> Xml:
    """Return the space above a paragraph where its style's is wrong: none at the top of a page."""
    if flow.breaks_page or not flow.begun:
        return w("spacing", before=0)
    return when(flow.gap, w("spacing", before=flow.gap))
