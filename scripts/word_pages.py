"""Measure how far the page numbers in a Word file's contents are from where LibreOffice lays the pages out.

The numbers are the PDF's. Word files are made of the specs named (or of all in specs/), LibreOffice turns
them into PDFs of its own, and each entry's bookmark is looked up there. With `--fonts dejavu-only` it sees no
font of the machine but DejaVu, so that the fonts inside the file must do. Ends with 1 if anything is off.

    python scripts/word_pages.py [--fonts dejavu-only] [spec.yaml ...]
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pypdf

from obcgen.build import document
from obcgen.document.resolve import with_pages
from obcgen.document.tree import Contents, Entry
from obcgen.document.walk import blocks_of, sections_of
from obcgen.reading import reading
from obcgen.writers import WRITERS, fitted, page_numbers
from obcgen.writers.word_names import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from obcgen.document.tree import Document
    from obcgen.policy.rule import DocumentKind

FONTS: Final = ("the machine's", "dejavu-only")
_FONTS: Final = Path("/usr/share/fonts")
SPECS: Final = Path(__file__).parent.parent / "specs"
KINDS: Final[tuple[DocumentKind, ...]] = ("rfp", "draft-contract", "contract")
_EXPORT: Final = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True, slots=True)
class Drift:
    """An entry of the contents: the page it names, and the page on which LibreOffice has it."""

    entry: Entry
    found: int
    listed: bool

    @property
    def error(self) -> int:
        """How many pages the entry is off."""
        return abs(self.found - (self.entry.page or 0))


def drifts(tree: Document, folder: Path, pages: Mapping[str, int]) -> Iterator[Drift]:
    """Yield every entry of a document's contents, and every other heading as if it were one."""
    bookmarks = names(tree).bookmarks
    listed = {entry.target for entry in _entries(tree)}
    found = _pages_of(folder / "tree.pdf")
    others = (
        Entry(one.id, one.number.label, one.title, one.level, pages.get(one.id))
        for one in sections_of(tree.blocks)
        if one.number and one.id not in listed
    )
    for entry in (*_entries(tree), *others):
        if entry.page and bookmarks.get(entry.target) in found:
            yield Drift(entry, found[bookmarks[entry.target]], entry.target in listed)


def measured(kind: DocumentKind, spec: Path, fonts: str) -> tuple[tuple[Drift, ...], tuple[int, int]]:
    """Return how far each heading of one document is off, and how many pages the PDF and LibreOffice have."""
    given = reading(spec, None, ())
    pack = given.pack
    tree = document(kind, given, pack)[0]
    style = pack.style.of(tree.kind)
    tree = fitted(tree, style)
    pages = page_numbers(tree, style)
    tree = with_pages(tree, pages)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tree.docx").write_bytes(WRITERS["docx"](tree, style))
        _convert(folder, fonts)
        laid_out = len(pypdf.PdfReader(folder / "tree.pdf").pages)
        printed = len(pypdf.PdfReader(io.BytesIO(WRITERS["pdf"](tree, style))).pages)
        return tuple(drifts(tree, folder, pages)), (printed, laid_out)


def main(specs: Iterable[Path], fonts: str) -> bool:
    """Print the pages of each document, its largest error by the level of the entry, and the entries off.

    Returns whether there are as many pages as in the PDF, and the contents name the right one for each entry;
    a heading that they do not list may begin at the foot of one page or the head of the next.
    """
    right = True
    for spec in specs:
        for kind in KINDS:
            found, (printed, laid_out) = measured(kind, spec, fonts)
            worst = {
                level: max((one.error for one in found if one.entry.level == level), default=0)
                for level in range(2)
            }
            off = [one for one in found if one.error]
            print(
                f"{spec.stem} {kind}: {laid_out} pages for {printed}, "
                f"top level {worst[0]}, second {worst[1]}, {len(off)} of {len(found)} off, "
                f"{sum(one.listed for one in off)} of the contents"
            )
            for one in off:
                print(f"    {one.entry.label} {one.entry.title}: says {one.entry.page}, is on {one.found}")
            wrong = any(one.listed for one in off)
            right = right and bool(found) and not wrong and printed == laid_out
    return right


def _entries(tree: Document) -> tuple[Entry, ...]:
    return next((one.entries for one in blocks_of(tree.blocks) if isinstance(one, Contents)), ())


def _convert(folder: Path, fonts: str) -> None:
    machine = os.environ | ({"FONTCONFIG_FILE": _dejavu_only(folder)} if fonts == "dejavu-only" else {})
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", _EXPORT, "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "tree.docx")], check=True, capture_output=True, timeout=300, env=machine
    )


def _dejavu_only(folder: Path) -> str:
    """Write a configuration of fonts that knows DejaVu and no other, and return its path."""
    held = {file.parent for file in _FONTS.rglob("DejaVuSans.ttf")}
    folders = "".join(f"<dir>{one}</dir>" for one in sorted(held))
    known = folder / "fonts.conf"
    known.write_text(f"<fontconfig>{folders}<cachedir>{folder}/fonts</cachedir></fontconfig>", "utf-8")
    return str(known)


def _pages_of(file: Path) -> Mapping[str, int]:
    """Return the page of each bookmark: a destination is named after it, with 5F for an underscore."""
    reader = pypdf.PdfReader(file)
    places = {
        name: reader.get_destination_page_number(one) for name, one in reader.named_destinations.items()
    }
    return {
        name.removeprefix("/").replace("5F", "_"): page + 1
        for name, page in places.items()
        if page is not None
    }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--fonts", choices=FONTS, default=FONTS[0])
    arguments.add_argument("specs", nargs="*", type=Path, default=sorted(SPECS.glob("*.yaml")))
    asked = arguments.parse_args()
    sys.exit(0 if main(asked.specs, asked.fonts) else 1)
