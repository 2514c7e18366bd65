"""Prints what a screen reader finds in a PDF or Word file: headings, tables with headers, links, fields.

    python scripts/outline.py FILE ...

Read it aloud: it should make sense without the page. The readers are those of the tests.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "writers"), str(ROOT / "tests" / "examples")]
from tagged_pdf import HEADINGS, Element, read_tags  # noqa: E402  # they lie with the tests
from word_counting import W, numbered_paragraphs, read  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def outline_of_pdf(pdf: bytes) -> Iterator[str]:
    """Yield the outline of a PDF in the order of its structure; fields come last, page by page."""
    for one in read_tags(pdf).below():
        if one.kind in HEADINGS:
            yield f"{'  ' * (int(one.kind[1]) - 1)}heading {one.kind[1]}: {one.text}"
        elif one.kind == "Table":
            yield f"    table: {_table(one)}"
        elif one.kind == "Figure":
            yield "    figure"
        elif one.kind == "Link":
            yield f"    link: {one.text}"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from _fields(opened)


def _table(table: Element) -> str:
    caption = next((one.text for one in table.named("Caption")), "without a caption")
    head = next((row for one in table.named("THead") for row in one.named("TR")), None)
    rows = sum(1 for body in table.named("TBody") for _ in body.named("TR"))
    columns = " | ".join(cell.text for cell in head.named("TH")) if head else "row headers"
    return f"{caption}; {columns}; {rows} rows"


def _fields(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm")
    for field in form.Fields if form is not None else ():
        options = [str(one) for one in field.get("/Opt", [])]
        yield f"    field: {field.TU}{': ' + ', '.join(options) if options else ''}"


def outline_of_word(docx: bytes) -> Iterator[str]:
    """Yield the outline of a Word file in the order of its body."""
    body = read(docx, "word/document.xml")
    labels = dict(zip(body.iter(f"{W}p"), numbered_paragraphs(docx), strict=True))
    for one in body.iter(f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}hyperlink"):
        yield from _word(one, labels)


def _word(one: Any, labels: dict[Any, tuple[str, str, str]]) -> Iterator[str]:
    def value(path: str) -> str:
        found = one.find("/".join(f"{W}{step}" for step in path.split("/")))
        return "" if found is None else str(found.get(f"{W}val"))

    if one.tag == f"{W}p":
        label, text, style = labels[one]
        if style.startswith(("heading", "Title", "Front Heading", "Minor Heading")):
            yield f"{style.lower()}: {label} {text}"
    elif one.tag == f"{W}tbl":
        yield f"    table: {value('tblPr/tblCaption')}; {value('tblPr/tblDescription')}"
    elif one.tag == f"{W}hyperlink":
        yield f"    link: {''.join(map(str, one.itertext()))}"
    elif value("sdtPr/alias"):
        yield f"    field: {value('sdtPr/alias')}"


def main(files: list[str]) -> None:
    """Print the outline of each file."""
    for name in files:
        print(f"{name}\n")
        content = Path(name).read_bytes()
        for line in outline_of_pdf(content) if name.endswith(".pdf") else outline_of_word(content):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
