"""Every rule has a page, and the examples on it are true: wrong fires that rule alone, right does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.reference import rule_list, rule_page
from rule_pages import CODES, USUAL, examples, laid_over, told


@pytest.mark.parametrize("code", CODES)
def test_wrong_fires_the_rule_and_no_other(code: str, tmp_path: Path) -> None:
    problems = told(laid_over(tmp_path, examples(code)["Wrong"]))
    found = [problem for problem in problems if problem.code == code]
    assert found, [problem.message for problem in problems]
    assert {problem.code for problem in problems} - USUAL <= {code}, [p.message for p in problems]
    for problem in found:
        assert problem.place is not None
        assert problem.hint


@pytest.mark.parametrize("code", CODES)
def test_right_is_right(code: str, tmp_path: Path) -> None:
    problems = told(laid_over(tmp_path, examples(code)["Right"]))
    assert {problem.code for problem in problems} <= USUAL - {code}, [p.message for p in problems]


def test_every_page_is_of_a_rule() -> None:
    folder = builtin().layers[0].folder / "rules"
    assert {path.stem for path in folder.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("row", rule_list(), ids=lambda row: row[0])
def test_a_page_states_severity_title_and_citation(row: tuple[str, str, str, str]) -> None:
    code, severity, title, cited = row
    page = rule_page(code.lower(), builtin())
    assert page.startswith(f"# {code}\n\n**{title}** ({severity}). Source: {cited}.")


def test_a_code_that_does_not_exist_is_a_problem() -> None:
    with pytest.raises(ObcgenError) as caught:
        rule_page("GUI-99", builtin())
    assert [problem.code for problem in caught.value.problems] == ["RUL-01"]
