"""The order of parts, and what a district's folder changes in it by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.library.outline import Outline, Part, read_outline
from obcgen.pack import Layer, Pack
from obcgen.problems import ObcgenError, Problem
from packs import alone, spot, written

BELOW = """\
name: Request
section_word: Section
attachment_word: Attachment
front: [cover]
body:
  - one
  - two: [two-a, {two-b: [deep]}, two-c]
  - three
attachments: [form]
"""


def outline_of(folder: Path, above: str | None = None, below: str = BELOW) -> Outline:
    lower = alone(folder / "below", {"rfp/outline.yaml": below})
    if above is None:
        return read_outline(lower, "rfp")
    layer = Layer(written(folder / "above", {"rfp/outline.yaml": above}), "district")
    return read_outline(Pack((layer, *lower.layers)), "rfp")


def problems_of(folder: Path, above: str | None = None, below: str = BELOW) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        outline_of(folder, above, below)
    return caught.value.problems


def test_an_outline_names_the_document_and_nests_its_parts(tmp_path: Path) -> None:
    outline = outline_of(tmp_path)
    assert (outline.name, outline.section_word, outline.attachment_word) == (
        "Request",
        "Section",
        "Attachment",
    )
    assert outline.ids == ("cover", "one", "two", "two-a", "two-b", "deep", "two-c", "three", "form")
    assert outline.places["body"][1] == Part(
        "two", (Part("two-a"), Part("two-b", (Part("deep"),)), Part("two-c"))
    )


def test_an_outline_may_mark_every_page_and_a_folder_may_change_the_mark(tmp_path: Path) -> None:
    kept = BELOW + "mark: Not for publication\n"
    assert outline_of(tmp_path).mark == ""
    assert outline_of(tmp_path, "remove: [two]\n", kept).mark == "Not for publication"
    assert outline_of(tmp_path, "mark: Internal\n", kept).mark == "Internal"


@pytest.mark.parametrize(
    ("above", "ids"),
    [
        ("remove: [two-b]", "cover one two two-a two-c three form"),
        ("remove: [two, form]", "cover one three"),
        ("insert: [{id: new, after: two-a}]", "cover one two two-a new two-b deep two-c three form"),
        ("insert: [{id: new, after: two}]", "cover one two two-a two-b deep two-c new three form"),
        ("insert: [{id: new, after: form}, {id: last, after: new}]",
         "cover one two two-a two-b deep two-c three form new last"),
        ("move: [{id: two-b, after: one}]", "cover one two-b deep two two-a two-c three form"),
        ("move: [{id: three, after: cover}]", "cover three one two two-a two-b deep two-c form"),
        ("insert: [{id: new, before: two}]", "cover one new two two-a two-b deep two-c three form"),
        ("insert: [{id: new, before: deep}]", "cover one two two-a two-b new deep two-c three form"),
        ("insert: [{id: new, first: two}]", "cover one two new two-a two-b deep two-c three form"),
        ("insert: [{id: new, last: two}]", "cover one two two-a two-b deep two-c new three form"),
        ("insert: [{id: new, first: body}]", "cover new one two two-a two-b deep two-c three form"),
        ("insert: [{id: new, last: front}]", "cover new one two two-a two-b deep two-c three form"),
        ("move: [{id: three, first: two}]", "cover one two three two-a two-b deep two-c form"),
        ("replace: [{id: two, by: new}]", "cover one new two-a two-b deep two-c three form"),
        (
            "remove: [one]\ninsert: [{id: one, after: three}]",
            "cover two two-a two-b deep two-c three one form",
        ),
    ],
)  # fmt: skip
def test_a_folder_changes_the_outline_below_it_by_id(tmp_path: Path, above: str, ids: str) -> None:
    assert outline_of(tmp_path, above).ids == tuple(ids.split())


def test_a_folder_changes_what_parts_are_called(tmp_path: Path) -> None:
    outline = outline_of(tmp_path, "section_word: Part\n")
    assert (outline.name, outline.section_word, outline.attachment_word) == ("Request", "Part", "Attachment")


def test_a_folder_may_hold_a_whole_outline_of_its_own(tmp_path: Path) -> None:
    outline = outline_of(tmp_path, "name: Short\nsection_word: S\nattachment_word: A\nbody: [one]\n")
    assert (outline.name, outline.ids) == ("Short", ("one",))


FAULTS = {
    "a part to remove that is not there": (
        "remove: [tow]", "TPL-26", "The outline has no part “tow”.", "Did you mean two?"),
    "a part to stand after that is not there": (
        "insert:\n  - {id: new, after: thee}",
        "TPL-26", "The outline has no part “thee”.", "Did you mean three?"),
    "a part to move that is not there": (
        "move: [{id: tree, after: one}]", "TPL-26", "The outline has no part “tree”.", "Did you mean three?"),
    "a part that is moved behind itself": (
        "move: [{id: two, after: two-a}]", "TPL-26", "The outline has no part “two-a”.",
        "It may be one of: cover, form, one, three."),
    "a part that is there already": (
        "insert: [{id: three, after: one}]", "TPL-27", "“three” stands twice in the outline.",
        "Keep one of the two places."),
    "a change without its place": (
        "insert: [new]", "TPL-25", "This change needs an id and one of after, before, first and last.",
        "Write insert: [{id: local-preference, after: criteria}]."),
    "a list that is none": ("remove: two", "TPL-25", "“remove” is a list.", "Write remove: [ … ]."),
    "a mark that is no text": (
        "mark: [Internal]", "TPL-25", "“mark” is one line of text.",
        "Write mark: Not for publication, or leave the key out."),
    "an unknown change": (
        "delete: [two]", "TPL-25", "An outline cannot be changed by “delete”.",
        "It may be one of: insert, move, remove, replace."),
    "two places at once": (
        "insert: [{id: new, after: one, before: three}]", "TPL-25",
        "This change needs an id and one of after, before, first and last.",
        "Write insert: [{id: local-preference, after: criteria}]."),
    "the first of a part that is not there": (
        "insert: [{id: new, first: bodi}]",
        "TPL-26", "The outline has no part “bodi”.", "Did you mean body?"),
    "a place where a part is asked for": (
        "insert: [{id: new, before: body}]", "TPL-26", "The outline has no part “body”.",
        "It may be one of: cover, deep, form, one, three, two, two-a, two-b, two-c."),
    "a part to replace that is not there": (
        "replace: [{id: tow, by: new}]", "TPL-26", "The outline has no part “tow”.", "Did you mean two?"),
    "a replacement that does not say by what": (
        "replace: [two]", "TPL-25", "This change needs an id and by.",
        "Write replace: [{id: interviews, by: our-interviews}]."),
    "a replacement that stands elsewhere already": (
        "replace: [{id: two, by: three}]", "TPL-27", "“three” stands twice in the outline.",
        "Keep one of the two places."),
}  # fmt: skip


@pytest.mark.parametrize(("above", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_change_that_cannot_be_made(tmp_path: Path, above: str, code: str, message: str, hint: str) -> None:
    (problem,) = problems_of(tmp_path, above + "\n")
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert spot(problem).startswith("district/rfp/outline.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "line"),
    [
        ("name: Request\n", "", "TPL-25", "“name” is missing from the outline.", 1),
        ("front:", "fornt:", "TPL-25", "Outlines have no key “fornt”.", 4),
        ("[cover]", "cover", "TPL-25", "Parts are given as a list of ids.", 4),
        ("- one\n", "- {one: [a], two: [b]}\n", "TPL-25", "This is not a part.", 6),
        ("- three\n", "- one\n", "TPL-27", "“one” stands twice in the outline.", 1),
    ],
)
def test_a_whole_outline_that_cannot_be_read(
    tmp_path: Path, old: str, new: str, code: str, message: str, line: int
) -> None:
    (problem,) = problems_of(tmp_path, below=BELOW.replace(old, new))
    assert (problem.code, problem.message) == (code, message)
    assert spot(problem) == f"pack/rfp/outline.yaml:{line}"


def test_every_fault_of_an_outline_is_told_at_once(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "remove: [tow]\nmove: [x]\nfoo: 1\n")
    assert [problem.code for problem in problems] == ["TPL-25", "TPL-26", "TPL-25"]


@pytest.mark.parametrize(
    ("above", "id_", "place"),
    [
        (None, "deep", "pack/rfp/outline.yaml:7"),
        (None, "form", "pack/rfp/outline.yaml:9"),
        ("insert:\n  - {id: four, after: one}\n", "four", "district/rfp/outline.yaml:2"),
        ("move:\n  - {id: one, after: three}\n", "one", "pack/rfp/outline.yaml:6"),
    ],
)
def test_a_part_knows_the_line_that_names_it(tmp_path: Path, above: str | None, id_: str, place: str) -> None:
    (part,) = (part for part in outline_of(tmp_path, above).parts if part.id == id_)
    assert part.place is not None
    assert f"{part.place.file}:{part.place.line}" == place
