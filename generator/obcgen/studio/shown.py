"""A value of a spec as a person reads it in a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.money import Money
from obcgen.spec.dates import MONTHS
from obcgen.studio.choice_words import choice_words
from obcgen.studio.facts import day_shown
from obcgen.studio.typed import SET_OUT

if TYPE_CHECKING:
    from obcgen.source.nodes import Plain
    from obcgen.studio.fields import Field

_FISCAL_YEAR: Final = "district.fiscal_year_starts"
_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-([0-3][0-9])")


def shown(value: Plain | None, field: Field) -> str:
    """Return a value as a person reads it."""
    if not isinstance(value, str):
        return ", ".join(map(str, value)) if isinstance(value, list) else ""
    if {"date", "deadline", "moment", "date_time"} & set(field.kinds) or field.pattern == _FISCAL_YEAR:
        day = _DAY.fullmatch(value)
        return f"{MONTHS[int(day[1]) - 1]} {int(day[2])}" if day else day_shown(value)
    if field.control == "prose":
        return "\n\n".join(_unwrapped(part) for part in re.split(r"\n\s*\n", value.strip()))
    if field.control == "money":
        return _dollars(value)
    is_word = value in ({"true", "false"} if field.control == "yes_no" else field.words)
    return choice_words(value) if is_word and field.control in {"choice", "yes_no"} else value


def _unwrapped(paragraph: str) -> str:
    """Return a paragraph on one line; one of lists, tables or headings as it stands."""
    return paragraph if SET_OUT.search(paragraph) else " ".join(paragraph.split())


def _dollars(value: str) -> str:
    try:
        return str(Money.parse(value))
    except ValueError:
        return value
