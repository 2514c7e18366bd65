"""What each change does to the money: alone, beside others, and all of them together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from any_deal import deals
from obcgen.changes.applied import applied
from obcgen.changes.effects import Effects, effects
from obcgen.changes.money import money_of, totals
from obcgen.changes.terms import changes_between
from obcgen.law.in_force import law_on
from obcgen.money import Money, total
from obcgen.pack import builtin
from obcgen.policy.check import nonsense
from obcgen.problems import dotted
from obcgen.spec import Spec
from obcgen.spec.payment import Caps
from one_change import ONE_EACH, with_values

OLD = with_values()
LAW = law_on(builtin(), date(2027, 3, 1))
COHORT = "{name: A, planned: 9, starts: 2027-10-04, ends: 2028-05-19}"


def of(*values: str, holds: bool = True) -> Effects:
    new = with_values(*values)
    return effects(OLD, new, changes_between(OLD, new), lambda _: holds)


def test_a_change_by_itself_does_what_settling_the_changed_deal_says() -> None:
    cap, target = "payment.caps.participant=$1,400", "outcomes.vocabulary.target=40%"
    found = of(cap, target)
    for (change, moved), value in zip(found.alone, (target, cap), strict=True):
        money = money_of(OLD, with_values(value))
        assert dotted(change.path) == value.partition("=")[0]
        assert (moved.base, moved.most) == (money.base.more, money.most.more)
        assert moved.scenarios == {each.id: each.total.more for each in money.scenarios}


def test_what_changes_do_to_one_another_is_in_the_rest() -> None:
    found = of("payment.caps.participant=$1,400", "outcomes.vocabulary.target=40%")
    (_, target), (_, cap) = found.alone
    assert (target.scenarios["target"], cap.scenarios["target"]) == (
        Money.dollars(-5000),
        Money.dollars(-21000),
    )
    assert found.all.scenarios["target"] == Money.dollars(-25000)
    assert found.rest.scenarios["target"] == Money.dollars(1000)
    assert found.joined == ()


@pytest.mark.parametrize(
    "values",
    [
        ("outcomes.words={like: vocabulary, name: Words}", "payment.rates.words={per_participant: $9}"),
        (f"cohorts.a={COHORT}", "payment.rates.x={outcome: fluency, per_participant: $9, cohort: a}"),
        (
            "outcomes.words={like: vocabulary, name: Words}",
            "payment.rates.x={per_participant: $9, all: [fluency, words]}",
        ),
    ],
)
def test_a_change_that_needs_another_cannot_stand_alone(values: tuple[str, str]) -> None:
    found = of(*values)
    assert len(found.joined) == 1
    assert found.joined[0].path[:2] == ("payment", "rates")
    assert found.all.most == found.rest.most + total(moved.most for _, moved in found.alone)


def test_a_change_whose_deal_makes_no_sense_by_itself_has_no_row() -> None:
    launch = "payment.base.installments.launch.share=50%"
    found = of(launch, "payment.base.installments.midyear.share=20%", holds=False)
    assert [dotted(each.path) for each in found.joined] == [
        "payment.base.installments.launch.share",
        "payment.base.installments.midyear.share",
    ]
    assert found.alone == ()


def test_the_only_part_of_a_section_goes_with_the_section() -> None:
    line = OLD.payment.rates["fluency"]
    rates = {**OLD.payment.rates, "fluency": line.model_copy(update={"requires": None})}
    new = OLD.model_copy(update={"payment": OLD.payment.model_copy(update={"rates": rates})})
    (change,) = changes_between(OLD, new)
    assert change.term == "Required dosage of “Text fluency”"
    assert applied(OLD, new, change.path) == new


def _limited(caps: dict[str, str], key: str, alone: bool) -> Spec:
    """Return the example with one of the limits alone, or with all but that one."""
    chosen = {each: cap for each, cap in caps.items() if (each == key) is alone}
    limits = Caps.model_validate({"outcome": chosen})
    return OLD.model_copy(update={"payment": OLD.payment.model_copy(update={"caps": limits})})


@pytest.mark.parametrize("caps", [{"fluency": "$90000"}, {"fluency": "$90000", "vocabulary": "$50000"}])
def test_limits_that_only_one_deal_has_are_made_and_taken_away_one_by_one(caps: dict[str, str]) -> None:
    limited = Caps.model_validate({"outcome": caps})
    without, with_caps = (
        OLD.model_copy(update={"payment": OLD.payment.model_copy(update={"caps": each})})
        for each in (None, limited)
    )
    for was, now in ((without, with_caps), (with_caps, without)):
        found = effects(was, now, changes_between(was, now), lambda _: True)
        assert found.joined == ()
        assert found.alone[0][1].most == money_of(was, _limited(caps, "fluency", now is with_caps)).most.more
        assert [each.term for each, _ in found.alone] == [
            f"Most for all lines of the outcome “{OLD.outcomes[key].name}”" for key in caps
        ]


def test_words_dates_and_duties_move_no_money() -> None:
    found = of(
        "outcomes.fluency.name=Fluency", "program.service=Another.", "duties.provider.groups.cure=1 day"
    )
    assert (found.alone, found.joined, found.all.any) == ((), (), False)


@pytest.mark.parametrize("key", ONE_EACH)
def test_money_moves_only_where_it_is_looked_for(key: str) -> None:
    new = with_values(ONE_EACH[key][0])
    if totals(new) != totals(OLD):
        assert effects(OLD, new, changes_between(OLD, new), lambda _: True).alone


def test_a_scenario_that_only_one_spec_has_has_no_amount_on_the_other_side() -> None:
    new = with_values("payment.scenarios.bad.served=400")
    (bad,) = (each for each in money_of(OLD, new).scenarios if each.id == "bad")
    assert (bad.name, bad.total.before, bad.total.more) == ("Bad", None, None)
    assert bad.total.after is not None
    assert "bad" not in effects(OLD, new, changes_between(OLD, new), lambda _: True).all.scenarios


@settings(max_examples=5)
@given(deals(), deals())
def test_rows_and_rest_sum_to_what_all_do(old: Spec, new: Spec) -> None:
    found = effects(old, new, changes_between(old, new), lambda spec: not nonsense(spec, LAW))
    money = money_of(old, new)
    for name in ("base", "most"):
        parts = [getattr(moved, name) for _, moved in found.alone]
        assert total([*parts, getattr(found.rest, name)]) == getattr(money, name).more
    for each in money.scenarios:
        parts = [moved.scenarios[each.id] for _, moved in found.alone]
        assert total([*parts, found.rest.scenarios[each.id]]) == each.total.more


@settings(max_examples=15)
@given(deals(), deals())
def test_deals_without_a_change_pay_the_same(old: Spec, new: Spec) -> None:
    if not changes_between(old, new):
        assert totals(old) == totals(new)
    else:
        assert old != new
