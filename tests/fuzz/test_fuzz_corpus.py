"""The corpus through the targets of fuzzing; and that a target sees a promise that is broken."""

from __future__ import annotations

from pathlib import Path

import fuzz_targets
import pytest
from fuzz_targets import TARGETS

from obcgen.money import Money
from obcgen.problems import Kind, ObcgenError, Place
from obcgen.render.aside import Piece

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())
LARGEST = 8_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(CORPUS)))
def test_a_file_of_the_corpus_keeps_every_promise(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


def test_the_corpus_is_small_and_every_target_has_one() -> None:
    assert {file.parent.name for file in FILES} == set(TARGETS)
    assert max(file.stat().st_size for file in FILES) <= LARGEST


def test_a_value_that_does_not_come_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.spec.scalars.read_money", lambda text: Money(len(text)))
    with pytest.raises(AssertionError):
        fuzz_targets.values(b"$1")


def test_a_spec_that_says_something_else_when_it_is_written_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_targets, "to_yaml", lambda _: "a: 2\n")
    with pytest.raises(AssertionError):
        fuzz_targets.spec_text(b"a: 1\n")


def test_a_problem_outside_the_text_is_seen() -> None:
    problem = Kind("XXX-02", "Only here").problem("Far away.", place=Place("a.yaml", 9, 1))
    with pytest.raises(AssertionError):
        fuzz_targets.inside((problem,), "one line")


@pytest.mark.parametrize(
    "html", ["<script>x</script>", "<a href='javascript:x'>y</a>", "<p onclick='x'>y</p>", "- # A"]
)
def test_prose_that_no_document_may_hold_is_seen(monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    monkeypatch.setattr(fuzz_targets, "prose", lambda _: Piece("", html, "<ol><li></li></ol>"))
    with pytest.raises(AssertionError):
        fuzz_targets.markdown(b"x")


def test_an_exception_that_is_no_problem_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> object:
        raise RecursionError

    monkeypatch.setattr(fuzz_targets, "from_html", broken)
    with pytest.raises(RecursionError):
        fuzz_targets.page(b"<p>")


def test_a_refusal_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: str) -> object:
        raise ObcgenError(Kind("XXX-03", "Only here").problem("No."))

    monkeypatch.setattr(fuzz_targets, "from_html", refused)
    fuzz_targets.page(b"<p>")
