"""Law of another State than the district's: what a spec that was copied from another district keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.spec.once import all_texts
from obcgen.spec.states import NAMES

ANOTHER = Kind("LAW-01", "Law of another State than the district's", "warning")

_BARE = {name.removeprefix("the "): code for code, name in NAMES.items()}
_NAME = "|".join(re.escape(name) for name in sorted(_BARE, key=len, reverse=True))
_LAW = re.compile(
    rf"\b(?=[A-Z])({_NAME})(?:'s|\u2019s)?(?: (?:[A-Z][\w-]*|student|public|state|of|and)){{0,5}} "
    r"(?:[Ll]aws?|[Ss]tatutes?|[Cc]odes?|[Aa]cts?|[Cc]onstitution|data privacy agreement)\b"
)
_ANY = re.compile(rf"\b(?=[A-Z])({_NAME})\b")
_ANY_NAME = re.compile(_NAME)
_CITED = {
    "CO": r"C\.R\.S\.",
    "FL": r"Fla\. Stat\.",
    "OH": r"\bO\.?R\.C\.",
    "TN": r"T\.C\.A\.",
    "NC": r"N\.C\.G\.S\.",
}
_ANY_CITED = re.compile("|".join(_CITED.values()).replace(r"\b", ""))
_ADDRESS = re.compile(r"\b([A-Z]{2})\s+\d{5}(?:-\d{4})?\s*$")
_OF_LAW = (("agreement", "governing_law"), ("procurement", "records_law"), ("data", "privacy_agreement"))
_ELSEWHERE = {"provider", "estimate", "need", "waive"}
"""Sections that may speak of other States: where the provider is from, what others paid."""


@rule(ANOTHER, "district", source="the law of the district's own State; contract practice")
def law_is_of_the_state(spec: Spec) -> Iterator[Problem]:
    """The law that governs and each law that is named are of the district's State, as is its address."""
    own = spec.district.state
    for path, state, said in (*_named(spec), *_addressed(spec)):
        if state != own:
            what = "address" if path[-1] == "address" else "law"
            yield ANOTHER.problem(
                f"“{said}” names {NAMES[state]}, but the district is in {NAMES[own]}.",
                path=path,
                found=said,
                expected=f"the {what} of {NAMES[own]} (district.state: {own})",
                hint=_hint(path, state, own),
            )


def _hint(path: Path, state: str, own: str) -> str:
    if path[-1] == "governing_law":
        return f"Write governing_law: {NAMES[own]}."
    if path[-1] == "address":
        return f"Write district.state: {state}, or correct the address."
    return f"Name the law of {NAMES[own]}, or write district.state: {state}."


def _named(spec: Spec) -> Iterator[tuple[Path, str, str]]:
    """Yield each law of a State that the texts name: the path, the State and the words."""
    for path, text in all_texts(spec):
        if not path or path[0] in _ELSEWHERE:
            continue
        pattern = _ANY if path in _OF_LAW else _LAW
        for found in pattern.finditer(text) if _ANY_NAME.search(text) else ():
            yield path, _BARE[found[1]], text if path in _OF_LAW else found[0]
        for state, cited in _CITED.items() if _ANY_CITED.search(text) else ():
            if match := re.search(cited, text):
                yield path, state, match[0]


def _addressed(spec: Spec) -> Iterator[tuple[Path, str, str]]:
    found = _ADDRESS.search(spec.district.address)
    if found is not None and found[1] in NAMES:
        yield ("district", "address"), found[1], spec.district.address


ALWAYS = (law_is_of_the_state,)
