"""Law is dated data: chosen by the document's day, made stricter or confirmed by a pack, never looser."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.law.in_force import law_on
from obcgen.money import Money, Share
from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Problem
from packs import over_builtin
from rule_pages import laid_over

DAY = date(2027, 3, 1)
LOWER = """\
simplified_acquisition:
  amounts:
    - {amount: $100000, effective: 2020-01-01, source: board policy}
"""


def refused(folder: Path, file: str, text: str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        law_on(over_builtin(folder, {file: text}), DAY)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.hint
    return problem


def test_all_twelve_paragraphs_of_appendix_ii_are_there_with_source_and_status() -> None:
    clauses = law_on(builtin(), DAY).clauses
    assert "".join(clause.letter for clause in clauses) == "ABCDEFGHIJKL"
    assert all("Appendix II" in clause.source for clause in clauses)
    assert {clause.letter for clause in clauses if clause.status == "confirm"} == set("EFGHIJKL")


def test_each_amount_that_a_clause_names_exists() -> None:
    law = law_on(builtin(), DAY)
    assert {clause.above for clause in law.clauses if clause.above} <= set(law.amounts)


@pytest.mark.parametrize(("day", "letters"), [("2025-09-30", "ABHJK"), ("2025-10-01", "BHJK")])
def test_the_day_of_the_document_decides(day: str, letters: str) -> None:
    law = law_on(builtin(), date.fromisoformat(day))
    limit = Money.parse("$300,000")
    found = [clause.letter for clause in law.clauses if not clause.above or law.above(clause.above, limit)]
    assert set(letters) <= set(found)
    assert ("A" in found) == ("A" in letters)


def test_a_pack_makes_an_amount_stricter(tmp_path: Path) -> None:
    law = law_on(over_builtin(tmp_path, {"shared/thresholds.yaml": LOWER}), DAY)
    assert law.amounts["simplified_acquisition"].amount == Money.parse("$100,000")
    assert law.amounts["micro_purchase"].amount == Money.parse("$15,000")


def test_a_pack_cannot_raise_an_amount_that_is_in_force(tmp_path: Path) -> None:
    problem = refused(tmp_path, "shared/thresholds.yaml", LOWER.replace("$100000", "$900000"))
    assert problem.code == "TPL-40"
    assert "$350,000" in problem.message


def test_a_pack_may_bring_an_amount_up_to_date(tmp_path: Path) -> None:
    text = LOWER.replace("$100000", "$400000").replace("2020-01-01", "2026-10-01")
    law = law_on(over_builtin(tmp_path, {"shared/thresholds.yaml": text}), DAY)
    assert law.amounts["simplified_acquisition"].amount == Money.parse("$400,000")


@pytest.mark.parametrize(
    "text",
    ["clauses: {A: {status: maybe}}\n", "clauses: {Z: {title: x}}\n", "clauses: {A: {buys: hats}}\n"],
)
def test_law_that_cannot_be_read_is_told_at_its_place(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, "shared/law.yaml", text).code == "TPL-41"


@pytest.mark.parametrize("text", ["clauses: none\n", "accessibility: {larger: {date: soon}}\n"])
def test_law_of_the_wrong_shape_is_told(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, "shared/law.yaml", text).code == "TPL-41"


def test_guidance_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    text = "largest_gain: {share: much}\n"
    assert refused(tmp_path, "shared/guidance.yaml", text).code == "TPL-41"


def test_a_pack_states_only_the_figure_that_differs(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"shared/guidance.yaml": "largest_gain: {share: 10%}\n"})
    guide = law_on(pack, DAY).guide
    assert guide.largest_gain == Share(Fraction(10, 100))
    assert guide.weakest_share == Share(Fraction(5, 100))


def test_counsel_confirms_clauses_and_amounts_in_the_pack_and_the_final_document_passes(
    tmp_path: Path,
) -> None:
    letters = "".join(f"  {letter}: {{status: confirmed}}\n" for letter in "GHIJKL")
    amounts = builtin().text("shared/thresholds.yaml").replace("status: confirm\n", "status: confirmed\n")
    money = "agencies: {education: {status: confirmed}}\nsupplements: {title_i_a: {status: confirmed}}\n"
    files = {"shared/law.yaml": f"clauses:\n{letters}{money}", "shared/thresholds.yaml": amounts}
    pack = over_builtin(tmp_path / "pack", files)
    spec = laid_over(tmp_path, "document: {status: final}\n")
    assert "FIN-02" in {problem.code for problem in read_and_check(spec)[2]}
    assert "FIN-02" not in {problem.code for problem in read_and_check(spec, pack=pack)[2]}


def test_a_stricter_pack_changes_what_check_says(tmp_path: Path) -> None:
    text = "largest_gain: {share: 10%}\n"
    pack = over_builtin(tmp_path / "pack", {"shared/guidance.yaml": text})
    spec = laid_over(tmp_path, "without: [outcomes.vocabulary.rationale]\n")
    assert "GUI-06" not in {problem.code for problem in read_and_check(spec)[2]}
    assert "GUI-06" in {problem.code for problem in read_and_check(spec, pack=pack)[2]}
