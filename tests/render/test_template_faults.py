"""Each fault of a template is told with its file and line, in words an author understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.spec import Prose
from packs import clause, problems_of, spot

NAMES = {
    "name": "A", "nothing": None, "yes": True, "things": {"a": "1"}, "many": ["b"],
    "javascript": "javascript:alert(1)", "pictured": Prose("![x](y)"), "linked": Prose("[x](file:///etc/passwd)"),
}  # fmt: skip
MACROS = {
    "shared/macros.html": "{% macro box() %}\n<table><tr><td>x</td></tr></table>\n{% endmacro %}\n"
    "{% macro broken(x) %}\n<p>{{ x.nowhere }}</p>\n{% endmacro %}\n"
}

UNFINISHED = (
    "The template cannot be read: Unexpected end of template. Jinja was looking for the following tags: "
    "'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'."
)

FAULTS = {
    "a misspelt name, with the nearest": (
        "{{ nmae }}", "TPL-02", "Templates have no name “nmae”.", "Did you mean name?"),
    "a misspelt name in a condition": (
        "{% if nmae %}x{% endif %}", "TPL-02", "Templates have no name “nmae”.", "Did you mean name?"),
    "a misspelt name in a list": (
        "{{ [name, nmae]|sentence }}", "TPL-02", "Templates have no name “nmae”.", "Did you mean name?"),
    "a misspelt macro": (
        "{{ bxo() }}", "TPL-02", "Templates have no name “bxo”.", "Did you mean box?"),
    "a misspelt part": (
        "{{ things.b }}", "TPL-02", "There is no “b” here.", "It may be one of: a."),
    "a part of nothing": (
        "{{ nothing.part }}", "TPL-02", "“part” is asked of something that the spec leaves out.",
        "Ask first whether it is there: {% if … %}."),
    "an unfinished block": (
        "{% if yes %}", "TPL-01",
        UNFINISHED, ""),
    "an empty block": (
        "{% if %}x{% endif %}", "TPL-01",
        "The template cannot be read: Expected an expression, got 'end of statement block'.", ""),
    "a misspelt filter": (
        "{{ name|captial }}", "TPL-01", "The template cannot be read: No filter named 'captial'.",
        "Did you mean capital?"),
    "a filter over text": (
        "{% filter upper %}x{% endfilter %}", "TPL-01",
        "The template cannot be read: {% filter %} cannot be used; filter the values themselves.", ""),
    "escaping turned off": (
        "{% autoescape false %}x{% endautoescape %}", "TPL-01",
        "The template cannot be read: {% autoescape %} cannot be used; every value is escaped.", ""),
    "a set block with a filter": (
        "{% set x | upper %}x{% endset %}", "TPL-01",
        "The template cannot be read: Write {% set … %} without a filter.", ""),
    "nothing to print": (
        "{{ nothing }}", "TPL-05", "There is nothing here to print.",
        'The spec leaves it out. Ask first: {% if … %}, or give other words: {{ … or "none" }}.'),
    "yes or no": (
        "{{ yes }}", "TPL-05", "This is yes or no, which cannot be printed.",
        "Ask with {% if … %} whether it holds."),
    "a group of values": (
        "{{ things }}", "TPL-05", "This cannot be printed as it is.", "Print one of its parts."),
    "a method without its brackets": (
        "{{ things.values }}", "TPL-05", "This cannot be printed as it is.", "Print one of its parts."),
    "the first of nothing": (
        "{{ []|first }}", "TPL-06", "There is nothing here to use: No first item, sequence was empty.", ""),
    "a filter on the wrong kind of value": (
        "{{ 5|sentence }}", "TPL-06",
        "The template asks for something that cannot be done ('int' object is not iterable).", ""),
    "a macro that calls itself": (
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "TPL-06",
        "The templates call each other without end.", ""),
    "a clause that includes itself": (
        "{% include 'rfp/x.md' %}", "TPL-06", "The templates call each other without end.", ""),
    "a loop without end": (
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "TPL-07",
        "The templates do more than any document needs.", "Look for a loop."),
    "a table in a sentence": (
        "See {{ box() }} here.", "TPL-08", "A table, list or box cannot stand inside a sentence.",
        "Give it a line of its own, with an empty line before and after."),
    "a picture": (
        "![x](https://example.org/x.png)", "TPL-09", "A text may not hold a picture.",
        "Describe it in words."),
    "a picture in a spec's text": (
        "{{ pictured }}", "TPL-09", "A text may not hold a picture.", "Describe it in words."),
    "a link to a script": (
        "[x]({{ javascript }})", "TPL-10",
        "The link to “javascript:alert(1)” is neither a web address nor an id of this document.",
        "Write https://… or mailto:… or, for a part of this document, # and its id."),
    "a link to a file in a spec's text": (
        "{{ linked }}", "TPL-10",
        "The link to “file:///etc/passwd” is neither a web address nor an id of this document.",
        "Write https://… or mailto:… or, for a part of this document, # and its id."),
    "a list that starts at 3": (
        "3. {{ name }}", "TPL-11", "“3. A” reads as a numbered list that starts at 3.",
        r"Start lists at 1. If no list is meant, write 3\. with a backslash."),
    "no file at all": (
        "{% include [] %}", "TPL-04", "No template is named here.",
        'Name one: {% include "shared/local.md" %}.'),
    "a file that is not there": (
        "{% include 'shared/nope.md' %}", "PCK-02", "There is no file shared/nope.md in pack.",
        "Check the spelling of the path."),
    "a file of the machine": (
        "{% include '/etc/passwd' %}", "PCK-03", "“/etc/passwd” is not a path inside a pack.",
        "Write folders and a file name such as shared/caps.md, without .. and without / in front."),
    "a file above the pack": (
        "{% include '../secret.md' %}", "PCK-03", "“../secret.md” is not a path inside a pack.",
        "Write folders and a file name such as shared/caps.md, without .. and without / in front."),
    "a file below the lowest folder": (
        "{% include 'base/rfp/x.md' %}", "PCK-02", "There is no file rfp/x.md in any folder below.",
        "Check the spelling of the path."),
}  # fmt: skip


@pytest.mark.parametrize(("body", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_line(tmp_path: Path, body: str, code: str, message: str, hint: str) -> None:
    (problem,) = problems_of(tmp_path, f"A line before.\n\n{body}\n", MACROS, **NAMES)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert spot(problem) == "pack/rfp/x.md:8"
    assert problem.place is not None
    assert problem.place.excerpt == body
    assert " at 0x" not in problem.message


def test_the_mark_stands_under_the_misspelt_name(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "The {{ nmae }} is.\n", name="x")
    assert problem.place is not None
    assert (problem.place.column, problem.place.width) == (8, 4)


def test_a_fault_in_a_macro_names_the_macro_and_the_line_that_called_it(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "A.\n\n{{ broken(things) }}\n", MACROS, things={"a": "1"})
    assert spot(problem) == "pack/shared/macros.html:5"
    assert problem.hint == "It may be one of: a. Called from pack/rfp/x.md, line 8."


def test_a_fault_in_an_included_clause_names_that_clause(tmp_path: Path) -> None:
    files = {"shared/more.md": clause("more", "\n{{ nmae }}\n")}
    (problem,) = problems_of(tmp_path, "{% include 'shared/more.md' %}\n", files, name="x")
    assert spot(problem) == "pack/shared/more.md:7"
    assert problem.hint == "Did you mean name? Called from pack/rfp/x.md, line 6."


def test_every_fault_of_the_markdown_of_a_clause_is_told_at_once(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "![a](b)\n\n3. three\n\n[x](ftp://y)\n")
    assert [(p.code, spot(p)) for p in problems] == [
        ("TPL-09", "pack/rfp/x.md:6"), ("TPL-11", "pack/rfp/x.md:8"), ("TPL-10", "pack/rfp/x.md:10"),
    ]  # fmt: skip


def test_a_loop_that_prints_without_end_is_stopped(tmp_path: Path) -> None:
    body = "{% for a in range(99999) %}" + "many words " * 20 + "{% endfor %}\n"
    (problem,) = problems_of(tmp_path, body)
    assert (problem.code, spot(problem)) == ("TPL-07", "pack/rfp/x.md:1")
    assert problem.message == "The template prints more than any document holds."


def test_a_link_in_a_pack_cannot_be_read_through(tmp_path: Path) -> None:
    (tmp_path / "rfp").mkdir()
    (tmp_path / "rfp" / "y.md").symlink_to("/etc/passwd")
    (problem,) = problems_of(tmp_path, "{% include 'rfp/y.md' %}\n")
    assert (problem.code, spot(problem)) == ("PCK-02", "pack/rfp/x.md:6")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    files = {"rfp/y.md": "x" * 1_000_001}
    (problem,) = problems_of(tmp_path, "{% include 'rfp/y.md' %}\n", files)
    assert (problem.code, spot(problem)) == ("PCK-05", "pack/rfp/y.md:1")


def test_a_broken_macro_file_is_told_when_the_templates_are_opened(tmp_path: Path) -> None:
    files = {"shared/macros.html": "{% macro a() %}\n\n{{ 1 + }}{% endmacro %}\n"}
    (problem,) = problems_of(tmp_path, "x\n", files)
    assert (problem.code, spot(problem)) == ("TPL-01", "pack/shared/macros.html:3")
