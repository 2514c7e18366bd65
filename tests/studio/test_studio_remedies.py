"""A Problem's remedy is applied with one click where a machine can write it, and the Problem is gone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from asking import opened, told
from newcomers import OHIO, begun
from obcgen.pack import builtin
from obcgen.problems import Path, Problem
from obcgen.source import read_text
from obcgen.source.from_values import from_values
from obcgen.source.nodes import Plain, to_plain
from obcgen.source.source import Source
from obcgen.source.to_yaml import to_yaml
from obcgen.studio.desk import Desk
from obcgen.studio.fields import field_at
from obcgen.studio.following import said
from obcgen.studio.in_words_of_form import Wording, days
from obcgen.studio.interview import interview
from obcgen.studio.protocol import answer
from obcgen.studio.remedies import remedy_of
from rule_pages import DENVER, SPECS, examples

TEXT = (SPECS / DENVER).read_text(encoding="utf-8")
DEAL = read_text(TEXT).root
RATE = ("payment", "rates", "fluency")
LIMIT = ("payment", "if_district_defaults")


def wrong(code: str) -> Desk:
    """Return a desk with the page's own example of what a rule finds."""
    text = f"extends: {DENVER}\n{examples(code)['Wrong']}"
    return Desk("spec.yaml", text, {DENVER: (SPECS / DENVER).read_bytes()})


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("PRO-14", "Set “Due date” of “Text fluency” to August 14, 2028"),
        ("DAT-02", "Set “Destruction” of “Sessions” to August 31, 2031"),
        (
            "DAT-06",
            (
                "Set “Data elements” of “Referral” to name, student id, school, grade, "
                "the result of each participant, scores of each window"
            ),
        ),
        ("BAL-04", "Set “Most that the Provider owes in damages” to $1,000,000"),
        ("PAY-14", "Remove “Unit” of “Text fluency”"),
        ("REQ-02", "Begin “Need”, with a blank for each answer"),
        ("LNK-01", "Set “Assessment of the entry score” to “Istation Reading”"),
        ("PAY-13", "Fill in “Price per participant” of “Text fluency”: “At least”: $500"),
        ("PRO-04", "Set “Written proposals scored” to May 17, 2027"),
        ("WAI-02", "Remove “Waived rules” of “PAY-03”"),
        ("SCN-01", "Set “Attainment” of “Fluency” to 35%"),
        ("DSN-19", "Set “Most in all” of “Text fluency” to $113,000"),
        ("BAL-07", "Set “Last day for notice of termination at once” to January 20, 2028"),
        ("REQ-01", "Fill in “Provider must”: “Log sessions” (“Wording”"),
        ("LNK-04", "Set “Confidential parts” to “Title I, Part A”"),
        ("DSN-12", "Set “Missing last score” of “Text fluency” to “Not reached”"),
    ],
)
def test_the_remedy_of_a_rule_mends_what_it_found(code: str, says: str) -> None:
    desk = wrong(code)
    problem = next(each for each in told(desk, do="problems")[1]["problems"] if each["code"] == code)
    assert problem["remedy"]["label"].startswith(says)
    after, reply = told(desk, do="remedy", problem=problem)
    left = told(after, do="problems")[1]["problems"]
    assert not [each for each in left if (each["code"], each["steps"]) == (code, problem["steps"])]
    assert reply["change"]
    assert told(after, do="undo")[0].text == desk.text


@pytest.mark.parametrize(
    ("code", "says", "never"),
    [
        (
            "DSN-08",
            "points of the line”: at 27% pays $0; at 45% pays $250,000, or",
            "“At”",
        ),
        ("BAL-03", "The clause “Prompt payment” is chosen", "prompt-payment"),
        ("BAL-03", "Remove “Prompt payment” from “Clauses”, or", "prompt-payment"),
        ("PAY-01", "than one thing: “Outcomes that must all be reached” of “Text fluency” and “", "all and"),
        ("PAY-02", "than one way: “Price per participant” of “Text fluency” and “", "per_"),
        ("AMD-07", "with prices by year, or by an amendment", "“Base funding by year”"),
        ("AMD-07", "in the spring window.” to “… ", "v…"),
    ],
)
def test_what_a_rule_says_is_in_the_words_of_the_form(code: str, says: str, never: str) -> None:
    problem = next(each for each in told(wrong(code), do="problems")[1]["problems"] if each["code"] == code)
    assert says in f"{problem['says']} {problem['advice']}"
    assert never not in f"{problem['says']} {problem['advice']}"


@pytest.mark.parametrize(
    ("hint", "at", "page"),
    [
        ("Add district.population. Counsel confirms it.", ("district", "population"), "basics"),
        ("Say its day in estimate.on, and file it.", ("estimate", "on"), "money"),
        ("Have it read, then add under confirmed: federal_law: {by: <office>}.", ("confirmed",), "contract"),
        ("Write program.starts: 2027-11-01 or later.", ("program", "starts"), "dates"),
        ("Add what nobody knows.", LIMIT, "money"),
        ("Add no.such.thing.", LIMIT, "money"),
    ],
)
def test_the_way_to_a_question_leads_to_what_is_to_be_filled_in(
    hint: str, at: tuple[str, ...], page: str
) -> None:
    problem = Problem("ABC-01", "Wrong.", LIMIT, hint=hint)
    wording = Wording(DEAL, interview(builtin()))
    assert (wording.asked(problem), wording.page(wording.asked(problem))) == (at, page)


@pytest.mark.parametrize(
    ("path", "told_as", "says"),
    [
        (
            ("program", "ends"),
            "ends (2027-02-28) comes before starts (2027-10-04).",
            "“Last day of service” (2027-02-28) comes before “First day of service” (2027-10-04).",
        ),
        (
            ("assessments", "istation", "windows", "fall", "closes"),
            "Correct closes or opens.",
            "Correct “Last day” of “Fall” or “First day” of “Fall”.",
        ),
        (
            (*RATE, "due"),
            "Write due: 2028-05-22 at fluency and vocabulary; or decide sooner.",
            "Set “Due date” of “Text fluency” and “Vocabulary” to May 22, 2028; or decide sooner.",
        ),
        (
            ("improvement", "indicators"),
            "Write a level beside it, such as “pace of the participants planned: 90% or more”.",
            "Write a level beside it, such as “pace of the participants planned: 90% or more”.",
        ),
        (
            ("outcomes", "fluency", "target"),
            "Chance can reach the target of Text fluency: without the program 20% would.",
            "Chance can reach the target of Text fluency: without the program 20% would.",
        ),
        (RATE, "It falls on a holiday (package holidays 0.109).", "It falls on a holiday."),
        (RATE, "It pays at target, and ends at once.", "It pays at target, and ends at once."),
        (
            ("population", "schools", 0),
            'Write [Lemley Campus, Goodwill "North"].',
            'Write each on a line of its own: Lemley Campus, Goodwill "North".',
        ),
        (
            ("population", "schools", 0),
            'Write ["Career Center, 120 Broadway", "Hub, 8 Court Street"].',
            'Write each on a line of its own: "Career Center, 120 Broadway", "Hub, 8 Court Street".',
        ),
        (
            RATE,
            "Write per_participant: {at_least: $5, at_most: $6}.",
            "Fill in “Price per participant” of “Text fluency”: “At least”: $5, “At most”: $6.",
        ),
        (
            RATE,
            "Pay line: [{at: 27%, pay: $0}, {at: 45%, pay: $5}].",
            "Pay “Payment by result, points of the line”: at 27% pays $0; at 45% pays $5.",
        ),
        ((*RATE, "due"), "“fluency” is due.", "“Text fluency” is due."),
        (
            RATE,
            "That is fewer than in any earlier year: what it can pay: nothing.",
            "That is fewer than in any earlier year: what it can pay: nothing.",
        ),
        (RATE, "Remove due: it has none.", "Remove “Due date” of “Text fluency”: it has none."),
        (RATE, "The spec owes $50000.", "The deal owes $50,000."),
        (
            RATE,
            "The payment for fluency and vocabulary rests (phonemic_awareness) on text fluency.",
            "The payment for “Text fluency” and “Vocabulary” rests (“Phonemic awareness”) on text fluency.",
        ),
        (
            ("procurement", "schedule", "evaluation"),
            "evaluation falls on a Saturday.",
            "“Written proposals scored” falls on a Saturday.",
        ),
        (
            (*RATE, "due"),
            "“somewhere” starts (as it ends) or is due.",
            "“somewhere” starts (as it ends) or is due.",
        ),
    ],
)
def test_keys_are_called_as_the_form_calls_them(path: Path, told_as: str, says: str) -> None:
    assert Wording(DEAL, interview(builtin())).said(told_as, path) == days(says)


@pytest.mark.parametrize(
    ("path", "hint", "does"),
    [
        (
            (*RATE, "due"),
            "Write due: 2028-08-14 at fluency; or decide sooner.",
            ("write", (*RATE, "due"), "2028-08-14"),
        ),
        (RATE, "Add due: 2028-07-31.", ("write", (*RATE, "due"), "2028-07-31")),
        (
            (*RATE, "due"),
            "Write program.starts: 2027-11-01 or later.",
            ("write", ("program", "starts"), "2027-11-01"),
        ),
        (RATE, "Remove fluency.", ("remove", RATE, "")),
        (RATE, "Remove fluency: from this file.", ("remove here", RATE, "")),
        (LIMIT, "Add at_most: and an amount, such as $50000.", None),
        (RATE, "Add a source such as general: {name: General fund}.", None),
        (RATE, "Add evidence: {by: <office>}.", None),
        (RATE, "Write per_participant: lots.", None),
        (RATE, "Remove vocabulary.", None),
        (RATE, "Write nonsense: 5.", None),
        (RATE, "Raise the target.", None),
        ((), "Write due: 2028-07-31.", None),
    ],
)
def test_only_what_a_hint_says_to_write_is_a_remedy(
    path: tuple[str, ...], hint: str, does: tuple[str, tuple[str, ...], str] | None
) -> None:
    found = remedy_of(Problem("PAY-99", "Something is wrong.", path, hint=hint), DEAL)
    assert (found and (found.does, found.path, found.value)) == does


def test_what_was_typed_into_the_text_is_written_the_strict_way() -> None:
    desk = opened()
    desk = replace(desk, text=desk.text.replace("issued: 2027-03-01", "issued: March 1, 2027"))
    desk = replace(desk, text=desk.text.replace("counted: planned", "counted: plannd", 1))
    desk = replace(desk, text=desk.text.replace("  guaranteed:", "  garanteed:", 1))
    desk = replace(
        desk, text=desk.text.replace("content_area: Early literacy", "content_area: Literacy #1", 1)
    )
    problems = [each for each in told(desk, do="problems")[1]["problems"] if each["remedy"]]
    said = {each["path"]: each["remedy"]["label"] for each in problems}
    assert said["document.issued"] == "Set “Date of the document” to March 1, 2027"
    assert said["payment.base.counted"] == "Set “Participants counted for base funding” to “Planned”"
    assert said["population.garanteed"] == "Write guaranteed in place of garanteed"
    for each in problems:
        if each["severity"] == "error":
            desk, _ = told(desk, do="remedy", code=each["code"], steps=each["steps"])
    assert [each for each in told(desk, do="problems")[1]["problems"] if each["severity"] == "error"] == []
    assert 'content_area: "Literacy #1"' in desk.text


def emptied(value: Plain, path: Path, gone: set[Path]) -> Plain:
    """Return a value without each single one in it that must be there, which `gone` tells."""
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, below in value.items():
        field = field_at((*path, key))
        if field and field.required and isinstance(below, str):
            gone.add((*path, key))
        else:
            kept[key] = emptied(below, (*path, key), gone)
    return kept


def test_no_help_text_and_no_example_is_an_answer() -> None:
    gone: set[Path] = set()
    plain = to_plain(DEAL)
    assert isinstance(plain, dict)
    without = emptied({key: each for key, each in plain.items() if key not in {"waive", "pack"}}, (), gone)
    assert isinstance(without, dict)
    text = to_yaml(Source(from_values({"obcgen": "1", **without}, "spec.yaml")[0]))
    problems = told(Desk("spec.yaml", text), do="problems")[1]["problems"]
    missing = [each for each in problems if tuple(each["steps"]) in gone]
    assert len(missing) > 80
    for each in missing:
        assert each["remedy"] is None
        assert each["says"].endswith("is not filled in.")
        assert not re.search(r"[`{}\[\]]|[0-9]{4}-[0-9]{2}-|[a-z]_|““", each["says"] + each["advice"])


def test_a_line_without_its_outcome_is_removed_and_another_name_is_chosen() -> None:
    desk, _ = told(opened(), do="remove", path=["outcomes", "phonemic_awareness"])
    found = [each for each in told(desk, do="problems")[1]["problems"] if each["code"] == "LNK-01"]
    line = next(each for each in found if each["steps"] == ["payment", "rates", "phonemic_awareness"])
    assert line["says"] == "There is no outcome “Phonemic awareness”."
    assert line["advice"].endswith(", or add an outcome on page “Outcomes”.")
    assert (line["remedy"]["label"], line["page"]) == ("Remove “Phonemic awareness”", "money")
    after, _ = told(desk, do="remedy", problem=line)
    left = [each for each in told(after, do="problems")[1]["problems"] if each["code"] == "LNK-01"]
    assert line["steps"] not in [each["steps"] for each in left]
    group, _ = told(after, do="set", path=["outcomes", "fluency", "group"], value="nobody")
    wrong = next(
        each
        for each in told(group, do="problems")[1]["problems"]
        if each["steps"] == ["outcomes", "fluency", "group"]
    )
    assert wrong["advice"] == "Choose one of those on the list, or add a group on page “Who is served”."


@pytest.mark.parametrize(
    ("hint", "advice"),
    [
        ("Raise it, or waive BAL-01 with the reason.", "Raise it, or accept it {where} with the reason."),
        ("Pay later, or say in a waiver why.", "Pay later, or say {where} why."),
        ("Raise it, or waive it.", "Raise it, or accept it {where}."),
        ("Raise it.", "Raise it."),
    ],
)
def test_advice_says_where_a_rule_is_waived(hint: str, advice: str) -> None:
    where = "under “Waived rules”, rule BAL-01, on page “The contract”"
    problem = Problem("BAL-01", "It is weak.", RATE, hint=hint)
    assert Wording(DEAL, interview(builtin())).advice(problem) == advice.format(where=where)


def test_a_problem_without_a_remedy_says_so() -> None:
    desk = wrong("GUI-04")
    problem = next(each for each in told(desk, do="problems")[1]["problems"] if each["code"] == "GUI-04")
    assert problem["remedy"] is None
    for code in ("GUI-04", "XXX-01"):
        after, reply = answer(desk, {"do": "remedy", "code": code, "steps": problem["steps"]})
        assert (after, reply["problems"][0]["code"]) == (desk, "STU-04")


def test_what_word_cannot_print_has_to_be_mended() -> None:
    desk = told(opened(), do="set", path=["document", "title"], typed="Tutoring \N{ROCKET}")[0]
    found = [each for each in told(desk, do="problems")[1]["problems"] if each["code"] == "WRT-04"]
    assert [(each["severity"], each["path"]) for each in found] == [("error", "document.title")]


def test_a_contract_moved_by_a_button_moves_the_day_of_the_schedule_too() -> None:
    not_awarded = re.sub(r"(?m)^  award: {date: .*\n", "", TEXT, count=1)
    changed = re.sub(r"(?m)^    award: 2027-.*", "    award: 2027-07-01", not_awarded, count=1)
    assert len({TEXT, not_awarded, changed}) == 3
    desk = Desk("spec.yaml", changed)
    for moved in (["agreement", "effective"], ["procurement", "schedule", "start"]):
        problem = next(
            each
            for each in told(desk, do="problems")[1]["problems"]
            if each["code"] == "DAY-02" and each["steps"] == moved
        )
        desk, reply = told(desk, do="remedy", problem=problem)
        assert reply["path"] == moved
    root = desk.reading().source.root
    days_of = [
        said(root, tuple(each)) for each in (["agreement", "effective"], ["procurement", "schedule", "start"])
    ]
    assert days_of == ["2027-07-23", "2027-07-23"]


@pytest.mark.parametrize("code", ["", "PAY-02", "DSN-08", "AMD-07", "LNK-01"])
def test_bar_side_list_and_export_count_alike(code: str) -> None:
    desk = wrong(code) if code else begun(OHIO)
    form, listed = (told(desk, do=do)[1] for do in ("form", "problems"))
    filled = told(desk, do="filled")[1]["groups"]
    for name, severity in (("open", "error"), ("warnings", "warning")):
        found = [each for each in listed["problems"] if each["severity"] == severity]
        assert sum(page[name] for page in form["pages"]) == len(found), severity
    assert form["warnings"] == sum(page["warnings"] for page in form["pages"])
    places = [tuple(each["path"]) for group in filled for each in group["values"]]
    assert form["unseen"] == len(places) == sum(page["unseen"] for page in form["pages"])
    assert {tuple(each["path"]) for each in listed["weighs"]} <= set(places)
    assert bool(listed["weighs"]) == (not code)
