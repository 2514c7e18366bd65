"""A new spec in the shape of a worked deal: its terms stay, its facts become blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from obcgen.source import read_text
from obcgen.source.edits import put
from obcgen.source.from_values import from_values
from obcgen.source.nodes import Node, Plain, at, steps
from obcgen.source.source import Source
from obcgen.source.to_yaml import to_yaml
from obcgen.spec.shapes import blank_in
from obcgen.spec.states import NAMES as STATES
from obcgen.studio.blanks import blank_at
from obcgen.studio.fields import Field, language
from obcgen.studio.first_facts import FILLS, path_of
from obcgen.studio.paths import leaves

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.studio.interview import Interview

_FIRST_LINE: Final = "# yaml-language-server: $schema=schema.json\n"
_FACTS: Final = {"money", "date", "date_time", "moment", "email", "count", "year"}
"""Kinds of value that are facts of one deal."""
_TELLING: Final = re.compile(r"(?!100%)[0-9]{3}|\$|[0-9],[0-9]{3}")
"""Years, amounts and large numbers in words: such a text tells of one deal."""


@lru_cache(maxsize=4)
def terms_of(text: str) -> frozenset[Path]:
    """Return the path of each value that a text holds, is no blank, and is a matter of the deal."""
    held = leaves(read_text(text).root)
    return frozenset(path for path, value in held if not blank_in(value) and path != ("obcgen",))


def from_deal(
    text: str, pages: Interview, answers: Mapping[str, str], packs: Mapping[str, str]
) -> tuple[str, frozenset[Path]]:
    """Return a spec in the shape of a deal, and the paths that the answers filled; `packs` by state."""
    root = read_text(text).root
    values = _shaped(root, (), language(), _Facts(pages, _names(root)))
    filled = {path_of(dotted): answer for name, answer in answers.items() for dotted in FILLS[name]}
    for path, value in filled.items():
        values = put(values, path, value)
    if "district" in answers and isinstance(values, dict) and isinstance(values["district"], dict):
        values["district"].pop("legal_name", None)  # the name that was asked for is the one in law
    if isinstance(values, dict) and answers.get("state") in packs:
        values = {"obcgen": values.pop("obcgen"), "pack": packs[answers["state"]], **values}
    made, _ = from_values(values if isinstance(values, dict) else {}, "spec.yaml")
    return _FIRST_LINE + to_yaml(Source(made)), frozenset(filled)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Tells the facts of a deal from its terms: the interview, and the names of its places and people."""

    pages: Interview
    names: re.Pattern[str]

    def tell(self, value: str) -> bool:
        """Tell whether words name a place, a person, a year, an amount or an arrangement of one deal."""
        said = value.lower()
        return bool(_TELLING.search(value) or self.names.search(value)) or any(
            words in said for words in self.pages.facts_in_words
        )


def _names(root: Node) -> re.Pattern[str]:
    """Return what finds the names of a deal's own places and people in its words."""
    district, provider, schools = (
        at(root, path) for path in (("district", "name"), ("provider", "name"), ("population", "schools"))
    )
    named = [str(each.value) for each in (district, provider) if each]
    named += [str(each.value) for _, each in (steps(schools) if schools else ())]
    state = at(root, ("district", "state"))
    named += [STATES.get(str(state.value), "")] if state else []
    words = {word for name in named for word in re.findall(r"[A-Z][a-z]{3,}", name)} - _COMMON
    return re.compile("|".join(sorted(map(re.escape, words))) or "(?!)")


_COMMON: Final = {
    "Public",
    "Schools",
    "School",
    "County",
    "Elementary",
    "District",
    "Middle",
    "High",
    "Board",
}


def _shaped(node: Node, path: Path, field: Field, facts: _Facts) -> Plain:
    """Return what stands at a node without the facts of its deal."""
    if isinstance(node.value, str):
        usual = facts.pages.standard_at(path)
        if usual is not None:
            return usual
        return blank_at(path, facts.pages) if _is_fact(node.value, path, field, facts) else node.value
    below = {
        step: _shaped(each, (*path, step), inside, facts)
        for step, each in steps(node)
        if (inside := field.child(step)) is not None and not facts.pages.is_left_out((*path, step))
    }
    if isinstance(node.value, tuple):
        return (
            list(dict.fromkeys(map(str, below.values())))
            if field.entry and (field.entry.kinds or field.entry.words)
            else [*below.values()]
        )
    return {str(step): each for step, each in below.items() if each not in ({}, [])}


def _is_fact(value: str, path: Path, field: Field, facts: _Facts) -> bool:
    kinds = set(field.kinds)
    if kinds & _FACTS or facts.pages.is_fact(path):
        return True
    is_day = "deadline" in kinds and bool(re.match("[0-9]{4}-", value))
    return is_day or (bool({"text", "line", "title"} & kinds) and facts.tell(value))
