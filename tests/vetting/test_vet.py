"""Everything that `pack check` finds, each in a pack that has nothing else wrong; and sound packs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letterheads import letterhead_file
from obcgen.pack import builtin, open_pack
from obcgen.pack.starter import starter
from obcgen.problems import ObcgenError, Problem
from obcgen.vetting.examples import examples
from obcgen.vetting.vet import vet
from packs import clause, spot, written

pytestmark = pytest.mark.usefixtures("compiled")

MANIFEST = "name: x\nversion: 1\n"
GUIDE = builtin().text("new/pack/README.md")
FENCES = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
EXAMPLES = {path.stem: path for path in examples()}
INSERT = "insert: [{id: ours, after: scoring}]\n"


def ours(body: str) -> dict[str, str]:
    """Return a clause of one's own in the RFP; its body begins on line 6."""
    return {"rfp/outline.yaml": INSERT, "rfp/ours.md": clause("ours", f"{body}\n")}


def found_in(folder: Path, files: dict[str, str], *examples_used: str) -> tuple[Problem, ...]:
    pack = open_pack(str(written(folder / "our", {"pack.yaml": MANIFEST, **files})))
    return vet(pack, [EXAMPLES[name] for name in examples_used])


def test_the_examples_come_with_the_program() -> None:
    assert {"denver-literacy", "duval-math", "central-ohio-workforce"} <= set(EXAMPLES)


def test_a_new_pack_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    files = {path: content.decode() for path, content in starter('Our "own" district: #1').items()}
    assert found_in(tmp_path, files, "denver-literacy") == ()


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 201])
def test_a_name_that_no_pack_has(name: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        starter(name)
    assert [problem.code for problem in caught.value.problems] == ["PCK-28"]


def test_every_example_of_the_guide_in_a_new_pack_works(tmp_path: Path) -> None:
    assert len(FENCES) >= 6
    assert found_in(tmp_path, dict(FENCES), "denver-literacy", "duval-math") == ()


@pytest.mark.parametrize(
    ("files", "code", "message", "place"),
    [
        ({"rfp/ours.md": clause("ours", "x\n")},
         "PCK-20", "Nothing uses our/rfp/ours.md.", "our/rfp/ours.md:1"),
        ({"fonts/x.ttf": "x"}, "PCK-20", "Nothing uses our/fonts/x.ttf.", "our/fonts/x.ttf:1"),
        ({"pack.yaml": MANIFEST + "variants: {scorring: x}\n"},
         "PCK-21", "No document has a clause “scorring”.", "our/pack.yaml:3"),
        ({"shared/labels.yaml": "date:\n  proposal_due: x\n"},
         "PCK-26", "No document prints words for “date.proposal_due”.", "our/shared/labels.yaml:2"),
        ({"shared/labels.yaml": "dates: {x: y}\n"},
         "PCK-26", "No document prints words for “dates”.", "our/shared/labels.yaml:1"),
        ({"shared/labels.yaml": "heading: {scorring: Points}\n"},
         "PCK-26", "No document prints words for “heading.scorring”.", "our/shared/labels.yaml:1"),
        ({"shared/style.yaml": "colors: {accent: 66717C}\n"},
         "LOOK-04", "The color “accent” is hard to read on “band”.", "our/shared/style.yaml:1"),
        ({"shared/style.yaml": "fonts: {files: [ours.ttf]}\n"},
         "LOOK-06", "The font file “ours.ttf” is not there.", "our/shared/style.yaml:1"),
        (ours("x{% if 0 %}{{ distrct }}{% endif %}"),
         "TPL-02", "Templates have no name “distrct”.", "our/rfp/ours.md:6"),
        (ours("x{% if 0 %}{{ fact.fedral }}{% endif %}"),
         "TPL-20", "There is no fact “fedral”.", "our/rfp/ours.md:6"),
        (ours("x{% if 0 %}{{ labels.dte.x }}{% endif %}"),
         "TPL-20", "There are no words for “dte”.", "our/rfp/ours.md:6"),
        ({**ours(""), "rfp/ours.md": clause("ours", "x\n").replace("title:", "when: fedral\ntitle:")},
         "TPL-20", "There is no fact “fedral”.", "our/rfp/ours.md:3"),
        ({"rfp/outline.yaml": "remove: [interveiws]\n"},
         "TPL-26", "The outline has no part “interveiws”.", "our/rfp/outline.yaml:1"),
        ({"shared/thresholds.yaml": "micro_purchase: {amounts: [{amount: lots}]}\n"},
         "TPL-30", "The amounts of “micro_purchase” cannot be read.", "our/shared/thresholds.yaml:1"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_idle_is_told_at_its_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    code: str,
    message: str,
    place: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "our", {"pack.yaml": MANIFEST, **files})
    found = {(each.code, each.message, spot(each)) for each in vet(open_pack("our"), [])}
    assert found == {(code, message, place)}


@pytest.mark.parametrize("folder", ["amendment", "estimate", "statement"])
def test_a_document_that_is_made_of_more_than_a_spec_has_its_own_names(folder: str, tmp_path: Path) -> None:
    shipped = (builtin().layers[0].folder / folder / "cover.md").read_text(encoding="utf-8")
    found = found_in(tmp_path, {f"{folder}/cover.md": shipped + "\n{{ distrct.name }}\n"})
    assert [each.found for each in found if each.code == "TPL-02"] == ["distrct"]


def test_a_default_with_a_slip_is_told_once_for_all_deals(tmp_path: Path) -> None:
    files = {"pack.yaml": MANIFEST + "defaults:\n  district: {naem: X}\n"}
    (problem,) = found_in(tmp_path, files, "denver-literacy", "duval-math", "central-ohio-workforce")
    assert (problem.code, problem.found) == ("SRC-16", "naem")


def test_a_fault_that_only_an_example_brings_out(tmp_path: Path) -> None:
    body = "{% if agreement %}{{ agreement.nmber }}{% endif %}x\n"
    files = {"contract/outline.yaml": "insert: [{id: ours, after: parties}]\n",
             "contract/ours.md": clause("ours", body)}  # fmt: skip
    assert found_in(tmp_path, files) == ()
    (problem,) = found_in(tmp_path, files, "denver-literacy")
    assert problem.code == "TPL-02"
    assert spot(problem).endswith("our/contract/ours.md:6")


def test_a_default_that_no_spec_may_have_is_told_in_the_pack(tmp_path: Path) -> None:
    problems = found_in(tmp_path, {"pack.yaml": MANIFEST + "defaults: {district: {moto: x}}\n"}, "duval-math")
    assert {spot(problem).endswith("our/pack.yaml:3") for problem in problems} == {True}


def test_a_macro_that_changes_what_a_locked_clause_prints(tmp_path: Path) -> None:
    aside = '<aside data-kind="{{ kind }}" data-title="{{ title }}"><p>Nothing.</p></aside>'
    macro = f"{{% macro callout(kind, title, text) %}}{aside}{{% endmacro %}}\n"
    problems = found_in(tmp_path, {"shared/macros.html": macro}, "denver-literacy")
    assert {problem.code for problem in problems} == {"PCK-27"}
    assert "The locked clause ferpa-terms prints otherwise" in problems[0].message
    assert spot(problems[0]).endswith("our/shared/macros.html:1")


def test_a_word_in_a_clause_that_is_not_locked_may_change(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"shared/labels.yaml": "date: {issue: Out}\n"}, "denver-literacy") == ()


def test_what_a_word_file_brings_and_documents_cannot_carry(tmp_path: Path) -> None:
    folder = written(tmp_path / "our", {"pack.yaml": MANIFEST, "shared/style.yaml": "\nword: our.docx\n"})
    (folder / "shared" / "our.docx").write_bytes(letterhead_file("<w:altChunk/>"))
    problems = [problem for problem in vet(open_pack(str(folder)), []) if problem.code == "PCK-30"]
    assert {problem.severity for problem in problems} == {"warning"}
    assert {spot(problem).endswith("our/shared/style.yaml:2") for problem in problems} == {True}
    assert problems[-1].message == "Of the Word file this is not carried over: <w:altChunk> in its header."


@pytest.mark.parametrize(
    ("code", "tried"), [("RUN-01", 3), ("RUN-02", 3), ("RUN-03", 3), ("TPL-07", 3), ("TPL-06", 9)]
)
def test_after_work_without_end_no_further_example_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, tried: int
) -> None:
    asked = []

    def stopped(*arguments: object) -> None:
        asked.append(arguments)
        raise ObcgenError(Problem(code, "Stopped."))

    monkeypatch.setattr("obcgen.vetting.vet.document", stopped)
    monkeypatch.setattr("obcgen.vetting.vet._without", lambda *_: ())
    found = found_in(tmp_path, {}, "denver-literacy", "duval-math", "central-ohio-workforce")
    assert {problem.code for problem in found} == {code}
    assert len(asked) == tried


def test_a_text_that_is_one_word_without_end_is_looked_through_all_the_same(tmp_path: Path) -> None:
    files = {"notes/long.yaml": "a: " + "x" * 900_000 + "\n", "shared/style.yaml": "word: 'fonts/a.docx'\n"}
    assert {problem.code for problem in found_in(tmp_path, files)} == {"LOOK-13"}
