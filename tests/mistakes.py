"""Single mistakes in a spec, drawn at random: a value changed, a key renamed, a line dropped or doubled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from obcgen.checking import read_and_check
from obcgen.problems import ObcgenError, Place, Problem
from obcgen.source import read_text
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, steps

LETTERS = "abcdeimnorstxyz0159-_$%., "
WRONG = (
    (r"\$", ["5O0", "$1,50", "USD 500", "$-5", "1.2 million", "$500.5"]),
    (r".*%$|[0-9]+/[0-9]+$", ["0.45", "45", "45 percent", "forty%", "5/0"]),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", ["9/15/2027", "2027-13-01", "2027-02-30", "Sept 15, 2027", "soon"]),
    (r"[0-9]+ [a-z]", ["15", "15 busines days", "fifteen days", "1.5 weeks"]),
    (r"[0-9][0-9,.]*$", ["many", "5.0.1", "1_000", "-5x", "01"]),
)
"""Forms of a value, and how people get each wrong."""


@dataclass(frozen=True)
class Mistake:
    """What was done, to which line of which text, and what came of it."""

    kind: str
    line: int
    before: str
    after: str


def draw(text: str, random: Random) -> Mistake:
    """Return the text with one mistake in it."""
    kind = random.choice(["value", "key", "drop", "double"])
    root = read_text(text).root
    if kind == "value":
        node = random.choice([each for each in nodes(root) if is_simple(each)])
        return Mistake(kind, node.place.line, text, spliced(text, node.place, wrong(node, random)))
    if kind == "key":
        place = random.choice([each.key for each in nodes(root) if each.key])
        word = place.excerpt[place.column - 1 : place.column - 1 + place.width]
        return Mistake(kind, place.line, text, spliced(text, place, misspelt(word, random)))
    lines = text.splitlines(keepends=True)
    number = random.choice([i for i, line in enumerate(lines) if not re.match(r"\s*(#|$)", line)])
    put = [lines[number]] * (2 if kind == "double" else 0)
    return Mistake(kind, number + 1, text, "".join([*lines[:number], *put, *lines[number + 1 :]]))


def nodes(root: Node) -> Iterator[Node]:
    """Yield every node below the root."""
    for _, below in steps(root):
        yield below
        yield from nodes(below)


def is_simple(node: Node) -> bool:
    """Tell whether a value is a text on one line, as it stands there."""
    place = node.place
    shown = place.excerpt[place.column - 1 : place.column - 1 + place.width]
    return isinstance(node.value, str) and node.value == shown.strip("\"'") and bool(node.value)


def wrong(node: Node, random: Random) -> str:
    """Return a value that somebody might have written by mistake."""
    text = str(node.value)
    forms = next((values for form, values in WRONG if re.match(form, text)), [])
    if random.random() < 0.1:
        return ""
    return random.choice(forms) if forms and random.random() < 0.5 else misspelt(text, random)


def misspelt(word: str, random: Random) -> str:
    """Return a word with one letter dropped, doubled, changed or swapped with the next."""
    spot = random.randrange(len(word))
    edit = random.choice(["drop", "double", "change", "swap"])
    found = {
        "drop": word[:spot] + word[spot + 1 :],
        "double": word[:spot] + word[spot] + word[spot:],
        "change": word[:spot] + random.choice(LETTERS) + word[spot + 1 :],
        "swap": word[:spot] + word[spot + 1 : spot + 2] + word[spot] + word[spot + 2 :],
    }[edit]
    return found if found != word else misspelt(word, random) if len(set(word)) > 1 else word + "x"


def spliced(text: str, place: Place, new: str) -> str:
    """Return the text with other words at a place."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + new + line[place.column - 1 + place.width :]
    return "\n".join(lines)


@dataclass(frozen=True)
class Verdict:
    """Whether a mistake was reported, and where; or else whether the spec says just what was written."""

    mistake: Mistake
    found: tuple[Problem, ...]
    on_the_line: bool
    read_as_written: bool


def judge(mistake: Mistake, folder: Path) -> Verdict:
    """Check the text with the mistake, and say what was reported that was not before."""
    known = {(each.code, each.message) for each in known_of(mistake.before, folder)}
    found = tuple(each for each in checked(mistake.after, folder) if (each.code, each.message) not in known)
    at_line = {each.place.line for each in found if each.place} & lines_of(mistake)
    return Verdict(mistake, found, bool(at_line), not found and is_as_written(mistake))


@cache
def known_of(text: str, folder: Path) -> tuple[Problem, ...]:
    """Return what check finds in a text without mistakes, which is asked again and again."""
    return checked(text, folder)


def checked(text: str, folder: Path) -> tuple[Problem, ...]:
    """Return what check finds in a text."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        return read_and_check(path)[2]
    except ObcgenError as error:
        return error.problems


def lines_of(mistake: Mistake) -> set[int]:
    """Return the lines at which a mistake is rightly told: its own, or that of the key above it."""
    number = mistake.line
    if mistake.kind not in {"double", "drop"}:
        return {number}
    lines = mistake.before.split("\n")
    depth = indent(lines[number - 1])
    above = [n for n in range(1, number) if lines[n - 1].strip() and indent(lines[n - 1]) < depth]
    return {number, number + 1 if mistake.kind == "double" else number - 1, *above[-1:]}


def indent(line: str) -> int:
    """Return how far a line is indented."""
    return len(line) - len(line.lstrip())


def is_as_written(mistake: Mistake) -> bool:
    """Tell whether every text is read as it stands, and nothing differs but what the mistake touched.

    Where a dropped line held only a key, what stood under it may have joined the part above it.
    """
    old, new = (Counter(words_read(text)) for text in (mistake.before, mistake.after))
    lines = (text.split("\n")[mistake.line - 1 :][:1] for text in (mistake.before, mistake.after))
    touched = " ".join(line for each in lines for line in each)
    return all(word in touched for word in (old - new) | (new - old))


def words_read(text: str) -> Iterator[str]:
    """Yield every word of every text that is read from a spec, without keys."""
    root, _ = from_yaml(text, "spec.yaml")
    for node in nodes(root):
        if isinstance(node.value, str):
            yield from node.value.split()
