"""A confirmation of something that reads otherwise today."""

from __future__ import annotations

from obcgen.counsel.asked import Confirmed, Standing, told
from obcgen.problems import Kind, Problem

CHANGED = Kind("FIN-06", "A confirmation of something that has changed since", "warning")


def has_changed(found: Standing, confirmed: Confirmed) -> Problem:
    """Return the Problem of a confirmation that no longer fits what it confirmed."""
    asked = found.asked
    id_ = next(id_ for id_, each in (confirmed or {}).items() if each is found.confirmation)
    return CHANGED.problem(
        f"{told(found)}.",
        path=("confirmed", id_, asked.group, asked.key),
        found=getattr(found.confirmation, asked.group)[asked.key],
        expected=asked.imprint,
        hint=f"Have counsel read it again, then write {asked.key}: {asked.imprint} with the new day.",
    )
