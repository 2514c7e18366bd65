"""A spec as it was written: texts with their places; and the arrow from it to a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from obcgen.from_yaml import ALIAS, from_yaml
from obcgen.like import expand
from obcgen.model_faults import problems_of
from obcgen.nodes import Node, Plain, child, nearest, to_plain, without, written
from obcgen.problems import ObcgenError, Path, Place, Problem
from obcgen.yaml_file import layers

if TYPE_CHECKING:
    from pathlib import Path as File

Model = TypeVar("Model", bound=BaseModel)
Rule = Callable[[Plain], Iterable[Problem]]
"""A rule over the texts of a whole spec; it runs even where a model refuses them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A tree of texts with their places, and what was wrong in the writing of it."""

    root: Node
    problems: tuple[Problem, ...] = ()
    broken: frozenset[Path] = frozenset()
    """Paths left incomplete by those problems: what is missing there is no fault of its own."""
    copies: Mapping[Path, Path] = field(default_factory=dict)
    """Where `like:` copied to, and from: a fault in the copy is a fault of the original."""

    def locate(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give each Problem the place its path leads to, or the nearest one above it that exists."""
        return tuple(self._located(problem) for problem in problems)

    def _located(self, problem: Problem) -> Problem:
        if problem.place is not None:
            return problem
        node = nearest(self.root, problem.path)
        about_key = problem.path[-1:] == (problem.found,)
        return replace(problem, place=node.key if about_key and node.key else node.spot)

    def without(self, paths: Iterable[Path]) -> Source:
        """Return the source without what stands at some paths; in them, a text such as 2 counts from 1."""
        root = self.root
        real = {written(root, path) for path in paths}
        for path in sorted(real, key=_later_items_last, reverse=True):
            root = without(root, path)
        return replace(self, root=root)


def read(path: File) -> Source:
    """Read a spec from a file, over the file it extends if it names one.

    Raises:
        ObcgenError: a file cannot be read as YAML at all. Lesser faults wait in `Source.problems`.
    """
    return _source(*layers(path))


def read_text(text: str, file: str = "spec.yaml") -> Source:
    """Read a spec, or any data file, from text; `file` is what places call it.

    Raises:
        ObcgenError: the text cannot be read as YAML at all. Lesser faults wait in `Source.problems`.
    """
    return _source(*from_yaml(text, file))


def plain(source: Source) -> Plain:
    """Return the values of a data file alone; every scalar stays text.

    Raises:
        ObcgenError: something was wrong in the writing of it.
    """
    if source.problems:
        raise ObcgenError(*source.problems)
    return to_plain(source.root)


def parse(source: Source, model: type[Model], *rules: Rule) -> Model:
    """Return the model of a source that has no fault in writing, in shape or against the rules given.

    Raises:
        ObcgenError: every Problem, in the order of the file.
    """
    values = to_plain(source.root)
    problems = list(source.problems)
    try:
        found = model.model_validate(values)
    except ValidationError as error:
        problems += _causes(source, problems_of(error, model, source.root))
    problems += [problem for rule in rules for problem in _causes(source, rule(values))]
    if problems:
        raise ObcgenError(*sorted(source.locate(problems), key=_in_order_of_file))
    return found


def parse_sections(
    source: Source, model: type[Model], *rules: Rule
) -> tuple[Model, frozenset[str], tuple[Problem, ...]]:
    """Read each section by itself, so that a fault in one hides nothing in another.

    Returns:
        The model, in which a section with a fault is None; the names of those sections; every Problem.
    """
    try:
        return parse(source, model, *rules), frozenset(), ()
    except ObcgenError as error:
        faulty = {str(problem.path[0]) for problem in error.problems if problem.path}
        faulty |= {name for name, field in model.model_fields.items() if _is_lacking(source, name, field)}
        return _sound(source, model, faulty), frozenset(faulty), error.problems


def _is_lacking(source: Source, name: str, field: FieldInfo) -> bool:
    return field.is_required() and child(source.root, name) is None


def _sound(source: Source, model: type[Model], faulty: set[str]) -> Model:
    """Return the model of the sections without fault; it is for rules only and never becomes a document."""
    sections: dict[str, object] = dict.fromkeys(faulty & model.model_fields.keys())
    for name, info in model.model_fields.items():
        node = child(source.root, name)
        if name not in faulty and node is not None:
            section: Any = Annotated[info.annotation, info]
            sections[name] = TypeAdapter(section).validate_python(to_plain(node))
    return model.model_construct(None, **sections)


def _source(root: Node, problems: tuple[Problem, ...]) -> Source:
    done = expand(root)
    unread = {problem.path for problem in problems if problem.code == ALIAS.code}
    return Source(done.root, (*problems, *done.problems), done.broken | unread, done.copies)


def _causes(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what only follows from a fault that is reported already."""
    found = list(problems)
    known = {(problem.code, problem.path) for problem in found}
    return [
        problem
        for problem in found
        if not any(problem.path[: len(path)] == path for path in source.broken)
        and not any((problem.code, path) in known for path in _originals(source, problem.path))
    ]


def _originals(source: Source, path: Path) -> Iterable[Path]:
    """Yield where the thing at a path was copied from."""
    for depth in range(len(path) + 1):
        if origin := source.copies.get(path[:depth]):
            yield (*origin, *path[depth:])


def _in_order_of_file(problem: Problem) -> tuple[str, int, int]:
    place = problem.place or Place("", 0, 0)
    return place.file, place.line, place.column


def _later_items_last(path: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in path]
