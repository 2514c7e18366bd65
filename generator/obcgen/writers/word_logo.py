"""The logo of a Word file: a picture in a line of its own at the head of the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.writers.word_flow import Setting, paragraph
from obcgen.writers.word_xml import NAMESPACES, NOTHING, Xml, tag, w

if TYPE_CHECKING:
    from obcgen.writers.word_flow import Flow

LOGO: Final = "logo"
"""The name of its part and of its relation."""
_EMU: Final = 914_400
"""Word's drawing units in an inch."""
_PICTURE: Final = NAMESPACES["pic"]


def logo(flow: Flow) -> Xml:
    """Return the logo of the style, or nothing."""
    chosen = flow.style.logo
    if chosen is None:
        return NOTHING
    width, height = (round(side * _EMU) for side in chosen.size(flow.style.page.room))
    identity = next(flow.drawing_ids)
    inline = tag(
        "wp:inline",
        tag("wp:extent", cx=width, cy=height),
        tag("wp:docPr", id=identity, name="Logo", descr=chosen.text),
        tag("wp:cNvGraphicFramePr", tag("a:graphicFrameLocks", noChangeAspect=1)),
        tag("a:graphic", tag("a:graphicData", _picture(identity, width, height), uri=_PICTURE)),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return paragraph(flow, Setting(style="Logo"), w("r", w("drawing", inline)))


def _picture(identity: int, width: int, height: int) -> Xml:
    embedded: dict[str, str | int] = {"r:embed": LOGO}
    place = tag("a:xfrm", tag("a:off", x=0, y=0), tag("a:ext", cx=width, cy=height))
    return tag(
        "pic:pic",
        tag("pic:nvPicPr", tag("pic:cNvPr", id=identity, name="Logo"), tag("pic:cNvPicPr")),
        tag("pic:blipFill", tag("a:blip", **embedded), tag("a:stretch", tag("a:fillRect"))),
        tag("pic:spPr", place, tag("a:prstGeom", tag("a:avLst"), prst="rect")),
    )
