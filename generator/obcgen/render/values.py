"""How a value prints: each type of the spec in plain US English, and what cannot be printed at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jinja2 import Undefined
from markupsafe import Markup, escape

from obcgen.charts.canvas import Picture
from obcgen.charts.written import written
from obcgen.money import Money, Share
from obcgen.render.aside import Piece
from obcgen.render.faults import NOT_PRINTABLE, TemplateFault
from obcgen.render.markdown import prose
from obcgen.render.opening import opening
from obcgen.render.own_words import with_terms
from obcgen.spec import Duration, MonthDay, Proposed, Prose, Verbatim, Who, Words
from obcgen.spec.dates import WEEKDAYS, day
from obcgen.spec.scalars import PARTIES


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and time of day with the name of its time zone."""

    at: datetime
    zone: str

    def __str__(self) -> str:
        return f"{day(self.at)} {self.zone}"


def sentence(values: Sequence[object], word: str = "and") -> str:
    """Return `a, b, and c`, or with another word than `and`."""
    texts = [printed(value) for value in values]
    if len(texts) < 3:
        return f" {word} ".join(texts)
    return f"{', '.join(texts[:-1])}, {word} {texts[-1]}"


def printed(value: object) -> str:
    """Return the plain text of a value.

    Raises:
        TemplateFault: the value is nothing that a person could read.
    """
    match value:
        case str() | Money() | Share() | Duration() | MonthDay() | Moment() | Undefined():
            return _own(value)
        case bool() | None:
            raise _unprintable(value)
        case int() | Decimal():
            return number(value)
        case date():
            return day(value)
        case Who():
            return with_terms(value.name or PARTIES[value.who])
        case Proposed():
            return _offered(value)
        case list() | tuple():
            return sentence(value)
        case _:
            raise _unprintable(value)


def _own(value: object) -> str:
    """Return the text of a value; the district's own words with the capitals of defined terms."""
    verbatim = isinstance(value, Verbatim) or not isinstance(value, Words | Prose | Duration)
    return str(value) if verbatim else with_terms(str(value))


def number(value: int | Decimal) -> str:
    """Return `1,200` or `4.5`."""
    return f"{Decimal(value).normalize():,f}"


def _offered(price: Proposed) -> str:
    least = f"at least {price.at_least} and " if price.at_least else ""
    return f"to be proposed, {least}at most {price.at_most}"


def piece(value: object) -> Piece:
    """Return a value as it prints in a document."""
    if isinstance(value, Prose):
        return prose(_own(value))
    if isinstance(value, Picture):
        return Piece(value.alternative, None, value.svg)
    text = printed(value)
    return Piece(text, str(escape(text)))


def _unprintable(value: object) -> TemplateFault:
    if value is None:
        hint = 'The spec leaves it out. Ask first: {% if … %}, or give other words: {{ … or "none" }}.'
        return TemplateFault(NOT_PRINTABLE, "There is nothing here to print.", hint)
    if isinstance(value, bool):
        hint = "Ask with {% if … %} whether it holds."
        return TemplateFault(NOT_PRINTABLE, "This is yes or no, which cannot be printed.", hint)
    return TemplateFault(NOT_PRINTABLE, "This cannot be printed as it is.", "Print one of its parts.")


def cents(amount: Money) -> str:
    """Return an amount with its cents: `$450,000.00`."""
    return amount.exact


def capital(value: object) -> str:
    """Return a text, or what a macro printed, with its first letter large, as a sentence begins.

    An address of email keeps its letters.
    """
    if isinstance(value, Markup):
        return value[:1].upper() + value[1:]
    text = printed(value)
    if "@" in text.partition(" ")[0]:
        return text
    capitalized = text[:1].upper() + text[1:]
    return type(value)(capitalized) if isinstance(value, Prose) else capitalized


def weekday(value: date) -> str:
    """Return the name of a date's day."""
    return WEEKDAYS[value.weekday()]


def short_day(value: date | Moment) -> str:
    """Return a day in short: `Mar 1, 2027`."""
    return written(value.at if isinstance(value, Moment) else value)


def hundredths(share: Share) -> str:
    """Return a share beside others of its kind, always with two decimals: `26.10%`."""
    return share.hundredths


FILTERS: dict[str, Callable[..., object]] = {
    "cents": cents,
    "sentence": sentence,
    "capital": capital,
    "weekday": weekday,
    "short_day": short_day,
    "opening": opening,
    "hundredths": hundredths,
}
