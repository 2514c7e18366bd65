"""A section that cannot be read hides no fault of another, and never makes a rule fall over."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.policy.rule import DocumentKind
from obcgen.reading import reading
from obcgen.spec import Spec

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
SECTIONS = [
    pytest.param(path, section, id=f"{path.stem}-{section}")
    for path in SPECS
    for section in Spec.model_fields
    if section != "waive" and f"\n{section}:" in path.read_text(encoding="utf-8")
]
KINDS: tuple[DocumentKind | None, ...] = (None, "rfp", "contract")


def without_section(text: str, section: str, instead: str) -> str:
    """Return a spec in which one section is replaced by a line."""
    kept, skipping = [], False
    for line in text.splitlines():
        if line[:1].strip() and not line.startswith("#"):
            skipping = line.startswith(f"{section}:")
            if skipping:
                kept.append(instead)
        if not skipping:
            kept.append(line)
    return "\n".join(kept) + "\n"


@cache
def told_of(path: Path, kind: DocumentKind | None) -> frozenset[str]:
    """Return what is told of a spec as it stands."""
    return frozenset(problem.message for problem in read_and_check(path, kind)[2])


@pytest.mark.parametrize(("path", "section"), SECTIONS)
def test_a_section_of_nonsense_is_reported_once_and_stops_nothing(
    path: Path, section: str, tmp_path: Path
) -> None:
    spec = tmp_path / "spec.yaml"
    text = path.read_text(encoding="utf-8")
    spec.write_text(without_section(text, section, f"{section}: nonsense"), encoding="utf-8")
    found = reading(spec)
    for kind in KINDS:
        usual = told_of(path, kind)
        problems = tuple(
            each
            for each in read_and_check(found, kind)[2]
            if each.severity in {"error", "warning"} and each.message not in usual
        )
        of_section = [problem for problem in problems if problem.path[:1] == (section,)]
        assert of_section, kind
        assert len(problems) <= 3, (kind, [problem.message for problem in problems])


@pytest.mark.parametrize("section", ["population", "outcomes", "funding", "payment", "program", "district"])
def test_a_missing_section_does_not_set_off_ten_more(section: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    text = SPECS[1].read_text(encoding="utf-8")
    spec.write_text(without_section(text, section, ""), encoding="utf-8")
    _, _, problems = read_and_check(spec)
    assert [problem.message for problem in problems if problem.severity == "error"]
    problems = tuple(each for each in problems if each.message not in told_of(SPECS[1], None))
    assert len(problems) <= 5, [problem.message for problem in problems]


def test_faults_of_shape_and_of_guidance_are_told_in_one_run(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    text = SPECS[1].read_text(encoding="utf-8")
    text = text.replace("locked: 2027-09-24", "locked: 09/24/2027").replace("target: 42%", "target: 20%")
    spec.write_text(text, encoding="utf-8")
    _, _, problems = read_and_check(spec)
    assert {"SPC-10", "GUI-04"} <= {problem.code for problem in problems}
