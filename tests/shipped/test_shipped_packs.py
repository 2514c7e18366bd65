"""The packs that come with the program: what each changes of both documents, and that they are sound."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import page
import pytest
from word_soundness import faults

from obcgen.account.schedule import schedule
from obcgen.build import names_that_are_no_terms
from obcgen.document.dump import dump
from obcgen.document.terms import term_problems
from obcgen.document.tree import Document
from obcgen.pack import builtin, open_pack
from obcgen.render.context import context
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.trees import resolved
from obcgen.vetting.vet import vet
from obcgen.writers import WRITERS

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "golden"
DENVER = ROOT / "specs" / "denver-literacy.yaml"
PACKS = ("colorado", "front-range-example")
KINDS = ("rfp", "contract")


INTERVIEWS = ("procurement", "schedule", "interviews")
FEDERAL = ("funding", "sources")


@cache
def tree(kind: str, pack: str, *without: tuple[str, ...]) -> Document:
    """Return a document of the example through a pack; the deal has no interviews, as the district wants."""
    source = read(DENVER).without((INTERVIEWS, *without))
    spec, layers = parse(source, Spec), open_pack(pack) if pack else builtin()
    return resolved(kind, context(spec, schedule(spec), layers), layers)


def changes(kind: str, pack: str) -> str:
    """Return what a pack changes in a document's print, without the numbers that move with it."""
    before, after = ([_numberless(line) for line in _undrawn(dump(tree(kind, name)))] for name in ("", pack))
    lines = difflib.unified_diff(before, after, "built-in", pack, lineterm="", n=1)
    return "\n".join("@@" if line.startswith("@@") else line for line in lines) + "\n"


def _undrawn(text: str) -> Iterator[str]:
    """Yield the lines of a print without those that draw: where a label stands follows from its words."""
    for line in text.splitlines():
        if not re.match(r" *(?:label|line|polygon|rectangle|circle|text) [a-z]* ?-?\d", line):
            yield re.sub(r"(figure #\S+ \(Figure \d+\)) \d+ x \d+", r"\1", line)


def _numberless(line: str) -> str:
    line = re.sub(r"\[(Section|Exhibit|Attachment|Article|Table|Figure) [^]]*\]", r"[\1]", line)
    return re.sub(r"^( *)((?:section |attachment )?)([A-Z]|\d+)(\.\d+)*(?= )", r"\1\2#", line)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_changes_what_its_golden_file_says_and_nothing_else(
    kind: str, pack: str, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{pack}-{kind}.diff"
    if request.config.getoption("--accept"):
        golden.write_text(changes(kind, pack), encoding="utf-8")
    assert changes(kind, pack) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("pack", PACKS)
def test_each_term_is_defined_once_and_used(pack: str) -> None:
    names = names_that_are_no_terms(DENVER, open_pack(pack))
    assert term_problems(*(tree(kind, pack) for kind in KINDS), names=names) == ()


@pytest.mark.parametrize("pack", PACKS)
def test_the_check_of_packs_finds_no_fault(pack: str) -> None:
    found = [problem for problem in vet(open_pack(pack), ()) if problem.code != "PCK-24"]
    assert found == []


def test_the_state_s_clauses_reach_the_district_s_contract() -> None:
    for pack in PACKS:
        text = dump(tree("contract", pack))
        for cited in ("C.R.S. 22-44-115", "C.R.S. 24-10-101", "C.R.S. 22-16-108", "C.R.S. 22-1-135"):
            assert cited in text, (pack, cited)
        assert "The finding of an independent verifier is advice and binds neither Party" in text


def test_the_district_changes_clause_part_words_and_look() -> None:
    contract, rfp = dump(tree("contract", "front-range-example")), dump(tree("rfp", "front-range-example"))
    assert "written recovery plan" in contract
    assert "written recovery plan" not in dump(tree("contract", "colorado"))
    assert "#interviews" not in rfp
    assert "Sealed proposals due" in rfp
    look, usual = open_pack("front-range-example").style, builtin().style
    assert look.body.word == usual.heading.word
    assert look.colours.primary != usual.colours.primary
    assert look.page.left > usual.page.left


def test_the_local_preference_stands_where_no_federal_money_pays() -> None:
    text = dump(tree("rfp", "front-range-example", FEDERAL))
    assert '#local-preference "Local preference"' in text
    assert "#local-preference" not in dump(tree("rfp", "front-range-example"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_of_the_example_pack_says_that_it_is_one(kind: str) -> None:
    made = tree(kind, "front-range-example")
    assert made.mark == "Example pack"
    assert "the pack of a district that does not exist" in dump(made)
    assert "does not exist" not in dump(tree(kind, "colorado"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pack", PACKS)
def test_word_is_sound(kind: str, pack: str) -> None:
    assert faults(WRITERS["docx"](tree(kind, pack), open_pack(pack).style)) == []


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_pdf_in_the_district_s_look_is_accessible(profile: str, tmp_path: Path) -> None:
    report = page.validate_pdf(_pdf(tmp_path), profile=page.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


def _pdf(folder: Path) -> Path:
    file = folder / "district.pdf"
    file.write_bytes(_district_pdf())
    return file


@cache
def _district_pdf() -> bytes:
    return WRITERS["pdf"](tree("rfp", "front-range-example"), open_pack("front-range-example").style)


def eaten_breaks(text: str) -> list[str]:
    """Return the lines of text that end in a tag which takes the line break, so that the next is glued on."""
    lines = text.splitlines()
    return [
        line
        for line, after in itertools.pairwise(lines)
        if re.search(r"\{%[^%]*[^-+%]%\}$", line)
        and re.sub(r"\{%.*?%\}", "", line).strip()
        and not re.match(r"\s*(\{%-? *(end|el)|$)", after)
    ]


@pytest.mark.parametrize(
    ("text", "eaten"),
    [
        ("1. One.{% if a %} Two.{% endif %}\n1. Three.", 1),
        ("1. One.{% if a %} Two.{% endif %}\n{% if b %}\n\nThree.\n{% endif %}", 1),
        ("1. One.{% if a %} Two.{% endif +%}\n1. Three.", 0),
        ("{% if a %}\nOne.{% if b %} Two.{% endif %}\n{% endif %}", 0),
    ],
)
def test_a_line_glued_to_the_one_before_is_found(text: str, eaten: int) -> None:
    assert len(eaten_breaks(text)) == eaten


def test_no_line_of_a_template_is_glued_to_the_one_before() -> None:
    files = sorted((ROOT / "templates").rglob("*.md"))
    assert {str(one): found for one in files if (found := eaten_breaks(one.read_text("utf-8")))} == {}
