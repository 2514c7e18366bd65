"""How tests speak with a desk."""

from __future__ import annotations

from collections.abc import Iterator
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
