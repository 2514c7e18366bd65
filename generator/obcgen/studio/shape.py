"""The text of a worked deal as a shape for others: its things go by ids that hold anywhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from obcgen.example import example
from obcgen.pack import builtin
from obcgen.studio.interview import interview
from obcgen.studio.renaming import renamed

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def shape_of(deal: str) -> str:
    """Return the text of a worked deal whose own names for things are named anew, as the interview says."""
    text = example(deal)[f"{deal}.yaml"].decode()
    for path, name in reversed([*_ids(deal).items()]):
        text = renamed(text, tuple(path.split(".")), name)
    return text


def _ids(deal: str) -> Mapping[str, str]:
    return next((each.ids for each in interview(builtin()).questions if each.deal == deal), {})
