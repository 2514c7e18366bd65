"""What changed between two specs: each term by its name, before and after, and whether it counts."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import pytest
from hypothesis import given, settings

from any_deal import deals
from obcgen import read_text
from obcgen.changes.called import label_of
from obcgen.changes.labels import LABELS
from obcgen.changes.material import MATERIAL
from obcgen.changes.subjects import subject_of
from obcgen.changes.terms import TermChange, changes_between
from obcgen.changes.things import NOUNS
from obcgen.pack import builtin
from obcgen.problems import dotted
from obcgen.render.context import read_labels
from obcgen.source import parse
from obcgen.spec import Section, Spec
from one_change import ONE_EACH, with_values
from rule_changes import DENVER

TESTS = Path(__file__).parent.parent
OLD = with_values()


def changed(*values: str) -> tuple[TermChange, ...]:
    return changes_between(OLD, with_values(*values))


# What terms are called


def patterns(model: type[Section], within: str = "") -> typing.Iterator[str]:
    for name, info in model.model_fields.items():
        yield from _below(info.annotation, f"{within}.{info.alias or name}".lstrip("."))


def _below(shape: object, pattern: str) -> typing.Iterator[str]:
    yield pattern
    if isinstance(shape, type) and issubclass(shape, Section):
        yield from patterns(shape, pattern)
    of_mapping, is_list = (typing.get_origin(shape) is kind for kind in (dict, tuple))
    for part in () if is_list else typing.get_args(shape)[int(of_mapping) :]:
        yield from _below(part, f"{pattern}.*" if of_mapping else pattern)


EVERY = frozenset(patterns(Spec))


def test_every_label_and_noun_is_that_of_a_key_of_the_spec() -> None:
    assert not (LABELS.keys() | NOUNS.keys()) - EVERY


def test_a_date_is_called_as_the_rfp_calls_it() -> None:
    dates = read_labels(builtin())["date"]
    called = {key: LABELS[f"procurement.schedule.{key}"] for key in dates}
    assert called == {**dates, "conference": "Day of the pre-proposal conference"}


def test_no_two_terms_of_one_thing_are_called_the_same() -> None:
    holders = {pattern.rpartition(".")[0] for pattern in EVERY}
    seen: dict[tuple[str, str], str] = {}
    of_year = {pattern.replace("*.pay.", "*.") for pattern in EVERY - holders}
    for pattern in sorted(of_year):
        within = pattern.rpartition("*")[0]
        other = seen.setdefault((within, label_of(pattern)), pattern)
        assert other == pattern, f"{pattern} and {other} are both {label_of(pattern)}"


def test_every_section_of_the_spec_has_a_subject_of_its_own() -> None:
    of_document = {key for key in Spec.model_fields if subject_of(key, None) == "document"}
    assert of_document == {"obcgen", "document"}


# What is told of a change


def test_there_is_a_change_for_each_term_that_bidders_price() -> None:
    assert {tuple(key.split(".")) for key in ONE_EACH} == set(MATERIAL)


@pytest.mark.parametrize("key", ONE_EACH)
def test_a_term_that_bidders_price_is_told_by_its_name_when_it_alone_changes(key: str) -> None:
    setting, terms = ONE_EACH[key]
    found = changed(setting)
    assert ", ".join(each.term for each in found) == terms
    assert all(each.material and not each.confidential for each in found)
    assert all(dotted(each.path).startswith(key) for each in found)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("payment.caps.participant=$1,400", "limit changed $1,500 > $1,400"),
        ("program.ends=2028-05-12", "date changed Friday, May 19, 2028 > Friday, May 12, 2028"),
        (
            "procurement.schedule.proposals_due=2027-05-03T14:30",
            "date changed Friday, April 30, 2027, 2:00 p.m. > Monday, May 3, 2027, 2:30 p.m.",
        ),
        ("outcomes.phonemic_awareness.measure.at_least=45.5", "threshold changed 40 > 45.5"),
        ("outcomes.fluency.target=5/6", "threshold changed 45% > 5/6"),
        ("outcomes.fluency.group=grades_k_1", "outcome changed Grades 2 and 3 > Kindergarten and grade 1"),
        (
            "outcomes.phonemic_awareness.verification.decided_by={who: third_party, name: Mathematica}",
            "verification changed the Director of Research and Assessment of the District > Mathematica",
        ),
        (
            "payment.rates.fluency.per_participant={proposed: true, at_least: $600, at_most: $1000}",
            "price changed $1,000 > for bidders to name, at least $600 and at most $1,000",
        ),
        (
            "payment.rates.fluency.per_participant={tiers: [{at_least: 4, pay: $5}, {at_least: 6, pay: $9}]}",
            "price changed $1,000 > Price per participant by result: 4 or more: $5; 6 or more: $9",
        ),
        ("payment.rates.fluency.best_of=[vocabulary]", "price added none > Vocabulary"),
        ("payment.caps.outcome.fluency=$9", "limit added none > $9"),
        ("funding.sources.title_i.federal=false", "funding changed yes > no"),
        (
            "data.flows.referral.basis=audit_or_evaluation",
            "data changed school official > audit or evaluation",
        ),
        ("population.grades=[K, 1]", "participants changed K, 1, 2, 3 > K, 1"),
        (
            "procurement.tie_break=[plan, price]",
            "criterion changed Evidence of effectiveness, Price > Program and staffing plan, Price",
        ),
    ],
)
def test_values_are_told_as_documents_print_them(setting: str, told: str) -> None:
    (change,) = changed(setting)
    assert f"{change.subject} {change.how} {change.before} > {change.after}" == told


def test_a_thing_that_is_gone_is_told_as_a_whole_and_a_section_term_by_term() -> None:
    new = with_values(
        "duties.provider.snacks={duty: Bring snacks, cure: 1 day}",
        "agreement.renewal={options: 2, length: 1 day, notice: 60 days}",
    )
    found = changes_between(new, OLD)
    assert [(each.how, each.term, each.before, each.after) for each in found] == [
        ("removed", "Provider's duty “Bring snacks”", "Bring snacks; Time to cure: 1 day", "none"),
        ("removed", "Options to renew", "2", "none"),
        ("removed", "Length of each renewal", "1 day", "none"),
        ("removed", "Notice of renewal", "60 days", "none"),
    ]


@pytest.mark.parametrize(
    "setting",
    [
        "outcomes.fluency.name=Fluency",
        "outcomes.fluency.rationale=Better words.",
        "need.problem=Another.",
        "procurement.schedule.proposals_due=2027-05-03T14:00",
        "agreement.number=C-1",
        "document.title=Tutoring",
    ],
)
def test_words_and_what_no_bidder_prices_are_no_ground_for_a_protest(setting: str) -> None:
    (change,) = changed(setting)
    assert not change.material


@pytest.mark.parametrize(
    ("price", "material"), [("$600", False), ("$1000", False), ("$599.99", True), ("$1000.01", True)]
)
def test_a_price_that_bidders_were_to_name_counts_only_outside_its_bounds(price: str, material: bool) -> None:
    asked = with_values(
        "payment.rates.fluency.per_participant={proposed: true, at_least: $600, at_most: $1000}"
    )
    (change,) = changes_between(asked, with_values(f"payment.rates.fluency.per_participant={price}"))
    assert change.material is material


def test_what_no_rfp_shows_is_marked() -> None:
    hidden = with_values("document.confidential=[funding.sources.title_i.amount]")
    values = ("payment.scenarios.strong.served=400", "funding.sources.title_i.amount=$1,000,000")
    found = changes_between(hidden, with_values(*values))
    assert {dotted(each.path): each.confidential for each in found} == {
        "document.confidential": False,
        "payment.scenarios.strong.served": True,
        "funding.sources.title_i.amount": True,
    }


def test_a_board_is_called_a_board() -> None:
    board = with_values("district.role=board")
    new = with_values("district.role=board", "payment.if_district_defaults.at_most=$1")
    (change,) = changes_between(board, new)
    assert change.term == "Most that is paid on a default of the Board"


# Things with another id


def with_words_for_vocabulary(*values: str) -> Spec:
    text = re.sub(r"(?<![\w.])vocabulary:(?= )", "words:", DENVER)
    return parse(read_text(text, settings=values).source, Spec)


def test_an_outcome_with_another_id_is_the_same_outcome_wherever_it_is_named() -> None:
    (change,) = changes_between(OLD, with_words_for_vocabulary())
    assert (change.subject, change.term) == ("id", "Id of the outcome “Vocabulary”")
    assert (change.before, change.after, change.material) == ("vocabulary", "words", False)


def test_what_else_differs_in_a_thing_with_another_id_is_told_by_itself() -> None:
    new = with_words_for_vocabulary("outcomes.words.target=50%", "payment.rates.words.per_participant=$400")
    found = changes_between(OLD, new)
    assert [(each.term, each.before, each.after) for each in found][1:] == [
        ("Target of the outcome “Vocabulary”", "42%", "50%"),
        ("Price per participant of “Vocabulary”", "$500", "$400"),
    ]


def test_a_duty_with_another_id_and_the_same_words_is_the_same_duty() -> None:
    was = with_values("duties.provider.a={duty: Bring snacks, cure: 1 day}")
    now = with_values("duties.provider.b={duty: Bring snacks, cure: 1 day}")
    assert [each.term for each in changes_between(was, now)] == ["Id of the Provider's duty “Bring snacks”"]


def test_a_duty_with_other_words_and_another_id_is_another_duty() -> None:
    was = with_values("duties.provider.a={duty: Bring snacks, cure: 1 day}")
    now = with_values("duties.provider.b={duty: Bring drinks, cure: 1 day}")
    assert [each.how for each in changes_between(was, now)] == ["removed", "added"]


def test_things_in_another_order_are_the_same() -> None:
    turned = OLD.model_copy(update={"outcomes": dict(reversed(OLD.outcomes.items()))})
    assert changes_between(OLD, turned) == ()


# Of any two deals


def leaves(
    value: object, path: tuple[str, ...] = (), *, without_a_word: bool = False
) -> typing.Iterator[tuple[tuple[str, ...], object]]:
    """Yield what a spec states, with its path; also what holds `without_a_word` where that is asked for."""
    if isinstance(value, Section):
        for key, info in type(value).model_fields.items():
            if without_a_word or getattr(value, key) != info.default:
                inside = (*path, info.alias or key)
                yield from leaves(getattr(value, key), inside, without_a_word=without_a_word)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key), without_a_word=without_a_word)
    elif value not in (None, ()):
        yield path, value


@settings(max_examples=25)
@given(deals(), deals())
def test_the_changes_made_in_the_old_deal_give_the_new_one(old: Spec, new: Spec) -> None:
    found = changes_between(old, new)
    made = dict(leaves(old))
    renamed = {each.before: each.after for each in found if each.subject == "id"}
    made = {tuple(renamed.get(step, step) for step in path): value for path, value in made.items()}
    for change in found:
        if change.subject != "id":
            path = tuple(map(str, change.path))
            made = {key: value for key, value in made.items() if key[: len(path)] != path}
            made |= dict(leaves(change.now, path))
    stated, held = dict(leaves(new)), dict(leaves(new, without_a_word=True))
    assert stated.items() <= made.items() <= held.items()


@given(deals())
def test_a_deal_has_no_change_from_itself(deal: Spec) -> None:
    assert changes_between(deal, deal.model_copy(deep=True)) == ()


def test_the_guide_shows_the_run_of_the_case() -> None:
    case = (TESTS / "cases" / "good" / "diff-denver-lower-cap.md").read_text(encoding="utf-8")
    output = case.partition("```output\n")[2].partition("```")[0]
    guide = (TESTS.parent / "docs" / "comparing.md").read_text(encoding="utf-8")
    assert f"$ obcgen diff old.yaml new.yaml\n{output}```" in guide
