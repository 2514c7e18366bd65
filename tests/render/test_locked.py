"""Words that law fixes: a pack adds to a locked clause, and neither changes nor removes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deals import deal
from obcgen.account.schedule import schedule
from obcgen.pack import Layer, Pack
from obcgen.problems import ObcgenError, Problem
from obcgen.render.context import context
from obcgen.render.render import render
from packs import AGREEMENT, alone, spot, written

OUTLINE = "name: A\nsection_word: S\nattachment_word: E\nbody: [{terms: [law, other]}, plain]\n"
FILES = {
    "contract/outline.yaml": OUTLINE,
    "contract/terms.md": "---\nid: terms\ntitle: Terms\ndocuments: [contract]\n---\n",
    "contract/law.md": "---\nid: law\ntitle: Law\ndocuments: [contract]\nlocked: true\n---\nThe law says.\n",
    "contract/other.md": "---\nid: other\ntitle: Other\ndocuments: [contract]\n---\nOther.\n",
    "contract/plain.md": "---\nid: plain\ntitle: Plain\ndocuments: [contract]\n---\nPlain.\n",
}
DATA = {
    f"shared/{path.name}": path.read_text(encoding="utf-8")
    for path in (Path(__file__).parent.parent.parent / "templates" / "shared").iterdir()
    if path.suffix in {".yaml", ".html"} and path.name != "style.yaml"
}
"""Words, amounts and macros of the program, without its fonts, and its clauses: some are locked."""
ADDED = "---\nid: added\ntitle: Added\ndocuments: [contract]\n---\nMore.\n"


def html_of(folder: Path, files: dict[str, str], *more: dict[str, str]) -> str:
    """Return the contract of folders of files, each over the one before, over the clauses above."""
    layers = alone(folder / "below", DATA | FILES).layers
    for number, each in enumerate((files, *more)):
        name = f"district{number or ''}"
        layers = (Layer(written(folder / name, each), name), *layers)
    pack = Pack(layers)
    spec = deal(agreement=AGREEMENT)
    return render("contract", context(spec, schedule(spec), pack), pack)


def refusal(folder: Path, files: dict[str, str], *more: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        html_of(folder, files, *more)
    return caught.value.problems


def test_a_clause_is_added_after_a_locked_one(tmp_path: Path) -> None:
    files = {"contract/outline.yaml": "insert: [{id: added, after: law}]\n", "contract/added.md": ADDED}
    html = html_of(tmp_path, files)
    assert html.index("The law says") < html.index("More.")


def test_a_locked_clause_may_be_moved(tmp_path: Path) -> None:
    html = html_of(tmp_path, {"contract/outline.yaml": "move: [{id: law, after: plain}]\n"})
    assert html.index("Plain.") < html.index("The law says")


@pytest.mark.parametrize("path", ["contract/law.md", "shared/law.md"])
def test_a_locked_clause_is_not_changed(tmp_path: Path, path: str) -> None:
    (problem,) = refusal(tmp_path, {path: FILES["contract/law.md"].replace("law says", "district says")})
    assert (problem.code, spot(problem)) == ("TPL-42", f"district/{path}:1")
    assert problem.message == "The clause law is locked: it may be added to, but not changed."
    assert problem.hint.startswith(
        "Put a clause of your own after it: insert: [{id: our-clause, after: law}]"
    )


@pytest.mark.parametrize(
    ("outline", "line"),
    [
        ("# ours\nremove: [law]\n", 2),
        ("remove:\n  - plain\n  - law\n", 3),
        ("replace: [{id: law, by: other}]\nremove: [other]\n", 1),
        ("remove: [terms]\n", 1),
        ("name: A\nsection_word: S\nattachment_word: E\nbody: [plain]\n", 1),
    ],
)
def test_a_locked_clause_is_not_removed(tmp_path: Path, outline: str, line: int) -> None:
    problems = refusal(tmp_path, {"contract/outline.yaml": outline, "contract/added.md": ADDED})
    (problem,) = [each for each in problems if each.code == "TPL-42"]
    assert problem.message == "The clause law is locked: it may be added to, but not removed."
    assert spot(problem) == f"district/contract/outline.yaml:{line}"


def test_a_locked_clause_keeps_its_heading_and_another_may_have_a_new_one(tmp_path: Path) -> None:
    words = {"shared/labels.yaml": "heading:\n  plain: Simple\n  law: A friendly word\n"}
    (problem,) = refusal(tmp_path, words)
    assert problem.message == "The clause law is locked: it may be added to, but not renamed."
    assert (problem.code, spot(problem)) == ("TPL-42", "district/shared/labels.yaml:3")
    assert "Simple" in html_of(tmp_path / "plain", {"shared/labels.yaml": "heading:\n  plain: Simple\n"})


def test_it_is_told_once_in_the_folder_that_does_it(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, {"contract/outline.yaml": "remove: [law]\n"}, {"shared/x.md": ADDED})
    assert spot(problem) == "district/contract/outline.yaml:1"


def test_a_state_s_pack_locks_a_clause_of_its_own(tmp_path: Path) -> None:
    locked = ADDED.replace("---\nMore", "locked: true\n---\nMore")
    state = {"contract/outline.yaml": "insert: [{id: added, after: law}]\n", "contract/added.md": locked}
    (problem,) = refusal(tmp_path, state, {"contract/added.md": ADDED})
    assert spot(problem) == "district1/contract/added.md:1"


def test_a_part_that_is_left_out_does_not_take_a_locked_clause_with_it(tmp_path: Path) -> None:
    terms = FILES["contract/terms.md"].replace("title:", "when: {not: draft}\ntitle:")
    (problem,) = refusal(tmp_path, {"contract/terms.md": terms})
    assert problem.code == "TPL-43"
    assert problem.message == "The clause law is locked, and stands inside terms, which is left out."
