"""Templates have exactly the documented names; each fact holds for one spec and fails for another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from deals import PLAIN, Texts, deal, group_outcome, outcome, overlaid
from obcgen.account.schedule import schedule
from obcgen.library.facts import meanings
from obcgen.pack import builtin
from obcgen.render.context import context, read_labels
from obcgen.render.records import VerificationRow, bounded, threshold
from obcgen.render.reference import RECORDS, reference
from obcgen.render.sandbox import parts_of
from obcgen.render.template_names import DEPRECATED, NAMES, VERSION
from obcgen.source import parse, read, read_text
from obcgen.spec import ALWAYS_CONFIDENTIAL, Measure, Spec
from obcgen.spec.confidential import hidden_paths
from packs import PROCUREMENT


def names_of(spec: Spec) -> dict[str, Any]:
    return context(spec, schedule(spec), builtin())


SPEC = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
DENVER = names_of(parse(read(SPEC), Spec))


# --- names ----------------------------------------------------------------------------------------


def test_templates_have_exactly_the_documented_names() -> None:
    old = [name.name for name in DEPRECATED]
    assert list(names_of(deal())) == [*(name.name for name in NAMES), *old]
    assert len({name.name for name in NAMES}) == len(NAMES)


def test_every_name_record_fact_and_filter_is_in_the_reference() -> None:
    page = reference(DENVER)
    for word in (
        *(name.name for name in NAMES),
        *meanings(),
        *(title.removeprefix("each ") for title in RECORDS),
        "cents",
        "sentence",
        "capital",
        "weekday",
    ):
        assert word in page, word


def test_every_name_and_meaning_is_said_in_words() -> None:
    for name in NAMES:
        assert name.kind
        assert name.example
        assert name.source
        assert 1 <= name.since <= VERSION
    assert all(text.endswith(".") for text in meanings().values())
    assert len(set(meanings().values())) == len(meanings()), "two facts that mean the same are one too many"


@pytest.mark.parametrize("title", RECORDS)
def test_every_part_of_a_record_has_a_type_and_a_place_for_its_example(title: str) -> None:
    page = reference(DENVER)
    heading = f"### {title[:1].upper()}{title[1:]}" if "`" in title else f"### `{title}`"
    rows = page.split(f"{heading}\n", 1)[1].split("###")[0]
    for part in parts_of(RECORDS[title]):
        assert re.search(rf"\| `{part}` \| [a-z][a-z: ,]+ \| [^|]*\|", rows), (title, part)


def test_a_section_that_the_spec_leaves_out_is_none() -> None:
    names = names_of(deal())
    assert names["agreement"] is names["provider"] is names["procurement"] is None
    assert names["dates"] == ()
    assert names["criterion_words"] == ""


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ("achievement level", "achievement level 2 or less"),
        ("percent of the federal poverty level", "2 percent of the federal poverty level or less"),
        ("points", "2 points or less"),
        ("percentile", "at or below the 2nd percentile"),
    ],
)
def test_a_criterion_names_a_level_before_its_number_and_a_quantity_after_it(scale: str, said: str) -> None:
    assert bounded("at_most", "2", scale, "level", read_labels(builtin())) == said


# --- the public view ------------------------------------------------------------------------------


def test_what_is_always_confidential_and_what_the_district_adds_is_hidden() -> None:
    spec = deal(
        document={"confidential": ["program.group_size", "population.schools"]},
        program={"group_size": "4"},
        population={"schools": ["A"]},
    )
    always = {tuple(path.split(".")) for path in ALWAYS_CONFIDENTIAL}
    assert set(hidden_paths(spec)) == always | {("program", "group_size"), ("population", "schools")}


def test_the_names_of_the_public_view_hold_no_secret() -> None:
    text = """\
obcgen: 1
document: {number: R, title: T, issued: 2027-03-01, confidential: [population.schools]}
"""
    data = {key: value for key, value in PLAIN.items() if key not in {"obcgen", "document"}}
    data = overlaid(data, {"population": {"schools": ["SECRET-3"]}})
    data["provider"] = {"name": "SECRET-1", "address": "SECRET-2"}
    source = read_text(text + _yaml(data))
    spec = parse(source, Spec)
    assert "SECRET-1" in repr(names_of(spec))
    assert "SECRET-3" in repr(names_of(spec))
    shown = parse(source.without(hidden_paths(spec)), Spec)
    assert "SECRET" not in repr(names_of(shown))


def _yaml(data: Any, indent: int = 0) -> str:
    lines = []
    for key, value in data.items():
        if isinstance(value, dict) and value:
            lines.append(" " * indent + f"{key}:\n" + _yaml(value, indent + 2))
        else:
            shown = "{}" if value == {} else f"[{', '.join(value)}]" if isinstance(value, list) else value
            lines.append(" " * indent + f"{key}: {shown}\n")
    return "".join(lines)


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ({}, "at or above the 40th percentile"),
        ({"at_least": "1"}, "at or above the 1st percentile"),
        ({"at_least": "42"}, "at or above the 42nd percentile"),
        ({"at_least": "33"}, "at or above the 33rd percentile"),
        ({"at_least": "11"}, "at or above the 11th percentile"),
        ({"at_least": "12"}, "at or above the 12th percentile"),
        ({"at_least": "62.5"}, "at or above the 62.5th percentile"),
        ({"at_least": None, "at_most": "5", "scale": "days"}, "5 days or less"),
        ({"at_least": {"K": "40", "3": "45"}},
         "Kindergarten: at or above the 40th percentile; Grade 3: at or above the 45th percentile"),
        ({"kind": "gain", "from": "spring", "scale": "points", "at_least": "1200.5"},
         "a gain of 1,200.5 points or more"),
        ({"at_least": None}, "set in the Rate Card"),
    ],
)  # fmt: skip
def test_a_threshold_is_said_in_words(measure: Texts, words: str) -> None:
    texts = overlaid(outcome("x")["measure"], measure)
    if isinstance(measure.get("at_least"), dict):
        texts["at_least"] = measure["at_least"]
    assert threshold(Measure.model_validate(texts), read_labels(builtin())) == words


def test_outcomes_that_are_decided_alike_share_a_row_that_says_it_once() -> None:
    late = overlaid(outcome("x")["verification"], {"sources": {"log": {
        "from": "provider", "system": "log", "supplies": "hours", "due": "monthly"}}})  # fmt: skip
    spec = deal(outcomes={
        "reading": outcome("Reading", verification=late), "math": outcome("Math", verification=late),
        "absence": group_outcome("Absence"),
    })  # fmt: skip
    rows: tuple[VerificationRow, ...] = names_of(spec)["verification_rows"]
    assert [each.outcome for each in rows] == ["Reading and Math", "Absence"]
    assert [(s.inspected, s.system, s.from_whom, s.due) for s in rows[0].sources] == [
        ("scores", "export", "the District", "June 1, 2028"), ("hours", "log", "the Provider", "monthly"),
    ]  # fmt: skip
    assert [(x.from_whom, x.remedy) for x in rows[0].late] == [
        ("the District", "each later date, but none of payment, moves by the same number of days"),
        ("the Provider", "payment waits until the data are complete"),
    ]
    assert rows[0].within == "15 Business Days after all the data are received"
    assert len(rows[1].late) == 1


def test_a_moment_of_the_procurement_has_its_day_and_time_zone() -> None:
    dates = names_of(deal(procurement=PROCUREMENT))["dates"]
    assert [(each.id, each.label, each.day, str(each.when)) for each in dates] == [
        ("issue", "RFP issued", "Monday", "2027-03-01"),
        (
            "proposals_due",
            "Proposals due",
            "Friday",
            "May 14, 2027, 2:00 p.m. Mountain Time",
        ),
    ]


def test_exposure_is_nothing_or_everything() -> None:
    none, every = names_of(deal())["exposure_rows"]
    assert (str(none.base), str(none.performance), str(none.total)) == ("$10,000", "$0", "$10,000")
    assert (str(every.base), str(every.performance), str(every.total)) == ("$10,000", "$50,000", "$60,000")


def test_exposure_counts_those_planned_where_nothing_is_reached_and_the_most_where_everything_is() -> None:
    base = {"fixed": None, "per_participant": "$100", "counted": "roster", "due": "2027-10-15"}
    spec = deal(population={"maximum": "120"}, payment={"base": base})
    none, every = names_of(spec)["exposure_rows"]
    assert (str(none.total), str(every.total)) == ("$10,000", "$72,000")


def test_nobody_measured_is_a_share_of_nothing() -> None:
    spec = deal(population={"history": {"2025-26": {"measured": "0", "reached": "0"}}})
    assert str(names_of(spec)["history_rows"][0].share) == "0%"
