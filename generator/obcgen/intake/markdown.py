"""Blocks as the Markdown of a clause: no word can change its structure or run as a template."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from obcgen.intake.blocks import Block, Run
from obcgen.intake.marked import CLOSED, OPENED, typed_references

_SPECIAL = re.compile(r"([\\`*_\[\]<>#&!~|])")
_JINJA = re.compile(r"[{}%]")
_LEADING = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])")
_NUMBER = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,6})[.)]|\d{1,3}(?:\.\d{1,3})+)\s+"
)
_CLAUSE = re.compile(r"^\d{1,3}(?:(?:\.\d{1,3})+\.?|[.)])\s+\S")
_LETTER = re.compile(r"^\([a-z]{1,4}\)\s+\S")
_MARK = re.compile(f"{OPENED}([^{CLOSED}]*){CLOSED}")
WIDEST = 110


def markdown(blocks: Sequence[Block]) -> str:
    """Return the text of a clause."""
    parts = [
        part for kind, group in groupby(_listed(blocks), _part_of) for part in _written(kind, list(group))
    ]
    return "\n\n".join(parts) + "\n" if parts else ""


def without_number(text: str) -> str:
    """Return a heading or paragraph without the number that was typed before it."""
    return _NUMBER.sub("", text, count=1)


def references(text: str) -> tuple[str, ...]:
    """Return the cross-references that the Markdown of a clause shows."""
    return tuple(re.findall(r"\\\[cross-reference: (.*?)\\\]", text))


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with paragraphs whose number was typed as items of a list."""
    in_list = False
    for block in blocks:
        clause, letter = _CLAUSE.match(block.text), _LETTER.match(block.text)
        if block.kind == "p" and (clause or letter):
            yield replace(block, kind="ol", level=1 if letter and in_list else 0)
        else:
            yield block
        in_list = block.kind == "ol" or bool(clause) or (in_list and bool(letter))


def _part_of(block: Block) -> str:
    return "list" if block.kind in {"ol", "ul"} else block.kind


def _written(kind: str, group: list[Block]) -> Iterator[str]:
    if kind == "list":
        yield "\n".join(_items(group))
    for block in group if kind != "list" else ():
        if block.kind == "table":
            yield _table(block)
        elif block.kind == "heading":
            yield f"## {_line(block.runs)}"
        else:
            yield _line(block.runs)


def _items(items: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a list. Word counts levels from the heading, so the first item's is the outermost.

    A shallower item after it belongs to a list of its own: letters inside a numbered clause.
    """
    outermost = items[0].level
    for item in items:
        level = item.level - outermost if item.level >= outermost else 1
        yield f"{'   ' * level}{'1.' if item.kind == 'ol' else '-'} {_line(item.runs)}"


def _line(runs: Sequence[Run]) -> str:
    """Return runs as one line of Markdown, with the number that was typed before them dropped."""
    text = "".join(_run(run) for run in _whole(runs))
    text = " ".join(text.split())
    return _LEADING.sub(lambda found: f"{found[1]}{_dead(found[2])}", text)


def _dead(start: str) -> str:
    return start[:-1] + "\\" + start[-1]


def _whole(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbors with the same emphasis, mark references typed by hand, and drop a typed number."""
    first = True
    for (bold, italic), group in groupby(runs, lambda run: (run.bold, run.italic)):
        text = "".join(run.text for run in group)
        if first and text.strip():
            text, first = without_number(text), False
        yield Run(typed_references(text), bold, italic)


def _run(run: Run) -> str:
    words = run.text.strip()
    if not words:
        return run.text
    start, end = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    sign = ("**" if run.bold else "") + ("*" if run.italic else "")
    return f"{start}{sign}{_escaped(words)}{sign[::-1]}{end}"


def _escaped(words: str) -> str:
    """Return words that Markdown and Jinja print as they are; cross-references show as such."""
    words = _SPECIAL.sub(r"\\\1", words)
    words = _JINJA.sub(lambda sign: f"{{{{ {json.dumps(sign[0])} }}}}", words)
    return _MARK.sub(r"\\[cross-reference: \1\\]", words).replace(OPENED, "").replace(CLOSED, "")


def _table(block: Block) -> str:
    """Return a table as a call of the grid macro; the first row is its head."""
    rows = [[_plain(cell) for cell in row] for row in block.rows]
    most = max((len(row) for row in rows), default=0)
    lines = [f"  {json.dumps(row + [''] * (most - len(row)), ensure_ascii=False)}," for row in rows]
    return "\n".join(["{{ grid([", *lines, "]) }}"])


def _plain(cell: Sequence[Run]) -> str:
    words = " ".join("".join(run.text for run in cell).split())
    words = _MARK.sub(r"[cross-reference: \1]", typed_references(words))
    return words.replace(OPENED, "").replace(CLOSED, "")
