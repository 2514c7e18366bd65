"""Times PDF and Word against other tools, on the Denver RFP: processor time of whole processes in turn.

"Whole command" is `obcgen rfp SPEC`, which reads and checks the spec and runs the templates first. All
others make the same content from what is ready: the resolved tree, the web page or the Typst code made of
it, our Word file. "Naive CSS" is what a careful person writes first: automatic table widths, dotted
leaders, page numbers by counters. Run by `make bench`, which installs what only this needs. Memory is that
of all processes together, in a run of its own.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import resource
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep

from obcgen.build import document
from obcgen.document.tree import Document
from obcgen.pack import builtin
from obcgen.style import Style
from obcgen.writers import WRITERS, fitted
from obcgen.writers.html_body import document_to_html
from obcgen.writers.to_typst import to_typst

RUNS = int(os.environ.get("RUNS", "9"))
SPEC = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
NAIVE = """
@page { size: letter; margin: 1in; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 10.5pt Carlito, Calibri, sans-serif } h1, h2, h3, h4 { font-family: Caladea, Cambria, serif }
table { border-collapse: collapse; width: 100%; margin: 10pt 0 }
td, th { border: 0.5pt solid #888; padding: 4pt } thead { background: #17375e; color: #fff }
ol { list-style: none; padding-left: 24pt } .opens-page { break-before: page }
.contents a::after { content: leader(".") target-counter(attr(href), page) } .skip, .running { display: none }
.callout { border-left: 3pt solid #17375e; background: #eef2f7; padding: 6pt }
"""
OURS = """
import pickle, sys
tree, style = pickle.load(open(sys.argv[1], "rb"))
from obcgen.writers import WRITERS
open(sys.argv[2], "wb").write(WRITERS[sys.argv[3]](tree, style))
"""
WEASYPRINT = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
TYPST = """
import sys, typst
open(sys.argv[2], "wb").write(typst.compile(sys.argv[1], font_paths=sys.argv[3:], format="pdf"))
"""
DOCXTPL = """
import sys
from docxtpl import DocxTemplate
template = DocxTemplate(sys.argv[1])
template.render({"owner": sys.argv[3]})
template.save(sys.argv[2])
"""


def prepare(folder: Path) -> dict[str, list[str]]:
    """Write what each tool starts from; return its command by what it is called."""
    pack = builtin()
    tree = document("rfp", SPEC, pack)[0]
    style = pack.style
    _write_sources(folder, tree, style)
    python, page = sys.executable, str(folder / "page.html")
    data, place = str(folder / "tree.pickle"), str(folder)
    printer = f"--print-to-pdf={folder / 'chromium.pdf'}"
    browser = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder / 'browser'}"]
    typst = [
        python,
        "-c",
        TYPST,
        str(folder / "page.typ"),
        str(folder / "typst.pdf"),
        *{str(file.parent) for file in style.font_files},
    ]
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf"]
    return {
        "PDF: obcgen, whole command, Typst": whole(folder, "pdf", "typst"),
        "PDF: obcgen, whole command, WeasyPrint": whole(folder, "pdf", "weasyprint"),
        "PDF: obcgen, WeasyPrint, from the tree": [python, "-c", OURS, data, str(folder / "ours.pdf"), "pdf"],
        "PDF: Typst, our code, untagged": typst,
        "PDF: LibreOffice, from our Word file": [*office, "--outdir", place, str(folder / "office.docx")],
        "PDF: WeasyPrint, naive CSS": [python, "-c", WEASYPRINT, page, str(folder / "plain.pdf")],
        "PDF: Chromium, naive CSS": [*browser, "--no-pdf-header-footer", printer, page],
        "Word: obcgen, whole command": whole(folder, "docx", "typst"),
        "Word: obcgen, from the tree": [python, "-c", OURS, data, str(folder / "ours.docx"), "docx"],
        "Word: pandoc, from HTML": ["pandoc", page, "-o", str(folder / "pandoc.docx")],
        "Word: docxtpl, all text in its template": [
            python, "-c", DOCXTPL, str(folder / "template.docx"), str(folder / "docxtpl.docx"), tree.owner,
        ],
    }  # fmt: skip


def whole(folder: Path, form: str, engine: str) -> list[str]:
    """Return the command that makes the RFP from its spec, as a person gives it."""
    options = ["--only", "rfp", "--format", form, "--engine", engine, "--quiet", "--replace"]
    return [
        sys.executable,
        "-m",
        "obcgen",
        "rfp",
        str(SPEC),
        *options,
        "--output",
        str(folder / f"{form}-{engine}"),
    ]


def _write_sources(folder: Path, tree: Document, style: Style) -> None:
    (folder / "tree.pickle").write_bytes(pickle.dumps((tree, style)))
    body = re.sub(r"<colgroup>.*?</colgroup>", "", document_to_html(tree))
    head = f'<meta charset="utf-8"><title>{tree.number}</title><style>{NAIVE}</style>'
    page = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "page.typ").write_text(to_typst(fitted(tree, style), style).source, encoding="utf-8")
    (folder / "office.docx").write_bytes(WRITERS["docx"](tree, style))
    own, owner = io.BytesIO(WRITERS["docx"](tree, style)), tree.owner.encode()
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(folder / "template.docx", "w") as after:
        for name in before.namelist():
            content = before.read(name)
            is_body = name == "word/document.xml"
            after.writestr(name, content.replace(owner, b"{{ owner }}") if is_body else content)


def seconds(command: list[str]) -> float:
    """Return the processor time of a process and its children, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def megabytes(command: list[str]) -> float:
    """Return the most memory that a process and its children hold at once."""
    most = 0.0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            most = max(most, sum(map(_proportional, _group(process.pid))))
            sleep(0.02)
    return most / 1024


def _group(leader: int) -> list[Path]:
    found = []
    for status in [one / "stat" for one in Path("/proc").iterdir() if one.name.isdigit()]:
        try:
            if int(status.read_text().rpartition(")")[2].split()[2]) == leader:
                found.append(status.parent)
        except (OSError, IndexError):
            continue
    return found


def _proportional(process: Path) -> float:
    """Return a process's memory in kilobytes; what several share is divided among them."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return float(found[1]) if found else 0


def main() -> int:
    """Measure in turn, so that a disturbance meets all; print a table. Return 1 if others are quicker."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        commands = prepare(folder)
        commands = {name: one for name, one in commands.items() if shutil.which(one[0])}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            seconds(command)
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(seconds(command))
        memory = {name: megabytes(command) for name, command in commands.items()}
    print(f"Median of {RUNS} runs.\n\n| made by | median, CPU s | least, CPU s | MB |\n|---|---|---|---|")
    middle = {name: median(each) for name, each in times.items()}
    for name, each in times.items():
        print(f"| {name} | {middle[name]:.2f} | {min(each):.2f} | {memory[name]:.0f} |")
    ratio = middle["PDF: obcgen, WeasyPrint, from the tree"] / middle["PDF: WeasyPrint, naive CSS"]
    others = [middle[name] for name in middle if name.startswith("Word: ") and "obcgen" not in name]
    word = middle["Word: obcgen, from the tree"] / min(others)
    typst = middle["PDF: obcgen, whole command, Typst"] / middle.get("PDF: Chromium, naive CSS", float("nan"))
    print(f"\nPDF: {ratio:.2f} of naive WeasyPrint (aim 0.75). Word: {word:.2f} of the next quickest.")
    print(f"PDF by Typst, whole command: {typst:.2f} of Chromium (aim 0.5).")
    return int(ratio > 1 or word >= 1)


if __name__ == "__main__":
    sys.exit(main())
