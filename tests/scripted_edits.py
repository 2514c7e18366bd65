"""Edits as people make them in Word, drawn at random, each with what must come of it.

What must come of an edit is known before anything is taken back. For a figure a value of the spec is changed
first, and the words that are then others in the document are typed into the file of the old one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final, Literal

from edited_word import EditedWord, said
from obcgen.document.walk import sections_of
from obcgen.problems import ObcgenError, dotted
from obcgen.readers.edited import shown
from obcgen.taken_back.made import Deal, UnsoundError
from obcgen.taken_back.printed import printed
from obcgen.taken_back.spec_text import Leaf, SpecText
from obcgen.taken_back.taken_back import Item, TakenBack
from obcgen.taken_back.wording import Clauses
from obcgen.taken_back.words import cut, hunks, words

Wanted = Literal["value", "words", "outline", "nothing", "comment"]
Verdict = Literal["right", "listed", "lost"]
_FIGURE: Final = re.compile(r"\$[\d,]+|\d{4}-\d\d-\d\d|\d+%|\d{2,}")
_SENTENCE: Final = "The Parties shall keep a written note of this, number {}."
_APART: Final = 3
_TRIES: Final = 40


@dataclass(frozen=True)
class Scripted:
    """An edit: its kind, what must come of it, at which path or in which file, and its words."""

    kind: str
    wanted: Wanted
    where: str
    words: str
    is_figure: bool = False


@dataclass
class Script:
    """A document from which edits are drawn; `most` values are changed to see where they are printed."""

    deal: Deal
    random: Random
    most: int = 6
    changes: list[tuple[int, Leaf, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tree = self.deal.tree()
        self.before = printed(self.tree)
        self.leaves = SpecText(self.deal.text, str(self.deal.file), self.deal.source).leaves
        self.clauses = Clauses(self.deal.pack)
        texts = [one.text for one in self.before]
        self.unique = {place for place, text in enumerate(texts) if texts.count(text) == 1}
        figures = [leaf for leaf in self.leaves if _FIGURE.fullmatch(leaf.value) and leaf.start is not None]
        self.random.shuffle(figures)
        for leaf in figures:
            if len({one.path for _, one, _ in self.changes}) < self.most:
                self.changes += self._printed_by(leaf)

    def _printed_by(self, leaf: Leaf) -> Iterator[tuple[int, Leaf, str]]:
        """Yield the paragraphs in which a value is printed, as the document with another one says them."""
        new = other(leaf.value)
        try:
            after = self.deal.with_values({leaf.path: new})
        except (ObcgenError, UnsoundError):
            return
        for place, (old, now) in enumerate(zip(self.before, after, strict=False)):
            found = hunks(old.text, now.text)
            is_it = len(found) == 1 and in_print(new) == cut(now.text, found[0].new_start, found[0].new_end)
            if place in self.unique and len(after) == len(self.before) and is_it:
                yield place, leaf, now.text

    def draw(self, content: bytes, count: int, author: str) -> tuple[bytes, list[Scripted]]:
        """Return a file with so many edits, and what must come of each."""
        drawing = _Drawing(self, EditedWord(content, author))
        made: list[Scripted] = []
        kinds = drawing.kinds
        for number in range(count):
            kind = kinds[number % len(kinds)]
            found = next((one for one in (kind(number) for _ in range(_TRIES)) if one), None)
            if found:
                made.append(found)
        return drawing.word.saved(), made


@dataclass
class _Drawing:
    script: Script
    word: EditedWord
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.at: dict[str, Any] = {said(one): one for one in self.word.paragraphs()}
        self.kinds: list[Callable[[int], Scripted | None]] = [
            self.figure, self.text, self.figure, self.added_word, self.computed, self.added_sentence,
            self.figure, self.deleted_sentence, self.text, self.added_paragraph, self.removed_paragraph,
            self.comment, self.figure, self.changed_word, self.moved_clause, self.number_in_words,
            self.rewritten, self.label, self.figure,
        ]  # fmt: skip

    # --- where -------------------------------------------------------------------------------------

    def take(self, place: int) -> Any:
        """Return the paragraph of the file, if it stands apart from all others that were edited."""
        script = self.script
        near = set(range(place - _APART, place + _APART + 1)) & self.used
        found = self.at.get(" ".join(shown(script.before[place].text).split()))
        return None if near or place not in script.unique else found

    def type(self, place: int, old: str, new: str) -> bool:
        """Type over words, if they stand in one run."""
        paragraph = self.take(place)
        if paragraph is None:
            return False
        if any(one.tag.endswith("}sdt") for one in paragraph.iter()):
            return False  # a name bound to a value, which the next program to open the file fills in again
        try:
            self.word.replace(old, new, paragraph)
        except StopIteration:
            return False
        self.used.add(place)
        return True

    def of_clause(self) -> tuple[int, str, str] | None:
        """Draw a paragraph of a clause's own: its place, the file, the template's line without variables."""
        script = self.script
        places = [
            place for place, one in enumerate(script.before) if one.kind == "paragraph" and ".md:" in one.at
        ]
        place = script.random.choice(places)
        segment = script.clauses.segment(script.before[place].at)
        if segment is None or script.deal.pack.front(segment.path).mapping().get("locked") == "true":
            return None
        if re.search(r"\{\{|\{%|\]\(", segment.text):
            return None
        return place, segment.path, segment.text

    # --- edits -------------------------------------------------------------------------------------

    def figure(self, _: int) -> Scripted | None:
        place, leaf, text = self.script.random.choice(self.script.changes)
        before = self.script.before[place].text
        (one,) = hunks(before, text)
        old, new = cut(before, one.start, one.end), cut(text, one.new_start, one.new_end)
        if before.count(old) != 1 or not self.type(place, old, new):
            return None
        return Scripted("figure of the spec", "value", dotted(leaf.path), new, is_figure=True)

    def text(self, number: int) -> Scripted | None:
        script = self.script
        long = [leaf for leaf in script.leaves if len(words(leaf.text)) >= 8 and leaf.start is not None]
        leaf = script.random.choice(long)
        said_ = [word.key.casefold() for word in words(leaf.text)]
        start = script.random.randrange(len(said_) - 6)
        window = said_[start : start + 6]
        texts = ([word.key.casefold() for word in words(one.text)] for one in script.leaves)
        holding = sum(_has(window, keys) for keys in texts)
        if holding != 1 or not window[3].isalpha():
            return None
        for place, one in enumerate(script.before):
            keys = [word.key.casefold() for word in words(one.text)]
            for at in range(len(keys) - 5):
                if keys[at : at + 6] == window:
                    old = cut(one.text, at + 2, at + 4)
                    first, last = old.split(" ")[0], old.split(" ")[-1]
                    marked = f"{first} duly{letters(number)} {last}"
                    if one.text.count(old) == 1 and old.count(" ") == 1 and self.type(place, old, marked):
                        return Scripted(
                            "text of the spec", "value", dotted(leaf.path), f"duly{letters(number)}"
                        )
        return None

    def added_word(self, number: int) -> Scripted | None:
        return self._word(number, "word of a clause added", lambda old: f"{old} expressly{letters(number)}")

    def changed_word(self, number: int) -> Scripted | None:
        return self._word(number, "word of a clause changed", lambda _: f"expressly{letters(number)}")

    def _word(self, number: int, kind: str, make: Callable[[str], str]) -> Scripted | None:
        drawn = self.of_clause()
        if drawn is None:
            return None
        place, path, line = drawn
        text = self.script.before[place].text
        long = [
            word for word in re.findall(r"\b[a-z]{5,}\b", text) if text.count(word) == line.count(word) == 1
        ]
        if not long:
            return None
        old = self.script.random.choice(long)
        known = f"expressly{letters(number)}"
        return Scripted(kind, "words", path, known) if self.type(place, old, make(old)) else None

    def added_sentence(self, number: int) -> Scripted | None:
        drawn = self.of_clause()
        if drawn is None:
            return None
        place, path, _ = drawn
        last = self.script.before[place].text.rpartition(" ")[2]
        sentence = _SENTENCE.format(letters(number))
        if not last.endswith(".") or not self.type(place, last, f"{last} {sentence}"):
            return None
        return Scripted("sentence added", "words", path, f"number {letters(number)}")

    def deleted_sentence(self, _: int) -> Scripted | None:
        drawn = self.of_clause()
        if drawn is None:
            return None
        place, path, line = drawn
        last = self.script.before[place].text.removesuffix(".").rpartition(". ")[2]
        if (
            f". {last}" not in self.script.before[place].text
            or last not in line
            or not self.type(place, f" {last}.", "")
        ):
            return None
        return Scripted("sentence deleted", "words", path, last)

    def added_paragraph(self, number: int) -> Scripted | None:
        drawn = self.of_clause()
        paragraph = self.take(drawn[0]) if drawn else None
        if drawn is None or paragraph is None or not drawn[2].startswith("1. "):
            return None
        self.word.add_after(paragraph, _SENTENCE.format(letters(number)))
        self.used.add(drawn[0])
        return Scripted("paragraph added", "words", drawn[1], f"number {letters(number)}")

    def removed_paragraph(self, _: int) -> Scripted | None:
        drawn = self.of_clause()
        paragraph = self.take(drawn[0]) if drawn else None
        if drawn is None or paragraph is None or not drawn[2].startswith("1. "):
            return None
        self.word.remove(paragraph)
        self.used.add(drawn[0])
        return Scripted("paragraph deleted", "words", drawn[1], shown(self.script.before[drawn[0]].text))

    def computed(self, _: int) -> Scripted | None:
        """Type over an amount of a table that no value of the spec is."""
        script = self.script
        known = {word.key for leaf in script.leaves for word in words(leaf.value)}
        amounts = [
            (place, one.text[word.start : word.end])
            for place, one in enumerate(script.before)
            for word in words(one.text)
            if one.kind == "cell"
            and word.kind == "money"
            and word.key not in known
            and place in script.unique
        ]
        place, old = script.random.choice(amounts)
        new = f"${int(float(old[1:].replace(',', ''))) + 77777:,}"
        if script.before[place].text.count(old) != 1 or not self.type(place, old, new):
            return None
        return Scripted("computed figure", "nothing", "", new, is_figure=True)

    def number_in_words(self, _: int) -> Scripted | None:
        """Change a number that a clause says in its own words."""
        drawn = self.of_clause()
        if drawn is None:
            return None
        place, path, line = drawn
        text = self.script.before[place].text
        found = [word for word in words(text) if word.kind == "number" and word.key.isdigit()]
        old = text[found[0].start : found[0].end + 1] if found else ""
        if not old or text.count(old) != 1 or line.count(old) != 1:
            return None
        new = f"{int(found[0].key) + 2}{old[-1]}"
        if not self.type(place, old, new):
            return None
        return Scripted("number in a clause", "words", path, new.strip(), is_figure=True)

    def rewritten(self, number: int) -> Scripted | None:
        """Say four words of a clause otherwise."""
        drawn = self.of_clause()
        if drawn is None:
            return None
        place, path, line = drawn
        said_ = self.script.before[place].text.split()
        if len(said_) < 10:
            return None
        start = self.script.random.randrange(1, len(said_) - 5)
        old = " ".join(said_[start : start + 4])
        new = f"as it sees fit{letters(number)}"
        if old not in line or not re.fullmatch(r"[a-zA-Z ]+", old) or not self.type(place, old, new):
            return None
        return Scripted("words of a clause rewritten", "words", path, f"fit{letters(number)}")

    def label(self, number: int) -> Scripted | None:
        """Change the label of a row, which the program says and no clause."""
        script = self.script
        values = " ".join(" ".join(leaf.text.split()).casefold() for leaf in script.leaves)
        labels = [
            place
            for place, one in enumerate(script.before)
            if one.kind == "cell" and re.fullmatch(r"[A-Z][a-z]+( [a-z]+)*", one.text)
        ]
        place = script.random.choice(labels)
        text = script.before[place].text
        if text.casefold() in values or not self.type(place, text, f"{text} then{letters(number)}"):
            return None
        return Scripted("label of a table", "nothing", "", f"then{letters(number)}")

    def comment(self, number: int) -> Scripted | None:
        place = self.script.random.choice(sorted(self.script.unique))
        paragraph = self.take(place)
        if paragraph is None or len(said(paragraph)) < 20:
            return None
        self.word.comment(said(paragraph), f"Is this so? {letters(number)}")
        self.used.add(place)
        return Scripted("comment", "comment", "", f"Is this so? {letters(number)}")

    def moved_clause(self, _: int) -> Scripted | None:
        """Move a clause without clauses inside it behind the next one of the same part."""
        parts = [
            one for one in sections_of(self.script.tree.blocks) if one.title and one.kind in {"part", "body"}
        ]
        above = self.script.random.choice(parts)
        inner = [
            one for one in above.blocks if hasattr(one, "title") and hasattr(one, "kind") and one in parts
        ]
        if len(inner) < 3:
            return None
        which = self.script.random.randrange(len(inner) - 2)
        if any(one in parts for each in inner[which : which + 2] for one in each.blocks):
            return None
        moved, behind = self._of(inner[which].id), self._of(inner[which + 1].id)
        near = {place for one in (*moved, *behind) for place in range(one - _APART, one + _APART + 1)}
        held = [self._at(place) for place in (*moved, *behind)]
        if near & self.used or None in held or len(moved) > 12 or self.word.author:
            return None
        self.word.move(held[: len(moved)], held[-1])
        self.used |= {*moved, *behind}
        either = f"{inner[which].id} {inner[which + 1].id}"
        return Scripted("clause moved", "outline", "outline.yaml", either)

    def _of(self, clause: str) -> list[int]:
        return [place for place, one in enumerate(self.script.before) if one.clause == clause]

    def _at(self, place: int) -> Any:
        """Return a paragraph of the body that is still there."""
        held = self.at.get(" ".join(shown(self.script.before[place].text).split()))
        if (
            held is None
            or held.getparent() is None
            or place not in self.script.unique
            or self.script.before[place].kind == "cell"
        ):
            return None
        return held if held.getparent().tag.endswith("body") else None


def _has(window: list[str], keys: list[str]) -> bool:
    return any(keys[at : at + len(window)] == window for at in range(len(keys) - len(window) + 1))


def letters(number: int) -> str:
    """Return a number in letters, so that it is no figure."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")


def other(value: str) -> str:
    """Return another value of the same kind."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) + timedelta(days=3)).isoformat()
    more = int(re.sub(r"[^\d]", "", value)) + (50 if value.startswith("$") else 1)
    return f"${more}" if value.startswith("$") else f"{more}%" if value.endswith("%") else str(more)


def in_print(value: str) -> str:
    """Return a figure as documents print it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return f"{day:%B} {day.day}, {day.year}"
    return f"${int(value[1:]):,}" if value.startswith("$") else value


def judged(script: Scripted, found: TakenBack) -> tuple[Verdict, bool]:
    """Return what became of an edit, and whether its figure is in sight: a value of the spec, or flagged."""
    if script.wanted == "comment":
        there = any(script.words == one.words for _, one in found.comments)
        return ("right" if there else "lost"), True
    mine = [one for one in found.items if script.words in _text(one) or _is_moved(script, one)]
    right = [one for one in mine if one.became == script.wanted and script.where in (_where(one), "")]
    in_sight = any(one.became == "value" or one.look for one in mine)
    return ("right" if right else "listed" if mine else "lost"), in_sight


def _is_moved(script: Scripted, item: Item) -> bool:
    """Tell whether an item says that a clause changed places with its neighbor, whichever of both moved."""
    return script.wanted == "outline" and item.became == "outline" and item.clause in script.words.split()


def _text(item: Item) -> str:
    return shown(f"{item.before} | {item.after} | {item.old} | {item.new}")


def _where(item: Item) -> str:
    return dotted(item.path) if item.became == "value" else item.file
