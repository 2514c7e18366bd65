from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.problems import Place, Problem
from obcgen.source import read
from obcgen.source.nodes import at

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"


def found(*settings: str) -> tuple[Problem, ...]:
    known = {(each.code, each.message) for each in read_and_check(DENVER)[2]}
    _, _, problems = read_and_check(DENVER, settings=settings)
    return tuple(each for each in problems if (each.code, each.message) not in known)


def only(*settings: str) -> Problem:
    (problem,) = found(*settings)
    assert problem.place is not None
    assert problem.place.file == "--set"
    assert problem.place.line == 1
    assert problem.place.excerpt == settings[-1]
    return problem


def test_a_value_goes_over_that_of_the_file_and_has_its_type() -> None:
    _, spec, _ = read_and_check(
        DENVER, settings=["population.planned=480", "population.schools.2=Barnum West"]
    )
    assert spec.population.planned == 480
    assert spec.population.schools[1] == "Barnum West"
    assert len(spec.population.schools) == 5


def test_an_amount_keeps_its_commas() -> None:
    assert str(
        read_and_check(DENVER, settings=["funding.not_to_exceed=$1,300,000"])[1].funding.not_to_exceed
    ) == ("$1,300,000")


def test_a_list_or_a_group_of_keys_is_written_in_brackets() -> None:
    settings = ["need.goals=[Read, Write]", "procurement.award={kind: multiple, providers: 2}"]
    _, spec, _ = read_and_check(DENVER, settings=settings)
    assert spec.need is not None
    assert spec.need.goals == ("Read", "Write")
    assert spec.procurement is not None
    assert spec.procurement.award is not None
    assert spec.procurement.award.providers == 2


def test_keys_that_the_file_leaves_out_are_made() -> None:
    _, spec, problems = read_and_check(DENVER, settings=["payment.caps.outcome.fluency=$240,000"])
    assert spec.payment.caps is not None
    assert str(spec.payment.caps.outcome["fluency"]) == "$240,000"
    assert not [each for each in problems if each.severity == "error"]


def test_what_is_set_beside_a_like_goes_over_the_copy() -> None:
    _, spec, _ = read_and_check(DENVER, settings=["outcomes.vocabulary.measure.at_least=45"])
    assert str(spec.outcomes["vocabulary"].measure.at_least) == "45"
    assert str(spec.outcomes["fluency"].measure.at_least) == "40"


def test_a_value_is_read_as_strictly_as_in_the_file() -> None:
    problem = only("document.status=finall")
    assert (problem.code, problem.hint) == ("SPC-03", "Did you mean final?")
    assert problem.place == Place("--set", 1, 17, 6, "document.status=finall")


@pytest.mark.parametrize(
    ("setting", "code", "hint"),
    [
        ("outcomes.fluencyy.target=50%", "SRC-23", "Did you mean outcomes.fluency.target?"),
        ("documnt.status=final", "SRC-23", "Did you mean document.status?"),
        ("document.statis=final", "SRC-16", "Did you mean status? It is written here already."),
        ("payment.caps.totl=$5", "SRC-16", "Did you mean total?"),
        ("population.schools.9=West", "SRC-23", "Name an item by its number"),
        ("population.schools.east=West", "SRC-23", "Name an item by its number"),
        ("document.status.x=1", "SRC-23", "Set it whole: document.status=..."),
        ("document.status", "SRC-23", "Write it as --set document.status=final."),
        ("=final", "SRC-23", "Write it as --set"),
        ("document..status=final", "SRC-23", "Write it as --set"),
        ("document.title=one: two", "SRC-23", "Put the value in quotes"),
        ("document.title=- one", "SRC-23", "Put the value in quotes"),
        ("need.goals=[one, two", "SRC-12", "Close it with ]"),
        ("document.title=*name", "SRC-09", "Write the value out"),
        ("document.title=", "SPC-01", "Write a title"),
        ("payment.rates.fluency.per_participant={at_most: $1,500}", "SRC-11", 'Write "$1,500" in quotes'),
    ],
)
def test_a_setting_that_leads_nowhere_or_cannot_be_read_is_told(setting: str, code: str, hint: str) -> None:
    problem = found(setting)[0]
    assert problem.code == code
    assert problem.hint.startswith(hint)
    assert problem.place is not None
    assert (problem.place.file, problem.place.excerpt) == ("--set", setting)


@pytest.mark.parametrize("second", ["document.status=final", "document={}", "document.status.x=1"])
def test_two_settings_of_one_value_are_refused(second: str) -> None:
    codes = [each.code for each in found("document.status=draft", second)]
    assert codes == ["SRC-23"]


@pytest.mark.parametrize("steps", [51, 4_000])
def test_a_path_that_is_deeper_than_any_spec_is_refused_before_it_is_followed(steps: int) -> None:
    problem = only(".".join(["a"] * steps) + "=1")
    assert problem.code == "SRC-23"
    assert "more than 50 keys" in problem.message


def test_every_setting_is_reported_not_only_the_first() -> None:
    assert len(found("documnt.status=final", "popultion.planned=3")) == 2


@pytest.mark.parametrize("text", ["a\nb=c", "a=\x00", "a=b\x1b[0m", "....=", "=", "", "a=" + "[" * 60])
def test_no_text_breaks_it(text: str) -> None:
    assert read(DENVER, [text]).problems


def test_the_files_own_places_are_kept() -> None:
    node = at(read(DENVER, ["document.status=final"]).root, ("document", "title"))
    assert node is not None
    assert node.place.file.endswith("denver-literacy.yaml")
