"""A value of the spec in words, as documents print it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from obcgen.changes.called import NAMES, label_of, name_of
from obcgen.changes.walk import NAMED_BY, Step, at, stated
from obcgen.money import Share
from obcgen.spec.dates import WEEKDAYS, day
from obcgen.spec.payment import DosageTier
from obcgen.spec.rates import Anchor, Tier
from obcgen.spec.rates import Step as GroupStep
from obcgen.spec.scalars import PARTIES, Proposed, Who
from obcgen.spec.shapes import Section
from obcgen.spec.texts import Prose, Words

if TYPE_CHECKING:
    from obcgen.spec import Spec

NOTHING: Final = "none"


def printed(value: object, pattern: str, spec: Spec) -> str:
    """Return a value in words; `pattern` is that of its path, and `spec` names what its ids stand for."""
    match value:
        case None | () | "":
            return NOTHING
        case str() if not isinstance(value, Words | Prose):
            return _id_or_choice(value, pattern, spec)
        case tuple():
            texts = [printed(each, pattern, spec) for each in value]
            return ("; " if any(sign in text for text in texts for sign in ",:") else ", ").join(texts)
        case Tier() | GroupStep() | DosageTier():
            return f"{printed(value.at_least, pattern, spec)} or more: {value.pay}"
        case dict() | Section() if not isinstance(value, Anchor | Proposed):
            return _parts(value, pattern, spec)
    return _one(value)


def _one(value: object) -> str:
    """Return a value that stands for itself."""
    text = _unwrapped(value) if isinstance(value, Prose) else str(value)
    match value:
        case bool():
            text = "yes" if value else "no"
        case Share():
            text = value.exact
        case int() | Decimal():
            text = f"{Decimal(value).normalize():,f}"
        case date():
            text = f"{WEEKDAYS[value.weekday()]}, {day(value)}"
        case Who():
            text = value.name or PARTIES[value.who]
        case Anchor():
            text = f"at {_one(value.at)}: {value.pay}"
        case Proposed():
            least = f"at least {value.at_least} and " if value.at_least else ""
            text = f"for bidders to name, {least}at most {value.at_most}"
    return text


def _unwrapped(text: Prose) -> str:
    """Return a text whose paragraphs are a line each; lists and tables keep their lines."""
    return re.sub(r"(?<=[^\n|])\n(?![\n|>#*+-]|\s*[0-9*+-])", " ", text)


def _id_or_choice(text: str, pattern: str, spec: Spec) -> str:
    """Return the name of what an id stands for, or one of the spec's own words as a sentence has it."""
    target = NAMED_BY.get(pattern)
    if target is None:
        return text.replace("_", " ")
    return name_of(Step(text, f"{target}.*", at(spec, (*target.split("."), text))), spec)


def _parts(value: dict[str, object] | Section, pattern: str, spec: Spec) -> str:
    """Return several values with what each is, in one line."""
    if isinstance(value, dict):
        within = f"{pattern}.*"
        named = [(name_of(Step(key, within, each), spec), within, each) for key, each in value.items()]
    else:
        keys = [(f"{pattern}.{key}", each) for key, each in stated(value)]
        named = [(_label(inside), inside, each) for inside, each in keys]
    texts = [f"{name}: {printed(each, inside, spec)}".removeprefix(": ") for name, inside, each in named]
    return "; ".join(texts) or NOTHING


def _label(pattern: str) -> str:
    """Return what a key is called, or nothing where its value is the name itself."""
    return "" if pattern.rpartition(".")[2] in NAMES else label_of(pattern)
