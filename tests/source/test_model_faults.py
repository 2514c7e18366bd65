from __future__ import annotations

import pytest

from faults import DENVER, changed, faults, only_fault
from obcgen.problems import dotted


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("\nneed:\n", "\nneeds:\n", "Did you mean need?"),
        ("  planned: 500", "  plannned: 500", "Did you mean planned?"),
        ("      counted_by: participant", "      counted_by_: participant", "Did you mean counted_by?"),
        ("  target: 45%", "  Target: 45%", "Did you mean target?"),
        ("{share: 40%, due: 2027-11-01, when", "{share: 40%, due: 2027-11-01, wen", "Did you mean when?"),
        ("{dosage: minimum}", "{dosages: minimum}", "Did you mean dosage?"),
        (
            "per_participant: $500",
            "per_participant: {tiers: [{at_least: 40, pay: $250, combin: 1}]}",
            "Remove it.",
        ),
        ("issue: 2027-03-01", "isue: 2027-03-01", "Did you mean issue?"),
        (
            "signatory: {title: President}",
            "signatory: {title: President, colour: red}",
            "Keys that may stand here: name.",
        ),
    ],
)
def test_an_unknown_key_is_told_once_with_what_was_probably_meant(old: str, new: str, hint: str) -> None:
    problem = only_fault(changed(old, new))
    assert problem.code == "SRC-16"
    assert problem.hint == hint
    assert problem.place is not None
    assert problem.place.excerpt[problem.place.column - 1 :].startswith(problem.found)


def test_the_keys_of_a_proposed_price_are_known() -> None:
    text = changed("per_participant: $1000", "per_participant: {proposed: true, at_mots: $500}")
    problem = only_fault(text)
    assert (problem.hint, dotted(problem.path)) == (
        "Did you mean at_most?",
        "payment.rates.fluency.per_participant.at_mots",
    )


def test_the_branches_of_a_union_leave_no_trace_in_a_path() -> None:
    text = changed("per_participant: $1000", "per_participant: {tiers: [{at_least: 40, pay: x}]}")
    assert dotted(only_fault(text).path) == "payment.rates.fluency.per_participant.tiers.1.pay"


def test_a_missing_key_is_told_at_the_key_above_with_its_meaning() -> None:
    problem = only_fault(changed("    target: 45%\n", ""))
    assert (problem.code, dotted(problem.path)) == ("SRC-17", "outcomes.fluency.target")
    assert problem.hint == "Add target: with a share such as 40%."
    assert problem.place is not None
    assert problem.place.excerpt.strip().startswith("fluency:")


def test_an_outcome_without_a_source_or_a_decider_is_told() -> None:
    start, end = DENVER.index("      sources:\n"), DENVER.index("      method: |")
    problems = faults(DENVER[:start] + DENVER[end:])
    assert [dotted(each.path) for each in problems] == [
        "outcomes.fluency.verification.sources",
        "outcomes.fluency.verification.decided_by",
    ]


def test_an_outcome_with_an_empty_list_of_sources_is_told() -> None:
    start, end = DENVER.index("      sources:\n"), DENVER.index("      decided_by: {who")
    problem = only_fault(DENVER[:start] + "      sources: {}\n" + DENVER[end:])
    assert (problem.code, problem.message) == ("SRC-20", "At least one is needed under “sources”.")


def test_a_missing_line_above_many_keys_is_one_fault_that_says_where_they_belong() -> None:
    problem = only_fault(changed("\nprogram:\n  service", "\n  service"))
    assert problem.message.startswith("11 keys are not known in “population”: service, evidence_tier,")
    assert problem.hint == "They belong under program: is its line missing or indented wrongly?"


def test_a_colon_without_a_space_is_named_as_such() -> None:
    problem = only_fault(changed("{opens: 2027-08-23, ", "{opens:2027-08-23, "))
    assert problem.hint == "Put a space after the colon."


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "submission: {how",
            "submission: x #",
            "SRC-18",
            "“submission” holds a text; it needs keys, each with its value.",
        ),
        (
            "missing: {initial: not_counted, final: not_counted}",
            "missing:",
            "SRC-21",
            "Nothing is written under “missing”.",
        ),
        ("grades: [K, 1, 2, 3]", "grades: K", "SRC-19", "“grades” holds a text; it needs a list."),
        ("grades: [K, 1, 2, 3]", "grades: {K: 1}", "SRC-19", "“grades” holds keys; it needs a list."),
        ("tie_break: [evidence, price]", "tie_break:", "SRC-21", "Nothing is written under “tie_break”."),
        (
            "caps:\n    participant: $1,500",
            "caps: [$5]\n    #",
            "SRC-18",
            "“caps” holds a list; it needs keys, each with its value.",
        ),
        (
            "group_size: 4",
            "group_size: [4]",
            "SPC-02",
            "There is a list here, but one value is needed: a whole number such as 500.",
        ),
    ],
)
def test_a_wrong_shape_is_told_in_words(old: str, new: str, code: str, message: str) -> None:
    problem = only_fault(changed(old, new))
    assert (problem.code, problem.message) == (code, message)


def test_no_message_speaks_as_a_program_does() -> None:
    text = (
        changed("target: 45%", "target: [x]")
        .replace("state: CO", "state: {a: b}")
        .replace("copies: 1", "copies: one")
    )
    words = " ".join(f"{each.message} {each.hint} {each.expected}" for each in faults(text)).lower()
    assert not any(
        word in words for word in ("input", "valid", "string", "integer", "dict", "mapping", "type", "none")
    )
