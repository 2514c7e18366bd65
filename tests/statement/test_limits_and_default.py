"""A statement in which a cap for one meets a district default: participants and tables agree in print."""

from __future__ import annotations

from dataclasses import replace

from obcgen.deal.facts import Facts
from obcgen.deal.terms import cap_sentences
from obcgen.money import Money, total
from obcgen.statement.words import bound_words
from settlements import kinds, settled, two_lines

SPEC = two_lines(
    payment={
        "rates": {
            "reading": {"per_participant": "$100", "due": "2028-07-31"},
            "math": {"per_participant": "$100", "due": "2028-07-31"},
        },
        "caps": {"participant": "$100"},
        "if_district_defaults": {"effect": "deemed_met", "reach": "outcome"},
    }
)


def _lost(counts: dict[str, int]) -> Facts:
    return replace(kinds(counts), affected=frozenset({"math"}))


def test_a_default_adds_to_a_participant_only_what_the_cap_for_one_leaves() -> None:
    settlement, found = settled(SPEC, _lost({"+-": 1, "--": 1}))
    assert settlement.performance == Money.dollars(200)
    both = [row.owed for row in found.people]
    assert [(str(each.paid), str(each.added), str(each.held), str(each.cut)) for each in both] == [
        ("$100", "$0", "$0", "$0"),
        ("$100", "$100", "$0", "$0"),
    ]


def test_what_limits_take_off_agrees_with_the_lines_once_the_default_is_told_apart() -> None:
    settlement, found = settled(SPEC, _lost({"++": 3, "+-": 4, "--": 5}))
    taken = total(row.cut for row in found.limits if row.cut is not None)
    by_line = total(line.earned + line.added - line.amount for line in settlement.lines)
    # three who reached both lose $100 each; four whom the cap lets have nothing more lose $100 of the default
    assert (str(taken), str(by_line)) == ("$700", "$300")
    assert (
        "Of the $700.00 taken off, $300.00 comes off what the lines earn, as the table of lines "
        "shows, and $400.00 off what a District Default would have added."
    ) in bound_words(found)
    assert "would have added" not in bound_words(replace(found, edition="finance"))


def test_two_who_are_alike_are_both_held_to_a_cap_of_odd_cents() -> None:
    spec = two_lines(payment={"caps": {"participant": "$499.99"}})
    _, found = settled(spec, kinds({"++": 2}))
    assert [str(row.owed.paid) for row in found.people] == ["$499.99", "$499.99"]


def test_the_sentences_about_limits_stand_in_the_order_in_which_a_statement_applies_them() -> None:
    spec = two_lines(
        payment={
            "caps": {"participant": "$100", "total": "$9,000"},
            "if_district_defaults": {
                "effect": "deemed_met",
                "reach": "affected_participants",
                "at_most": "$3,000",
            },
        }
    )
    facts = replace(kinds({"+-": 4, "--": 40}), affected=frozenset({"math"}))
    _, found = settled(spec, facts)
    amounts = [str(row.limit) for row in found.limits]
    said = cap_sentences(spec)
    assert amounts == ["$100", "$3,000", "$9,000", str(spec.funding.not_to_exceed)]
    for amount, sentence in zip(amounts, said, strict=False):
        assert amount in sentence
    assert said[1] == (
        "Of what its own failure, or an end without the cause it states, adds for results, computed last, "
        "the District shall pay no more than $3,000."
    )
