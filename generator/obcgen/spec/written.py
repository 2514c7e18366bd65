"""How each kind of value may be written, as JSON Schema says it: an editor takes what the readers take.

An editor reads `500` as a number, `true` as a truth value and `$900` as text before it looks at the schema:
each kind allows for all that its text can be taken for. Patterns mean the same to Python and to JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

JsonSchema = Mapping[str, Any]

_DAY = "((199[0-9]|20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))"
_TIME = "([T ]([01][0-9]|2[0-3]):[0-5][0-9])"
_DASH = "[-/. \u2010-\u2015\u2212]"
_MONTH = (
    "(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?"
    "|Dec(ember)?)"
)
_NUMERALS = r"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)"
LIKE_A_DATE = (
    r"\s*([0-9]{4}-[0-9]|((by|on|until|before) )?("
    rf"[0-9]{{4}}{_DASH}[0-9]{{1,2}}{_DASH}[0-9]{{1,2}}|[0-9]{{1,2}}{_DASH}[0-9]{{1,2}}{_DASH}[0-9]{{2,4}}"
    rf"|{_MONTH}\.? [0-9]{{1,2}}(st|nd|rd|th)?,? [0-9]{{4}}|[0-9]{{1,2}} {_MONTH}\.?,? [0-9]{{4}}"
    rf"|{_NUMERALS})\s*$)"
)
"""A deadline that is a date in another dress: `2027/05/26`, `May 26, 2027`, a spreadsheet's number."""
_BLANK = r"\s*<[^<>@:]+>\s*$"
_WHOLE = "(0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(,[0-9]{3}){1,2})"
_NUMBER = r"(-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?)"
_AMOUNT = r"(\$?(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]{0,12})(\.[0-9]{2})?)"
_PART = r"((0|[1-9][0-9]{0,5})(\.[0-9]{1,6})? ?%|(0|[1-9][0-9]{0,5})/[0-9]{0,5}[1-9][0-9]{0,5})"
_UNIT = r"(minute|hour|day|business\s+day|school\s+day|week|month|year)s?"
_ANY = ["string", "number", "boolean"]
_MOST = 10**9 - 1
LONGEST_TITLE = 255
"""Word's limit."""


def _whole(pattern: str) -> str:
    return rf"^\s*{pattern}\s*$"


TEXT: JsonSchema = {"type": _ANY, "pattern": rf"^(?!{_BLANK})\s*\S"}
LINE: JsonSchema = {"type": _ANY, "pattern": rf"^(?!{_BLANK})\s*\S.*\s*$"}
TITLE: JsonSchema = {**LINE, "maxLength": LONGEST_TITLE}
EMAIL: JsonSchema = {"type": "string", "pattern": _whole(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")}
ID: JsonSchema = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,39}$"}
YEAR: JsonSchema = {
    "type": ["string", "integer"],
    "pattern": "^(19|20|21)[0-9]{2}(-[0-9]{2})?$",
    "minimum": 1900,
    "maximum": 2199,
}
SERIAL: JsonSchema = {
    "type": ["string", "integer"],
    "pattern": "^[1-9][0-9]{0,2}$",
    "minimum": 1,
    "maximum": 999,
}
MONEY: JsonSchema = {"type": ["string", "number"], "pattern": _whole(_AMOUNT), "minimum": 0}
SHARE: JsonSchema = {"type": "string", "pattern": _whole(_PART)}
COUNT: JsonSchema = {
    "type": ["string", "integer"],
    "pattern": _whole(_WHOLE),
    "minimum": 0,
    "maximum": _MOST,
}
QUANTITY: JsonSchema = {
    "type": ["string", "number"],
    "pattern": _whole(_NUMBER),
    "minimum": -_MOST - 1,
    "maximum": _MOST + 1,
}
LEVEL: JsonSchema = {**QUANTITY, "pattern": _whole(f"({_PART}|{_NUMBER})")}
DATE: JsonSchema = {"type": "string", "pattern": _whole(_DAY)}
DATE_TIME: JsonSchema = {"type": "string", "pattern": _whole(_DAY + _TIME)}
MOMENT: JsonSchema = {"type": "string", "pattern": _whole(f"{_DAY}{_TIME}?")}
DEADLINE: JsonSchema = {
    "type": ["string", "boolean"],
    "pattern": rf"^(\s*{_DAY}\s*$|(?!{_BLANK}|{LIKE_A_DATE})\s*\S.*\s*$)",
}
MONTH_DAY: JsonSchema = {"type": "string", "pattern": _whole("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")}
DURATION: JsonSchema = {"type": "string", "pattern": _whole(rf"[1-9][0-9]{{0,4}}\s+{_UNIT}")}
YES_NO: JsonSchema = {"type": ["boolean", "string"], "pattern": _whole("(true|false)")}
TRUE: JsonSchema = {"enum": [True, "true"]}
KINDS = {
    "text": TEXT, "line": LINE, "title": TITLE, "email": EMAIL, "id": ID, "year": YEAR, "money": MONEY,
    "serial": SERIAL, "share": SHARE, "count": COUNT, "quantity": QUANTITY, "level": LEVEL, "date": DATE,
    "date_time": DATE_TIME, "moment": MOMENT, "deadline": DEADLINE, "month_day": MONTH_DAY,
    "duration": DURATION, "yes_no": YES_NO,
}  # fmt: skip
"""By name, for the schema's own use."""
VARIANT: JsonSchema = {"anyOf": [{"const": False}, ID]}


def words(choices: Sequence[str]) -> JsonSchema:
    """Return the schema of a text that is one of some words; a word of digits alone may be a number."""
    return {"enum": [*(int(word) for word in choices if word.isdecimal()), *choices]}
