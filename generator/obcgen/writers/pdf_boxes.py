"""The boxes of pages that are laid out: the one place that reaches into the engine for them.

What stands here is no part of the engine's interface, so the versions that it holds for are bounded
(`pdf_engine.SUPPORTED`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.writers.pdf_engine import weasyprint_fault

weasyprint_fault()  # loads the engine in silence
from weasyprint.formatting_structure import boxes  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Box = Any
"""A box of the engine's, an untyped library."""


def boxes_of(page: Any) -> Iterator[Box]:
    """Yield every box of a page, in the order of the document."""
    yield from page._page_box.descendants()  # noqa: SLF001 - see above


def fill_pages(pages: Sequence[Any]) -> None:
    """Make each answer that has a page reach its foot: how much is left there only the layout knows."""
    for page in pages:
        frame = page._page_box  # noqa: SLF001 - see above
        for around in _around_pages(frame, ()):
            table = next(place for place, one in enumerate(around) if type(one) is boxes.TableBox)
            left = frame.content_box_y() + frame.height - around[table].border_box_y()
            left -= around[table].border_height()
            for one in around[table - 1 :]:
                one.height += max(0, left)


def _around_pages(box: Box, around: tuple[Box, ...]) -> Iterator[tuple[Box, ...]]:
    """Yield each answer that has a page, after all that it stands in."""
    within = (*around, box)
    if box.element_tag == "textarea" and box.element.get("data-room") == "page":
        yield within
    else:
        for child in getattr(box, "children", ()):
            yield from _around_pages(child, within)


def is_part(box: Box) -> bool:
    """Tell whether a box belongs to the element of the box around it: a line, a text, the rows of a table."""
    return type(box) in (boxes.LineBox, boxes.TextBox, boxes.TableBox)


def is_line_or_text(box: Box) -> bool:
    """Tell whether a box is a line or a text inside another one."""
    return type(box) in (boxes.LineBox, boxes.TextBox)


def is_cell(box: Box) -> bool:
    """Tell whether a box is the cell of a table."""
    return type(box) is boxes.TableCellBox
