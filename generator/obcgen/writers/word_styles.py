"""A Word file's style sheet: built-in names where Word has them, so that people's habits keep working."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.writers.paper import NOTICE, TWENTIETHS, line_height
from obcgen.writers.word_flow import CALLOUT_EDGE, CALLOUT_LINES, CALLOUT_TITLE, LOW_LINE, text_width
from obcgen.writers.word_look import ABOVE_HEADINGS, BUILT_IN, Look, fonts, paragraph_style, size, twips
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
from obcgen.writers.word_table_styles import plain_cells, table_styles
from obcgen.writers.word_theme import border, letters, underlined
from obcgen.writers.word_xml import NOTHING, Xml, join, part, w, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.style import Style

CONTENTS_LINE = 1.16
_CONTENTS_EDGES = (520, 1160, 2168)
"""Where titles of the contents begin, by level: more to the right where a label asks for it."""
_LABEL_LETTER = 0.65
_LABEL_GAP = 5
KERNED_FROM = 12
"""Half points from which Word sets letters as closely as the PDF does: lines must break alike."""


_INDENTED_HEADING = 2
"""The level whose headings say where they begin: LibreOffice forgets it of the level of Clause 3."""
_NO_OUTLINE = 9
_FLUSH = w("ind", left=0, firstLine=0)


def styles_part(style: Style, language: str, longest_label: int) -> bytes:
    """Return styles.xml; `longest_label` is how many letters stand before a top title in the contents."""
    groups = (
        _clauses,
        _headings,
        _unnumbered_headings,
        _front,
        _running,
        _lists,
        _in_tables,
        _callouts,
        _signing,
    )
    looks = (*(look for group in groups for look in group(style)), *_contents(style, longest_label))
    others = (
        *(paragraph_style(look, style.colours) for look in looks),
        *_characters(style),
        *table_styles(style),
    )
    return part("w:styles", _defaults(style, language), *_foundations(), *others)


def _defaults(style: Style, language: str) -> Xml:
    sizes = style.sizes
    run = w(
        "rPr",
        fonts("minor"),
        letters(style.colours, "text"),
        w("kern", val=KERNED_FROM),
        size(sizes.body),
        w("lang", val=language, eastAsia=language, bidi="ar-SA"),
        Xml('<w14:ligatures w14:val="standard"/>'),
    )
    spacing = w(
        "spacing", after=twips(sizes.gap), line=line_height(sizes.body, sizes.line), lineRule="atLeast"
    )
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
        "style", w("name", val="Normal Table"), plain_cells(), type="table", default=1, styleId="TableNormal"
    )


def _clauses(style: Style) -> Iterator[Look]:
    yield Look("Clause", "Clause", after=style.sizes.spaced(4))
    for level, identity in enumerate(CLAUSES[1:], start=1):
        yield Look(identity, f"Clause {level + 1}", "Clause", list=num_pr(level, MAIN))


def _headings(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    measures = (
        (sizes.heading_1, sizes.spaced(6)),
        (sizes.heading_2, sizes.spaced(3)),
        (sizes.heading_3, sizes.spaced(3)),
    )
    rule = border(colours, "bottom", "rule", 0.75, space=4)
    for level, (points, after) in enumerate(measures):
        yield Look(
            f"Heading{level + 1}",
            f"heading {level + 1}",
            following="Normal",
            size=points,
            colour="primary",
            bold=True,
            heading_font=True,
            before=sizes.spaced(ABOVE_HEADINGS[level]),
            after=after,
            keep=True,
            based_on=CLAUSES[level] if level else "Normal",
            upright=True,
            list=NOTHING if level else num_pr(level, MAIN),
            borders=when(level == 0, rule),
            indent=when(level == _INDENTED_HEADING, w("ind", left=EDGE, hanging=EDGE)),
            outline=level,
        )


def _unnumbered_headings(_: Style) -> Iterator[Look]:
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
    accent = border(colours, "bottom", "accent", 2.25, space=6)
    yield Look(
        "Kicker", "Kicker", following="Title", size=10, line=sizes.line, colour="accent",
        bold=True, caps=True, before=0, after=8, keep=True,
    )  # fmt: skip
    yield Look(
        "Title", "Title", following="Subtitle", size=sizes.title, colour="primary",
        bold=True, heading_font=True, before=0, after=8, keep=True,
    )  # fmt: skip
    yield Look(
        "Subtitle", "Subtitle", following="Normal", size=13, line=sizes.line, colour="muted",
        before=0, after=9, borders=accent,
    )  # fmt: skip
    yield Look("SmallPrint", "Small Print", size=sizes.small, line=sizes.line, colour="muted")
    yield Look("LinesToCopy", "Lines to Copy", size=sizes.table, line=sizes.line)
    yield Look("StatutoryNotice", "Statutory Notice", size=NOTICE, line=sizes.line, bold=True)


def _contents(style: Style, longest_label: int) -> Iterator[Look]:
    label = round((longest_label * style.sizes.table * _LABEL_LETTER + _LABEL_GAP) * TWENTIETHS)
    first = max(_CONTENTS_EDGES[0], label)
    edges = (0, *(first + edge - _CONTENTS_EDGES[0] for edge in _CONTENTS_EDGES))
    for place, (left, text) in enumerate(pairwise(edges)):
        is_top = left == 0
        left_stop, right_stop = w("tab", val="left", pos=text), w("tab", val="right", pos=text_width(style))
        yield Look(
            f"TOC{place + 1}",
            f"toc {place + 1}",
            bold=is_top,
            size=style.sizes.table,
            line=CONTENTS_LINE,
            exact=True,
            before=3 if is_top else 0,
            after=0,
            tabs=join((left_stop, right_stop)),
            indent=w("ind", left=text, hanging=text - left),
        )


def _running(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    base = Look("Running", "Running Line", size=sizes.small, line=sizes.line, colour="muted", after=0)
    yield base
    yield Look("Header", "header", base.id, borders=border(colours, "bottom", "rule", 0.5, space=4))
    yield Look("Footer", "footer", base.id)


def _lists(style: Style) -> Iterator[Look]:
    below = style.sizes.spaced(4)
    yield Look("ClauseText", "Clause Text", "Clause", indent=w("ind", left=EDGE))
    for level, identity in enumerate(ITEMS, start=len(CLAUSES)):
        yield Look(identity, identity, "Clause", list=num_pr(level, MAIN), after=below)
    for level, identity in enumerate(OWN_IN_ATTACHMENTS, start=1):
        name = re.sub(r"(?=\d)", " ", identity)
        following = "Normal" if identity in HEADINGS else ""
        number = num_pr(level, ATTACHMENTS)
        yield Look(in_attachments(identity), f"{name} Attachment", identity, following, list=number)
    for level, identity in enumerate(LISTS):
        name = f"List Bullet {level + 1}" if level else "List Bullet"
        yield Look(identity, name, list=num_pr(level, BULLETS), after=below)
    yield Look("ListNumber", "List Number", list=num_pr(0, STEPS), after=below)


def _in_tables(style: Style) -> Iterator[Look]:
    sizes = style.sizes
    yield Look(
        "Caption", "caption", following="Normal", size=sizes.table, line=sizes.line, colour="primary",
        bold=True, before=sizes.spaced(9), after=4, keep=True,
    )  # fmt: skip
    yield Look("Figure", "Figure", after=10)
    yield Look("Logo", "Logo", before=0, after=24)
    yield Look("FigureText", "Figure Text", size=sizes.small, before=0, after=0)
    yield Look("Gap", "Gap", size=4, after=0)
    yield Look("LastLine", "Last Line", size=LOW_LINE, line=1, exact=True, after=0)
    yield Look("TableText", "Table Text", size=sizes.table, line=sizes.line, before=0, after=0)
    yield Look("TableBlank", "Table Blank", "TableText", colour="muted", underline="rule")
    yield Look("TableHead", "Table Head", "TableText", bold=True)
    yield Look(
        "CardHead", "Card Head", "TableText", size=sizes.heading_3, colour="primary", bold=True,
        heading_font=True,
    )  # fmt: skip
    yield Look("CardText", "Card Text", "TableText", size=sizes.small)
    yield Look("StripHead", "Strip Head", "CardText", colour="primary", bold=True)
    yield Look("StripLabel", "Strip Label", "CardText", bold=True)
    yield Look("TableRowHead", "Table Row Head", "TableText", colour="text", bold=True)
    yield Look("TableLabel", "Table Label", "TableText", colour="muted", bold=True)
    yield Look("TableTotal", "Table Total", "TableText", bold=True)


def _callouts(style: Style) -> Iterator[Look]:
    colours = style.colours
    bars = (("Note", "primary"), ("Warning", "warning"), ("Example", "accent"))
    for kind, colour in bars:
        sides = (
            border(colours, "top", "band", 0.5, space=7),
            border(colours, "left", colour, 3, space=8),
            border(colours, "bottom", "band", 0.5, space=7),
            border(colours, "right", "band", 0.5, space=6),
        )
        yield Look(
            f"Callout{kind}",
            f"Callout {kind}",
            before=0,
            after=style.sizes.spaced(CALLOUT_LINES),
            whole=True,
            borders=join(sides),
            fill="band",
            indent=w("ind", left=CALLOUT_EDGE, right=140),
        )
        yield Look(
            f"Callout{kind}Title",
            f"Callout {kind} Title",
            f"Callout{kind}",
            f"Callout{kind}",
            after=CALLOUT_TITLE,
            colour=colour,
            bold=True,
            keep=True,
        )


def _signing(style: Style) -> Iterator[Look]:
    line = border(style.colours, "bottom", "muted", 0.5, space=2)
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
    yield _character("Hyperlink", "Hyperlink", letters(colours, "link"), w("u", val="single"))
    yield _character("CrossReference", "Cross-Reference", letters(colours, "link"))
    muted = letters(colours, "muted")
    yield _character("PlaceholderText", "Placeholder Text", muted, underlined(colours, "rule"))
    yield _character("SignatureLabel", "Signature Label", muted, small)


def _character(identity: str, name: str, *properties: Xml) -> Xml:
    own = {} if name in BUILT_IN else {"customStyle": 1}
    return w("style", w("name", val=name), w("rPr", *properties), type="character", styleId=identity, **own)
