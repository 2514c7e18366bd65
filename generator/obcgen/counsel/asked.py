"""What counsel is asked to confirm, what the spec records of it, and the lines that record it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from obcgen.spec import Confirmation

Group = Literal["law", "amounts", "rfp", "response", "contract"]
"""The keys of a confirmation under which an imprint may stand."""
Confirmed = Mapping[str, Confirmation] | None
"""What a spec records, by id; None where it cannot be read."""
State = Literal["confirmed", "changed", "open"]
GROUPS: tuple[Group, ...] = ("law", "amounts", "rfp", "response", "contract")
TO_COUNSEL = "For counsel"
"""How the title of a callout begins that asks something of counsel."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that counsel is to confirm: where it is recorded, what it is, and what exactly was read.

    `at` is the template's `file:line`, where a clause asks.
    """

    group: Group
    key: str
    title: str
    asks: str
    imprint: str
    at: str = ""

    @property
    def name(self) -> str:
        """Its title, with the document that it is a clause of."""
        document = {"rfp": "RFP, ", "response": "Response File, ", "contract": "Contract, "}.get(
            self.group, ""
        )
        return f"{document}{self.title}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing stands: confirmed as it reads today, confirmed as it read before, or open."""

    asked: Asked
    state: State
    confirmation: Confirmation | None = None


def standing(asked: Asked, confirmed: Confirmed) -> Standing:
    """Return how a thing stands in a spec; of several confirmations the latest that fits counts."""
    latest = sorted((confirmed or {}).values(), key=lambda each: each.on, reverse=True)
    named = [each for each in latest if asked.key in getattr(each, asked.group)]
    fits = [each for each in named if getattr(each, asked.group)[asked.key] == asked.imprint]
    if fits:
        return Standing(asked, "confirmed", fits[0])
    return Standing(asked, "changed", named[0]) if named else Standing(asked, "open")


def unconfirmed(asked: Iterable[Asked], confirmed: Confirmed) -> tuple[Standing, ...]:
    """Return what is not confirmed as it reads today."""
    return tuple(found for each in asked if (found := standing(each, confirmed)).state != "confirmed")


def entry(asked: Iterable[Asked]) -> str:
    """Return what stands in a spec once these are confirmed, with a blank for who and when, on one line."""
    return " ".join(entry_lines(asked))


def entry_lines(asked: Iterable[Asked]) -> tuple[str, ...]:
    """Return the lines of what stands in a spec once these are confirmed: one key a line.

    It is one YAML mapping in braces, so it may be pasted at any depth, and no line is broken on a page.
    """
    items = tuple(asked)
    groups = {group: [each for each in items if each.group == group] for group in GROUPS}
    lines = ["{by: <office>, on: <date>"]
    for group, found in groups.items():
        if found:
            first, *others = (f"{each.key}: {each.imprint}" for each in found)
            lines += [f"{group}: {{{first}", *others]
            lines[-1] += "}"
    return (*(f"{line}," for line in lines[:-1]), f"{lines[-1]}}}")


def told(found: Standing) -> str:
    """Return how a thing stands in words, such as `G clean air and water (changed since 2027-02-15)`."""
    if found.confirmation is None:
        return found.asked.title
    by = f"{found.confirmation.by} on {found.confirmation.on}"
    word = "confirmed by" if found.state == "confirmed" else "has changed since it was confirmed by"
    return f"{found.asked.title} ({word} {by})"
