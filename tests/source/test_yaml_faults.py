from __future__ import annotations

import pytest
import yaml

from obcgen.problems import ObcgenError, Problem
from obcgen.source import from_yaml as module
from obcgen.source.from_yaml import from_yaml
from obcgen.source.yaml_faults import explain


def fault(text: str) -> Problem:
    module.from_yaml.cache_clear()
    with pytest.raises(ObcgenError) as caught:
        from_yaml(text, "x.yaml")
    (only,) = caught.value.problems
    return only


CASES = [
    ("a:\n\tb: 1\n", 2, 1, "There is a tab here"),
    ("a:\n  b: 1\n\tc: 2\n", 3, 1, "There is a tab here"),
    ('a: 1\nb: "abc\nc: 2\nd: 3\n', 2, 4, "A quotation mark is opened here and never closed."),
    ("a: it's\nb: 'abc\nc: 2\n", 2, 4, "A quotation mark is opened here and never closed."),
    ("x: \"it's\" \ny: 'abc\n", 2, 4, "A quotation mark is opened here and never closed."),
    ("a:\n  b: 1\n   c: 2\n", 3, 4, "This key is indented further than the line above allows."),
    ("a:\n    b: 1\n  c: 2\n", 3, 3, "This line is not indented like the lines it belongs with."),
    (" a: 1\nb: 2\n", 2, 1, "This line is not indented like the lines it belongs with."),
    ("by: the duty: x\n", 1, 13, "A second colon stands in one value."),
    ("a: 1\nhello\nb: 2\n", 2, 1, "This line has no key with a colon and a space."),
    ("a: 1\nb:2\nc: 3\n", 2, 1, "This line has no key with a colon and a space."),
    ("a: {b: 1\nc: 2\n", 1, 4, "A brace { is opened here, and what follows does not belong inside it."),
    ("a: [1, 2\nc: 2\n", 1, 4, "A bracket [ is opened here, and what follows does not belong inside it."),
    ("a: {b: c: d}\n", 1, 9, "A second colon stands in one value inside braces."),
    ("a: {b: 1}}\n", 1, 10, "This } closes nothing."),
    ("a: ]\n", 1, 4, "This ] closes nothing."),
    ("a: @x\n", 1, 4, "A value cannot start with @."),
    ("a: 1\nb: %x\n", 2, 4, "A value cannot start with %."),
    ("a: `x`\n", 1, 4, "A value cannot start with `."),
    ("a: *\n", 1, 4, "A value that starts with * or & has a meaning of its own in YAML."),
    ("a: & b\n", 1, 4, "A value that starts with * or & has a meaning of its own in YAML."),
    ("a: |x\n b\n", 1, 5, "Nothing may follow | or > on the same line."),
    ('a: "x" y\n', 1, 8, "Something follows a value that was already complete."),
    ("a: 1\n- b\n", 2, 1, "A dash starts a list item, and there is no list here."),
    ("a: - b\n", 1, 4, "A dash starts a list item, and there is no list here."),
    ("%YAML 3.0\n---\na: 1\n", 1, 1, "This cannot be read as YAML."),
    ("a: [}\n", 1, 5, "This } closes nothing."),
    ("a: [, b]\n", 1, 5, "A comma stands here with no value before it."),
    ("a: {1: 2", 1, 4, "A brace { is opened here, and what follows does not belong inside it."),
    ("- a\nb: 1\n", 2, 1, "This line is not indented like the lines it belongs with."),
    ('x: 1\n"a"\nb: 1\n', 2, 1, "This line has no key with a colon and a space."),
    ("x: 1\n'it''s'\nb: 1\n", 2, 1, "This line has no key with a colon and a space."),
    ('a: "x\n---\nb: 1\n', 1, 4, "A quotation mark is opened here and never closed."),
    ('a: "x', 1, 4, "A quotation mark is opened here and never closed."),
    ("x: 1\n[a]\nb: 1\n", 2, 1, "This line has no key with a colon and a space."),
    ("x: 1\n*a\nb: 1\n", 2, 1, "This line has no key with a colon and a space."),
    (
        "a: 1\n...\nb: 2\n",
        2,
        1,
        "Three dots at the start of a line end the file: YAML reads nothing after them.",
    ),
]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize(("text", "line", "column", "message"), CASES)
def test_a_slip_of_writing_is_told_in_plain_words_where_it_is(
    text: str, line: int, column: int, message: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADER", loader)
    problem = fault(text)
    assert problem.place is not None
    assert problem.message.startswith(message)
    assert (problem.code, problem.place.line, problem.place.column) == ("SRC-12", line, column)
    assert problem.place.excerpt == text.split("\n")[line - 1]
    assert problem.hint


@pytest.mark.parametrize("sentence", ["xyzzy", None])
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize("text", [*(text for text, *_ in CASES), 'a: "C:\\plans"\n', "[" * 1001])
def test_the_parser_may_word_its_sentences_as_it_likes(
    text: str, loader: type, sentence: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reworded(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Problem:
        error.context = error.problem = error.note = sentence
        return explain(error, file, lines)

    monkeypatch.setattr(module, "LOADER", loader)
    usual = fault(text)
    monkeypatch.setattr(module, "explain", reworded)
    assert fault(text) == usual


@pytest.mark.parametrize(
    "text", ["[" * 52 + "\n", "a: " + "[" * 1001, "a: 'x' # [[\nb: " + "{a: " * 800, 'a: ["' + "[" * 1001]
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_too_many_levels_are_told_as_such_whatever_the_parser_says(
    text: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADER", loader)
    quoted = '"' in text
    assert fault(text).code == ("SRC-12" if quoted else "SRC-06")


def test_brackets_in_quotes_and_remarks_are_not_levels() -> None:
    assert fault('a: ["' + "[" * 60 + '", {b: 1 # ' + "[" * 60 + "\n").code == "SRC-12"
    assert fault("a: it's [" + "[" * 60 + " b: c\n").code == "SRC-12"


def test_a_backslash_in_double_quotes_is_explained() -> None:
    assert fault('a: "C:\\plans"\n').message == "A backslash has a meaning of its own in double quotes."
