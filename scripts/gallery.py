"""Pictures of pages for docs/gallery: the same page as PDF and as Word, side by side.

    python scripts/gallery.py

Needs LibreOffice, which stands in for Word, and pdftoppm. Pages are found by their headings, so that the
gallery stays true when a page is added before them.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PIL import Image

from obcgen.build import build
from obcgen.pack import pack_for

if TYPE_CHECKING:
    from obcgen.policy.rule import DocumentKind

ROOT: Final = Path(__file__).parent.parent
GALLERY: Final = ROOT / "docs" / "gallery"
SPEC: Final = ROOT / "specs" / "denver-literacy.yaml"
RESOLUTION: Final = 66
COLORS: Final = 40
GAP: Final = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the gallery: of which document, known by which words on it, and what it is to show."""

    name: str
    kind: DocumentKind
    words: str
    says: str


PAGES: Final = (
    Shown("rfp-cover", "rfp", "", "Cover of an RFP: the key facts on page one."),
    Shown("rfp-contents", "rfp", "Contents", "Contents with the pages of both formats."),
    Shown("rfp-payment", "rfp", "Funding and payment", "The money as a table, a figure and clauses."),
    Shown("rfp-form", "response", "Offeror information form", "A form: fields in both formats."),
    Shown("contract-cover", "contract", "", "Cover of an agreement: its key terms before its articles."),
    Shown("contract-payment", "contract", "Outcome Payments", "Articles, numbered by Word itself."),
    Shown("contract-signatures", "contract", "Signatures", "Signature blocks, never parted."),
)


def pictures(pdf: Path, folder: Path) -> list[Path]:
    """Return a picture of each page."""
    stem = folder / pdf.parent.name / pdf.stem
    stem.parent.mkdir(exist_ok=True)
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", pdf, stem], check=True)
    return sorted(stem.parent.glob(f"{pdf.stem}-*.png"))


def page_of(pdf: Path, words: str) -> int:
    """Return the place of the first page on which a line begins or ends with these words; the cover is 0."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for number, page in enumerate(text.split("\f")):
        lines = [line.strip() for line in page.splitlines()]
        is_heading = any(line.endswith(words) and len(line) < len(words) + 16 for line in lines)
        if is_heading and (number != 1 or words == "Contents"):
            return number
    raise LookupError(words)


def beside(left: Path, right: Path) -> Image.Image:
    """Return two pages side by side in few colors."""
    pages = [Image.open(one).convert("RGB") for one in (left, right)]
    width, height = pages[0].size
    sheet = Image.new("RGB", (2 * width + 3 * GAP, height + 2 * GAP), "#8a949e")
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (width + GAP), GAP))
    return sheet.quantize(COLORS, dither=Image.Dither.NONE)


def files(folder: Path) -> dict[DocumentKind, tuple[Path, Path]]:
    """Build the documents; return for each its PDF and what LibreOffice prints of its Word file."""
    found: dict[DocumentKind, tuple[Path, Path]] = {}
    kinds: tuple[DocumentKind, ...] = ("rfp", "response", "contract")
    for kind in kinds:
        for name, content in build(kind, SPEC, ("docx", "pdf"), pack_for(SPEC)).files.items():
            (folder / f"{kind}{Path(name).suffix}").write_bytes(content)
        office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        office += ["--convert-to", "pdf", "--outdir", str(folder / "word")]
        subprocess.run([*office, str(folder / f"{kind}.docx")], check=True, capture_output=True)
        found[kind] = (folder / f"{kind}.pdf", folder / "word" / f"{kind}.pdf")
    return found


def main() -> None:
    """Make the pictures and the page that shows them."""
    GALLERY.mkdir(exist_ok=True)
    lines = [
        "# Gallery",
        "",
        f"Pages of the worked example [`{SPEC.name}`](../../specs/{SPEC.name}): at the left the PDF, at the",
        "right the Word file, printed by LibreOffice. One tree makes both: words, numbers and breaks agree.",
        "`make gallery` makes the pictures again.",
    ]
    with TemporaryDirectory() as name:
        made = files(Path(name))
        drawn = {kind: [pictures(pdf, Path(name)) for pdf in both] for kind, both in made.items()}
        for page in PAGES:
            number = page_of(made[page.kind][0], page.words) if page.words else 0
            left, right = (pages[number] for pages in drawn[page.kind])
            beside(left, right).save(GALLERY / f"{page.name}.png", optimize=True)
            lines += ["", f"## {page.says}", "", f"![{page.says} PDF and Word.]({page.name}.png)"]
    (GALLERY / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
