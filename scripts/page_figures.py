"""Measure the pages of every document of every example, as PDF and as Word, and write docs/pages.md.

LibreOffice stands in for Word. With specs named, only those are measured and what was found is printed.

    python scripts/page_figures.py [--pack PACK] [--pdf] [spec.yaml ...]
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, get_args

from page_lines import Line, Page, pages_of
from reading_ease import reading_ease

from obcgen.build import build, build_settlement
from obcgen.estimate import build_estimate
from obcgen.in_parts import build_parts
from obcgen.pack import Pack, open_pack, pack_for
from obcgen.reviewing import build_review
from obcgen.summary import Audience, build_summary

ROOT: Final = Path(__file__).parent.parent
SPECS: Final = ROOT / "specs"
FOUND: Final = ROOT / "docs" / "pages.md"
OTHERS: Final = {"denver-literacy": ("front-range-example",)}
"""Packs for an example beside the one that it names."""
HALF_EMPTY: Final = 0.4
_TOUCHING: Final = 5.0
"""Points between two columns; less reads as one."""
_RULE: Final = 20
"""Points below a heading within which its own rule lies; ink further down is something else."""
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sep\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
_REFERENCE: Final = re.compile(
    r"(?:^|[\s(])(?:(?:Sections?|Articles?|Exhibits?|Attachments?|Tables?|Figures?|§§?|CFR|C\.F\.R\.|U\.S\.C\.|C\.R\.S\.)"
    r"\|(?:\d|[A-Z]\b)|(?:section|chapter|part|R\.C\.|CCR|Code|Law|Stat\.)\|\d|\d+\|(?:Tex|Cal|Fla)\."
    r"|(?:Tex|Cal|Fla|Colo|Tenn)\.\|(?:[A-Z][a-z']+\.? )*(?:Code|Stat\.)|(?:Admin\.|Educ\.|Gov't)\|Code"
    r"|\d[\w.]*(?:\(\w{1,4}\))+\|\(\w{1,4}\)|(?:\d{3}-)+\|(?:\d{3}-)?\d{4}\b"
    rf"|\d+\|(?:CFR|C\.F\.R\.|U\.S\.C\.)|(?:{_MONTHS})\|\d|(?:{_MONTHS}) \d\d?,\|\d{{4}})"
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Measured:
    """A printed file."""

    name: str
    ease: float
    pages: tuple[Page, ...]
    primary: str
    chapters: frozenset[str]
    """The titles of the highest level, as the outline of the file has them."""

    @cached_property
    def words(self) -> int:
        """How many words, numbers included."""
        return sum(len(line.text.split()) for page in self.pages for line in page.lines)

    @property
    def empty(self) -> float:
        """How many pages the room below the last ink of all pages makes."""
        return sum(1 - page.filled for page in self.pages)

    @property
    def half_empty(self) -> Iterator[str]:
        """Pages under 40 % full in the middle of a part."""
        for number, (page, after) in enumerate(pairwise(self.pages), start=1):
            if page.filled < HALF_EMPTY and not self._opens(after):
                yield f"{number} ({page.filled:.0%})"

    def _opens(self, page: Page) -> bool:
        start = "".join(one.text for one in page.lines if page.first and one.top < page.first.top + 8)
        return any(one in _letters(start) for one in self.chapters if one)

    @property
    def stranded(self) -> Iterator[str]:
        """Headings, captions, heads of tables and lead-ins at a page's foot; signatures alone at its top."""
        for number, page in enumerate(self.pages, start=1):
            last = page.last
            if last and number < len(self.pages) and page.ink < last.top + last.height + _RULE:
                heading = last.bold and last.colour in {self.primary, "#ffffff"} and last.height < 40
                if heading or last.text.rstrip().endswith(":"):
                    yield f"{number} {last.text.strip()!r}"
            if _signs(page) and page.filled < HALF_EMPTY:
                yield f"{number} signatures"

    @property
    def broken(self) -> Iterator[str]:
        """References and dates that go over a line or a page."""
        for number, page in enumerate(self.pages, start=1):
            for one, two in (*page.pairs, *_over(self.pages, number)):
                if found := _REFERENCE.search(f"{one.text.rstrip()}|{two.text.lstrip()}"):
                    yield f"{number} {found[0].strip()!r}"

    @property
    def split(self) -> Iterator[str]:
        """Words that go over a line without a hyphen: their two parts make a word that stands elsewhere."""
        known = {
            word.lower() for page in self.pages for line in page.lines for word in _WORD.findall(line.text)
        }
        parts: dict[str, str] = {}
        for number, page in enumerate(self.pages, start=1):
            for one, two in page.pairs:
                first, rest = re.search(r"[^\W\d_]+$", one.text), re.match(r"[^\W\d_]+", two.text)
                if first and rest and (first[0] + rest[0]).lower() in known and rest[0].islower():
                    parts[f"{number} {first[0]}|{rest[0]}"] = first[0].lower()
        counts = [
            word.lower() for page in self.pages for line in page.lines for word in _WORD.findall(line.text)
        ]
        return (place for place, first in parts.items() if counts.count(first) == 1)

    @property
    def touching(self) -> Iterator[str]:
        """Cells of one row with less than 5 points between them."""
        for number, page in enumerate(self.pages, start=1):
            lines = sorted(page.lines, key=lambda line: (round(line.top), line.left))
            for one, two in pairwise(lines):
                gap = two.left - one.right
                if abs(one.top - two.top) < 1 and -20 < gap < _TOUCHING and not _is_label(one.text):
                    yield f"{number} {one.text.strip()[-25:]!r} {two.text.strip()[:25]!r} ({gap:.1f} pt)"

    @property
    def faults(self) -> dict[str, tuple[str, ...]]:
        """What no page should have, by name."""
        return {
            "under 40 % full": tuple(self.half_empty),
            "stranded": tuple(self.stranded),
            "broken reference or date": tuple(self.broken),
            "broken word": tuple(self.split),
            "columns that touch": tuple(self.touching),
        }


def _letters(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum())


def _signs(page: Page) -> bool:
    """Tell whether a page begins with the names of those who sign."""
    tops = sorted({round(one.top) for one in page.lines})[:4]
    return any(one.text.strip() == "By" and round(one.top) in tops for one in page.lines)


def _over(pages: Sequence[Page], number: int) -> Iterator[tuple[Line, Line]]:
    last, after = pages[number - 1].last, pages[number].first if number < len(pages) else None
    if last and after and not after.bold:
        yield last, after


def _is_label(text: str) -> bool:
    return bool(
        re.fullmatch(
            "\\(?(?:\\d+|[A-Za-z]{1,4})?(?:\\.\\d+)*[.)]?|[\N{BULLET}\N{EN DASH}]|[A-Z]\\.[\\d.]+",
            text.strip(),
        )
    )


# --- files -----------------------------------------------------------------------------------------


def documents(spec: Path, pack: Pack) -> Iterator[tuple[str, bytes]]:
    """Yield the Word and PDF files of a spec, the settlement of its results included."""
    formats = ("pdf", "docx")
    for kind in ("rfp", "response", "draft-contract", "contract"):
        yield from _named(kind.replace("-", " "), build(kind, spec, formats, pack).files)
    apart = build_parts("contract", spec, formats, pack).files
    yield from _named("invoice", {name: one for name, one in apart.items() if "-invoice." in name})
    for audience in get_args(Audience):
        yield from _named(
            f"{audience} summary", build_summary(spec, (audience,), ("en",), formats, pack).files
        )
    yield from _named("review", build_review(spec, formats, pack).files)
    results = SPECS / "results" / f"{spec.stem}-final.yaml"
    if results.exists():
        yield from _named("estimate", build_estimate(spec, formats, pack).files)
        yield from _named("statement", build_settlement(spec, results, formats, "full", pack).files)


def _named(kind: str, files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    alone = {suffix: [name for name in files if name.endswith(suffix)] for suffix in (".pdf", ".docx")}
    for suffix, names in alone.items():
        for name in names:
            yield (f"{kind}{suffix}" if len(names) == 1 else f"{kind} {name}"), files[name]


def measured(spec: Path, pack: Pack, *, only_pdf: bool = False) -> Iterator[Measured]:
    """Yield what each file of a spec looks like when it is printed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = dict(documents(spec, pack))
        for title, content in files.items():
            if only_pdf and title.endswith("docx"):
                continue
            file = folder / title.replace(" ", "-")
            file.write_bytes(content)
            pdf = printed(file) if file.suffix == ".docx" else file
            pages, chapters = pages_of(pdf, pack.style)
            primary = f"#{pack.style.colours.primary.lower()}"
            ease = reading_ease(files[title.replace(".pdf", ".docx")])
            yield Measured(title, ease, pages, primary, frozenset(map(_letters, chapters)))


def printed(file: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file."""
    folder = file.parent
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    office += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder / "word"), str(file)]
    subprocess.run(office, check=True, capture_output=True, timeout=300)
    return folder / "word" / f"{file.stem}.pdf"


HEAD: Final = """\
# Pages of the examples

`make pages` writes this page: `scripts/page_figures.py` builds every document of every example with the pack
that it names, and one with a district's pack, lets LibreOffice print the Word files, and measures what is
printed.

- **empty pages**: the room below the last ink of each page, added up.
- **under 40 % full**: such pages that do not end a part; a part ends where the next page begins with a title.
- **stranded**: a heading, caption, table head or lead-in at the foot of a page; signatures alone.
- **broken reference or date**: "Section | 9.2", "2 | CFR", "July 31, | 2028" over two lines or pages.
- **broken word**: over two lines without a hyphen. **columns that touch**: cells less than 5 points apart.
- **reading ease**: Flesch's, of the paragraphs and cells that are sentences; the same for both formats.

What a person judges by eye: whether the page has a place where the eye lands, whether a table says more than
its neighbors, whether a chart is read at a glance."""
COLUMNS: Final = ("document", "pages", "words", "reading ease", "empty pages")


def row(one: Measured) -> str:
    """Return the figures of a file as a row of Markdown."""
    empty = f"{one.empty:.1f} ({one.empty / len(one.pages):.0%})"
    figures = (f"{one.words:,}", f"{one.ease:.0f}", empty, *map(str, map(len, one.faults.values())))
    return f"| {one.name} | {len(one.pages)} | {' | '.join(figures)} |"


def report(spec: Path, named: str, *, only_pdf: bool) -> Iterator[str]:
    """Yield what was measured of one spec with one pack, as lines of Markdown."""
    pack = open_pack(named) if named else pack_for(spec)
    files = tuple(measured(spec, pack, only_pdf=only_pdf))
    columns = (*COLUMNS, *files[0].faults)
    yield f"\n## {spec.name}{f', pack {named}' if named else ''}\n"
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield from map(row, files)
    told = ((one.name, what, places) for one in files for what, places in one.faults.items() if places)
    yield from ("", *(f"- {name}, {what}: {'; '.join(places)}" for name, what, places in told))


def main(specs: Sequence[Path], pack: str, *, only_pdf: bool) -> None:
    """Print the figures of some specs, or write those of all of them."""
    for spec in specs:
        for line in report(spec, pack, only_pdf=only_pdf):
            print(line, flush=True)
    if not specs:
        both = (
            (spec, named)
            for spec in sorted(SPECS.glob("*.yaml"))
            for named in ("", *OTHERS.get(spec.stem, ()))
        )
        lines = (line for spec, named in both for line in report(spec, named, only_pdf=only_pdf))
        FOUND.write_text("\n".join((HEAD, *lines)).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pdf", action="store_true")
    arguments.add_argument("--pack", default="")
    arguments.add_argument("specs", nargs="*", type=Path)
    asked = arguments.parse_args()
    main(asked.specs, asked.pack, only_pdf=asked.pdf)
