"""Outline, clauses and names become one document; everything wrong with them is told at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from deals import deal
from obcgen.account.schedule import schedule
from obcgen.checking import markdown_problems
from obcgen.document.from_html import from_html
from obcgen.pack import Pack, builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.render.context import context
from obcgen.render.render import render
from packs import AGREEMENT, alone, clause, over_builtin, spot

OUTLINE = """\
name: Agreement
section_word: Article
attachment_word: Exhibit
front: [cover, contents]
body:
  - one: [one-a, one-b]
  - two
attachments: [form]
"""
FILES = {
    "contract/outline.yaml": OUTLINE,
    "contract/one.md": clause("one", "", "One"),
    **{f"contract/{name}.md": clause(name, f"Text of {name}.\n", name) for name in
       ("cover", "contents", "one-a", "one-b", "two", "form")},
    "shared/labels.yaml": builtin().text("shared/labels.yaml"),
    "shared/thresholds.yaml": builtin().text("shared/thresholds.yaml"),
}  # fmt: skip


def names_of(pack: Pack, clauses: dict[str, str] | None = None, **changes: Any) -> dict[str, object]:
    spec = deal(agreement=AGREEMENT | {"clauses": clauses or {}}, **changes)
    return context(spec, schedule(spec), pack)


def made(folder: Path, clauses: dict[str, str] | None = None, **files: str) -> str:
    pack = alone(folder, FILES | {path.replace("__", "/") + ".md": text for path, text in files.items()})
    return render("contract", names_of(pack, clauses), pack)


def problems_of(folder: Path, clauses: dict[str, str] | None = None, **files: str) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        made(folder, clauses, **files)
    return caught.value.problems


def sections(html: str) -> list[str]:
    return re.findall(r'<section id="([^"]*)"', html)


def test_the_parts_stand_in_the_order_of_the_outline_and_nest(tmp_path: Path) -> None:
    html = made(tmp_path)
    assert sections(html) == ["cover", "contents", "one", "one-a", "one-b", "two", "form"]
    assert re.findall(r'<section id="([^"]*)" [^>]*data-page="new"', html) == ["contents", "one", "form"]
    assert from_html(html)


def test_a_document_says_what_it_is(tmp_path: Path) -> None:
    opening = made(tmp_path).split("\n")[0]
    for attribute in (
        'data-kind="contract"', 'data-name="Agreement"', 'data-title="Tutoring"', 'data-number="C-1"',
        'data-owner="Example District"', 'data-status="draft"', 'data-section-word="Article"', 'lang="en-US"',
    ):  # fmt: skip
        assert attribute in opening


def test_a_part_whose_condition_does_not_hold_drops_out_with_all_that_is_in_it(tmp_path: Path) -> None:
    text = clause("one", "Text.\n").replace("title:", "when: federal\ntitle:")
    assert sections(made(tmp_path, contract__one=text)) == ["cover", "contents", "two", "form"]


def test_a_part_that_holds_nothing_drops_out(tmp_path: Path) -> None:
    empty: dict[str, Any] = {
        f"contract__one-{letter}": clause(f"one-{letter}", "{% if false %}x{% endif %}\n") for letter in "ab"
    }
    assert sections(made(tmp_path, **empty)) == ["cover", "contents", "two", "form"]


def test_a_title_with_signs_of_html_is_only_text(tmp_path: Path) -> None:
    html = made(tmp_path, contract__two=clause("two", "Text.\n", "'A <b> & \"c\"'"))
    assert "A &lt;b&gt; &amp; &#34;c&#34;" in html
    assert from_html(html)


# --- what the spec chooses ------------------------------------------------------------------------


def test_a_spec_may_leave_out_a_clause(tmp_path: Path) -> None:
    assert "two" not in sections(made(tmp_path, {"two": "false"}))


def test_a_spec_may_choose_a_variant_which_keeps_the_clause_s_id(tmp_path: Path) -> None:
    two = clause("two", "Strict.\n").replace("title:", "variants: {mild: two-mild}\ntitle:")
    html = made(
        tmp_path, {"two": "mild"}, contract__two=two, **{"contract__two-mild": clause("two-mild", "Mild.\n")}
    )
    assert "Mild." in html
    assert "Strict." not in html
    assert "two" in sections(html)
    assert "two-mild" not in sections(html)


def test_what_a_spec_chooses_for_the_contract_does_not_touch_the_rfp(tmp_path: Path) -> None:
    both = {path.replace("contract/", "rfp/"): text for path, text in FILES.items()}
    pack = alone(tmp_path, both | FILES)
    names = names_of(pack, {"two": "false"})
    assert "two" not in sections(render("contract", names, pack))
    assert "two" in sections(render("rfp", names, pack))


@pytest.mark.parametrize(
    ("clauses", "code", "path", "message", "hint"),
    [
        ({"two": "mlid"}, "TPL-28", "two", "The clause two has no variant “mlid”.", "Did you mean mild?"),
        ({"one-a": "mild"}, "TPL-28", "one-a", "The clause one-a has no variant “mild”.",
         "It has no variants; remove this line."),
        ({"tow": "false"}, "TPL-28", "tow", "The contract has no clause tow.", "Did you mean two?"),
        ({"form": "false"}, "TPL-29", "form", "The clause form is locked and cannot be left out.",
         "Remove this line."),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_had(
    tmp_path: Path, clauses: dict[str, str], code: str, path: str, message: str, hint: str
) -> None:
    two = clause("two", "Strict.\n").replace("title:", "variants: {mild: two-mild}\ntitle:")
    form = clause("form", "Form.\n").replace("title:", "locked: true\ntitle:")
    (problem,) = problems_of(tmp_path, clauses, contract__two=two, contract__form=form)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert problem.path == ("agreement", "clauses", path)


# --- faults ---------------------------------------------------------------------------------------


def test_every_fault_of_every_clause_is_told_in_one_run(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path, {"tow": "false"}, contract__cover=clause("cover", "{{ nmae }}\n"),
        contract__two=clause("two", "{% if %}\n"), contract__form="no front\n",
        **{"contract__one-a": clause("one-a", "x\n").replace(", contract]", "]")},
    )  # fmt: skip
    assert [(problem.code, spot(problem)) for problem in problems] == [
        ("TPL-02", "pack/contract/cover.md:6"), ("TPL-32", "pack/contract/one-a.md:4"),
        ("TPL-01", "pack/contract/two.md:6"), ("PCK-07", "pack/contract/form.md:1"), ("TPL-28", ""),
    ]  # fmt: skip


def test_a_part_without_a_clause_is_told(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"contract/outline.yaml": "insert: [{id: nowhere, after: cover}]\n"})
    with pytest.raises(ObcgenError) as caught:
        render("contract", names_of(pack), pack)
    assert "There is no clause “nowhere”: neither contract/nowhere.md nor shared/nowhere.md." in {
        problem.message for problem in caught.value.problems
    }


def test_the_same_spec_makes_the_same_text_and_no_word_that_stood_for_a_value_is_left(tmp_path: Path) -> None:
    body = "{% for line in rates %}{{ line.sentence }}{% endfor %} {{ schedule.maximum }}\n"
    first, second = (made(tmp_path, contract__two=clause("two", body)) for _ in range(2))
    assert first == second
    assert "The District shall pay $500 for each Participant" in first
    assert not re.search(r"v[0-9a-f]{16,}x[0-9]+z", first)
    assert "\x02" not in first


def test_a_picture_or_an_unsafe_link_in_a_spec_is_told_at_its_text() -> None:
    spec = deal(
        program={"service": "See ![x](y)."},
        need={"problem": "[x](javascript:y)", "goals": ["A goal."]},
        outcomes={"reading": {"definition": "9. nine"}},
    )
    assert [(problem.code, problem.path) for problem in markdown_problems(spec)] == [
        ("TPL-10", ("need", "problem")),
        ("TPL-09", ("program", "service")),
        ("TPL-11", ("outcomes", "reading", "definition")),
    ]


def test_every_kind_of_problem_of_templates_and_packs_is_shown_by_a_test() -> None:
    root = Path(__file__).parent.parent
    package = root.parent / "generator" / "obcgen"
    modules = (
        path for room in ("render", "library", "pack", "vetting") for path in package.glob(f"{room}/*.py")
    )
    sources = "".join(path.read_text(encoding="utf-8") for path in modules)
    tests = "".join(path.read_text(encoding="utf-8") for path in root.rglob("test_*.py"))
    kinds = set(re.findall(r'Kind\("((?:TPL|PCK)-[0-9]+)"', sources))
    assert len(kinds) > 25
    assert {kind for kind in kinds if f'"{kind}"' not in tests} == set()


def with_variant(folder: Path, chosen: str, clauses: dict[str, str] | None = None) -> str:
    """Return a contract whose pack chooses a variant of the clause two."""
    manifest = f"name: x\nversion: 1\nvariants: {{two: {chosen}}}\n"
    two = clause("two", "Strict.\n").replace("title:", "variants: {mild: two-mild, hard: two-hard}\ntitle:")
    more = {f"contract/two-{name}.md": clause(f"two-{name}", f"Very {name}.\n") for name in ("mild", "hard")}
    pack = alone(folder, FILES | {"pack.yaml": manifest, "contract/two.md": two} | more)
    return render("contract", names_of(pack, clauses), pack)


def test_a_pack_chooses_a_variant_and_the_spec_of_a_deal_another(tmp_path: Path) -> None:
    assert "Very mild." in with_variant(tmp_path, "mild")
    html = with_variant(tmp_path, "mild", {"two": "hard"})
    assert "Very hard." in html
    assert "Very mild." not in html


def test_a_variant_that_a_pack_cannot_choose_is_told_in_its_pack_yaml(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError) as caught:
        with_variant(tmp_path, "mlid")
    (problem,) = caught.value.problems
    assert (problem.code, spot(problem), problem.hint) == ("TPL-28", "pack/pack.yaml:3", "Did you mean mild?")


def test_a_pack_says_a_heading_in_its_own_words_and_keeps_the_clause(tmp_path: Path) -> None:
    words = FILES["shared/labels.yaml"] + 'heading:\n  two: Terms & "more"\n'
    pack = alone(tmp_path, FILES | {"shared/labels.yaml": words})
    html = render("contract", names_of(pack), pack)
    assert 'id="two" data-kind="body" data-title="Terms &amp; &#34;more&#34;"' in html
    assert 'data-title="one-a"' in html


def test_headings_that_are_no_words_are_told_at_their_line(tmp_path: Path) -> None:
    words = FILES["shared/labels.yaml"] + "heading: [two]\n"
    with pytest.raises(ObcgenError) as caught:
        names_of(alone(tmp_path, FILES | {"shared/labels.yaml": words}))
    assert [problem.code for problem in caught.value.problems] == ["TPL-31"]
