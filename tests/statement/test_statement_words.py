"""What a statement says in words: due, owed back, disputed, held back; and the names of its tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from obcgen.money import Money
from obcgen.sheets.settlement import settlement_book
from obcgen.statement.names import LONGEST_LIST, names
from settlements import RATES, kinds, settled, two_lines


def words(
    paid: dict[str, int] | None = None, disputed: tuple[str, ...] = (), **payment: Any
) -> dict[str, Any]:
    spec = two_lines(payment=payment)
    return names(spec, settled(spec, kinds({"++": 10, "+-": 10}), paid, disputed)[1])


def test_what_is_due_is_said_in_words() -> None:
    # base $10,000; 20 x $500; 10 x $300
    assert words()["due_words"] == "The District owes the Provider $23,000.00. All of it is payable now."
    assert words({"base": 10_000})["due_words"].startswith("The District owes the Provider $13,000.00.")
    assert words({"base": 23_000})["due_words"] == "Nothing is due, and nothing is owed back."


def test_what_is_owed_back_is_said_in_words_and_set_against_other_payments() -> None:
    found = words({"base": 10_000, "rates.reading": 30_000})
    assert found["due_words"] == "The Provider owes back $17,000.00 to the District."
    assert found["true_up_words"] == (
        "More was paid than is settled on Reading. The difference is set against what is due."
    )
    assert str(found["due_now"]) == "-$17,000"


def test_what_was_paid_ahead_comes_off_the_next_payment_and_a_final_settlement_asks_it_back() -> None:
    # $23,000 is settled and $40,000 was paid
    spec = two_lines()
    _, final = settled(spec, kinds({"++": 10, "+-": 10}), {"base": 10_000, "rates.reading": 30_000})
    interim = names(spec, replace(final, head=replace(final.head, final=False)))
    assert interim["due_words"] == (
        "The Provider was paid $17,000.00 more than is settled so far. The next payment is less by that "
        "amount; what no later payment can absorb, the Provider pays back."
    )
    rows = [found["total_rows"][-1] for found in (interim, names(spec, final))]  # type: ignore[index]
    assert [(row.name, row.amount) for row in rows] == [
        ("Paid ahead, comes off the next payment (negative)", "-$17,000.00"),
        ("Owed back to the District (negative)", "-$17,000.00"),
    ]


@pytest.mark.parametrize(
    ("final", "disputed", "called"),
    [
        (True, (), "Final settlement statement"),
        (True, ("math",), "Final settlement statement, except for what is under dispute"),
        (False, ("math",), "Interim settlement statement"),
    ],
)
def test_a_settlement_with_a_dispute_is_not_called_final_without_more(
    final: bool, disputed: tuple[str, ...], called: str
) -> None:
    spec = two_lines()
    account, found = settled(spec, kinds({"++": 10}), disputed=disputed)
    found = replace(found, head=replace(found.head, final=final))
    assert names(spec, found)["kind_words"] == called
    assert settlement_book(spec, found, account).title == called.replace(
        "statement", "of C-1 as of 2028-08-01"
    )


def test_what_is_disputed_waits_and_the_rest_is_payable() -> None:
    found = words(disputed=("math",))
    assert found["due_words"] == (
        "The computation comes to $23,000.00 for the Provider. Of this, $3,000.00 is under dispute; "
        "$20,000.00 is payable now."
    )
    assert [row.amount for row in found["dispute_rows"]] == [
        "$23,000.00",
        "$3,000.00",
        "$0.00",
        "$20,000.00",
    ]
    assert found["dispute_words"].startswith("Under dispute: Math.")
    assert "Nothing" in words()["dispute_words"]


def test_a_return_under_dispute_is_not_set_against_what_is_payable() -> None:
    # reading settles at $10,000, of which $12,000 was paid; math ($3,000) and base ($10,000) are due
    found = words({"rates.reading": 12_000}, disputed=("reading",))
    assert found["due_words"] == (
        "The District owes the Provider $11,000.00. Of this, the return of $2,000.00 is under dispute; "
        "$13,000.00 is payable now."
    )


def test_a_line_without_results_yet_is_named_and_never_counted_as_not_reached() -> None:
    spec = two_lines()
    facts = replace(kinds({"++": 10, "+-": 10}), settled=frozenset({"reading"}))
    _, found = settled(spec, facts)
    said = names(spec, found)
    assert said["open_words"] == ("There are no results yet for Math.",)
    assert [row.name for row in said["count_rows"]] == ["Reading"]  # type: ignore[attr-defined]
    assert [row.name for row in said["line_rows"]] == ["Reading"]  # type: ignore[attr-defined]
    assert [row.name for row in said["ledger"]] == ["Base funding", "Reading"]  # type: ignore[attr-defined]


def test_limits_that_bound_are_named() -> None:
    assert words()["bound_words"] == "No limit cut anything."
    found = words(caps={"participant": "$700", "total": "$11,000"})
    assert (
        found["bound_words"]
        == "These limits cut the amounts: Most for one participant and Most for all lines."
    )
    assert [(row.name, row.cut) for row in found["limit_rows"]] == [
        ("Most for one participant", "$1,000.00"),
        ("Most for all lines", "$1,000.00"),
        ("Not-to-exceed amount, base included", "$0.00"),
    ]


def test_a_price_that_no_cent_hits_is_printed_with_its_exact_cents() -> None:
    rates = {key: {**rate, "factor": "5/6"} for key, rate in RATES.items()}
    reading, math = words(rates=rates)["count_rows"]
    assert reading.price == "Participants who reached it, at $416.66 and 2/3 of a cent"
    assert (reading.counted, reading.quantity, reading.amount) == ("20", "20", "$8,333.33 and 1/3 of a cent")
    assert math.price.endswith("$250.00")


def test_participants_stand_in_a_table_whose_columns_add_up_to_the_statement() -> None:
    found = words(caps={"participant": "$700"})
    assert found["people_heads"] == ("Participant", "Reading", "Math", "Cap for one", "Settled")
    assert found["people"][0] == ("ID00000", "$500.00", "$300.00", "-$100.00", "$700.00")
    assert found["people_totals"] == (
        "20 participants",
        "$10,000.00",
        "$3,000.00",
        "-$1,000.00",
        "$12,000.00",
    )
    assert sum(map(int, found["people_widths"].split())) == 100


def test_a_long_list_of_participants_is_left_to_the_files() -> None:
    spec = two_lines()
    _, found = settled(spec, kinds({"++": LONGEST_LIST + 1}))
    assert names(spec, found)["people"] == ()
    assert "501 participants" in str(names(spec, found)["not_listed_words"])


def test_what_is_held_back_is_neither_settled_nor_due_now() -> None:
    # $23,000 in all, $9,000 of it paid before, $1,000 held back
    spec = two_lines()
    full = settled(spec, kinds({"++": 10, "+-": 10}), {"base": 9_000})[1]
    held = replace(full, totals=replace(full.totals, retained=Money.dollars(1_000)))
    found = names(spec, held)
    assert (found["settled_now"], found["due_now"]) == (Money.dollars(22_000), Money.dollars(13_000))
    assert found["retains"]
    assert not names(spec, full)["retains"]


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (100, ""),
        (99, "Of 100 places planned, 99 were filled by a Participant who was served and 1 was not. "),
        (1, "Of 100 places planned, 1 was filled by a Participant who was served and 99 were not. "),
    ],
)
def test_places_in_which_nobody_was_served_are_counted_in_their_number(served: int, said: str) -> None:
    spec = two_lines()
    found = names(spec, settled(spec, kinds({"++": served}))[1])["served_words"]
    assert found == (said and f"{said}Base Funding is the same for places in which nobody was served.")


def test_page_one_tells_of_each_payment_to_whom_it_goes_and_why() -> None:
    found = words({"base": 12_000}, disputed=("math",))
    told = [(row.name, row.to, str(row.amount), str(row.payable), row.why) for row in found["due_rows"]]
    assert told == [
        ("Base funding", "District", "-$2,000", "-$2,000", "More was paid than is settled"),
        ("Reading", "Provider", "$10,000", "$10,000", "Results verified"),
        ("Math", "Provider", "$3,000", "$0", "Results verified; under dispute"),
    ]


def test_what_is_paid_already_has_no_row() -> None:
    assert [row.name for row in words({"base": 10_000})["due_rows"]] == ["Reading", "Math"]
