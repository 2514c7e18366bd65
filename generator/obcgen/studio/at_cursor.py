"""What the schema says at a place of the text: what may be written there, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Path
from obcgen.source.nodes import at, entries
from obcgen.source.spans import Span, spans
from obcgen.studio.asked import Answer, Reply, Request, number_of
from obcgen.studio.change import position, shown, units
from obcgen.studio.facts import example_values, sources
from obcgen.studio.fields import field_at
from obcgen.studio.interview import Interview, interview
from obcgen.studio.named import named_by

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

_KEY_LINE: Final = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:- +)*)(?P<key>[^\s:#][^:#]*?):(?=\s|$)")
_WORD: Final = re.compile(r"[\w.$%-]*\Z")


def _complete(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Tell what may be written at a position: keys of the language, or values of a field."""
    text = shown(desk.text)
    place = position(text, number_of(request, "at"))
    line = text[text.rfind("\n", 0, place) + 1 : place]
    typed = _WORD.search(line)
    start = place - len(typed[0] if typed else "")
    path, is_value = _place_of(text, place)
    rows = [*(_values(path, desk) if is_value else _keys(path, desk, text))]
    return desk, {"from": units(text[:start]), "to": units(text[:place]), "items": rows}


def _place_of(text: str, place: int) -> tuple[Path, bool]:
    """Return what is being written at a place: the path of a group whose key it is, or of a value.

    It is told from the lines above by how far right they stand, so that half a line may be no YAML.
    """
    lines = text[:place].split("\n")
    current = lines[-1]
    in_braces = _in_braces(lines)
    if in_braces is not None:
        return in_braces
    path = _path_of_lines(lines)
    keyed = _KEY_LINE.match(current)
    if keyed:
        return (*path, keyed["key"].strip("\"' ")), True
    return (path, bool(re.match(r" *- +", current)))


def _path_of_lines(lines: list[str]) -> Path:
    """Return the path of the group in which the last of some lines stands."""
    path: list[str | int] = []
    column = _column(lines[-1])
    for line in reversed(lines[:-1]):
        keyed = _KEY_LINE.match(line)
        if keyed and len(keyed["indent"]) + len(keyed["dashes"]) < column:
            path.append(keyed["key"].strip("\"' "))
            column = len(keyed["indent"]) + len(keyed["dashes"])
        dashed = re.match(r"( *)- ", line)
        if dashed and len(dashed[1]) < column:
            path.append(0)
            column = len(dashed[1]) + (1 if keyed else 0)
        if column <= 0:
            break
    return tuple(reversed(path))


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_braces(lines: list[str]) -> tuple[Path, bool] | None:
    """Return what is being written in braces that the last line leaves open; None where there are none."""
    path: list[str] = []
    current = lines[-1]
    keyed = _KEY_LINE.match(current)
    depth_text = current[keyed.end() :] if keyed else current
    opened: list[str] = []
    last = ""
    for part in re.findall(r"[{},\[\]]|[\w.$%-]+:(?=\s|$)|[^{},\[\]:\s]+", depth_text):
        if part == "{":
            opened.append(last)
            last = ""
        elif part == "}" and opened:
            opened.pop()
            last = ""
        elif part == ",":
            last = ""
        elif part.endswith(":"):
            last = part[:-1]
    if not opened or keyed is None:
        return None
    path = [keyed["key"].strip("\"' "), *(each for each in opened[1:] if each)]
    whole = (*_path_of_lines(lines), *path)
    return ((*whole, last), True) if last else (whole, False)


def _keys(path: Path, desk: Desk, text: str) -> Iterator[dict[str, str]]:
    """Yield the keys that a group may have and does not have yet."""
    field = field_at(path)
    known = _known(path, text)
    labels = _pages(desk)
    for group in field.groups if field else ():
        for key, below in (field.below(group) if field else {}).items():
            if key not in known:
                yield _item(key, f"{key}: ", f"{labels.label(below.pattern)}. {below.help}")
    if field and field.is_table:
        yield _item("like", "like: ", "Copies what stands under another id.")


def _item(label: str, insert: str, told: str) -> dict[str, str]:
    return {"label": label, "insert": insert, "help": told}


def _pages(desk: Desk) -> Interview:
    """Return the interview of the spec's pack; the built-in one while the text cannot be read."""
    try:
        return interview(desk.reading().pack)
    except ObcgenError:
        return interview(builtin())


def _known(path: Path, text: str) -> set[str]:
    try:
        here = at(spans(text)[1], path)
    except ObcgenError:
        return set()
    return set(entries(here)) if here else set()


def _values(path: Path, desk: Desk) -> Iterator[dict[str, str]]:
    """Yield what may be written at a field: its words, what it may name, an example."""
    field = field_at(path)
    if field is None:
        return
    if field.control == "list" and field.entry:
        field = field.entry
        yield from _keys((*path, 0), desk, shown(desk.text))
    for word in ("true", "false") if field.control == "yes_no" else field.words:
        yield _item(word, word, "")
    try:
        root = desk.reading().source.root
        for id_, name, _ in named_by(path, field, root):
            yield _item(id_, id_, name)
    except ObcgenError:
        pass
    example, deal = example_values().get(field.pattern, ("", ""))
    if field.kinds and example and "\n" not in example:
        yield _item(example, example, f"As in the deal of {deal}." if deal else "An example.")


def _hover(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Tell what stands at a position: the path, what the field is called and says, and where it stands."""
    text = shown(desk.text)
    place = position(text, number_of(request, "at"))
    path, span = _spanned(spans(text)[0], place, ())
    field = field_at(path)
    if field is None or span is None or not path:
        return desk, {"path": None}
    start, end = span.key or (span.start, span.end)
    told = f"{_pages(desk).label(field.pattern)}. {field.help}"
    asked_by = "; ".join(sources(field.pattern))
    return desk, {
        "path": list(path),
        "from": units(text[:start]),
        "to": units(text[:end]),
        "text": f"{told} Asked for by: {asked_by}." if asked_by else told,
    }


def _spanned(span: Span, place: int, path: Path) -> tuple[Path, Span | None]:
    """Return the path of the innermost value at a position, its key counted."""
    for step, below in span.below.items():
        if below.first <= place <= max(below.end, below.after):
            return _spanned(below, place, (*path, step))
    return path, span


ANSWERS: dict[str, Answer] = {"complete": _complete, "hover": _hover}
