"""How tests speak with a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

Row = dict[str, Any]


def told(desk: Desk, **request: Any) -> tuple[Desk, Row]:
    """Return the desk and the reply to a request that is answered."""
    after, reply = answer(desk, request)
    assert reply["ok"], reply
    return after, reply


def opened(deal: str = "denver-literacy") -> Desk:
    """Return a desk with a worked deal."""
    return told(Desk(), do="begin", **{"from": "deal", "deal": deal})[0]


def rows(fields: list[Row]) -> Iterator[Row]:
    """Yield every field of a form, those below others too."""
    for row in fields:
        yield row
        for item in (*row["items"], *row.get("or", ())):
            yield from rows(item["fields"])


def as_typed(fact: str) -> str:
    """Return a fact as people type it: days in figures, shares in words, yes and no."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fact):
        return f"{date.fromisoformat(fact):%m/%d/%Y}"
    if re.fullmatch(r"[0-9-]{10}T[0-9:]{5}", fact):
        return f"{datetime.fromisoformat(fact):%B %d, %Y at %I:%M %p} Mountain"
    if fact.endswith("%"):
        return f"{fact[:-1]} percent"
    return {"false": "No", "$1,500,000": "1.5 million", "$150000": "150,000 dollars"}.get(fact, fact)


def blanks_of_form(desk: Desk) -> list[tuple[str, list[Any], str]]:
    """Return what the form still asks: the request that answers it, its path, and the words of the blank."""
    _, form = told(desk, do="form")
    fields = [row for page in form["pages"] for row in rows(page["fields"])]
    ids = [item["path"] for row in fields if row["control"] == "table" for item in row["items"]]
    named = [("rename", path, str(path[-1])[1:-1]) for path in ids if str(path[-1]).startswith("<")]
    return named or [("set", row["path"], row["blank"]) for row in fields if row["blank"]]
