"""Sentences of a Problem: words that only look like keys, things by their ids, and where a rule is waived."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.source.nodes import at, entries
from obcgen.studio.named import title_of
from obcgen.words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.source.nodes import Node

_WAIVER: Final = re.compile(r"\bunder waive(?:: ([A-Z]{3}-\d{2}))?(?=[\s.,;:)]|$)")
_TO_WAIVE: Final = re.compile(r"\bwaive (?:it|this|[A-Z]{3}-\d{2})\b")
_SPEC: Final = re.compile(r"\b([Tt])he spec\b")
_CLAUSE: Final = re.compile(r"(\b[Cc]lause |\bRemove (?=[a-z-]+ from “Clauses”))([a-z]+(?:-[a-z]+)+)\b")
_DOLLARS: Final = re.compile(r"\$(\d{4,})(?![\d,]|\.\d)")
_NAMES_A_KEY: Final = re.compile(r"(?:\bsuch as|\b[Rr]emove|\bsection) $")
_TABLES: Final = (
    ("data", "flows"),
    ("cohorts",),
    ("payment", "scenarios"),
    ("payment", "base", "installments"),
    ("outcomes",),
    ("payment", "rates"),
)
_BEFORE_ONE: Final = (
    r"lines?|payments? (?:of|for)|data for|value of|effect of|the score|installments?|scenario|cohort"
    r"|multiplied by|threshold for|, but|, before"
)
"""Behind these words an id of such a table names the thing."""


def where_waived(text: str) -> str:
    """Return a sentence with the place on the form where a rule is waived."""
    return _WAIVER.sub(lambda found: _place(found[1]), _SPEC.sub(r"\1he deal", text))


def to_waive(text: str, code: str) -> str:
    """Return advice that says where a person accepts what a rule finds."""
    return _TO_WAIVE.sub(f"accept it {_place(code)}", text).replace("in a waiver", _place(code))


def _place(code: str | None) -> str:
    rule = f", rule {code}," if code else ""
    return f"under “Waived rules”{rule} on page “The contract”"


def is_prose(found: re.Match[str], text: str, words: str) -> bool:
    """Tell whether what looks like a key is a word of a sentence that goes on behind a colon."""
    is_named = found["verb"] or re.search(r"[_.]", found["key"]) or _NAMES_A_KEY.search(text[: found.start()])
    return not is_named and len(words) == 1 and words.islower() and text[found.end() : found.end() + 1] == " "


def things_named(text: str, root: Node) -> str:
    """Return a sentence with names of lines, outcomes and the like in place of ids, and full amounts."""
    text = _CLAUSE.sub(lambda found: f"{found[1]}“{in_words(found[2])}”", text)
    text = _DOLLARS.sub(lambda found: f"${int(found[1]):,}", text)
    titles = _titles(root)
    if not titles:
        return text
    ids = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    several = rf"(?:{ids})(?:, (?:{ids}))*(?: and (?:{ids}))?"
    named = re.compile(
        rf"(?:(?<=\()(?P<held>{several})(?=\))|(?<=: )(?P<told>{several})(?=\.$)"
        rf"|(?P<lead>(?:\b|(?=,))(?:{_BEFORE_ONE}) )(?P<one>{several})\b(?![”\w:]))"
    )
    each = re.compile(rf"\b(?:{ids})\b")

    def called(found: re.Match[str]) -> str:
        listed = found["held"] or found["told"] or found["one"]
        return (found["lead"] or "") + each.sub(lambda one: f"“{titles[one[0]]}”", listed)

    return named.sub(called, text)


def _titles(root: Node) -> Mapping[str, str]:
    """Return by id what things are called that sentences name by it; a line goes by its outcome."""
    found: dict[str, str] = {}
    for table in _TABLES:
        node = at(root, table)
        for id_, each in (entries(node) if node else {}).items():
            if (
                not id_.startswith("<")
                and not id_[:1].isdigit()
                and (table[-1] != "rates" or id_ not in found)
            ):
                found[id_] = title_of(id_, each)
    return found
