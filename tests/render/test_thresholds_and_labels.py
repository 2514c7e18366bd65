"""Amounts of law are chosen by the document's day; a district's words stand over the built-in ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from obcgen.law.in_force import amounts_on
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.render.context import read_labels
from packs import alone, over_builtin, spot


@pytest.mark.parametrize(
    ("day", "micro", "simplified"),
    [
        ("2018-06-19", None, None),
        ("2018-06-20", "$10,000", "$250,000"),
        ("2025-09-30", "$10,000", "$250,000"),
        ("2025-10-01", "$15,000", "$350,000"),
        ("2031-01-01", "$15,000", "$350,000"),
    ],
)
def test_an_amount_holds_from_its_day_on(day: str, micro: str | None, simplified: str | None) -> None:
    found = amounts_on(builtin(), date.fromisoformat(day))
    assert found.get("micro_purchase") == (micro and Money.parse(micro))
    assert found.get("simplified_acquisition") == (simplified and Money.parse(simplified))


def test_the_order_of_amounts_in_the_file_does_not_matter(tmp_path: Path) -> None:
    step = "    - {{amount: {}, effective: {}}}\n"
    text = "x:\n  amounts:\n" + step.format("$2", "2027-01-01") + step.format("$1", "2026-01-01")
    pack = alone(tmp_path, {"shared/thresholds.yaml": text})
    assert amounts_on(pack, date(2026, 12, 31)) == {"x": Money.parse("$1")}
    assert amounts_on(pack, date(2027, 1, 1)) == {"x": Money.parse("$2")}


def test_every_built_in_amount_has_its_source_and_says_what_counsel_should_check() -> None:
    for entry in builtin().data("shared/thresholds.yaml").mapping().values():
        assert entry["name"]
        for step in entry["amounts"]:
            assert step["source"]
            assert step["status"] in {"confirm", "confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        "x: 5\n",
        "x: {amounts: 5}\n",
        "x: {amounts: [{amount: $1}]}\n",
        "x: {amounts: [{amount: much, effective: 2026-01-01}]}\n",
        "x: {amounts: [{amount: $1, effective: 1/1/2026}]}\n",
    ],
)
def test_an_amount_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        amounts_on(alone(tmp_path, {"shared/thresholds.yaml": text}), date(2027, 1, 1))
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("TPL-30", "The amounts of “x” cannot be read.")
    assert spot(problem) == "pack/shared/thresholds.yaml:1"


def test_a_district_changes_one_word_and_keeps_the_rest(tmp_path: Path) -> None:
    pack = over_builtin(
        tmp_path, {"shared/labels.yaml": "date:\n  proposals_due: Offers due\nmine:\n  a: b\n"}
    )
    labels, below = read_labels(pack), read_labels(builtin())
    assert labels["date"]["proposals_due"] == "Offers due"
    assert {**labels["date"], "proposals_due": below["date"]["proposals_due"]} == below["date"]
    assert labels["mine"] == {"a": "b"}
    assert {name: words for name, words in labels.items() if name not in {"date", "mine"}} == {
        name: words for name, words in below.items() if name != "date"
    }


def label_problem(folder: Path, text: str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        read_labels(over_builtin(folder, {"shared/labels.yaml": text}))
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("text", ["date: Offers\n", "\n\ndate:\n  issue: [a, b]\n"])
def test_words_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    problem = label_problem(tmp_path, text)
    assert (problem.code, problem.message) == ("TPL-31", "“date” is not a list of codes and words.")
    assert problem.hint == "Write one code a line, a colon and the words."
    assert spot(problem).startswith("pack/shared/labels.yaml:")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"state: {'x' * 1_001}", "These words have more than 1,000 characters."),
        (f"{'x' * 101}: {'y' * 1_001}", "These words have more than 1,000 characters."),
        ('state: "a\\x07b"', "These words hold a character that cannot be printed (U+0007)."),
        ('state: "a\\x85b"', "These words hold a character that cannot be printed (U+0085)."),
    ],
)
def test_words_that_no_document_can_print_are_told_at_their_own_line(
    tmp_path: Path, line: str, message: str
) -> None:
    problem = label_problem(tmp_path, f"mine:\n  a: b\n  {line}\n")
    assert (problem.code, problem.message) == ("TPL-31", message)
    assert spot(problem) == "pack/shared/labels.yaml:3"


def test_words_may_be_long(tmp_path: Path) -> None:
    words = "word " * 200
    pack = over_builtin(tmp_path, {"shared/labels.yaml": f'mine:\n  a: "{words}"\n'})
    assert read_labels(pack)["mine"]["a"] == words
