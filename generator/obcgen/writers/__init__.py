"""The writers: one function a format, from a resolved document and a style to the bytes of a file.

A workbook, which is not laid out on pages, has writers of its own. A writer prints what the tree says. It
computes nothing and numbers nothing.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from obcgen.problems import ObcgenError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.problems import Problem
    from obcgen.style import Style
    from obcgen.workbook import Sheet, Workbook


class Writer(Protocol):
    """Makes a file of one format."""

    def __call__(self, document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
        """Return the file's bytes, with what travels inside it."""
        ...


# Each library is imported when its format is asked for: Word never waits for the PDF engine.


def _docx(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    from obcgen.writers.to_docx import to_docx  # noqa: PLC0415

    return to_docx(document, style, embedded)


def _html(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    from obcgen.writers.to_html import to_html  # noqa: PLC0415

    return to_html(document, style, embedded)


def _pdf(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    content: bytes = _engine(style.engine).to_pdf(document, style, embedded)
    return content


def _engine(name: str) -> ModuleType:
    """Return the module of an engine that lays out pages: `to_pdf`, `page_numbers`, `page_count`."""
    from obcgen.writers.pdf_engine import chosen  # noqa: PLC0415

    return import_module(f"obcgen.writers.{_MODULES[chosen(name)]}")


_MODULES: Final = MappingProxyType({"weasyprint": "to_pdf", "typst": "typst_pdf"})

WRITERS: Mapping[str, Writer] = {"docx": _docx, "pdf": _pdf, "html": _html}
"""Format name to writer."""


def workbook_file(book: Workbook) -> bytes:
    """Return a workbook as an Excel file."""
    from obcgen.writers.to_xlsx import to_xlsx  # noqa: PLC0415

    return to_xlsx(book)


def table_file(sheet: Sheet) -> bytes:
    """Return one table as CSV."""
    from obcgen.writers.to_csv import to_csv  # noqa: PLC0415

    return to_csv(sheet)


def font_problems(style: Style, document: Document | None = None) -> tuple[Problem, ...]:
    """Return a Problem for each typeface that the style's fonts lack, or for what they lack of a document.

    Of a style also a warning for each font that does not travel inside the files.

    Raises:
        ObcgenError: a font file cannot be read as a font.
    """
    from obcgen.writers.font_faces import not_embedded  # noqa: PLC0415
    from obcgen.writers.pdf_glyphs import missing_characters, missing_families  # noqa: PLC0415

    if document:
        return missing_characters(document, style)
    return (*missing_families(style), *not_embedded(style))


def at_the_spec(found: tuple[Problem, ...], known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return what was found of a document; characters that the spec holds are told at its own lines."""
    from obcgen.writers.pdf_glyphs import at_the_spec as told  # noqa: PLC0415

    return told(found, known)


def fitted(document: Document, style: Style) -> Document:
    """Return a document as every writer takes it.

    What no line may part hangs together, the figures of a column have the same decimals, attachments begin a
    page where that serves a reader, and columns suit what they hold.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    from obcgen.writers.column_widths import fitted as of  # noqa: PLC0415
    from obcgen.writers.new_pages import on_pages  # noqa: PLC0415
    from obcgen.writers.same_decimals import same_decimals  # noqa: PLC0415
    from obcgen.writers.unbroken import unbroken  # noqa: PLC0415

    return of(on_pages(same_decimals(unbroken(document))), style)


def engine_fault(engine: str = "auto") -> Problem | None:
    """Return why pages cannot be laid out by an engine here, or by any; or nothing."""
    from obcgen.writers.pdf_engine import engine_fault as of  # noqa: PLC0415

    return of(engine)


def other_engine(engine: str) -> Problem | None:
    """Return that the second engine stands in for the first one in PDFs, where it does."""
    from obcgen.writers.pdf_engine import other_engine as of  # noqa: PLC0415

    return of(engine)


def engine_named_in(stated: str) -> str:
    """Return which engine a PDF states that it was laid out by."""
    from obcgen.writers.pdf_engine import named_in  # noqa: PLC0415

    return named_in(stated)


def no_pages(fault: Problem) -> Problem:
    """Return that a Word file has no page numbers in its contents, for this fault of the engine."""
    from obcgen.writers.pdf_engine import no_pages as of  # noqa: PLC0415

    return of(fault)


def page_count(document: Document, style: Style) -> int:
    """Return how many pages the PDF of a document has; who just made it does not wait."""
    count: int = _engine(style.engine).page_count(document, style)
    return count


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Return on which page each id of a document stands, as the quickest engine lays it out; the cover is 1.

    The same engine tells it whatever lays out the PDF, so that a Word file is the same beside any other.
    """
    from obcgen.writers.pdf_engine import AUTO, chosen, quickest  # noqa: PLC0415

    first = quickest()
    try:
        pages: Mapping[str, int] = _engine(first).page_numbers(document, style)
    except ObcgenError as error:
        if not _is_too_deep(error) or chosen(AUTO) == first:
            raise
        pages = _engine(AUTO).page_numbers(document, style)
    return pages


def _is_too_deep(error: ObcgenError) -> bool:
    from obcgen.writers.typst_engine import TOO_DEEP  # noqa: PLC0415

    return any(each.code == TOO_DEEP.code for each in error.problems)
