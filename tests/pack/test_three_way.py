"""Three texts beside each other: what changed below an override, and whether the override changed it too."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen.pack.three_way import Region, regions, to_text

OLD = "one\ntwo\nthree\nfour\nfive\n"
LINES = st.lists(st.sampled_from("abcd"), max_size=8).map("\n".join)


def test_a_change_that_the_override_left_alone() -> None:
    (found,) = regions(OLD, OLD.replace("two", "2"), OLD.replace("five", "V"))
    assert found == Region(2, ("two",), ("2",), ("two",))
    assert not found.both


def test_a_change_where_the_override_has_its_own() -> None:
    (found,) = regions(OLD, OLD.replace("two", "2"), OLD.replace("two", "II"))
    assert found == Region(2, ("two",), ("2",), ("II",))
    assert found.both


def test_a_change_that_the_override_has_already_is_none() -> None:
    assert regions(OLD, OLD.replace("two", "2"), OLD.replace("two", "2")) == ()


def test_what_only_the_override_changes_is_none() -> None:
    assert regions(OLD, OLD, OLD.replace("two", "II")) == ()


def test_lines_that_are_new_and_lines_that_are_gone() -> None:
    assert regions(OLD, OLD.replace("two\n", "two\nnew\n"), OLD) == (Region(3, (), ("new",), ()),)
    assert regions(OLD, OLD.replace("two\n", ""), OLD) == (Region(2, ("two",), (), ("two",)),)


def test_it_reads_as_three_texts() -> None:
    text = to_text(regions(OLD, "1\ntwo\nthree\n4\n5\n", OLD.replace("four", "IV")))
    assert text.splitlines() == [
        "  line 1 of the text you began with",
        "      was | one",
        "      now | 1",
        "    You left this as it was.",
        "  lines 4 to 5 of the text you began with",
        "      was | four",
        "      was | five",
        "      now | 4",
        "      now | 5",
        "    yours | IV",
        "    yours | five",
        "    You changed this too: see what both want.",
    ]


@settings(max_examples=200)
@given(LINES, LINES, LINES)
def test_who_takes_over_every_change_has_nothing_left_to_look_at(old: str, newer: str, yours: str) -> None:
    assert regions(old, newer, newer) == ()
    assert regions(old, old, yours) == ()
    for found in regions(old, newer, yours):
        assert found.old != found.newer
        assert "\n".join(found.newer) in newer
        assert "\n".join(found.yours) in yours
