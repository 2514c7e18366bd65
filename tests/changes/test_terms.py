"""What changed between two specs: each term by its name, before and after, and whether it counts."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from obcgen import model, read_text
from obcgen.changes.called import label_of
from obcgen.changes.labels import LABELS
from obcgen.changes.terms import TermChange, changes_between
from obcgen.changes.things import NOUNS
from obcgen.spec import Section, Spec
from rule_changes import DENVER

TESTS = Path(__file__).parent.parent
OLD = model(read_text(DENVER))


def changed(*changes: tuple[str, str]) -> tuple[TermChange, ...]:
    text = DENVER
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return changes_between(OLD, model(read_text(text)))


def patterns(model: type[Section], within: str = "") -> typing.Iterator[str]:
    for name, info in model.model_fields.items():
        yield from _below(info.annotation, f"{within}.{info.alias or name}".lstrip("."))


def _below(shape: object, pattern: str) -> typing.Iterator[str]:
    yield pattern
    if isinstance(shape, type) and issubclass(shape, Section):
        yield from patterns(shape, pattern)
    of_mapping = typing.get_origin(shape) is dict
    for part in typing.get_args(shape)[1 if of_mapping else 0 :]:
        is_item = typing.get_origin(shape) is tuple
        if not is_item:
            yield from _below(part, f"{pattern}.*" if of_mapping else pattern)


EVERY = frozenset(patterns(Spec))


def test_every_label_and_noun_is_that_of_a_key_of_the_spec() -> None:
    assert not (LABELS.keys() | NOUNS.keys()) - EVERY


def test_no_two_terms_of_one_thing_are_called_the_same() -> None:
    holders = {pattern.rpartition(".")[0] for pattern in EVERY}
    seen: dict[tuple[str, str], str] = {}
    of_year = {pattern.replace("*.pay.", "*.") for pattern in EVERY - holders}
    for pattern in sorted(of_year):
        within = pattern.rpartition("*")[0]
        other = seen.setdefault((within, label_of(pattern)), pattern)
        assert other == pattern, f"{pattern} and {other} are both {label_of(pattern)}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "participant: $1,500",
            "participant: $1,400",
            "limit: Most for one participant on all lines, $1,500, $1,400",
        ),
    ],
)
def test_a_term_is_told_by_its_name_before_and_after(old: str, new: str, told: str) -> None:
    (change,) = changed((old, new))
    assert f"{change.subject}: {change.term}, {change.before}, {change.after}" == told


def test_the_same_spec_has_no_change() -> None:
    assert changed() == ()


def test_the_guide_shows_the_run_of_the_case() -> None:
    case = (TESTS / "cases" / "good" / "diff-denver-lower-cap.md").read_text(encoding="utf-8")
    output = case.partition("```output\n")[2].partition("```")[0]
    guide = (TESTS.parent / "docs" / "comparing.md").read_text(encoding="utf-8")
    assert f"$ obcgen diff old.yaml new.yaml\n{output}```" in guide
