"""The body of a Word file: one function for each kind of block of the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Contents,
    Field,
    Figure,
    Heading,
    Item,
    ItemList,
    Paragraph,
    PlainBlock,
    Section,
    Signatures,
    Table,
)
from obcgen.writers.paper import is_lead_in, is_signed, is_small_box
from obcgen.writers.word_contents import contents
from obcgen.writers.word_drawing import figure
from obcgen.writers.word_fields import run
from obcgen.writers.word_flow import CALLOUT_EDGE, CALLOUTS, LOW_LINE, Setting, paragraph
from obcgen.writers.word_inlines import ON_FILL, PLAIN, in_cell, inlines
from obcgen.writers.word_look import ABOVE_HEADINGS, twips
from obcgen.writers.word_numbering import (
    BULLETS,
    CLAUSES,
    EDGE,
    HEADINGS,
    LETTER_STEP,
    LISTS,
    NO_LIST,
    STEP,
    Hang,
    num_pr,
)
from obcgen.writers.word_signatures import signatures
from obcgen.writers.word_tables import BOUND_BLANK, HEAD, IN_TABLE, table
from obcgen.writers.word_xml import NOTHING, Xml, join, when

if TYPE_CHECKING:
    from obcgen.writers.word_flow import Flow

ROLES = {
    "body": "",
    "kicker": "Kicker",
    "title": "Title",
    "subtitle": "Subtitle",
    "small": "SmallPrint",
    "notice": "StatutoryNotice",
    "lines": "LinesToCopy",
}
CALLOUT_ABOVE, CALLOUT_BELOW = 8, 10
"""Points between a callout and what is around it, as in the PDF: of two distances the larger holds."""


def blocks(flow: Flow, content: Blocks, setting: Setting) -> Xml:
    """Return blocks one after the other; a paragraph stays with what it leads to, callouts stay apart."""
    parts = []
    for place, (one, following) in enumerate(zip(content, (*content[1:], None), strict=False)):
        leads = _leads(one, following) or (place == 0 and _introduces(one, following))
        leads = leads or is_signed(one, content[place + 1 :])
        if isinstance(one, Callout):
            parts.append(_above_callout(flow, content[place - 1] if place else None))
        parts.append(_block(flow, one, replace(setting, keep=True) if leads else setting))
    return join(parts)


def _leads(one: Block, following: Block | None) -> bool:
    """Tell whether a paragraph stays with what it leads to."""
    return isinstance(one, Paragraph) and (isinstance(following, ItemList | Table) or is_lead_in(one))


def _introduces(one: Block, following: Block | None) -> bool:
    """Tell whether a paragraph is all that stands between a heading and the first one below it."""
    return isinstance(one, Paragraph) and isinstance(following, Section)


def _block(flow: Flow, one: Block, setting: Setting) -> Xml:
    if not isinstance(one, Changed):
        return _plain_block(flow, one, setting)
    with flow.under(one.mark):
        return flow.tracking.moved(one.mark, blocks(flow, one.blocks, setting))


def _plain_block(flow: Flow, one: PlainBlock, setting: Setting) -> Xml:  # noqa: PLR0911  # one line for each kind of block
    hung = setting.hung and (
        (isinstance(one, Paragraph) and one.role != "small")
        or isinstance(one, Signatures)
        or (isinstance(one, ItemList) and one.kind == "bullets")
    )
    setting = replace(setting, hung=False, indent=EDGE if hung else setting.indent)
    match one:
        case Paragraph():
            return _paragraph(flow, one, setting)
        case Heading():
            return _minor_heading(flow, one, setting)
        case ItemList():
            return join(_marked_item(flow, one, item, setting) for item in one.items)
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


def _paragraph(flow: Flow, one: Paragraph, setting: Setting) -> Xml:
    style = (one.role != "notice" and setting.style) or ROLES[one.role]
    usual = in_cell(flow.style.colours) if setting.width else PLAIN
    mark = ON_FILL if style == HEAD else usual
    if style == IN_TABLE and _is_bound(one):
        style = BOUND_BLANK
    return paragraph(flow, replace(setting, style=style), inlines(flow, one.content, mark))


def _is_bound(one: Paragraph) -> bool:
    """Tell whether a paragraph is a blank that shares its answer with others."""
    return len(one.content) == 1 and isinstance(one.content[0], Field) and bool(one.content[0].shared)


# --- sections ------------------------------------------------------------------------------------


def _section(flow: Flow, section: Section) -> Xml:
    starts_page = section.starts_page or (section.kind == "part" and section.level == 0)
    flow.breaks_page = flow.breaks_page or (starts_page and flow.begun)
    flow.remark = section.remark
    heading = _heading(flow, section) if section.title or section.number else NOTHING
    setting = Setting(front=section.kind == "front", hung=flow.hangs and section.number is not None)
    if not section.whole:
        return Xml(f"{heading}{blocks(flow, section.blocks, setting)}")
    *others, last = section.blocks
    kept = blocks(flow, tuple(others), replace(setting, keep=True))
    return Xml(f"{heading}{kept}{blocks(flow, (last,), setting)}")


def _heading(flow: Flow, section: Section) -> Xml:
    _part_from(flow, ABOVE_HEADINGS[min(section.level, 1)])
    style, number = _heading_style(flow, section)
    setting = Setting(style=style)
    name = flow.names.of(section.id, section.number)
    return paragraph(
        flow,
        setting,
        flow.bookmarked(name, inlines(flow, section.marked) if section.marked else run(section.title)),
        number=number,
    )


def _heading_style(flow: Flow, section: Section) -> tuple[str, Xml]:
    """Return the style of a section's heading, and how it is numbered where the style does not say it."""
    if section.kind == "front":
        return "FrontHeading" if section.level == 0 else "MinorHeading2", NOTHING
    if section.number is None:
        return HEADINGS[min(section.level, len(HEADINGS) - 1)], num_pr(0, NO_LIST)
    return flow.numbering.counted(HEADINGS[min(section.number.level, len(HEADINGS) - 1)], section.number)


def _part_from(flow: Flow, points: float) -> None:
    """Let a heading keep the distance of its style from what is above, or a callout's, which is more."""
    own = twips(flow.style.sizes.spaced(points))
    flow.gap = flow.gap if flow.gap > own + 1 else 0


def _minor_heading(flow: Flow, heading: Heading, setting: Setting) -> Xml:
    _part_from(flow, ABOVE_HEADINGS[1])
    style = f"MinorHeading{min(max(heading.level, 2), 4)}"
    return paragraph(flow, replace(setting, style=style), inlines(flow, heading.content))


# --- lists ---------------------------------------------------------------------------------------


def _marked_item(flow: Flow, block: ItemList, item: Item, setting: Setting) -> Xml:
    if item.mark is None:
        return _item(flow, block, item, setting)
    with flow.under(item.mark):
        return flow.tracking.moved(item.mark, _item(flow, block, item, setting))


def _item(flow: Flow, block: ItemList, item: Item, setting: Setting) -> Xml:
    place = _place(flow, block, item, setting)
    first, rest = _first_paragraph(item)
    name = flow.names.of(item.id, item.number)
    keep = is_lead_in(first) or isinstance(next(iter(rest), None), ItemList)
    opening = paragraph(
        flow,
        replace(setting, style=place.style, indent=0, keep=setting.keep or keep),
        flow.bookmarked(name, inlines(flow, first.content)),
        number=place.number,
        indent=place.indent,
        label=place.label,
    )
    deeper = setting.depth + 1 if block.kind == "bullets" else 0
    inside = replace(setting, indent=place.edge, depth=deeper)
    return Xml(f"{opening}{blocks(flow, rest, inside)}")


def _first_paragraph(item: Item) -> tuple[Paragraph, Blocks]:
    """Return the paragraph that carries an item's number, and the blocks after it."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0], item.blocks[1:]
    return Paragraph(()), item.blocks


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands: its style, where its text begins, and what the style does not say by itself."""

    style: str
    edge: int
    number: Xml = NOTHING
    indent: Xml = NOTHING
    label: Xml = NOTHING
    """The size of its number."""


def _place(flow: Flow, block: ItemList, item: Item, setting: Setting) -> _Place:
    """Return where an item stands; its style counts and indents it wherever one does."""
    if item.number is None:
        return _bullet(setting)
    if block.kind == "clauses":
        style, number = flow.numbering.counted(CLAUSES[min(item.number.level, len(CLAUSES) - 1)], item.number)
        indent = when(number, Hang(EDGE, EDGE).indent())
        return _Place(style, EDGE, number, indent, flow.numbering.label(item.number))
    style = "" if setting.style else flow.numbering.item(item.number, setting.indent)
    if style:
        return _Place(style, setting.indent + LETTER_STEP)
    style, step = ("Item", LETTER_STEP) if block.kind == "letters" else ("ListNumber", STEP)
    hang = _step(setting, step)
    return _Place(setting.style or style, hang.left, flow.numbering.place(item.number, hang), hang.indent())


def _bullet(setting: Setting) -> _Place:
    depth = min(setting.depth, len(LISTS) - 1)
    hang = _step(setting, STEP)
    if setting.style:
        return _Place(setting.style, hang.left, num_pr(depth, BULLETS), hang.indent())
    own = when(hang != Hang(STEP * (depth + 1), STEP), hang.indent())
    return _Place(LISTS[depth], hang.left, indent=own)


def _step(setting: Setting, step: int) -> Hang:
    """Return a list's indentation; in a callout all numbers hang to its edge, where its bar is drawn."""
    left = setting.indent + step
    return Hang(left, left - setting.edge if setting.edge else step)


# --- callouts ------------------------------------------------------------------------------------


def _above_callout(flow: Flow, previous: Block | None) -> Xml:
    """Set a callout's distance from what is above; a low line parts two, whose bars would join."""
    if not isinstance(previous, Callout):
        flow.gap = max(flow.gap, twips(CALLOUT_ABOVE))
        return NOTHING
    flow.gap = twips(CALLOUT_BELOW - LOW_LINE)
    return paragraph(flow, Setting(style="LastLine"), NOTHING)


def _callout(flow: Flow, callout: Callout, setting: Setting) -> Xml:
    """Return a callout: paragraphs that share a bar at the left and a fill; a small one stays on one page."""
    edge = setting.indent + CALLOUT_EDGE
    inside = replace(setting, style=CALLOUTS[callout.kind], indent=edge, edge=edge)
    *others, last = callout.blocks or (Paragraph(()),)
    if is_small_box(callout) and isinstance(last, ItemList):
        others.append(replace(last, items=last.items[:-1]))
        last = replace(last, items=last.items[-1:])
    title = _callout_title(flow, callout, inside)
    kept = blocks(flow, tuple(others), replace(inside, keep=True))
    ending = blocks(flow, (last,), inside)
    flow.gap = twips(CALLOUT_BELOW)
    return Xml(f"{title}{kept}{ending}")


def _callout_title(flow: Flow, callout: Callout, setting: Setting) -> Xml:
    """Return the line that names a callout."""
    if not callout.title:
        return NOTHING
    return paragraph(
        flow, replace(setting, style=f"{CALLOUTS[callout.kind]}Title", keep=True), run(callout.title)
    )
