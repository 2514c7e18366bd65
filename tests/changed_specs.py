"""Specs as people edit them, drawn at random: figures, days, words; parts left out, moved or doubled."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from obcgen.checking import read_and_check
from obcgen.pack import pack_for
from obcgen.problems import ObcgenError, is_error
from obcgen.published import view
from obcgen.reading import reading_of_text
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.trees import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from obcgen.document.tree import Document
    from obcgen.pack import Pack
    from obcgen.policy.rule import DocumentKind

SPECS = sorted((Path(__file__).parent.parent / "specs").glob("*.yaml"))
WORDS = ("promptly", "in writing", "without charge", "each month", "with care")
FIGURE = re.compile(r"(?<![\w.-])(\$?)(\d[\d,]*)(%?)(?![\w.:-])")
DAY = re.compile(r"(\d{4}-\d\d)-(\d\d)")


def versions(random: Random) -> Iterator[Document]:
    """Yield a document of an example, and what becomes of it as its spec is edited again and again."""
    spec = random.choice(SPECS)
    kind: DocumentKind = random.choice(["rfp", "contract"])
    pack, text = pack_of(spec), spec.read_text("utf-8")
    yield made(text, kind, pack)
    while True:
        text, document = edited(text, kind, pack, random)
        yield document


@cache
def pack_of(spec: Path) -> Pack:
    return pack_for(spec)


def edited(text: str, kind: DocumentKind, pack: Pack, random: Random) -> tuple[str, Document]:
    """Return a text with one to six edits, and what it makes; what makes no document is drawn again."""
    while True:
        changed = text
        for _ in range(random.randint(1, 6)):
            changed = random.choice([figure, day, words, dropped, swapped, doubled])(changed, random)
        try:
            return changed, made(changed, kind, pack)
        except ObcgenError:
            continue
        except RuntimeError:  # a deal that adds up to nothing need not print; one that is sound must
            if not is_refused(changed, kind, pack):
                raise


def is_refused(text: str, kind: DocumentKind, pack: Pack) -> bool:
    problems = read_and_check(reading_of_text(text, "spec.yaml", pack), kind)[2]
    return any(map(is_error, problems))


def made(text: str, kind: DocumentKind, pack: Pack) -> Document:
    source = reading_of_text(text, "spec.yaml", pack).source
    return tree_of(kind, view(kind, source, parse(source, Spec, links)), pack)


def figure(text: str, random: Random) -> str:
    """Return the text with another amount, share or count."""
    found = random.choice([*FIGURE.finditer(text)])
    number = str(max(1, int(found[2].replace(",", "")) + random.choice([-7, -1, 1, 5, 50])))
    return f"{text[: found.start()]}{found[1]}{number}{found[3]}{text[found.end() :]}"


def day(text: str, random: Random) -> str:
    found = random.choice([*DAY.finditer(text)])
    return f"{text[: found.start()]}{found[1]}-{random.randint(1, 28):02d}{text[found.end() :]}"


def words(text: str, random: Random) -> str:
    """Return the text with words put into a long text, or one taken out of it."""
    lines = text.splitlines(keepends=True)
    long = [at for at, line in enumerate(lines) if len(line) > 90 and not re.search(r"[#:{\[]", line)]
    at = random.choice(long)
    parts = lines[at].rstrip("\n").split(" ")
    place = random.randint(len(parts) // 2, len(parts) - 1)
    parts[place : place + random.randint(0, 2)] = random.sample(WORDS, random.randint(0, 1)) or [parts[place]]
    lines[at] = " ".join(parts) + "\n"
    return "".join(lines)


def dropped(text: str, random: Random) -> str:
    start, end, lines = block(text, random)
    return "".join([*lines[:start], *lines[end:]])


def swapped(text: str, random: Random) -> str:
    """Return the text with a block behind the one that follows it."""
    start, end, lines = block(text, random)
    following = ending(lines, end) if end < len(lines) and indent(lines[end]) == indent(lines[start]) else end
    return "".join([*lines[:start], *lines[end:following], *lines[start:end], *lines[following:]])


def doubled(text: str, random: Random) -> str:
    """Return the text with a block once more, under another name."""
    start, end, lines = block(text, random)
    again = [re.sub(r"^(\s*)(\w+):", r"\1\2_too:", lines[start], count=1), *lines[start + 1 : end]]
    return "".join([*lines[:end], *again, *lines[end:]])


def block(text: str, random: Random) -> tuple[int, int, list[str]]:
    """Return where a key or item begins and ends, with all that is below it."""
    lines = text.splitlines(keepends=True)
    start = random.choice([at for at, line in enumerate(lines) if re.match(r" {2,}(?:- |\w+:)", line)])
    return start, ending(lines, start), lines


def ending(lines: list[str], start: int) -> int:
    deeper = range(start + 1, len(lines))
    return next(
        (at for at in deeper if lines[at].strip() and indent(lines[at]) <= indent(lines[start])), len(lines)
    )


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
