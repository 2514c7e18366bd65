"""Every block knows the line of the template it came from, through loops, conditions, includes and macros."""

from __future__ import annotations

import re
from pathlib import Path

from packs import clause, html_of

MACROS = {
    "shared/macros.html": (
        "{% macro table(rows) %}\n<table>\n{% for row in rows %}\n<tr><td>{{ row }}</td></tr>\n{% endfor %}\n"
        "</table>\n{% endmacro %}\n{% macro box() %}\n<aside>{{ caller() }}</aside>\n{% endmacro %}\n"
    )
}


def places(html: str) -> list[tuple[str, str]]:
    """Return each tag that has a place, with the place."""
    return re.findall(r'<([a-z0-9]+)[^>]*? data-at="pack/([^"]*)"', html)


def test_paragraphs_headings_and_items_know_their_lines(tmp_path: Path) -> None:
    html = html_of(tmp_path, "One.\n\n## Two\n\n- three\n- four\n\n1. five\n1. six\n\n> seven\n")
    assert places(html) == [
        ("p", "rfp/x.md:6"), ("h2", "rfp/x.md:8"), ("ul", "rfp/x.md:10"), ("li", "rfp/x.md:10"),
        ("li", "rfp/x.md:11"), ("ol", "rfp/x.md:13"), ("li", "rfp/x.md:13"), ("li", "rfp/x.md:14"),
        ("blockquote", "rfp/x.md:16"), ("p", "rfp/x.md:16"),
    ]  # fmt: skip


def test_each_turn_of_a_loop_has_the_line_of_its_text(tmp_path: Path) -> None:
    body = "{% for n in many %}\n\nFirst {{ n }}.\n\n{{ n }}\n\n{% endfor %}\nLast.\n"
    html = html_of(tmp_path, body, many=["a", "b"])
    assert [at for _, at in places(html)] == [
        "rfp/x.md:8", "rfp/x.md:10", "rfp/x.md:8", "rfp/x.md:10", "rfp/x.md:13",
    ]  # fmt: skip


def test_conditions_do_not_shift_lines(tmp_path: Path) -> None:
    body = "{% if yes %}\nYes.\n{% else %}\nNo.\n{% endif %}\n\n{% if not yes %}x{% endif %}After.\n"
    assert [at for _, at in places(html_of(tmp_path, body, yes=True))] == ["rfp/x.md:7", "rfp/x.md:12"]
    assert [at for _, at in places(html_of(tmp_path, body, yes=False))] == ["rfp/x.md:9", "rfp/x.md:12"]


def test_comments_and_stripped_space_do_not_shift_lines(tmp_path: Path) -> None:
    body = "{# one\ntwo\nthree #}\n{%- set a = 1 -%}\n\n  {{ a }}\n\nEnd.\n"
    assert [at for _, at in places(html_of(tmp_path, body))] == ["rfp/x.md:11", "rfp/x.md:13"]


def test_a_line_of_nothing_but_values_has_its_own_line(tmp_path: Path) -> None:
    body = "A.\n\n{% for n in [1, 2] %}{{ n }}{% endfor %}\n"
    assert [at for _, at in places(html_of(tmp_path, body))] == ["rfp/x.md:6", "rfp/x.md:8"]


def test_included_text_has_the_lines_of_its_own_file(tmp_path: Path) -> None:
    files = {"shared/more.md": clause("more", "More.\n\nEven more.\n")}
    html = html_of(tmp_path, "Before.\n\n{% include 'shared/more.md' %}\n\nAfter.\n", files)
    assert [at for _, at in places(html)] == [
        "rfp/x.md:6", "shared/more.md:6", "shared/more.md:8", "rfp/x.md:10",
    ]  # fmt: skip


def test_a_macro_has_the_line_that_calls_it_outside_and_its_own_lines_inside(tmp_path: Path) -> None:
    html = html_of(tmp_path, "Before.\n\n{{ table(['a', 'b']) }}\n\nAfter.\n", MACROS)
    assert places(html) == [
        ("p", "rfp/x.md:6"), ("table", "rfp/x.md:8"),
        ("tr", "shared/macros.html:4"), ("td", "shared/macros.html:4"),
        ("tr", "shared/macros.html:4"), ("td", "shared/macros.html:4"),
        ("p", "rfp/x.md:10"),
    ]  # fmt: skip


def test_what_stands_inside_a_call_has_its_own_line(tmp_path: Path) -> None:
    html = html_of(tmp_path, "{% call box() %}\nOne.\n\nTwo.\n{% endcall %}\n\nAfter.\n", MACROS)
    assert places(html) == [
        ("aside", "rfp/x.md:6"), ("p", "rfp/x.md:7"), ("p", "rfp/x.md:9"), ("p", "rfp/x.md:12"),
    ]  # fmt: skip


def test_captured_text_keeps_the_line_where_it_was_written(tmp_path: Path) -> None:
    html = html_of(tmp_path, "{% set held %}\nOne.\n\nTwo.\n{% endset %}\n\n{{ held }}\n")
    assert [at for _, at in places(html)] == ["rfp/x.md:7", "rfp/x.md:9"]


def test_a_macro_written_in_markdown_is_read_as_markdown(tmp_path: Path) -> None:
    html = html_of(
        tmp_path, "{% macro twice(x) %}**{{ x }}** {{ x }}{% endmacro %}\nSo {{ twice('<a>') }}.\n"
    )
    assert html.strip() == '<p data-at="pack/rfp/x.md:7">So <strong>&lt;a&gt;</strong> &lt;a&gt;.</p>'
