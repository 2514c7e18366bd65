"""`pack.yaml`: what a pack says of itself, and what lies under the spec of every deal of its district."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.pack import open_pack
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.source import read
from obcgen.source.nodes import to_plain
from packs import spot, written

HEAD = "name: Cedar County Schools\nversion: 2027.1\n"
DENVER = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
PINNED = 'pack: {name: colorado, version: "2026.1"}'


def manifest_problems(folder: Path, text: str) -> tuple[Problem, ...]:
    written(folder / "pack", {"pack.yaml": text})
    with pytest.raises(ObcgenError) as caught:
        open_pack(str(folder / "pack"))
    return caught.value.problems


def with_pack(folder: Path, manifest: str, spec: str = "pack: our\n") -> Path:
    """Write a pack, and beside it a spec that names it."""
    written(folder / "our", {"pack.yaml": HEAD + manifest})
    (folder / "spec.yaml").write_text(spec, encoding="utf-8")
    return folder / "spec.yaml"


def errors_of(path: Path) -> list[Problem]:
    return [problem for problem in read_and_check(path)[2] if is_error(problem)]


@pytest.mark.parametrize(
    ("text", "code", "message", "line"),
    [
        (HEAD + "colour: red\n", "PCK-09", "A pack has no key “colour”.", 3),
        ("name: x\n", "PCK-10", "pack.yaml does not say the pack's version.", 1),
        ("version: 1\n", "PCK-10", "pack.yaml does not say the pack's name.", 1),
        ("name: [x]\nversion: 1\n", "PCK-10", "“name” is one line of text.", 1),
        (HEAD + "inherits: []\n", "PCK-10", "“inherits” is one line of text.", 3),
        (HEAD + "defaults: x\n", "PCK-10", "“defaults” holds keys and values.", 3),
        (HEAD + "variants: [x]\n", "PCK-10", "“variants” holds keys and values.", 3),
        (HEAD + "variants: {a: [x]}\n", "PCK-10", "The variant of a is one word.", 3),
        (HEAD + "defaults:\n  waive: {GUI-01: we always do}\n", "PCK-10",
         "A pack has no default for “waive”: each spec says it for its own deal.", 4),
        (HEAD + "defaults: {pack: other}\n", "PCK-10",
         "A pack has no default for “pack”: each spec says it for its own deal.", 3),
        (HEAD + "name: again\n", "SRC-08", "“name” is written twice here; the first is on line 1.", 3),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_pack_yaml_is_told_at_its_line(
    tmp_path: Path, text: str, code: str, message: str, line: int
) -> None:
    (problem,) = manifest_problems(tmp_path, text)
    assert (problem.code, problem.message) == (code, message)
    assert spot(problem) == f"{tmp_path}/pack/pack.yaml:{line}"


def test_all_that_is_wrong_comes_at_once_with_the_nearest_key(tmp_path: Path) -> None:
    problems = manifest_problems(tmp_path, "nmae: x\ninherit: y\n")
    assert [problem.code for problem in problems] == ["PCK-09", "PCK-09", "PCK-10", "PCK-10"]
    assert [problem.hint for problem in problems[:2]] == ["Did you mean name?", "Did you mean inherits?"]


def test_defaults_lie_under_the_spec_and_the_spec_goes_over_them(tmp_path: Path) -> None:
    spec = with_pack(
        tmp_path,
        "defaults:\n  district: {name: Cedar County Schools, state: CO}\n",
        "pack: our\ndistrict: {name: Cedar West}\n",
    )
    source = read_and_check(spec)[0]
    assert to_plain(source.root) == {"district": {"name": "Cedar West", "state": "CO"}}


def test_the_order_is_pack_then_file_extended_then_spec_then_set(tmp_path: Path) -> None:
    with_pack(tmp_path, "defaults: {district: {name: pack, state: pack, code: pack, address: pack}}\n")
    (tmp_path / "rfp.yaml").write_text("pack: our\ndistrict: {state: rfp, code: rfp, address: rfp}\n")
    (tmp_path / "spec.yaml").write_text("extends: rfp.yaml\ndistrict: {code: spec, address: spec}\n")
    source = read_and_check(tmp_path / "spec.yaml", settings=["district.address=set"])[0]
    district = to_plain(source.root)
    assert district == {"district": {"name": "pack", "state": "rfp", "code": "spec", "address": "set"}}


def test_a_wrong_default_is_told_in_the_pack(tmp_path: Path) -> None:
    spec = with_pack(
        tmp_path, "defaults:\n  district:\n    state: Cascadia\n", "pack: our\ndistrict: {name: x}\n"
    )
    problem = next(each for each in errors_of(spec) if each.path == ("district", "state"))
    assert spot(problem) == f"{tmp_path}/our/pack.yaml:5"


def test_a_spec_may_remove_what_its_pack_says(tmp_path: Path) -> None:
    spec = with_pack(
        tmp_path,
        "defaults: {district: {name: x, closures: [2027-11-25]}}\n",
        "pack: our\nwithout: [district.closures]\ndistrict: {address: y}\n",
    )
    assert to_plain(read_and_check(spec)[0].root) == {"district": {"name": "x", "address": "y"}}


def test_a_section_that_spec_and_pack_leave_half_empty_is_missing_in_the_spec(tmp_path: Path) -> None:
    spec = with_pack(tmp_path, "defaults: {district: {state: CO}}\n", "pack: our\nobcgen: 1\n")
    problem = next(each for each in errors_of(spec) if each.message == "“district” is missing.")
    assert spot(problem) == f"{spec}:1"


def test_an_optional_section_waits_until_the_spec_has_it_or_the_pack_says_all_of_it(tmp_path: Path) -> None:
    manifest = "defaults:\n  agreement: {governing_law: Colorado}\n  need: {problem: P, goals: [G]}\n"
    spec = with_pack(tmp_path, manifest, "pack: our\nobcgen: 1\n")
    assert to_plain(read_and_check(spec)[0].root) == {"obcgen": "1", "need": {"problem": "P", "goals": ["G"]}}
    spec.write_text("pack: our\nagreement: {number: C-1}\n")
    root = to_plain(read_and_check(spec)[0].root)
    assert isinstance(root, dict)
    assert root["agreement"] == {"governing_law": "Colorado", "number": "C-1"}


def test_a_typo_in_an_optional_section_of_a_pack_is_told_and_does_not_wait(tmp_path: Path) -> None:
    manifest = "defaults:\n  need: {problem: P, goals: [G], gaols: x}\n"
    spec = with_pack(tmp_path, manifest, "pack: our\nobcgen: 1\n")
    problem = next(each for each in errors_of(spec) if "gaols" in each.path)
    assert spot(problem) == f"{tmp_path}/our/pack.yaml:4"


def test_a_complete_spec_needs_nothing_of_its_pack(tmp_path: Path) -> None:
    spec = with_pack(tmp_path, "", DENVER.read_text(encoding="utf-8").replace(PINNED, "pack: our"))
    assert errors_of(spec) == []
    assert to_plain(read_and_check(spec)[0].root) == to_plain(read(DENVER).root)
