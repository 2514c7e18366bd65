"""What a term is called: its label, and the names of the things that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.changes.labels import LABELS
from obcgen.changes.things import NOUNS
from obcgen.changes.walk import NAMED_BY, Step, at, steps
from obcgen.deal.compile import deal_of
from obcgen.words import capital, in_words

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.spec import Spec

RATES: Final = "payment.rates"
NAMES: Final = ("name", "duty", "kind")
"""Keys whose value names the thing that has an id."""
PARTS_OF_A_PRICE: Final = frozenset({"proposed", "at_least", "at_most"})
"""Keys of a price that bidders name: its bounds are told with the price."""
PLAIN: Final = frozenset({"addendum", "amendment", "clause", "grade", "language", "question", "rule", "year"})
"""Things that are called by their ids."""


def called(path: Path, old: Spec, new: Spec) -> str:
    """Return what a term is called, such as `Price per participant of “Text fluency”`."""
    spec = holding(path, old, new)
    *above, last = steps(spec, path)
    items = [step for step in above if step.is_id]
    if not last.is_id:
        return label_of(last.pattern) + _belonging(items, spec)
    if last.pattern in LABELS:
        return label_of(last.pattern) + _belonging([*items, last], spec)
    return capital(_item(last, spec)) + _belonging(items, spec)


def holding(path: Path, old: Spec, new: Spec) -> Spec:
    """Return the spec in which something stands at a path: the new one, unless it is gone there."""
    return old if at(new, path) is None and at(old, path) is not None else new


def thing(path: Path, spec: Spec) -> str:
    """Return a thing that has an id with its noun: `outcome “Text fluency”`."""
    *_, last = steps(spec, path)
    return _item(last, spec)


def label_of(pattern: str) -> str:
    """Return what a key is called, whatever it belongs to."""
    if pattern in LABELS:
        return LABELS[pattern]
    above, _, last = pattern.rpartition(".")
    words = in_words(NOUNS.get(pattern) or last)
    return f"{label_of(above.removesuffix('.*'))}, {words.lower()}" if last in PARTS_OF_A_PRICE else words


def name_of(step: Step, spec: Spec) -> str:
    """Return the name of the thing that an id stands for."""
    within = step.pattern.removesuffix(".*")
    defined = NAMED_BY.get(within, within)
    if defined == RATES:
        lines = deal_of(spec).lines
        return lines[step.key].name if step.key in lines else in_words(step.key)
    if NOUNS.get(step.pattern) in PLAIN:
        return step.key
    thing = step.value if defined == within else at(spec, (*defined.split("."), step.key))
    stated = (getattr(thing, key, None) for key in NAMES)
    return next((str(each) for each in stated if each), in_words(step.key))


def _belonging(items: list[Step], spec: Spec) -> str:
    """Return what a term belongs to, the smallest first."""
    return "".join(_within(step, spec) for step in reversed(items))


def _within(step: Step, spec: Spec) -> str:
    noun = NOUNS.get(step.pattern, "")
    if noun == "year":
        return f" in {step.key}"
    if noun == "grade":
        return f" in grade {step.key}"
    if step.pattern == f"{RATES}.*":
        return f" of “{name_of(step, spec)}”"
    return f" of the {_item(step, spec)}"


def _item(step: Step, spec: Spec) -> str:
    """Return a thing with its noun and its name: `outcome “Text fluency”`, `grade K`."""
    noun, name = NOUNS.get(step.pattern, ""), name_of(step, spec)
    return f"{noun} {name if noun in PLAIN else f'“{name}”'}".strip()
