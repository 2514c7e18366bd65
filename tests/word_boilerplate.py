"""Word files such as a district keeps its boilerplate in, made for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from obcgen.intake.from_word import Imported, from_word


def word(folder: Path, *make: Callable[[Document], object], name: str = "boilerplate.docx") -> Path:
    """Return a Word file made by these steps, without the hundred styles of tables that nothing here uses."""
    document = docx.Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    for step in make:
        step(document)
    document.save(str(folder / name))
    return folder / name


def heading(text: str, level: int = 1) -> Callable[[Document], object]:
    return lambda document: document.add_heading(text, level)


def text(words: str, style: str | None = None) -> Callable[[Document], object]:
    return lambda document: document.add_paragraph(words, style=style)


def bold(words: str) -> Callable[[Document], object]:
    return lambda document: setattr(document.add_paragraph().add_run(words), "bold", True)


def table(*rows: tuple[str, ...]) -> Callable[[Document], object]:
    def add(document: Document) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words

    return add


def xml(inner: str) -> Callable[[Document], object]:
    """Return a step that adds a paragraph with this WordprocessingML inside."""

    def add(document: Document) -> None:
        made: Paragraph = document.add_paragraph()
        for element in parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"):
            made._p.append(element)  # noqa: SLF001 - python-docx has no public way to add raw elements

    return add


def field(instruction: str, shown: str) -> str:
    """Return a complex field of Word with its cached text."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def imported(path: Path, built_in: tuple[str, ...] = ()) -> Imported:
    return from_word(path, "contract", built_in, built_in)


def with_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Return the file with parts added or changed."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
