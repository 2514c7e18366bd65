"""A name that is to go works, and a template of a district that uses it is told which to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.build import build, document
from obcgen.pack import builtin
from obcgen.render import deprecated
from obcgen.render.deprecated import deprecations, with_deprecated
from obcgen.render.environment import Templates
from obcgen.render.template_names import DEPRECATED, NAMES, VERSION, Deprecated
from packs import clause, over_builtin

OLD = (Deprecated("payments_table", "schedule", 2), Deprecated("price_lines", "rates", 2))
BODY = "1. {{ payments_table.maximum }} and {{ schedule.base }}.\n"
MINIMAL = Path(__file__).parent.parent / "specs" / "minimal-rfp.yaml"


def test_a_name_that_is_to_go_has_the_value_of_the_other() -> None:
    names = with_deprecated({"schedule": 1, "rates": 2}, OLD)
    assert names == {"schedule": 1, "rates": 2, "payments_table": 1, "price_lines": 2}


def test_a_template_may_still_use_it(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"rfp/x.md": clause("x", "{{ price_lines }}\n")})
    names = with_deprecated({"schedule": "s", "rates": "two"}, OLD)
    assert "two" in Templates(pack, names).html("rfp/x.md")


def test_each_use_is_told_at_its_line_with_the_name_to_write(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"rfp/x.md": clause("x", BODY)})
    (problem,) = deprecations(pack, OLD)
    assert (problem.code, problem.severity, problem.found) == ("TPL-52", "warning", "payments_table")
    assert problem.message == "The name “payments_table” is to go; it still works."
    assert problem.hint == "Write schedule in its place."
    assert problem.place
    assert (problem.place.file, problem.place.line, problem.place.column) == ("pack/rfp/x.md", 6, 7)


@pytest.mark.parametrize(
    "body",
    [
        "{% set price_lines = 1 %}{{ price_lines }}\n",
        "{{ schedule.price_lines }}\n",
        "price_lines\n",
        "{{ \n",
    ],
)
def test_a_name_of_the_template_s_own_a_part_and_a_word_are_no_uses(tmp_path: Path, body: str) -> None:
    pack = over_builtin(tmp_path, {"rfp/x.md": clause("x", body)})
    assert list(deprecations(pack, OLD)) == []


def test_what_comes_with_the_program_is_not_told_to_a_district() -> None:
    assert list(deprecations(builtin(), OLD)) == []


def test_a_document_is_made_and_its_warnings_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deprecated.deprecations, "__defaults__", (OLD,))
    pack = over_builtin(tmp_path, {"rfp/y.md": clause("y", BODY)})
    assert "TPL-52" in {one.code for one in document("rfp", MINIMAL, pack)[1]}
    assert "TPL-52" in {one.code for one in build("rfp", MINIMAL, ("html",), pack).problems}


def test_a_deprecated_name_names_a_real_one_in_its_place() -> None:
    known = {name.name for name in NAMES}
    assert {old.instead for old in DEPRECATED} <= known
    assert not {old.name for old in DEPRECATED} & known
    assert all(1 < old.since <= VERSION for old in DEPRECATED)
