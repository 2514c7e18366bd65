"""A value is edited wherever it comes from: the text, a `like:`, a file below. Nothing else is written."""

from __future__ import annotations

from asking import opened, told
from obcgen.problems import Path
from obcgen.source.nodes import at, to_plain
from obcgen.studio.desk import Desk

BELOW = """\
obcgen: 1
document: {number: A-1, title: Reading}
population: {grades: [K, 1, 2], schools: [Ashley, Barnum]}
lots: {east: {name: East, planned: 5}, west: {name: West}}
"""
LIKE = """\
outcomes:
  first:
    name: One
    measure: {kind: level, at_least: 40, to: spring}   # the test
    missing: {initial: not_counted, final: not_counted}
  second:
    like: first   # as the first
    name: Two
"""


def over(text: str) -> Desk:
    return told(Desk(), do="open", name="over.yaml", text=text, files={"below.yaml": BELOW})[0]


def value(desk: Desk, *path: str | int) -> object:
    found = at(desk.reading().source.root, path)
    return to_plain(found) if found else None


def after(desk: Desk, do: str, path: Path, **said: object) -> Desk:
    return told(desk, do=do, path=list(path), **said)[0]


def test_a_value_from_a_file_below_is_written_over_it_and_cleared_again() -> None:
    desk = over("# mine\nextends: below.yaml\n")
    titled = after(desk, "set", ("document", "title"), typed="Sums")
    assert titled.text == "# mine\nextends: below.yaml\ndocument: {title: Sums}\n"
    cleared = after(titled, "clear", ("document", "title"))
    assert value(cleared, "document") == {"number": "A-1"}
    assert "without: [document.title]" in cleared.text
    again = after(cleared, "clear", ("lots", "east"))
    assert "without: [document.title, lots.east]" in again.text
    assert value(again, "lots") == {"west": {"name": "West"}}


def test_an_item_of_a_list_from_a_file_below_brings_the_list_with_it() -> None:
    desk = over("extends: below.yaml\n")
    for do, said, becomes in (
        ("set", {"typed": "3"}, ["K", "3", "2"]),
        ("clear", {}, ["K", "2"]),
        ("move", {"to": 0}, ["1", "K", "2"]),
    ):
        changed = after(desk, do, ("population", "grades", 1), **said)
        assert value(changed, "population", "grades") == becomes
        assert value(changed, "population", "schools") == ["Ashley", "Barnum"]
        assert changed.text.startswith("extends: below.yaml\npopulation:\n  grades: [")
    more = after(desk, "add", ("population", "schools"), typed="Cowell")
    assert value(more, "population", "schools") == ["Ashley", "Barnum", "Cowell"]


def test_what_is_copied_is_written_beside_the_copy_and_only_that() -> None:
    desk = told(Desk(), do="open", name="a.yaml", text=LIKE)[0]
    deeper = after(desk, "set", ("outcomes", "second", "measure", "to"), typed="winter")
    assert deeper.text == LIKE + "    measure: {to: winter}\n"
    assert value(deeper, "outcomes", "second", "measure", "at_least") == "40"
    assert value(deeper, "outcomes", "first", "measure", "to") == "spring"


def test_what_is_copied_is_cleared_by_writing_the_rest_out() -> None:
    desk = told(Desk(), do="open", name="a.yaml", text=LIKE)[0]
    cleared = after(desk, "clear", ("outcomes", "second", "missing"))
    assert value(cleared, "outcomes", "second") == {
        "name": "Two",
        "measure": {"kind": "level", "at_least": "40", "to": "spring"},
    }
    assert "like:" not in cleared.text
    own = after(desk, "clear", ("outcomes", "second", "name"))
    assert value(own, "outcomes", "second", "name") in {None, "One"}
    assert cleared.text.startswith(LIKE.partition("  second:")[0])


def test_a_new_key_stands_where_the_language_has_it() -> None:
    desk = told(Desk(), do="open", name="a.yaml", text="obcgen: 1\n# the money\nfunding: {rationale: x}\n")[0]
    changed = after(desk, "set", ("document", "title"), typed="Sums")
    assert changed.text == "obcgen: 1\ndocument: {title: Sums}\n# the money\nfunding: {rationale: x}\n"
    first = after(changed, "set", ("funding", "not_to_exceed"), typed="5 million")
    assert 'funding: {not_to_exceed: "$5,000,000", rationale: x}' in first.text


def test_a_number_sign_that_is_typed_is_no_heading() -> None:
    desk, _ = told(opened(), do="set", path=["need", "problem"], typed="# of students: 200\n#1 stays")
    lines = [line.strip() for line in desk.text.split("\n")]
    assert "\\# of students: 200" in lines
    assert "#1 stays" in lines
