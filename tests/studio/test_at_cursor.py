"""The editor is told what may be written at a place of the text, also while half a line is no YAML yet."""

from __future__ import annotations

from typing import Any

import pytest

from asking import opened, told
from obcgen.studio.desk import Desk


def completed(marked: str) -> dict[str, Any]:
    """Return what completes a text at the mark `|`."""
    place = len(marked[: marked.index("|")].encode("utf-16-le")) // 2
    desk = told(Desk(), do="open", name="spec.yaml", text=marked.replace("|", "", 1))[0]
    reply: dict[str, Any] = told(desk, do="complete", at=place)[1]
    return reply


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ("district:\n  na|", "name"),
        ("|", "obcgen"),
        ("district:\n  name: A\n  |", "legal_name"),
        ("document:\n  status: |", "draft"),
        ("payment:\n  base:\n    counted: pl|\n", "planned"),
        ("payment:\n  base: {counted: |", "planned"),
        ("payment:\n  base: {per_participant: $900, |}", "fixed"),
        ("payment:\n  base: {per_participant: $900, |", "per_participant"),
        ("payment:\n  base:\n    tiers:\n      - at|\n", "at_least"),
        ("payment:\n  base:\n    tiers:\n      - at_least: 1 hour\n        |\n", "pay"),
        ("population:\n  grades:\n    - |\n", "PK"),
        ("assessments:\n  ist: {name: X}\noutcomes:\n  a:\n    measure:\n      assessment: |\n", "ist"),
        ("assessments:\n  ist: {name: X}\noutcomes:\n  a:\n    measure: {assessment: |}\n", "ist"),
        ("funding:\n  sources:\n    a:\n      federal: |\n", "true"),
        ("need:\n  poems: |", None),
        ("nowhere:\n  |", None),
    ],
)
def test_keys_and_values_are_offered_in_the_order_of_the_language(marked: str, first: str | None) -> None:
    labels = [each["label"] for each in completed(marked)["items"]]
    assert (labels[0] if labels else None) == first


def test_an_option_tells_what_it_is_and_what_it_replaces() -> None:
    reply = completed("# 😀\ndistrict:\n  na|\n")
    assert reply["to"] - reply["from"] == 2
    assert reply["from"] == len("# 😀\ndistrict:\n  ") + 1
    first = reply["items"][0]
    assert (first["label"], first["insert"]) == ("name", "name: ")
    assert first["help"].startswith("District's name. The everyday name")


def test_what_stands_at_a_place_is_told() -> None:
    desk = opened()
    place = desk.text.index("proposals_due")
    reply = told(desk, do="hover", at=place + 3)[1]
    assert reply["path"] == ["procurement", "schedule", "proposals_due"]
    assert (reply["from"], reply["to"]) == (place, place + 13)
    assert reply["text"] == "Proposals due. The moment proposals are due: `2027-05-14T14:00`."
    assert told(desk, do="hover", at=0)[1]["path"] is None
