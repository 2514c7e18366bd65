"""One change of a YAML text that edits a value: which part of it gives way, and to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from obcgen.problems import Path
from obcgen.source.nodes import Plain
from obcgen.source.spans import BREAK, Span, line_end_at
from obcgen.source.spelled import Lines, behind_dash, below_key, in_flow, ways_of

_STEP: Final = 2
"""So many spaces further right stands what is below."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a text and what stands there instead."""

    start: int
    end: int
    text: str


def applied(source: str, cuts: Sequence[Cut]) -> str | None:
    """Return a text with several changes in it; nothing where two of them overlap."""
    end = len(source)
    for one in sorted(cuts, key=lambda each: (each.start, each.end), reverse=True):
        if one.end > end:
            return None
        source = source[: one.start] + one.text + source[one.end :]
        end = one.start
    return source


class Cutting:
    """One text that is edited; nothing here reads back what comes of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = BREAK.search(text)
        self.line_end = found[0] if found else "\n"

    def replaced(self, span: Span, value: Plain, path: Path) -> Iterable[Cut]:
        """Yield the ways to write another value in place of one."""
        raw = self.text[span.start : span.end]
        gap = self._gap(span)
        on_line = span.inside or ("\n" not in value and span.shape in {"plain", "quoted"})
        if isinstance(value, str) and on_line:
            ways = ways_of(value, raw) if "\n" not in value else ()
            yield from (Cut(span.start, span.end, gap + way) for way in (*ways, in_flow(value)))
        if span.inside:
            yield Cut(span.start, span.end, gap + in_flow(value))
            return
        lines = behind_dash(value) if isinstance(path[-1], int) else below_key(value)
        if span.shape == "block" and isinstance(value, str) and lines[0][:1] == "|":
            yield from self._block(span, lines)
        yield self._whole(span, lines)

    def _gap(self, span: Span) -> str:
        """Return what must stand before a value where none is written."""
        if span.start != span.end:
            return ""
        return " " if self.text[span.after - 1 : span.after] in {":", "-"} else ": "

    def _block(self, span: Span, lines: Lines) -> Iterable[Cut]:
        """Yield a text of several lines in place of one, as far right as that one stands."""
        raw = self.text[span.start : span.end]
        first, _, rest = raw.partition(self.line_end)
        body = next((line for line in rest.split(self.line_end) if line.strip()), "")
        indent = body[: len(body) - len(body.lstrip(" "))]
        header = first if first.split(" ")[0] == lines[0] else lines[0] + first[len(first.split(" ")[0]) :]
        if indent:
            yield Cut(span.start, span.end, self._joined(header, lines[1], indent))

    def _whole(self, span: Span, lines: Lines) -> Cut:
        """Return any value in place of any other that stands in no braces."""
        first, below = lines
        indent = " " * (self._column(span.key[0] if span.key else span.after - 1) + _STEP)
        on_key_line = not BREAK.search(self.text, span.after, span.start)
        tail_from = span.end if on_key_line else span.after
        tail = self.text[tail_from : line_end_at(self.text, tail_from)].rstrip()
        head = f" {first}" if first else ""
        if self.text[span.end - 1 : span.end] in {"\n", "\r"}:
            return Cut(span.after, span.end, self._joined(head, below, indent) + self.line_end)
        return Cut(span.after, line_end_at(self.text, span.end), self._joined(head + tail, below, indent))

    def _column(self, position: int) -> int:
        return position - self._line_start(position)

    def _line_start(self, position: int) -> int:
        start = max(self.text.rfind(end, 0, position) for end in "\n\r") + 1
        return start or (1 if self.text.startswith("\ufeff") else 0)

    def _joined(self, first: str, below: Sequence[str], indent: str) -> str:
        return self.line_end.join((first, *(f"{indent}{line}" if line else "" for line in below)))

    def inserted(self, group: Span, name: str, value: Plain, order: Sequence[str]) -> Cut:
        """Return a new entry of a group, or a new item of a list."""
        before = _stands_behind(group, name, order)
        if group.flow:
            return self._inserted_in_flow(group, name, value, before)
        is_item = group.shape == "list"
        first, below = behind_dash(value) if is_item else below_key(value)
        head = f"- {first}" if is_item else f"{in_flow(name)}: {first}".rstrip()
        indent = " " * group.column
        lines = self._joined(head, below, indent + " " * _STEP)
        if before is None:
            start = next(iter(group.below.values())).first
            return Cut(start, start, f"{lines}{self.line_end}{indent}")
        return self._line_below(group.below[before].end, indent + lines)

    def _line_below(self, end: int, lines: str) -> Cut:
        """Return whole lines below the one on which something ends."""
        if self.text[end - 1 : end] in {"\n", "\r"}:
            return Cut(end, end, lines + self.line_end)
        stop = line_end_at(self.text, end)
        return Cut(stop, stop, self.line_end + lines)

    def _inserted_in_flow(self, group: Span, name: str, value: Plain, before: str | int | None) -> Cut:
        written = in_flow(value) if group.shape == "list" else f"{in_flow(name)}: {in_flow(value)}"
        if not group.below:
            return Cut(group.start + 1, group.end - 1, written)
        if before is None:
            start = next(iter(group.below.values())).first
            return Cut(start, start, f"{written}, ")
        end = group.below[before].end
        return Cut(end, end, f", {written}")

    def removed(self, above: Span, step: str | int) -> Cut:
        """Return the removal of an entry or an item."""
        names = list(above.below)
        at = names.index(step)
        this = above.below[step]
        after = above.below[names[at + 1]] if at + 1 < len(names) else None
        if above.flow:
            return self._removed_in_flow(above, this, above.below[names[at - 1]] if at else None, after)
        if len(names) == 1:
            return self._whole(above, ("[]" if above.shape == "list" else "{}", ()))
        return self._removed_lines(above, this, after)

    def _removed_lines(self, above: Span, this: Span, after: Span | None) -> Cut:
        """Return the removal of lines; an entry on the line of a dash leaves the dash to the next one."""
        start, stop = self._lines_of(above, this)
        line = self._line_start(start)
        if not self.text[line:start].strip():
            return Cut(line, stop, "")
        if after is None:
            return Cut(start, stop, "")
        line_end, next_one = line_end_at(self.text, this.end), self._begins(above, after)
        has_comments = self.text[line_end : self._line_start(next_one)].strip()
        return Cut(start, line_end if has_comments else next_one, "")

    def _removed_in_flow(self, above: Span, this: Span, before: Span | None, after: Span | None) -> Cut:
        if after:
            return Cut(this.first, after.first, "")
        if before:
            return Cut(before.end, max(this.end, this.after), "")
        return Cut(above.start + 1, above.end - 1, "")

    def _begins(self, above: Span, this: Span) -> int:
        """Return where an entry begins, with its dash where it has one."""
        return this.after - 1 if above.shape == "list" and not above.flow else this.first

    def _lines_of(self, above: Span, this: Span) -> tuple[int, int]:
        """Return from where to where an entry goes, with the rest of its last line."""
        end = max(this.end, this.after)
        if self.text[end - 1 : end] in {"\n", "\r"}:
            return self._begins(above, this), end
        found = BREAK.search(self.text, end)
        return self._begins(above, this), found.end() if found else len(self.text)

    def moved(self, above: Span, order: Sequence[str | int]) -> Cut:
        """Return the parts of a group or a list in another order; what stands between them stays."""
        parts = {step: self._part(above, this) for step, this in above.below.items()}
        places = list(parts.values())
        text, end = "", places[0][0]
        for (start, stop), step in zip(places, order, strict=True):
            first, last = parts[step]
            text += self.text[end:start] + self.text[first:last]
            end = stop
        return Cut(places[0][0], places[-1][1], text)

    def _part(self, above: Span, this: Span) -> tuple[int, int]:
        """Return a part with the comments directly above it, without the end of its last line."""
        start, end = self._begins(above, this), max(this.end, this.after)
        if above.flow:
            return start, end
        stop = line_end_at(self.text, end) if self.text[end - 1 : end] not in {"\n", "\r"} else end - 1
        while (line := self._line_start(start)) > 0 and not self.text[line:start].strip():
            above_it = self._line_start(line - 1) if line > 1 else 0
            said = self.text[above_it:line].strip()
            if said[:1] != "#" or above_it < above.start:
                break
            start = above_it + len(self.text[above_it:line]) - len(self.text[above_it:line].lstrip())
        return start, stop


def _stands_behind(group: Span, name: str, order: Sequence[str]) -> str | int | None:
    """Return the entry behind which a new one is written; None before the first."""
    names = list(group.below)
    if group.shape == "list" or name not in order:
        return names[-1] if names else None
    earlier = set(order[: order.index(name)])
    found = [each for each in names if each in earlier]
    return found[-1] if found else None
