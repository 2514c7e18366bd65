"""How texts state a group size and the numbers of a dosage: in digits or letters, and beside what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRAPPED = re.compile(r"(?<!\n)\n(?![\s*|\d-])")
_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\w))+")
_PEOPLE = "(?:participants?|students?|child(?:ren)?|learners?|pupils?|youths?)"
_AT_MOST = "at most|at a time|no more than|not more than|up to|or fewer"
_TEACHES = "(?:instructor|tutor|teacher|adult)"
_GOES_ON = "or|for|with|at|to|in|and|who|that|per|each"
_NOT_OF = "(?<!in )(?<!grade )(?<!grades )(?<!tier )(?<!level )(?<!year )(?<!phase )(?<!age )(?<!of )"
"""Before a number that counts no group: `one in three`, `grade 2 students`."""
_NO_LENGTH = "(?<!after )(?<!before )(?<!within )(?<!wait )(?<!first )(?<!last )(?<!every )(?<!by )"
"""Before a time that is no session's and no service's: `wait 30 minutes`."""
_LESSONS = "sessions?|tutored|tutoring|lessons?|instruction|dosage"
_WEEKLY = "(?:(?:a|per|each|every) (?:school )?week|weekly)"
_NO_SPAN = r"(?! (?:before|after|later|early|late|ago|prior|notice|of notice)\b)"


@dataclass(frozen=True, slots=True)
class Count:
    """The ways to state one number, where `#` is the number, and what else its sentence says."""

    ways: tuple[str, ...]
    about: tuple[str, ...]
    """Each of these stands in the sentence."""
    special: Mapping[int, str] = field(default_factory=dict)
    """Words that some numbers have of their own."""

    def stated(self, text: str, number: int) -> str:
        """Return the words of a text that state a number as this count; nothing if none do."""
        ways = [way.replace("#", f"(?:{_number(number)})") for way in self.ways]
        ways += [self.special[number]] if number in self.special else []
        said = re.compile(rf"(?<![\w.,:$/-])(?:{'|'.join(ways)})(?![\w-])", re.IGNORECASE)
        for sentence in _SENTENCE.findall(_WRAPPED.sub(" ", text)):
            found = said.search(sentence)
            if found and all(re.search(about, sentence, re.IGNORECASE) for about in self.about):
                return found[0]
        return ""


def _number(number: int) -> str:
    """Return a number in digits and, below a hundred, in letters."""
    if number < len(_ONES):
        return f"{number}|{_ONES[number]}"
    tens, ones = divmod(number, 10)
    if tens >= len(_TENS):
        return str(number)
    return f"{number}|{_TENS[tens]}" + (f"[ -]{_ONES[ones]}" if ones else "")


COUNTS = {
    "group_size": Count(
        (
            rf"{_NOT_OF}#[ -]{_PEOPLE}",
            rf"(?:groups?|group size) of #(?= (?:{_PEOPLE}|{_GOES_ON})\b| ?(?:[,):]|$))",
            r"(?:1|one) ?: ?(?!\d\d)#(?![:\d])",
            r"#(?: ?: ?| to )(?:1|one)(?![:\d])",
            "ratio (?:of|is) (?:1|one) to #",
        ),
        (rf"\b(?:groups?|ratio|{_AT_MOST}|(?:per|to an?|to one|each) {_TEACHES})\b",),
    ),
    "dosage.sessions_per_week": Count(
        ("#[ -](?:tutoring |weekly )?sessions?", f"# times {_WEEKLY}"),
        (rf"\b{_WEEKLY}\b", rf"\b(?:{_LESSONS}|meets? (?:with )?{_PEOPLE}|{_PEOPLE} meet)\b"),
        {2: f"twice {_WEEKLY}"},
    ),
    "dosage.weeks": Count(
        (f"{_NO_LENGTH}#[ -](?:school )?weeks?{_NO_SPAN}",),
        (rf"\b(?:{_LESSONS}|services?|program)\b",),
    ),
    "dosage.minutes": Count(
        (f"{_NO_LENGTH}#[ -]minutes?{_NO_SPAN}",),
        (rf"\b(?:{_LESSONS})\b",),
        {30: "half[ -]hour|half an hour", 60: "(?:one|1)[ -]hour|hour-long"},
    ),
}
"""The whole numbers of `program` that texts state, each with how."""
