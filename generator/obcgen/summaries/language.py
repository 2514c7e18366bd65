"""A language: the words of a pack's folder for dates, lists, people and parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError

if TYPE_CHECKING:
    from obcgen.spec import Who

NO_WORDS = Kind("SUM-02", "A language lacks words")
NEEDED = ("language", "page", "month", "pattern", "grade", "buyer", "body", "people", "one", "who", "flow")
"""The groups of words that every language has."""
Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, by group and code."""

    code: str
    words: Groups

    def say(self, group: str, code: str, **values: object) -> str:
        """Return words with values in their blanks: `{day}` of the pattern is filled by `day=...`.

        Raises:
            ObcgenError: the language has no such words.
        """
        found = self.words.get(group, {}).get(code)
        if found is None:
            message = f"The language “{self.code}” has no words for {group}.{code}."
            hint = f"Write them in summary/{self.code}/words.yaml, under {group}:."
            raise ObcgenError(NO_WORDS.problem(message, found=f"{group}.{code}", hint=hint))
        for name, value in values.items():
            found = found.replace(f"{{{name}}}", str(value))
        return found

    def day(self, value: date) -> str:
        """Return a day: `May 15, 2027`, `15 de mayo de 2027`."""
        return self.say(
            "pattern", "day", day=value.day, month=self.say("month", str(value.month)), year=value.year
        )

    def moment(self, value: date) -> str:
        """Return a day, with the time of day where there is one."""
        if not isinstance(value, datetime):
            return self.day(value)
        half = self.say("page", "morning" if value.hour < 12 else "afternoon")
        clock = f"{value.hour % 12 or 12}:{value.minute:02d} {half}"
        return self.say("pattern", "moment", day=self.day(value), clock=clock)

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a sentence of the language lists them."""
        if len(items) < 2:
            return "".join(items)
        pattern = "two" if len(items) == 2 else "several"
        return self.say("pattern", pattern, first=", ".join(items[:-1]), last=items[-1])

    def grades(self, grades: Sequence[str]) -> str:
        """Return grades in words; three or more in a row as `kindergarten to grade 3`."""
        order = list(self.words["grade"])
        places = [order.index(grade) for grade in grades]
        names = [self.say("grade", grade) for grade in grades]
        if len(places) > 2 and places == list(range(places[0], places[0] + len(places))):
            return self.say("pattern", "range", first=names[0], last=names[-1])
        return self.listed(names)

    def who(self, party: Who, buyer: str) -> str:
        """Return a party: its name where it has one, else what the language calls it."""
        return str(party.name) or self.say("who", party.who, buyer=buyer)


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]
