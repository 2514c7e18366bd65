"""A redline's marks on a page: seen without colour, and heard by who does not see them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Marked

if TYPE_CHECKING:
    from obcgen.document.marks import Mark
    from obcgen.document.tree import Inlines

HEARD: Final = {
    "inserted": "inserted",
    "deleted": "deleted",
    "moved-from": "moved from here",
    "moved-to": "moved to here",
}
SEEN: Final = {"moved-from": "Moved from here", "moved-to": "Moved to here"}


def words_to_html(mark: Mark, content: str) -> str:
    """Return words of a line with their mark; what is open says so in its own words."""
    if mark.is_open:
        return f"<mark>{content}</mark>"
    if not mark.is_change:
        return f'<span data-path="{escape(mark.path)}">{content}</span>'
    kind = _kind(mark)
    return f"<{kind}>{_opening(mark)}{content}{_CLOSING}</{kind}>"


def blocks_to_html(mark: Mark, content: str) -> str:
    """Return whole blocks with their mark; that they moved is said in a line of its own."""
    kind = _kind(mark)
    moved = f'<p class="moved">{SEEN[mark.change]}</p>' if mark.moved else ""
    opening, closing = (f'<p class="heard">{one}</p>' for one in (f"[{HEARD[mark.change]}:", "]"))
    return f'<{kind} class="block">{opening}{moved}{content}{closing}</{kind}>'


def mark_class(mark: Mark | None, content: Inlines = ()) -> str:
    """Return the class of what is marked as a whole, or has marked words in it."""
    if mark:
        return "changed deleted" if mark.is_former else "changed inserted"
    return "changed" if is_marked(content) else ""


def is_marked(content: Inlines) -> bool:
    """Tell whether a redline marks words of a text."""
    return any(isinstance(one, Marked) and one.mark.is_change for one in content)


def _kind(mark: Mark) -> str:
    return "del" if mark.is_former else "ins"


def _opening(mark: Mark) -> str:
    return f'<span class="heard">[{HEARD[mark.change]}:&nbsp;</span>'


_CLOSING: Final = '<span class="heard">]</span>'
