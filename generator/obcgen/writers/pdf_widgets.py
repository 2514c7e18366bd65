"""The fields of a PDF's form, whichever engine laid out the pages: each is drawn by the file itself.

PDF/A wants every field drawn from its own appearance and embedded fonts, and computed by no program; PDF/UA
wants each field named for those who hear it. Where a party signs is a field too, which takes the signature
of a certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # PDF objects

from obcgen.writers.pdf_appearance import Drawer, default

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from obcgen.writers.pdf_appearance import Color

_PRINT: Final = 1 << 2
_MULTILINE: Final = 1 << 12
_ONE_OF_SEVERAL: Final = (1 << 14) | (1 << 15)
_HAS_SIGNATURES: Final = 1
_OFF: Final = "/Off"

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the page's left foot."""
Widget = Any
"""A dictionary of pydyf's, an untyped library."""


Said = Any
"""What has the attributes of an element of a page: an element, or a mapping."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for a widget: what its element says, its rectangle, the size of its type and color of its hint.

    `tag` is that of the element; an option of a choice has its `words` and the element of its `choice`.
    """

    tag: str
    element: Said
    widget: Widget
    rectangle: Rectangle
    letters: float
    color: Color
    words: str = ""
    choice: Said | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, bottom, right, top = self.rectangle
        return right - left, top - bottom

    @property
    def is_signature(self) -> bool:
        """Whether a party signs here."""
        return self.said("data-signs") == "signature"

    def said(self, name: str) -> str:
        """Return an attribute of the element."""
        return str(self.element.get(name, ""))


class Form:
    """The form of a file, to which fields are added in the order of the document."""

    def __init__(self, pdf: pydyf.PDF, fonts: Sequence[Path], family: str, blanks: Sequence[Blank]) -> None:
        self._draw = Drawer(pdf, fonts, family)
        self._fields = pydyf.Array()
        self._choices: dict[int, Widget] = {}
        self._shared: dict[str, Widget] = {}
        found = (blank.said("data-signer") for blank in blanks)
        self._signers = tuple(dict.fromkeys(filter(None, found)))
        self._has_signatures = any(blank.is_signature for blank in blanks)

    def add(self, blank: Blank) -> None:
        """Make the field of a blank, or one more place of a field that has several."""
        blank.widget.update({"F": _PRINT, "Rect": pydyf.Array(blank.rectangle)})
        if blank.choice is not None:
            self._add_option(blank, self._choices.setdefault(id(blank.choice), pydyf.Dictionary()))
        elif name := blank.said("data-shared"):
            self._add_shared(blank, self._shared.setdefault(name, pydyf.Dictionary()))
        else:
            blank.widget.update(named(blank.element, self._signers) | self._field(blank))
            self._fields.append(blank.widget.reference)

    def dictionary(self) -> Widget:
        """Return the form as it stands in the catalog."""
        form = {"Fields": self._fields, "DR": self._draw.resources.reference, "DA": default(0)}
        return pydyf.Dictionary(form | ({"SigFlags": _HAS_SIGNATURES} if self._has_signatures else {}))

    def _field(self, blank: Blank) -> dict[str, Any]:
        draw = self._draw
        if blank.is_signature:
            nothing = draw.words("", blank.size, blank.letters, blank.color, top=False)
            return {"FT": "/Sig", "AP": pydyf.Dictionary({"N": nothing})}
        if blank.said("type") == "checkbox":
            return _button(draw.square, blank, "/Yes")
        is_long = blank.tag == "textarea"
        shown = draw.words(blank.said("placeholder"), blank.size, blank.letters, blank.color, top=is_long)
        letters = (
            0 if blank.said("data-room") else blank.letters
        )  # 0: a reader makes a long answer fit its box
        look = {"DA": default(letters), "AP": pydyf.Dictionary({"N": shown})}
        return {"FT": "/Tx"} | look | ({"Ff": _MULTILINE} if is_long else {})

    def _add_option(self, blank: Blank, group: Widget) -> None:
        """Make one of several circles: the choice is their field, and each is one of its widgets."""
        if not group and blank.choice is not None:
            group.update(named(blank.choice) | {"FT": "/Btn", "Ff": _ONE_OF_SEVERAL, "V": _OFF})
            group |= {"Kids": pydyf.Array(), "Opt": pydyf.Array()}
            self._draw.pdf.add_object(group)
            self._fields.append(group.reference)
        widget = blank.widget
        widget.update(_button(self._draw.circle, blank, f"/{len(group['Kids'])}"))
        for inherited in ("FT", "V"):
            del widget[inherited]
        widget |= {"Parent": group.reference, "Contents": pydyf.String(blank.words)}
        group["Kids"].append(widget.reference)
        group["Opt"].append(pydyf.String(blank.words))

    def _add_shared(self, blank: Blank, group: Widget) -> None:
        """Make one of several places where one answer stands: the first gives their field its name."""
        if not group:
            said = named(blank.element)
            group.update(said | {"FT": "/Tx", "DA": default(blank.letters), "Kids": pydyf.Array()})
            self._draw.pdf.add_object(group)
            self._fields.append(group.reference)
        look = self._field(blank)
        blank.widget.update({"Parent": group.reference, "DA": look["DA"], "AP": look["AP"]})
        blank.widget["Contents"] = named(blank.element)["TU"]
        group["Kids"].append(blank.widget.reference)


def named(element: Said, signers: Sequence[str] = ()) -> dict[str, Any]:
    """Return a field's name in the file, and by what name it is read aloud: its title and its hint.

    The name of a signer's field ends as services for electronic signatures expect, with the number of the
    signer and what the field takes: docs/signing.md.
    """
    title, shown = element.get("aria-label") or element.get("data-title", ""), element.get("placeholder", "")
    hint = f" ({shown})" if shown else ""
    name = element.get("name") or element.get("data-name", "")
    if signer := element.get("data-signer"):
        name += f"_es_:signer{signers.index(signer) + 1}:{element.get('data-signs')}"
    name = name.replace(".", "/")  # a point would part the name; an id has no slash
    return {"T": pydyf.String(name), "TU": pydyf.String(f"{title}{hint}")}


def _button(draw: Any, blank: Blank, on: str) -> dict[str, Any]:
    """Return a button that is off, with both its looks; `draw` draws one of them."""
    looks = {name: draw(blank.size, blank.color, on=name == on) for name in (on, _OFF)}
    states = pydyf.Dictionary({name[1:]: look for name, look in looks.items()})
    return {"FT": "/Btn", "AS": _OFF, "V": _OFF, "AP": pydyf.Dictionary({"N": states})}
