"""The body of a Word file: one function for each kind of block of the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Contents,
    Figure,
    Heading,
    Item,
    ItemList,
    Number,
    Paragraph,
    Section,
    Signatures,
    Table,
)
from obcgen.writers.word_contents import contents
from obcgen.writers.word_drawing import figure
from obcgen.writers.word_fields import run
from obcgen.writers.word_flow import GAP, Setting, paragraph
from obcgen.writers.word_inlines import inlines
from obcgen.writers.word_numbering import (
    BULLETS,
    EDGES,
    HEADINGS,
    LETTER_STEP,
    NO_LIST,
    STEP,
    Hang,
    num_pr,
)
from obcgen.writers.word_signatures import signatures
from obcgen.writers.word_tables import closing, table
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from obcgen.writers.word_flow import Flow

ROLES = {"body": "", "kicker": "Kicker", "title": "Title", "subtitle": "Subtitle", "small": "SmallPrint"}
CALLOUTS = {"note": "CalloutNote", "warning": "CalloutWarning", "example": "CalloutExample"}
CALLOUT_EDGE = 220
_LABEL_LETTER = 0.57


def blocks(flow: Flow, content: Blocks, setting: Setting) -> Xml:
    """Return blocks one after the other; a paragraph stays with the list it leads to, callouts stay apart."""
    parts = []
    for one, following in zip(content, (*content[1:], None), strict=False):
        parts.append(_block(flow, one, replace(setting, keep=True) if _leads(one, following) else setting))
        if isinstance(one, Callout) and isinstance(following, Callout):
            flow.gap = 0
            parts.append(closing(flow))
    return join(parts)


def _leads(one: Block, following: Block | None) -> bool:
    return isinstance(one, Paragraph) and isinstance(following, ItemList)


def _block(flow: Flow, one: Block, setting: Setting) -> Xml:  # noqa: PLR0911  # one line for each kind of block
    match one:
        case Paragraph():
            style = setting.style or ROLES[one.role]
            return paragraph(flow, replace(setting, style=style), inlines(flow, one.content))
        case Heading():
            return _minor_heading(flow, one, setting)
        case ItemList():
            return join(_item(flow, one, item, setting) for item in one.items)
        case Table():
            return table(flow, one, setting, blocks)
        case Figure():
            return figure(flow, one)
        case Callout():
            return _callout(flow, one, setting)
        case Signatures():
            return signatures(flow, one, setting)
        case Contents():
            return contents(flow, one)
        case Section():
            return _section(flow, one)


# --- sections ------------------------------------------------------------------------------------


def _section(flow: Flow, section: Section) -> Xml:
    starts_page = section.starts_page or (section.kind in {"attachment", "part"} and section.level == 0)
    flow.breaks_page = flow.breaks_page or (starts_page and flow.begun)
    flow.remark = section.remark
    heading = _heading(flow, section) if section.title or section.number else NOTHING
    return Xml(f"{heading}{blocks(flow, section.blocks, Setting())}")


def _heading(flow: Flow, section: Section) -> Xml:
    flow.gap = 0
    setting = Setting(style=_heading_style(section))
    name = flow.names.of(section.id, section.number)
    return paragraph(
        flow, setting, flow.bookmarked(name, run(section.title)), number=_heading_number(flow, section)
    )


def _heading_number(flow: Flow, section: Section) -> Xml:
    """Return what a heading adds to its style, which counts in the sections by itself."""
    if section.number is None:
        return when(section.kind != "front", num_pr(0, NO_LIST))
    if section.number.sequence == flow.numbering.linked:
        return NOTHING
    return flow.numbering.place(section.number, _outline_hang(flow, section.number))


def _heading_style(section: Section) -> str:
    if section.kind == "front":
        return "FrontHeading" if section.level == 0 else "MinorHeading2"
    level = section.number.level if section.number else section.level
    return HEADINGS[min(level, len(HEADINGS) - 1)]


def _minor_heading(flow: Flow, heading: Heading, setting: Setting) -> Xml:
    flow.gap = 0
    style = f"MinorHeading{min(max(heading.level, 2), 4)}"
    return paragraph(flow, replace(setting, style=style), inlines(flow, heading.content))


def _outline_hang(flow: Flow, number: Number) -> Hang:
    """Return where the text after a section's number begins; after `Attachment A`, that far in."""
    if number.sequence == "attachments" and number.level == 0:
        edge = round(len(number.label) * flow.style.sizes.heading_1 * _LABEL_LETTER * 20)
        return Hang(edge, edge)
    edge = EDGES[min(number.level, len(EDGES) - 1)]
    return Hang(edge, edge)


# --- lists ---------------------------------------------------------------------------------------


def _item(flow: Flow, block: ItemList, item: Item, setting: Setting) -> Xml:
    style, hang, number = _place(flow, block, item, setting)
    first, rest = _first_paragraph(item)
    name = flow.names.of(item.id, item.number)
    keep = bool(rest) and isinstance(rest[0], ItemList)
    opening = paragraph(
        flow,
        replace(setting, style=style, keep=setting.keep or keep),
        flow.bookmarked(name, inlines(flow, first.content)),
        number=number,
        indent=hang.indent(),
    )
    deeper = setting.depth + 1 if block.kind == "bullets" else 0
    inside = replace(setting, indent=hang.left, depth=deeper)
    return Xml(f"{opening}{blocks(flow, rest, inside)}")


def _first_paragraph(item: Item) -> tuple[Paragraph, Blocks]:
    """Return the paragraph that carries an item's number, and the blocks after it."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0], item.blocks[1:]
    return Paragraph(()), item.blocks


def _place(flow: Flow, block: ItemList, item: Item, setting: Setting) -> tuple[str, Hang, Xml]:
    """Return an item's style, its indentation and the list it counts in."""
    if item.number is None:
        hang = _step(setting, STEP)
        return setting.style or "ListBullet", hang, num_pr(min(setting.depth, 2), BULLETS)
    if block.kind == "clauses":
        hang = _outline_hang(flow, item.number)
        return f"Clause{item.number.level + 1}", hang, flow.numbering.place(item.number, hang)
    style, step = ("ListLetter", LETTER_STEP) if block.kind == "letters" else ("ListNumber", STEP)
    hang = _step(setting, step)
    return setting.style or style, hang, flow.numbering.place(item.number, hang)


def _step(setting: Setting, step: int) -> Hang:
    """Return a list's indentation; in a callout all numbers hang to its edge, where its bar is drawn."""
    left = setting.indent + step
    return Hang(left, left - setting.edge if setting.edge else step)


# --- callouts ------------------------------------------------------------------------------------


def _callout(flow: Flow, callout: Callout, setting: Setting) -> Xml:
    """Return a callout: paragraphs that share a bar at the left and a fill."""
    edge = setting.indent + CALLOUT_EDGE
    inside = replace(setting, style=CALLOUTS[callout.kind], indent=edge, edge=edge)
    *others, last = callout.blocks or (Paragraph(()),)
    title = _callout_title(flow, callout, inside)
    kept = blocks(flow, tuple(others), replace(inside, keep=True))
    ending = blocks(flow, (last,), inside)
    flow.gap = GAP
    return Xml(f"{title}{kept}{ending}")


def _callout_title(flow: Flow, callout: Callout, setting: Setting) -> Xml:
    """Return the line that names a callout."""
    if not callout.title:
        return NOTHING
    colours = flow.style.colours
    colour = {"note": colours.primary, "warning": colours.warning, "example": colours.accent}[callout.kind]
    title = run(callout.title, w("rPr", w("b"), w("color", val=colour)))
    return paragraph(flow, replace(setting, keep=True), title)
