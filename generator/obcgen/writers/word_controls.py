"""Content controls: the blanks that somebody fills in, titled, tagged with the field's id.

What may be any text is a rich text control: in a plain one LibreOffice shows the placeholder as if it were
an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.writers.paper import CHOICE_PROMPT
from obcgen.writers.word_answers import binding
from obcgen.writers.word_fields import run
from obcgen.writers.word_names import control_number
from obcgen.writers.word_theme import letters, underlined
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from obcgen.document.tree import Field
    from obcgen.writers.word_flow import Flow

PROMPTS = {
    "text": "Enter text",
    "long": "Enter text",
    "money": "$ amount",
    "number": "Number",
    "date": "Choose a date",
}
_LONGEST_NAME = 64
_STYLED = w("rStyle", val="PlaceholderText")
_CIRCLE = "\u25cb"
_EMPTY_BOX = "\u2610"
_SIGNS = w("rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic", hint="eastAsia")
"""The typeface of boxes and circles: in those of texts a circle is half as high as a letter."""
_CHECKBOX = Xml(
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_DATE = w(
    "date",
    w("dateFormat", val="MMMM d, yyyy"),
    w("lid", val="en-US"),
    w("storeMappedDataAs", val="dateTime"),
    w("calendar", val="gregorian"),
)


def control(flow: Flow, blank: Field, *, alone: bool = False) -> Xml:
    """Return the content control of a blank, showing its placeholder; `alone` in its paragraph or not."""
    kind, shown = _shown(flow, blank, alone=alone)
    plain = when(blank.shared, w("u", val="none"))
    properties = w(
        "sdtPr",
        w("rPr", letters(flow.style.colours, "text"), plain),
        w("alias", val=(blank.title or blank.id)[:_LONGEST_NAME]),
        w("tag", val=blank.id[:_LONGEST_NAME]),
        w("id", val=control_number(blank.id, flow.values.taken)),
        kind,
    )
    return w("sdt", properties, w("sdtContent", shown))


def _shown(flow: Flow, blank: Field, *, alone: bool) -> tuple[Xml, Xml]:
    """Return what kind of control a blank is, and what it shows until somebody answers."""
    match blank.kind:
        case "checkbox":
            return _checkbox()
        case "choice":
            return _kind(blank), _choices(flow, blank, alone=alone)
        case _:
            return _kind(blank), _placeholder(flow, blank.placeholder or PROMPTS[blank.kind])


def _kind(blank: Field) -> Xml:
    empty = w("showingPlcHdr")
    match blank.kind:
        case "date":
            return Xml(f"{empty}{_DATE}")
        case "choice":
            items = (
                w("listItem", displayText=choice, value=choice) for choice in dict.fromkeys(blank.choices)
            )
            return Xml(f"{empty}{w('dropDownList', join(items))}")
        case _ if blank.shared:
            return Xml(f"{empty}{binding(blank.shared)}{w('text')}")
        case _:
            return Xml(f"{empty}{w('richText')}")


def _placeholder(flow: Flow, text: str) -> Xml:
    """Return what a blank shows until it is filled in; LibreOffice reads its colour from the run alone."""
    colours = flow.style.colours
    look = (letters(colours, "muted"), underlined(colours, "rule"))
    return run(text, w("rPr", _STYLED, *look))


def _choices(flow: Flow, blank: Field, *, alone: bool) -> Xml:
    """Return a prompt and all answers, each with a circle: on paper there is no menu to open."""
    prompt = run(CHOICE_PROMPT, _plain(flow, "muted"))
    circle, look = run(_CIRCLE, _plain(flow, "text", _SIGNS)), _plain(flow, "text")
    answers = (run(f"\N{NO-BREAK SPACE}{choice}", look) for choice in blank.choices)
    between = w("r", w("br")) if alone else run(" ")
    return join((prompt, *(Xml(f"{between}{circle}{answer}") for answer in answers)))


def _plain(flow: Flow, colour: str, fonts: Xml = NOTHING) -> Xml:
    return w("rPr", _STYLED, fonts, letters(flow.style.colours, colour), w("u", val="none"))


def _checkbox() -> tuple[Xml, Xml]:
    return _CHECKBOX, run(_EMPTY_BOX, w("rPr", _SIGNS))
