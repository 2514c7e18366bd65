"""The form: the pages of the interview with the fields of the spec, each with all that it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from obcgen.problems import Path
from obcgen.source.nodes import Node, Plain, at, child, entries, steps, to_plain
from obcgen.source.spans import span_at, spans
from obcgen.spec.shapes import blank_in
from obcgen.spec.states import BARE
from obcgen.studio.asked import Answer, Reply, Request, path_of, refused, text_of
from obcgen.studio.choice_words import choice_words
from obcgen.studio.concerns import concerns
from obcgen.studio.done import pages_done, pages_open
from obcgen.studio.facts import example_values, note_on, sources, usual
from obcgen.studio.fields import Field, field_at, language, pattern_at
from obcgen.studio.followed import awaited, unseen
from obcgen.studio.found import found
from obcgen.studio.help_words import plain_help
from obcgen.studio.in_words_of_form import Wording
from obcgen.studio.interview import Interview, Page, interview
from obcgen.studio.named import is_reference, named_by, rung_of, rung_title, title_of
from obcgen.studio.paths import found_at
from obcgen.studio.shown import shown
from obcgen.studio.typed import STATE
from obcgen.words import capital

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

Row = dict[str, Any]
"""Lines of Markdown that mean something by how they begin."""


def _form(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    pages = interview(desk.reading().pack)
    asked = {"page": pages.page_of(pattern_at(path_of(request)))} if "path" in request else {}
    wanted = text_of(request, "page", asked.get("page", ""))
    if wanted and wanted not in {page.id for page in pages.pages}:
        raise refused(f"There is no page “{wanted[:40]}”.")
    problems = found(desk)
    told_on = Counter((pages.page_of(pattern_at(each.path)), each.severity) for each in problems)
    done = pages_done(desk, pages)
    open_ = pages_open(desk, pages)
    beside = _beside_fields(desk)
    rows = [
        {
            "id": page.id,
            "title": page.title,
            "intro": page.intro,
            "progress": done[page.id],
            **open_[page.id],
            "open": told_on[page.id, "error"],
            "warnings": told_on[page.id, "warning"],
            **({"fields": _Form(desk, pages, page, beside).fields()} if wanted in {"", page.id} else {}),
        }
        for page in pages.pages
    ]
    return desk, {
        **asked,
        "pages": rows,
        "progress": {name: sum(each[name] for each in done.values()) for name in ("done", "of")},
        **{name: sum(each[name] for each in open_.values()) for name in ("blanks", "follows", "unseen")},
        "warnings": sum(each.severity == "warning" for each in problems),
        "undo": bool(desk.undo),
        "redo": bool(desk.redo),
    }


class _Form:
    """One page on the way."""

    def __init__(
        self, desk: Desk, pages: Interview, page: Page, problems: Mapping[Path, Sequence[Row]]
    ) -> None:
        self.desk = desk
        self.pages = pages
        self.page = page
        self.root = desk.reading().source.root
        state = at(self.root, ("district", "state"))
        self.state = str(state.value) if state else ""
        self.prefilled = _with_all_above(desk.prefilled)
        self.unseen = _with_all_above(unseen(desk))
        self.problems = problems

    def fields(self) -> list[Row]:
        """Return the fields of the page, sections opened, in the order in which it holds them."""
        return [
            row for held in self.page.holds for row in self._held(held.split("."), (), language(), self.root)
        ]

    def _held(self, rest: Sequence[str], path: Path, field: Field, node: Node | None) -> Iterator[Row]:
        """Yield the fields of what a page holds; on the way to it a table is shown with only that in it."""
        if not rest:
            yield from (
                self._opened(path, field, node)
                if field.control == "group" and not field.kinds
                else [self._row(path, field, node)]
            )
            return
        if rest[0] == "*":
            entry = field.entry
            items = [
                {
                    "path": [*path, step],
                    "title": title_of(step, below),
                    "problems": [],
                    "fields": list(self._held(rest[1:], (*path, step), entry, below)),
                }
                for step, below in (steps(node) if node and entry else ())
                if entry
            ]
            yield {**self._plain_row(path, field, node), "items": items, "fixed": True}
            return
        below = field.child(rest[0])
        if below is not None:
            yield from self._held(rest[1:], (*path, rest[0]), below, child(node, rest[0]) if node else None)

    def _opened(self, path: Path, field: Field, node: Node | None) -> list[Row]:
        """Return the fields of a group that belong to this page."""
        return [
            self._row((*path, key), below, child(node, key) if node else None)
            for group in field.groups
            for key, below in field.below(group).items()
            if self.pages.page_of(below.pattern) == self.page.id
        ]

    def _row(self, path: Path, field: Field, node: Node | None) -> Row:
        row = self._plain_row(path, field, node)
        row["items"] = self._items(path, field, node)
        if field.groups and (field.kinds or field.words or len(field.groups) > 1):
            is_group = node is not None and isinstance(node.value, Mapping)
            row["single"] = row["control"] if is_group and (field.kinds or field.words) else ""
            row["control"] = "group" if is_group else row["control"]
            row["or"] = [] if is_group else self._forms(path, field)
        return row

    def _plain_row(self, path: Path, field: Field, node: Node | None) -> Row:
        """Return what a field tells, without what stands below it."""
        said, blank = _said(node)
        is_day = bool({"date", "date_time", "moment", "deadline"} & set(field.kinds)) and isinstance(
            said, str
        )
        example = example_values().get(field.pattern, ("", ""))
        return {
            "path": list(path),
            "label": self._label(path, field),
            "help": self.pages.help.get(field.pattern) or plain_help(field, self.pages.label),
            "source": "; ".join(sources(field.pattern)),
            "example": example[0],
            "example_from": example[1],
            "control": "choice" if is_reference(field) and field.kinds else field.control,
            "choices": self._choices(path, field),
            "value": said,
            "shown": shown(said, field),
            "blank": blank,
            "note": note_on(str(said), self.state) if is_day else self._like(path, node),
            "follows": self._follows(path, blank),
            "prefilled": path in self.prefilled,
            "looked": path not in self.unseen,
            "required": field.required,
            "usual": field.pattern != "obcgen"
            and (field.required or field.pattern in usual() or node is not None),
            "problems": self.problems.get(path, []),
            "items": [],
        }

    def _follows(self, path: Path, blank: str) -> str:
        """Return in words how a blank will be filled in, or how a value that nobody looked at was."""
        if not blank and (path not in self.desk.followed or path not in self.unseen):
            return ""
        rule = awaited(self.desk, path, self.pages)
        wording = Wording(self.root, self.pages)
        return rule.says(lambda pattern: wording.place(self._first(pattern))) if rule else ""

    def _like(self, path: Path, node: Node | None) -> str:
        """Return in words where a value comes from that its own place does not hold: `like:` copied it."""
        copies = self.desk.reading().source.copies if node is not None else {}
        for end in range(len(path) - 1, 0, -1):
            if (origin := copies.get(path[:end])) and span_at(spans(self.desk.text)[0], path) is None:
                place = Wording(self.root, self.pages).place((*origin, *path[end:]))
                return f"Follows {place} until something else is written here"
        return ""

    def _first(self, pattern: str) -> Path:
        """Return the path of the first that a pattern means, which is called by its name."""
        return next(found_at(self.root, pattern), tuple(pattern.split(".")))

    def _label(self, path: Path, field: Field) -> str:
        label = rung_of(path) or self.pages.label(field.pattern)
        if not isinstance(path[-1], int):
            return label
        beside = at(self.root, path[:-1])
        return f"{label}, {path[-1] + 1}" if beside and len(list(steps(beside))) > 1 else label

    def _items(self, path: Path, field: Field, node: Node | None) -> list[Row]:
        """Return what stands below a field: the entries of a table or a list, or the keys of a group."""
        if node is not None and isinstance(node.value, tuple):
            return [self._item((*path, at_), field, below) for at_, below in enumerate(node.value)]
        if field.is_table and not (field.kinds and node is not None and isinstance(node.value, str)):
            return [
                self._item((*path, key), field, below)
                for key, below in (entries(node) if node else {}).items()
            ]
        if len(field.groups) == 1 and not field.kinds and not field.words:
            return self._group(path, field, node, field.groups[0])
        if node is not None and isinstance(node.value, Mapping) and field.groups:
            return self._group(path, field, node, _fitting(field, node))
        return []

    def _item(self, path: Path, field: Field, node: Node) -> Row:
        entry = field.entry
        rows: list[Row] = []
        if entry is not None and entry.control == "group" and not entry.kinds:
            rows = self._opened(path, entry, node)
        elif entry is not None:
            rows = [self._row(path, entry, node)]
        return {
            "path": list(path),
            "title": rung_title(path, node, self.root) or title_of(path[-1], node),
            "problems": self.problems.get(path, []),
            "fields": rows,
        }

    def _group(self, path: Path, field: Field, node: Node | None, group: Mapping[str, Any]) -> list[Row]:
        fields = [
            self._row((*path, key), below, child(node, key) if node else None)
            for key, below in field.below(group).items()
            if self.pages.page_of(below.pattern) == self.page.id
        ]
        return [
            {"path": list(path), "title": self.pages.label(field.pattern), "problems": [], "fields": fields}
        ]

    def _forms(self, path: Path, field: Field) -> list[Row]:
        """Return the groups that may stand in place of a single value, each with its fields."""
        return [
            {"title": _first_sentence(group), "fields": self._group(path, field, None, group)[0]["fields"]}
            for group in field.groups
        ]

    def _choices(self, path: Path, field: Field) -> list[dict[str, str]]:
        if field.pattern == STATE:
            node = at(self.root, path)
            return [
                {"value": name if node and node.value == name else code, "label": name}
                for code, name in sorted(BARE.items(), key=lambda each: each[1])
            ]
        if field.words and not field.kinds:
            return [{"value": word, "label": choice_words(word)} for word in field.words]
        return [{"value": id_, "label": name} for id_, name, _ in named_by(path, field, self.root)]


def _beside_fields(desk: Desk) -> dict[Path, list[Row]]:
    """Return every Problem by the path of the field beside which it is told."""
    root = desk.reading().source.root
    rows: dict[Path, list[Row]] = {}
    for row in concerns(desk):
        path = tuple(row["steps"])
        depths = range(len(path), 0, -1)
        nearest = (path[:end] for end in depths if field_at(path[:end]) and _has_place(root, path[:end]))
        rows.setdefault(next(nearest, ()), []).append(row)
    return rows


def _has_place(root: Node, path: Path) -> bool:
    """Tell whether the form shows a field or an entry: one of a table only where it is there."""
    field = field_at(path)
    is_entry = field is not None and field.pattern.endswith("*")
    return at(root, path) is not None or (not is_entry and (len(path) < 2 or _has_place(root, path[:-1])))


def _with_all_above(paths: frozenset[Path]) -> frozenset[Path]:
    """Return paths with those of all that they lie in."""
    return frozenset(path[:end] for path in paths for end in range(len(path) + 1))


def _said(node: Node | None) -> tuple[Plain | None, str]:
    """Return the value as the spec has it, and the words of a blank in its place."""
    if node is None or isinstance(node.value, Mapping):
        return None, ""
    if isinstance(node.value, str):
        blank = blank_in(node.value)
        return (None, blank) if blank else (node.value, "")
    is_plain = all(isinstance(each.value, str) for each in node.value)
    return (to_plain(node) if is_plain else None), ""


def _fitting(field: Field, node: Node) -> Mapping[str, Any]:
    """Return the group of a field that has the most of the keys that stand there."""
    return max(field.groups, key=lambda group: len(group["properties"].keys() & entries(node).keys()))


def _first_sentence(group: Mapping[str, Any]) -> str:
    return capital(str(group.get("description", "")).split(".")[0])


ANSWERS: dict[str, Answer] = {"form": _form}
