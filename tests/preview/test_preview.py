"""A document of a spec that is not whole: all that is written is there, all that is open is marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from obcgen.document.marks import OPEN
from obcgen.document.tree import Document, Marked, Section
from obcgen.document.walk import inlines_of, sections_of, text_of, texts
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind
from obcgen.preview.preview import MARK, build_preview, preview
from obcgen.preview.stand_ins import FILLINGS
from obcgen.published import view
from obcgen.reading import Reading, reading, reading_of_text
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.trees import draft_of
from obcgen.writers.to_html import to_html

SPECS = Path(__file__).parent.parent.parent / "specs"
DENVER = (SPECS / "denver-literacy.yaml").read_text(encoding="utf-8")
FIGURE = re.compile(r"\$[\d,]+(?:\.\d+)?|\b[\d,]+(?:\.\d+)?%|[A-Z][a-z]+ \d{1,2}, \d{4}")


def denver(*changes: tuple[str, str]) -> Reading:
    """Return Denver's spec with lines changed, each of which is there."""
    text = DENVER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return reading_of_text(text, "denver.yaml")


def open_in(tree: Document) -> set[str]:
    marked = (one for one in inlines_of(tree.blocks) if isinstance(one, Marked) and one.mark == OPEN)
    return {text_of(one.content) for one in marked}


def figures(section: Section) -> Counter[str]:
    """Return the figures that a section prints as settled, those of the sections inside it apart."""
    inner = tuple(block for block in section.blocks if not isinstance(block, Section))
    shown = re.sub(
        r"<mark>.*?</mark>", " ", to_html(replace(EMPTY, blocks=inner), STYLE).decode().split("<main")[1]
    )
    return Counter(FIGURE.findall(unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", shown, flags=re.DOTALL))))


STYLE = builtin().style.of("rfp")
EMPTY = Document("rfp", "Title", "1", "Owner", ())
NOTHING_EARNED = "$0 (0.00%) Performance Funding"
"""Where no result earns a payment, this holds whatever the blanks become."""


def test_a_starter_with_every_blank_open_prints_every_document() -> None:
    read = reading_of_text(builtin().text("new/spec.yaml"), "spec.yaml")
    for kind, clause in (("rfp", "scoring"), ("draft-contract", "amendments")):
        tree = preview(read, kind).tree  # type: ignore[arg-type]
        assert clause in {section.id for section in sections_of(tree.blocks)}
        assert "[price of the first outcome: open]" in open_in(tree)
        said = " ".join(texts(tree))
        assert "\ue000" not in said
        assert said.count(NOTHING_EARNED) == 1
        said = said.replace(NOTHING_EARNED, "")
        assert not re.search(r"20[3-9]\d|preview\.invalid|\.\d\d%|\$\d+\.(13|14|15|43|44|45)\b", said)


def test_a_value_that_is_missing_or_wrong_is_marked_by_what_it_is_called() -> None:
    tree = preview(
        denver(
            ("number: RFP-2027-014", "number:"),
            ("title: High-Dosage", "titel: High-Dosage"),
            ("starts: 2027-10-04", "starts: next autumn"),
            ("guaranteed: 400", "guaranteed: four hundred"),
            ("group_size: 4", "group_size: <how many at a table>"),
        ),
        "rfp",
    ).tree
    assert open_in(tree) >= {
        "[number of the document: open]",
        "[title of the document: open]",
        "[first day of service: open]",
        "[participants guaranteed: open]",
        "[how many at a table: open]",
    }


def test_no_figure_is_settled_that_depends_on_a_blank() -> None:
    """Whatever the blanks will be, the document prints every figure that the preview prints as settled."""
    limit, people = "not_to_exceed: $1,200,000", "planned: 500"
    shown = preview(denver((limit, "not_to_exceed: <limit>"), (people, "planned: <how many>")), "rfp").tree
    for values in (("$300,000", "420"), ("$4,000,000", "480")):
        read = denver((limit, f"not_to_exceed: {values[0]}"), (people, f"planned: {values[1]}"))
        made = draft_of("rfp", view("rfp", read.source, parse(read.source, Spec)), read.pack)
        there = {section.id: figures(section) for section in sections_of(made.blocks)}
        for section in sections_of(shown.blocks):
            if section.id in there and section.id not in {"cover", "contents"}:
                assert figures(section) <= there[section.id], section.id


def test_no_figure_is_settled_where_a_filling_makes_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    read = denver(("planned: 500", "planned: <how many>"))
    drafted: list[str] = []

    def fails_once(kind: DocumentKind, *given: Any) -> Document:
        drafted.append(kind)
        if len(drafted) == FILLINGS:
            raise ZeroDivisionError
        return draft_of(kind, *given)

    monkeypatch.setattr("obcgen.preview.preview.draft_of", fails_once)
    tree = preview(read, "rfp").tree
    assert len(drafted) == FILLINGS
    assert all(not figures(section) for section in sections_of(tree.blocks))


def test_a_whole_spec_has_nothing_open_and_says_on_every_page_what_it_is() -> None:
    found = preview(denver(), "rfp")
    assert not found.blanks
    assert not open_in(found.tree)
    assert MARK in found.tree.marks


def test_a_section_that_is_missing_blanks_no_other() -> None:
    read = reading(SPECS / "duval-math.yaml")
    root = read.source.root
    assert isinstance(root.value, dict)
    without = replace(root, value={key: node for key, node in root.value.items() if key != "payment"})
    tree = preview(replace(read, source=replace(read.source, root=without)), "rfp").tree
    assert "Duval" in " ".join(texts(tree))
    assert any("open]" in mark for mark in open_in(tree))


def test_an_id_that_nothing_defines_yet_is_something_open() -> None:
    tree = preview(denver(("criterion: {assessment: istation", "criterion: {assessment: star")), "rfp").tree
    assert any("star" in mark.lower() or "assessment" in mark.lower() for mark in open_in(tree))


def test_a_confidential_value_stays_hidden_in_a_preview() -> None:
    tree = preview(denver(("number: RFP-2027-014", "number: <number of the RFP>")), "rfp").tree
    assert "University Instructors" not in " ".join(texts(tree))


def test_a_preview_is_a_file_of_another_name_and_carries_no_spec() -> None:
    built = build_preview(denver(("group_size: 4", "group_size: <how many>")), "rfp", ("html", "docx"))
    assert list(built.files) == ["RFP-2027-014-preview.html", "RFP-2027-014-preview.docx"]
    page = built.files["RFP-2027-014-preview.html"]
    assert b"<mark>[how many: open]</mark>" in page
    assert b"application/yaml" not in page
    assert b"ObcgenSpecSHA256" not in page
    assert [problem.code for problem in built.problems] == ["PRV-01"]


@pytest.mark.parametrize(
    "text", ["![x](https://example.org/a.png)", "[x](javascript:alert)", "7. is no list"]
)
def test_a_text_that_no_document_may_hold_is_open_and_the_rest_is_printed(text: str) -> None:
    read = denver(("  notice: |\n", f"  notice: |\n    {text}\n\n"))
    found = preview(read, "rfp")
    assert list(found.blanks) == [("document", "notice")]
