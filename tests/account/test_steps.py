"""Each line before and after each limit: whoever follows the steps comes to what the line pays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from any_results import results
from obcgen.account.settle import settle
from obcgen.account.steps import steps
from obcgen.account.trace.settlement import of_settlement
from obcgen.money import ZERO, total
from settlements import kinds, two_lines

DEFAULT = {"effect": "deemed_met", "reach": "affected_participants", "at_most": "$1,000"}
DEALS = deals().flatmap(lambda spec: st.tuples(st.just(spec), results(spec)))


def told(affected: int = 0, **payment: Any) -> list[tuple[str, str, str, str, bool]]:
    spec = two_lines(payment=payment)
    found = steps(settle(spec, kinds({"++": 10, "+-": 10}, affected)))
    return [(each.line, each.limit.scope, str(each.before), str(each.after), each.gain) for each in found]


def test_two_caps_that_bind_are_told_apart_on_each_line() -> None:
    # each of 10 earns $500 + $300, cut to $700; then $5,000 + 10 x $437.50 + 10 x $262.50 = $12,000 to $6,000
    assert told(caps={"participant": "$700", "total": "$6,000"}) == [
        ("reading", "participant", "$10,000", "$9,375", False),
        ("reading", "total", "$9,375", "$4,687.50", False),
        ("reading", "not_to_exceed", "$4,687.50", "$4,687.50", False),
        ("math", "participant", "$3,000", "$2,625", False),
        ("math", "total", "$2,625", "$1,312.50", False),
        ("math", "not_to_exceed", "$1,312.50", "$1,312.50", False),
    ]


def test_what_a_default_adds_goes_through_the_limits_after_everything_else() -> None:
    # 5 lost math: $1,500 more, of which its own ceiling leaves $1,000 and the cap for all $500
    found = told(5, caps={"total": "$13,500"}, if_district_defaults=DEFAULT)
    assert [step[:4] for step in found if step[4]] == [
        ("math", "district_default", "$1,500", "$1,000"),
        ("math", "total", "$1,000", "$500"),
        ("math", "not_to_exceed", "$500", "$500"),
    ]


@settings(deadline=None)
@given(DEALS, st.booleans())
def test_the_steps_lead_from_what_a_line_earns_to_what_it_pays(pair: Any, affected: bool) -> None:
    spec, facts = pair
    if affected:
        first = replace(facts.people[0], affected=frozenset({"reading", "math"}))
        facts = replace(facts, people=(first, *facts.people[1:]))
    account = settle(spec, facts)
    found = steps(account)
    for line in account.lines:
        for gain, starts, ends in (
            (False, line.earned, line.amount - line.added),
            (True, total(entry.gained for entry in line.entries), line.added),
        ):
            own = [step for step in found if step.line == line.id and step.gain == gain]
            if line.open or not own:
                continue
            amounts = [starts, *(step.after for step in own)]
            assert [step.before for step in own] == amounts[:-1]
            assert amounts[-1] == ends
            assert all(step.cut >= ZERO for step in own)


def test_a_line_without_results_has_no_steps() -> None:
    facts = replace(kinds({"++": 10}), settled=frozenset({"reading"}))
    assert {step.line for step in steps(settle(two_lines(), facts))} == {"reading"}


def test_an_explanation_tells_what_each_of_two_caps_leaves_of_a_line() -> None:
    spec = two_lines(payment={"caps": {"participant": "$700", "total": "$6,000"}})
    facts = kinds({"++": 10, "+-": 10})
    told = next(each for each in of_settlement(spec, facts, settle(spec, facts)) if "reading" in each.name)
    assert [step.partition("leaves ")[2] for step in told.steps[-2:]] == [
        "$9,375.00 of $10,000.00",
        "$4,687.50 of $9,375.00",
    ]
