"""The one document tree: what a document is, before it is Word, PDF or HTML.

Frozen records, children in tuples, no child knows its parent. `from_html` builds it, `resolve` numbers it,
the writers print it. `at` is the template's `file:line` that made a block, for Problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from obcgen.document.drawing import Drawing
from obcgen.document.marks import Mark, Remark, Revision
from obcgen.document.own_words import ENGLISH, OwnWords


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same block."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document: `https:`, `http:` or `mailto:` only."""

    target: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a section, table, figure or clause by its id; `response#id` is plain text once resolved.

    Where the author wrote no text (`[](#id)`), `resolve` fills `content` with the label: `Section 7.2`;
    in a redline a `former` one has the old document's.
    """

    target: str
    content: Inlines = ()
    former: bool = False


FieldKind = Literal["text", "long", "date", "money", "number", "checkbox", "choice"]


@dataclass(frozen=True, slots=True)
class Field:
    """A blank: its accessible name, what shows in it, its room on paper. Those `shared` are filled as one."""

    id: str
    kind: FieldKind
    title: str
    placeholder: str = ""
    choices: tuple[str, ...] = ()
    room: Literal["", "half", "page"] = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that a redline marks."""

    mark: Mark
    content: Inlines


Inline = Text | Strong | Emphasis | LineBreak | Link | Reference | Field | Marked
Inlines = tuple[Inline, ...]


NumberStyle = Literal["decimal", "upper-letter", "lower-letter", "lower-roman"]


@dataclass(frozen=True, slots=True)
class Number:
    """A settled number.

    `sequence` names the counter: `sections` (levels 0 to 2: 1, 1.1, 1.1.1; headings and clauses share it),
    `attachments` (level 0: A, then A.1, A.1.1), `parts` (the same, and A.1.1.1), `tables`, `figures`, or
    `list-N` for the N-th list of lettered or plain numbered items, each with the one level 0.
    `style` says how the last part is written; letters go on after z as Word counts them: aa, bb, cc.
    `label` is what is printed: `7.1`, `Attachment A`, `Part B`, `(a)`, `1.`, `Table 3`.
    `reference` is what a cross-reference prints: `Section 7.1`, `Attachment A`, `Section 7.1(a)`, `Table 3`;
    inside a part `Article B.7` and `Section B.7.1`. Only the old document counts a `former` one of a redline.
    """

    sequence: str
    level: int
    value: int
    label: str
    reference: str
    style: NumberStyle = "decimal"
    former: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: text, lines of a title, small print, a notice (bold, of 14 points), lines to copy."""

    content: Inlines
    role: Literal["body", "kicker", "title", "subtitle", "small", "notice", "lines"] = "body"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A minor heading inside a section: no number, not in the contents. `resolve` sets `level`, 2 to 4."""

    content: Inlines
    level: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. Its first block is a Paragraph; nested lists follow it."""

    blocks: Blocks
    number: Number | None = None
    id: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list.

    `clauses`: the numbered clauses of a section (7.1, 7.2), counted with the headings;
    `letters`: (a), (b) below a clause and (i), (ii) below those; `steps`: 1., 2.; `bullets`.
    """

    kind: Literal["clauses", "letters", "steps", "bullets"]
    items: tuple[Item, ...]
    at: str = ""


Align = Literal["left", "right", "center"]
SectionKind = Literal["front", "body", "attachment", "part"]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the width in per cent (they sum to 100) and how its cells align."""

    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `header` cells name a column (in the head) or a row (in the body)."""

    blocks: Blocks
    header: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `head` rows repeat on each page; `total` rows are set off."""

    cells: tuple[Cell, ...]
    kind: Literal["head", "body", "total"] = "body"
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of fixed layout; its look says what it is.

    `grid`: head row, ruled rows, a number with its caption; `facts`: labels at the left; `form`: as facts,
    with Fields; `cards` and `strip`: figures side by side in a head row, what each is below them.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Inlines = ()
    look: Literal["grid", "facts", "form", "cards", "strip"] = "grid"
    number: Number | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with a caption. `alternative` says in sentences what it shows, for who cannot see it."""

    id: str
    caption: Inlines
    alternative: str
    drawing: Drawing
    number: Number | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `title` names it ("Note", "Example"); meaning never rests on colour."""

    kind: Literal["note", "warning", "example"]
    title: str
    blocks: Blocks
    at: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's place to sign: who the party is, who signs, in what capacity (either may be blank)."""

    id: str
    party: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The parties' signature blocks side by side, never broken over a page."""

    parties: tuple[Signature, ...]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: which section, its number and title, its depth (0 first), its page if known."""

    target: str
    label: str
    title: str
    level: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, `depth` levels deep; `resolve` fills the entries."""

    depth: int = 2
    entries: tuple[Entry, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part, article, clause, form or exhibit: an id that never changes, a title, blocks, nested sections.

    `kind`: `front` (cover, contents: no number, not in the contents; an empty title prints no heading),
    `body` (numbered 1, 1.1, 1.1.1), `attachment` (Attachment A or Exhibit A, then A.1) and `part` (Part A,
    then A.1), whose top levels start a page. `level`, counted from 0 by the nesting, is set by `resolve`.
    `remark` stands beside it in an edition with drafting notes; `marked` is the title with a redline's marks.
    What is `whole` is on one page where it fits one.
    """

    id: str
    title: str
    kind: SectionKind
    blocks: Blocks
    starts_page: bool = False
    level: int = 0
    number: Number | None = None
    at: str = ""
    remark: Remark | None = None
    marked: Inlines = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """Blocks that a redline marks as a whole."""

    mark: Mark
    blocks: Blocks
    at: str = ""


PlainBlock = Paragraph | Heading | ItemList | Table | Figure | Callout | Signatures | Contents | Section
Block = PlainBlock | Changed
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `kind` is the outline's name (`rfp`, `contract`). `section_word` and `attachment_word` are what a
    cross-reference calls the numbered things ("Section" or "Article" at the top level; below it "Section").
    `owner` is who publishes. `draft` prints the draft mark; `mark` is what else every page says of it;
    `revision` is whose changes a redline shows.
    """

    kind: str
    title: str
    number: str
    owner: str
    blocks: Blocks
    language: str = "en-US"
    draft: bool = False
    section_word: str = "Section"
    attachment_word: str = "Attachment"
    name: str = ""
    mark: str = ""
    own_words: OwnWords = ENGLISH
    revision: Revision | None = None

    @property
    def marks(self) -> str:
        """What the middle of the running header says: that this is a draft, and the mark of the document."""
        return self.own_words.marks(self.mark, draft=self.draft)
