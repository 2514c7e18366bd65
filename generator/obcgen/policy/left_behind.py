"""Texts of a spec that still state what a change has replaced: a date, amount, share or length of time.

A term is changed under its own key and printed from there. What somebody wrote about it in a text stays as it
was, and the document then says two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import digits

from obcgen.changes.differing import differing
from obcgen.money import Money, Share
from obcgen.policy.counts import COUNTS
from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec import Spec
from obcgen.spec.dates import MONTHS, Duration, day_words
from obcgen.spec.once import all_texts
from obcgen.spec.shapes import values_of

LEFT_BEHIND = Kind("FIG-10", "A text that still states what was changed", "warning")
RULE = Rule(LEFT_BEHIND, lambda _: (), frozenset(), "contract practice")

_OWN = {"addenda", "amendments", "confirmed", "questions", "waive"}
"""Sections that tell of a change, or never print."""
_STATED = re.compile(
    rf"(?:{'|'.join(MONTHS)}) \d{{1,2}}, \d{{4}}|\$[\d,]*\d(?:\.\d\d)?"
    r"|(?<![\w.,$-])\d+(?:\.\d+)?(?:%| percent\b"
    r"| (?:minute|hour|day|business day|school day|week|month|year)s?\b)"
)
"""A date, an amount, a share or a length of time, as a text states it."""


def left_behind(spec: Spec, before: Spec) -> Iterator[Problem]:
    """Yield each text, unchanged since `before`, that states a value which a change has replaced.

    A share or a length of time is told only where no key has it any longer: one number stands for many terms.
    """
    yield from _counts_left_behind(spec, before)
    replaced = _replaced(spec, before)
    if not replaced:
        return
    still = {_alike(said) for _, value in values_of(spec) if (said := _in_words(value))}
    texts = dict(all_texts(before))
    for path, text in all_texts(spec):
        if path[0] in _OWN or texts.get(path) != text:
            continue
        for found in dict.fromkeys(_STATED.findall(text)):
            said = _alike(found)
            if said in replaced and (said not in still or found[0] not in digits):
                yield _problem(path, found, *replaced[said], elsewhere=said in still)


def _counts_left_behind(spec: Spec, before: Spec) -> Iterator[Problem]:
    """Yield each unchanged text that still states a group size, or a number of dosage, as it was."""
    texts = dict(all_texts(before))
    kept = [(path, text) for path, text in all_texts(spec) if path[0] not in _OWN and texts.get(path) == text]
    for key, counted in COUNTS.items():
        was, now = (_counted(each, key) for each in (before, spec))
        if was is None or now is None or was == now:
            continue
        for path, text in kept:
            if found := counted.stated(text, was):
                yield _problem(path, found, ("program", *key.split(".")), str(now), elsewhere=False)


def _counted(spec: Spec, key: str) -> int | None:
    """Return a whole number of `program`; None where the spec does not state it."""
    value: object = spec.program
    for step in key.split("."):
        value = getattr(value, step, None)
    return value if isinstance(value, int) else None


def _replaced(spec: Spec, before: Spec) -> dict[str, tuple[Path, str]]:
    """Return each value that changes, in words, with the path of its term and what it is now."""
    found = {}
    for whole, was, now in differing(before, spec, ()):
        for path, value in values_of(was, whole):
            if said := _in_words(value):
                found[_alike(said)] = (path, _in_words(now) if path == whole else "")
    return found


def _problem(path: Path, found: str, term: Path, now: str, *, elsewhere: bool) -> Problem:
    becomes = f"is {now} now" if now else "is gone"
    other = " Another term still has that value; make sure that the text means it." if elsewhere else ""
    return LEFT_BEHIND.problem(
        f"This text still says {found}, but {dotted(term)} {becomes}.{other}",
        path=path,
        found=found,
        expected=now or "words that hold after the change",
        hint="Write the text anew in this file, beside what changes; or, if the words mean something else, "
        f"say so under waive: {LEFT_BEHIND.code}.",
    )


def _in_words(value: object) -> str:
    """Return a value as a text would state it; nothing for a value of another kind."""
    match value:
        case date():
            return day_words(value)
        case Money():
            return str(value)
        case Share():
            return value.exact
        case Duration():
            return str(value)
    return ""


def _alike(said: str) -> str:
    """Return what two ways to state one value have in common."""
    return said.replace(" percent", "%").removesuffix("s")
