"""STA-01: the pack of the spec's state is named where the documents are made without that state's terms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.law.in_force import law_on
from obcgen.law.state import state_law
from obcgen.pack import builtin, open_pack
from obcgen.pack.builtin import shipped
from obcgen.problems import Problem
from packs import written
from rule_pages import DENVER, SPECS, laid_over

ROOT = Path(__file__).parent.parent.parent
STATE_YAML = "state: {{code: {code}, name: Own, entered: 2027-01-01}}\n"


def told(path: Path, pack: str = "") -> Problem | None:
    found = read_and_check(path, pack=open_pack(pack) if pack else None)[2]
    return next((problem for problem in found if problem.code == "STA-01"), None)


def own_pack(folder: Path, **files: str) -> str:
    manifest = 'name: Ours\nversion: "1"\n' + files.pop("inherits", "")
    written(folder, {"pack.yaml": manifest, **{f"shared/{name}.yaml": text for name, text in files.items()}})
    return str(folder)


def test_the_remedy_is_a_line_that_answers_it(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text((ROOT / "tests" / "specs" / "minimal-rfp.yaml").read_text(encoding="utf-8"))
    problem = told(spec)
    assert problem is not None
    assert problem.hint == f"Add this line to the spec: {problem.expected}"
    spec.write_text(f"{spec.read_text()}\n{problem.expected}\n")
    assert told(spec) is None


def test_the_state_s_pack_is_quiet_and_another_s_is_told() -> None:
    assert told(SPECS / DENVER, "colorado") is None
    problem = told(SPECS / DENVER, "ohio")
    assert problem is not None
    assert problem.found == "the pack templates/packs/ohio"
    assert problem.expected == "pack: colorado"
    assert "pack.yaml" not in problem.hint


def test_a_pack_that_inherits_it_is_quiet(tmp_path: Path) -> None:
    assert told(SPECS / DENVER, "front-range-example") is None
    assert told(SPECS / DENVER, own_pack(tmp_path, inherits="inherits: colorado\n")) is None


@pytest.mark.parametrize(("code", "fires"), [("CO", False), ("OH", True)])
def test_a_district_s_own_account_of_its_state_s_law_counts(tmp_path: Path, code: str, fires: bool) -> None:
    pack = own_pack(tmp_path, state=STATE_YAML.format(code=code))
    assert (told(SPECS / DENVER, pack) is not None) is fires


def test_a_district_s_pack_without_state_law_is_told_which_to_inherit(tmp_path: Path) -> None:
    problem = told(SPECS / DENVER, own_pack(tmp_path))
    assert problem is not None
    assert problem.hint.endswith("inherits: colorado")


@pytest.mark.parametrize(("state", "fires"), [("WY", False), ("TN", True)])
def test_a_state_without_a_pack_is_quiet(tmp_path: Path, state: str, fires: bool) -> None:
    path = laid_over(tmp_path, f"district: {{state: {state}}}")
    assert (told(path, str(own_pack(tmp_path / "own"))) is not None) is fires


def test_the_list_of_states_is_that_of_the_packs() -> None:
    own = [name for name, layer in shipped().items() if layer.file("shared/state.yaml")]
    laws = {name: state_law(open_pack(name)) for name in own}
    found = {law.code: name for name, law in laws.items() if law}
    assert found == dict(law_on(builtin(), date(2027, 3, 1)).shipped)


STEPS = "verification: {{dispute: {{steps: [{step}]}}}}\n{chosen}"
ADVISORY = "agreement: {clauses: {independent-verifier: advisory}}"


LEFT_OUT = "agreement: {clauses: {independent-verifier: false}}"
FINALLY, REPORTS = "a verifier decides finally", "a verifier reports to both parties"


@pytest.mark.parametrize(
    ("step", "chosen", "pack", "expected"),
    [
        (FINALLY, ADVISORY, "", REPORTS),
        ("a verifier decides in 5 days", "", "colorado", f"{REPORTS} in 5 days"),
        (FINALLY, "", "florida", ""),
        (FINALLY, "", "", ""),
        (REPORTS, ADVISORY, "", ""),
        ("the superintendent decides", ADVISORY, "colorado", ""),
        (FINALLY, LEFT_OUT, "colorado", ""),
    ],
)
def test_a_step_lets_no_verifier_decide_whose_finding_is_advice(
    tmp_path: Path, step: str, chosen: str, pack: str, expected: str
) -> None:
    path = laid_over(tmp_path, STEPS.format(step=step, chosen=chosen))
    found = read_and_check(path, pack=open_pack(pack) if pack else builtin())[2]
    assert [each.expected for each in found if each.code == "STA-02"] == ([expected] if expected else [])
