"""A Word file's style sheet: built-in names where Word has them, so that people's habits keep working."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.writers.paper import TWENTIETHS, line_height
from obcgen.writers.word_flow import CALLOUT_EDGE, text_width
from obcgen.writers.word_look import BUILT_IN, Look, border, fonts, paragraph_style, size
from obcgen.writers.word_numbering import (
    ATTACHMENTS,
    BULLETS,
    CLAUSES,
    EDGE,
    HEADINGS,
    ITEMS,
    LISTS,
    MAIN,
    NO_LIST,
    OWN_IN_ATTACHMENTS,
    STEPS,
    in_attachments,
    num_pr,
)
from obcgen.writers.word_xml import NOTHING, Xml, join, part, w, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.style import Style

CELL_MARGIN = 60
CONTENTS_LINE = 1.16
_CONTENTS_EDGES = (26, 58, 108.4)
"""Where titles begin in the contents, by level, in points; those of attachments begin after their label."""
_LABEL_LETTER = 0.53
_LABEL_GAP = 8
_SPARE_STOP = 400
"""How far behind it a second tab stop waits for labels that other typefaces set too wide for the first."""
KERNED_FROM = 12
"""Half points from which Word sets letters as closely as the PDF does: lines must break alike."""


_INDENTED_HEADING = 2
"""The level whose headings say where they begin: LibreOffice forgets it of the level of Clause 3."""
_NO_OUTLINE = 9
_FLUSH = w("ind", left=0, firstLine=0)


def styles_part(style: Style, language: str, labels: tuple[str, ...]) -> bytes:
    """Return styles.xml; `labels` are the first in the contents, of the sections and of the attachments."""
    groups = (_headings, _front, _running, _lists, _in_tables, _callouts, _signing)
    looks = (*(look for group in groups for look in group(style)), *_contents(style, labels))
    others = (*map(paragraph_style, looks), *_characters(style), *_tables(style))
    return part("w:styles", _defaults(style, language), *_foundations(), *others)


def _defaults(style: Style, language: str) -> Xml:
    sizes = style.sizes
    run = w(
        "rPr",
        fonts("minor"),
        w("color", val=style.colours.text),
        w("kern", val=KERNED_FROM),
        size(sizes.body),
        w("lang", val=language, eastAsia=language, bidi="ar-SA"),
        Xml('<w14:ligatures w14:val="standard"/>'),
    )
    spacing = w("spacing", after=120, line=line_height(sizes.body, sizes.line), lineRule="atLeast")
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr", spacing)))


def _foundations() -> Iterator[Xml]:
    kinds = (
        ("paragraph", "Normal", "Normal"),
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("numbering", "NoList", "No List"),
    )
    for kind, identity, name in kinds:
        yield w("style", w("name", val=name), w("qFormat"), type=kind, default=1, styleId=identity)
    yield w(
        "style", w("name", val="Normal Table"), _cells(0, 0), type="table", default=1, styleId="TableNormal"
    )


def _headings(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    yield Look("Clause", "Clause")
    for level, identity in enumerate(CLAUSES[1:], start=1):
        yield Look(identity, f"Clause {level + 1}", "Clause", list=num_pr(level, MAIN))
    measures = ((sizes.heading_1, 22, 8), (sizes.heading_2, 14, 4), (sizes.heading_3, 10, 3))
    rule = border("bottom", colours.rule, 0.75, space=4)
    for level, (points, before, after) in enumerate(measures):
        yield Look(
            f"Heading{level + 1}",
            f"heading {level + 1}",
            following="Normal",
            size=points,
            colour=colours.primary,
            bold=True,
            heading_font=True,
            before=before,
            after=after,
            keep=True,
            based_on=CLAUSES[level] if level else "Normal",
            upright=True,
            list=NOTHING if level else num_pr(level, MAIN),
            borders=when(level == 0, rule),
            indent=when(level == _INDENTED_HEADING, w("ind", left=EDGE, hanging=EDGE)),
            outline=level,
        )
    unnumbered = num_pr(0, NO_LIST)
    yield Look(
        "FrontHeading",
        "Front Heading",
        "Heading1",
        "Normal",
        list=unnumbered,
        indent=_FLUSH,
        outline=_NO_OUTLINE,
    )
    yield Look("MinorHeading2", "Minor Heading 2", "Heading2", "Normal", list=unnumbered, indent=_FLUSH)
    yield Look("MinorHeading3", "Minor Heading 3", "Heading3", "Normal", list=unnumbered, indent=_FLUSH)
    yield Look("MinorHeading4", "Minor Heading 4", "MinorHeading3", "Normal", outline=3)


def _front(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    accent = border("bottom", colours.accent, 2.25, space=6)
    yield Look(
        "Kicker", "Kicker", following="Title", size=10, line=sizes.line, colour=colours.accent,
        bold=True, caps=True, before=0, after=8, keep=True,
    )  # fmt: skip
    yield Look(
        "Title", "Title", following="Subtitle", size=sizes.title, colour=colours.primary,
        bold=True, heading_font=True, before=0, after=8, keep=True,
    )  # fmt: skip
    yield Look(
        "Subtitle", "Subtitle", following="Normal", size=13, line=sizes.line, colour=colours.muted,
        before=0, after=9, borders=accent,
    )  # fmt: skip
    yield Look("SmallPrint", "Small Print", size=sizes.small, line=sizes.line, colour=colours.muted)


def _contents(style: Style, labels: tuple[str, ...]) -> Iterator[Look]:
    first, second, third = (round(edge * TWENTIETHS) for edge in _CONTENTS_EDGES)
    widths = (len(label) * style.sizes.table * _LABEL_LETTER + _LABEL_GAP for label in labels)
    main, attached = (max(first, round(width * TWENTIETHS)) for width in widths)
    edges = ((0, main), (first, second), (second, third), (0, attached), (first, second))
    for place, (left, text) in enumerate(edges):
        is_top = left == 0
        lefts = (w("tab", val="left", pos=stop) for stop in (text, text + _SPARE_STOP))
        yield Look(
            f"TOC{place + 1}",
            f"toc {place + 1}",
            bold=is_top,
            size=style.sizes.table,
            line=CONTENTS_LINE,
            exact=True,
            before=3 if is_top else 0,
            after=0,
            tabs=join((*lefts, w("tab", val="right", pos=text_width(style)))),
            indent=w("ind", left=text, hanging=text - left),
        )


def _running(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    base = Look("Running", "Running Line", size=sizes.small, line=sizes.line, colour=colours.muted, after=0)
    yield base
    yield Look("Header", "header", base.id, borders=border("bottom", colours.rule, 0.5, space=4))
    yield Look("Footer", "footer", base.id)


def _lists(_: Style) -> Iterator[Look]:
    yield Look("ClauseText", "Clause Text", "Clause", indent=w("ind", left=EDGE))
    for level, identity in enumerate(ITEMS, start=len(CLAUSES)):
        yield Look(identity, identity, "Clause", list=num_pr(level, MAIN), after=4)
    for level, identity in enumerate(OWN_IN_ATTACHMENTS):
        name = re.sub(r"(?=\d)", " ", identity)
        following = "Normal" if identity in HEADINGS else ""
        number = num_pr(level, ATTACHMENTS)
        yield Look(in_attachments(identity), f"{name} Attachment", identity, following, list=number)
    for level, identity in enumerate(LISTS):
        name = f"List Bullet {level + 1}" if level else "List Bullet"
        yield Look(identity, name, list=num_pr(level, BULLETS), after=4)
    yield Look("ListNumber", "List Number", list=num_pr(0, STEPS), after=4)


def _in_tables(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    yield Look(
        "Caption", "caption", following="Normal", size=sizes.table, line=sizes.line, colour=colours.primary,
        bold=True, before=12, after=4, keep=True,
    )  # fmt: skip
    yield Look("Figure", "Figure", after=10)
    yield Look("Logo", "Logo", before=0, after=24)
    yield Look("FigureText", "Figure Text", size=sizes.small, before=0, after=0)
    yield Look("Gap", "Gap", size=4, after=0)
    yield Look("TableText", "Table Text", size=sizes.table, line=sizes.line, before=0, after=0)
    yield Look("TableHead", "Table Head", "TableText", colour=colours.on_primary, bold=True)
    yield Look(
        "CardHead", "Card Head", "TableText", size=sizes.heading_3, colour=colours.primary, bold=True,
        heading_font=True,
    )  # fmt: skip
    yield Look("CardText", "Card Text", "TableText", size=sizes.small)
    yield Look("StripHead", "Strip Head", "CardText", colour=colours.primary, bold=True)
    yield Look("TableRowHead", "Table Row Head", "TableText", bold=True)
    yield Look("TableLabel", "Table Label", "TableText", colour=colours.muted, bold=True)
    yield Look("TableTotal", "Table Total", "TableText", bold=True)


def _callouts(style: Style) -> Iterator[Look]:
    colours = style.colours
    bars = (("Note", colours.primary), ("Warning", colours.warning), ("Example", colours.accent))
    for kind, colour in bars:
        sides = (
            border("top", colours.band, 0.5, space=7),
            border("left", colour, 3, space=8),
            border("bottom", colours.band, 0.5, space=7),
            border("right", colours.band, 0.5, space=6),
        )
        yield Look(
            f"Callout{kind}",
            f"Callout {kind}",
            before=0,
            after=4,
            borders=join(sides),
            fill=colours.band,
            indent=w("ind", left=CALLOUT_EDGE, right=140),
        )


def _signing(style: Style) -> Iterator[Look]:
    line = border("bottom", style.colours.muted, 0.5, space=2)
    yield Look("SignatureParty", "Signature Party", bold=True, before=14, after=14, keep=True)
    yield Look(
        "SignatureLine",
        "Signature Line",
        before=11,
        after=0,
        keep=True,
        borders=line,
        tabs=w("tab", val="left", pos=720),
    )


def _characters(style: Style) -> Iterator[Xml]:
    colours, small = style.colours, size(style.sizes.small)
    thin = w("u", val="single", color=colours.rule)
    yield _character("Hyperlink", "Hyperlink", w("color", val=colours.primary), w("u", val="single"))
    yield _character("PlaceholderText", "Placeholder Text", w("color", val=colours.muted), thin)
    yield _character("SignatureLabel", "Signature Label", w("color", val=colours.muted), small)


def _character(identity: str, name: str, *properties: Xml) -> Xml:
    own = {} if name in BUILT_IN else {"customStyle": 1}
    return w("style", w("name", val=name), w("rPr", *properties), type="character", styleId=identity, **own)


def _tables(style: Style) -> Iterator[Xml]:
    rule, line = style.colours.rule, style.colours.muted
    margins = _margins(CELL_MARGIN, 120)
    yield _table("GridTable", "Obcgen Grid", _ruled(rule), margins)
    yield _table("FactsTable", "Obcgen Facts", _ruled(rule, "top"), margins)
    yield _table("FormTable", "Obcgen Form", _ruled(line, "top"), margins)
    yield _table(
        "CardsTable", "Obcgen Cards", w("tblBorders", border("insideV", "FFFFFF", 6)), _margins(30, 120)
    )
    yield _table("StripTable", "Obcgen Strip", _margins(30, 0, 120))
    yield _table("SignatureTable", "Obcgen Signatures", _margins(0, 0, 360))


def _ruled(colour: str, *more: str) -> Xml:
    """Return thin rules between rows and below the last; no vertical lines."""
    return w("tblBorders", *(border(side, colour, 0.5) for side in (*more, "bottom", "insideH")))


def _table(identity: str, name: str, *properties: Xml) -> Xml:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("tblPr", *properties),
        type="table",
        customStyle=1,
        styleId=identity,
    )


def _cells(top: int, side: int) -> Xml:
    return w("tblPr", w("tblInd", w=0, type="dxa"), _margins(top, side))


def _margins(top: int, side: int, right: int | None = None) -> Xml:
    values = {"top": top, "left": side, "bottom": top, "right": side if right is None else right}
    return w("tblCellMar", *(w(name, w=value, type="dxa") for name, value in values.items()))
