"""Edits of words in the clause that prints them: its Markdown, with the variables of the template left in.

Nothing that somebody wrote into a document becomes part of the template's language: braces are refused, and
what Markdown would read as marks is written so that it is read as letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.library.outline import Part, read_outline
from obcgen.pack import Pack
from obcgen.source.cutting import Cut, applied
from obcgen.taken_back.edits import Edit, Spot
from obcgen.taken_back.printed import Printed
from obcgen.taken_back.transfer import transferred

_MARKS: Final = re.compile(r"([\\`*_\[\]<>~|&])")
_BRACES: Final = re.compile(r"[{}]")
_ITEM: Final = re.compile(r"(?P<indent> *)(?P<mark>\d+\.|[-*+])( +)")
_ENDS: Final = re.compile(r"\s*$|\s*(?:\d+\.|[-*+]) |\{%|#|\||\{\{")
_LISTED: Final = re.compile(r"\[\]\(#(?P<id>[a-z0-9-]+)\), ")
_TITLE: Final = re.compile(r"^title:[ \t]*(?P<title>.*)$", re.MULTILINE)
_BEGINS_BLOCK: Final = re.compile(r"^(\d*)([.)#=:+-])")


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of a clause's file that print a paragraph: from where to where in its text."""

    path: str
    start: int
    end: int
    text: str
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class FileCut:
    """A change of a file of templates."""

    path: str
    cut: Cut


@dataclass(slots=True)
class Clauses:
    """The clauses of a pack as the texts that a person may change."""

    pack: Pack

    def segment(self, at: str, *, is_title: bool = False) -> Segment | None:
        """Return the lines that print what came from `file:line`, if that is the Markdown of a clause."""
        shown, _, line = at.rpartition(":")
        path = self._path(shown)
        if path is None or not path.endswith(".md") or not line.isdigit():
            return None
        text = self.pack.text(path)
        if is_title:
            title = _TITLE.search(text)
            return (
                Segment(path, title.start("title"), title.end("title"), title["title"], True)
                if title
                else None
            )
        return _segment(path, text, int(line))

    def _path(self, shown: str) -> str | None:
        for layer in self.pack.layers:
            name = shown.removeprefix(f"{layer.name}/")
            if name != shown and self.pack.find(name) and self.pack.shown(name) == shown:
                return name
        return None

    def changed(self, cuts: Sequence[FileCut]) -> dict[str, str] | None:
        """Return the texts of the files with changes in them; nothing where two of them overlap."""
        files: dict[str, list[Cut]] = {}
        for one in cuts:
            files.setdefault(one.path, []).append(one.cut)
        texts = {path: applied(self.pack.text(path), _joined(found)) for path, found in files.items()}
        if any(text is None for text in texts.values()):
            return None
        return {path: text for path, text in texts.items() if text is not None}

    def of_words(self, printed: Printed, edit: Edit, spot: Spot) -> FileCut | None:
        """Return an edit of words as a change of the clause that prints them."""
        is_title = printed.kind == "heading"
        segment = self.segment(printed.at, is_title=is_title)
        if segment is None:
            return None
        if is_title:
            return _of_title(segment, edit)
        cut = transferred(segment.text, edit.before, edit.after, spot.hunk)
        text = as_markdown(cut.text) if cut else None
        if cut is None or text is None:
            return None
        return FileCut(segment.path, Cut(segment.start + cut.start, segment.start + cut.end, text))

    def frozen(self, printed: Printed, edit: Edit) -> FileCut | None:
        """Return a paragraph that a macro of the template prints as the words that it was edited to."""
        segment = self.segment(printed.at)
        item = _ITEM.match(segment.text) if segment else None
        words = as_markdown(edit.after)
        if segment is None or words is None or printed.kind != "paragraph":
            return None
        start = segment.start + (item.end() if item else 0)
        end = segment.start + len(segment.text.rstrip())
        return FileCut(segment.path, Cut(start, end, words))

    def removal(self, printed: Printed) -> FileCut | None:
        """Return the removal of the lines that print a paragraph."""
        segment = self.segment(printed.at) if printed.kind == "paragraph" else None
        return FileCut(segment.path, Cut(segment.start, segment.end, "")) if segment else None

    def addition(self, after: Printed, words: str, raw: str | None = None) -> FileCut | None:
        """Return a paragraph added after another, as an item where that one is an item.

        Args:
            after: the paragraph before it.
            words: what it says.
            raw: the lines of the template that say it, where there are such.
        """
        segment = self.segment(after.at) if after.kind == "paragraph" else None
        text = as_markdown(words)
        if segment is None or text is None:
            return None
        item = _ITEM.match(segment.text)
        if item:
            body = raw if raw and _ITEM.match(raw) else f"{item[0]}{text}\n"
        else:
            body = f"\n{raw or text}\n".replace("\n\n\n", "\n\n")
        gap = "" if segment.text.endswith("\n") else "\n"
        return FileCut(segment.path, Cut(segment.end, segment.end, f"{gap}{body}"))

    def unlisted(
        self, ids: Collection[str], shown: Sequence[Printed], cuts: Sequence[FileCut]
    ) -> Iterator[FileCut]:
        """Yield the removal of references to clauses that go, where they stand in a list of references.

        Args:
            ids: the clauses.
            shown: what the document says.
            cuts: the other changes; what they touch stays as they have it.
        """
        files = {path: None for one in shown if (path := self._path(one.at.rpartition(":")[0]))}
        for path in files if ids else ():
            taken = [one.cut for one in cuts if one.path == path]
            for found in _LISTED.finditer(self.pack.text(path)):
                free = all(one.end < found.start() or found.end() < one.start for one in taken)
                if found["id"] in ids and free:
                    yield FileCut(path, Cut(found.start(), found.end(), ""))

    def first(self, heading: Printed, words: str) -> FileCut | None:
        """Return a paragraph added before all others of a clause, of which only the heading is known."""
        shown = heading.at.rpartition(":")[0]
        path, text = self._path(shown), as_markdown(words)
        if path is None or text is None or not path.endswith(".md"):
            return None
        whole = self.pack.text(path)
        opening = re.match(r"---[ \t]*\n.*?^---[ \t]*\n", whole, re.DOTALL | re.MULTILINE)
        if opening is None:
            return None
        body = whole[opening.end() :]
        item = _ITEM.match(body.lstrip("\n"))
        return FileCut(path, Cut(opening.end(), opening.end(), f"{item[0] if item else ''}{text}\n"))


def _joined(cuts: Sequence[Cut]) -> list[Cut]:
    """Return changes with what is added at one place put together in order."""
    found: dict[tuple[int, int], Cut] = {}
    for one in cuts:
        key = one.start, one.end
        known = found.get(key)
        if known and one.start == one.end:
            found[key] = Cut(one.start, one.end, known.text + one.text)
        else:
            found[key] = one
    return list(found.values())


def _segment(path: str, text: str, line: int) -> Segment | None:
    lines = text.splitlines(keepends=True)
    if not 0 < line <= len(lines) or not lines[line - 1].strip():
        return None
    last = line
    while last < len(lines) and not _ENDS.match(lines[last]):
        last += 1
    start = sum(map(len, lines[: line - 1]))
    end = start + sum(map(len, lines[line - 1 : last]))
    return Segment(path, start, end, text[start:end])


def _of_title(segment: Segment, edit: Edit) -> FileCut | None:
    known = segment.text.strip().strip("\"'")
    if known != edit.before or _BRACES.search(edit.after):
        return None
    return FileCut(segment.path, Cut(segment.start, segment.end, json.dumps(edit.after, ensure_ascii=False)))


def as_markdown(words: str) -> str | None:
    """Return words as Markdown that prints them; nothing where they hold braces, which templates run."""
    if _BRACES.search(words):
        return None
    text = _MARKS.sub(r"\\\1", words)
    return _BEGINS_BLOCK.sub(r"\1\\\2", text)


# --- whole clauses ---------------------------------------------------------------------------------


def outline_change(pack: Pack, kind: str, change: Mapping[str, Sequence[object]]) -> dict[str, str] | None:
    """Return the outline that removes or moves clauses; nothing where the topmost folder has one already."""
    path = f"{kind}/outline.yaml"
    if not pack.layers[0].ours and Pack(pack.layers[:1]).find(path):
        return None
    lines = [f"{word}: {json.dumps(list(found))}".replace('"', "") for word, found in change.items() if found]
    return {path: "\n".join((*lines, ""))} if lines else {}


def clause_ids(document: Document) -> frozenset[str]:
    """Return the ids of the clauses of a document."""
    return frozenset(section.id for section in sections_of(document.blocks) if section.id)


def parts_of(pack: Pack, kind: str) -> dict[str, Part]:
    """Return the parts of an outline by id."""
    return {part.id: part for part in read_outline(pack, kind).parts}
