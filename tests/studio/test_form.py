"""The form reaches every key of the language, and tells of each what helps to fill it in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from asking import opened, rows, told
from obcgen.changes.labels import LABELS
from obcgen.pack import builtin
from obcgen.source.nodes import at, to_plain
from obcgen.studio.desk import Desk
from obcgen.studio.facts import note_on
from obcgen.studio.fields import EVERY, Field, field_at, language
from obcgen.studio.interview import interview
from obcgen.studio.protocol import answer
from obcgen.studio.typed import paragraphs

VALUES = {
    "text": "Some words.", "line": "Some words", "title": "A title", "email": "a@b.example", "id": "an_id",
    "year": "2027-28", "money": "1.2 million", "serial": "1", "share": "40 percent", "count": "500",
    "quantity": "3.5", "level": "3.5", "date": "March 1, 2027", "date_time": "March 1, 2027 2 pm",
    "moment": "3/1/2027",
    "deadline": "monthly", "month_day": "July 1", "duration": "two weeks", "yes_no": "yes",
}  # fmt: skip
IDS = ("east", "2027-28", "1", "K", "GUI-02", "es", "clause")


def fields_of(field: Field) -> Iterator[Field]:
    """Every field of the language."""
    yield field
    for group in field.groups:
        for below in field.below(group).values():
            yield from fields_of(below)
    if field.entry:
        yield from fields_of(field.entry)


@cache
def scalars() -> tuple[Field, ...]:
    return tuple(each for each in fields_of(language()) if each.kinds or each.words)


def written_path(pattern: str) -> tuple[str | int, ...]:
    """Return a path of a pattern, with an id or a position that its table or list takes."""
    path: tuple[str | int, ...] = ()
    for step in pattern.split("."):
        above = field_at(path)
        assert above is not None
        if step != EVERY:
            path = (*path, step)
        elif not above.is_table:
            path = (*path, 0)
        else:
            names = [shape["propertyNames"] for shape in above.shapes if "propertyNames" in shape]
            keys = str(names[0].get("pattern", "")) if names else ""
            path = (*path, next(each for each in IDS if _fits(keys, each)))
    return path


def _fits(pattern: str, key: str) -> bool:
    return re.search(pattern, key) is not None


@pytest.mark.parametrize(
    "section", sorted({each.pattern.split(".")[0] for each in fields_of(language())} - {""})
)
def test_every_key_of_the_language_is_on_one_page_and_can_be_set_and_cleared(section: str) -> None:
    pages = interview(builtin())
    start = Desk("spec.yaml", "# kept\nobcgen: 1   # kept too\n")
    for field in scalars():
        if field.pattern.split(".")[0] != section or section in {"extends", "pack", "without"}:
            continue
        assert pages.page_of(field.pattern)
        path = list(written_path(field.pattern))
        typed = field.words[0] if field.words else VALUES[field.kinds[0]]
        after, reply = told(start, do="set", path=path, typed=typed)
        found = at(after.reading().source.root, tuple(path))
        assert found is not None, field.pattern
        assert isinstance(found.value, str)
        assert after.text.startswith("# kept\nobcgen:")
        back, _ = told(after, do="clear", path=path)
        assert at(back.reading().source.root, tuple(path)) is None or section == "obcgen"
        assert told(after, do="undo")[0].text == start.text
        assert reply["change"] or section == "obcgen"


def test_the_form_shows_each_field_once_and_reaches_all_of_them() -> None:
    desk = opened()
    _, form = told(desk, do="form")
    shown = [row for page in form["pages"] for row in rows(page["fields"])]
    paths = Counter(tuple(row["path"]) for row in shown if not row.get("fixed"))
    assert {path: count for path, count in paths.items() if count > 1} == {}
    patterns = {field.pattern for path in paths if (field := field_at(path))}
    tables = {each.pattern for each in fields_of(language()) if each.pattern.endswith(EVERY)}
    reached = patterns | {pattern.rpartition(".")[0] for pattern in patterns} | tables
    missing = {each.pattern for each in fields_of(language()) if each.pattern} - reached
    assert {
        each for each in missing if not any(f"{each}.".startswith(f"{table}.") for table in tables)
    } == set()
    assert all(row["label"] and row["control"] for row in shown)


def test_a_field_tells_its_help_its_source_an_example_and_what_a_day_is() -> None:
    _, form = told(opened(), do="form", page="dates")
    fields = {
        ".".join(map(str, row["path"])): row for page in form["pages"] for row in rows(page.get("fields", []))
    }
    due = fields["procurement.schedule.proposals_due"]
    assert due["label"] == LABELS["procurement.schedule.proposals_due"]
    assert (due["control"], due["note"]) == ("time", "Friday")
    assert fields["document.issued"]["shown"] == "March 1, 2027"
    assert fields["document.issued"]["example_from"] == "Denver Public Schools"
    path = ["procurement", "schedule", "questions_due"]
    moved, _ = told(opened(), do="set", path=path, typed="7/4/2028")
    _, form = told(moved, do="form", page="dates")
    issue = next(row for page in form["pages"] for row in rows(page.get("fields", [])) if row["path"] == path)
    assert issue["note"].startswith("Tuesday; Independence Day")


def test_help_names_no_key_and_no_sign_of_the_text() -> None:
    _, form = told(opened(), do="form")
    said = {row["help"] for page in form["pages"] for row in rows(page["fields"])}
    assert len(said) > 200
    assert [
        each for each in said if re.search(r"By id|Markdown|`true`|braces|[{}\[\]]|T[0-9]{2}:", each)
    ] == []
    written = [code for each in said for code in re.findall(r"`([^`]*)`", each)]
    assert [code for code in written if re.search(r"[a-z]: |[a-z]_[a-z]", code)] == []
    assert [
        each for each in said if re.search(r"\b[Ii]ds?\b|\bkeys?\b|\bspec\b|`obcgen|\b[Pp]aths? of", each)
    ] == []
    assert "What it pays: “Base”, “Rates”, or one of them." in said
    assert "Where several providers are chosen, how many at most." in said
    first, last = "“Window of the first score”", "“Window of the score that decides”"
    assert f"“Level”: the score at {last}. “Gain”: the change from {first} to {last}." in said
    assert (
        "Share of the fixed budget: “Most that is reimbursed”, or “Budget of which a share is paid”." in said
    )
    assert "The window of the score that decides." in said
    assert "Yes for federal money, which brings federal terms with it; else No." in said
    assert "Grades served: “K”, “1”, “2”, “3”; “PK” to “12”." in said
    assert "The moment proposals are due: `May 14, 2027 at 2:00 p.m.`." in said


def test_the_start_of_the_fiscal_year_is_read_as_a_day() -> None:
    path = ["district", "fiscal_year_starts"]
    desk, _ = told(opened(), do="set", path=path, typed="September 1")
    _, form = told(desk, do="form", page="basics")
    asked = [row for page in form["pages"] for row in rows(page.get("fields", [])) if row["path"] == path]
    assert [(each["value"], each["shown"]) for each in asked] == [("09-01", "September 1")]
    again, _ = told(desk, do="set", path=path, typed="July 1")
    assert 'fiscal_year_starts: "07-01"' in again.text or "fiscal_year_starts: 07-01" in again.text


def test_help_of_the_interview_is_of_fields_that_there_are() -> None:
    assert [each for each in interview(builtin()).help if not field_at(tuple(each.split(".")))] == []


def test_choices_are_words_of_the_field() -> None:
    _, form = told(opened(), do="form")
    every = [row for page in form["pages"] for row in rows(page["fields"])]
    offered = {each["label"] for row in every for each in row["choices"]}
    assert {"WIOA", "HIPAA", "De-identified", "Education technology", "Mountain time (Denver)"} <= offered
    assert not offered & {"Wioa", "Hipaa", "Edtech", "America/Denver"}
    zone = next(row for row in every if row["path"] == ["procurement", "time_zone"])
    assert (zone["value"], zone["shown"]) == ("America/Denver", "Mountain time (Denver)")


def test_things_of_one_kind_are_told_apart_by_their_names() -> None:
    desk = told(Desk(), do="begin", **{"from": "question", "buying": "math", "answers": {}})[0]
    _, form = told(desk, do="form")
    fields = {".".join(map(str, row["path"])): row for page in form["pages"] for row in rows(page["fields"])}
    assert fields["assessments.test.name"]["follows"] == ""  # the test that pays is named by who buys
    system = fields["outcomes.progress.verification.sources.scores.system"]
    assert system["follows"] == "from “Name” of “Test”"
    assert fields["need.goals.0"]["label"] == "Goals"
    tier = fields["payment.rates.progress.per_participant.tiers.1.at_least"]
    assert tier["label"] == "Step 2, from"
    assert "*" not in "".join(row["label"] + row["blank"] for row in fields.values())


STEPS = ("payment", "rates", "progress", "per_participant", "tiers")


def test_steps_of_a_price_are_told_apart_by_where_they_begin() -> None:
    _, form = told(opened("duval-math"), do="form", page="money")
    items = [item for page in form["pages"] for row in rows(page.get("fields", [])) for item in row["items"]]
    steps = [each for each in items if each["path"][:-1] == [*STEPS]]
    assert [each["title"] for each in steps] == [
        f"Step {at}: from {level} scale score points" for at, level in enumerate((12, 18, 24), 1)
    ]
    assert [row["label"] for row in steps[1]["fields"]] == ["Step 2, from", "Step 2, pays"]
    blank, _ = told(opened("duval-math"), do="set", path=[*STEPS, 1, "at_least"], value="<growth>")
    _, form = told(blank, do="form", page="money")
    assert "'title': 'Step 2'" in str(form)


@pytest.mark.parametrize(("at", "typed"), [(0, "600"), (2, "5")])
def test_a_slip_in_one_step_is_told_at_that_step(at: int, typed: str) -> None:
    desk, _ = told(opened("duval-math"), do="set", path=[*STEPS, at, "at_least"], typed=typed)
    slips = [each for each in told(desk, do="problems")[1]["problems"] if each["code"] == "PAY-04"]
    assert [(each["place"], each["at"]) for each in slips] == [
        (f"“Step {at + 1}, from” of “Progress in mathematics”", [*STEPS, at, "at_least"])
    ]
    assert slips[0]["says"].startswith(f"{typed} stands ")


def test_problems_stand_beside_their_fields_and_are_counted_on_their_pages() -> None:
    desk, _ = told(opened(), do="clear", path=["need", "problem"])
    desk, _ = told(desk, do="set", path=["procurement", "criteria", "price", "weight"], value="31")
    _, form = told(desk, do="form")
    beside = {
        tuple(row["path"]): [each["code"] for each in row["problems"]]
        for page in form["pages"]
        for row in rows(page["fields"])
        if row["problems"]
    }
    assert beside["need", "problem"] == ["SRC-17"]
    assert {page["id"]: page["open"] for page in form["pages"]}["need"] == 1
    assert any("criteria" in path for path in beside)


def test_what_a_field_may_name_is_a_choice_by_name() -> None:
    desk = opened()
    path = ["payment", "rates", "fluency", "outcome"]
    _, form = told(desk, do="form", page="money")
    row = next(
        each for page in form["pages"] for each in rows(page.get("fields", [])) if each["path"] == path
    )
    assert row["control"] == "choice"
    assert {"value": "vocabulary", "label": "Vocabulary"} in row["choices"]
    after, _ = told(desk, do="set", path=path, typed="Vocabulary")
    assert to_plain(after.reading().source.root)["payment"]["rates"]["fluency"]["outcome"] == "vocabulary"  # type: ignore[index,call-overload]


def test_a_price_becomes_one_that_bidders_name_and_back() -> None:
    desk = opened()
    path = ["payment", "rates", "vocabulary", "per_participant"]
    named, _ = told(desk, do="set", path=[*path, "at_most"], typed="$1,500")
    assert 'per_participant: {at_most: "$1,500"}' in named.text
    assert told(named, do="set", path=path, typed="500")[0].text.count("per_participant: $500") >= 1
    assert told(named, do="undo")[0].text == desk.text


def test_what_is_new_in_a_table_holds_a_blank_for_all_that_it_needs() -> None:
    desk, reply = told(opened(), do="add", path=["outcomes"], named="Reading: comprehension")
    assert reply["path"] == ["outcomes", "reading_comprehension"]
    root = desk.reading().source.root
    assert "<" not in str(to_plain(at(root, ("outcomes", "reading_comprehension", "name")) or root))
    codes = {each["code"] for each in told(desk, do="problems")[1]["problems"] if each["severity"] == "error"}
    assert codes == {"SPC-19", "SRC-20"}  # blanks, and a table that needs an entry
    again, reply = told(desk, do="add", path=["outcomes"], named="Reading comprehension")
    assert reply["path"][-1] == "reading_comprehension_2"
    like, reply = told(desk, do="add", path=["outcomes"], like="fluency")
    assert reply["path"][-1] == "fluency_2"
    assert "fluency_2: {like: fluency, name: Text fluency 2}" in like.text
    third = told(like, do="add", path=["outcomes"], like="fluency_2")[0]
    assert "{like: fluency_2, name: Text fluency 3}" in third.text
    unnamed = told(opened(), do="add", path=["outcomes"])[0]
    assert "{like: new_2}" in told(unnamed, do="add", path=["outcomes"], like="new_2")[0].text
    assert told(desk, do="add", path=["lots"], named="???")[1]["path"][-1] == "new_2"
    for path, named in ((["questions"], "7"), (["population", "history"], "2026-27")):
        assert told(desk, do="add", path=path, id=named)[1]["path"][-1] == named
    tiers, reply = told(desk, do="add", path=["payment", "base", "tiers"])
    assert reply["path"][-1] == 0
    assert again.text.count("<") > 0 < tiers.text.count("<what is paid for") + 1


def test_the_page_that_asks_for_a_value_is_told() -> None:
    desk = opened()
    for path, page in (
        (["outcomes", "fluency", "verification", "within"], "verification"),
        (["outcomes", "fluency", "target"], "outcomes"),
        (["procurement", "criteria", "x", "nowhere"], "choose"),
    ):
        assert told(desk, do="form", page="need", path=path)[1]["page"] == page
        pages = told(desk, do="form", path=path)[1]["pages"]
        assert [each["id"] for each in pages if "fields" in each] == [page]


def test_days_and_prose_are_shown_as_people_read_them() -> None:
    _, form = told(opened(), do="form")
    shown = {".".join(map(str, row["path"])): row for page in form["pages"] for row in rows(page["fields"])}
    assert shown["procurement.schedule.proposals_due"]["shown"] == "April 30, 2027, 2:00 p.m."
    assert "\n" not in shown["program.service"]["shown"]
    assert "\n" in shown["program.service"]["value"]
    assert shown["need.goals.0"]["label"] == "Goals, 1"
    assert "| ---" in shown["need.background"]["shown"] or "\n" not in shown["need.background"]["shown"]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("We ask for help.\nSchools are full.", "We ask for help.\n\nSchools are full."),
        ("One.\n\nTwo.\n", "One.\n\nTwo."),
        ("Short\nShort", "Short\n\nShort"),
        (f"{'word ' * 14}word\nwraps here.", f"{'word ' * 14}word wraps here."),
        ("We need:\n- tutors\n- rooms", "We need:\n- tutors\n- rooms"),
        ("1. First\n2. Second", "1. First\n2. Second"),
        ("| A | B |\n| --- | --- |\n| 1 | 2 |", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
    ],
)
def test_a_paragraph_that_somebody_typed_stays_one(typed: str, held: str) -> None:
    assert paragraphs(typed).strip() == held
    path = ["need", "problem"]
    after, _ = told(opened(), do="set", path=path, typed=typed)
    fields = [
        row for page in told(after, do="form", page="need")[1]["pages"] for row in page.get("fields", ())
    ]
    assert next(row for row in rows(fields) if row["path"] == path)["shown"] == held


@pytest.mark.parametrize(
    ("state", "note"),
    [
        ("CO", "Thursday"),
        ("<state>", "Thursday; Veterans Day, a federal holiday"),
        ("Atlantis", "Thursday; Veterans Day, a federal holiday"),
    ],
)
def test_a_day_is_explained_before_anybody_has_said_in_which_state(state: str, note: str) -> None:
    assert note_on("2027-11-11", state).startswith(note)
    assert "package" not in note_on("2027-11-11", state)
    assert note_on("2027-11-10", state) == "Wednesday"
    assert note_on("2027-11-13", state) == "Saturday; no working day"


def test_a_page_that_is_not_there_is_a_problem() -> None:
    desk = opened()
    assert answer(desk, {"do": "form", "page": "poems"})[1]["problems"][0]["code"] == "STU-01"
    _, form = told(desk, do="form", page="need")
    assert [page["id"] for page in form["pages"] if "fields" in page] == ["need"]


def test_a_list_is_typed_line_by_line_or_with_commas_or_semicolons() -> None:
    desk = opened()
    path = ["population", "schools"]
    for typed in ("Ashley\n- Barnum\n", "Ashley, Barnum", "Ashley; Barnum"):
        after, _ = told(desk, do="set", path=path, typed=typed)
        assert to_plain(after.reading().source.root)["population"]["schools"] == ["Ashley", "Barnum"]  # type: ignore[index,call-overload]
    after, reply = told(desk, do="add", path=["population", "grades"], typed="4")
    assert reply["path"] == ["population", "grades", 4]
    assert answer(desk, {"do": "add", "path": ["population", "grades"], "typed": "14"})[1]["ok"] is False


def test_a_choice_of_documents_writes_rfp_in_capitals() -> None:
    desk, _ = told(opened(), do="set", path=["agreement", "precedence"], value=["rfp", "agreement"])
    form = told(desk, do="form")[1]
    fields = (row for page in form["pages"] for row in rows(page["fields"]))
    said = {row["shown"] for row in fields if row["path"][:2] == ["agreement", "precedence"]}
    assert {"RFP", "Agreement"} <= said


def test_the_version_of_the_language_is_no_question_of_everybody() -> None:
    desk = told(opened(), do="set", path=["obcgen"], typed="1")[0]
    form = told(desk, do="form")[1]
    usual = {row["label"]: row["usual"] for page in form["pages"] for row in rows(page["fields"])}
    assert not usual["Version of the spec language"]
    assert usual["Title of the document"]


@pytest.mark.parametrize(
    ("scale", "typed", "held"),
    [
        ("percent of participants", "55 percent", "55"),
        ("percent of the federal poverty level", "200%", "200"),
        ("percentile", "55 percent", None),
        ("percent of participants", "many percent", None),
    ],
)
def test_a_number_on_a_scale_of_percent_may_say_so(scale: str, typed: str, held: str | None) -> None:
    desk, _ = told(opened(), do="set", path=["population", "criterion", "scale"], value=scale)
    after, reply = answer(desk, {"do": "set", "path": ["population", "criterion", "below"], "typed": typed})
    assert reply["ok"] is (held is not None)
    below = at(after.reading().source.root, ("population", "criterion", "below"))
    assert below is not None
    assert below.value == (held or "25")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("East Elementary; West Elementary", "Write [East Elementary, West Elementary]."),
        ("Hub, 8 Court Street; Peña Center", 'Write ["Hub, 8 Court Street", "Peña Center"].'),
    ],
)
def test_semicolons_are_told_as_a_list_of_as_many(text: str, hint: str) -> None:
    desk, _ = told(opened(), do="set", path=["population", "schools", 0], value=text)
    found = told(desk, do="problems")[1]["problems"]
    assert [each["hint"] for each in found if each["code"] == "TXT-01"] == [hint]


def test_a_price_that_bidders_name_gives_way_to_the_one_that_was_agreed() -> None:
    path = ["payment", "base", "per_participant"]
    proposed = {"proposed": "true", "at_most": "$600"}
    desk = told(opened(), do="set", path=path, value=proposed)[0]
    asked = {
        tuple(row["path"]): row for page in told(desk, do="form")[1]["pages"] for row in rows(page["fields"])
    }
    assert (asked[tuple(path)]["control"], asked[tuple(path)]["single"]) == ("group", "money")
    (choice,) = asked[(*path, "proposed")]["choices"]
    assert choice == {"value": "true", "label": "Yes"}
    assert not answer(desk, {"do": "set", "path": [*path, "proposed"], "typed": "no"})[1]["ok"]
    agreed = told(desk, do="set", path=path, typed="$550")[0]
    price = at(agreed.reading().source.root, tuple(path))
    assert price is not None
    assert price.value == "$550"


def test_an_earlier_year_is_asked_for_as_one() -> None:
    desk, year = opened(), ["population", "history", "2024-25"]
    refusal = answer(desk, {"do": "rename", "path": year, "id": "last year"})[1]
    assert [each["hint"] for each in refusal["problems"]] == [
        "Write a school year that is not there yet, such as 2025-26."
    ]
    renamed, reply = told(desk, do="rename", path=year, id="2020-21")
    assert reply["ok"]
    form = told(renamed, do="form", page="who")[1]
    (history,) = (row for page in form["pages"] for row in page.get("fields", []) if row["path"] == year[:-1])
    assert "2020-21" in {item["title"] for item in history["items"]}


def test_a_value_that_a_like_copies_says_from_where() -> None:
    desk = opened()
    path = ["outcomes", "vocabulary", "measure", "scale"]
    assert _note(desk, path) == "Follows “Scale” of “Text fluency” until something else is written here"
    assert _note(told(desk, do="set", path=path, typed="scale score")[0], path) == ""


def _note(desk: Desk, path: list[str]) -> object:
    form = told(desk, do="form", path=path)[1]
    fields = next(each["fields"] for each in form["pages"] if each["id"] == form["page"])
    return next(row["note"] for row in rows(fields) if row["path"] == path)


def test_outcomes_of_a_blank_are_not_tied_to_each_other() -> None:
    desk = told(Desk(), do="begin", **{"from": "blank", "answers": {}})[0]
    first, second = (["outcomes", f"{each}_outcome", "measure", "at_most"] for each in ("first", "second"))
    root = told(desk, do="set", path=first, typed="9.9")[0].reading().source.root
    assert at(root, tuple(first))
    assert at(root, tuple(second)) is None


def test_warnings_are_counted_apart_from_errors_on_their_page() -> None:
    desk, _ = told(opened(), do="clear", path=["waive"])
    wrong, _ = told(desk, do="clear", path=["funding", "not_to_exceed"])
    for each, errors in ((desk, 0), (wrong, 1)):
        form = told(each, do="form", page="basics")[1]
        pages = {page["id"]: (page["open"], page["warnings"]) for page in form["pages"]}
        assert pages["choose"] == (0, form["warnings"])
        assert sum(open_ for open_, _ in pages.values()) == errors
    assert told(desk, do="form", page="basics")[1]["warnings"] == 1
