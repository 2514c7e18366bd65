"""Edits in the text of a spec: one value changes; comments, order and spelling elsewhere stay byte for byte.

Each edit is read back before it counts: a text that would not hold exactly what was meant is never returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import islice
from typing import Final

from obcgen.problems import Kind, ObcgenError, Path, dotted
from obcgen.source.cutting import Cut, Cutting, applied
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Plain, at, to_plain
from obcgen.source.spans import Span, span_at, spans
from obcgen.source.spelled import in_flow

NOT_HERE: Final = Kind("EDT-01", "An edit that leads nowhere")
NOT_SO: Final = Kind("EDT-02", "An edit that this place of a text does not allow")
_FILE: Final = "spec.yaml"


Order = Callable[[Path], Sequence[str]]


def _any_order(_: Path) -> Sequence[str]:
    return ()


def with_value(text: str, path: Path, value: Plain, order: Order = _any_order) -> str:
    """Return a text with a value at a path; groups on the way that are missing are made.

    Args:
        text: the file.
        path: the keys and positions that lead to the value; one past the last item of a list adds to it.
        value: a text, or a group or a list of them.
        order: says in which order the keys of the group around a path should stand.

    Raises:
        ObcgenError: the path leads through a single value, or the text cannot be edited there.
    """
    root, values = spans(text)
    known = _known(root, path)
    rest = path[len(known) :]
    span = span_at(root, known)
    if not path or span is None or (rest and not _takes(span, rest[0], text)):
        raise _nowhere(path, known)
    whole = nested(rest[1:], value) if rest else value
    if rest and span.shape == "plain":
        rest, whole, path = (), nested(rest, value), known
    expected = put(to_plain(values), path, whole if path == known else value)
    here = Cutting(text)
    if rest:
        return _checked(
            text, [here.inserted(span, str(rest[0]), whole, order(path[: len(known) + 1]))], expected, path
        )
    if isinstance(whole, str) and span.shape == "block" and not whole.endswith("\n"):
        whole = f"{whole}\n"
        expected = put(to_plain(values), path, whole)
    return _checked(text, here.replaced(span, whole, path), expected, path)


def with_texts(text: str, texts: Mapping[Path, str]) -> str:
    """Return a text with other texts at several paths; those on their own lines at once, and read back once.

    Raises:
        ObcgenError: as `with_value`.
    """
    root = spans(text)[0]
    on_lines = {path: value for path, value in texts.items() if _is_on_line(span_at(root, path), value)}
    text = _with_all(text, on_lines)
    for path, value in texts.items():
        if path not in on_lines:
            text = with_value(text, path, value)
    return text


def _is_on_line(span: Span | None, value: str) -> bool:
    return span is not None and span.shape in {"plain", "quoted"} and "\n" not in value


def _with_all(text: str, texts: Mapping[Path, str]) -> str:
    """Write several texts at once; where that does not read back, half of them at a time."""
    if len(texts) < 2:
        return reduce(lambda changed, each: with_value(changed, *each), texts.items(), text)
    changed = _at_once(text, texts)
    if changed is not None:
        return changed
    paths, half = list(texts), len(texts) // 2
    for part in (paths[:half], paths[half:]):
        text = _with_all(text, {path: texts[path] for path in part})
    return text


def _at_once(text: str, texts: Mapping[Path, str]) -> str | None:
    """Return a text with others in place of several; nothing where it does not read back."""
    root, values = spans(text)
    here, expected, cuts = Cutting(text), to_plain(values), list[Cut]()
    for path, value in texts.items():
        expected = put(expected, path, value)
        if span := span_at(root, path):
            cuts += islice(here.replaced(span, value, path), 1)
    changed = applied(text, cuts)
    return changed if changed is not None and _holds(changed, expected, _known_problems(text)) else None


def without_value(text: str, path: Path) -> str:
    """Return a text without what stands at a path; a group that is left with nothing goes as well.

    Raises:
        ObcgenError: nothing stands there, or the text cannot be edited there.
    """
    root, values = spans(text)
    span = span_at(root, path)
    if span is None or not path:
        raise _nowhere(path, _known(root, path))
    above = span_at(root, path[:-1])
    while above is not None and above.shape == "group" and len(above.below) == 1 and len(path) > 1:
        if isinstance(path[-2], int):
            break
        path, span = path[:-1], above
        above = span_at(root, path[:-1])
    if above is None:
        raise _nowhere(path, path)
    here = Cutting(text)
    return _checked(text, [here.removed(above, path[-1])], _drop(to_plain(values), path), path)


def with_moved(text: str, path: Path, to: int) -> str:
    """Return a text in which a part of a group or a list stands at another position, counted from 0.

    Comments directly above a part go with it.

    Raises:
        ObcgenError: nothing stands there, or the text cannot be edited there.
    """
    root, values = spans(text)
    above = span_at(root, path[:-1]) if path else None
    if above is None or path[-1] not in above.below or not 0 <= to < len(above.below):
        raise _nowhere(path, _known(root, path))
    order = list(above.below)
    order.insert(to, order.pop(order.index(path[-1])))
    here = Cutting(text)
    moved = _checked(text, [here.moved(above, order)], _ordered(to_plain(values), path[:-1], order), path)
    found = span_at(spans(moved)[0], path[:-1])
    if found is None or list(found.below) != (order if above.shape == "group" else sorted(order)):
        raise _not_so(path)
    return moved


def with_key(text: str, path: Path, name: str) -> str:
    """Return a text in which a key is another word; what stands under it stays.

    Raises:
        ObcgenError: no key stands there, or its group has the other one already.
    """
    root, values = spans(text)
    span, above = span_at(root, path), span_at(root, path[:-1]) if path else None
    if span is None or span.key is None or above is None or name in above.below:
        raise _nowhere(path, _known(root, path))
    kept = to_plain(at(values, path) or values)
    expected = put(_drop(to_plain(values), path), (*path[:-1], name), kept)
    return _checked(text, [Cut(*span.key, in_flow(name))], expected, path)


def _checked(text: str, ways: Iterable[Cut], expected: Plain, path: Path) -> str:
    """Return a text changed in the first of several ways that reads back as it should."""
    known = _known_problems(text)
    for cut in ways:
        changed = text[: cut.start] + cut.text + text[cut.end :]
        if _holds(changed, expected, known):
            return changed
    raise _not_so(path)


@lru_cache(maxsize=16)
def _known_problems(text: str) -> int:
    return len(from_yaml(text, _FILE)[1])


def _holds(changed: str, expected: Plain, known: int) -> bool:
    """Tell whether a text reads back as it should, with no more Problems than so many."""
    try:
        root, problems = from_yaml(changed, _FILE)
    except ObcgenError:
        return False
    return to_plain(root) == expected and len(problems) <= known


def _known(root: Span, path: Path) -> Path:
    """Return the longest beginning of a path that the text holds."""
    return next(path[:end] for end in range(len(path), -1, -1) if span_at(root, path[:end]))


def _takes(span: Span, step: str | int, text: str) -> bool:
    """Tell whether something new may stand under a step of a value."""
    if isinstance(step, int):
        return span.shape == "list" and step == len(span.below)
    return span.shape == "group" or text[span.start : span.end] in {"", "~", "null"}


def nested(path: Path, value: Plain) -> Plain:
    """Return a value in the groups and lists that lead to it."""
    for step in reversed(path):
        value = {str(step): value} if isinstance(step, str) else [value]
    return value


def put(values: Plain, path: Path, value: Plain) -> Plain:
    """Return values with another at a path."""
    if not path:
        return value
    step = path[0]
    if isinstance(step, int):
        items = values if isinstance(values, list) else []
        below = items[step] if step < len(items) else {}
        return [*items[:step], put(below, path[1:], value), *items[step + 1 :]]
    known = values if isinstance(values, dict) else {}
    return {**known, str(step): put(known.get(str(step), {}), path[1:], value)}


def _drop(values: Plain, path: Path) -> Plain:
    """Return values without what stands at a path."""
    step, rest = path[0], path[1:]
    if isinstance(values, list) and isinstance(step, int):
        middle = [_drop(values[step], rest)] if rest else []
        return [*values[:step], *middle, *values[step + 1 :]]
    known = values if isinstance(values, dict) else {}
    if rest:
        return {**known, str(step): _drop(known[str(step)], rest)}
    return {key: each for key, each in known.items() if key != step}


def _ordered(values: Plain, path: Path, order: Sequence[str | int]) -> Plain:
    """Return values with the parts of a group or a list in another order."""
    if path:
        step = path[0]
        if isinstance(values, list) and isinstance(step, int):
            return [_ordered(each, path[1:], order) if at == step else each for at, each in enumerate(values)]
        known = values if isinstance(values, dict) else {}
        return {key: _ordered(each, path[1:], order) if key == step else each for key, each in known.items()}
    if isinstance(values, list):
        return [values[int(step)] for step in order]
    return {str(step): values[str(step)] for step in order} if isinstance(values, dict) else values


def _not_so(path: Path) -> ObcgenError:
    message = f"{dotted(path)} stands in the text in a way that cannot be edited from here."
    return ObcgenError(NOT_SO.problem(message, path=path, hint="Edit the text itself at this place."))


def _nowhere(path: Path, known: Path) -> ObcgenError:
    here = dotted(known) or "the file"
    message = f"There is no place for {dotted(path) or 'a value'} in the text: {here} ends there."
    hint = f"Choose something that {here} has, or edit the text itself."
    return ObcgenError(NOT_HERE.problem(message, path=path, hint=hint))
