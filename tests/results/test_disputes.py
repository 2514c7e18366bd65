"""Disputes of a part of a line: by participants or by an amount; what makes no sense is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.account.settle import settle
from obcgen.problems import ObcgenError
from obcgen.results.disputes import under_dispute
from obcgen.statement.from_results import from_results
from obcgen.statement.words import dispute_words, due_words
from verified import TABLE, TOTALS, contract, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.account.account import Account
    from obcgen.statement.statement import Statement

PEOPLE = "participant,reading\n" + "".join(f"ID-{n},{'45' if n < 20 else '12'}\n" for n in range(40))
STEPS = {"group_result": {"steps": [{"at_least": "100%", "pay": "$900"}]}, "due": "2028-07-31"}
JULY = TABLE.replace("as_of: 2028-06-20", "as_of: 2028-08-01")


def settled(folder: Path, disputed: str, head: str = JULY) -> tuple[Account, Statement]:
    spec = contract()
    found = verified(folder, f"{head}disputed: {disputed}\n", PEOPLE, spec)
    plain = settle(spec, found.facts, found.ledger)
    account = under_dispute(spec, found.results, found.facts, found.people, plain)
    return account, from_results(spec, found, account, "results.yaml", "full")


def test_what_a_line_pays_for_the_participants_named_waits_and_the_rest_is_settled(tmp_path: Path) -> None:
    # 20 reach it at $500; of the three named one did not
    account, statement = settled(tmp_path, "[{line: reading, participants: [ID-1, ID-2, ID-30]}]")
    assert (str(account.disputed), str(account.payable)) == ("$1,000", "$19,000")
    assert "$1,000.00 is under dispute; $19,000.00 is payable now." in due_words(statement)
    assert dispute_words(statement).startswith(
        "Under dispute: $1,000.00 of Reading for ID-1, ID-2 and ID-30."
    )


def test_an_amount_waits_and_the_rest_is_settled(tmp_path: Path) -> None:
    account, statement = settled(tmp_path, '[{line: reading, amount: "$1,500"}]')
    assert (str(account.disputed), str(account.payable)) == ("$1,500", "$18,500")
    assert dispute_words(statement).startswith("Under dispute: $1,500.00 of Reading.")


def test_a_line_by_its_id_is_disputed_as_a_whole_as_before(tmp_path: Path) -> None:
    account, statement = settled(tmp_path, "[reading]")
    assert (str(account.disputed), str(account.payable)) == ("$10,000", "$10,000")
    assert dispute_words(statement).startswith("Under dispute: Reading.")


SAID = "[{line: reading, by: district, on: 2028-07-03, why: one export is of another form.}]"


def test_a_whole_line_is_disputed_with_who_when_and_why(tmp_path: Path) -> None:
    account, statement = settled(tmp_path, SAID)
    assert (str(account.disputed), str(account.payable)) == ("$10,000", "$10,000")
    assert dispute_words(statement).startswith(
        "Under dispute: Reading, disputed by the District on July 3, 2028: one export is of another "
        "form. That waits"
    )
    assert due_words(statement).startswith("The computation comes to $20,000.00 for the Provider.")


@pytest.mark.parametrize(
    ("why", "told"),
    [("was the form changed?", "changed? That waits"), ("two forms.", "two forms. That waits")],
)
def test_a_ground_ends_with_one_mark(why: str, told: str, tmp_path: Path) -> None:
    statement = settled(tmp_path, f"[{{line: reading, on: 2028-08-01, why: '{why}'}}]")[1]
    assert told in dispute_words(statement)


def test_a_part_may_say_who_disputes_it_and_still_only_that_part_waits(tmp_path: Path) -> None:
    account, statement = settled(tmp_path, '[{line: reading, amount: "$1,500", by: provider}]')
    assert str(account.disputed) == "$1,500"
    assert "$1,500.00 of Reading, disputed by the Provider. That waits" in dispute_words(statement)


def test_the_finance_edition_leaves_out_the_ground_which_may_name_somebody(tmp_path: Path) -> None:
    spec = contract()
    found = verified(tmp_path, f"{JULY}disputed: {SAID}\n", PEOPLE, spec)
    account = settle(spec, found.facts, found.ledger)
    finance = from_results(spec, found, account, "results.yaml", "finance")
    assert "another form" not in dispute_words(finance)


@pytest.mark.parametrize(
    "said", ["{line: reading}", "{line: reading, participants: [ID-1], amount: $5, by: district}"]
)
def test_a_dispute_that_names_no_part_says_who_when_or_why(said: str, tmp_path: Path) -> None:
    assert "RES-40" in {each.code for each in refused(tmp_path, f"{JULY}disputed: [{said}]\n", PEOPLE)}


def test_more_than_what_is_left_after_earlier_payments_is_not_under_dispute(tmp_path: Path) -> None:
    head = JULY + 'paid: {rates.reading: {amount: "$9,500", on: 2028-05-01}}\n'
    account, _ = settled(tmp_path, "[{line: reading, participants: [ID-1, ID-2]}]", head)
    assert (str(account.disputed), str(account.payable)) == ("$500", "$10,000")


@pytest.mark.parametrize(
    ("disputed", "code", "said"),
    [
        ("[{line: reading}]", "RES-40", "neither"),
        ('[{line: reading, participants: [ID-1], amount: "$5"}]', "RES-40", "both"),
        ('[{line: reading, amount: "$0"}]', "RES-40", "nothing"),
        ("[reading, {line: reading, participants: [ID-1]}]", "RES-40", "twice"),
        ("[{line: reading, participants: [ID-77]}]", "RES-11", "ID-77"),
        ("[{line: writing, participants: [ID-1]}]", "RES-11", "writing"),
        ('[{line: reading, amount: "$10,000.01"}]', "RES-41", "$10,000.00 is due"),
        ("[{line: reading, participants: [], by: provider}]", "RES-40", "names none"),
        ('[{line: reading, participants: [], amount: "$5"}]', "RES-40", "names none"),
        ("[{line: reading, by: provider, on: 2028-08-02}]", "RES-10", "after what can be"),
        ("[{line: reading, participants: [ID-1], on: 2027-06-30}]", "RES-10", "before what can be"),
        ("[{participants: [ID-1]}]", "SRC-17", "line"),
        ("[{line: reading, people: [ID-1]}]", "SRC-16", "people"),
    ],
)
def test_a_dispute_that_makes_no_sense_is_refused(
    tmp_path: Path, disputed: str, code: str, said: str
) -> None:
    problems = refused(tmp_path, f"{JULY}disputed: {disputed}\n", PEOPLE)
    assert any(each.code.startswith(code) and said in f"{each.message} {each.found}" for each in problems)
    assert all(each.place is not None for each in problems)


def test_participants_cannot_be_named_where_only_totals_are_known(tmp_path: Path) -> None:
    problems = refused(tmp_path, TOTALS + "disputed: [{line: reading, participants: [ID-1]}]\n")
    assert [each.code for each in problems] == ["RES-40"]
    assert "no table" in problems[0].message


def test_a_line_paid_once_for_all_has_no_participants_to_dispute(tmp_path: Path) -> None:
    spec = contract(payment={"rates": {"reading": None, "absence": STEPS}})
    results = f"{JULY}groups: {{absence: yes}}\ndisputed: [{{line: absence, participants: [ID-1]}}]\n"
    assert "RES-40" in [each.code for each in refused(tmp_path, results, PEOPLE, spec)]


def test_no_finance_edition_tells_that_a_dispute_concerns_a_few(tmp_path: Path) -> None:
    spec = contract()
    results = f"{JULY}disputed: [{{line: reading, participants: [ID-1]}}]\n"
    found = verified(tmp_path, results, PEOPLE, spec)
    account = settle(spec, found.facts, found.ledger)
    with pytest.raises(ObcgenError, match="STM-01"):
        from_results(spec, found, account, "results.yaml", "finance")
