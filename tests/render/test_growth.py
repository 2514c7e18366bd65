"""No template can put together a text or a list that grows without end; each attempt is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.render.sandbox import LONGEST
from packs import html_of, problems_of, spot

DOUBLING = "{%% macro a(x, n) %%}{%% if n %%}{{ a(%s, n - 1) }}{%% endif %%}{%% endmacro %%}{{ a(%s, 40) }}\n"
MANY = "x" * 400


@pytest.mark.parametrize(
    ("step", "start"),
    [
        ("x ~ x", "'ab'"),
        ("x + x", "'ab'"),
        ("x + x", "[1, 2]"),
        ("x|replace('a', 'aaaaaaaa')", "'a'"),
        ("x|replace('', 'aaaaaaaa')", "'a'"),
        ("[x, x]|join(x)", "'a'"),
    ],
)
def test_nothing_can_double_without_end(tmp_path: Path, step: str, start: str) -> None:
    (problem,) = problems_of(tmp_path, DOUBLING % (step, start))
    assert problem.code == "TPL-07"
    assert problem.message.startswith(f"A template may not put together more than {LONGEST:,} characters")
    assert spot(problem) == "pack/rfp/x.md:6"


@pytest.mark.parametrize(
    "name", ["batch(1000000000, 'x')", "slice(1000000000)", "center(3000000000)", "indent(9)"]
)
def test_filters_that_fill_up_are_not_there(tmp_path: Path, name: str) -> None:
    (problem,) = problems_of(tmp_path, f"{{{{ [1]|{name}|list|length }}}}\n")
    assert (problem.code, spot(problem)) == ("TPL-01", "pack/rfp/x.md:6")


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("{{ 'a' ~ 1 ~ 'b' }}", "a1b"),
        ("{{ 'a' + 'b' }} {{ [1] + [2] }} {{ 1 + 2 }}", "ab 1 and 2 3"),
        ("{{ 'a-b-c'|replace('-', '+') }}", "a+b+c"),
        ("{{ [1, 2000]|join('; ') }}", "1; 2,000"),
        ("{{ ['<', '&']|join }}", "&lt;&amp;"),
    ],
)
def test_short_things_may_be_put_together(tmp_path: Path, body: str, printed: str) -> None:
    assert html_of(tmp_path, body + "\n").strip() == f'<p data-at="pack/rfp/x.md:6">{printed}</p>'
