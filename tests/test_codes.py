from __future__ import annotations

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.codes import ROOMS, every_kind, explained, listed
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.reference import rule_list

RULES = {row[0] for row in rule_list()}


@pytest.mark.parametrize("code", every_kind())
def test_every_code_that_a_message_may_show_is_explained(code: str) -> None:
    page = explained(code, builtin())
    kind = every_kind()[code]
    assert page.startswith(f"# {code}\n")
    assert kind.title in page
    assert kind.severity in page
    assert code in RULES or code.split("-", maxsplit=1)[0] in ROOMS


def test_every_rule_is_a_kind_that_the_program_knows() -> None:
    assert every_kind().keys() >= RULES
    assert len(every_kind()) > 100


def test_the_list_has_a_line_for_every_rule_with_severity_title_and_citation() -> None:
    lines = listed().splitlines()
    for code, severity, title, cited in rule_list():
        line = next(line for line in lines if line.startswith(f"{code} "))
        assert severity in line
        assert line.endswith(f"{title} ({cited})")


@pytest.mark.parametrize("code", ["spc-07", "SPC-7", "spc7", " SPC07 "])
def test_a_code_may_be_written_in_short(code: str) -> None:
    assert explained(code, builtin()) == explained("SPC-07", builtin())


@pytest.mark.parametrize(
    ("code", "hint"), [("GUU-02", "GUI-02"), ("SPX-07", "SPC-07"), ("nonsense", "obcgen rule")]
)
def test_a_code_that_no_message_has_is_a_problem_with_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        explained(code, builtin())
    assert hint in caught.value.problems[0].hint


def test_the_command_prints_the_list_or_the_page() -> None:
    assert CliRunner().invoke(main, ["rule"]).stdout == listed()
    assert CliRunner().invoke(main, ["rule", "GUI-02"]).stdout == explained("GUI-02", builtin())
    assert CliRunner().invoke(main, ["rule", "GUI-99"]).exit_code == 1
