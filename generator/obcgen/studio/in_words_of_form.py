"""What is said in the language of a spec's text, said in the words of the form: labels, days and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Final

from obcgen.money import Money
from obcgen.problems import ObcgenError, Path
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, Plain, at, to_plain
from obcgen.spec.dates import clock, day_words
from obcgen.spec.states import BARE
from obcgen.studio.choice_words import choice_words
from obcgen.studio.fields import EVERY, Field, field_at, language, pattern_at
from obcgen.studio.named import PARTS_OF_A_RUNG, is_reference, named_by, rung_of, title_of
from obcgen.studio.sentences import is_prose, things_named, to_waive, where_waived
from obcgen.studio.typed import STATE
from obcgen.words import capital, in_words

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.studio.interview import Interview

_ISO: Final = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?\b")
_KEYED: Final = re.compile(
    r"(?P<verb>\b(?:Write|Add|Say|write|add|say) )?(?P<key>\b[a-z_][\w-]*(?:\.[\w-]+)*):(?=[\s.,;)]|$)"
)
_ADDED: Final = re.compile(r"\b(?:[Aa]dd(?: under)?|day in) (?P<key>confirmed|[a-z_]+(?:\.[\w-]+)+)\b")
_VALUE: Final = re.compile(r" ([\w-]+)(?=[\s.,;)]|$)")
_DOTTED: Final = re.compile(r"(?<![@/])\b[a-z_]+(?:\.[\w-]+)+\b")
_SNAKE: Final = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_QUOTED: Final = re.compile(r"“([A-Za-z_][\w-]*)”")
_OWN_WORDS: Final = re.compile(r"“[^“”]*[^\w.“”-][^“”]*”")
_OF_A_GROUP: Final = re.compile(r"\(?“[^”]*”: ")
_EDITION: Final = re.compile(r" \(package holidays [^)]*\)")
_OWN: Final = re.compile("\0([0-9]+)\0")
_LISTED: Final = re.compile(r"\b(Write) \[([^\[\]{}]*)\]")
_AT_THESE: Final = re.compile(r" at ([a-z]\w*(?:(?:, | and )[a-z]\w*)*)(?=[;.,]|$| or )")
_IN_ORDER: Final = re.compile(
    r"(?:^|(?<=comes before )|(?<=Correct )|(?<= or )|(?<=Remove )|(?<= and ))([a-z]+)"
    r"(?= \(| or [a-z]+\.$|, or |\.$| falls on | means nothing | of the line )"
)
"""The keys that a sentence is about: of two days that are out of order, of what means nothing there."""
_TWICE: Final = re.compile(r"of (“[^”]+”) to ([^;.“]*?) at \1((?:, “[^”]+”)*(?: and “[^”]+”)?)")
"""Words that name again the thing whose field is to be set."""
_OF_ITS_LINE: Final = re.compile(r"(of (“[^”]+”)) of the line \2")
_NUMBERED: Final = {"amendments": "Amendment No.", "addenda": "Addendum No.", "questions": "Question"}
_CODE: Final = re.compile(r"[A-Z]{3}-\d{2}|\d.*")
"""What is called by its id: a rule, a year, a grade."""
_YES_NO: Final = {"true", "false"}
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")
_VERBS: Final = {"write ": "set ", "add ": "fill in ", "say ": "fill in "}
_CLOSED_BY: Final = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Says things of one spec in the words of its form."""

    root: Node
    pages: Interview

    def place(self, path: Path) -> str:
        """Return what a place is called on the form: `“Due date” of “Text fluency”`."""
        field = field_at(path)
        ends = (path[: end + 1] for end, step in enumerate(path) if step != EVERY)
        things = [self._title(each) for each in ends if _is_entry(each)]
        if field is not None and _is_entry(path) and things and not field.kinds:
            return f"“{things[-1]}”"
        label = f"“{rung_of(path) or self.pages.label(pattern_at(path).removesuffix('.*'))}”"
        return f"{label} of “{things[-1]}”" if things else label

    def _title(self, path: Path) -> str:
        """Return what an entry is called; a line of the rate card as its outcome is."""
        beside = ("outcomes", path[-1]) if path[:2] == ("payment", "rates") else path
        node = at(self.root, beside) or at(self.root, path)
        noun = _NUMBERED.get(str(path[0]))
        if noun and len(path) == 2:
            return f"{noun} {path[-1]}"
        if _CODE.fullmatch(str(path[-1])):
            return str(path[-1])
        return title_of(path[-1], node) if node else in_words(str(path[-1]))

    def asked(self, problem: Problem) -> Path:
        """Return the place that a hint says to fill in; else that of the Problem."""
        keyed = next((each for each in _KEYED.finditer(problem.hint) if each["verb"]), None)
        found = keyed or _ADDED.search(problem.hint)
        place = self._place_of(found["key"], problem.path) if found else None
        return place if place and EVERY not in place and self.page(place) else problem.path

    def page(self, path: Path) -> str:
        """Return the id of the page on which a place stands; nothing of no place."""
        return self.pages.page_of(pattern_at(path)) if path else ""

    def value(self, value: Plain, path: Path) -> str:
        """Return a value as the form shows it, with the labels of what it holds."""
        if isinstance(value, Mapping):
            if rung_of(path):
                return " ".join(self._part_of_rung(each, (*path, key)) for key, each in value.items())
            return ", ".join(self._pair(each, (*path, key)) for key, each in value.items())
        if isinstance(value, str):
            return self._single(value, path)
        each_of = [self.value(each, (*path, at_)) for at_, each in enumerate(value)]
        if rung_of((*path, 0)):
            return "; ".join(each_of)
        is_of_groups = any(isinstance(each, Mapping) for each in value)
        return "; ".join(f"({each})" for each in each_of) if is_of_groups else ", ".join(each_of)

    def _part_of_rung(self, value: Plain, path: Path) -> str:
        part = PARTS_OF_A_RUNG.get(str(path[-1]))
        return f"{part} {self.value(value, path)}" if part else self._pair(value, path)

    def _pair(self, value: Plain, path: Path) -> str:
        """Return a value behind its label; of a group with all that it holds."""
        field = field_at(path)
        label = self._title(path) if field is None or _is_entry(path) else self.pages.label(field.pattern)
        above = field_at(path[:-1])
        if above is not None and label.startswith(begun := f"{self.pages.label(above.pattern)}, "):
            label = capital(label.removeprefix(begun))
        words = self.value(value, path)
        return f"“{label}” ({words})" if isinstance(value, Mapping) else f"“{label}”: {words}"

    def _single(self, value: str, path: Path) -> str:
        field = field_at(path)
        if field is not None and field.pattern == STATE:
            return BARE.get(value, value)
        if field is not None and value in field.words:
            return f"“{choice_words(value)}”"
        if field is not None and is_reference(field):
            return next(
                (f"“{name}”" for id_, name, _ in named_by(path, field, self.root) if id_ == value), value
            )
        if field is not None and field.control == "money" and "$" in value:
            return str(Money.parse(value))
        if field is not None and field.control == "yes_no":
            return f"“{choice_words(value) if value in _YES_NO else value}”"
        return _DOTTED.sub(lambda found: self._dotted(found[0], ()), days(value))

    def advice(self, problem: Problem) -> str:
        """Return what to do about a Problem: its hint in the words of the form, or the interview's own."""
        told = self.pages.advice.get(problem.code) or self.said(problem.hint, problem.path)
        return to_waive(told, problem.code)

    def said(self, text: str, path: Path) -> str:
        """Return a sentence about a place in the words of the form."""
        text = where_waived(_EDITION.sub("", text))
        for named in (_QUOTED, _IN_ORDER):
            text = named.sub(lambda found: self._named(found[1], path) or found[0], text)
        own, places = _OWN_WORDS.findall(text), count()  # what somebody wrote is quoted as it stands
        text = _OWN_WORDS.sub(lambda _: f"\0{next(places)}\0", text)
        text = _OWN.sub(lambda found: own[int(found[1])], self._spoken(text, path))
        return text.replace("““", "“").replace("””", "”")

    def _spoken(self, text: str, path: Path) -> str:
        """Return a sentence with labels, names and days in place of keys, ids and figures."""
        text = _LISTED.sub(r"\1 each on a line of its own: \2", text)
        text = _AT_THESE.sub(lambda found: self._at_these(found, path), text)
        text = days(self._keyed(text, path))
        text = _DOTTED.sub(lambda found: self._dotted(found[0], path), text)
        text = things_named(text, self.root)
        text = _SNAKE.sub(lambda found: self._snake(found[0], path), text)
        for end, step in enumerate(path, 1):
            if _is_entry(path[:end]):
                name = self._title(path[:end])
                text = re.sub(rf"\b(lines?|at) {re.escape(str(step))}\b(?!”)", rf"\1 “{name}”", text)
        return _OF_ITS_LINE.sub(r"\1", _TWICE.sub(r"of \1\3 to \2", text))

    def _at_these(self, found: re.Match[str], path: Path) -> str:
        """Return the names of the things beside that of a place whose ids are told, where all are there."""
        ids = re.split(r", | and ", found[1])
        table = next(
            (
                end
                for end in range(1, len(path))
                if all(_is_entry(place := (*path[:end], each)) and at(self.root, place) for each in ids)
            ),
            None,
        )
        if table is None:
            return found[0]
        names = [f"“{self._title((*path[:table], each))}”" for each in ids]
        return f" at {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"

    def _named(self, key: str, path: Path) -> str:
        """Return what a key on the way to a place, or beside it, is called; nothing of another word."""
        for end in range(len(path), 0, -1):
            if str(path[end - 1]) == key and isinstance(path[end - 1], str):
                place = path[:end]
                return f"“{self._title(place)}”" if _is_entry(place) else self.place(place)
        beside = (*path[:-1], key)
        return self.place(beside) if path and field_at(beside) and not _is_entry(beside) else ""

    def _keyed(self, text: str, path: Path) -> str:
        """Return a text with a label for each key; and what stands behind it as the form shows it."""
        done, start = "", 0
        while found := _KEYED.search(text, start):
            is_new = text[found.end() : found.end() + 2] == " {"
            place = self._place_of(found["key"], path, is_new=is_new)
            if place is None or self._ends_a_name(text[: found.end("key")], place):
                done, start = done + text[start : found.end()], found.end()
                continue
            words, end = self._behind(text, found.end(), place)
            if not _is_entry(place) and is_prose(found, text, words):
                done, start = done + text[start : found.end()], found.end()
                continue
            done += text[start : found.start()] + self._told(found, place, words)
            start = end
            if not words and text.startswith(" and ", end):
                done, start = f"{done} with ", end + len(" and ")
        return done + text[start:]

    def _ends_a_name(self, text: str, place: Path) -> bool:
        """Tell whether a text ends with the name of a thing whose last word is the thing's id."""
        title = self._title(place).lower() if _is_entry(place) else ""
        return len(title) > len(str(place[-1])) and text.lower().endswith(title)

    def _told(self, found: re.Match[str], place: Path, words: str) -> str:
        verb, label = found["verb"] or "", self.place(place)
        if not verb:
            return f"{label}: {words}" if words else label
        said = _VERBS[verb.lower()] if words or verb.lower() != "write " else "fill in "
        said = said.capitalize() if verb[0].isupper() else said
        if _OF_A_GROUP.match(words):
            return f"{'Fill' if verb[0].isupper() else 'fill'} in {label}: {words}"
        if words:
            return f"{said}{label}{' to ' if said.lower() == 'set ' else ': '}{words}"
        return f"{said}{label}"

    def _behind(self, text: str, start: int, place: Path) -> tuple[str, int]:
        """Return what stands behind a key in words, and where it ends; nothing where no value does."""
        if text[start : start + 2] in {" {", " ["}:
            end = _closing(text, start + 1)
            value = read_value(text[start + 1 : end])
            return (self.value(value, place), end) if value is not None else (text[start + 1 : end], end)
        found = _VALUE.match(text, start)
        field = field_at(place)
        is_word = found and field and found[1] in (_YES_NO if field.control == "yes_no" else field.words)
        if found and (is_word or _ISO.fullmatch(found[1])):
            return self._single(found[1], place), found.end()
        if (
            text[start : start + 5] in {" and ", " with", " from", " in o", " of q"}
            or text[start : start + 1] != " "
        ):
            return "", start
        return text[start + 1 : start + 2], start + 2

    def _place_of(self, key: str, path: Path, *, is_new: bool = False) -> Path | None:
        """Return the path that a key means near a place: below it, beside it, further up, or anywhere."""
        for end in range(len(path), -1, -1):
            place = (*path[:end], *key.split("."))
            if field_at(place) and (is_new or not _is_entry(place) or at(self.root, place)):
                return place
        patterns = (
            each for each in known_keys().get(key.rpartition(".")[2], ()) if f".{each}".endswith(f".{key}")
        )
        found = next(patterns, "")
        return tuple(found.split(".")) if found else None

    def _dotted(self, written: str, near: Path) -> str:
        path = tuple(
            int(step) - 1 if step.isdecimal() and len(step) < 3 else step for step in written.split(".")
        )
        place = path if field_at(path) else self._place_of(written, near)
        return self.place(place) if place else written

    def _snake(self, word: str, path: Path) -> str:
        place = self._place_of(word, path)
        return self.place(place) if place else in_words(word).lower()


def days(text: str) -> str:
    """Return a text with its days as people write them: `June 3, 2027`."""
    return _ISO.sub(lambda found: _day(found[1], found[2]), text).replace(".m..", ".m.")


def _day(day: str, time: str | None) -> str:
    try:
        said = day_words(date.fromisoformat(day))
        return f"{said} at {clock(datetime.fromisoformat(f'{day}T{time}'))}" if time else said
    except ValueError:
        return day


def _is_entry(path: Path) -> bool:
    field = field_at(path)
    return field is not None and field.pattern.endswith(EVERY) and isinstance(path[-1], str)


def _closing(text: str, start: int) -> int:
    """Return where what opens at a place is closed."""
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] in _CLOSED_BY) - (text[end] in _CLOSED_BY.values())
        if not depth:
            return end + 1
    return len(text)


def read_value(text: str) -> Plain | None:
    """Return a value that a hint writes out; nothing where it cannot be read."""
    try:
        node, problems = from_yaml(_THOUSANDS.sub("", text), "hint")
    except ObcgenError:
        return None
    return None if problems else to_plain(node)


@cache
def known_keys() -> Mapping[str, tuple[str, ...]]:
    """Return by key the patterns of the fields that have it, the shortest first."""
    found: dict[str, list[str]] = {}
    for field in _fields(language()):
        found.setdefault(field.pattern.rpartition(".")[2], []).append(field.pattern)
    return {key: tuple(sorted(each, key=lambda one: one.count("."))) for key, each in found.items()}


def _fields(field: Field) -> Iterator[Field]:
    yield field
    for group in field.groups:
        for below in field.below(group).values():
            yield from _fields(below)
    if field.entry:
        yield from _fields(field.entry)
